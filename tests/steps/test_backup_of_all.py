"""Corpus and labels together: the restored corpus gives the same answers, and goes on."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from policynlp import steps
from policynlp.cli.app import app
from policynlp.corpus.search.request import request_from
from policynlp.errors import CorpusError, InputError
from policynlp.labels.accounts import create_account
from policynlp.labels.decisions import Decision, decisions
from policynlp.labels.recording import record
from policynlp.labels.units import units
from runs import rows_of, settings_for


def test_a_restored_corpus_gives_the_same_answers(rows_file: Path, tmp_path: Path) -> None:
    settings = settings_for(tmp_path)
    steps.run([str(rows_file)], settings=settings)
    steps.fill_queue(settings, layer="quotes", n=5)
    with steps.open_labels(settings) as labels:
        ana = create_account(labels, "ana", role="annotator", by="test")
        unit = units(labels)[0]
        record(labels, ana, Decision(key="k", unit=unit.id, action="complete"))
        decided = decisions(labels, standing=False)
    taken = steps.back_up(settings, tmp_path / "backups")
    assert taken.labels
    found = list(steps.search_all(settings, request_from("ministry")))
    assert found
    elsewhere = settings_for(tmp_path / "elsewhere")
    steps.restore(elsewhere, tmp_path / "backups")
    assert rows_of(elsewhere.corpus.path) == rows_of(settings.corpus.path)
    assert list(steps.search_all(elsewhere, request_from("ministry"))) == found
    with steps.open_labels(elsewhere) as labels:
        assert decisions(labels, standing=False) == decided
        assert units(labels)
    again = steps.run([str(rows_file)], settings=elsewhere)
    assert not again.counts.get("documents")
    with pytest.raises(CorpusError, match="something at this place"):
        steps.restore(elsewhere, tmp_path / "backups")
    bare = settings_for(tmp_path / "bare")
    with steps.open_labels(bare) as labels:
        create_account(labels, "ben", role="annotator", by="test")
    with pytest.raises(InputError, match="label database already"):
        steps.restore(bare, tmp_path / "backups")
    assert not bare.corpus.path.exists()
    assert not steps.restore(bare, tmp_path / "backups", labels=False).labels


def test_the_verbs_say_what_they_did(rows_file: Path, tmp_path: Path) -> None:
    corpus, run = str(tmp_path / "corpus"), CliRunner().invoke
    assert run(app, ["--corpus", corpus, "ingest", str(rows_file), "--quiet"]).exit_code == 0
    said = run(app, ["--corpus", corpus, "backup", str(tmp_path / "b")])
    assert said.exit_code == 0, said.output
    assert "no labels yet" in said.output
    said = run(app, ["backup", "verify", str(tmp_path / "b")])
    assert (said.exit_code, "whole" in said.output) == (0, True)
    said = run(app, ["--corpus", str(tmp_path / "new"), "restore", str(tmp_path / "b")])
    assert (said.exit_code, "without labels" in said.output) == (0, True)
    for path in (tmp_path / "b" / "objects").rglob("*"):
        if path.is_file() and b"parquet" not in path.read_bytes() and b"schemas" in path.read_bytes():
            path.write_bytes(b"{}")
    said = run(app, ["backup", "verify", str(tmp_path / "b")])
    assert said.exit_code == 4
    assert "corpus/corpus.json" in said.output
