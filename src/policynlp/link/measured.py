"""What each figure of a document measures: as tagged, else by the words around it, else as the figures before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policynlp.document import Span
from policynlp.link.clauses import takes_up_measure, takes_up_share
from policynlp.link.mentions import Mentions
from policynlp.link.scopes import GEOGRAPHY
from policynlp.link.statements import dimension
from policynlp.link.words import FRAMES, mass, terms
from policynlp.sentences import SentenceMap
from policynlp.tags import Claim

_THESE = re.compile(r"\W*of (?:these|those|them|the total)\b", re.IGNORECASE)
_LEAST_WORDS = 2
"""A measure of fewer words ("payments", "the department") is completed by the words around the figure."""
(_AGE,) = terms("age")
_LEAST_CORE = 0.3
"""Weight below which the words around a figure say nothing of what it measures, and its neighbours are asked."""


def without(text: str, span: Span, outside: Sequence[Span]) -> str:
    """A stretch of the text with some spans blanked."""
    parts, at = [], span[0]
    for start, end in sorted(outside):
        if end > at and start < span[1]:
            parts.append(text[at : max(at, start)])
            at = max(at, end)
    parts.append(text[at : span[1]])
    return " ".join(parts)


class Measured:
    """Reads what the figures of one document measure.

    Args:
        text: Of the document.
        sentences: Of the document.
        claims: In the order of the text.
        names: Of the document.
    """

    def __init__(self, text: str, sentences: SentenceMap, claims: Sequence[Claim], names: Mentions) -> None:
        self.text, self.map, self.claims, self.names = text, sentences, claims, names
        self._cores: dict[int, frozenset[str]] = {}

    def neighbours(self, number: int, start: int, end: int) -> Span:
        """End of the figure before and start of the one behind in the sentence; the same amount in another currency is passed over."""
        claim = self.claims[number]
        left, right = start, end
        for other in self.claims[number - 1 :: -1] if number else ():
            if other.id != claim.equivalent_to:
                left = max(start, other.end)
                break
        for other in self.claims[number + 1 : number + 3]:
            if other.equivalent_to != claim.id:
                right = min(end, other.start)
                break
        return left, right

    def core(
        self, number: int, around: Span, sentence: Span, leaned: Span | None, outside: Sequence[Span], moved: str
    ) -> frozenset[str]:
        """What is measured: as tagged; else the words around the figure, and where they say nothing, its neighbours'.

        Figures are asked for in the order of the text: a later one goes on from what earlier ones measure.

        Args:
            number: Index of the claim.
            around: Its clause.
            sentence: Its sentence.
            leaned: The sentence before, where this one leans on it.
            outside: Stretches that say nothing of the figure, such as who says it.
            moved: Whether it is a change, and which way.
        """
        claim = self.claims[number]
        if dimension(claim) == "share" and takes_up_share(self.text[slice(*sentence)]):
            meant = self._share_before(number, sentence)
            if meant is not None:
                self._cores[number] = self._cores[meant]
                return self._cores[number]
        stated = " ; ".join(s.text for s in (claim.measure, claim.scope, claim.share_of) if s is not None)
        names = {t for s, e in self.names.within(*sentence) for t in terms(self.text[s:e])}
        drop = names | GEOGRAPHY | set(terms(self._amount(claim))) | set(terms(claim.unit or ""))
        core = set(terms(stated)) - drop
        if claim.kind == "age":
            core.add(_AGE)  # "the average farmer is 61"
        if len(core - FRAMES) < _LEAST_WORDS or claim.measure is None:
            core |= set(terms(without(self.text, around, outside))) - drop
        said = core - FRAMES - {"decrease", "increase"}
        previous = self._previous(number, sentence)
        if (mass(said) < _LEAST_CORE or moved != "none") and previous is not None:
            core |= self._cores.get(previous, frozenset())
        elif mass(said) < _LEAST_CORE:
            core |= set(terms(without(self.text, sentence, outside))) - drop
        if leaned and (taken := self._of_these(number, sentence, leaned)) is not None:
            core |= set(terms(taken)) - drop
        elif leaned and (mass(core - FRAMES) < _LEAST_CORE or takes_up_measure(self.text[slice(*sentence)])):
            leaned_names = {t for s, e in self.names.within(*leaned) for t in terms(self.text[s:e])}
            core |= set(terms(self.text[slice(*leaned)])) - leaned_names - drop
        if (
            mass(core - FRAMES - {"decrease", "increase"}) < _LEAST_CORE
            and (before := self._sentence_before(number, sentence)) is not None
        ):
            core |= self._cores.get(before, frozenset())
        self._cores[number] = frozenset(core)
        return self._cores[number]

    def _of_these(self, number: int, sentence: Span, leaned: Span) -> str | None:
        """What is counted in the sentence before that "Of these, 45 percent" goes back to; null where nothing is."""
        if not _THESE.match(self.text, sentence[0], sentence[1]):
            return None
        for other in range(number - 1, -1, -1):
            claim = self.claims[other]
            if claim.start < leaned[0] or claim.start >= sentence[0]:
                return None  # of "Of these, 634 wait; 55 percent of inmates serve" the first alone
            if claim.kind == "count" and (claim.measure or claim.unit):
                return claim.measure.text if claim.measure is not None else claim.unit
        return None

    def _amount(self, claim: Claim) -> str:
        """A claim without what it measures: "one retiree in five" counts retirees."""
        within = claim.measure is not None and claim.start <= claim.measure.start and claim.measure.end <= claim.end
        if claim.measure is None or not within or claim.unit != "fraction":
            return self.text[claim.start : claim.end]
        return f"{self.text[claim.start : claim.measure.start]} {self.text[claim.measure.end : claim.end]}"

    def _share_before(self, number: int, sentence: Span) -> int | None:
        """The share that "that share" means: the last one stated before the sentence in its passage."""
        at = self.map.at(sentence[0])
        for other in range(number - 1, max(-1, number - 8), -1):
            there = self.map.at(self.claims[other].start)
            if at is None or there is None or self.map.passages[there] != self.map.passages[at]:
                return None
            if there < at and dimension(self.claims[other]) == "share" and other in self._cores:
                return other
        return None

    def _sentence_before(self, number: int, sentence: Span) -> int | None:
        """The last figure of the same dimension in the sentence before, which a figure goes on from that names no measure."""
        kind, at = dimension(self.claims[number]), self.map.at(sentence[0])
        before = self.map.before(at) if at is not None else None
        if before is None:
            return None
        for other in range(number - 1, max(-1, number - 8), -1):
            if self.claims[other].start < self.map.spans[before][0]:
                return None
            if self.claims[other].start < sentence[0] and dimension(self.claims[other]) == kind:
                return other
        return None

    def _previous(self, number: int, sentence: Span) -> int | None:
        """The figure before in the sentence that a bare one goes on from: of the same dimension."""
        for other in range(number - 1, -1, -1):
            if self.claims[other].start < sentence[0]:
                return None
            if dimension(self.claims[other]) == dimension(self.claims[number]):
                return other
        return None
