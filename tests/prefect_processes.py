"""Prefect servers and workers as processes of their own, each with its own folder, port and log."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

START_S = 180


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(home: Path, port: int, **more: str) -> dict[str, str]:
    """What leads processes to the server."""
    return os.environ | {
        "PREFECT_HOME": str(home),
        "PREFECT_API_URL": f"http://127.0.0.1:{port}/api",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        **more,
    }


@contextmanager
def running(
    command: list[str], *, env: Mapping[str, str], log: Path, cwd: Path | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """A Prefect command as a group of processes, ended with the block."""
    with log.open("ab") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", *command], env=dict(env), stdout=out, stderr=out, start_new_session=True, cwd=cwd
        )
        try:
            yield process
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)
                try:
                    process.wait(timeout=60)
                except subprocess.TimeoutExpired:
                    os.killpg(process.pid, signal.SIGKILL)
                    process.wait()


@contextmanager
def prefect_server_process(env: Mapping[str, str], *, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A server that answers."""
    url = env["PREFECT_API_URL"]
    port = url.rpartition(":")[2].partition("/")[0]
    command = ["prefect", "server", "start", "--host", "127.0.0.1", "--port", port, "--no-ui"]
    with running(command, env=env, log=log) as process:
        wait(lambda: healthy(url), START_S, f"the Prefect server did not start: {log}")
        yield process


def kill(process: subprocess.Popen[bytes]) -> None:
    """End a process and all that it started as a power cut would."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def healthy(url: str) -> bool:
    """Whether a server answers."""
    try:
        return httpx.get(f"{url}/health", timeout=2).is_success
    except httpx.HTTPError:
        return False


def wait(condition: Callable[[], object], seconds: float, message: str) -> None:
    """Wait until something is so."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return
        time.sleep(1)
    pytest.fail(message)


def prefect(*arguments: str, env: Mapping[str, str], cwd: Path | None = None) -> str:
    """A command of Prefect's that ends; gives what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", "prefect", *arguments], env=dict(env), capture_output=True, text=True, check=False, cwd=cwd
    )
    assert done.returncode == 0, f"prefect {' '.join(arguments)}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def post(env: Mapping[str, str], path: str, body: Mapping[str, object] | None = None) -> Any:
    """What the server's API answers; a 503 says that SQLite is busy, and Prefect's own client tries again, too."""
    for _ in range(10):
        answer = httpx.post(f"{env['PREFECT_API_URL']}{path}", json=dict(body or {}), timeout=30)
        if answer.status_code != 503:
            break
        time.sleep(1)
    answer.raise_for_status()
    return answer.json() if answer.content else []


def runs_of(env: Mapping[str, str], deployment: str) -> list[dict[str, Any]]:
    """Flow runs of a deployment, by the time at which they were due."""
    body = {"deployments": {"name": {"any_": [deployment]}}, "limit": 200, "sort": "EXPECTED_START_TIME_ASC"}
    found: list[dict[str, Any]] = post(env, "/flow_runs/filter", body)
    return found
