"""Exports read back as what was in the corpus: all rows, in order, with their sentence, and complete or not there."""

from __future__ import annotations

import csv
import hashlib
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas
import pyarrow.parquet as pq
import pytest
from corpus_samples import fingerprints, make_document, make_tags

from policynlp.corpus.export import Selection, atomic, export, selected
from policynlp.corpus.export import flat as flat_module
from policynlp.corpus.export.columns import describe, described
from policynlp.corpus.store import Store
from policynlp.corpus.view_sql import VIEWS
from policynlp.corpus.views import Views
from policynlp.document import Passage, text_sha256
from policynlp.errors import CorpusError, InputError
from policynlp.tags import Entity, Tags, tagged_dict

FULL = Selection(text="full")


def read_csv(path: Path, encoding: str = "utf-8") -> list[dict[str, str]]:
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file))


def read_json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def where(condition: str, **more: Any) -> Selection:
    return Selection(where=condition, text="full", **more)


def test_csv_has_a_row_an_item_with_its_sentence_and_passage(store: Store, tmp_path: Path) -> None:
    result = export(store, "quotes", tmp_path / "q.csv", selection=FULL)
    assert (result.rows, result.documents, result.unique_documents) == ({"quotes": 3}, 3, 3)
    rows = read_csv(tmp_path / "q.csv")
    assert [row["document"] for row in rows] == store.document_ids()
    for row in rows:
        document = next(store.load_documents([row["document"]]))
        spans = json.loads(row["content"])
        assert " … ".join(document.text[s:e] for s, e in spans) == row["content_text"]
        assert row["passage_text"] == document.slice(document.passages[1].span)
        assert row["sentence_text"] == document.text[int(row["sentence_start_char"]) : int(row["sentence_end_char"])]
        assert row["sentence_text"].startswith("“Catches fell,” Minister Ada Öst told")
        assert row["speaker"] == "Ada Öst"
        assert row["identity_name"] == "Ada Maria Öst"
        assert row["text_sha256"] == text_sha256(document.text)
        assert int(row["text_chars"]) == len(document.text)
        assert date.fromisoformat(row["published_date"]).year == 2024


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("kind", ["csv", "parquet", pytest.param("jsonl", marks=pytest.mark.slow)])
def test_every_view_in_every_format(store: Store, tmp_path: Path, view: str, kind: str) -> None:
    path = tmp_path / "deeper" / f"out.{kind}"
    with Views(store) as views:
        expected = views.query(f"SELECT count(*) FROM {view}")[0][0].as_py()
    assert export(store, view, path, selection=FULL).total_rows == expected
    names = describe(view).names
    if kind == "csv":
        frame = pandas.read_csv(path)
        assert (len(frame), list(frame.columns)) == (expected, names)
        codebook = read_csv(path.with_name("out.codebook.csv"))
        assert [row["column"] for row in codebook] == names
    elif kind == "parquet":
        table = pq.read_table(path)
        assert (table.num_rows, table.column_names) == (expected, names)
        assert all(field.metadata[b"description"] for field in table.schema)
    else:
        lines = [json.loads(line) for line in path.read_text().splitlines()]
        assert len(lines) == expected
        if view != "documents":
            assert all(list(line) == names for line in lines)
    assert {p.name.split(".")[0] for p in path.parent.iterdir()} == {"out"}
    manifest = read_json(path.with_name("out.manifest.json"))
    assert manifest["counts"]["rows"] == {view: expected}
    assert manifest["files"][0]["bytes"] == path.stat().st_size


def test_values_are_those_of_the_views(store: Store, tmp_path: Path) -> None:
    for view in ("documents", "passages", "entities", "people", "quotes", "claims", "themes", "links", "identities"):
        export(store, view, tmp_path / f"{view}.parquet", selection=FULL)
        rows = pq.read_table(tmp_path / f"{view}.parquet").to_pylist()
        with Views(store) as views:
            expected = views.query(f"SELECT * FROM {view}").to_pylist()
        own = set(expected[0])
        key = describe(view).key

        def order(row: dict[str, Any], key: tuple[str, ...] = key) -> list[str]:
            return [row[name] for name in key]

        kept = [{name: value for name, value in row.items() if name in own} for row in rows]
        assert sorted(kept, key=order) == sorted(expected, key=order), view


