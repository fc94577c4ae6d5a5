"""How long people worked: from key to key, with pauses left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from policynlp.labels.decisions import Completion, Decision

IDLE_S = 300.0
"""Whoever presses no key for longer has left the desk."""


def hours(made: Iterable[Decision], through: Iterable[Completion] = ()) -> dict[str, float]:
    """Account to hours of work.

    Each key counts the time since the unit came into view, but none of it twice: no more than since the person's last key, and no
    more than `IDLE_S`. Keys that came without a time (imports, pages without JavaScript) count nothing.

    Args:
        made: Decisions, also those that were undone.
        through: Completions.
    """
    pressed: dict[str, list[tuple[datetime, float]]] = defaultdict(list)
    keys_of: list[Decision | Completion] = [*made, *through]
    for one in keys_of:
        if one.seconds is not None:
            pressed[one.account].append((datetime.fromisoformat(one.at), one.seconds))
    out = {}
    for account, keys in pressed.items():
        total, last = 0.0, None
        for at, seconds in sorted(keys):
            since = (at - last).total_seconds() if last else IDLE_S
            total += min(seconds, since, IDLE_S)
            last = at
        out[account] = total / 3600
    return out
