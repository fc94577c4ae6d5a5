"""Times that never run backwards, whatever the clock does.

What was written last counts: the active tag set, decisions on identities, the last run. A clock that is set back, or that was a year
ahead when something was committed, must not put what comes later before it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

_STEP = timedelta(microseconds=1)


def moment_after(times: Iterable[datetime | None]) -> datetime:
    """The time, or a microsecond after the latest of those given, where that is later.

    Args:
        times: Of what is written already, with time zone.
    """
    return max([datetime.now(UTC), *(time + _STEP for time in times if time is not None)])
