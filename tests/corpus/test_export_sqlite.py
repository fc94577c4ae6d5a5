"""The SQLite export holds together, and Datasette's own application serves it."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette

from policynlp.corpus.export import Selection, export
from policynlp.corpus.export.columns import describe
from policynlp.corpus.export.sqlite_file import table_columns
from policynlp.corpus.store import Store

FULL = Selection(text="full")


@pytest.fixture
def database(store: Store, tmp_path: Path) -> Path:
    export(store, "all", tmp_path / "herring.sqlite", selection=FULL)
    return tmp_path / "herring.sqlite"


@pytest.fixture
def connection(database: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(database)) as opened:
        yield opened


def test_every_foreign_key_leads_somewhere(connection: sqlite3.Connection) -> None:
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    for table in ("passages", "entities", "people", "quotes", "claims", "themes", "identities"):
        assert table in tables
        targets = {row[2] for row in connection.execute(f"PRAGMA foreign_key_list({table})")}
        assert "documents" in targets
    assert {row[2] for row in connection.execute("PRAGMA foreign_key_list(claims)")} == {
        "documents",
        "passages",
        "quotes",
        "claims",
    }


def test_rows_are_those_of_the_views(connection: sqlite3.Connection, store: Store) -> None:
    document = next(store.load_documents())
    row = connection.execute("SELECT text, authors FROM documents WHERE document = ?", (document.id,)).fetchone()
    assert row == (document.text, json.dumps(["Bo Ek", "Åsa Lind"], ensure_ascii=False))
    joined = connection.execute(
        "SELECT p.text, q.sentence_text FROM quotes q JOIN passages p ON p.id = q.passage WHERE q.document = ?", (document.id,)
    ).fetchone()
    assert joined[0] == document.slice(document.passages[1].span)
    assert joined[1] in joined[0]
    names = [row[1] for row in connection.execute("PRAGMA table_info(claims)")]
    assert names == [column.name for column in table_columns(describe("claims"))]


def test_words_are_found(connection: sqlite3.Connection) -> None:
    found = connection.execute(
        "SELECT p.text FROM passages_fts f JOIN passages p ON p.rowid = f.rowid WHERE passages_fts MATCH 'landing'"
    ).fetchall()
    assert len(found) == 3
    assert all("Landings" in text for (text,) in found)


def test_datasette_serves_it(database: Path) -> None:
    metadata = json.loads(database.with_name("herring.metadata.json").read_text(encoding="utf-8"))

    async def ask(*paths: str) -> list[Any]:
        datasette = Datasette([str(database)], metadata=metadata)
        await datasette.invoke_startup()
        return [await datasette.client.get(path) for path in paths]

    rows, found, page, faceted = asyncio.run(
        ask(
            "/herring/quotes.json?_shape=array",
            "/herring/passages.json?_shape=array&_search=landings",
            "/herring/quotes",
            "/herring/quotes.json?_facet=speaker",
        )
    )
    assert [row["speaker"] for row in rows.json()] == ["Ada Öst"] * 3
    assert len(found.json()) == 3
    assert page.status_code == 200
    assert "A row is an attribution" in page.text
    assert "Whether it is given in the speaker&#39;s words" in page.text  # what a column means
    assert 'href="/herring/documents/' in page.text  # a foreign key is a link
    assert "Harbour towns, part 0" in page.text  # by its label
    assert (
        faceted.json()["facet_results"]["results"]["speaker"]["results"][0]["count"] == 3
        if "results" in faceted.json()["facet_results"]
        else faceted.json()["facet_results"]["speaker"]["results"][0]["count"] == 3
    )


def test_a_layer_brings_its_texts(store: Store, tmp_path: Path) -> None:
    result = export(store, "quotes", tmp_path / "q.db", selection=Selection(where="document_title LIKE '%part 1'", text="full"))
    assert result.rows == {"documents": 1, "passages": 4, "quotes": 1}
    links = export(store, "links", tmp_path / "l.db", selection=FULL)
    assert links.rows == {"documents": 2, "passages": 8, "links": 1}
    with closing(sqlite3.connect(tmp_path / "l.db")) as opened:
        assert opened.execute("PRAGMA foreign_key_check").fetchall() == []


def test_labels_alone_still_hold_together(store: Store, tmp_path: Path) -> None:
    export(store, "all", tmp_path / "m.db", selection=Selection(origins=("human",)))
    with closing(sqlite3.connect(tmp_path / "m.db")) as opened:
        assert opened.execute("PRAGMA foreign_key_check").fetchall() == []
        assert opened.execute("SELECT count(*) FROM quotes").fetchone() == (0,)
        assert opened.execute("SELECT count(text) FROM documents").fetchone() == (0,)
        assert opened.execute("SELECT value FROM manifest WHERE key = 'format'").fetchone() == ("sqlite",)