def test_chunks_make_no_difference(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for view in ("quotes", "links", "themes"):
        export(store, view, tmp_path / f"{view}-one.csv", selection=FULL)
        monkeypatch.setattr(flat_module, "TOGETHER_DOCS", 1)
        export(store, view, tmp_path / f"{view}-two.csv", selection=FULL)
        monkeypatch.undo()
        assert (tmp_path / f"{view}-one.csv").read_bytes() == (tmp_path / f"{view}-two.csv").read_bytes()


def test_whole_documents_are_what_tag_writes(store: Store, tmp_path: Path) -> None:
    export(store, "documents", tmp_path / "d.jsonl", selection=FULL)
    lines = [json.loads(line) for line in (tmp_path / "d.jsonl").read_text(encoding="utf-8").split("\n") if line]
    expected = [tagged_dict(d, make_tags(d, store.require_active())) for d in store.load_documents()]
    assert [{k: v for k, v in line.items() if k not in {"text_chars", "text_policy"}} for line in lines] == json.loads(
        json.dumps(expected)
    )
    assert {line["text_policy"] for line in lines} == {"full"}


def test_parquet_keeps_types(store: Store, tmp_path: Path) -> None:
    export(store, "claims", tmp_path / "c.parquet")
    table = pq.read_table(tmp_path / "c.parquet")
    assert table["value"].to_pylist() == [1.2e6] * 3
    assert table["flags"].to_pylist() == [["rounded"]] * 3
    assert table["published_date"][0].as_py() == date(2024, 1, 15)


def test_where_chooses_rows(store: Store, tmp_path: Path) -> None:
    document = make_document(1).id
    assert export(store, "quotes", tmp_path / "a.csv", selection=where(f"document = '{document}' -- one")).total_rows == 1
    assert export(store, "documents", tmp_path / "d.jsonl", selection=where("published >= '2024-02'")).total_rows == 2
    many = where("identity IN (SELECT identity FROM quotes GROUP BY identity HAVING count(*) > 2)")
    assert export(store, "quotes", tmp_path / "a.csv", selection=many).total_rows == 3
    assert export(store, "links", tmp_path / "l.csv", selection=where("delta > 1")).total_rows == 0
    assert selected(store, where="title LIKE '%part 1'") == [document]
    with pytest.raises(InputError, match="SQL"):
        export(store, "quotes", tmp_path / "b.csv", selection=where("speaker ==="))
    assert not (tmp_path / "b.csv").exists()


def test_repeated_texts_only_when_asked_for(store: Store, tmp_path: Path) -> None:
    copy = make_document(0, work="elsewhere", duplicate_of=make_document(0).id)
    store.commit_documents([copy], run_id="r", fingerprints=fingerprints(copy))
    store.commit_tags([make_tags(copy, store.require_active())], run_id="r", tagset=store.require_active())
    assert export(store, "documents", tmp_path / "a.jsonl").total_rows == 3
    for view in ("documents", "quotes"):
        result = export(store, view, tmp_path / f"{view}.csv", selection=Selection(duplicates=True))
        assert (result.total_rows, result.documents, result.unique_documents) == (4, 4, 3)
    assert export(store, "quotes_all", tmp_path / "quotes.csv").total_rows == 4


def test_superseded_revisions_only_by_name(store: Store, tmp_path: Path) -> None:
    old = make_document(0)
    new = replace(make_document(0, word="salmon", work=old.work), revision=2, supersedes=old.id)
    store.commit_documents([new], run_id="r", fingerprints=fingerprints(new))
    assert export(store, "documents", tmp_path / "a.csv", selection=Selection(duplicates=True)).total_rows == 3
    assert export(store, "documents_all", tmp_path / "a.csv").total_rows == 4


def test_labels_of_people_apart_from_suggestions(store: Store, tmp_path: Path) -> None:
    document = make_document(7)
    made = make_tags(document, store.require_active())
    human = Tags(
        document=document.id, tagset=made.tagset, quotes=(replace(made.quotes[0], origin="human"),), claims=made.claims
    )
    store.commit_documents([document], run_id="r", fingerprints=fingerprints(document))
    store.commit_tags([human], run_id="r", tagset=made.tagset)
    only = Selection(origins=("human",), text="full")
    assert export(store, "quotes", tmp_path / "q.csv", selection=only).total_rows == 1
    assert read_csv(tmp_path / "q.csv")[0]["origin"] == "human"
    assert export(store, "quotes", tmp_path / "q.csv", selection=Selection(origins=("rule", "model"))).total_rows == 3
    export(store, "documents", tmp_path / "d.jsonl", selection=only)
    lines = [json.loads(line) for line in (tmp_path / "d.jsonl").read_text(encoding="utf-8").split("\n") if line]
    assert [len(line["quotes"]) for line in lines] == [0, 0, 0, 1]
    assert not any(line["claims"] for line in lines)


def test_corrections_by_people_go_out_at_once(store: Store, tmp_path: Path) -> None:
    document = make_document(0)
    tagset = store.require_active()
    made = make_tags(document, tagset)
    corrected = replace(made, quotes=(replace(made.quotes[0], speaker="Bo Ek", origin="human"),))
    store.commit_corrections([corrected], run_id="labels", tagset=tagset)
    for view in ("quotes", "documents"):
        export(store, view, tmp_path / f"{view}.jsonl", selection=FULL)
    lines = [json.loads(line) for line in (tmp_path / "quotes.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(line["speaker"], line["origin"]) for line in lines if line["document"] == document.id] == [("Bo Ek", "human")]
    assert len(lines) == 3
    whole = [json.loads(line) for line in (tmp_path / "documents.jsonl").read_text(encoding="utf-8").split("\n") if line]
    assert next(line for line in whole if line["document"] == document.id)["quotes"][0]["speaker"] == "Bo Ek"


def test_layers_of_whole_documents(store: Store, tmp_path: Path) -> None:
    export(store, "documents", tmp_path / "d.jsonl", selection=Selection(layers=("quotes",)))
    line = json.loads((tmp_path / "d.jsonl").read_text(encoding="utf-8").split("\n")[0])
    assert line["quotes"]
    assert line["claims"] == line["entities"] == line["themes"] == []


def test_the_whole_corpus_as_tables_in_a_folder(store: Store, tmp_path: Path) -> None:
    result = export(
        store, "all", tmp_path / "tables", form="csv", selection=where("title LIKE '%part 0' OR title LIKE '%part 1'")
    )
    assert result.rows["documents"] == 2
    assert result.rows["links"] == 1
    folder = tmp_path / "tables"
    assert {p.name for p in folder.iterdir()} == {
        *(f"{name}.csv" for name in described() if name not in {"rejects", "runs", "sources", "tagsets"}),
        "codebook.csv",
        "manifest.json",
    }
    one = where("title LIKE '%part 0'", layers=("quotes", "links"))
    assert export(store, "all", folder, form="csv", selection=one).rows == {
        "documents": 1,
        "passages": 4,
        "quotes": 1,
        "links": 0,
    }
    (folder / "manifest.json").unlink()
    with pytest.raises(InputError, match="holds something else"):
        export(store, "all", folder, form="csv")


def test_manifest(store: Store, tmp_path: Path) -> None:
    export(store, "quotes", tmp_path / "q.csv", selection=Selection(where="kind = 'direct'"))
    manifest = read_json(tmp_path / "q.manifest.json")
    assert manifest["corpus"]["tagset"] == store.require_active()
    assert manifest["corpus"]["versions"] == {"rules": "1"}
    assert manifest["corpus"]["documents"] == manifest["corpus"]["unique_documents"] == 3
    assert manifest["selection"]["where"] == "kind = 'direct'"
    assert manifest["licences"] == [
        {"stated": None, "name": None, "spdx": None, "url": None, "conditions": [], "text": "snippet", "documents": 3}
    ]
    with Views(store) as views:
        assert views.query(manifest["selection"]["sql"]).num_rows == 3


def test_each_of_several_formats_keeps_its_own_manifest(store: Store, tmp_path: Path) -> None:
    names = {"q.csv": "q.manifest.json", "q.parquet": "q.parquet.manifest.json", "q.jsonl": "q.jsonl.manifest.json"}
    for _ in range(2):  # anew, each where it was
        for file in names:
            export(store, "quotes", tmp_path / file)
        for file, beside in names.items():
            (entry,) = read_json(tmp_path / beside)["files"]
            assert entry["name"] == file
            assert entry["sha256"] == hashlib.sha256((tmp_path / file).read_bytes()).hexdigest()
    (tmp_path / "q.manifest.json").unlink()
    with pytest.raises(InputError, match="an export of quotes"):
        export(store, "claims", tmp_path / "q.parquet")


def test_byte_order_mark(store: Store, tmp_path: Path) -> None:
    export(store, "quotes", tmp_path / "a.csv", bom=True)
    export(store, "quotes", tmp_path / "b.csv")
    for ending in ("csv", "codebook.csv"):
        assert (tmp_path / f"a.{ending}").read_bytes() == b"\xef\xbb\xbf" + (tmp_path / f"b.{ending}").read_bytes()


def test_what_cannot_be_exported(store: Store, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="format 'xlsx'"):
        export(store, "quotes", tmp_path / "a.xlsx")
    with pytest.raises(InputError, match="no ending"):
        export(store, "quotes", tmp_path / "a")
    with pytest.raises(InputError, match="no view 'quotes; DROP"):
        export(store, "quotes; DROP VIEW quotes", tmp_path / "a.csv")
    with pytest.raises(InputError, match="no layer 'speeches'"):
        export(store, "documents", tmp_path / "a.jsonl", selection=Selection(layers=("speeches",)))
    with pytest.raises(InputError, match="one layer"):
        export(store, "quotes", tmp_path / "a.csv", selection=Selection(layers=("claims",)))
    with pytest.raises(InputError, match="no origin 'gold'"):
        Selection(origins=("gold",))
    (tmp_path / "file").write_text("")
    with pytest.raises(CorpusError, match="cannot be written"):
        export(store, "quotes", tmp_path / "file" / "a.csv")
    with pytest.raises(InputError, match="a file of that name"):
        export(store, "all", tmp_path / "file", form="csv")


def test_a_file_that_was_there_stays_until_the_new_one_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text("old")
    with pytest.raises(TypeError), atomic(path) as out:
        out.write("text into a file of bytes")
    assert path.read_text() == "old"
    with atomic(path) as out:
        out.write(b"new")
        assert path.read_text() == "old"
    assert path.read_text() == "new"
    assert list(tmp_path.iterdir()) == [path]


def test_ten_thousand_names_in_one_line_without_end(empty: Store, tmp_path: Path) -> None:
    """Each has its sentence; the line is not written ten thousand times."""
    name = "Ada Öst met Bo Ek 🐟 "
    document = make_document(0)
    document = replace(document, text=name * 50_000)
    document = document.with_passages((Passage(id="line", start=0, end=len(document.text), kind="paragraph"),))
    tagset = empty.register_tagset({"rules": "1"})
    empty.commit_documents([document], run_id="r", fingerprints={})
    names = tuple(
        Entity(id=f"e{n}", start=n * len(name), end=n * len(name) + 7, label="PERSON", entity="person:ada-ost", name="Ada Öst")
        for n in range(0, 50_000, 5)
    )
    empty.commit_tags([Tags(document=document.id, tagset=tagset, entities=names)], run_id="r", tagset=tagset)
    empty.activate(tagset, by="r")
    result = export(empty, "entities", tmp_path / "e.parquet", selection=FULL)
    table = pq.read_table(tmp_path / "e.parquet")
    assert result.total_rows == len(names)
    assert table["passage_text"].null_count == len(names)
    assert set(table["text"].to_pylist()) == {"Ada Öst"}
    assert all("Ada Öst" in sentence and len(sentence) < 15_000 for sentence in table["sentence_text"].to_pylist())
