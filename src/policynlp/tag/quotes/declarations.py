"""Who "we" and "Ministers" are in declarations and communiqués, which name those who make them once and in full."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property

from spacy.tokens import Token

from policynlp.tag.people.roles import role_head
from policynlp.tag.quotes.cast import Cast, Figure
from policynlp.tag.quotes.reading import Reading

_WE = re.compile(
    r"(?:^|\n)[ \t]*(?:(?:\(?\d{1,3}[.)]|[•●-])[ \t]*)?[“\"]?(?P<we>We), (?:the )?(?P<who>(?-i:[A-Z])[^,;:\n]{2,200}?)[,;:]"
)
"""The first words of communiqués, declarations and charters."""
_ACRONYM = re.compile(r" \([A-Z][\w&-]*\)")
_CONVENED = frozenset({"ministers", "leaders", "heads", "presidents", "governors", "parties", "delegates", "members"})
_DECLARING = frozenset(
    "parties members states representatives participants delegates peoples people governments signatories undersigned countries".split()  # noqa: SIM905
)
_PARAGRAPH = re.compile(r"(?:^|\n)[ \t]*(?:\(?\d{1,3}[.)]|[•●-])[ \t]*(?:The )?(?P<noun>[A-Z][a-z]+)\b")
_MODIFIES = frozenset({"of", "in", "to", "from", "for", "on", "at", "with", "who"})
_HEADINGS = frozenset({"title", "heading"})
_FIRST_WORDS = 6
_LEAST_PARAGRAPHS = 2
"""Numbered paragraphs that begin with those who have met: what a communiqué looks like."""
_OF_BODY = re.compile(r"\b[Tt]he (?P<who>[A-Z][a-z]+) (?:of [A-Z][a-z]+ (?:and [\w ]{3,30} )?)?of (?:the )?$")
_LONGEST_LEAD = 80
_GATHERED = re.compile(
    r"\W*(?P<who>(?i:conference|council|meeting|forum|assembly|summit|committee|board) (?i:of)(?: [\w'’-]+){0,8}? (?P<noun>[A-Za-z]+))\W*$"
)
_OF_A_BODY = re.compile(r"meeting of (?:the )?(?=(?:conference|council|forum|assembly|committee|board)\b)", re.IGNORECASE)
_HEADING_LINES = 8
_SMALL = frozenset({"of", "the", "and", "for", "on", "in"})


def _as_name(printed: str) -> str:
    """A heading as a name: in capitals no longer."""
    words = _OF_A_BODY.sub("", printed).split()
    printed = " ".join(words)
    return " ".join(w.lower() if w.lower() in _SMALL else w.capitalize() for w in words) if printed.isupper() else printed


class Declarations:
    """Those who declare or have met, of one text; what it tells of them is read once.

    Args:
        reading: The document.
        cast: Who could speak in it.
    """

    def __init__(self, reading: Reading, cast: Cast) -> None:
        self.reading, self.cast = reading, cast

    @cached_property
    def _we(self) -> list[tuple[int, str, int]]:
        """Where "We, the ..." stands, the name that follows, and where the part ends that is its own."""
        found = []
        for match in _WE.finditer(self.reading.text):
            name = _ACRONYM.sub("", " ".join(match["who"].split()))
            if _are_convened(name):
                here = self.reading.passage[self.reading.token_at(match.start("we"))]
                behind = (p.start for p in self.reading.passages[here + 1 :] if p.kind in _HEADINGS)
                found.append((match.start("we"), name, next(behind, len(self.reading.text))))
        return found

    @cached_property
    def _paragraphs(self) -> Counter[str]:
        """Nouns with which numbered paragraphs begin, in small letters, and how many."""
        return Counter(m["noun"].lower() for m in _PARAGRAPH.finditer(self.reading.text))

    @cached_property
    def _met(self) -> dict[str, dict[str, int]]:
        """Nouns of those who have met, in small letters, to their names in full and where these stand first."""
        found: dict[str, dict[str, int]] = {}
        paragraphs = self._paragraphs
        for mention in self.cast.mentions if paragraphs else ():
            if mention.figure.organisation:
                lead = _OF_BODY.search(self.reading.text, max(0, mention.start - _LONGEST_LEAD), mention.start)
                noun = lead["who"].lower() if lead is not None else ""
                if lead is not None and noun in _CONVENED and paragraphs[noun] >= _LEAST_PARAGRAPHS:
                    name = " ".join(self.reading.text[lead.start("who") : mention.end].split())
                    found.setdefault(noun, {}).setdefault(name, lead.start("who"))
        return found

    def we(self, word: Token) -> Figure | None:
        """Who "we" are in a declaration that says so: "We, the Leaders of the participating States, gathered in Makassar ..."."""
        if not self._we or self.reading.mark_over(word.idx) is not None:
            return None
        name = next((name for start, name, stop in self._we if start <= word.idx < stop), None)
        return Figure("organisation", name, plural=True) if name is not None else None

    def convened(self, noun: Token) -> Figure | None:
        """Who "Ministers" are in a communiqué that tells it: "The Ministers of the Southern African Aquifer Council met in Windhoek"."""
        if noun.lower_ not in _CONVENED or not noun.text[0].isupper() or noun.i + 1 >= len(noun.doc):
            return None
        if noun.nbor(1).lower_ in _MODIFIES:
            return None
        met = self._met.get(noun.lower_, {})
        names = [name for name, start in met.items() if start < noun.idx] or ([] if met else self._headed(noun.lower_))
        return Figure("organisation", names[0], plural=True) if len(names) == 1 else None

    def _headed(self, noun: str) -> list[str]:
        """The names above a communiqué that end with those who have met: "CONFERENCE OF CARIBBEAN FISHERIES MINISTERS"."""
        if self._paragraphs[noun] < _LEAST_PARAGRAPHS:
            return []
        lines = self.reading.text.split("\n", _HEADING_LINES)[:_HEADING_LINES]
        return list(
            dict.fromkeys(_as_name(m["who"]) for line in lines if (m := _GATHERED.match(line)) and m["noun"].lower() == noun)
        )


def _are_convened(name: str) -> bool:
    """Whether those who declare something are told by an office or a body: "Heads of State", not "British"."""
    words = name.lower().replace(",", " ").split()
    return any(w in _DECLARING or role_head(w.removesuffix("s")) is not None for w in words[:_FIRST_WORDS])
