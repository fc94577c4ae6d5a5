"""How a corpus fares: all that an operator asks for in one mapping, its alarms, and the same as metrics."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from policynlp.corpus.health.state import Health, health
from policynlp.corpus.reading import open_corpus
from policynlp.corpus.search.index import SearchIndex
from policynlp.corpus.status import LAST_RUNS, rejects_by_reason, status
from policynlp.corpus.store import Store
from policynlp.corpus.views import Views
from policynlp.errors import InputError, PolicyNLPError
from policynlp.place import ObjectPath, write_whole
from policynlp.settings import Settings
from policynlp.steps.labelling import labels_path
from policynlp.steps.people import labels_state
from policynlp.steps.turns import is_alive
from policynlp.steps.versioning import versions


def corpus_state(
    settings: Settings, *, now: datetime | None = None, store: Store | None = None, views: Views | None = None
) -> dict[str, Any]:
    """All that is to know of a corpus in operation; of a release, what is in it.

    Args:
        settings: All settings in force.
        now: The time that it is; default: now.
        store: The corpus, where it is open already; it stays open.
        views: A look at it; needed with `store`.

    Returns:
        JSON-ready: what `policynlp.corpus.status.status` gives, with `checked_at`; `runs` with `state` (`running` or `died` where no end
        was written); `last_success`; `rejects` (`total`, `by_reason`, `last_run`); `index` (`behind`: texts that search does not know
        yet); `labels` (see `labels_state`, or null where there are none); `models` (versions behind the active tag set); `versions`;
        `sources`, `drift`, `weeks`, `alarms` (see `policynlp.corpus.health`).

    Raises:
        CorpusError: There is no corpus, or it is damaged.
    """
    at = now or datetime.now(UTC)
    if store is not None and views is not None:
        return _state(store, views, settings, at)
    with open_corpus(settings.corpus.path) as corpus:
        if corpus.release is not None:
            return corpus.status()
        with Views(corpus.store) as opened:
            return _state(corpus.store, opened, settings, at)


def _state(store: Store, views: Views, settings: Settings, now: datetime) -> dict[str, Any]:
    found = corpus_health(store, now=now, views=views)
    rejects = rejects_by_reason(store)
    well = [run for run in found.runs if run["state"] in {"completed", "incomplete"} and run["finished_at"]]
    return {
        "checked_at": now.isoformat(timespec="seconds"),
        **status(store, views=views),
        "runs": [_as_json(run) for run in found.runs[-LAST_RUNS:]],
        "runs_by_state": dict(Counter(run["state"] for run in found.runs)),
        "last_success": well[-1]["finished_at"].isoformat() if well else None,
        "rejects": {
            "total": sum(rejects.values()),
            "by_reason": rejects,
            "last_run": found.runs[-1]["counts"].get("rejected", 0) if found.runs else 0,
        },
        "index": {"behind": _behind(store)},
        "labels": _labels(settings),
        "models": store.manifest(store.active_tagset() or ""),
        "versions": versions(),
        **health_as_dict(found),
    }


def corpus_health(store: Store, *, now: datetime | None = None, views: Views | None = None) -> Health:
    """The health of a corpus; runs of this machine are known to be alive or dead. Arguments as of `health`."""
    return health(store, now=now, views=views, alive=lambda run_id: is_alive(store.place, run_id))


def health_as_dict(found: Health) -> dict[str, Any]:
    """`sources`, `drift`, `weeks` (the same week by week) and `alarms`, JSON-ready."""
    return {
        "sources": [source.as_dict() for source in found.sources],
        "drift": [change.as_dict() for change in found.changes],
        "weeks": [dict(week) for week in found.weeks],
        "alarms": [alarm.as_dict() for alarm in found.alarms],
    }


def _as_json(run: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in run.items()}


def _behind(store: Store) -> int:
    """Texts that the search index does not know as they are; the index is not made for this."""
    if not store.index_path.exists():
        return len(store.document_ids())
    with SearchIndex(store) as index:
        return index.behind()


def _labels(settings: Settings) -> dict[str, Any] | None:
    """Counts of the label database; it is not made for this."""
    corpus = settings.corpus.path
    if settings.labels.url is None and (isinstance(corpus, ObjectPath) or not labels_path(corpus).exists()):
        return None
    try:
        return labels_state(settings)
    except PolicyNLPError as error:  # out of reach: the rest of the state is wanted all the more
        return {"error": error.message}


def write_metrics(state: Mapping[str, Any], path: Path) -> None:
    """Write the state as OpenMetrics for the textfile collector of Prometheus: whole, or not at all.

    Args:
        state: As `corpus_state` gives it, of a corpus that is no release.
        path: The file; the collector reads names that end in `.prom`.

    Raises:
        InputError: It cannot be written there.
    """
    from policynlp.steps.metrics import metrics_text

    try:
        write_whole(path, metrics_text(state))
    except OSError as error:
        what = f"the metrics cannot be written: {error.strerror or error}"
        raise InputError(what, where=str(path), hint="Check the path and permissions.") from error
