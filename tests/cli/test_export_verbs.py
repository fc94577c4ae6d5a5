"""Taking things out and putting texts back, as a person does it: on a tagged corpus, with files of their own."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from policynlp import steps
from policynlp.cli.app import app
from policynlp.cli.options import GLOBALS
from policynlp.corpus.export.columns import described
from policynlp.corpus.reading import open_corpus
from policynlp.errors import InputError
from runs import settings_for

Cli = Callable[..., Result]
SAMPLES = Path(__file__).resolve().parents[2] / "corpus" / "samples"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Samples of four kinds of file, and the corpus of them."""
    folder = tmp_path_factory.mktemp("export")
    texts = folder / "texts"
    texts.mkdir()
    for name in ("article.txt", "minister-speech.txt", "communique.html", "energy-white-paper.pdf"):
        (texts / f"northmark-{name}").write_bytes((SAMPLES / f"northmark-{name}").read_bytes())
    steps.run([str(texts)], settings=settings_for(folder))
    return folder


@pytest.fixture
def cli(folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Cli:
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str, code: int = 0) -> Result:
        GLOBALS.flags = {}
        result = CliRunner().invoke(app, ["--corpus", str(folder / "corpus"), *arguments])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == code, result.output
        return result

    return call


def cells(path: str) -> list[dict[str, str]]:
    with Path(path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_value_is_in_its_vocabulary(folder: Path) -> None:
    with open_corpus(folder / "corpus") as corpus:
        for view in described().values():
            table = corpus.arrow(view.name)
            for column in view.columns:
                if column.values and column.name in table.column_names:
                    found = {
                        v for value in table[column.name].to_pylist() for v in (value if isinstance(value, list) else [value])
                    }
                    assert found - {None} <= set(column.values), (view.name, column.name)


def test_texts_come_back_from_files_of_any_kind(cli: Cli, folder: Path) -> None:
    told = json.loads(cli("export", "claims", "bare.csv", "--text", "none", "--json").stdout)
    assert told["texts"] == {"none": told["documents"]}
    cli("export", "claims", "full.csv", "--text", "full")
    done = json.loads(cli("rehydrate", "bare.csv", "--texts", str(folder / "texts"), "--json").stdout)
    assert (done["filled"], done["missing"], done["unfit"]) == (told["documents"], [], [])
    assert done["rows"] == told["rows"]["claims"]
    assert cells("bare.full.csv") == cells("full.csv")
    assert {row["document_title"] for row in cells("full.csv") if row["sentence_text"]} == {
        row["document_title"] for row in cells("full.csv")
    }


def test_a_changed_text_is_named(cli: Cli, folder: Path, tmp_path: Path) -> None:
    cli("export", "quotes", "bare.csv", "--text", "none")
    texts = tmp_path / "texts"
    texts.mkdir()
    for file in (folder / "texts").iterdir():
        os.link(file, texts / file.name)
    changed = texts / "northmark-minister-speech.txt"
    content = changed.read_text(encoding="utf-8").replace("the", "a", 1)
    changed.unlink()
    changed.write_text(content, encoding="utf-8")
    said = cli("rehydrate", "bare.csv", "--texts", str(texts), code=3).output
    assert "northmark-minister-speech.txt is not the text that was tagged" in said
    kept = {row["text_policy"] for row in cells("bare.full.csv") if "speech" in row["uri"]}
    assert kept == {"none"}
    assert any(row["content_text"] for row in cells("bare.full.csv"))
    from_corpus = cli("rehydrate", "bare.csv", "--texts", str(folder / "corpus"), "--out", "other.csv").stdout
    assert "filled, to other.csv" in from_corpus


def test_what_is_kept_back_is_said(cli: Cli) -> None:
    said = cli("export", "documents", "d.csv").output
    assert "without their whole text (no licence stated)" in said
    with pytest.raises(InputError, match="text mode 'half'"):
        cli("export", "quotes", "q.csv", "--text", "half")
    cli("export", "all", "c.sqlite")
    with pytest.raises(InputError, match="cannot be filled"):
        cli("rehydrate", "c.sqlite", "--texts", ".")


def test_an_export_never_takes_the_place_of_another_table(cli: Cli) -> None:
    cli("export", "quotes", "rows.csv")
    there = {name: Path(name).read_bytes() for name in ("rows.csv", "rows.manifest.json", "rows.codebook.csv")}
    for wanted in ("rows.csv", "rows.parquet"):  # the manifest would be lost with either
        with pytest.raises(InputError, match="an export of quotes"):
            cli("export", "claims", wanted)
    assert {name: Path(name).read_bytes() for name in there} == there
    assert not Path("rows.parquet").exists()
    cli("export", "quotes", "rows.csv", "--where", "kind = 'direct'")  # the same table, anew
    cli("export", "all", "folder", "--format", "csv")
    with pytest.raises(InputError, match="an export of all"):
        cli("export", "quotes", "folder", "--format", "huggingface")
    Path("mine.manifest.json").write_text("{}")
    with pytest.raises(InputError, match="no manifest of an export"):
        cli("export", "quotes", "mine.csv")


def test_texts_that_do_not_fit_take_nothing_away(cli: Cli, folder: Path, tmp_path: Path) -> None:
    cli("export", "quotes", "bare.csv", "--text", "none")
    cli("rehydrate", "bare.csv", "--texts", str(folder / "texts"))
    good = Path("bare.full.csv").read_bytes()
    wrong = tmp_path / "wrong"
    wrong.mkdir()
    (wrong / "other.txt").write_text("Nothing of this was tagged.")
    assert "nothing is written" in cli("rehydrate", "bare.csv", "--texts", str(wrong), code=3).stdout
    assert Path("bare.full.csv").read_bytes() == good
    cli("rehydrate", "bare.csv", "--texts", str(wrong), "--out", "new.csv", code=3)
    assert not Path("new.csv").exists()
    (wrong / "article.txt").write_bytes((folder / "texts" / "northmark-article.txt").read_bytes())
    with pytest.raises(InputError, match="has text in"):
        cli("rehydrate", "bare.csv", "--texts", str(wrong))
    assert Path("bare.full.csv").read_bytes() == good
