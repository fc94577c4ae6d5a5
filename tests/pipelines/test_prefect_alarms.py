"""The automations of `policynlp alarm-setup`, on a real server whose database is PostgreSQL: a machine that went away."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from policynlp.settings import load_settings
from prefect_processes import environment, free_port, kill, post, prefect, prefect_server_process, running, runs_of, wait

pytestmark = [pytest.mark.slow, pytest.mark.prefect, pytest.mark.postgres, pytest.mark.timeout(900)]

SECRET = "token-51c2"
SET_UP = """
from policynlp.cli.flows import _module
from policynlp.settings import load_settings
print(_module("alarms").set_up(load_settings(), silent_s=65))
"""


def database(server: str) -> str:
    """A database for Prefect on the server of the tests."""
    import psycopg

    with psycopg.connect(server.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute("CREATE DATABASE prefect")
    return server.replace("+psycopg", "+asyncpg").rpartition("/")[0] + "/prefect"


def test_a_machine_that_went_away_is_noticed_by_the_server(
    postgresql: str, httpserver: HTTPServer, tmp_path: Path, root: Path
) -> None:
    env = environment(
        tmp_path / "prefect",
        free_port(),
        PREFECT_API_DATABASE_CONNECTION_URL=database(postgresql),
        POLICYNLP_CORPUS__PATH=str(tmp_path / "corpus"),
        POLICYNLP_FETCH__ALLOW_PRIVATE="true",
        POLICYNLP_ALERTS__WEBHOOK=httpserver.url_for(f"/{SECRET}"),
        POLICYNLP_ALERTS__ALLOW_PRIVATE="true",
        PREFECT_WORKER_QUERY_SECONDS="2",
    )
    httpserver.expect_request(f"/{SECRET}", method="POST").respond_with_data("")
    worker = ["prefect", "worker", "start", "--pool", "policynlp"]
    with prefect_server_process(env, log=tmp_path / "server.log"), socket.create_server(("127.0.0.1", 0)) as silent:
        prefect("work-pool", "create", "--type", "process", "policynlp", env=env)
        prefect("--no-prompt", "deploy", "--name", "ingest", env=env, cwd=root)
        for _ in range(2):  # the second time changes what is there
            done = subprocess.run([sys.executable, "-c", SET_UP], env=env, capture_output=True, text=True, check=True, cwd=root)
            assert "close runs that died" in done.stdout
        automations = post(env, "/automations/filter")
        assert sorted(a["name"] for a in automations) == ["policynlp: close runs that died", "policynlp: tell what failed"]
        assert SECRET not in str(automations) + str(post(env, "/block_documents/filter"))

        (deployment,) = post(env, "/deployments/filter")
        sources = [f"http://127.0.0.1:{silent.getsockname()[1]}/a.html"]
        body = {"state": {"type": "SCHEDULED"}, "parameters": {"sources": sources}}
        stuck = post(env, f"/deployments/{deployment['id']}/create_flow_run", body)

        def state() -> tuple[str, object]:
            run = next(r for r in runs_of(env, "ingest") if r["id"] == stuck["id"])
            return str(run["state_name"]), run["infrastructure_pid"]

        def beats() -> bool:
            wanted = {"filter": {"event": {"name": ["prefect.flow-run.heartbeat"]}}, "limit": 10}
            return bool(post(env, "/events/filter", wanted)["events"])

        with running(worker, env=env, log=tmp_path / "worker.log", cwd=tmp_path) as process:
            wait(beats, 180, "no heartbeat came: see worker.log")
            os.kill(process.pid, signal.SIGKILL)
            os.kill(int(str(state()[1])), signal.SIGKILL)
            kill(process)
        assert state()[0] == "Running"
        wait(lambda: state()[0] == "Crashed", 240, "nobody noticed that the run died: see server.log")
        wait(lambda: httpserver.log, 60, "nothing was posted: see server.log")
    ((request, _),) = httpserver.log
    alert = request.get_json()
    assert alert["kind"] == "run_failed"
    assert alert["run"] == stuck["id"]
    assert alert["details"] == {
        "flow": "tag-corpus",
        "state": "Crashed",
        "reason": "No heartbeat for 65 s: its process is gone.",
    }
    assert load_settings().alerts.webhook is None
