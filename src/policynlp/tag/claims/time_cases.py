"""Figures with all times of their text that they may be of: what a ranker decides between (`when`)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from spacy.tokens import Doc

from policynlp.document import Passage
from policynlp.tag.claims.figure import OF_THE_PAST, Figure
from policynlp.tag.claims.governors import verb_of
from policynlp.tag.claims.placing import happened_then, lies_ahead, not_ahead, not_behind
from policynlp.tag.claims.time_features import FEATURES, HEADS, SENTENCES_BACK, Around, Timed, of_none, of_time, tense_of
from policynlp.tag.claims.told_times import Key, Sentence, ToldTime, key
from policynlp.tags import Period

_LEAD_PASSAGES = 3
_NEIGHBOURS = 12
_MOST_COMMON, _MOST_HEADING, _MOST_TIMES = 3, 8, 24
"""So many times that a text tells most often, or at its head, may be of any of its figures; and of one figure so many in all."""
_MOST_NEARBY = 12
"""Sentences before a figure whose times may be its own."""


class TimeCase(NamedTuple):
    """A figure with all times that it may be of.

    Attributes:
        start: Offset of the figure.
        periods: Each of them; null for none, which comes last.
        values: For each, what is known, in the order of `FEATURES.names`.
        by_rules: Which of them the rules answer.
        kind: Of the figure.
        is_bare: Whether its sentence tells no time.
    """

    start: int
    periods: tuple[Period | None, ...]
    values: tuple[tuple[float, ...], ...]
    by_rules: int
    kind: str
    is_bare: bool


def time_cases(
    doc: Doc, passages: Sequence[Passage], figures: Sequence[Figure], sentences: Sequence[Sentence], *, published: str | None
) -> Iterator[tuple[Figure, TimeCase]]:
    """The figures of a text with the times that they may be of.

    Args:
        doc: Parsed.
        passages: Its prose, in order.
        figures: Of them, in order, with the times that rules give them; a sum in a second currency is of the time of the first.
        sentences: With the times that they tell (`told_times`).
        published: ISO day of publication, or null.
    """
    yield from _Cases(doc, passages, figures, sentences, published)


class _Cases:
    def __init__(
        self,
        doc: Doc,
        passages: Sequence[Passage],
        figures: Sequence[Figure],
        sentences: Sequence[Sentence],
        published: str | None,
    ) -> None:
        self._doc, self._passages, self._sentences = doc, passages, sentences
        self._figures = [f for f in figures if f.main < 0]
        self._later = {id(figures[f.earlier]): f for f in figures if 0 <= f.earlier < len(figures)}
        self._starts = [s.span[0] for s in sentences]
        told: dict[Key, list[ToldTime]] = defaultdict(list)
        for sentence in sentences:
            for one in sentence.times:
                told[one.key].append(one)
        ruled = Counter(k for f in self._figures if (k := key(f.period)) is not None)
        dated = sum(f.period is not None for f in self._figures) / max(len(self._figures), 1)
        latest = max((k[1] for k in told if k[1] and published and k[1][: len(published)] <= published), default="")
        self._timed = Timed(doc.text, published, told, ruled, dated, latest)
        self._common = [k for k, _ in Counter({k: len(found) for k, found in told.items()}).most_common(_MOST_COMMON)]
        head = (t for s in sentences if s.passage < _LEAD_PASSAGES or self._kind(s) == "title" for t in s.times)
        self._head = list(islice(head, _MOST_HEADING))
        self._titles = frozenset(t.key for t in self._head if t.kind in HEADS)
        self._lead = frozenset(t.key for t in self._head if t.kind not in HEADS)

    def __iter__(self) -> Iterator[tuple[Figure, TimeCase]]:
        for i, f in enumerate(self._figures):
            n = bisect_right(self._starts, f.start) - 1
            if n >= 0 and f.start < self._sentences[n].span[1]:
                yield f, self._case(i, f, n)

    def _kind(self, sentence: Sentence) -> str:
        return self._passages[sentence.passage].kind

    def _of_passages(self, first: int, last: int) -> Sequence[Sentence]:
        """Sentences of some passages, by number."""
        return self._sentences[slice(*(bisect_left(self._sentences, n, key=lambda s: s.passage) for n in (first, last)))]

    def _heading(self, here: Sentence) -> list[ToldTime]:
        """Times of the heading that a sentence stands under."""
        section = (self._passages[here.passage].section or "").strip()
        for n in range(here.passage - 1, -1, -1) if section else ():
            passage = self._passages[n]
            if passage.kind == "heading" and self._timed.text[passage.start : passage.end].strip() == section:
                return [t for s in self._of_passages(n, n + 1) for t in s.times]
        return []

    def _case(self, i: int, f: Figure, n: int) -> TimeCase:
        around = self._around(i, f, n)
        rows: dict[Key, tuple[Period, tuple[float, ...]]] = {}
        if around.ruled is not None and f.period is not None:
            rows[around.ruled] = f.period, of_time(self._timed, around, around.ruled, f.period)
        barred = {key(e.period) for e in (f.from_, around.later) if e is not None and e.period is not None} - {around.ruled}
        for known, (told, period) in islice(self._candidates(f, around).items(), _MOST_TIMES):
            own = self._as_of(f, around, told, period)
            as_own = key(own)
            if own is None or as_own is None or {known, as_own} & barred:
                continue  # what a change is counted from, and of an earlier value, the time of the later one
            if as_own not in rows or (as_own == around.ruled and known != as_own):
                kept = f.period if as_own == around.ruled and f.period is not None else own
                rows[as_own] = kept, of_time(self._timed, around, known, kept)
        values = (*(FEATURES.row(values) for _, values in rows.values()), FEATURES.last_row(of_none(self._timed, around)))
        by_rules = list(rows).index(around.ruled) if around.ruled is not None else len(rows)
        return TimeCase(f.start, (*(p for p, _ in rows.values()), None), values, by_rules, f.kind, not around.here.times)

    def _candidates(self, f: Figure, around: Around) -> dict[Key, tuple[ToldTime | None, Period]]:
        """The times that a figure may be of, the nearest first, each as it is told nearest to it."""
        n = around.number
        nearest = [t for t in around.here.times if t.dates(f)]
        nearest += [t for s in reversed(around.nearby[:-1]) for t in reversed(s.times)]
        nearest += [t for s in self._sentences[n + 1 : n + 2] for t in s.times]
        nearest += [t for t in (*self._heading(around.here)[:_MOST_HEADING], *self._head) if t.sentence != n]
        nearest += [t for k in self._common if (t := self._timed.told[k][0]).sentence != n]
        out: dict[Key, tuple[ToldTime | None, Period]] = {}
        for told in nearest:
            out.setdefault(told.key, (told, told.period))
        for g in (around.before, around.behind):
            if g is not None and g.period is not None and (known := key(g.period)) is not None:
                out.setdefault(known, (None, g.period))
        return out

    def _as_of(self, f: Figure, around: Around, told: ToldTime | None, period: Period) -> Period | None:
        """A time as it is told of a figure: "October" of what was is not that of what is to be.

        One of another sentence is as that sentence tells it; where it lies ahead, it is none of what was.
        """
        published, text = self._timed.published, self._timed.text
        if told is None:
            return period
        sentence = self._sentences[told.sentence].span
        own = told.sentence == around.number
        if f.nature in OF_THE_PAST:
            moved = not_ahead(period, published, happened=happened_then(self._doc, text, sentence, period))
            return None if not own and lies_ahead(moved, published) else moved
        return not_behind(period, published, text[slice(*sentence)]) if own else period

    def _around(self, i: int, f: Figure, n: int) -> Around:
        here = self._sentences[n]
        begin = bisect_left(self._sentences, here.passage - 1, key=lambda s: s.passage)
        first = max(min(n - SENTENCES_BACK, begin), n - _MOST_NEARBY, 0)
        nearby = self._sentences[first : n + 1]
        earlier = self._figures[max(0, i - _NEIGHBOURS) : i]
        told = next(
            (t.key for s in reversed(nearby) for t in reversed(s.times) if t.span[1] <= f.start and not t.of_telling), None
        )
        beside = self._figures[max(0, i - _NEIGHBOURS) : i + _NEIGHBOURS + 1]
        before, behind = (self._figures[k] if 0 <= k < len(self._figures) else None for k in (i - 1, i + 1))
        return Around(
            figure=f,
            ruled=key(f.period),
            tense=tense_of(verb_of(self._doc, f)),
            number=n,
            here=here,
            kind=self._kind(here),
            nearby=nearby,
            inside=[g for g in beside if here.span[0] <= g.start < here.span[1]],
            before=before,
            behind=behind,
            last_told=told,
            last_used=next((key(g.period) for g in reversed(earlier) if g.period is not None), None),
            later=self._later.get(id(f)),
            heading=frozenset(t.key for t in self._heading(here)),
            titles=self._titles,
            lead=self._lead,
        )
