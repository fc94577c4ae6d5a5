"""Two texts that print several figures alike: what they leave over is compared once more.

What tells two figures of one thing from two that are merely alike often stands in no sentence. But texts that agree on several
figures are of one matter, and of what such a pair leaves over, the figures that are each other's best partners are of one thing far
more often than in any two texts. What is settled by an agreement is no rival any more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from policynlp.link.companion_rules import agree, differ
from policynlp.link.figures import overlap
from policynlp.link.likeness import APART_FACTOR, LEAST_SUBJECT, likeness, named_otherwise, timed_otherwise
from policynlp.link.meaning import of_two_kinds
from policynlp.link.oppositions import opposed
from policynlp.link.statements import Statement
from policynlp.link.verdicts import Verdict, apart

LEAST_AGREEMENTS = 2
"""Agreements of two texts from which on they are companions."""

Pair = tuple[Statement, Statement, float]
Found = tuple[Statement, Statement, Verdict]
_Rule = Callable[[Statement, Statement, float, float], Verdict | None]


def compare_companions(left: Sequence[Statement], right: Sequence[Statement], *, settled: frozenset[str]) -> Iterator[Found]:
    """What two texts that agree on several figures say alike and differently besides, the later statement first.

    Args:
        left: All statements of one text.
        right: All statements of the other.
        settled: Claims of either that agree with one of the other.

    Yields:
        Statements with their verdict, agreements first.
    """
    agreed = [*_found(left, right, settled, rule=agree, near=True)]
    yield from agreed
    ends = settled | {end.claim for row in agreed for end in row[:2]}
    yield from _found(left, right, ends, rule=differ, near=False)


def _found(
    left: Sequence[Statement], right: Sequence[Statement], settled: frozenset[str], *, rule: _Rule, near: bool
) -> Iterator[Found]:
    """Pairs of which a rule says something, of those that may agree (near) or that may not."""
    sides = [_by_dimension(s for s in side if s.claim not in settled) for side in (left, right)]
    for kind in sorted(sides[0].keys() & sides[1].keys()):
        alike = _alike(sides[0][kind], sides[1][kind])
        if near:
            alike = [pair for pair in alike if overlap(pair[0].figure, pair[1].figure)]
        for a, b, score in alike:
            margin = score - max((s for x, y, s in alike if _is_rival(a, b, x, y, near=near)), default=0.0)
            later, earlier = (a, b) if a.party.order > b.party.order else (b, a)
            if (verdict := rule(later, earlier, score, margin)) is not None:
                yield later, earlier, verdict


def _by_dimension(statements: Iterable[Statement]) -> dict[str, list[Statement]]:
    out: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.vector is not None and statement.figure.value and not statement.small:
            out[statement.dimension].append(statement)
    return out


def _alike(left: Sequence[Statement], right: Sequence[Statement]) -> list[Pair]:
    """Pairs that are not far in value, with their likeness."""
    if float(left[0].subject @ right[0].subject) < LEAST_SUBJECT:
        return []
    return [
        (a, b, likeness(a, b))
        for a in left
        for b in right
        if apart(a, b) <= APART_FACTOR and a.figure.value * b.figure.value > 0
    ]


def _is_rival(a: Statement, b: Statement, x: Statement, y: Statement, *, near: bool) -> bool:
    """Whether another pair shares one figure with a pair, and its other figure might be meant in the place of that of the pair."""
    if (a.claim == x.claim) == (b.claim == y.claim):
        return False
    own, partner, other = (a, b, y) if a.claim == x.claim else (b, a, x)
    if near:
        return True
    barred = opposed(x.marks, y.marks) is not None or of_two_kinds(x, y)
    return not (barred or named_otherwise(own, partner, other) or timed_otherwise(own, partner, other))
