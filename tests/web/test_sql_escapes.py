"""Ways out of a query, tried at every door: Python, the command line, the page. None reads a file, a variable or the network, or writes."""

# ruff: noqa: E501 - many ways out on a line
from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner

from policynlp.cli.app import app
from policynlp.corpus.reading import open_corpus
from policynlp.errors import InputError

SECRET = "hunter2-of-the-file"
ESCAPES = (
    "SELECT * FROM '{folder}/secret.csv'", "SELECT * FROM read_csv('{folder}/secret.csv')", "SELECT * FROM read_csv_auto('{folder}/*.csv')",
    "SELECT * FROM read_text('{folder}/secret.csv')", "SELECT * FROM read_blob('{folder}/secret.csv')",
    "SELECT * FROM read_json('{folder}/secret.csv', format='unstructured')", "SELECT * FROM read_parquet('{folder}/*')",
    "SELECT * FROM sniff_csv('{folder}/secret.csv')", "SELECT * FROM parquet_metadata('{folder}/secret.csv')",
    "SELECT * FROM parquet_schema('/etc/passwd')", "SELECT * FROM glob('{folder}/*')", "FROM '{folder}/secret.csv'",
    "SELECT content FROM read_text('/proc/self/environ')", "SELECT * FROM read_csv('http://127.0.0.1:9/x.csv')",
    "SELECT * FROM 'https://127.0.0.1:9/x.parquet'", "SELECT * FROM read_parquet('s3://bucket/x')", "SELECT getenv('POLICYNLP_TEST_SECRET')",
    "COPY (SELECT 1) TO '{folder}/written.csv'", "COPY quotes TO '{folder}/written.parquet'", "COPY quotes FROM '{folder}/secret.csv'",
    "EXPORT DATABASE '{folder}/written'", "IMPORT DATABASE '{folder}'", "ATTACH '{folder}/written.db'", "ATTACH '{folder}/written.db' AS x (TYPE sqlite)",
    "DETACH memory", "USE memory", "INSTALL httpfs", "FORCE INSTALL httpfs FROM 'http://127.0.0.1:9'", "LOAD httpfs", "LOAD '{folder}/x.so'",
    "SET enable_external_access = true", "SET lock_configuration = false", "RESET enable_external_access", "SET VARIABLE x = 1",
    "SET temp_directory = '{folder}'", "SET allowed_directories = ['/']", "SET home_directory = '{folder}'", "SET file_search_path = '{folder}'",
    "PRAGMA enable_external_access = true", "PRAGMA database_list", "PRAGMA enable_profiling = 'json'", "SET profiling_output = '{folder}/written.json'",
    "SET log_query_path = '{folder}/written.log'", "CALL enable_logging(storage = 'file', storage_path = '{folder}/written')",
    "CALL pragma_user_agent()", "CHECKPOINT", "VACUUM", "CREATE MACRO x() AS 1", "CREATE TABLE x AS SELECT 1",
    "CREATE SECRET s (TYPE s3, KEY_ID 'a')", "DROP VIEW quotes", "ALTER VIEW quotes RENAME TO x", "INSERT INTO quotes VALUES (1)",
    "DELETE FROM quotes", "UPDATE quotes SET kind = 'x'", "TRUNCATE quotes", "WITH x AS (DELETE FROM quotes RETURNING *) SELECT * FROM x",
    "EXPLAIN ANALYZE COPY (SELECT 1) TO '{folder}/written.csv'", "PREPARE p AS COPY (SELECT 1) TO '{folder}/written.csv'",
    "EXECUTE p", "SELECT 1; COPY (SELECT 1) TO '{folder}/written.csv'", "SELECT 1 /* ; */ ; ATTACH '{folder}/written.db'",
    "SELECT * FROM query('COPY (SELECT 1) TO ''{folder}/written.csv''')", "SELECT * FROM query_table('{folder}/secret.csv')",
    "BEGIN", "SELECT nextval('x')",
)  # fmt: skip
"""Each is an error that says so."""
HARMLESS = (
    "SELECT * FROM duckdb_secrets()", "SELECT name, value FROM duckdb_settings()", "SELECT path FROM duckdb_databases()",
    "SELECT * FROM duckdb_extensions()", "SELECT current_setting('home_directory')", "SHOW ALL TABLES", "SELECT * FROM duckdb_temporary_files()",
    "SELECT * FROM duckdb_logs()", "SELECT * FROM query('SELECT 1 AS one')",
)  # fmt: skip
"""They may be answered; what they say must tell nothing of the machine."""
Ask = Callable[[str], str]
_MOST_S = 20.0


@pytest.fixture(scope="module", params=["python", "command line", "page"])
def ask(request: pytest.FixtureRequest, samples: Path, client: TestClient) -> Iterator[Ask]:
    """Asks at one of the doors; gives the answer as text, or raises `InputError`."""

    def python(sql: str) -> str:
        return str(views.query(sql, timeout_s=_MOST_S).to_pylist())

    def command_line(sql: str) -> str:
        done = CliRunner().invoke(app, ["--corpus", str(samples), "query", "--timeout", str(_MOST_S), sql])
        if done.exit_code:
            assert isinstance(done.exception, InputError), done.exception
            raise done.exception
        return done.output

    def page(sql: str) -> str:
        answer = client.get("/api/sql", params={"q": sql})
        assert answer.status_code in (200, 400), answer.text
        if answer.status_code == 400:
            raise InputError(answer.json()["error"]["what"])
        return answer.text

    with open_corpus(samples) as corpus, corpus.views() as views:  # what `corpus.sql` asks, made once
        yield {"python": python, "command line": command_line, "page": page}[request.param]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "secret.csv").write_text(f"a,b\n1,{SECRET}\n")
    monkeypatch.setenv("POLICYNLP_TEST_SECRET", SECRET)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_no_escape_leads_out(ask: Ask, folder: Path, request: pytest.FixtureRequest) -> None:
    """The command line opens the corpus for each, and calls what Python calls: it gets some of them."""
    for escape in ESCAPES[::8] if "command line" in request.node.name else ESCAPES:
        with pytest.raises(InputError) as caught:
            ask(escape.replace("{folder}", str(folder)))
        assert SECRET not in caught.value.message, escape
        assert [p.name for p in folder.iterdir()] == ["secret.csv"], escape
    assert "all is well" in ask("SELECT 'all is ' || 'well' AS said FROM quotes LIMIT 1")


@pytest.mark.parametrize(
    "sql",
    ["WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT count(*) FROM t",
     "SELECT count(*) FROM range(1000000000) a, range(1000000000) b"],
    ids=["recursion", "product"],
)  # fmt: skip
def test_what_never_ends_is_ended(sql: str, samples: Path) -> None:
    with open_corpus(samples) as corpus, pytest.raises(InputError, match=r"took longer than 0\.5 s"):
        corpus.sql(sql, timeout_s=0.5)
    done = CliRunner().invoke(app, ["--corpus", str(samples), "query", "--timeout", "0.5", sql])
    assert "took longer than 0.5 s" in str(done.exception)


def test_what_may_be_asked_tells_nothing_of_the_machine(samples: Path, folder: Path) -> None:
    with open_corpus(samples) as corpus:
        for sql in HARMLESS:
            try:
                said = str(corpus.sql(sql).to_pylist())
            except InputError as error:
                said = error.message
            assert SECRET not in said, sql
            assert str(samples) not in said, sql
