"""A claim with what its sentence says about it, in the compact form in which claims of other documents are compared to it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policynlp.document import CONTENT_KINDS, Document, Span
from policynlp.link.figures import Figure, figure
from policynlp.link.order import Days, days
from policynlp.link.pairs import Party
from policynlp.link.scopes import Scope, Whole, scope_of, wholes
from policynlp.link.sentences import SentenceMap
from policynlp.link.words import WORD, is_group, stem, terms
from policynlp.tags import Claim, Period, Tags

_LEAST_COUNT = 11
"""Small counts ("three provinces", "two reasons") name things more often than they measure them."""
_MAX_TEXT_CHARS = 60
_NAMES = frozenset({"GPE", "LOC", "ORG", "NORP", "FAC", "PERSON", "PRODUCT", "EVENT"})
_COUNTED_ON = re.compile(
    r"\b(?:the (?:sum|total|figure|number|amount|share|rate|proportion|increase|decrease|rise|fall|drop|decline|latter|former|"
    r"same|rest)|it|its|they|their|this|that|these|those|he|she|of (?:them|which|these|those)|then|up from|down from|compared)\b",
    re.IGNORECASE,
)
_CHANGE_BEFORE = re.compile(
    r"(?:\b(?:rose|risen|rising|rises?|grew|grown|grow|growth|climb\w*|jump\w*|gain\w*|soar\w*|surg\w*|increas\w*|expand\w*|"
    r"expansion|up|fell|fall|falls|fallen|falling|drop\w*|declin\w*|decreas\w*|shr[aiu]nk\w*|slid|dwindl\w*|down|reduc\w*|"
    r"contract(?:ed|ion)|cut|loss|lost|added|slump\w*|plung\w*|raise[ds]?)\b[^.;:,()]{0,45}?\b(?:by|of|is|was|at|thus|some|about|"
    r"nearly|almost|around|over|than)\s*|\b(?:by|added|lost|up|down|shed|gained|grew|fell|rose|shrank|declined|dropped|"
    r"increased|decreased|climbed)\s+)(?:(?:a|an|about|nearly|almost|some|around|roughly|more than|over|only|just|thus)\s+)*$",
    re.IGNORECASE,
)
_CHANGE_BEHIND = re.compile(
    r"\s*(?:year[- ]on[- ]year|\w+\s+)?(?:people|persons|points?|percentage points)?\s*"
    r"(?:(?:more|less|fewer|higher|lower|above|below|up|down)\b(?!\s+than\s+half)|(?:increase|decrease|rise|fall|drop|decline|"
    r"growth|gain|reduction|loss|cut|contraction)\b)",
    re.IGNORECASE,
)
_FROM_LEVEL = re.compile(
    r"\b(?:to|from|at)\s+(?:(?:a|about|nearly|almost|some|around|just|only|over|under)\s+)*$", re.IGNORECASE
)
_RELEASED = re.compile(r"\b(?:released|published|issued|announced|out|reported|printed)\s+(?:in|on)?\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One claim, ready to be compared.

    Attributes:
        party: Its document.
        claim: Id of the annotation; `span`, `text` as in the text.
        dimension: What may be compared at all: kind of figure and base unit.
        noun: What is counted, a term; empty where the claim is no count.
        figure: Its value with what the wording leaves open.
        core: Terms of what is measured, of whom, of what it is a share.
        bag: Terms of the sentence, of the one that it leans on, of the heading and the title.
        names: Stems of the names in its clause or scope.
        near: Stems of the names in the sentence, and of the places that the document is about.
        scope: What it covers.
        period: The days that it is about, or None; `period_text` as printed.
        nature: As in `Claim.nature`.
        change: `up` or `down` for an amount of change, else `none`.
        trend: As in `Claim.trend`.
        second: It repeats another claim in another currency.
    """

    party: Party
    claim: str
    span: Span
    text: str
    dimension: str
    noun: str
    figure: Figure
    core: frozenset[str]
    bag: frozenset[str]
    names: frozenset[str]
    near: frozenset[str]
    scope: Scope
    period: Days | None
    period_text: str
    nature: str
    change: str
    trend: str
    second: bool


