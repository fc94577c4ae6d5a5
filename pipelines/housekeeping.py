"""Prefect's database kept small: our flow runs that ended long ago are deleted, and what belongs to them.

The server can do the same by itself (`PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED=events,flow_runs`); this is for servers whose settings
are not yours, where runs of others are let be. Events have no way to be deleted through the API: the server drops them by
`PREFECT_SERVER_EVENTS_RETENTION_PERIOD`.
"""

# No `from __future__ import annotations` here: see tag_corpus.py.
from datetime import UTC, datetime, timedelta
from uuid import UUID

from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.filters import (
    ArtifactFilter,
    ArtifactFilterFlowRunId,
    FlowFilter,
    FlowFilterName,
    FlowRunFilter,
    FlowRunFilterEndTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import TERMINAL_STATES
from prefect.exceptions import ObjectNotFound

FLOWS = ("tag-corpus", "train_models", "reprocess-corpus", "keep-corpus", "clean-prefect")
"""Names of our flows; their runs are ours, with a deployment, by hand or within each other."""
_BATCH = 100
"""Runs that are looked at in one request; SQLite is locked for a moment by each."""


def delete_old(*, keep_days: int, now: datetime | None = None) -> dict[str, int]:
    """Delete runs of our flows that ended long ago, with their task runs, logs and artifacts.

    Args:
        keep_days: Age of what is deleted.
        now: Stands in for time in tests.

    Returns:
        `flow_runs` and `artifacts` that were deleted.
    """
    ended = FlowRunFilter(
        end_time=FlowRunFilterEndTime(before_=(now or datetime.now(UTC)) - timedelta(days=keep_days)),
        state=FlowRunFilterState(type=FlowRunFilterStateType(any_=sorted(TERMINAL_STATES))),
    )
    ours = FlowFilter(name=FlowFilterName(any_=list(FLOWS)))
    deleted = {"flow_runs": 0, "artifacts": 0}
    with get_client(sync_client=True) as client:
        while runs := client.read_flow_runs(flow_filter=ours, flow_run_filter=ended, limit=_BATCH):
            gone = 0
            for run in runs:
                deleted["artifacts"] += _delete_artifacts(client, ArtifactFilterFlowRunId(any_=[run.id]))
                gone += _delete_run(client, run.id)
            deleted["flow_runs"] += gone
            if not gone:  # somebody else deletes them, too
                break
    return deleted


def _delete_artifacts(client: SyncPrefectClient, of: ArtifactFilterFlowRunId) -> int:
    found = client.read_artifacts(artifact_filter=ArtifactFilter(flow_run_id=of), limit=200)
    for artifact in found:
        client.delete_artifact(artifact.id)
    return len(found)


def _delete_run(client: SyncPrefectClient, run: UUID) -> bool:
    try:
        client.delete_flow_run(run)
    except ObjectNotFound:
        return False
    return True
