"""A column is added to a table with data in it: old rows read as null, old and new files side by side."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest
from corpus_samples import fingerprints, make_document, make_tags

from policynlp.corpus import schema
from policynlp.corpus.columns import add_missing_columns
from policynlp.corpus.schema import SCHEMAS, SPANS
from policynlp.corpus.store import MARKER, Store
from policynlp.corpus.tables import Tables
from policynlp.corpus.views import Views
from policynlp.errors import CorpusError


def grown(name: str, *fields: pa.Field) -> dict[str, pa.Schema]:
    return SCHEMAS | {name: pa.schema([*SCHEMAS[name], *fields])}


@pytest.mark.parametrize("name", ["quotes", "documents"])
def test_old_rows_read_as_null(store: Store, name: str) -> None:
    before = store.tables.read(name).num_rows
    newer = Tables(store.tables.folder, schemas=grown(name, pa.field("irony", pa.float64()), pa.field("irony_spans", SPANS)))
    assert newer.read(name)["irony"].null_count == before  # before anything was written with it
    row = dict.fromkeys(SCHEMAS[name].names) | {
        "batch_id": "b",
        "document": "d",
        "irony": 0.5,
        "irony_spans": [{"start": 1, "end": 2}],
    }
    if "tagset" in row:
        row["tagset"] = store.active_tagset()
    newer.append(name, [row])
    found = newer.read(name).to_pylist()
    assert len(found) == before + 1
    assert sorted((r["irony"] for r in found), key=str) == [0.5, *[None] * before]
    assert [r["irony_spans"] for r in found if r["irony"]] == [[{"start": 1, "end": 2}]]
    old = [r for r in found if r["batch_id"] != "b"]
    assert all(r["document"] for r in old)
    if name == "quotes":  # nested columns of untouched rows are as they were
        assert {len(r["content"]) for r in old} == {2}


def test_an_older_program_reads_and_writes_a_table_that_has_grown(store: Store) -> None:
    """The version in the marker keeps it out; should it get in (two of them were running), nothing is lost."""
    newer = Tables(store.tables.folder, schemas=grown("quotes", pa.field("irony", pa.float64())))
    row = {"batch_id": "b", "document": "d", "tagset": "t", "irony": 0.5}
    newer.append("quotes", [row])
    tagset = store.register_tagset({"rules": "2"})
    documents = list(store.load_documents())
    store.commit_tags([make_tags(d, tagset) for d in documents], run_id="r", tagset=tagset)
    assert [t.as_dict() for t in store.load_tags(tagset=tagset)] == [make_tags(d, tagset).as_dict() for d in documents]
    assert newer.read("quotes")["irony"].drop_null().to_pylist() == [0.5]


def test_an_older_corpus_gets_the_new_column_and_version(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, fields in {"entities": [pa.field("wikidata", pa.string())]}.items():
        monkeypatch.setitem(SCHEMAS, name, grown(name, *fields)[name])
        ahead = schema.SCHEMA_VERSIONS[name] + 1
        monkeypatch.setitem(schema.SCHEMA_VERSIONS, name, ahead)
    monkeypatch.setitem(SCHEMAS, "sonnets", pa.schema([("line", pa.string())]))
    monkeypatch.setitem(schema.SCHEMA_VERSIONS, "sonnets", 1)
    with pytest.raises(CorpusError, match=r"earlier version \(entities, sonnets\).*policynlp migrate"):
        Store.open(store.path)
    with Store.open(store.path, older=True) as older:
        add_missing_columns(older)
        older.mark_as_current()
    with Store.open(store.path) as again:
        assert f'"entities": {ahead}' in (store.path / MARKER).read_text()
        with Views(again) as views:
            assert views.query("SELECT wikidata, name FROM entities").to_pylist() == [{"wikidata": None, "name": "Ada Öst"}] * 3
        new = make_document(7)
        again.commit_documents([new], run_id="r", fingerprints=fingerprints(new))
        again.commit_tags([make_tags(new, again.require_active())], run_id="r", tagset=again.require_active())
        again.tables.append("sonnets", [{"line": "Shall I compare thee"}])
        assert len(list(again.load_tags())) == 4
        assert "wikidata" in [f.name for f in again.tables.table("entities").schema().fields]


def test_a_writer_whose_table_grew_meanwhile_goes_again(store: Store, tmp_path: Path) -> None:
    first = Tables(store.tables.folder, schemas=grown("rejects", pa.field("a", pa.string())))
    second = Tables(store.tables.folder, schemas=grown("rejects", pa.field("b", pa.string())))
    first.table("rejects")
    second.table("rejects")
    first.append("rejects", [{"batch_id": "1", "a": "x"}])
    second.append("rejects", [{"batch_id": "2", "b": "y"}])
    found = sorted(store.tables.read("rejects").to_pylist(), key=lambda r: r["batch_id"])
    assert [(r["a"], r["b"]) for r in found] == [("x", None), (None, "y")]
