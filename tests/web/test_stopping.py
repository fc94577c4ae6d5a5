"""A server that is told to stop ends what it is at, and ends by itself: not by an abort inside DuckDB or Arrow."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from contextlib import suppress
from pathlib import Path

import pytest

from policynlp.errors import ServerError
from policynlp.web.readers import Readers
from policynlp.web.stopping import Background

_ENDLESS = "SELECT count(*) FROM range(1000000000) a, range(1000000000) b"


def ask(url: str, *, timeout_s: float) -> None:
    with suppress(urllib.error.URLError, OSError):
        urllib.request.urlopen(url, timeout=timeout_s).close()


@pytest.mark.parametrize("how", [signal.SIGTERM, pytest.param(signal.SIGINT, marks=pytest.mark.slow)])
def test_a_server_at_work_ends_cleanly(samples: Path, tmp_path: Path, how: signal.Signals) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "policynlp", "--corpus", str(samples), "--set", "web.sql_timeout_s=600"]
    said = tmp_path / "said.txt"
    with said.open("w") as out:
        process = subprocess.Popen([*command, "web", "--port", str(port)], stdout=out, stderr=out)
    try:
        end = time.monotonic() + 60
        while "Ctrl-C" not in said.read_text() and time.monotonic() < end:
            time.sleep(0.1)
        address = f"http://127.0.0.1:{port}"
        urllib.request.urlopen(f"{address}/keys", timeout=60).close()
        query = f"{address}/api/sql?q={urllib.parse.quote(_ENDLESS)}"
        asking = [threading.Thread(target=ask, args=(query,), kwargs={"timeout_s": 60}, daemon=True) for _ in range(2)]
        for one in asking:
            one.start()
        time.sleep(1.5)
        process.send_signal(how)
        assert process.wait(timeout=30) in {0, 128 + how, 128 + signal.SIGTERM}
    finally:
        process.kill()
        process.wait()
    assert "FATAL" not in said.read_text()
    assert "terminate called" not in said.read_text()
    assert "Traceback" not in said.read_text()


def test_threads_are_interrupted_and_waited_for() -> None:
    background, ended, told = Background(), threading.Event(), threading.Event()

    def work() -> None:
        told.wait(10)
        time.sleep(0.2)
        ended.set()

    background.start("work", work)
    background.start("work", lambda: pytest.fail("one of a name at a time"))
    background.stop(interrupt=told.set)
    assert ended.is_set()
    background.start("late", lambda: pytest.fail("the server has stopped"))


def test_a_query_that_goes_on_is_interrupted_when_the_readers_close(samples: Path) -> None:
    readers = Readers(samples, most=2, wait_s=0.1)
    faults: list[str] = []

    def asking() -> None:
        with readers.lend() as reader:
            try:
                reader.rows(_ENDLESS)
            except Exception as error:  # noqa: BLE001 - any end will do; which one is what is looked at
                faults.append(str(error))

    thread = threading.Thread(target=asking, daemon=True)
    thread.start()
    time.sleep(0.5)
    began = time.monotonic()
    readers.close()
    assert time.monotonic() - began < 30
    thread.join(5)
    assert "interrupted" in faults[0]
    with pytest.raises(ServerError), readers.lend():
        pass
