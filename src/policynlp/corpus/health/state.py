"""The health of a corpus as a whole: what pages, reports, verbs and metrics show."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from policynlp.corpus.health.alarm import Alarm
from policynlp.corpus.health.drift import KEPT_DAYS, Change, by_week, drift, drift_alarms
from policynlp.corpus.health.record import read_records
from policynlp.corpus.health.runs import reject_alarms, run_alarms, with_states
from policynlp.corpus.health.sources import SourceHealth, source_health
from policynlp.corpus.views import Views

if TYPE_CHECKING:
    from policynlp.corpus.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """How a corpus is.

    Attributes:
        at: When it was looked at.
        sources: Every source, those with alarms first.
        changes: Every measure of the last week beside the month before.
        weeks: The same by week, for plots: see `by_week`.
        runs: All runs by their beginning, with `state`.
        alarms: All that is wrong: runs first, then sources, then drift.
    """

    at: datetime
    sources: Sequence[SourceHealth]
    changes: Sequence[Change]
    weeks: Sequence[Mapping[str, Any]]
    runs: Sequence[Mapping[str, Any]]
    alarms: Sequence[Alarm]


def health(
    store: Store,
    *,
    now: datetime | None = None,
    views: Views | None = None,
    alive: Callable[[str], bool | None] = lambda _: None,
) -> Health:
    """The health of a corpus.

    Args:
        store: The corpus, open.
        now: The time that it is; default: now.
        views: One look at the corpus, where there is one already.
        alive: Whether a run is at work, where that is known: see `with_states`.

    Raises:
        CorpusError: A table is missing or damaged.
    """
    at = now or datetime.now(UTC)
    if views is None:
        with Views(store) as opened:
            return health(store, now=at, views=opened, alive=alive)
    runs = with_states(store.runs(), now=at, alive=alive)
    sources = source_health(read_records(views, now=at), now=at)
    rows = _counted(store, at)
    changes = drift(rows, now=at)
    of_runs = [*run_alarms(runs, now=at), *reject_alarms(views, now=at)]
    of_sources = [alarm for source in sources for alarm in source.alarms]
    return Health(
        at=at,
        sources=sources,
        changes=changes,
        weeks=by_week(rows, now=at),
        runs=runs,
        alarms=[*of_runs, *of_sources, *drift_alarms(changes, now=at)],
    )


def _counted(store: Store, now: datetime) -> list[dict[str, Any]]:
    """Numbers of the texts of the last weeks that readers see, in the active tag set."""
    tagset = store.active_tagset()
    if tagset is None:
        return []
    shown = set(store.counted())
    return [row for row in store.counts_since(now - timedelta(days=KEPT_DAYS), tagset=tagset) if row["document"] in shown]
