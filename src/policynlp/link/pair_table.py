"""All figures of two texts that may be of one thing, each beside its rivals.

Whether two figures are of one thing depends on what else the two texts say: a figure has one partner at most, and the better one
wins. So pairs are first read alone, then once more in the light of the others.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product

import numpy as np
import numpy.typing as npt

from policynlp.link.heads import Floats
from policynlp.link.likeness import APART_FACTOR, LEAST_SUBJECT
from policynlp.link.pair_features import FEATURES, describe
from policynlp.link.statements import Statement
from policynlp.link.verdicts import apart, near

PAIRED = ("rare words in common",)
"""Names of what `pair_table` adds to the features of a pair: what its two texts have besides."""
CONTEXT = (
    "margin",
    "margin among near ones",
    "near pairs",
    "ends with a partner",
    "partners beside it",
    "margin among free ones",
    "part of the poorer end",
    "part of the richer end",
    "part of both ends",
)
"""Names of what `in_context` adds."""
OF_VALUES = frozenset(
    {"near", "equal", "digits if equal", "apart", "apart if near", "rounded", "digits", "both exact", "may contradict"}
)
"""Features that tell what the figures are, not what they are of."""
MEASURE = tuple(name for name in (*FEATURES, *PAIRED) if name not in OF_VALUES)
"""Names of the features of a pair whatever its figures are."""
BY_MEASURE = (
    "measure",
    "margin by measure",
    "margin by measure among far ones",
    "margin by measure among near ones",
    "part by measure of the poorer end",
    "part by measure of the richer end",
    "part by measure of both ends",
)
"""Names of what `by_measure` adds."""
_OF_MEASURE = np.array([name not in OF_VALUES for name in (*FEATURES, *PAIRED)])
PARTNER = 1.0
"""Log-odds of being of one thing from which on a near pair is one."""
_BESIDE_CHARS = 400.0
"""Distance, summed over both texts, at which another pair counts a third; 150 to 1,000 give nearly the same out of fold."""
_OF_ONE = 0.5
"""Weight of a word that only one of the texts has."""
_NO_RIVAL = -6.0
"""Log-odds that stand for no rival."""
_MOST_MARGIN = 8.0
_MOST_PAIRS = 6
_MOST_COMPARED = 40_000
"""Pairs of two texts that are described at most, those of the first figures; two tables of 200 cells each."""


@dataclass(frozen=True, slots=True)
class PairTable:
    """Pairs of figures of two texts.

    Attributes:
        pairs: A statement of the one and a statement of the other.
        features: `(pairs, features)`, see `pair_features` and `PAIRED`.
        near: Whether some value makes both figures true, `(pairs,)`.
    """

    pairs: tuple[tuple[Statement, Statement], ...]
    features: Floats
    near: npt.NDArray[np.bool_]


def pair_table(left: Sequence[Statement], right: Sequence[Statement]) -> PairTable:
    """The pairs of two texts that are of one dimension and not far apart, described.

    Args:
        left: All statements of one text.
        right: All statements of the other.
    """
    pairs = list(islice(_pairs(_by_dimension(left), _by_dimension(right)), _MOST_COMPARED))
    return PairTable(tuple(pairs), described(pairs, left, right), np.array([near(a, b) for a, b in pairs], dtype=bool))


def described(pairs: Sequence[tuple[Statement, Statement]], left: Sequence[Statement], right: Sequence[Statement]) -> Floats:
    """The features of pairs of two texts, `(pairs, FEATURES and PAIRED)`.

    Args:
        pairs: A statement of either text, whichever comes first.
        left: All statements of one text.
        right: All statements of the other.
    """
    rarity = _Rarity(left, right)
    rows = [(*describe(a, b), rarity.in_common(a, b)) for a, b in pairs]
    return np.array(rows, dtype=np.float64).reshape(len(pairs), len(FEATURES) + len(PAIRED))


class _Rarity:
    """How few sentences with figures of two texts have a word: "housing gap" in one of each says more than "people" in ten."""

    def __init__(self, *texts: Sequence[Statement]) -> None:
        sentences = [{s.said for s in text} for text in texts]
        counts = [Counter(word for sentence in found for word in sentence) for found in sentences]
        most = [max(len(found), 2) for found in sentences]
        whole = sum(map(math.log, most))
        both = set.intersection(*(set(count) for count in counts))
        self._weights = {w: sum(math.log(n / c[w]) for n, c in zip(most, counts, strict=True)) / whole for w in both}

    def in_common(self, a: Statement, b: Statement) -> float:
        """Part of the words of two sentences that both have, by weight: 1 for one that no other sentence has, 0 for one of all."""
        union = math.fsum(self._weights.get(word, _OF_ONE) or _OF_ONE for word in a.said | b.said)
        return math.fsum(self._weights[word] for word in a.said & b.said) / union if union else 0.0


def _pairs(left: dict[str, list[Statement]], right: dict[str, list[Statement]]) -> Iterator[tuple[Statement, Statement]]:
    for kind in sorted(left.keys() & right.keys()):
        if float(left[kind][0].subject @ right[kind][0].subject) < LEAST_SUBJECT:
            return  # two texts of two subjects
        for a, b in product(left[kind], right[kind]):
            if apart(a, b) <= APART_FACTOR and a.figure.value * b.figure.value > 0:
                yield a, b


def _by_dimension(statements: Iterable[Statement]) -> dict[str, list[Statement]]:
    out: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.vector is not None and statement.figure.value and not statement.worked_out:
            out[statement.dimension].append(statement)
    return out


def in_context(table: PairTable, same: Floats) -> Floats:
    """The features of pairs with what the others of the table add.

    Args:
        table: The pairs.
        same: Log-odds that each is of one thing, by its own features; `(pairs,)`.

    Returns:
        `(pairs, features and context)`: by how much a pair is above its best rival, and above the best one that is near in
        value; how many near pairs of one thing the texts have; how many of its two figures have a partner by that; how near to
        both of its figures such a pair stands, 0 to 1; by how much it is above its best rival that has no partner of its own; what
        part of the odds of all pairs of either figure, and of no pair at all, it has, 0 to 1, and the product of both.
    """
    partners = [pair for pair, log_odds, near in zip(table.pairs, same, table.near, strict=True) if near and log_odds > PARTNER]
    ends = {s.claim for pair in partners for s in pair}
    told = min(_MOST_PAIRS, len(ends) / 2)
    settled = [(a.claim in ends) + (b.claim in ends) for a, b in table.pairs]
    added = (
        _margins(table, same),
        _margins(table, np.where(table.near, same, _NO_RIVAL)),
        np.full(len(table.pairs), told),
        np.array(settled, dtype=np.float64),
        _beside(table, same),
        _margins(table, same, free=_free(partners)),
        *_parts(table, same),
    )
    return np.column_stack([table.features, *added])


def of_measure(table: PairTable) -> Floats:
    """The features of pairs whatever their figures are, `(pairs, MEASURE)`."""
    return table.features[:, _OF_MEASURE]


def by_measure(table: PairTable, measure: Floats) -> Floats:
    """What pairs are by their measure alone, beside the others of the table.

    A text that has "food inflation, 12.6 percent" and "general inflation, 9.9" does not agree with one whose food inflation is 9.9,
    near as these are.

    Args:
        table: The pairs.
        measure: Log-odds that each is of one thing, its figures unseen; `(pairs,)`.

    Returns:
        `(pairs, BY_MEASURE)`: these log-odds; by how much a pair is above its best rival; the same with pairs that are near in value, and
        with those that are not, itself among them, counted as no pairs; what part of the odds of all pairs of either figure it has, as in
        `in_context`.
    """
    added = (
        measure,
        _margins(table, measure),
        _margins(table, np.where(table.near, _NO_RIVAL, measure)),
        _margins(table, np.where(table.near, measure, _NO_RIVAL)),
        *_parts(table, measure),
    )
    return np.column_stack(added)


def _beside(table: PairTable, same: Floats) -> Floats:
    """How near a pair stands to another that is near in value and of one thing: what two passages tell alike, they tell together."""
    out = np.zeros(len(table.pairs))
    if not len(out):
        return out
    places = [np.array([pair[side].span[0] for pair in table.pairs], dtype=np.float64) for side in (0, 1)]
    numbers: dict[str, int] = {}
    ids = [np.array([numbers.setdefault(pair[side].claim, len(numbers)) for pair in table.pairs]) for side in (0, 1)]
    for k in np.flatnonzero((same > PARTNER) & table.near).tolist():
        apart_by = sum(np.abs(place - place[k]) for place in places)
        weight = np.exp(-apart_by / _BESIDE_CHARS) / (1 + math.exp(-float(same[k])))
        weight[(ids[0] == ids[0][k]) | (ids[1] == ids[1][k])] = 0.0
        out = np.maximum(out, weight)
    return out


Free = Callable[[int, str, str], bool]


def _free(partners: Sequence[tuple[Statement, Statement]]) -> Free:
    """Whether a figure of one side has no partner but, perhaps, a certain one of the other."""
    known: tuple[dict[str, set[str]], ...] = (defaultdict(set), defaultdict(set))
    for a, b in partners:
        known[0][a.claim].add(b.claim)
        known[1][b.claim].add(a.claim)
    return lambda side, claim, other: not known[side].get(claim, set()) - {other}


def _margins(table: PairTable, scores: Floats, *, free: Free | None = None) -> Floats:
    """By how much each pair is above the best other one of either of its figures; of those that are `free`, where this is given."""
    sides: tuple[dict[str, list[tuple[float, str]]], ...] = (defaultdict(list), defaultdict(list))
    for (a, b), score in zip(table.pairs, scores.tolist(), strict=True):
        if free is None or free(1, b.claim, a.claim):
            sides[0][a.claim].append((score, b.claim))
        if free is None or free(0, a.claim, b.claim):
            sides[1][b.claim].append((score, a.claim))
    best = [{claim: _two_best(found) for claim, found in side.items()} for side in sides]
    out = []
    for (a, b), score in zip(table.pairs, scores.tolist(), strict=True):
        rivals = _best_but(best[0].get(a.claim, ()), b.claim), _best_but(best[1].get(b.claim, ()), a.claim)
        out.append(score - max(rivals))
    return np.clip(np.array(out, dtype=np.float64), -_MOST_MARGIN, _MOST_MARGIN)


def _parts(table: PairTable, scores: Floats) -> tuple[Floats, Floats, Floats]:
    """What part of the odds of all pairs of its figures each pair has: of the poorer and the richer of its ends, and their product."""
    odds = np.exp(np.minimum(scores, _MOST_MARGIN))
    parts = []
    for side in (0, 1):
        numbers: dict[str, int] = {}
        ids = np.array([numbers.setdefault(pair[side].claim, len(numbers)) for pair in table.pairs], dtype=np.int64)
        parts.append(odds / (1.0 + np.bincount(ids, weights=odds)[ids]))
    return np.minimum(*parts), np.maximum(*parts), parts[0] * parts[1]


def _two_best(found: Sequence[tuple[float, str]]) -> list[tuple[float, str]]:
    """The best score of each of the two best partners: enough to leave any one of them out."""
    best: dict[str, float] = {}
    for score, claim in found:
        best[claim] = max(score, best.get(claim, score))
    return sorted(((score, claim) for claim, score in best.items()), reverse=True)[:2]


def _best_but(best: Sequence[tuple[float, str]], claim: str) -> float:
    return next((score for score, other in best if other != claim), _NO_RIVAL)
