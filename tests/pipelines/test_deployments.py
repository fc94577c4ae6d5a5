"""The deployments of `prefect.yaml` on a real server with a real worker: outages, overlaps, and runs that were killed."""

from __future__ import annotations

import os
import signal
import socket
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from policynlp.corpus.store import Store
from prefect_processes import (
    environment,
    free_port,
    kill,
    post,
    prefect,
    prefect_server_process,
    running,
    runs_of,
    wait,
)
from runs import ARTICLES

pytestmark = [pytest.mark.slow, pytest.mark.prefect, pytest.mark.timeout(900)]

WORKER = ["prefect", "worker", "start", "--pool", "policynlp"]
DEPLOYMENTS = {"ingest", "tag", "retrain", "reprocess", "upkeep", "clean-prefect"}


@pytest.fixture
def deployed(tmp_path: Path, root: Path, rows_file: Path) -> Iterator[dict[str, str]]:
    """A server with all deployments; gives what leads there."""
    (tmp_path / "sources.toml").write_text(f'[[source]]\nuri = "{rows_file}"\n', encoding="utf-8")
    env = environment(
        tmp_path / "prefect",
        free_port(),
        POLICYNLP_CORPUS__PATH=str(tmp_path / "corpus"),
        POLICYNLP_CORPUS__SOURCES=str(tmp_path / "sources.toml"),
        POLICYNLP_FETCH__ALLOW_PRIVATE="true",
        PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE="prefect.server.concurrency.lease_storage.filesystem",
        PREFECT_WORKER_QUERY_SECONDS="2",
        PREFECT_SERVER_DEPLOYMENTS_CONCURRENCY_SLOT_WAIT_SECONDS="3",
    )
    with prefect_server_process(env, log=tmp_path / "server.log"):
        prefect("work-pool", "create", "--type", "process", "policynlp", env=env)
        prefect("--no-prompt", "deploy", "--all", env=env, cwd=root)
        yield env


def ids_of(env: dict[str, str]) -> dict[str, str]:
    """Deployments by name."""
    return {str(d["name"]): str(d["id"]) for d in post(env, "/deployments/filter")}


def rows(corpus: Path) -> list[dict[str, Any]]:
    """The corpus's runs, in order of their end."""
    if not (corpus / "corpus.json").exists():
        return []
    with Store.open(corpus) as store:
        return store.runs()


def test_after_an_outage_each_deployment_runs_once(deployed: dict[str, str], tmp_path: Path) -> None:
    ids = ids_of(deployed)
    assert set(ids) == DEPLOYMENTS
    now = datetime.now(UTC)
    for name, hours, runs in (("ingest", 6, 6), ("tag", 72, 3)):  # what the scheduler left while no worker was there
        window = {"start_time": (now - timedelta(hours=hours)).isoformat(), "end_time": now.isoformat(), "min_runs": runs}
        post(deployed, f"/deployments/{ids[name]}/schedule", window)
    late = {name: {r["id"] for r in runs_of(deployed, name) if str(r["expected_start_time"]) < now.isoformat()} for name in ids}
    assert len(late["ingest"]) == 6
    assert len(late["tag"]) == 3

    def states(name: str) -> Counter[object]:
        return Counter(r["state_name"] for r in runs_of(deployed, name) if r["id"] in late[name])

    with running(WORKER, env=deployed, log=tmp_path / "worker.log", cwd=tmp_path):
        for name in ("ingest", "tag"):
            wait(
                lambda name=name: set(states(name)) <= {"Completed", "Skipped", "Failed", "Crashed"},
                300,
                f"{name}: not all ended",
            )
    assert states("ingest") == {"Completed": 1, "Skipped": 5}
    assert states("tag") == {"Completed": 1, "Skipped": 2}
    done = rows(tmp_path / "corpus")
    assert Counter(run["kind"] for run in done) == {"ingest": 1, "tag+link": 1}
    first, second = sorted(done, key=lambda run: run["started_at"])
    assert first["finished_at"] <= second["started_at"], "runs of two deployments were at work at the same time"


def test_a_killed_worker_and_flow_stand_in_nobodys_way(deployed: dict[str, str], tmp_path: Path) -> None:
    ids, corpus = ids_of(deployed), tmp_path / "corpus"
    scheduled = {"state": {"type": "SCHEDULED"}}
    with socket.create_server(("127.0.0.1", 0)) as silent:  # takes connections and never answers
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/a.html"
        stuck = post(deployed, f"/deployments/{ids['ingest']}/create_flow_run", scheduled | {"parameters": {"sources": [url]}})
        with running(WORKER, env=deployed, log=tmp_path / "worker.log", cwd=tmp_path) as worker:
            wait(lambda: rows(corpus), 180, "the run did not begin: see worker.log")
            (run,) = [r for r in runs_of(deployed, "ingest") if r["id"] == stuck["id"]]
            os.kill(worker.pid, signal.SIGKILL)
            os.kill(int(str(run["infrastructure_pid"])), signal.SIGKILL)
            kill(worker)
    (run,) = [r for r in runs_of(deployed, "ingest") if r["id"] == stuck["id"]]
    assert run["state_name"] == "Running"
    assert [r["status"] for r in rows(corpus)] == ["running"]

    wanted = {
        name: post(deployed, f"/deployments/{ids[name]}/create_flow_run", scheduled)["id"] for name in ("ingest", "upkeep")
    }

    def state(name: str, run_id: object) -> object:
        return next(r["state_name"] for r in runs_of(deployed, name) if r["id"] == run_id)

    began = time.monotonic()
    with running(WORKER, env=deployed, log=tmp_path / "worker.log", cwd=tmp_path):
        for name, run_id in wanted.items():
            wait(lambda name=name, run_id=run_id: state(name, run_id) == "Completed", 240, f"{name} is held up by the dead run")
    assert time.monotonic() - began < 290, "the slot came back by the lease of five minutes alone"
    assert state("ingest", stuck["id"]) == "Crashed"
    assert Counter((r["kind"], r["status"]) for r in rows(corpus)) == {
        ("ingest", "died"): 1,
        ("ingest", "completed"): 1,
        ("upkeep", "completed"): 1,
    }
    with Store.open(corpus) as store:
        assert len(store.document_ids()) == len(ARTICLES)
