"""Figures with all times of their text that they may be of: what a ranker decides between (`when`)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from spacy.tokens import Doc

from policynlp.document import Passage
from policynlp.tag.claims.figure import OF_THE_PAST, Figure
from policynlp.tag.claims.governors import verb_of
from policynlp.tag.claims.placing import happened_then, not_ahead, not_behind
from policynlp.tag.claims.time_features import HEADS, OF_NONE, OF_TIMES, SENTENCES_BACK, Around, Timed, of_none, of_time
from policynlp.tag.claims.told_times import Key, Sentence, ToldTime, key
from policynlp.tags import Period

_LEAD_PASSAGES = 3
_NEIGHBOURS = 12
_MOST_COMMON = 3
"""So many times that a text tells most often may be of any of its figures."""


class TimeCase(NamedTuple):
    """A figure with all times that it may be of.

    Attributes:
        start: Offset of the figure.
        periods: Each of them; null for none, which comes last.
        values: For each, what is known: `OF_TIMES`, `OF_NONE`, and 1 for none.
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
                if (known := key(one.period)) is not None:
                    told[known].append(one)
        ruled = Counter(k for f in self._figures if (k := key(f.period)) is not None)
        dated = sum(f.period is not None for f in self._figures) / max(len(self._figures), 1)
        latest = max((k[1] for k in told if k[1] and published and k[1] <= published), default="")
        self._timed = Timed(doc.text, published, told, ruled, dated, latest)
        self._common = [k for k, _ in Counter({k: len(found) for k, found in told.items()}).most_common(_MOST_COMMON)]
        self._head = [t for s in sentences if s.passage < _LEAD_PASSAGES or self._kind(s) == "title" for t in s.times]
        self._titles = frozenset(k for t in self._head if t.kind in HEADS and (k := key(t.period)))
        self._lead = frozenset(k for t in self._head if t.kind not in HEADS and (k := key(t.period)))

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
        candidates = [t.period for s in around.nearby for t in s.times if t.sentence != n or t.dates(f)]
        candidates += [t.period for s in self._sentences[n + 1 : n + 2] for t in s.times]
        candidates += [t.period for t in (*self._heading(around.here), *self._head) if t.sentence != n]
        candidates += [g.period for g in (around.before, around.behind) if g is not None and g.period is not None]
        candidates += [self._timed.told[k][0].period for k in self._common if self._timed.told[k][0].sentence != n]
        told_as: dict[Key, Period] = {}
        for period in candidates:
            if (known := key(period)) is not None:
                told_as.setdefault(known, period)
        rows: dict[Key, tuple[Period, tuple[float, ...]]] = {}
        if around.ruled is not None and f.period is not None:
            rows[around.ruled] = f.period, of_time(self._timed, around, around.ruled, f.period)
        barred = {key(e.period) for e in (f.from_, around.later) if e is not None and e.period is not None}
        for known, period in told_as.items():
            if known in barred and known != around.ruled:
                continue  # what a change is counted from, and of an earlier value, the time of the later one
            own = self._as_of(f, around.here, period)
            if (as_own := key(own)) is None or own is None:
                continue
            if as_own not in rows or (as_own == around.ruled and known != as_own):
                kept = f.period if as_own == around.ruled and f.period is not None else own
                rows[as_own] = kept, of_time(self._timed, around, known, kept)
        nothing = (0.0,) * len(OF_TIMES), (0.0,) * (len(OF_NONE) + 1)
        values = [(*values, *nothing[1]) for _, values in rows.values()]
        values.append((*nothing[0], *of_none(self._timed, around), 1.0))
        by_rules = list(rows).index(around.ruled) if around.ruled is not None else len(rows)
        return TimeCase(f.start, (*(p for p, _ in rows.values()), None), tuple(values), by_rules, f.kind, not around.here.times)

    def _as_of(self, f: Figure, here: Sentence, period: Period) -> Period | None:
        """A time as it is told of a figure: "October" of what was is not that of what is to be."""
        published = self._timed.published
        if f.nature in OF_THE_PAST:
            return not_ahead(period, published, happened=happened_then(self._doc, self._timed.text, here.span, period))
        return not_behind(period, published, self._timed.text[slice(*here.span)])

    def _around(self, i: int, f: Figure, n: int) -> Around:
        here = self._sentences[n]
        first = min(max(0, n - SENTENCES_BACK), bisect_left(self._sentences, here.passage - 1, key=lambda s: s.passage))
        beside = self._figures[max(0, i - _NEIGHBOURS) : i + _NEIGHBOURS + 1]
        before, behind = (self._figures[k] if 0 <= k < len(self._figures) else None for k in (i - 1, i + 1))
        return Around(
            figure=f,
            ruled=key(f.period),
            verb=verb_of(self._doc, f),
            number=n,
            here=here,
            kind=self._kind(here),
            nearby=self._sentences[first : n + 1],
            inside=[g for g in beside if here.span[0] <= g.start < here.span[1]],
            before=before,
            behind=behind,
            earlier=self._figures[max(0, i - _NEIGHBOURS) : i],
            later=self._later.get(id(f)),
            heading=frozenset(k for t in self._heading(here) if (k := key(t.period))),
            titles=self._titles,
            lead=self._lead,
        )
