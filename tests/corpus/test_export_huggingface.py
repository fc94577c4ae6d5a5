"""The Hugging Face folder loads in `datasets`, and its Croissant descriptor holds before mlcroissant."""

from __future__ import annotations

import json
from pathlib import Path

import datasets
import mlcroissant
import pytest
import yaml
from corpus_samples import make_document

from policynlp.corpus.export import Selection, export
from policynlp.corpus.export.columns import describe
from policynlp.corpus.store import Store

FULL = Selection(text="full")


@pytest.fixture
def folder(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(datasets.config, "HF_DATASETS_OFFLINE", True)
    export(store, "all", tmp_path / "herring", form="huggingface", selection=FULL)
    return tmp_path / "herring"


def test_datasets_loads_every_configuration(folder: Path, tmp_path: Path, store: Store) -> None:
    card = (folder / "README.md").read_text(encoding="utf-8")
    head = yaml.safe_load(card.split("---\n")[1])
    names = [config["config_name"] for config in head["configs"]]
    assert names[0] == "documents"
    assert set(names) >= {"quotes", "claims", "themes", "links"}
    for name in ("documents", "quotes", "claims", "links"):
        loaded = datasets.load_dataset(str(folder), name, split="train", cache_dir=str(tmp_path / "cache"))
        assert loaded.column_names == describe(name).names
        assert len(loaded) == (1 if name == "links" else 3)
    loaded = datasets.load_dataset(
        "parquet", data_files=str(folder / "data/quotes.parquet"), split="train", cache_dir=str(tmp_path / "c")
    )
    document = next(store.load_documents([loaded[0]["document"]]))
    assert [document.text[s["start"] : s["end"]] for s in loaded[0]["content"]] == ["Catches fell,", "by a fifth."]
    assert head["license"] == "other"
    assert "not stated" in card


def test_croissant_is_valid_and_reads_the_rows(folder: Path, store: Store) -> None:
    dataset = mlcroissant.Dataset(jsonld=str(folder / "croissant.json"))
    assert not dataset.metadata.ctx.issues.errors
    assert not dataset.metadata.ctx.issues.warnings
    described = {record_set.name for record_set in dataset.metadata.record_sets}
    assert described == {path.stem for path in (folder / "data").iterdir()}
    fields = next(r for r in dataset.metadata.record_sets if r.name == "quotes").fields
    assert [field.name for field in fields] == describe("quotes").names
    rows = list(dataset.records("identities"))
    assert len(rows) == 3
    assert {row["identities/name"] for row in rows} == {"Ada Maria Öst".encode()}
    document = next(store.load_documents())
    quote = next(row for row in dataset.records("quotes") if row["quotes/document"] == document.id.encode())
    spans = [(span["quotes/content/start"], span["quotes/content/end"]) for span in quote["quotes/content"]]
    assert [document.slice(span) for span in spans] == ["Catches fell,", "by a fifth."]


def test_card_says_licence_selection_and_versions(store: Store, tmp_path: Path) -> None:
    selection = Selection(where=f"document = '{make_document(1).id}'", text="none", layers=("quotes",))
    export(store, "all", tmp_path / "one", form="huggingface", selection=selection)
    card = (tmp_path / "one" / "README.md").read_text(encoding="utf-8")
    assert "1 news and policy texts (1 unique)" in card
    assert "| not stated | unknown |  | none | 1 |" in card
    assert make_document(1).id in card
    assert "| `rules` | `1` |" in card
    descriptor = json.loads((tmp_path / "one" / "croissant.json").read_text(encoding="utf-8"))
    assert [one["name"] for one in descriptor["recordSet"]] == ["documents", "passages", "quotes"]
