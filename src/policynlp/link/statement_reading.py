"""From tagged documents to statements: what each figure measures, of whom and when, told by its sentence and neighbours."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Any

import numpy as np

from policynlp.changes import change
from policynlp.document import CONTENT_KINDS, Document, Span
from policynlp.link.clauses import (
    attributions,
    base_of_share,
    breaks_between,
    clause,
    is_earlier,
    is_release,
    leans,
    takes_up_measure,
)
from policynlp.link.complements import base_of, parts_of
from policynlp.link.derived import PACK, derived, size_of_bags
from policynlp.link.figures import ABOUT_RELATIVE, Figure, figure
from policynlp.link.measured import Measured, without
from policynlp.link.mentions import Mentions, name_stems, tells_apart
from policynlp.link.of_which import share_of_whole
from policynlp.link.oppositions import Marks, activities, marks, read_around
from policynlp.link.order import Days
from policynlp.link.pairs import Party
from policynlp.link.printed_times import ToldTimes, line_of, printed_times, times_of, year_of_title
from policynlp.link.provisions import is_provision
from policynlp.link.scopes import Scope, Whole, excludes, levels_of, part_of_people, scope_of, site_of, wholes
from policynlp.link.shared_money import countries_of, in_family
from policynlp.link.statements import (
    Statement,
    amounts_of_rate,
    dimension,
    is_small,
    is_spread,
    measures,
    period_days,
    period_over,
)
from policynlp.link.subjects import subject_of
from policynlp.link.text_names import text_names
from policynlp.link.words import noun_phrase, terms
from policynlp.link.worked_out import Kind, told_changes, worked_out
from policynlp.sentences import SentenceMap
from policynlp.tag.claims.tables import FLAG as CELL
from policynlp.tag.entities.place_names import cities, countries, subdivisions
from policynlp.tags import Claim, Entity, Tags

_MAX_TEXT_CHARS = 60
_NATIONAL = re.compile(r"\b(?:nation(?:ally|wide)|countrywide|across the country|in the country as a whole)\b", re.IGNORECASE)
"""Cancels the place that the sentence before is about."""
_PACKED = re.compile(rf"\b{PACK}(?: [\w-]+){{0,5}} of $", re.IGNORECASE)
_PACK = re.compile(rf"[- ]{PACK}\b", re.IGNORECASE)
_PER = re.compile(r"\b(?:per|for every|for each) $")
_ERROR = re.compile(r"\b(?:margin of (?:\w+ )?error|error margin|sampling error)\b[^.;]{0,60}$", re.IGNORECASE)
_ERROR_BEHIND = re.compile(r"[- ](?:\w+[- ]){0,2}(?:margin of error|error margin)\b", re.IGNORECASE)
_ANSWERS = re.compile(
    r"\b(?:say they|said they|say that they|call themselves|describe themselves|identify (?:themselves )?as|(?:un)?favou?rabl[ey]|"
    r"approve of|disapprove|approval ratings?|(?:public|job|voters'?) approval|approval of (?:the )?(?:president|government|mayor|"
    r"prime minister|governor|chancellor|"
    r"premier|leader)\w*|(?:agree|disagree) that|believe that|think that|are (?:dis)?satisfied|undecided)\b",
    re.IGNORECASE,
)
"""What people answer; their shares are those of a survey, though it is not named in the sentence."""
_RESPONDENT = frozenset(terms("respondent"))
_NOW = frozenset({"today", "now", "currently", "at present", "nowadays", "these days"})
"""What is so now is undated, as what a text says of no time."""
_MOVES = re.compile(r"\b(?:changes?|growth|variation|anomaly|deviation|chg|differences?)\b", re.IGNORECASE)
_NAMED_BEFORE = frozenset({"the quarter", "the season", "the period", "the term"})
"""One that was named before, or that everybody knows; hardly ever the one that the text appeared in."""
_BACK_THEN = re.compile(r"[ ]when (?:I|he|she|we|they|it) ")
"""As in "It was 26 percent when I started here": of another time than the figure before."""
_OF_ALL = re.compile(
    r"[ ](?:out[ ])?of[ ](?:the[ ]|its[ ]|their[ ]|all[ ])?([1-9]\d{1,3}|four|five|six|seven|eight|nine|ten|eleven|twelve)[ ]"
)
_HEAD_PASSAGES = 9
_AS_A_WHOLE = re.compile(r"\bas a whole\b|\b(?:nation|country|state|province|county|region)[- ]?wide\b", re.IGNORECASE)
_NEARLY = re.compile(r"\b(?:nearly|almost|not quite|approaching)[ ][$€£¥]?$", re.IGNORECASE)
_NEARLY_CHARS = 16
_JUST = "only "
_LISTED = re.compile(r"\s*,\s*[A-Z]|\s+and\s+[A-Z]")


def statements(party: Party, document: Document, tags: Tags) -> list[Statement]:
    """The claims of a document that can be compared.

    Claims in titles and standfirsts are left out: headlines round, and the text says it again.
    """
    names = text_names(document, tags.entities) if tags.claims else frozenset()
    return [replace(s, text_names=names) for s in _Reader(party, document, tags).read()] if tags.claims else []


def _nowhere(tags: Tags) -> Iterator[Span]:
    """People, and bodies without a place in their name, that are sources: "Police in Leeds said" is about Leeds."""
    sources = sorted(s for q in tags.quotes if q.source_type != "document" for s in q.source)
    starts = [s for s, _ in sources]
    for entity in tags.entities:
        at = bisect_left(starts, entity.start + 1) - 1
        if at < 0 or sources[at][1] < entity.end:
            continue
        placed = any(word.lower() in known for word in entity.name.split() for known in (countries(), subdivisions(), cities()))
        if entity.label == "PERSON" or (entity.label == "ORG" and not placed):
            yield entity.start, entity.end


def _below_byline(document: Document) -> int:
    """The first passage below the byline of an article; 0 where there is none. What stands above it says the text once more."""
    if document.source.genre != "news":
        return 0
    told = [i for i, p in enumerate(document.passages) if p.kind == "paragraph"]
    for i, passage in enumerate(document.passages[:_HEAD_PASSAGES]):
        if passage.kind == "byline":
            above = sum(k < i for k in told)
            return i + 1 if above <= 1 and len(told) - above > 1 else 0  # not a sign-off, nor "Last updated" below the text
    return 0


class _Reader:
    """Reads the claims of one document."""

    def __init__(self, party: Party, document: Document, tags: Tags) -> None:
        self.party, self.document, self.tags = party, document, tags
        self.text = document.text
        self.map = SentenceMap(document)
        ordered = sorted(tags.claims, key=lambda c: (c.start, c.end, c.id))
        self.claims = [c for c in ordered if measures(c) or is_small(c, self.text) or self._is_part(c)]
        self._starts = [c.start for c in self.claims]
        title = " ".join(filter(None, (document.source.title, document.source.subtitle)))
        self.title = frozenset(terms(title))
        self.names = Mentions(self.text, self.map, self._without_the_paper(tags), self.claims, title=title)
        self.wholes: tuple[Whole, ...] = wholes(self.names.places())
        self.measured = Measured(self.text, self.map, self.claims, self.names)
        self.subject = subject_of(document, tags)
        self._year = year_of_title(title, self.party.days)
        self._countries = countries_of(tags.entities)
        self._begins = _below_byline(document)
        self._bags = size_of_bags(self.text)
        self._sources = sorted(_nowhere(tags))
        self._told_times = ToldTimes(tags.entities)

    def _is_part(self, claim: Claim) -> bool:
        """Whether a small count is one of a larger number: "nine of 38 teaching posts"."""
        return (
            claim.kind == "count"
            and claim.value is not None
            and claim.value > 1
            and _OF_ALL.match(self.text, claim.end) is not None
        )

    def _without_the_paper(self, tags: Tags) -> Sequence[Entity]:
        """Entities but the paper itself, which people "told" something: no place or body that figures are about."""
        news = self.document.source.genre == "news"
        paper = (self.document.source.publisher or "").lower().removeprefix("the ") if news else ""
        return [e for e in tags.entities if not paper or e.name.lower().removeprefix("the ") != paper]

    def read(self) -> Iterator[Statement]:
        cells = defaultdict(list)
        for cell, share, way in self._worked_out():
            cells[cell.id].append((share, way))
        for number, claim in enumerate(self.claims):
            at = self.map.at(claim.start)
            kind = dimension(claim)
            read = self._figure(claim)
            if at is None or kind is None or read is None or self._is_a_size(claim) or self._is_an_error(claim):
                continue
            passage = self.document.passages[self.map.passages[at]] if self.document.passages else None
            first = self.map.passages[at]
            if passage is not None and (passage.kind not in CONTENT_KINDS or passage.kind == "title" or first < self._begins):
                continue
            found = self._statement(number, claim, at, kind, read)
            yield found
            yield from self._in_family(found, claim)
            for share, way in cells.get(claim.id, []):
                alone, value = dimension(share), figure(share)
                if alone is not None and value is not None:
                    of, moved = ("all", "none") if way == "part" else ("", share.trend)
                    named = claim.scope or claim.measure
                    row = frozenset(terms(named.text)) if named is not None else found.core
                    whole = replace(found, dimension=alone, figure=value, noun="", out_of=of, small=False, worked_out=True)
                    yield replace(whole, core=row, change=moved, trend=moved, text=share.text[:_MAX_TEXT_CHARS])
            for amount, per in amounts_of_rate(claim):
                alone, value = dimension(amount), figure(amount)
                if alone is not None and value is not None:
                    amount_alone = replace(found, dimension=alone, figure=value, per=per)
                    yield amount_alone
                    yield from self._in_family(amount_alone, claim)
            told = share_of_whole(self.claims, number, self.text)
            others = [*derived(claim, self.text, self.map.spans[at], self._bags), *((one, False) for one in told)]
            for other, together in others:
                alone, value = dimension(other), figure(other)
                if alone is not None and value is not None:
                    part = found.out_of or ("all" if alone == "share" else "")
                    whole = replace(found, dimension=alone, figure=value, noun="", spread=found.spread or together, out_of=part)
                    yield whole
                    yield from self._in_family(whole, claim)

    def _figure(self, claim: Claim) -> Figure | None:
        """The figure of a claim; one that is nearly so much is hardly more."""
        read = figure(claim)
        if (
            read is None
            or not read.is_about
            or _NEARLY.search(self.text, max(0, claim.start - _NEARLY_CHARS), claim.start) is None
        ):
            return read
        read, exact = figure(claim, nearly=True) or read, figure(replace(claim, bound="exact"))
        most = max(read.value * (1 + ABOUT_RELATIVE), exact.high if exact is not None else read.value)
        return replace(read, high=min(read.high, most))

    def _worked_out(self) -> Iterator[tuple[Claim, Claim, Kind]]:
        tables = [(p.start, p.end) for p in self.document.passages if p.kind == "table"]
        yield from worked_out(self.claims, tables, self.text)
        yield from told_changes(self.claims)

    def _in_family(self, found: Statement, claim: Claim) -> Iterator[Statement]:
        shared = in_family(found, claim, self._countries) if claim.kind == "money" else None
        if shared is not None:
            yield shared

    def _is_a_size(self, claim: Claim) -> bool:
        """Whether a figure says how large the bags are that are counted or priced ("8 million bags of 50 kg", "a 50 kg bag")."""
        before = _PACKED.search(self.text, max(0, claim.start - 60), claim.start)
        before = before or _PER.search(self.text, max(0, claim.start - 12), claim.start)
        return claim.kind == "measure" and (before is not None or _PACK.match(self.text, claim.end) is not None)

    def _is_an_error(self, claim: Claim) -> bool:
        """Whether a figure is the margin of error of others."""
        begin, end = max(0, claim.start - 80), min(len(self.text), claim.end + 40)
        return (
            _ERROR.search(self.text, begin, claim.start) is not None
            or _ERROR_BEHIND.match(self.text, claim.end, end) is not None
        )

    def _statement(self, number: int, claim: Claim, at: int, kind: str, read: Figure) -> Statement:
        start, end = self.map.spans[at]
        span = claim.start, claim.end
        moves = kind == "share" or CELL in claim.flags
        if moves and (claim.value or 0) < 0 and claim.measure is not None and _MOVES.search(claim.measure.text):
            claim = replace(claim, value=-(claim.value or 0), value_base=-(claim.value_base or 0), trend="down")
            read = replace(read, value=-read.value, low=-read.high, high=-read.low)  # "growth of -4.2 percent" is a fall of 4.2
        before = self.map.before(at)
        leaned = self.map.spans[before] if before is not None and leans(self.text[start:end]) else None
        left, right = self.measured.neighbours(number, start, end)
        around = clause(self.text, span, left=left, right=right)
        speakers = [*self._speakers(start, end), *(self._speakers(*leaned) if leaned else ())]
        outside = [*attributions(self.text, start, end), *speakers]
        noun_terms = terms(claim.unit or "") if kind == "count" else []
        cell = CELL in claim.flags  # its column says whether it is a change
        moved = claim.trend if cell else change(self.text, span, start=start, trend=claim.trend)
        core = self.measured.core(number, around, (start, end), leaned, outside, moved) | frozenset(noun_terms)
        bag = set(terms(self.text[start:end])) | core
        if leaned:
            bag |= set(terms(self.text[slice(*leaned)]))
        if kind == "share" and _ANSWERS.search(self.text, start, end):
            bag |= _RESPONDENT
        said = frozenset(bag)
        bag |= self.title
        if self.document.passages and (section := self.document.passages[self.map.passages[at]].section):
            bag |= set(terms(section))
        names, scope = self._scope(claim, around, (start, end), leaned, outside, kind)
        members = frozenset(name_stems(scope.members))
        period, period_text = self._period(claim, start, leaned if takes_up_measure(self.text[start:end]) else None)
        printed = [
            *self.names.printed(start, end, outside=speakers),
            *(self.names.printed(*leaned, outside=speakers) if leaned else ()),
        ]
        near = [name for name in printed if tells_apart(name)]
        line = line_of(self.text, span, (start, end))
        measured = noun_phrase(claim.measure.text) if claim.measure is not None else []
        return Statement(
            party=self.party,
            claim=claim.id,
            span=span,
            text=" ".join(self.text[claim.start : claim.end].split())[:_MAX_TEXT_CHARS],
            dimension=kind,
            noun=noun_terms[-1] if noun_terms else "",
            figure=read,
            core=core,
            bag=frozenset(bag),
            said=said,
            printed=printed_times(self.text[slice(*line)]) | self._told_times.within(line) or times_of(period),
            names=frozenset(name_stems(names)) | members,
            near=frozenset(name_stems(near)) | self.names.about | members,
            scope=scope,
            period=period,
            period_text=period_text,
            nature=claim.nature,
            change=moved,
            trend=claim.trend,
            second=claim.equivalent_to is not None,
            earlier=is_earlier(self.text, claim.start, bounded=claim.bound != "exact"),
            small=is_small(claim, self.text) and not self._is_part(claim),
            levels=levels_of(self.text[start:end]),
            wholly=_AS_A_WHOLE.search(self.text, start, end) is not None,
            speaker=claim.speaker or " ".join(self.text[slice(*s)] for s in claim.source),
            out_of=whole[1] if claim.kind == "count" and (whole := _OF_ALL.match(self.text, claim.end)) else "",
            spread=is_spread(self.text, claim.end),
            part=part_of_people(self.text[slice(*span)]) or part_of_people(self.text[max(start, left) : min(end, right)]),
            site=frozenset(name_stems([site_of(self.text[(leaned or (start, end))[0] : end])])),
            cell=cell,
            provision=claim.kind in {"money", "count"} and is_provision(self.text[start:end]),
            marks=read_around(marks, self.text, (max(start, left), min(end, right)), (start, end)),
            around=frozenset(terms(self.text[slice(*around)])),
            head=measured[-1] if measured else "",
            kinds=frozenset(measured[:-1]),
            activities=read_around(activities, self.text, (max(start, left), min(end, right)), (start, end)),
            parts=self._parts(span, (max(start, left), min(end, right))) if kind == "share" else {},
            vector=self._vector(claim),
            subject=self.subject,
        )

    def _speakers(self, start: int, end: int) -> list[Span]:
        """Where a stretch names who says something: no place or body that its figures are about."""
        first = bisect_left(self._sources, (start, 0))
        return list(takewhile(lambda span: span[0] < end, self._sources[first:]))

    def _parts(self, figure: Span, around: Span) -> Marks:
        """The parts of a whole that the words around a share name, and what the share is taken of."""
        base = base_of(self.text, figure[1], around[1])
        return parts_of(without(self.text, around, [base] if base else []), self.text[slice(*base)] if base else "")

    def _vector(self, claim: Claim) -> Any:
        found = self.tags.vectors.get(claim.id)
        return None if found is None or self.subject is None else np.asarray(found, dtype=np.float32)

    def _scope(
        self, claim: Claim, around: Span, sentence: Span, leaned: Span | None, outside: Sequence[Span], kind: str
    ) -> tuple[list[str], Scope]:
        """Names and scope: of the tagged scope, else of the clause, else of the sentence, else of what it leans on."""
        outside = [*outside, *(self._bases(sentence) if kind == "share" else ())]
        only = len(_JUST) if self.text[max(0, claim.start - len(_JUST)) : claim.start].lower() == _JUST else 0
        outside += [(claim.start - only, claim.end)] if kind == "count" else []  # "31 municipalities" are not their own scope
        # names behind the clause belong to another figure ("11 percent, 2 points above the mean of France")
        spans = [around, (sentence[0], max(around[1], claim.end))]
        spans += [leaned] if leaned and _NATIONAL.search(self.text[slice(*sentence)]) is None else []
        if claim.scope is not None and not _LISTED.match(self.text, claim.scope.end):  # one of several is not the scope
            spans.insert(0, (claim.scope.start, claim.scope.end))
        names: list[str] = []
        scope = Scope("")
        for span in spans:
            here = self.names.printed(*span, outside=outside)
            found = scope_of(without(self.text, span, outside), frozenset(here), self.wholes)
            names = names or here
            if found.counted or found.whole or found.members:
                if found.only or not scope_of(self.text[slice(*sentence)], frozenset(), ()).only:
                    return names, found
                return names, replace(found, only=True)
        return names, replace(scope, only=scope.only or excludes(self.text[slice(*sentence)]))

    def _bases(self, sentence: Span) -> Iterator[Span]:
        """Where the sentence says what its shares are taken of."""
        first = bisect_left(self._starts, sentence[0])
        for claim in self.claims[first:]:
            if claim.start >= sentence[1]:
                return
            if dimension(claim) == "share" and (base := base_of_share(self.text, (claim.start, claim.end), sentence[1])):
                yield base

    def _period(self, claim: Claim, sentence_start: int, leaned: Span | None) -> tuple[Days | None, str]:
        """The claim's period; that of the sum it takes up, where it has none of its own ("counting only ... the sum is").

        A date behind the next figure is that figure's. A cell's stands above its column.
        """
        if CELL in claim.flags:
            own = claim.period
            return (period_days(own), own.text) if own is not None else (None, "")
        at = self.text.find(claim.period.text, sentence_start, claim.end + 300) if claim.period and claim.period.text else -1
        own = claim.period
        index = bisect_left(self._starts, sentence_start)
        between = at > claim.end and any(claim.end <= c.start < at for c in self.claims[index : index + 50])
        if own is not None and between and (leaned is not None or breaks_between(self.text, claim.end, at)):
            own = None
        if _BACK_THEN.match(self.text, claim.end):
            return None, ""
        if leaned is not None:
            taken = [c for c in self.claims[:index][-20:] if c.start >= leaned[0] and dimension(c) == dimension(claim)]
            if own is None and taken and taken[-1].period is not None:
                return period_days(taken[-1].period), taken[-1].period.text
        if own is None or (at > 0 and is_release(self.text, at, sentence_start)):
            return None, ""
        if own.text.lower() in _NOW or own.text.lower() in _NAMED_BEFORE:
            return None, ""
        if own.text.lower() == "the year" and self._year is not None:
            return self._year, own.text
        written = self.party.days[1] if self.party.days is not None and claim.nature == "outturn" else None
        found = period_over(claim, period_days(own, written=written))
        if found and written and claim.trend != "none" and own.end_date is None and own.text.lower().startswith("since"):
            found = found[0], max(found[1], written)  # "has lost a fifth since 1995"
        return found, own.text
