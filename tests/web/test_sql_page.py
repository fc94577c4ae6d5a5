"""The SQL page: read-only, bounded, with queries that are kept."""

from __future__ import annotations

import csv
import html
import io
import re
import time
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from policynlp.corpus.reading import open_corpus
from policynlp.corpus.saved_queries import QUESTIONS
from web_client import client_of


def test_rows_are_those_of_the_library(client: TestClient, samples: Path) -> None:
    sql = "SELECT id, speaker FROM quotes ORDER BY id"
    with open_corpus(samples) as corpus:
        expected = corpus.sql(sql).to_pylist()
    rows = client.get("/api/sql", params={"q": sql}).json()["tables"]["result"]["rows"]
    assert [(r["id"], r["speaker"]) for r in rows] == [(r["id"], r["speaker"]) for r in expected]
    text = client.get("/api/sql", params={"q": sql, "format": "csv"}).text
    assert [r["id"] for r in csv.DictReader(io.StringIO(text))] == [r["id"] for r in expected]
    assert f'href="/annotations/{expected[0]["id"]}"' in client.get("/sql", params={"q": sql}).text


def test_the_page_cuts_and_says_so_and_files_do_not(samples: Path) -> None:
    client = client_of(samples, web__sql_rows=3)
    page = client.get("/sql", params={"q": "SELECT * FROM range(10)"}).text
    assert "3 rows of more" in page
    assert len(client.get("/api/sql", params={"q": "SELECT * FROM range(10)", "format": "csv"}).text.split()) == 11


@pytest.mark.parametrize(
    "sql",
    [
        "DROP VIEW quotes",
        "CREATE TABLE x (a INT)",
        "INSERT INTO _quotes SELECT 1",
        "ATTACH 'x.db'",
        "COPY quotes TO '/tmp/x.csv'",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM '/etc/passwd'",
        "INSTALL httpfs",
        "SET enable_external_access = true",
        "SELECT 1; SELECT 2",
        "SELEKT",
        "PRAGMA database_list",
        "LOAD httpfs",
        "EXPORT DATABASE '/tmp/x'",
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM glob('/etc/*')",
        "SET memory_limit = '900GB'",
        "SET threads = 64",
        "CALL pragma_version()",
        "SELECT getenv('HOME')",
    ],
)
def test_what_would_write_or_reach_out_is_told_and_does_nothing(client: TestClient, sql: str) -> None:
    page = client.get("/sql", params={"q": sql})
    assert page.status_code == 400
    assert 'role="alert"' in page.text
    assert "root:" not in page.text
    assert client.get("/api/sql", params={"q": sql}).json()["error"]["what"]
    assert (
        client.get("/api/sql", params={"q": "SELECT count(*) AS n FROM quotes"}).json()["tables"]["result"]["rows"][0]["n"] > 0
    )


def test_a_query_that_never_ends_is_ended(samples: Path) -> None:
    client = client_of(samples, web__sql_timeout_s=0.5)
    endless = "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT count(*) FROM t"
    for query in (endless, "SELECT count(*) FROM range(1000000000) a, range(1000000000) b"):
        began = time.monotonic()
        answer = client.get("/api/sql", params={"q": query})
        assert time.monotonic() - began < 60
        assert answer.status_code == 400
        assert "longer than 0.5 s" in answer.json()["error"]["what"]
    assert client.get("/sql", params={"q": "SELECT 1"}).status_code == 200


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT list(i) FROM range(1000000000) t(i)",
        pytest.param("SELECT i, count(*) FROM range(200000000) t(i) GROUP BY i", marks=pytest.mark.slow),
        pytest.param("SELECT * FROM range(200000000) t(i) ORDER BY hash(i)", marks=pytest.mark.slow),
    ],
)
def test_a_query_that_wants_all_memory_is_ended(
    samples: Path, tmp_path: Path, sql: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    client = client_of(samples, web__sql_memory_mb=64, web__sql_timeout_s=60)
    answer = client.get("/api/sql", params={"q": sql})
    assert answer.status_code == 400
    assert "more memory than it may take" in answer.json()["error"]["what"]
    assert list(tmp_path.iterdir()) == []  # nothing was spilled to disk
    assert client.get("/sql", params={"q": "SELECT count(*) FROM quotes"}).status_code == 200


def test_rows_that_no_browser_could_show_are_refused(client: TestClient) -> None:
    answer = client.get("/api/sql", params={"q": "SELECT repeat('x', 50000000) AS long"})
    assert answer.status_code == 400
    assert "50 MB" in answer.json()["error"]["what"]


def test_rows_that_are_too_much_for_a_page_go_into_a_file_as_the_hint_says(client: TestClient) -> None:
    query = "SELECT i, repeat('x', 1000000) AS long FROM range(40) t(i)"
    page = client.get("/sql", params={"q": query})
    assert page.status_code == 400
    assert "all rows as a file" in page.text
    (address,) = re.findall(r'href="([^"]+)" download>All rows as CSV', page.text)
    file = client.get(html.unescape(address))
    assert file.status_code == 200
    assert len(file.text.splitlines()) == 41
    alone = client.get("/api/sql", params={"q": "SELECT repeat('x', 50000000) AS long", "format": "csv"})
    assert (alone.status_code, "file" in alone.json()["error"]["hint"]) == (400, False)


def test_every_question_of_the_page_has_rows(client: TestClient) -> None:
    assert len(QUESTIONS) == 10
    for title, sql in QUESTIONS:
        rows = client.get("/api/sql", params={"q": sql}).json()["tables"]["result"]["rows"]
        assert rows, title


def test_queries_are_saved_beside_the_corpus_and_removed(corpus: Path) -> None:
    with client_of(corpus) as client:
        sql = "SELECT '<b>' AS \"quotes & tags\""
        answer = client.post("/sql/queries", data={"name": "Tags <b>", "sql": sql}, follow_redirects=False)
        assert answer.status_code == 303
        page = client.get("/sql").text
        assert "Tags &lt;b&gt;" in page
        assert (corpus / "queries.json").is_file()
        client.post("/sql/queries/remove", data={"name": "Tags <b>"})
        assert "Tags &lt;b&gt;" not in client.get("/sql").text
        assert client.post("/sql/queries/remove", data={"name": "none"}).status_code == 400
        for never in ("drop table quotes", "select from where", "select 1; select 2"):
            assert client.post("/sql/queries", data={"name": "never", "sql": never}, follow_redirects=False).status_code == 400
        assert "never" not in client.get("/sql").text
        assert client.post("/sql/queries", data={"name": " ", "sql": sql}).status_code == 400


def test_saving_needs_the_token_where_there_is_one(corpus: Path) -> None:
    client = client_of(corpus, web__token="secret")
    row = {"name": "n", "sql": "SELECT 1"}
    assert client.post("/sql/queries", data=row).status_code == 403
    assert not (corpus / "queries.json").exists()
    assert "Save this query" not in client.get("/sql", params={"q": "SELECT 1"}).text
    allowed = client.post("/sql/queries", data=row, headers={"Authorization": "Bearer secret"}, follow_redirects=False)
    assert allowed.status_code == 303
    assert client.post("/sql/queries", data=row, headers={"Authorization": "Bearer sécret".encode()}).status_code == 403