def dimension(claim: Claim) -> str | None:
    """What a claim may be compared with: claims of the same dimension; None for those that are never compared.

    Percent, fractions and ratios are one dimension, percentage points another, counts one (the noun is compared as a word),
    money a dimension a currency, measures a dimension a base unit. Ordinals and ages tell things apart, they measure nothing
    that two texts would disagree on.
    """
    if claim.kind in {"ordinal", "age"}:
        return None
    if claim.unit in {"percentage_point", "basis_point"}:
        return "points"
    if claim.kind in {"percent", "ratio"} or claim.unit in {"percent", "fraction"}:
        return "share"
    if claim.kind == "count" or (claim.unit is None and claim.kind != "index"):
        return "count"
    return f"{claim.kind}:{claim.unit_base or claim.unit}"


def statements(party: Party, document: Document, tags: Tags) -> list[Statement]:
    """The claims of a document that can be compared.

    Claims in titles are left out: headlines round, and the text says it again.
    """
    return list(_Reader(party, document, tags).read()) if tags.claims else []


class _Reader:
    """Reads the claims of one document."""

    def __init__(self, party: Party, document: Document, tags: Tags) -> None:
        self.party, self.document, self.tags = party, document, tags
        self.map = SentenceMap(document)
        self.claims = sorted(tags.claims, key=lambda c: (c.start, c.end, c.id))
        self.names = sorted(
            {(e.start, e.end) for e in tags.entities if e.label in _NAMES} | set(_capitals(document.text, self.map.spans))
        )
        self._name_starts = [s for s, _ in self.names]
        title = " ".join(filter(None, (document.source.title, document.source.subtitle)))
        self.title = frozenset(terms(title))
        self.about = self._about(title)
        self.wholes: tuple[Whole, ...] = wholes(
            (document.text[s:e], frozenset(self._names_in(s, e))) for s, e in self.map.spans
        )

    def read(self) -> Iterator[Statement]:
        text = self.document.text
        for number, claim in enumerate(self.claims):
            at = self.map.at(claim.start)
            kind = dimension(claim)
            read = figure(claim)
            if at is None or kind is None or read is None:
                continue
            passage = self.document.passages[self.map.passages[at]] if self.document.passages else None
            if passage is not None and (passage.kind not in CONTENT_KINDS or passage.kind == "title"):
                continue
            if kind == "count" and abs(read.value) < _LEAST_COUNT and float(read.value).is_integer():
                continue
            yield self._statement(number, claim, at, kind, read, text)

    def _statement(self, number: int, claim: Claim, at: int, kind: str, read: Figure, text: str) -> Statement:
        start, end = self.map.spans[at]
        clause = self._clause(number, start, end)
        stated = " ; ".join(s.text for s in (claim.measure, claim.scope, claim.share_of) if s is not None)
        bag_text = text[start:end]
        leaned = ""
        before = self.map.before(at)
        if before is not None and _COUNTED_ON.search(bag_text):
            leaned = text[slice(*self.map.spans[before])]
        name_terms = {t for s, e in self._spans_in(start, end) for t in terms(text[s:e])}
        noun_terms = terms(claim.unit or "") if kind == "count" else []
        core = set(terms(stated)) if stated else set()
        if len(core - name_terms) < 2:
            core |= set(terms(text[slice(*clause)]))
        core -= name_terms
        core -= set(terms(text[claim.start : claim.end])) | set(terms(claim.unit or ""))  # equal by dimension already
        core |= set(noun_terms)
        section = self.document.passages[self.map.passages[at]].section if self.document.passages else None
        bag = set(terms(bag_text)) | set(terms(leaned)) | set(terms(section or "")) | self.title | core
        scope_text = claim.scope.text if claim.scope is not None else ""
        names_here = self._names_in(*clause) or self._names_in(start, end)
        if claim.scope is not None and (named := self._names_in(claim.scope.start, claim.scope.end)):
            names_here = named
        leaned_names = self._names_in(*self.map.spans[before]) if leaned and before is not None else []
        if not names_here:
            names_here = leaned_names
        scope = scope_of(
            f"{scope_text} ; {text[start:end]}" if scope_text else text[start:end], frozenset(names_here), self.wholes
        )
        period, period_text = self._period(claim, start)
        return Statement(
            party=self.party,
            claim=claim.id,
            span=(claim.start, claim.end),
            text=" ".join(text[claim.start : claim.end].split())[:_MAX_TEXT_CHARS],
            dimension=kind,
            noun=noun_terms[-1] if noun_terms else "",
            figure=read,
            core=frozenset(core),
            bag=frozenset(bag),
            names=frozenset(_name_stems(names_here)),
            near=frozenset(_name_stems([*self._names_in(start, end), *leaned_names])) | self.about,
            scope=scope,
            period=period,
            period_text=period_text,
            nature=claim.nature,
            change=self._change(claim, start),
            trend=claim.trend,
            second=claim.equivalent_to is not None,
        )

    def _clause(self, number: int, start: int, end: int) -> Span:
        """From the figure before to the figure behind within the sentence, or to the nearest break beyond them."""
        claim = self.claims[number]
        left, right = start, end
        if number and self.claims[number - 1].end > start:
            left = self.claims[number - 1].end
        if number + 1 < len(self.claims) and self.claims[number + 1].start < end:
            right = self.claims[number + 1].start
        text = self.document.text
        breaks = [m.end() for m in re.finditer(r"[;:]\s|,\s(?:while|whereas|and|but)\s", text[left : claim.start])]
        if breaks and claim.start - (left + breaks[-1]) > 12:
            left += breaks[-1]
        behind = re.search(r"[;:]\s|,\s(?:while|whereas|and|but)\s", text[claim.end : right])
        if behind:
            right = claim.end + behind.start()
        return left, max(right, claim.end)

    def _period(self, claim: Claim, sentence_start: int) -> tuple[Days | None, str]:
        if claim.period is None:
            return None, ""
        found = period_days(claim.period)
        text = self.document.text
        at = text.rfind(claim.period.text, sentence_start, claim.end + 200) if claim.period.text else -1
        if at > 0 and _RELEASED.search(text[max(sentence_start, at - 40) : at]):  # when it was made known, not measured
            return None, ""
        return found, claim.period.text

    def _change(self, claim: Claim, start: int) -> str:
        text = self.document.text
        before = text[max(start, claim.start - 90) : claim.start]
        behind = text[claim.end : claim.end + 60]
        if _FROM_LEVEL.search(before) and not re.search(r"\bby\b", before[-12:]):
            return "none"
        if _CHANGE_BEFORE.search(before) or _CHANGE_BEHIND.match(behind):
            words = set(terms(before[-60:] + " ; " + behind[:40]))
            if claim.trend != "none":
                return claim.trend
            return "down" if "decrease" in words or re.search(r"\b(?:less|fewer|lower|down|cut)\b", before + behind) else "up"
        return "none"

    def _spans_in(self, start: int, end: int) -> Sequence[Span]:
        first = bisect_right(self._name_starts, start - 1)
        last = bisect_right(self._name_starts, end - 1)
        return [s for s in self.names[first:last] if s[1] <= end]

    def _names_in(self, start: int, end: int) -> list[str]:
        return [self.document.text[s:e] for s, e in self._spans_in(start, end)]

    def _about(self, title: str) -> frozenset[str]:
        """Stems of the places that the document is about: named in the title, or at least three times."""
        counts: dict[str, int] = {}
        for entity in self.tags.entities:
            if entity.label in {"GPE", "LOC", "NORP"}:
                for word in _name_stems([self.document.text[entity.start : entity.end]]):
                    counts[word] = counts.get(word, 0) + 1
        titled = set(_name_stems([title]))
        return frozenset(w for w, n in counts.items() if n >= 3 or w in titled)


def period_days(period: Period) -> Days | None:
    """First and last day of a period; open ends are taken from the other side."""
    first, last = days(period.start_date), days(period.end_date)
    if first is None and last is None:
        return None
    return (first or last)[0], (last or first)[1]  # type: ignore[index]


def _name_stems(names: Sequence[str]) -> Iterator[str]:
    for name in names:
        for word in WORD.findall(name):
            if word[0].isupper() and not is_group(word):
                root = _DEMONYM.sub("", word.lower().replace("’", "'").removesuffix("'s"))
                yield root[:12]


_DEMONYM = re.compile(r"(?<=\w\w\w)(?:ians?|eans?|ese|ish|ans?|is|ns|a|e|y|s)$")
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
