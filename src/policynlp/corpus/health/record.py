"""What is known of each source, as the tests take it: quarters of days, with what the looks in them found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Self

from policynlp.corpus.read_only import ReadOnly

HISTORY_DAYS = 180
"""How far back the habits of a source are looked for: half a year holds a recess of parliaments and a dozen issues of a fortnightly."""

_SQL = """
WITH known AS (
    SELECT *, row_number() OVER (PARTITION BY source ORDER BY looked_at) AS nth FROM source_looks
    WHERE looked_at <= $now
), since AS (
    SELECT * FROM known WHERE looked_at >= $since OR nth = 1
)
SELECT source, to_timestamp(floor(epoch(looked_at) / 21600) * 21600) AS quarter,
    max(type) AS type, min(looked_at) AS first_at, max(looked_at) AS last_at, min(nth) = 1 AS has_first,
    count(*) AS looks, count(*) FILTER (failed) AS failed, count(*) FILTER (complete AND NOT failed) AS good,
    max(looked_at) FILTER (complete AND NOT failed) AS good_at, max(looked_at) FILTER (new + changed > 0) AS new_at,
    max(looked_at) FILTER (new + changed > 0 AND nth > 1) AS brought_at,
    sum(new + changed) FILTER (nth > 1) AS brought, sum(new) AS new, sum(changed) AS changed,
    flatten(list(chars)) AS chars, flatten(list(languages)) AS languages,
    arg_max(items, looked_at) FILTER (complete AND NOT failed) AS items,
    arg_max(rejects, looked_at) FILTER (complete AND NOT failed) AS rejects,
    arg_max(struct_pack(status := status, moved_to := moved_to, failed := failed, error := error, run_id := run_id), looked_at)
        AS last_look
FROM since GROUP BY ALL ORDER BY source, quarter
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """What the looks of six hours, or of a day, found at a source.

    Attributes:
        start: Its beginning, UTC.
        first_at, last_at: First and last look in it.
        good_at: Its last look that went through to the end, or null; `last_at` may be that of a failed one.
        new_at: Its last look that found a new or changed text, or null.
        brought_at: The same without the first look ever.
        has_first: It holds the first look ever, which brings what had piled up.
        looks, failed, good: Looks, those with an error in place of items, those that went through to the end.
        brought: New and changed texts, without those of the first look ever.
        new, changed: All of them.
        chars, languages: Of the new and changed texts.
        items, rejects: Items that the last good look found, and reasons why some of these were left out; null without a good look.
        status, moved_to, last_failed, error, run_id: Of the last look.
    """

    start: datetime
    first_at: datetime
    last_at: datetime
    good_at: datetime | None
    new_at: datetime | None
    brought_at: datetime | None
    has_first: bool
    looks: int
    failed: int
    good: int
    brought: int
    new: int
    changed: int
    chars: tuple[int, ...]
    languages: tuple[str, ...]
    items: int | None
    rejects: tuple[str, ...] | None
    status: int | None
    moved_to: str | None
    last_failed: bool
    error: str | None
    run_id: str

    @property
    def day(self) -> date:
        """The day, UTC."""
        return self.start.date()


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A source over time.

    Attributes:
        source: Its name.
        type: `feed`, `sitemap`, `page`, `folder`, `file`, `glob`; null where no look went through to the end.
        quarters: Quarters of days with looks, oldest first.
        days: The same by day.
    """

    source: str
    type: str | None
    quarters: tuple[Stretch, ...]
    days: tuple[Stretch, ...]

    @property
    def last(self) -> Stretch:
        """The last day with a look."""
        return self.days[-1]

    @classmethod
    def of(cls, source: str, type: str | None, quarters: Sequence[Stretch]) -> Self:  # noqa: A002 - the column's name
        """The record of a source from its quarters of days, oldest first."""
        return cls(source=source, type=type, quarters=tuple(quarters), days=tuple(_by_day(quarters)))

    @property
    def good_at(self) -> datetime | None:
        """The last look that went through to the end."""
        return _latest(q.good_at for q in self.quarters)

    @property
    def new_at(self) -> datetime | None:
        """The last look that found a new or changed text."""
        return _latest(q.new_at for q in self.quarters)

    @property
    def brought_at(self) -> datetime | None:
        """The last look but the first ever that found a new or changed text."""
        return _latest(q.brought_at for q in self.quarters)


def read_records(views: ReadOnly, *, now: datetime, history_days: int = HISTORY_DAYS) -> list[Record]:
    """The record of every source, by name.

    Args:
        views: One look at the corpus.
        now: Later looks are not read.
        history_days: Older looks are not read, but for the first.
    """
    rows = views.query(_SQL, {"now": now, "since": now - timedelta(days=history_days)}).to_pylist()
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(row["source"], []).append(row)
    return [
        Record.of(source, next((row["type"] for row in reversed(own) if row["type"]), None), [_stretch(row) for row in own])
        for source, own in found.items()
    ]


def _stretch(row: Mapping[str, Any]) -> Stretch:
    last = row["last_look"]
    return Stretch(
        start=row["quarter"],
        **{name: row[name] for name in ("first_at", "last_at", *_TIMES, "has_first", "looks", "failed", "good", "items")},
        brought=int(row["brought"] or 0),
        new=int(row["new"]),
        changed=int(row["changed"]),
        chars=tuple(row["chars"] or ()),
        languages=tuple(row["languages"] or ()),
        rejects=None if row["rejects"] is None else tuple(row["rejects"]),
        last_failed=last["failed"],
        **{name: last[name] for name in ("status", "moved_to", "error", "run_id")},
    )


def _by_day(quarters: Sequence[Stretch]) -> list[Stretch]:
    days: list[Stretch] = []
    for one in quarters:
        if not days or days[-1].day != one.day:
            days.append(one)
            continue
        before = days[-1]
        counts = {n: getattr(before, n) + getattr(one, n) for n in _ADDED}
        last = {n: getattr(one, n) for n in ("last_at", "status", "moved_to", "last_failed", "error", "run_id")}
        times: dict[str, Any] = {n: _latest((getattr(before, n), getattr(one, n))) for n in _TIMES}
        kept = one if one.items is not None else before
        days[-1] = Stretch(
            start=before.start,
            first_at=before.first_at,
            has_first=before.has_first,
            items=kept.items,
            rejects=kept.rejects,
            **counts,
            **times,
            **last,
        )
    return days


def _latest(times: Iterable[datetime | None]) -> datetime | None:
    return max((at for at in times if at), default=None)


_ADDED = ("looks", "failed", "good", "brought", "new", "changed", "chars", "languages")
_TIMES = ("good_at", "new_at", "brought_at")
