"""All dates of two texts that may be of one thing, each beside its rivals: what a regression weighs (`moment_pairs`).

A date says less than a figure: every second sentence of two texts of one year has that year. So it counts what else the two sentences
say, how rare their date is, and whether figures around them agree.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
import numpy.typing as npt

from policynlp.link.heads import Floats
from policynlp.link.moments import Moment, in_year
from policynlp.link.order import Days
from policynlp.link.words import mass

FEATURES = (
    "words of the sentences",
    "shared words of the sentences",
    "rare words near",
    "words of the clauses",
    "shared words of the clauses",
    "words of the headings",
    "names shared",
    "same days",
    "one start",
    "one end",
    "one within the other",
    "days of the longer",
    "times longer",
    "a day",
    "a month",
    "a year or more",
    "one without a year",
    "printed alike",
    "one role",
    "opposed roles",
    "one kind of event",
    "other kinds of event",
    "figures of the sentences agree",
    "figures of the dates agree",
    "both of figures",
    "one of a figure",
    "figure that agrees beside it",
    "like dates in both",
    "like dates in one",
    "cells",
)
"""Names of what `moment_table` gives, in its order."""
CONTEXT = ("margin", "partners beside it")
"""Names of what `in_context` adds."""

_MOST_COMPARED = 20_000
"""Pairs of two texts that are described at most."""
_MOST_DAYS = 2 * 366
"""A longer stretch ("the 1990s") is of one thing with the very same alone."""
_MONTH_DAYS, _YEAR_DAYS = (28, 31), 365
_MOST_SHARED, _MOST_SHARED_OF_CLAUSES, _MOST_NAMES, _MOST_AGREED = 6.0, 5.0, 3, 2
_FIGURE_CHARS, _BESIDE_CHARS = 200.0, 400.0
"""Distances, summed over both texts, at which a figure or date beside counts a third."""
_NO_RIVAL, _MOST_MARGIN = -6.0, 8.0
_OPPOSED = ({"from", "to"}, {"after", "to"})


@dataclass(frozen=True, slots=True)
class Agreed:
    """A figure of either text that agrees with one of the other: id and place of each."""

    claims: tuple[str, str]
    places: tuple[int, int]


@dataclass(frozen=True, slots=True)
class MomentTable:
    """Pairs of dates of two texts.

    Attributes:
        pairs: A date of the one and a date of the other.
        days: Their days, in one year where a date prints none.
        features: `(pairs, FEATURES)`.
    """

    pairs: tuple[tuple[Moment, Moment], ...]
    days: tuple[tuple[Days, Days], ...]
    features: Floats


def moment_table(left: Sequence[Moment], right: Sequence[Moment], agreed: Sequence[Agreed] = ()) -> MomentTable:
    """The pairs of two texts that have a day in common, described.

    Args:
        left: All dates of one text; the day that it gives for itself is left to `own_days`.
        right: All dates of the other.
        agreed: The figures of both that agree, ids and places in the order of the texts.
    """
    left, right = ([m for m in side if not m.own_day] for side in (left, right))
    found = list(islice(_pairs(left, right), _MOST_COMPARED))
    near = _Nearness(left, right, [pair for *pair, _ in found])
    rows = [_describe(a, b, days, near, agreed) for a, b, days in found]
    features = np.array(rows, dtype=np.float64).reshape(len(rows), len(FEATURES))
    return MomentTable(tuple((a, b) for a, b, _ in found), tuple(days for *_, days in found), features)


def _pairs(left: Sequence[Moment], right: Sequence[Moment]) -> Iterator[tuple[Moment, Moment, tuple[Days, Days]]]:
    if not left or not right:
        return
    firsts, lasts, bare = (_column(left, value)[:, None] for value in (_first, _last, _is_yearless))
    meet = np.maximum(firsts, _column(right, _first)) <= np.minimum(lasts, _column(right, _last))
    for i, j in np.argwhere(meet | (bare != _column(right, _is_yearless))).tolist():
        a, b = left[i], right[j]
        one, other = in_one_year(a, b)
        if max(one[0], other[0]) > min(one[1], other[1]):
            continue
        if one == other or max(_length(one), _length(other)) <= _MOST_DAYS:
            yield a, b, (one, other)


def _column(side: Sequence[Moment], value: Callable[[Moment], int]) -> npt.NDArray[np.int64]:
    return np.array([value(moment) for moment in side], dtype=np.int64)


def _first(moment: Moment) -> int:
    return moment.days[0].toordinal()


def _last(moment: Moment) -> int:
    return moment.days[1].toordinal()


def _is_yearless(moment: Moment) -> int:
    return int(moment.yearless)


def in_one_year(a: Moment, b: Moment) -> tuple[Days, Days]:
    """The days of two dates; one that prints no year, in that of the other."""
    if a.yearless and not b.yearless:
        return in_year(a.days, b.days[0].year), b.days
    if b.yearless and not a.yearless:
        return a.days, in_year(b.days, a.days[0].year)
    return a.days, b.days


def _length(known: Days) -> int:
    return (known[1] - known[0]).days + 1


class _Nearness:
    """What tells of a pair in the light of all dates of its two texts: how rare are its words, and its date."""

    def __init__(self, left: Sequence[Moment], right: Sequence[Moment], pairs: Sequence[Sequence[Moment]]) -> None:
        counts = [Counter(word for moment in side for word in moment.near) for side in (left, right)]
        most = len(left) + 1, len(right) + 1
        both = counts[0].keys() & counts[1].keys()
        self._rarity = {w: sum(math.log(n / c[w]) for n, c in zip(most, counts, strict=True)) for w in both}
        self._like = Counter(moment.entity for pair in pairs for moment in pair)

    def in_common(self, a: Moment, b: Moment) -> float:
        """How rare the words are that both have near the date, a word of either."""
        union = len(a.near | b.near)
        return math.fsum(sorted(self._rarity[w] for w in a.near & b.near)) / union if union else 0.0

    def like(self, a: Moment, b: Moment) -> tuple[float, float]:
        """Logarithms of how many dates of the other text either may be: of both together, and of the more frequent one."""
        logs = [math.log(self._like[m.entity]) for m in (a, b)]
        return sum(logs), max(logs)


def _describe(a: Moment, b: Moment, known: tuple[Days, Days], near: _Nearness, agreed: Sequence[Agreed]) -> list[float]:
    one, other = known
    shorter, longer = sorted((_length(one), _length(other)))
    roles = {a.role, b.role}
    of_figures = bool(a.own) + bool(b.own)
    sentences = sum(_within(g.places[0], a) and _within(g.places[1], b) for g in agreed)
    distances = [abs(g.places[0] - a.span[0]) + abs(g.places[1] - b.span[0]) for g in agreed]
    return [
        float(x)
        for x in (
            _cover(a.said, b.said),
            min(mass(a.said & b.said), _MOST_SHARED),
            near.in_common(a, b),
            _cover(a.clause, b.clause),
            min(mass(a.clause & b.clause), _MOST_SHARED_OF_CLAUSES),
            _cover(a.section, b.section),
            min(len(a.names & b.names), _MOST_NAMES),
            one == other,
            one[0] == other[0],
            one[1] == other[1],
            (one[0] <= other[0] and other[1] <= one[1]) or (other[0] <= one[0] and one[1] <= other[1]),
            math.log(longer),
            math.log(longer / shorter),
            shorter <= 1,
            _MONTH_DAYS[0] <= shorter <= _MONTH_DAYS[1],
            shorter >= _YEAR_DAYS,
            a.yearless or b.yearless,
            a.text.lower() == b.text.lower(),
            a.role == b.role,
            roles in _OPPOSED,
            bool(a.event) and a.event == b.event,
            bool(a.event) and bool(b.event) and a.event != b.event,
            min(sentences, _MOST_AGREED),
            any(g.claims[0] in a.own and g.claims[1] in b.own for g in agreed),
            of_figures == len((a, b)),
            of_figures == 1,
            max((math.exp(-d / _FIGURE_CHARS) for d in distances), default=0.0),
            *near.like(a, b),
            a.cell + b.cell,
        )
    ]


def _cover(a: frozenset[str], b: frozenset[str]) -> float:
    """Part of the weight of the words of two sets that both have."""
    union = mass(a | b)
    return mass(a & b) / union if union else 0.0


def _within(place: int, moment: Moment) -> bool:
    return moment.sentence[0] <= place < moment.sentence[1]


def in_context(table: MomentTable, alone: Floats) -> Floats:
    """The features of pairs with what the others of the table add.

    Args:
        table: The pairs.
        alone: Log-odds that each is of one thing, by its own features; `(pairs,)`.

    Returns:
        `(pairs, features and context)`: by how much a pair is above its best rival, and how near to both of its dates another pair of
        one thing stands, 0 to 1.
    """
    return np.column_stack([table.features, _margins(table, alone), _beside(table, alone)])


def _margins(table: MomentTable, scores: Floats) -> Floats:
    ends: Mapping[tuple[int, str], list[tuple[float, int]]] = defaultdict(list)
    for n, (pair, score) in enumerate(zip(table.pairs, scores.tolist(), strict=True)):
        for side, moment in enumerate(pair):
            ends[side, moment.entity].append((score, n))
    best = {end: sorted(found, reverse=True)[:2] for end, found in ends.items()}
    out = []
    for n, (pair, score) in enumerate(zip(table.pairs, scores.tolist(), strict=True)):
        rivals = [s for side, moment in enumerate(pair) for s, k in best[side, moment.entity] if k != n]
        out.append(score - max(rivals, default=_NO_RIVAL))
    return np.clip(np.array(out, dtype=np.float64), -_MOST_MARGIN, _MOST_MARGIN)


def _beside(table: MomentTable, scores: Floats) -> Floats:
    out = np.zeros(len(table.pairs))
    places = [np.array([pair[side].span[0] for pair in table.pairs], dtype=np.float64) for side in (0, 1)]
    likely = 1 / (1 + np.exp(-scores))
    for k in range(len(table.pairs)):
        apart = [np.abs(place - place[k]) for place in places]
        weight = likely * np.exp(-(apart[0] + apart[1]) / _BESIDE_CHARS)
        weight[(apart[0] == 0) | (apart[1] == 0)] = 0.0
        out[k] = weight.max(initial=0.0)
    return out
