"""Sources with everybody whom they may mean: what rankers read, and how cases to learn from are collected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

from policynlp.tag.quotes.cast import Figure


class Features(NamedTuple):
    """What is known of everybody in the cases of one ranker.

    Attributes:
        ranker: Its name: that of its file of weights.
        of_candidates: What is known of somebody who is named.
        of_nobody: What is known where nobody who is named is meant.
        least: Share from which somebody who is named is believed.
        firm: Kinds of sources of which the rules' answer stands where it names somebody.
    """

    ranker: str
    of_candidates: tuple[str, ...]
    of_nobody: tuple[str, ...]
    least: float
    firm: frozenset[str] = frozenset()

    @property
    def names(self) -> tuple[str, ...]:
        """All of them, in the order of `Case.values`; the last one is 1 for nobody."""
        return (*self.of_candidates, *self.of_nobody, "nobody")

    def row(self, of_candidate: tuple[float, ...]) -> tuple[float, ...]:
        """The values of somebody who is named."""
        return (*of_candidate, *([0.0] * (len(self.of_nobody) + 1)))

    def last_row(self, of_nobody: tuple[float, ...]) -> tuple[float, ...]:
        """The values of nobody who is named."""
        return (*([0.0] * len(self.of_candidates)), *of_nobody, 1.0)


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


def chosen(case: Case, shares: Sequence[float], features: Features) -> int:
    """Which of a case is meant, by the share of each: the last one where nobody who is named is likely enough."""
    nobody = len(case.figures) - 1
    if case.kind in features.firm and case.by_rules != nobody:
        return case.by_rules
    best = max(range(nobody + 1), key=shares.__getitem__)
    return best if shares[best] >= features.least else nobody


class Heard(NamedTuple):
    """A case that was met: name of its ranker, offset of the source, and the case."""

    ranker: str
    start: int
    case: Case


_HEARD: ContextVar[list[Heard] | None] = ContextVar("heard", default=None)


@contextmanager
def hearing() -> Iterator[list[Heard]]:
    """Collect the cases of whatever is tagged meanwhile, to learn from them; rules answer alone, so that nothing is learnt from itself."""
    heard: list[Heard] = []
    token = _HEARD.set(heard)
    try:
        yield heard
    finally:
        _HEARD.reset(token)


def is_heard(ranker: str, start: int, case: Case) -> bool:
    """Whether cases are collected just now; then this one is among them."""
    heard = _HEARD.get()
    if heard is None:
        return False
    heard.append(Heard(ranker, start, case))
    return True
