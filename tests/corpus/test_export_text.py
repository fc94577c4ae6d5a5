"""No more text goes out than may, in any format; and who has the texts gets the whole export back."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from corpus_samples import fingerprints, make_document, make_tags
from hypothesis import given
from hypothesis import strategies as st

from policynlp.corpus.export import Selection, export
from policynlp.corpus.export.columns import describe
from policynlp.corpus.export.filling import fill_row
from policynlp.corpus.export.rehydrate import rehydrate, wanted_texts
from policynlp.corpus.export.snippets import snippet
from policynlp.corpus.store import Store
from policynlp.document import text_sha256
from policynlp.errors import InputError

VIEWS = ("documents", "passages", "entities", "quotes", "claims", "themes", "links")
STRANGE = "ae\u0301汉𠀀🐟👩\u200d👧שא\u200f;=\"'\t\r\n "


@pytest.fixture
def mixed(store: Store) -> Store:
    """The three documents without a licence, and one that is free."""
    free = make_document(4)
    free = replace(free, source=replace(free.source, licence="CC BY 4.0"))
    store.commit_documents([free], run_id="r", fingerprints=fingerprints(free))
    store.commit_tags([make_tags(free, store.require_active())], run_id="r", tagset=store.require_active())
    return store


def rows(path: Path) -> list[dict[str, Any]]:
    return pq.read_table(path).to_pylist()


def test_each_text_goes_out_as_its_licence_allows(mixed: Store, tmp_path: Path) -> None:
    result = export(mixed, "quotes", tmp_path / "q.parquet")
    assert result.texts == {"snippet": 3, "full": 1}
    assert [(one["spdx"], one["text"], one["documents"]) for one in result.licences] == [
        (None, "snippet", 3),
        ("CC-BY-4.0", "full", 1),
    ]
    for row in rows(tmp_path / "q.parquet"):
        assert row["text_policy"] == ("full" if row["licence"] else "snippet")
        assert (row["passage_text"] is not None) == (row["text_policy"] == "full")
        assert row["content_text"] == "Catches fell, … by a fifth."
        assert row["sentence_text"]
    export(mixed, "documents", tmp_path / "d.parquet")
    assert [row["text"] is not None for row in rows(tmp_path / "d.parquet")] == [False, False, False, True]
    export(mixed, "documents", tmp_path / "d.jsonl")
    lines = [json.loads(line) for line in (tmp_path / "d.jsonl").read_text(encoding="utf-8").split("\n") if line]
    assert [line["text"] is not None for line in lines] == [False, False, False, True]
    assert [line["source"]["metadata"] == {} for line in lines] == [True, True, True, False]


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("form", ["csv", pytest.param("jsonl", marks=pytest.mark.slow), "parquet"])
def test_none_is_none(store: Store, tmp_path: Path, view: str, form: str) -> None:
    path = tmp_path / f"v.{form}"
    export(store, view, path, selection=Selection(text="none"))
    if form == "parquet":
        written = "\n".join(str(value) for row in rows(path) for value in row.values())
    else:
        written = path.read_text(encoding="utf-8")
    for words in ("Catches fell", "Landings", "told the", "Minister Ada"):
        assert words not in written
    assert written.count(next(store.load_documents()).text_sha256) >= 1


def test_names_and_values_are_facts(store: Store, tmp_path: Path) -> None:
    export(store, "claims", tmp_path / "c.parquet", selection=Selection(text="none"))
    row = rows(tmp_path / "c.parquet")[0]
    assert (row["value"], row["unit"], row["text"], row["measure_text"]) == (1.2e6, "EUR", None, None)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("form", ["csv", pytest.param("jsonl", marks=pytest.mark.slow), "parquet"])
def test_texts_come_back(mixed: Store, tmp_path: Path, view: str, form: str) -> None:
    bare, full, back = (tmp_path / f"{name}.{form}" for name in ("bare", "full", "back"))
    export(mixed, view, bare, selection=Selection(text="none"), bom=True)
    result = export(mixed, view, full, selection=Selection(text="full"), bom=True)
    texts = {d.text_sha256: d.text for d in mixed.load_documents()}
    assert set(wanted_texts(bare)) <= set(texts)
    assert rehydrate(bare, back, texts).rows == result.total_rows
    if view != "documents":  # what is no part of the text (metadata) does not come back
        assert back.read_bytes() == full.read_bytes() if form != "parquet" else rows(back) == rows(full)
    manifest = json.loads((tmp_path / "back.manifest.json").read_text(encoding="utf-8"))
    assert manifest["files"][0]["bytes"] == back.stat().st_size


def test_whole_documents_come_back(mixed: Store, tmp_path: Path) -> None:
    for name in ("none", "full"):
        export(mixed, "documents", tmp_path / f"{name}.jsonl", selection=Selection(text=name))  # type: ignore[arg-type]
    rehydrate(tmp_path / "none.jsonl", tmp_path / "back.jsonl", {d.text_sha256: d.text for d in mixed.load_documents()})
    back, full = (
        [json.loads(x) for x in (tmp_path / f"{n}.jsonl").read_text("utf-8").split("\n") if x] for n in ("back", "full")
    )
    for line in (*back, *full):
        line["source"].pop("metadata")
    assert back == full


def test_only_the_texts_that_are_there(mixed: Store, tmp_path: Path) -> None:
    export(mixed, "all", tmp_path / "bare", form="huggingface", selection=Selection(text="none"))
    document = next(mixed.load_documents())
    result = rehydrate(tmp_path / "bare", tmp_path / "back", {document.text_sha256: document.text})
    quotes = rows(tmp_path / "back/data/quotes.parquet")
    assert [row["content_text"] is not None for row in quotes] == [True, False, False, False]
    assert rows(tmp_path / "back/data/links.parquet")[0]["text_policy"] == "none"  # the text at its other end is missing
    assert result.rows > 4
    import mlcroissant

    assert mlcroissant.Dataset(jsonld=str(tmp_path / "back" / "croissant.json")).metadata.record_sets
    with pytest.raises(InputError, match="no export with tables"):
        rehydrate(tmp_path, tmp_path / "x", {})
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    with pytest.raises(InputError, match="not the columns of an export"):
        rehydrate(tmp_path / "other.csv", tmp_path / "x.csv", {})


@given(st.text(st.sampled_from(STRANGE), min_size=1), st.data())
def test_any_span_of_any_text_comes_back(text: str, data: st.DataObject) -> None:
    offset = st.integers(0, len(text))
    spans = [sorted((data.draw(offset), data.draw(offset))) for _ in range(2)]
    row: dict[str, Any] = dict.fromkeys(describe("quotes").names)
    row |= {"document": "d", "text_sha256": text_sha256(text), "text_policy": "none"}
    row |= {
        "content": [{"start": s, "end": e} for s, e in spans],
        "sentence_start_char": spans[0][0],
        "sentence_end_char": spans[0][1],
    }
    assert fill_row(row, describe("quotes"), {text_sha256(text): text})
    assert row["content_text"] == (" … ".join(text[s:e] for s, e in spans) or None)
    assert row["sentence_text"] == text[spans[0][0] : spans[0][1]]
    assert not fill_row(row, describe("quotes"), {text_sha256(text): text})


@given(st.text(st.sampled_from(STRANGE + "abc  "), max_size=400), st.integers(1, 12), st.data())
def test_a_snippet_is_short_and_of_the_text(text: str, words: int, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    cut = snippet(text, words=words, item=(start, data.draw(st.integers(start, len(text)))))
    core = cut.removeprefix("… ").removesuffix(" …")
    assert core in text
    if cut != text:
        assert len(core.split()) <= words
        assert len(core) <= 8 * words


def test_a_snippet_keeps_the_item() -> None:
    text = "one two three four five six seven eight nine ten"
    start = text.index("eight")
    assert snippet(text, words=3, item=(start, start + 5)) == "… seven eight nine …"
    assert snippet(text, words=10, item=(0, 3)) == text
    assert snippet("汉" * 1000, words=2) == "汉" * 16 + " …"
