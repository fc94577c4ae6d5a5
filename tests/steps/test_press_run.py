"""A run over exports of press databases: what is new, known, repeated and damaged, and what the summary says of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.ingest.factiva_exports import factiva_html, factiva_rtf
from tests.ingest.press_samples import samples
from typer.testing import CliRunner

from policynlp import steps
from policynlp.cli.app import app
from policynlp.corpus.store import Store
from policynlp.corpus.views import Views
from policynlp.settings import load_settings


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_run_counts_articles_and_a_second_export_brings_only_what_is_new() -> None:
    written = samples(6)
    repeat = samples(1)[0]
    repeat.number = 99
    Path("first.html").write_bytes(factiva_html([*written[:4], repeat]))
    Path("second.rtf").write_bytes(factiva_rtf(written[2:]))
    written[5].body = ()
    Path("damaged.html").write_bytes(factiva_html(written[5:]))
    settings = load_settings()
    stages = steps.chosen_stages("ingest")
    first = steps.run(["first.html"], settings=settings, stages=stages)
    assert first.counts["documents"] == 5
    assert first.counts["duplicates"] == 1
    assert (first.counts["files of Factiva"], first.counts["articles of Factiva"]) == (1, 5)
    second = steps.run(["second.rtf", "damaged.html"], settings=settings, stages=stages)
    assert (second.counts["documents"], second.counts["unchanged"], second.counts["rejected"]) == (2, 2, 1)
    assert "revisions" not in second.counts or not second.counts["revisions"]
    with Store.open(settings.corpus.path) as store, Views(store) as views:
        rows = views.query("select title, publisher, licence, metadata from documents order by published_date").to_pylist()
        rejects = views.query("select uri, what from rejects").to_pylist()
    assert len(rows) == 6
    assert {row["licence"] for row in rows} == {"all rights reserved"}
    assert "HARBC" in str(rows[0]["metadata"])
    assert rejects[0]["uri"] == "damaged.html#1"


def test_the_summary_says_what_the_files_were() -> None:
    Path("press.html").write_bytes(factiva_html(samples(2)))
    done = CliRunner().invoke(app, ["ingest", "press.html"])
    assert done.exit_code == 0, done.output
    assert "1 file, 2 articles of Factiva" in done.output


def test_the_summary_says_which_columns_were_taken() -> None:
    text = (
        "The council of the port said on Monday that the ferries would run again from June, after the harbour had been dredged."
    )
    Path("articles.csv").write_text(f'"","body","newspaper"\n"1","{text}","Northern Post"\n', encoding="utf-8")
    done = CliRunner().invoke(app, ["ingest", "articles.csv"])
    assert done.exit_code == 0, done.output
    assert "1 row of articles.csv: text from 'body', outlet from 'newspaper'" in " ".join(done.output.split())
