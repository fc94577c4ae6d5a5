"""Releases and citations on the command line: what is printed, and how it ends."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from policynlp import open_corpus, steps
from policynlp.cli.app import app
from policynlp.cli.options import GLOBALS
from policynlp.corpus.public_names import public_row
from policynlp.errors import CorpusError, InputError
from runs import ARTICLES, settings_for

Cli = Callable[..., Result]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("releasing")
    path = folder / "articles.jsonl"
    rows = [{"id": f"a{i}", "text": text, "title": f"Article {i}", "date": "2024-06-01"} for i, text in enumerate(ARTICLES)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    settings = settings_for(folder, ingest__title_col="title")
    steps.run([str(path)], settings=settings)
    return settings.corpus.path


@pytest.fixture
def cli(corpus: Path) -> Cli:
    def call(*arguments: str, code: int = 0) -> Result:
        GLOBALS.flags = {}
        result = CliRunner().invoke(app, ["--corpus", str(corpus), *arguments])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == code, result.output
        return result

    return call


def test_a_release_from_beginning_to_end(cli: Cli, corpus: Path, tmp_path: Path) -> None:
    said = cli("release", "create", "2026.1", "--author", "Lopez, Ana", "--title", "Rain", "--text", "full").output
    assert "5 unique documents" in said
    made = json.loads(cli("release", "create", "2026.2", "--json").stdout)
    assert made["text"] == {"mode": "licence", "snippet_words": 40}
    assert "path" not in made["settings"]["corpus"]
    listed = json.loads(cli("release", "list", "--json").stdout)
    assert [row["name"] for row in listed] == ["2026.1", "2026.2"]
    assert "Rain" in cli("release", "list").stdout
    assert cli("release", "verify", "2026.1").stdout.strip() == "2026.1: whole"
    assert "5 of 5 texts are not given in full" in cli("release", "create", "2026.3", "--text", "none").output
    changed = json.loads(cli("release", "diff", "2026.1", "2026.2", "--json").stdout)
    assert changed["tables"]["passages"]["changed"] > 0
    assert changed["versions"]["text"][1]["mode"] == "licence"
    assert "changed: " in cli("release", "diff", "2026.1", "2026.2").stdout
    elsewhere = tmp_path / "out"
    cli("release", "create", "2026.1", "--to", str(elsewhere), "--text", "full")
    assert "hold the same rows" in cli("release", "diff", "2026.1", str(elsewhere)).stdout
    (elsewhere / "data" / "quotes.parquet").write_bytes(b"")
    assert "quotes.parquet has 0 bytes" in cli("release", "verify", str(elsewhere), code=4).stdout


def test_what_cannot_be_done_with_a_release(cli: Cli) -> None:
    with pytest.raises(InputError, match="cannot be called"):
        cli("release", "create", "a/b")
    with pytest.raises(InputError, match="no way to give texts"):
        cli("release", "create", "x", "--text", "half")
    with pytest.raises(CorpusError, match="no such release"):
        cli("release", "verify", "nowhere")
    with pytest.raises(InputError, match="no tag set"):
        cli("release", "create", "x", "--tagset", "zzzz")


def test_citations_in_every_format(cli: Cli, corpus: Path) -> None:
    with open_corpus(corpus) as opened:
        ids = [row["id"] for row in opened.sql("SELECT id FROM claims ORDER BY id LIMIT 2").to_pylist()]
        document = opened.sql("SELECT document FROM documents ORDER BY title").to_pylist()[0]["document"]
        spoken = opened.cite(ids[0]).footnote()
    notes = cli("cite", *ids, document).stdout.splitlines()
    assert notes[0] == spoken
    assert len(notes) == 3
    assert notes[2].startswith("“Article 0,” June 1, 2024; document ")
    assert cli("cite", *ids, "--format", "bibtex").stdout.count("@misc{") == 2
    items = json.loads(cli("cite", *ids, "-f", "csl").stdout)
    assert [item["custom"]["policynlp"]["id"] for item in items] == ids
    assert json.loads(cli("cite", ids[0], "--json").stdout)[0]["what"] == "figure"
    with pytest.raises(InputError, match="no format"):
        cli("cite", ids[0], "--format", "apa")
    with pytest.raises(InputError, match="nothing has an id"):
        cli("cite", "ffffffffffffffffffff")


def test_a_citation_from_a_release(cli: Cli, corpus: Path) -> None:
    cli("release", "create", "cited", "--text", "none")
    with open_corpus(corpus) as opened:
        wanted = opened.sql("SELECT id FROM claims ORDER BY id LIMIT 1").to_pylist()[0]["id"]
    assert ", release cited, tag set " in cli("cite", wanted, "--release", "cited").stdout


def test_a_release_in_the_place_of_a_corpus(cli: Cli, tmp_path: Path) -> None:
    out = tmp_path / "frozen"
    cli("release", "create", "frozen", "--to", str(out), "--text", "full")

    def front(*verb: str) -> str:
        return CliRunner().invoke(app, ["--corpus", str(out), *verb]).stdout

    count = ("query", "select count(*) as n from quotes", "--json")
    assert front(*count) == cli(*count).stdout
    for verb in ("quotes", "figures", "themes"):
        frozen, alive = json.loads(front(verb, "--json")), json.loads(cli(verb, "--json").stdout)
        assert frozen["rows"] == [public_row(row) for row in alive["rows"]]
        assert (frozen["provenance"]["release"], alive["provenance"]["release"]) == ("frozen", None)
    assert "quotes" in CliRunner().invoke(app, ["--corpus", str(out), "status"]).stdout
    with pytest.raises(InputError, match="no tables, index or history"):
        raise CliRunner().invoke(app, ["--corpus", str(out), "export", "quotes", str(tmp_path / "q.csv")]).exception
