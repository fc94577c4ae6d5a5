"""What a run of a deployment does for others, and what is deleted of Prefect's database: on Prefect's own test server."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from policynlp import steps
from policynlp.cli.flows import _module
from policynlp.corpus.locks import lock
from policynlp.settings import load_settings

pytestmark = [pytest.mark.prefect, pytest.mark.filterwarnings("default")]


@pytest.fixture
def client(prefect_server: None) -> Any:
    from prefect.client.orchestration import get_client

    with get_client(sync_client=True) as opened:
        yield opened


def deployment(client: Any, *, cron: str | None = None) -> UUID:
    """A deployment of ours, of a flow that does nothing."""
    from prefect.client.schemas.actions import DeploymentScheduleCreate
    from prefect.client.schemas.schedules import CronSchedule

    flow = client.create_flow_from_name(f"nothing-{uuid4()}")
    schedules = [DeploymentScheduleCreate(schedule=CronSchedule(cron=cron, timezone="UTC"), active=True)] if cron else []
    made: UUID = client.create_deployment(flow_id=flow, name="d", schedules=schedules, tags=["policynlp"], parameters={"n": 1})
    return made


def runs_of(client: Any, of: UUID) -> list[Any]:
    from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterDeploymentId

    wanted = FlowRunFilter(deployment_id=FlowRunFilterDeploymentId(any_=[of]))
    return list(client.read_flow_runs(flow_run_filter=wanted, limit=200))


def test_the_first_run_takes_the_place_of_all_that_are_late(client: Any) -> None:
    made, other = deployment(client, cron="0 * * * *"), deployment(client, cron="0 * * * *")
    now = datetime.now(UTC)
    window = {"start_time": (now - timedelta(hours=5)).isoformat(), "end_time": now.isoformat(), "min_runs": 5}
    for one in (made, other):
        client.request("POST", f"/deployments/{one}/schedule", json=window).raise_for_status()
    by_hand = client.create_flow_run_from_deployment(made)
    due = [run for run in runs_of(client, made) if run.auto_scheduled and run.expected_start_time < now]
    later = [run for run in runs_of(client, made) if run.auto_scheduled and run.expected_start_time >= now]
    assert len(due) == 5
    assert _module("queueing").take_over_late(client, due[2]) == 4
    names = {run.id: run.state.name for run in [*runs_of(client, made), *runs_of(client, other)]}
    assert {names[run.id] for run in due if run is not due[2]} == {"Skipped"}
    left = [due[2], *later, by_hand, *(r for r in runs_of(client, other))]
    assert {names[run.id] for run in left} <= {"Scheduled", "Late"}


def test_runs_whose_process_is_gone_are_crashed_and_others_let_be(client: Any, tmp_path: Path) -> None:
    from prefect.states import Pending, Running

    queueing: Any = _module("queueing")
    made = deployment(client)
    dead, living, elsewhere, waiting, mine = (client.create_flow_run_from_deployment(made) for _ in range(5))
    for run in (dead, living, elsewhere, mine):
        client.set_flow_run_state(run.id, Running(), force=True)
    client.set_flow_run_state(waiting.id, Pending(), force=True)
    for run in (dead, mine):
        path = steps.locks_folder(tmp_path) / f"flow-{run.id}.lock"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    with lock(steps.locks_folder(tmp_path) / f"flow-{living.id}.lock"):
        assert queueing.close_dead(client, tmp_path, but=mine) == 1
    states = {run.id: run.state.name for run in runs_of(client, made)}
    assert states == {
        dead.id: "Crashed",
        living.id: "Running",
        elsewhere.id: "Running",
        waiting.id: "Pending",
        mine.id: "Running",
    }


def test_old_flow_runs_go_with_all_that_belongs_to_them(client: Any) -> None:
    from prefect import flow, get_run_logger, task
    from prefect.artifacts import create_markdown_artifact
    from prefect.states import Running

    @task
    def work() -> None:
        create_markdown_artifact("text", key="kept-by-old")

    @flow(name="clean-prefect")
    def old() -> None:
        get_run_logger().info("a line")
        work()

    @flow(name="of-others")
    def theirs() -> None:
        pass

    old()
    theirs()
    made = deployment(client)
    living = client.create_flow_run_from_deployment(made)
    client.set_flow_run_state(living.id, Running(), force=True)

    def rows(what: str, body: dict[str, Any]) -> list[dict[str, Any]]:
        return list(client.request("POST", f"/{what}/filter", json=body).json())

    (found,) = rows("flow_runs", {"flows": {"name": {"any_": ["clean-prefect"]}}})
    run = {"flow_runs": {"id": {"any_": [found["id"]]}}}
    logs = {"logs": {"flow_run_id": {"any_": [found["id"]]}}}
    end = time.monotonic() + 60
    while not (rows("logs", logs) and rows("task_runs", run)):
        assert time.monotonic() < end, "logs and task runs never came"
        time.sleep(0.5)
    assert len(rows("artifacts", run)) == 1

    housekeeping: Any = _module("housekeeping")
    assert housekeeping.delete_old(keep_days=1) == {"flow_runs": 0, "artifacts": 0}
    deleted = housekeeping.delete_old(keep_days=1, now=datetime.now(UTC) + timedelta(days=2))
    assert deleted["flow_runs"] >= 1
    assert deleted["artifacts"] >= 1
    assert rows("flow_runs", run) == []
    assert len(rows("flow_runs", {"flows": {"name": {"any_": ["of-others"]}}})) == 1
    assert rows("artifacts", {"artifacts": {"key": {"any_": ["kept-by-old"]}}}) == []
    assert rows("task_runs", {"task_runs": {"flow_run_id": {"any_": [found["id"]]}}}) == []
    end = time.monotonic() + 60
    while rows("logs", logs):
        assert time.monotonic() < end, "the server kept the logs"
        time.sleep(0.5)
    assert [r["state_name"] for r in rows("flow_runs", {"flow_runs": {"id": {"any_": [str(living.id)]}}})] == ["Running"]


@pytest.mark.slow
def test_nothing_is_reprocessed_while_the_models_are_those_of_the_active_tag_set(prefect_server: None, tmp_path: Path) -> None:
    from policynlp.cli.flows import load_flow

    (tmp_path / "a.txt").write_text("The mayor of Tamora said that 20 houses were built.\n", encoding="utf-8")
    corpus = tmp_path / "corpus"
    settings = load_settings({"corpus.path": str(corpus), "tag.components": ["entities"]})
    steps.run([str(tmp_path / "a.txt")], settings=settings)
    reprocess: Any = load_flow("upkeep", "reprocess_corpus")
    state = reprocess(settings=steps.dotted(settings), return_state=True)
    assert (state.type.value, state.name) == ("COMPLETED", "Skipped")
    changed = load_settings({"corpus.path": str(corpus), "tag.components": ["entities", "people"]})
    assert reprocess(settings=steps.dotted(changed))["tagged"] == 1
    assert not steps.models_changed(changed)
    counts: Any = load_flow("upkeep", "keep_corpus")(settings=steps.dotted(changed))
    assert counts["files_removed"] > 0
    assert counts["dropped"] == 0
