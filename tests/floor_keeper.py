"""Holds what a test measured against `tests/floors.json`, or takes it there (`make floors`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from policynlp.evaluate.floors import Floors

ROOT = Path(__file__).resolve().parents[1]
FLOORS = ROOT / "tests" / "floors.json"
CHANGELOG = ROOT / "CHANGELOG.md"


class FloorKeeper:
    """The floors of one session of tests.

    Args:
        update: Take figures instead of holding them.
        lower: Why floors may fall.
        changed: Why gold changed.
    """

    def __init__(self, *, update: bool, lower: str | None, changed: str | None) -> None:
        self._floors = Floors.read(FLOORS, root=ROOT)
        self._update, self._lower, self._changed = update, lower, changed

    def hold(
        self, group: str, figures: Mapping[str, float], *, gold: Iterable[Path], margins: float | Mapping[str, float]
    ) -> None:
        """Fail where a figure fell below its floor or the gold is another.

        Args:
            group: Name of the gold set.
            figures: Shares, the higher the better.
            gold: Files that the figures depend on.
            margins: How far below what is measured a floor lies: what one or two items are worth, since the encoder's float
                parts differ a little between processors.
        """
        files = list(gold)
        print(f"\n{group}: " + ", ".join(f"{name} {value:.3f}" for name, value in figures.items()))
        if not self._update:
            problems = self._floors.problems(group, figures, files)
        else:
            each = margins if isinstance(margins, Mapping) else dict.fromkeys(figures, margins)
            problems = self._floors.update(group, figures, files, margins=each, lower=self._lower, changed=self._changed)
            self._floors.write(CHANGELOG)
        if problems:
            pytest.fail("\n".join(problems), pytrace=False)
