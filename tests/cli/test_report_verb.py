"""`policynlp report` as a person or a script uses it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from policynlp import report, steps
from policynlp.cli.app import app
from policynlp.cli.options import GLOBALS
from policynlp.corpus.reading import open_corpus
from policynlp.errors import InputError, PolicyNLPError
from policynlp.steps.brief import find_document
from runs import ARTICLES, settings_for

Cli = Callable[..., Result]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five articles, the last of them twice."""
    folder = tmp_path_factory.mktemp("report")
    path = folder / "articles.jsonl"
    texts = [*ARTICLES, ARTICLES[-1]]
    rows = [{"id": f"a{i}", "text": t, "title": f"Article {i}", "date": f"2024-06-0{i + 1}"} for i, t in enumerate(texts)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    settings = settings_for(folder, ingest__title_col="title")
    steps.run([str(path)], settings=settings)
    return settings.corpus.path


@pytest.fixture
def cli(corpus: Path) -> Cli:
    """Calls the command line on that corpus."""

    def call(*arguments: str) -> Result:
        GLOBALS.flags = {}
        result = CliRunner().invoke(app, ["--corpus", str(corpus), *arguments])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return call


def test_it_writes_a_page_and_says_where(cli: Cli, tmp_path: Path) -> None:
    out = tmp_path / "folder" / "brief.html"
    assert str(out) in cli("report", "Article 0", "--out", str(out)).stderr
    page = out.read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert "Ngozi Abara" in page
    assert list(out.parent.iterdir()) == [out]


def test_texts_are_shown_as_licences_allow_under_the_name_that_exports_have_for_it(cli: Cli) -> None:
    asked = "report", "Article 0", "--table", "figures"
    assert cli(*asked, "--text", "licence").stdout == cli(*asked).stdout
    with pytest.raises(InputError, match="no way 'all'"):
        cli(*asked, "--text", "all")


def test_json_tells_the_same(cli: Cli) -> None:
    told = json.loads(cli("report", "Article 0", "--json").stdout)
    assert (told["kind"], told["schema"]) == ("article", 1)
    assert [v["name"] for v in told["voices"]["voices"]] == ["Ngozi Abara"]
    assert any("3.1 million" in f["text"] for f in told["findings"] if f["topic"] == "movements")
    assert told["limits"]["compared"] == 4
    assert told["limits"]["repeated"] == 1


def test_a_text_that_repeats_another_is_not_confirmed_by_it(cli: Cli) -> None:
    told = json.loads(cli("report", "Article 5", "--json").stdout)
    assert told["limits"]["compared"] == 4
    assert {f["standing"] for f in told["figures"]} == {"alone"}
    assert told["echoes"] == []


def test_a_name_that_nothing_or_too_much_goes_by(cli: Cli) -> None:
    with pytest.raises(InputError, match="no document goes by this name"):
        cli("report", "zebra")
    with pytest.raises(InputError, match="several documents go by this name"):
        cli("report", "article")


def test_a_name_of_a_text_and_its_repeats_means_the_text(tmp_path: Path) -> None:
    rows = [{"id": name, "text": ARTICLES[0], "title": "One title", "date": "2024-06-01"} for name in ("first", "again")]
    (tmp_path / "two.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    settings = settings_for(tmp_path, ingest__title_col="title")
    steps.run([str(tmp_path / "two.jsonl")], settings=settings)
    with open_corpus(settings.corpus.path) as opened:
        (repeat,) = opened.sql("SELECT duplicate_of FROM documents_all WHERE duplicate_of IS NOT NULL").to_pylist()
        assert find_document(opened, "one title") == repeat["duplicate_of"]


def test_without_a_document_the_brief_is_on_the_corpus(cli: Cli, tmp_path: Path) -> None:
    out = tmp_path / "corpus.html"
    cli("report", "--out", str(out), "--quiet")
    assert "Brief on a corpus" in out.read_text(encoding="utf-8")
    told = json.loads(cli("report", "--json").stdout)
    assert (told["kind"], told["texts"], told["repeated"]) == ("corpus", 5, 1)


def test_texts_can_be_left_out_and_a_wrong_way_is_named(cli: Cli, tmp_path: Path) -> None:
    out = tmp_path / "brief.html"
    cli("report", "Article 0", "--out", str(out), "--text", "none")
    assert "came at the right time" not in out.read_text(encoding="utf-8")
    with pytest.raises(InputError, match="no way 'half' to show texts"):
        cli("report", "Article 0", "--text", "half")


def test_without_chromium_nothing_is_written_and_the_message_helps(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "brief.html"
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PolicyNLPError, match=r"a PDF needs Chromium.*open the HTML file in any browser"):
        cli("report", "Article 0", "--out", str(out), "--pdf")
    with pytest.raises(InputError, match="there is no such program"):
        cli("report", "Article 0", "--out", str(out), "--pdf", "--browser", str(tmp_path / "none"))
    assert not out.exists()


def test_a_browser_that_prints_nothing_is_an_error(tmp_path: Path) -> None:
    fake = tmp_path / "chromium"
    fake.write_text("#!/bin/sh\necho 'no display' >&2\nexit 1\n")
    fake.chmod(0o755)
    page = tmp_path / "brief.html"
    page.write_text("<p>x</p>")
    with pytest.raises(PolicyNLPError, match="made no PDF: no display"):
        report.print_pdf(page, tmp_path / "brief.pdf", browser=fake)
    assert not (tmp_path / "brief.pdf").exists()
