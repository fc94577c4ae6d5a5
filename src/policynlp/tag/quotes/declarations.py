"""Who "we" and "Ministers" are in declarations and communiqués, which name those who make them once and in full."""

from __future__ import annotations

import re

from spacy.tokens import Token

from policynlp.tag.people.roles import role_head
from policynlp.tag.quotes.cast import Cast, Figure
from policynlp.tag.quotes.reading import Reading

_WE = re.compile(
    r"(?:^|\n)[ \t]*(?:(?:\(?\d{1,3}[.)]|[•●-])[ \t]*)?[“\"]?(?P<we>We), (?:the )?(?P<who>(?-i:[A-Z])[^,;:\n]{2,200}?)[,;:]"
)
"""The first words of communiqués, declarations and charters."""
_ACRONYM = re.compile(r" \([A-Z][\w&-]*\)")
_LONGEST_WE = 240
_CONVENED = frozenset({"ministers", "leaders", "heads", "presidents", "governors", "parties", "delegates", "members"})
_DECLARING = frozenset(
    "parties members states representatives participants delegates peoples people governments signatories undersigned countries".split()  # noqa: SIM905
)
_MODIFIES = frozenset({"of", "in", "to", "from", "for", "on", "at", "with", "who"})
_HEADINGS = frozenset({"title", "heading"})
_FIRST_WORDS = 6
_LEAST_PARAGRAPHS = 2
"""Numbered paragraphs that begin with those who have met: what a communiqué looks like."""
_OF_BODY = re.compile(
    r"\b[Tt]he (?P<who>[A-Z][a-z]+) (?:of (?:State|Government|Finance|[A-Z][a-z]+) (?:and [\w ]{3,30} )?)?of (?:the )?$"
)
_LONGEST_LEAD = 80


def declared(reading: Reading, word: Token) -> Figure | None:
    """Who "we" are in a declaration that says so: "We, the Leaders of the participating States, gathered in Makassar ..."."""
    if reading.mark_over(word.idx) is not None:
        return None
    reach = word.idx + len(word) + _LONGEST_WE
    found = next((m for m in _WE.finditer(reading.text, 0, reach) if m.start("we") <= word.idx), None)
    if found is None:
        return None
    name = _ACRONYM.sub("", " ".join(found["who"].split()))
    here, there = reading.token_at(found.start("we")), word.i
    parted = any(p.kind in _HEADINGS for p in reading.passages[reading.passage[here] + 1 : reading.passage[there] + 1])
    return Figure("organisation", name, plural=True) if not parted and _are_convened(name) else None


def _are_convened(name: str) -> bool:
    """Whether those who declare something are told by an office or a body: "Heads of State", not "British"."""
    words = name.lower().replace(",", " ").split()
    return any(w in _DECLARING or role_head(w.removesuffix("s")) is not None for w in words[:_FIRST_WORDS])


def convened(reading: Reading, cast: Cast, noun: Token) -> Figure | None:
    """Who "Ministers" are in a text that has told it: "The Ministers of the Southern African Aquifer Council met in Windhoek"."""
    if noun.lower_ not in _CONVENED or not noun.text[0].isupper() or noun.nbor(1).lower_ in _MODIFIES:
        return None
    if (
        len(re.findall(rf"(?:^|\n)[ \t]*(?:\(?\d{{1,3}}[.)]|[•●-])[ \t]*(?:The )?{noun.text}\b", reading.text))
        < _LEAST_PARAGRAPHS
    ):
        return None
    found: dict[str, None] = {}
    for mention in cast.mentions:
        if mention.figure.organisation and mention.start < noun.idx:
            lead = _OF_BODY.search(reading.text, max(0, mention.start - _LONGEST_LEAD), mention.start)
            if lead is not None and lead["who"].lower() == noun.lower_:
                found[" ".join(reading.text[lead.start("who") : mention.end].split())] = None
    return Figure("organisation", next(iter(found)), plural=True) if len(found) == 1 else None
