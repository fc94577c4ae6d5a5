"""What readers see: committed, active, latest, not repeated; and SQL that can only read."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from corpus_samples import fingerprints, make_document, make_link, make_tags

from policynlp.corpus.store import Store
from policynlp.corpus.view_sql import VIEWS
from policynlp.corpus.views import Views
from policynlp.errors import InputError, Rejection


def rows(store: Store, sql: str, *params: object) -> list[dict]:
    with Views(store) as views:
        return views.query(sql, params).to_pylist()


def test_texts_of_spans_are_those_of_the_document(store: Store) -> None:
    quote = rows(store, "SELECT * FROM quotes ORDER BY document_title LIMIT 1")[0]
    assert quote["content_text"] == "Catches fell, … by a fifth."
    assert quote["cue_text"] == "told"
    assert quote["source_text"] == "Minister Ada Öst"
    assert quote["speaker_title"] == "Minister"
    assert quote["identity_name"] == "Ada Maria Öst"
    assert quote["document_title"] == "Harbour towns, part 0"
    assert {r["text"] for r in rows(store, "SELECT text FROM entities")} == {"Ada Öst"}
    assert {r["text"] for r in rows(store, "SELECT substring(d.text, c.start_char + 1, c.end_char - c.start_char) AS text "
                                           "FROM claims c JOIN documents d USING (document)")} == {"1.2 million euros"}  # fmt: skip


def test_passages_and_themes_have_their_text(store: Store) -> None:
    titles = rows(store, "SELECT text, section FROM passages WHERE kind = 'title'")
    assert titles == [{"text": "Harbour towns count their herring", "section": None}] * 3
    themes = rows(
        store, "SELECT theme, text, assigned FROM themes WHERE passage IS NOT NULL AND document = ?", make_document(0).id
    )
    assert {(t["theme"], t["assigned"]) for t in themes} == {("agriculture", True), ("trade", False)}
    assert all(t["text"].startswith("“Catches fell") for t in themes)


def test_every_view_can_be_read(store: Store) -> None:
    rejection = Rejection(uri="u", stage="ingest", reason="empty", what="there is nothing in it")
    store.commit_documents([], [rejection], run_id="run-1", fingerprints={})
    expected = {
        "documents": 3, "passages": 12, "entities": 3, "people": 3, "quotes": 3, "claims": 3, "themes": 9,
        "links": 1, "rejects": 1, "runs": 1, "sources": 0, "identities": 3, "tagsets": 1,
    }  # fmt: skip
    assert {name: len(rows(store, f"SELECT * FROM {name}")) for name in VIEWS} == expected


def test_an_empty_corpus_can_be_read(empty: Store) -> None:
    assert all(rows(empty, f"SELECT * FROM {name}") == [] for name in VIEWS)


def test_dates_of_any_precision_are_days(empty: Store) -> None:
    from dataclasses import replace

    documents = [make_document(n) for n in range(4)]
    dates = ["2024", "2024-05", "2024-05-20T07:20", None]
    documents = [replace(d, source=replace(d.source, published=p)) for d, p in zip(documents, dates, strict=True)]
    empty.commit_documents(documents, run_id="r", fingerprints={})
    found = rows(empty, "SELECT CAST(published_date AS TEXT) AS day FROM documents ORDER BY title")
    assert [r["day"] for r in found] == ["2024-01-01", "2024-05-01", "2024-05-20", None]


def test_repeated_and_superseded_texts_are_hidden_but_kept(store: Store) -> None:
    tagset = store.require_active()
    first = make_document(0)
    copy = make_document(0, work="elsewhere", duplicate_of=first.id)
    newer = make_document(1, word="cod", work="work-1", revision=2, supersedes=make_document(1).id)
    store.commit_documents([copy, newer], run_id="r", fingerprints=fingerprints(copy, newer))
    store.commit_tags([make_tags(d, tagset) for d in (copy, newer)], run_id="r", tagset=tagset)
    store.commit_links([make_link(first, copy), make_link(newer, first)], documents=[copy.id], run_id="r", tagset=tagset)
    assert {r["document"] for r in rows(store, "SELECT document FROM documents")} == {first.id, make_document(2).id, newer.id}
    for view in ("quotes", "claims", "entities", "people"):
        assert len(rows(store, f"SELECT * FROM {view}")) == 3
        assert len(rows(store, f"SELECT * FROM {view}_all")) == 5
    everything = {r["document"]: r for r in rows(store, "SELECT document, latest, duplicate_of FROM documents_all")}
    assert everything[copy.id]["duplicate_of"] == first.id
    assert not everything[make_document(1).id]["latest"]
    assert [r["from_document"] for r in rows(store, "SELECT * FROM links")] == [newer.id]
    assert len(rows(store, "SELECT * FROM links_all")) == 3


def test_a_link_made_twice_is_one(store: Store) -> None:
    documents = [make_document(n) for n in range(2)]
    store.commit_links([make_link(*documents)], documents=[], run_id="r", tagset=store.require_active())
    assert len(rows(store, "SELECT * FROM links")) == 1


def test_the_last_word_on_an_identity_counts(store: Store) -> None:
    row = {"document": make_document(0).id, "entity": "person:ada-ost", "identity": "q2", "name": "A. Öst", "label": "PERSON"}
    store.commit_links([], documents=[], run_id="r", tagset=store.require_active(), identities=[row])
    assert len(rows(store, "SELECT * FROM identities")) == 3
    assert rows(store, "SELECT identity_name FROM quotes WHERE document = ?", make_document(0).id) == [
        {"identity_name": "A. Öst"}
    ]


def test_a_look_is_consistent(store: Store) -> None:
    with Views(store) as views:
        new = make_document(8)
        store.commit_documents([new], run_id="r", fingerprints={})
        assert views.query("SELECT count(*) FROM documents")[0][0].as_py() == 3
    assert rows(store, "SELECT count(*) AS n FROM documents") == [{"n": 4}]


def test_parameters_limit_and_forms_of_reading(store: Store) -> None:
    with Views(store) as views:
        assert views.query("SELECT $a AS a", {"a": "x' OR 1"}).to_pylist() == [{"a": "x' OR 1"}]
        assert views.query("FROM range(10_000_000)", limit=5).num_rows == 5
        assert views.query("SELECT 1 WHERE false").num_rows == 0
        assert views.query("SELECT document FROM documents WHERE false").column_names == ["document"]
        for sql in ("DESCRIBE quotes", "SHOW TABLES", "SUMMARIZE claims", "EXPLAIN SELECT * FROM quotes", "VALUES (1)",
                    "WITH q AS (FROM quotes) SELECT count(*) FROM q", "PIVOT quotes ON kind USING count(*) GROUP BY speaker",
                    "SELECT 1; "):  # fmt: skip
            assert views.query(sql).num_rows > 0, sql
        assert "content_text" in views.columns("quotes")


ATTACKS = [
    "COPY documents TO '{out}'",
    "COPY (SELECT 1) TO '{out}' (FORMAT parquet)",
    "EXPLAIN ANALYZE COPY (SELECT 1) TO '{out}'",
    "EXPLAIN/**/ANALYSE COPY (SELECT 1) TO '{out}'",
    "EXPLAIN (ANALYZE, FORMAT json) COPY (SELECT 1) TO '{out}'",
    "EXPORT DATABASE '{out}'",
    "ATTACH '{out}'",
    "ATTACH '{secret}' AS s (READ_ONLY)",
    "SELECT * FROM read_csv('{secret}')",
    "SELECT * FROM read_text('{secret}')",
    "SELECT * FROM read_blob('{secret}')",
    "SELECT * FROM read_json('{secret}')",
    "SELECT * FROM read_parquet('{secret}')",
    "SELECT * FROM sniff_csv('{secret}')",
    "SELECT * FROM glob('/*')",
    "FROM '{secret}'",
    "SELECT * FROM 'https://example.org/x.csv'",
    "SELECT * FROM query('SELECT * FROM read_text(''{secret}'')')",
    "SELECT * FROM query_table('{secret}')",
    "SELECT getenv('HOME')",
    "INSTALL httpfs",
    "LOAD '{secret}'",
    "PRAGMA database_list",
    "PRAGMA enable_external_access",
    "SET enable_external_access = true",
    "SET lock_configuration = false",
    "SET temp_directory = '/tmp'",
    "RESET enable_external_access",
    "CALL enable_logging()",
    "CREATE TABLE t AS SELECT 1",
    "CREATE OR REPLACE VIEW quotes AS SELECT 1",
    "CREATE MACRO pivot(a) AS a",
    "CREATE SECRET pivot (TYPE s3)",
    "DROP VIEW quotes",
    "INSERT INTO documents VALUES (1)",
    "UPDATE documents SET title = ''",
    "DELETE FROM _committed",
    "WITH pivot AS (DELETE FROM _committed RETURNING *) SELECT * FROM pivot",
    "SELECT 1; SELECT 2",
    "SELECT 1; COPY documents TO '{out}'",
    "IMPORT DATABASE '{out}'",
    "BEGIN",
    "PREPARE x AS SELECT 1",
    "EXECUTE x",
    "SELECT * FROM secret_of_python",
    "",
    ";",
    "-- nothing",
    "SELEC 1",
    "SELECT * FROM sonnets",
    "SELECT \x00",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_sql_cannot_do_harm(store: Store, tmp_path: Path, attack: str) -> None:
    secret_of_python = __import__("pyarrow").table({"a": [1]})
    secret, out = tmp_path / "secret.csv", tmp_path / "stolen"
    secret.write_text("a,b\n1,2\n")
    with Views(store) as views:
        before = views.query("SELECT * FROM quotes ORDER BY document")
        with pytest.raises(InputError) as error:
            views.query(attack.format(secret=secret, out=out))
        assert error.value.what
        assert not out.exists()
        assert views.query("SELECT * FROM quotes ORDER BY document") == before
    assert secret_of_python.num_rows == 1


def test_a_write_inside_a_query_is_taken_back(store: Store) -> None:
    with Views(store) as views:
        views._connection.execute("CREATE TABLE memory.main.scratch (a INT)")
        views.query("WITH w AS (INSERT INTO scratch VALUES (1) RETURNING *) SELECT * FROM w")
        assert views.query("SELECT * FROM scratch").num_rows == 0


def test_a_query_that_takes_too_long_is_ended(store: Store) -> None:
    began = time.monotonic()
    with Views(store) as views:
        with pytest.raises(InputError, match=r"longer than 0\.2 s"):
            views.query("SELECT count(*) FROM range(1000000000) a, range(1000) b", timeout_s=0.2)
        with pytest.raises(InputError, match=r"longer than 0\.2 s"):
            views.query("SELECT a.range + b.range AS n FROM range(100000000) a, range(1000) b", timeout_s=0.2)
        assert views.query("SELECT 1 AS a", timeout_s=5).num_rows == 1
    assert time.monotonic() - began < 60


def test_no_such_view(store: Store) -> None:
    with Views(store) as views, pytest.raises(InputError, match="no view 'sonnets'"):
        views.columns("sonnets")


@pytest.mark.parametrize(
    "sql",
    [
        'SELECT count(*) AS n FROM "QUOTES"',
        "SELECT count(*) AS n FROM query_table('quo' || 'tes')",
        "WITH documents AS (SELECT 1) SELECT count(*) AS n FROM quotes, documents",
        "SELECT count(*) AS n FROM (FROM quotes_placed)",
    ],
)
def test_a_view_is_there_however_it_is_named(store: Store, sql: str) -> None:
    with Views(store) as views:
        assert views.query(sql).to_pylist() == [{"n": 3}]
        assert views.query(sql).to_pylist() == [{"n": 3}]


def test_all_views_are_listed_and_suggested(store: Store) -> None:
    for sql in ("SHOW TABLES", "SELECT view_name AS name FROM duckdb_views()"):
        assert set(VIEWS) <= {row["name"] for row in rows(store, sql)}
    with pytest.raises(InputError, match="quotes"):
        rows(store, "SELECT * FROM quots")
    with Views(store) as views:
        assert "speaker" in views.columns("quotes")


def test_a_look_that_is_closed_has_nothing_to_interrupt(store: Store) -> None:
    views = Views(store)
    views.close()
    views.interrupt()


def test_views_of_a_small_corpus_hold_the_same_rows_in_memory(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Worked out once in place of each time; a larger corpus, or one that may take little memory, is asked as it is."""
    names = [
        f"{name}{end}" for name in ("documents", "passages", "quotes", "claims", "entities", "links") for end in ("", "_all")
    ]

    def everything(memory_mb: int | None = None) -> tuple[dict[str, list[str]], bool]:
        with Views(store, memory_mb=memory_mb) as views:
            rows = {name: sorted(map(repr, views.query(f"SELECT * FROM {name}").to_pylist())) for name in names}
            return rows, _tables(views)

    inside, worked_out = everything()
    assert inside["quotes_all"]
    assert worked_out
    assert everything(memory_mb=64) == (inside, True)
    monkeypatch.setattr("policynlp.corpus.views._CHARS_TO_A_MB", 0)
    assert everything(memory_mb=64) == (inside, False)
    monkeypatch.setattr("policynlp.corpus.views.MOST_IN_MEMORY_CHARS", 0)
    assert everything() == (inside, False)


def _tables(views: Views) -> bool:
    return views._connection.execute("SELECT count(*) > 0 FROM duckdb_tables() WHERE table_name = 'quotes_all'").fetchone() == (
        True,
    )


def test_a_view_that_does_not_fit_into_memory_is_asked_as_it_is(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with Views(store) as views:
        rows = views.query("SELECT id FROM quotes_all ORDER BY id").to_pylist()
    monkeypatch.setattr(Views, "_worked_out", lambda self, name, select: False)
    with Views(store) as views:
        assert views.query("SELECT id FROM quotes_all ORDER BY id").to_pylist() == rows
        assert not _tables(views)
