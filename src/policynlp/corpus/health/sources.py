"""The sources of a corpus: how each is, and what is wrong with it, by its own habits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median
from typing import Any

from policynlp.corpus.health.alarm import Alarm
from policynlp.corpus.health.record import Record
from policynlp.corpus.health.source_alarms import USUAL_DAYS, source_alarms

RETIRED_LOOKS = 3
"""A source was taken from the list where the last look at it lies further back than so many of its usual pauses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceHealth:
    """How a source is.

    Attributes:
        source, type: See `Record`.
        state: `well`, `alarm`, or `retired` where it is no longer looked at.
        looked_at, succeeded_at, new_at: Its last look, the last good one, the last that brought a text.
        looks: Days with a look in the last month.
        items: Items at the last good look.
        texts: New and changed texts of the last month.
        rejected: Items left out at the last good look.
        median_chars: Of the texts of the last month.
        status, error: Of the last look.
        alarms: What is wrong.
    """

    source: str
    type: str | None
    state: str
    looked_at: datetime
    succeeded_at: datetime | None
    new_at: datetime | None
    looks: int
    items: int | None
    texts: int
    rejected: int | None
    median_chars: int | None
    status: int | None
    error: str | None
    alarms: tuple[Alarm, ...]

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready, alarms as their kinds."""
        out: dict[str, Any] = {name: getattr(self, name) for name in self.__slots__}
        return {n: v.isoformat() if isinstance(v, datetime) else v for n, v in out.items()} | {
            "alarms": [alarm.kind for alarm in self.alarms]
        }


def source_health(records: Sequence[Record], *, now: datetime) -> list[SourceHealth]:
    """How every source is, those with alarms first.

    Args:
        records: Of all sources.
        now: The time that it is.
    """
    newest = max((record.last.last_at for record in records), default=now)
    out = [_health(record, now=now, newest=newest) for record in records]
    return sorted(out, key=lambda one: ({"alarm": 0, "well": 1, "retired": 2}[one.state], one.source))


def _health(record: Record, *, now: datetime, newest: datetime) -> SourceHealth:
    retired = _is_retired(record, newest)
    alarms = () if retired else tuple(source_alarms(record, now=now))
    month = [d for d in record.days if d.start >= now - timedelta(days=USUAL_DAYS)]
    chars = [n for d in month for n in d.chars]
    good = next((d for d in reversed(record.days) if d.items is not None), None)
    return SourceHealth(
        source=record.source,
        type=record.type,
        state="retired" if retired else "alarm" if alarms else "well",
        looked_at=record.last.last_at,
        succeeded_at=record.good_at,
        new_at=record.new_at,
        looks=len(month),
        items=good.items if good else None,
        texts=len(chars),
        rejected=len(good.rejects or ()) if good else None,
        median_chars=int(median(chars)) if chars else None,
        status=record.last.status,
        error=record.last.error if record.last.last_failed else None,
        alarms=alarms,
    )


def _is_retired(record: Record, newest: datetime) -> bool:
    """Whether runs go on without this source."""
    times = [d.last_at for d in record.days][-30:]
    pauses_s = [(b - a).total_seconds() for a, b in pairwise(times)]
    usual_s = max(median(pauses_s) if pauses_s else 0.0, 86_400.0)
    return (newest - record.last.last_at).total_seconds() > RETIRED_LOOKS * usual_s
