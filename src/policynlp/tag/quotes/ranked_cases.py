"""Sources with everybody whom they may mean: what rankers read, and how cases to learn from are collected."""

from __future__ import annotations

from typing import NamedTuple

from policynlp.tag.collecting import Collector
from policynlp.tag.quotes.cast import Figure


class Case(NamedTuple):
    """A source with everybody whom it may mean.

    Attributes:
        figures: Each of them; null for nobody who is named, which comes last.
        values: For each, features in the order of `Features.names`.
        by_rules: Which of them the rules answer.
        kind: What the source is called by, to tell figures apart by.
    """

    figures: tuple[Figure | None, ...]
    values: tuple[tuple[float, ...], ...]
    by_rules: int
    kind: str

    @property
    def names(self) -> tuple[str | None, ...]:
        """Of everybody, null for nobody."""
        return tuple(f.name if f is not None else None for f in self.figures)


class Heard(NamedTuple):
    """A case that was met: name of its ranker, offset of the source, and the case."""

    ranker: str
    start: int
    case: Case


hearing: Collector[Heard] = Collector("heard")
"""Collects the cases of whatever is tagged meanwhile; rules answer alone then."""


def is_heard(ranker: str, start: int, case: Case) -> bool:
    """Whether cases are collected just now; then this one is among them."""
    if hearing.met is None:
        return False
    hearing.met.append(Heard(ranker, start, case))
    return True
