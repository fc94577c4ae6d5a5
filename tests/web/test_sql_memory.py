"""Queries that make huge values: the process that they run in is ended, the server takes none of their memory and answers on."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from policynlp.errors import InputError
from policynlp.web.sql_process import SqlProcess
from web_client import client_of

MEMORY_MB = 256
HUGE = (
    "SELECT repeat('a', 2000000000) AS a",
    "SELECT length(repeat('a', 2000000000)) AS n",
    "SELECT system.main.repeat('a', 2000000000) AS a",
    "SELECT repeat('a', 1000000) AS a FROM range(5000)",
    "SELECT range(100000000) AS numbers",
    "WITH a AS (SELECT repeat('a', 1000000) AS x) SELECT x || x || x || x || x || x || x || x AS y FROM a, range(2000)",
)
pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the kernel of Linux keeps the limit")


@pytest.fixture(scope="module")
def client(samples: Path) -> Iterator[TestClient]:
    with client_of(samples, web__sql_memory_mb=MEMORY_MB, web__sql_timeout_s=20) as client:
        yield client


def _peak_mb() -> int:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split(maxsplit=1)[0]) >> 10


@pytest.mark.parametrize("sql", [HUGE[0], *(pytest.param(sql, marks=pytest.mark.slow) for sql in HUGE[1:])])
def test_a_huge_value_costs_the_server_nothing(client: TestClient, sql: str) -> None:
    client.get("/api/sql", params={"q": "SELECT 1 AS one"})
    with suppress(OSError):  # else what was reached before stands
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    before = _peak_mb()
    answer = client.get("/api/sql", params={"q": sql})
    assert answer.status_code == 400
    assert "more memory than it may take" in answer.json()["error"]["what"]
    assert _peak_mb() - before < 150
    answer = client.get("/api/sql", params={"q": "SELECT count(*) AS n FROM quotes"})
    assert answer.json()["tables"]["result"]["rows"][0]["n"] > 0


def test_what_cannot_be_interrupted_is_killed(client: TestClient, samples: Path) -> None:
    asked = SqlProcess(samples, memory_mb=4_000, threads=1)
    next(asked.stream("SELECT 1", timeout_s=20))
    began = time.monotonic()
    with pytest.raises(InputError, match=r"took longer than 0\.5 s"):
        list(asked.stream("SELECT length(lpad('a', 2000000000, 'x'))", timeout_s=0.5))
    assert time.monotonic() - began < 60
    asked.close()


def test_files_have_all_rows_of_many_pieces(client: TestClient) -> None:
    sql = "SELECT i, repeat('x', 100000) AS long FROM range(200) t(i)"
    answer = client.get("/api/sql", params={"q": sql, "format": "csv"})
    assert answer.status_code == 200, answer.text[:300]
    assert [line.split(",")[0] for line in answer.text.splitlines()[1:]] == [str(i) for i in range(200)]


def test_a_row_of_a_file_has_a_limit(samples: Path) -> None:
    asked = SqlProcess(samples, memory_mb=1_000, threads=1)
    with pytest.raises(InputError, match="40 MB"):
        list(asked.stream("SELECT repeat('a', 40000000)", timeout_s=20))
    assert [batch.to_pydict() for batch in asked.stream("SELECT 1 AS one", timeout_s=20)][-1] == {"one": [1]}
    asked.close()


def test_rows_that_nobody_wants_any_more_are_not_those_of_the_next_query(samples: Path) -> None:
    asked = SqlProcess(samples, memory_mb=1_000, threads=1)
    rows = asked.stream("SELECT i FROM range(10000000) t(i)", timeout_s=20)
    next(rows)
    rows.close()
    assert [batch.to_pydict() for batch in asked.stream("SELECT 'next' AS one", timeout_s=20)][-1] == {"one": ["next"]}
    asked.close()


def test_a_process_that_nobody_asks_is_ended_and_comes_back(samples: Path) -> None:
    asked = SqlProcess(samples, memory_mb=1_000, threads=1, idle_s=0.3)

    def one() -> int:
        assert [batch.to_pydict() for batch in asked.stream("SELECT 1 AS one", timeout_s=20)][-1] == {"one": [1]}
        process = asked._process
        assert process is not None
        return process.pid

    def gone(pid: int) -> bool:
        return not Path(f"/proc/{pid}").exists()

    first = one()
    assert one() == first, "the same process is asked again at once"
    waited_until = time.monotonic() + 20
    while not gone(first) and time.monotonic() < waited_until:
        time.sleep(0.05)
    assert gone(first)
    assert one() != first
    asked.close()
