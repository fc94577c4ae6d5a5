"""Collecting what a trained step meets in texts, to train it on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Generic, TypeVar

Met = TypeVar("Met")


class Collector(Generic[Met]):
    """What one step has met; while it is collected, the step decides nothing, so that nothing is learnt from itself.

    Use it as `with collector() as met:`; within, `collector.met` is that list, elsewhere null.
    """

    def __init__(self, name: str) -> None:
        self._met: ContextVar[list[Met] | None] = ContextVar(name, default=None)

    @property
    def met(self) -> list[Met] | None:
        """The list that is being filled; null where nothing is collected."""
        return self._met.get()

    @contextmanager
    def __call__(self) -> Iterator[list[Met]]:
        """Collect whatever is met meanwhile."""
        met: list[Met] = []
        token = self._met.set(met)
        try:
            yield met
        finally:
            self._met.reset(token)
