"""Exports read back as what was in the corpus, and no cell is a formula."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from corpus_samples import fingerprints, make_document, make_tags
from hypothesis import given
from hypothesis import strategies as st

from policynlp.corpus.export import atomic, export, selected
from policynlp.corpus.export_csv import safe_cell
from policynlp.corpus.store import Store
from policynlp.corpus.view_sql import VIEWS
from policynlp.corpus.views import Views
from policynlp.errors import CorpusError, InputError
from policynlp.tags import tagged_dict


def read_csv(path: Path, encoding: str = "utf-8") -> list[dict[str, str]]:
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file))


def test_csv_has_a_row_an_item_with_its_passage(store: Store, tmp_path: Path) -> None:
    assert export(store, "quotes", tmp_path / "q.csv") == 3
    rows = read_csv(tmp_path / "q.csv")
    assert len(rows) == 3
    for row in rows:
        document = next(store.load_documents([row["document"]]))
        spans = json.loads(row["content"])
        assert " … ".join(document.text[s:e] for s, e in spans) == row["content_text"]
        assert row["passage_text"] == document.slice(document.passages[1].span)
        assert row["speaker"] == "Ada Öst"
        assert row["identity_name"] == "Ada Maria Öst"


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("kind", ["csv", "parquet", "jsonl"])
def test_every_view_in_every_format(store: Store, tmp_path: Path, view: str, kind: str) -> None:
    path = tmp_path / "deeper" / f"out.{kind}"
    with Views(store) as views:
        expected = views.query(f"SELECT count(*) FROM {view}")[0][0].as_py()
    assert export(store, view, path) == expected
    if kind == "csv":
        assert len(read_csv(path)) == expected
    elif kind == "parquet":
        assert pq.read_table(path).num_rows == expected
    else:
        assert len([json.loads(line) for line in path.read_text().splitlines()]) == expected
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_jsonl_is_what_tag_writes(store: Store, tmp_path: Path) -> None:
    export(store, "documents", tmp_path / "d.jsonl")
    lines = [json.loads(line) for line in (tmp_path / "d.jsonl").read_text(encoding="utf-8").split("\n") if line]
    expected = [tagged_dict(d, make_tags(d, store.require_active())) for d in store.load_documents()]
    assert lines == json.loads(json.dumps(expected))


def test_parquet_keeps_types(store: Store, tmp_path: Path) -> None:
    export(store, "claims", tmp_path / "c.parquet")
    table = pq.read_table(tmp_path / "c.parquet")
    assert table["value"].to_pylist() == [1.2e6] * 3
    assert table["flags"].to_pylist() == [["rounded"]] * 3


def test_where_chooses_rows(store: Store, tmp_path: Path) -> None:
    document = make_document(1).id
    assert export(store, "quotes", tmp_path / "a.csv", where=f"document = '{document}' -- one") == 1
    assert export(store, "documents", tmp_path / "a.jsonl", where="published >= '2024-02'") == 2
    assert selected(store, where="title LIKE '%part 1'") == [document]
    with pytest.raises(InputError, match="SQL"):
        export(store, "quotes", tmp_path / "b.csv", where="speaker ===")
    assert not (tmp_path / "b.csv").exists()


def test_repeated_texts_only_when_asked_for(store: Store, tmp_path: Path) -> None:
    copy = make_document(0, work="elsewhere", duplicate_of=make_document(0).id)
    store.commit_documents([copy], run_id="r", fingerprints=fingerprints(copy))
    assert export(store, "documents", tmp_path / "a.jsonl") == 3
    assert export(store, "documents_all", tmp_path / "b.jsonl") == 4
    assert export(store, "documents_all", tmp_path / "b.csv") == 4


def test_byte_order_mark(store: Store, tmp_path: Path) -> None:
    export(store, "quotes", tmp_path / "a.csv", bom=True)
    export(store, "quotes", tmp_path / "b.csv")
    assert (tmp_path / "a.csv").read_bytes() == b"\xef\xbb\xbf" + (tmp_path / "b.csv").read_bytes()


def test_formulas_in_a_text_are_defused(empty: Store, tmp_path: Path) -> None:
    title = '=HYPERLINK("http://x","a"),\r\n"b"'
    document = make_document(0)
    document = replace(document, source=replace(document.source, title=title, publisher="-1.5"))
    empty.commit_documents([document], run_id="r", fingerprints={})
    export(empty, "documents", tmp_path / "d.csv")
    row = read_csv(tmp_path / "d.csv")[0]
    assert row["title"] == f"'{title}"
    assert row["publisher"] == "-1.5"
    assert row["text"] == document.text


@given(st.text(max_size=10) | st.sampled_from(["=1", "+a", "-b", "@c", "\tx", "\rx", "\n=1", "-1_0", "- 1", "＝1"]))
def test_no_cell_begins_like_a_formula(text: str) -> None:
    cell = safe_cell(text)
    assert cell in {text, f"'{text}"}
    if cell[:1] in set("=+-@\t\r\n＝＋－＠"):
        float(cell)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ""),
        (True, "true"),
        (-3, -3),
        (-2.5, -2.5),
        ("-2.5e3", "-2.5e3"),
        (["a", "b"], "a; b"),
        (["=a"], "'=a"),
        ([], ""),
        ([{"start": 1, "end": 2}], "[[1, 2]]"),
        (b"\x00\xff", "00ff"),
    ],
)
def test_cells(value: object, expected: object) -> None:
    assert safe_cell(value) == expected


def test_what_cannot_be_exported(store: Store, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="format 'xlsx'"):
        export(store, "quotes", tmp_path / "a.xlsx")
    with pytest.raises(InputError, match="no view 'quotes; DROP"):
        export(store, "quotes; DROP VIEW quotes", tmp_path / "a.csv")
    (tmp_path / "file").write_text("")
    with pytest.raises(CorpusError, match="cannot be written"):
        export(store, "quotes", tmp_path / "file" / "a.csv")


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
