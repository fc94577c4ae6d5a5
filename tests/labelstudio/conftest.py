"""A Label Studio server of the tests' own, from an environment of its own: `make label-studio` installs it."""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

_START_S = 240.0


def environment() -> Path:
    """Folder of the environment: `LABEL_STUDIO_VENV`, else in the user's cache."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return Path(os.environ.get("LABEL_STUDIO_VENV") or cache / "policynlp" / "label-studio")


@dataclass(frozen=True)
class Server:
    """A running server with one user.

    Attributes:
        url, token: Where it is, and the user's legacy token.
        email, password: What the user signs in with.
    """

    url: str
    token: str
    email: str
    password: str

    def client(self) -> httpx.Client:
        """A client that speaks as the user, beside the code under test."""
        return httpx.Client(base_url=self.url, headers={"Authorization": f"Token {self.token}"}, timeout=60)


@pytest.fixture(scope="package")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server, on a free port, with SQLite, without any call to the outside."""
    program, ready = environment() / "bin" / "label-studio", environment() / ".ready"
    end = time.monotonic() + float(os.environ.get("LABEL_STUDIO_AWAITED_S", "0"))  # it may be installed meanwhile
    while not ready.exists() and time.monotonic() < end:
        time.sleep(1)
    if not program.exists() or not ready.exists():
        pytest.skip(f"Label Studio is not installed in {environment()} (make label-studio)")
    in_memory = Path("/dev/shm")  # a new database is hundreds of small commits, each of which a disk has to wait for
    where = in_memory if in_memory.is_dir() and os.access(in_memory, os.W_OK) else tmp_path_factory.getbasetemp()
    with tempfile.TemporaryDirectory(prefix="label-studio-", dir=where) as folder:
        yield from _running(program, Path(folder))


def _running(program: Path, folder: Path) -> Iterator[Server]:
    empty = environment() / "empty.sqlite3"
    if empty.exists():
        shutil.copy(empty, folder / "label_studio.sqlite3")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    made = Server(
        url=f"http://127.0.0.1:{port}", token=secrets.token_hex(20), email="ana@example.org", password=secrets.token_hex(12)
    )
    variables = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "LABEL_STUDIO_BASE_DATA_DIR": str(folder),
        "LABEL_STUDIO_ENABLE_LEGACY_API_TOKEN": "true",
        "COLLECT_ANALYTICS": "false",
        "SENTRY_DSN": "",
        "FRONTEND_SENTRY_DSN": "",
        "LATEST_VERSION_CHECK": "false",
    }
    command = [str(program), "start", "--no-browser", "--port", str(port), "--internal-host", "127.0.0.1"]
    command += ["--data-dir", str(folder), "--username", made.email, "--password", made.password, "--user-token", made.token]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, env=variables, cwd=folder, stdout=log, stderr=subprocess.STDOUT)
    try:
        _wait(made, process, folder / "log")
        yield made
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()


def _wait(server: Server, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + _START_S
    while time.monotonic() < until and process.poll() is None:
        try:
            if httpx.get(f"{server.url}/health", timeout=5).is_success:
                return
        except httpx.HTTPError:
            time.sleep(0.5)
    pytest.fail(f"Label Studio did not start:\n{log.read_text(encoding='utf-8', errors='replace')[-3000:]}")
