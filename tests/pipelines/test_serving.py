"""`policynlp serve-flow` against a real Prefect server: the schedule fires, and the run is in the corpus."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from policynlp.corpus.store import Store
from runs import ARTICLES

START_S = 120
FIRE_S = 240


@pytest.fixture
def server(tmp_path: Path) -> Iterator[dict[str, str]]:
    """A Prefect server on a port of its own; gives the environment that leads to it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://127.0.0.1:{port}/api"
    env = os.environ | {
        "PREFECT_HOME": str(tmp_path / "prefect"),
        "PREFECT_API_URL": url,
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
    }
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port), "--no-ui"]
    with (tmp_path / "server.log").open("wb") as log:
        process = subprocess.Popen(command, env=env, stdout=log, stderr=log, start_new_session=True)
        try:
            _wait(lambda: _healthy(url), START_S, "the Prefect server did not start")
            yield env
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(timeout=30)


def _healthy(url: str) -> bool:
    try:
        return httpx.get(f"{url}/health", timeout=2).is_success
    except httpx.HTTPError:
        return False


def _wait(condition: object, seconds: float, message: str) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():  # type: ignore[operator]
            return
        time.sleep(1)
    pytest.fail(message)


@pytest.mark.slow
@pytest.mark.prefect
@pytest.mark.timeout(600)
def test_a_schedule_fires(server: dict[str, str], rows_file: Path, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"

    def ran() -> bool:
        if not (corpus / "corpus.json").exists():
            return False
        with Store.open(corpus) as store:
            return any(run["status"] == "completed" for run in store.runs())

    command = [sys.executable, "-m", "policynlp", "--corpus", str(corpus), "serve-flow"]
    command += ["--cron", "* * * * *", "--source", str(rows_file)]
    with (tmp_path / "serve.log").open("wb") as log:
        process = subprocess.Popen(command, env=server, stdout=log, stderr=log, start_new_session=True)
        try:
            _wait(ran, FIRE_S, "no scheduled run was completed: see serve.log")
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(timeout=60)
    with Store.open(corpus) as store:
        assert len(store.document_ids()) == len(ARTICLES)
        assert {run["backend"] for run in store.runs()} == {"prefect"}
