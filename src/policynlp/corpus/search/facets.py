"""Facets over a whole result: how many passages and texts each theme, speaker, place, source and day has in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import numpy as np
import numpy.typing as npt

from policynlp.corpus.search.answer import Facet, FacetValue
from policynlp.corpus.search.columns import CODED, Bools, Columns, Rows
from policynlp.corpus.search.filters import Filters
from policynlp.document import PASSAGE_KINDS

NAMED = ("theme", "facet", "speaker", "person", "organisation", "place", "policy")
FIELDS = (*NAMED, *CODED, "kind", "date", "duplicates")
"""Fields that are counted, in the order in which they are given."""
_DAYS_UNTIL, _MONTHS_UNTIL = 62, 72
"""Spans up to two months are shown by day, up to six years by month: bars that a person can still tell apart."""

Counts = npt.NDArray[np.int64]


def facets(columns: Columns, filters: Filters, rows_within: Callable[[Bools], Rows], *, listed: int) -> dict[str, Facet]:
    """All facets of a result, each with every filter in force but its own.

    Args:
        columns: The index.
        filters: The request's.
        rows_within: The result under another set of filters.
        listed: Values listed of a facet.
    """
    whole = _Result(columns, rows_within(filters.passing()))
    out = {}
    for field in FIELDS:
        result = _Result(columns, rows_within(filters.passing(but=field))) if field in filters.masks else whole
        chosen = filters.chosen.get(field, set())
        if field in NAMED:
            out[field] = result.named(field, chosen, listed)
        elif field in CODED:
            out[field] = result.coded(field, chosen, listed)
        elif field == "kind":
            out[field] = result.kinds(chosen)
        elif field == "date":
            out[field] = result.dates()
        else:
            out[field] = result.duplicates(included="duplicates" not in filters.masks)
    return out


class _Result:
    """The passages of a result, ready to be counted."""

    def __init__(self, columns: Columns, rows: Rows) -> None:
        self.columns = columns
        self.rows = rows
        self.inside = columns.set_of(rows)
        self.passages_of = np.bincount(columns.doc[rows], minlength=len(columns.documents))

    def named(self, field: str, chosen: set[int], listed: int) -> Facet:
        columns = self.columns
        pairs = columns.pairs[field]
        hit = self.inside[pairs.rows]
        names, documents = pairs.names[hit], columns.doc[pairs.rows[hit]]
        passages = np.bincount(names)
        first = np.ones(
            len(names), dtype=np.bool_
        )  # pairs are in order of name and row, so a text's passages follow each other
        first[1:] = (names[1:] != names[:-1]) | (documents[1:] != documents[:-1])
        counts = passages, np.bincount(names[first], minlength=len(passages))
        label = columns.names
        return _facet(field, counts, chosen, listed, value=lambda i: label[i][0], label=lambda i: label[i][1])

    def coded(self, field: str, chosen: set[int], listed: int) -> Facet:
        names, codes = self.columns.coded[field]
        counts = self._by_code(codes, len(names))
        return _facet(field, counts, chosen, listed, value=names.__getitem__, label=names.__getitem__)

    def _by_code(self, codes: npt.NDArray[np.int32], n: int) -> tuple[Counts, Counts]:
        """Passages and documents of each code; documents with code -1 are left out."""
        there = (self.passages_of > 0) & (codes >= 0)
        passages = np.bincount(codes[there], weights=self.passages_of[there], minlength=n).astype(np.int64)
        return passages, np.bincount(codes[there], minlength=n)

    def kinds(self, chosen: set[int]) -> Facet:
        columns, n = self.columns, len(PASSAGE_KINDS)
        kinds = columns.kind[self.rows].astype(np.int64)
        seen = np.zeros((len(columns.documents), n), dtype=np.bool_)
        seen[columns.doc[self.rows], kinds] = True
        counts = np.bincount(kinds, minlength=n), seen.sum(axis=0)
        return _facet("kind", counts, chosen, n, value=PASSAGE_KINDS.__getitem__, label=PASSAGE_KINDS.__getitem__)

    def dates(self) -> Facet:
        there = self.passages_of > 0
        first, last = self.columns.first_day[there], self.columns.last_day[there]
        known = first > 0
        unit = _unit(int(first[known].min()), int(first[known].max())) if known.any() else "year"
        cut = {"day": 1, "month": 100, "year": 10_000}[unit]
        # a text known by its year alone is counted for the year, not for its first month
        exact = known & (first // cut == last // cut)
        keys = np.where(exact, first // cut * cut, np.where(known, first // 10_000 * 10_000, 0))
        values, codes = np.unique(keys, return_inverse=True)
        passages = np.bincount(codes, weights=self.passages_of[there], minlength=len(values)).astype(np.int64)
        documents = np.bincount(codes, minlength=len(values))
        out = [
            FacetValue(value=_day(value), label=_day(value), passages=int(p), documents=int(d))
            for value, p, d in zip(values.tolist(), passages, documents, strict=True)
        ]
        return Facet(field="date", values=tuple(out), distinct=len(out), unit=unit)

    def duplicates(self, *, included: bool) -> Facet:
        passages, documents = self._by_code((~self.columns.counted).astype(np.int32), 2)
        values = tuple(
            FacetValue(
                value=value, label=label, passages=int(passages[i]), documents=int(documents[i]), chosen=included and i == 1
            )
            for i, (value, label) in enumerate((("false", "first of their kind"), ("true", "repeated or superseded")))
        )
        return Facet(field="duplicates", values=values, distinct=sum(v.passages > 0 for v in values))


def _facet(
    field: str,
    counts: tuple[Counts, Counts],
    chosen: set[int],
    listed: int,
    *,
    value: Callable[[int], str],
    label: Callable[[int], str],
) -> Facet:
    """The most frequent values and those chosen; ties in the order of their ids, which are the same for every page."""
    passages, documents = counts
    order = np.argsort(-passages, kind="stable")[:listed]
    shown: Sequence[int] = [int(i) for i in order if passages[i]]
    shown = [*shown, *sorted(i for i in chosen - set(shown) if i < len(passages))]
    values = [
        FacetValue(value=value(i), label=label(i), passages=int(passages[i]), documents=int(documents[i]), chosen=i in chosen)
        for i in shown
    ]
    return Facet(field=field, values=tuple(values), distinct=int(np.count_nonzero(passages)))


def _unit(first: int, last: int) -> str:
    begin, end = (date(day // 10_000, day // 100 % 100, 1) for day in (first, last))
    if (end - begin).days + last % 100 - first % 100 <= _DAYS_UNTIL:
        return "day"
    months = (end.year - begin.year) * 12 + end.month - begin.month
    return "month" if months <= _MONTHS_UNTIL else "year"


def _day(key: int) -> str:
    """20240531 to `2024-05-31`, 20240500 to `2024-05`, 20240000 to `2024`, 0 to nothing."""
    year, month, day = key // 10_000, key // 100 % 100, key % 100
    return "-".join([f"{year:04d}"] * (key > 0) + [f"{month:02d}"] * (month > 0) + [f"{day:02d}"] * (day > 0))
