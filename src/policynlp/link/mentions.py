"""The names in a document as figures are compared by them: which words are names, where they stand, what the text is about."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from policynlp.document import Span
from policynlp.link.words import WORD, is_group, stem, terms, weight
from policynlp.sentences import SentenceMap
from policynlp.tags import Claim, Entity

_NAMES = frozenset({"GPE", "LOC", "ORG", "NORP", "FAC", "PERSON", "PRODUCT"})
_PLACES = frozenset({"GPE", "LOC"})
_LOWER_WORD = re.compile(r"\b[a-z]{3,}\b")


class Mentions:
    """The names of one document, by offset.

    Args:
        text: Its text.
        sentences: Its sentences.
        entities: Its entities; where there are none, capitalised words within sentences are taken.
        claims: Its claims, in order; units are no names.
        title: Title and subtitle.

    Attributes:
        spans: Of the names, in order.
        about: Stems of the places that the document is about: named in the title, or at least three times.
    """

    def __init__(
        self, text: str, sentences: SentenceMap, entities: Sequence[Entity], claims: Sequence[Claim], *, title: str
    ) -> None:
        self.text, self._sentences, self._entities = text, sentences, entities
        named = {(e.start, e.end) for e in entities if e.label in _NAMES}
        self.spans = self._true_names(named if entities else set(_capitals(text, sentences.spans)), claims)
        self._starts = [s for s, _ in self.spans]
        self.about = self._about(title)

    def _true_names(self, spans: set[Span], claims: Sequence[Claim]) -> list[Span]:
        """Names without units ("NOK", "GW") and without words that only begin a sentence ("Seafood exports")."""
        plain = set(_LOWER_WORD.findall(self.text))
        figures = [(c.start, c.end) for c in claims]
        starts = [s for s, _ in figures]
        out = []
        for start, end in sorted(spans):
            at = bisect_right(starts, start) - 1
            if at >= 0 and end <= figures[at][1]:
                continue
            words = WORD.findall(self.text[start:end])
            if words and all(w.lower() in plain for w in words):
                continue
            out.append((start, end))
        return out

    def within(self, start: int, end: int) -> Sequence[Span]:
        """Spans of the names in a stretch."""
        first = bisect_right(self._starts, start - 1)
        last = bisect_right(self._starts, end - 1)
        return [s for s in self.spans[first:last] if s[1] <= end]

    def printed(self, start: int, end: int, outside: Sequence[Span] = ()) -> list[str]:
        """The names in a stretch as printed, without those that begin in one of the spans `outside`."""
        return [self.text[s:e] for s, e in self.within(start, end) if not any(o[0] <= s < o[1] for o in outside)]

    def places(self) -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
        """Each sentence with the places in it and those in the one before."""
        places = sorted((e.start, e.end) for e in self._entities if e.label in _PLACES)
        starts = [s for s, _ in places]
        previous: tuple[str, ...] = ()
        for start, end in self._sentences.spans:
            here = tuple(self.text[s:e] for s, e in places[bisect_right(starts, start - 1) : bisect_right(starts, end - 1)])
            yield self.text[start:end], here, previous
            previous = here

    def _about(self, title: str) -> frozenset[str]:
        """Stems of the places that the document is about: named in the title, or at least three times.

        In the title a name alone counts as a place too where a tagger takes it for a body: unknown regions are often read as such.
        """
        counts: dict[str, int] = {}
        alone: set[str] = set()
        for entity in self._entities:
            stems = list(name_stems([self.text[entity.start : entity.end]]))
            if entity.label in {"GPE", "LOC", "NORP"}:
                for word in stems:
                    counts[word] = counts.get(word, 0) + 1
            elif entity.label == "ORG" and len(stems) == 1:
                alone.update(stems)
        titled = set(name_stems([title]))
        return frozenset(w for w, n in counts.items() if n >= 3 or w in titled) | (alone & titled)


def name_stems(names: Iterable[str]) -> Iterator[str]:
    """Stems of the capitalised words of names, the same for a country and its people."""
    for name in names:
        for word in WORD.findall(name):
            if word[0].isupper() and word != "The" and not is_group(word):
                root = _DEMONYM.sub("", word.lower().replace("’", "'").removesuffix("'s"))
                yield _IRREGULAR.get(root, root)[:12] if word != "Niger" else "niger_republic"


def tells_apart(name: str) -> bool:
    """Whether a name could be another one's opposite: not one of several common words ("National Energy Plan")."""
    known = [weight(term) < 1 for term in terms(name)]
    return len(known) < 2 or not all(known)


_IRREGULAR = {
    "norweg": "norwa", "french": "franc", "dutch": "netherland", "swis": "switzerland", "span": "spain", "pol": "poland",
    "greek": "greec", "finn": "finland", "dan": "denmark", "turk": "turke", "swed": "sweden", "welsh": "wale", "irish": "ireland",
    "thai": "thailand", "filipino": "philippine", "mexic": "mexico", "portugu": "portugal", "peruv": "peru", "scott": "scotland",
    "brit": "britain", "icelandic": "iceland", "kor": "kore", "ind": "indi",
}  # fmt: skip
"""Stems of adjectives of peoples that differ from those of their countries."""
_DEMONYM = re.compile(r"(?<=\w\w\w)(?:ians?|ia|eans?|ese|ish|ans?|is|ns|a|e|y|s)$")
_CAPITAL_WORD = re.compile(r"[A-Z][^\W\d_]{2,}(?:[ -](?:[A-Z][^\W\d_]+))*")


def _capitals(text: str, sentences: Sequence[Span]) -> Iterator[Span]:
    """Capitalised words that do not begin their sentence: names that a tagger may have missed."""
    starts = {s for s, _ in sentences}
    for match in _CAPITAL_WORD.finditer(text):
        if match.start() not in starts and not match.group().isupper() and stem(match.group()) not in _CALENDAR:
            yield match.span()


_CALENDAR = frozenset(
    stem(w)
    for w in str.split(
        """january february march april may june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday the"""
    )
)
KINDS = frozenset(
    name_stems(
        str.split(
            """Act Agency Agreement Assembly Association Authority Board Bureau Cabinet Central Centre Center Chamber Charter City
        Code College Commission Committee Company Congress Convention Council County Court Crown Decree Department Directorate
        District Division Federation Foundation FTE Fund Government Governorate Group Hospital House Institute Law Ministry Minister
        Municipality Office Parliament Party Plan Policy Prefecture President Programme Program Project Province Reform Region
        Regional Regulation Report Republic Representatives Review Scheme School Secretariat Section Senate Service Services Statute
        Strategy System Table Town Treaty Tribunal Union University Village Ward"""
        )
    )
)
"""What "the Plan" and "the Region" are, of whatever name: where two texts have both they may mean one thing, alone they set none apart."""
