"""What a run of a deployment does before its work: it frees what died before it, and takes the place of runs that are late.

After an outage Prefect's scheduler has left one late run for every time that was missed, and a worker would run them all. Each of
them would bring the corpus up to date and the next would find nothing new, so the first that begins does the work of all.

A flow run whose machine lost power says `Running` for good. The slot of its deployment comes back by itself, since Prefect holds it
by a lease of five minutes that only a living run renews; its state is set to `Crashed` here, by the next run that begins.
"""

# No `from __future__ import annotations` here: see tag_corpus.py.
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterDeploymentId,
    FlowRunFilterExpectedStartTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
    FlowRunFilterTags,
)
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.context import FlowRunContext
from prefect.states import Cancelled, Crashed

from policynlp import steps
from policynlp.corpus.locks import is_locked, lock
from policynlp.place import Place

try:
    from pipelines.serving import TAG
except ImportError:  # installed, the flows are a part of the package
    from policynlp.pipelines.serving import TAG  # type: ignore[no-redef]

_PAGE = 200
_PENDING_MINUTES = 15
"""A process that was asked for and has not begun after this time never will."""


@contextmanager
def scheduled(corpus: Place) -> Iterator[None]:
    """Do the work of one run of a deployment; for a run that no deployment made, nothing but that.

    Args:
        corpus: Where the corpus lies.
    """
    context = FlowRunContext.get()
    run = context.flow_run if context else None
    if run is None or run.deployment_id is None:
        yield
        return
    path = _lock_of(corpus, run)
    try:
        with lock(path):
            with get_client(sync_client=True) as client:
                close_dead(client, corpus, but=run)
                if run.auto_scheduled:
                    take_over_late(client, run)
            yield
    finally:
        path.unlink(missing_ok=True)


def take_over_late(client: SyncPrefectClient, run: FlowRun) -> int:
    """Cancel the scheduled runs of the same deployment with the same parameters that are due and have not begun.

    Returns:
        How many.
    """
    due = FlowRunFilter(
        deployment_id=FlowRunFilterDeploymentId(any_=[run.deployment_id] if run.deployment_id else []),
        state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.SCHEDULED])),
        expected_start_time=FlowRunFilterExpectedStartTime(before_=datetime.now(UTC)),
    )
    late = [one for one in _all(client, due) if one.auto_scheduled and one.parameters == run.parameters and one.id != run.id]
    for one in late:
        client.set_flow_run_state(one.id, Cancelled(name="Skipped", message=f"run {run.name} does its work"))
    return len(late)


def close_dead(client: SyncPrefectClient, corpus: Place, *, but: FlowRun) -> int:
    """Set flow runs on this corpus to `Crashed` whose process is gone.

    Returns:
        How many.
    """
    states = [StateType.RUNNING, StateType.CANCELLING, StateType.PENDING]
    ours = FlowRunFilter(tags=FlowRunFilterTags(all_=[TAG]), state=FlowRunFilterState(type=FlowRunFilterStateType(any_=states)))
    dead = [run for run in _all(client, ours) if run.id != but.id and _is_dead(run, corpus)]
    for run in dead:
        client.set_flow_run_state(run.id, Crashed(message="The process of this run is gone."), force=True)
    return len(dead)


def _is_dead(run: FlowRun, corpus: Place) -> bool:
    if run.state is not None and run.state.is_pending():
        return datetime.now(UTC) - run.state.timestamp > timedelta(minutes=_PENDING_MINUTES)
    path = _lock_of(corpus, run)
    return path.exists() and not is_locked(path)


def _lock_of(corpus: Place, run: FlowRun) -> Path:
    return steps.locks_folder(corpus) / f"flow-{run.id}.lock"


def _all(client: SyncPrefectClient, wanted: FlowRunFilter) -> list[FlowRun]:
    found: list[FlowRun] = []
    while page := client.read_flow_runs(flow_run_filter=wanted, limit=_PAGE, offset=len(found)):
        found += page
    return found
