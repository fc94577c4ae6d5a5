"""Histories of sources, written down as runs would: what each look found, day by day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from policynlp.corpus.health.state import Health, health
from policynlp.corpus.store import Store

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)  # a Monday
FEED = "https://harbour.example/feed"


def look(
    *,
    new: int = 0,
    chars: int | Sequence[int] = 3000,
    items: int = 30,
    rejects: Sequence[str] = (),
    language: str = "en",
    status: int | None = 200,
    moved_to: str | None = None,
    error: str | None = None,
    looked: bool = True,
) -> dict[str, Any]:
    """One look; an error means that nothing came."""
    lengths = list(chars) if isinstance(chars, Sequence) else [chars + 10 * n for n in range(new)]
    return {
        "type": "feed",
        "looked": looked,
        "items": 0 if error else items if looked else None,
        "chars": lengths,
        "languages": [language] * len(lengths),
        "revisions": 0,
        "unchanged": 0 if error else max(0, items - len(lengths) - len(rejects)),
        "rejects": ["fetch_failed"] if error else list(rejects),
        "status": status,
        "moved_to": moved_to,
        "reason": "fetch_failed" if error else None,
        "error": error,
    }


def write(store: Store, looks: Mapping[datetime, Mapping[str, Any]], source: str = FEED) -> None:
    """Write a source's looks down, each as a run of its own."""
    rows = [
        {
            **found,
            "source": source,
            "looked_at": at,
            "run_id": f"run-{at:%Y%m%dT%H%M}",
            "part": "all",
            "documents": [f"{source}{at:%Y%m%dT%H}{n}" for n in range(len(found["chars"]))],
        }
        for at, found in looks.items()
    ]
    store.tables.append("sources", rows)


def days_before(days: int, *, hour: int = 5) -> list[datetime]:
    """So many days up to today, oldest first, at an hour before noon."""
    return [NOW.replace(hour=hour) - timedelta(days=n) for n in reversed(range(days))]


def usual(days: int, **found: Any) -> dict[datetime, dict[str, Any]]:
    """A look a day that finds the same every time; the first one what had piled up."""
    first, *rest = days_before(days)
    return {first: look(new=30)} | {at: look(**({"new": 3} | found)) for at in rest}


def state_of(store: Store, *, now: datetime = NOW) -> Health:
    """Health at noon."""
    return health(store, now=now)


def kinds(store: Store, *, now: datetime = NOW) -> set[str]:
    """Kinds of all alarms."""
    return {alarm.kind for alarm in state_of(store, now=now).alarms}
