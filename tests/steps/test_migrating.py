"""A corpus of the previous version, kept from it: refused, brought to this version, queried, and run over."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import tarfile
import time
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from policynlp import steps
from policynlp.cli.app import app
from policynlp.corpus.durable import read_sums
from policynlp.corpus.reading import open_corpus
from policynlp.corpus.schema import FORMAT_VERSION, SCHEMA_VERSIONS
from policynlp.corpus.store import Store
from policynlp.corpus.upkeep import check
from policynlp.errors import CorpusError
from policynlp.labels.accounts import accounts
from policynlp.labels.decisions import Decision, decisions
from policynlp.labels.recording import record
from policynlp.labels.units import units
from policynlp.link.decisions import Decision as IdentityDecision
from policynlp.settings import Settings
from runs import rows_of, settings_for

KEPT = Path(__file__).parents[1] / "data" / "previous" / "corpus.tar.gz"
VIEWS = (
    "documents",
    "passages",
    "entities",
    "people",
    "quotes",
    "claims",
    "themes",
    "links",
    "identities",
    "rejects",
    "runs",
    "tagsets",
)
NAME = "Priya S. Raghunathan"


@pytest.fixture
def older(tmp_path: Path) -> Settings:
    """Settings of a fresh copy of the kept corpus."""
    with tarfile.open(KEPT) as tar:
        tar.extractall(tmp_path, filter="data")
    return settings_for(tmp_path)


def marker(settings: Settings) -> dict[str, Any]:
    return json.loads((settings.corpus.path / "corpus.json").read_text(encoding="utf-8"))


def test_every_verb_refuses_it_and_says_what_to_do(older: Settings) -> None:
    before = marker(older)
    for open_it in (
        lambda: open_corpus(older.corpus.path),
        lambda: steps.run(["x"], settings=older),
        lambda: steps.models_state(older),
    ):
        with pytest.raises(CorpusError, match=r"earlier version \(.*identities.*themes\).*`policynlp migrate`") as caught:
            open_it()
        assert caught.value.exit_code == 4
    assert marker(older) == before


def test_a_dry_run_says_what_is_due_and_does_nothing(older: Settings) -> None:
    files = {path: path.read_bytes() for path in older.corpus.path.rglob("*") if path.is_file()}
    found = steps.migrate(older, dry_run=True)
    assert [change["name"] for change in found.changes] == ["columns", "identities", "sums"]
    assert found.labels == ("0001", "0003")
    assert {path: path.read_bytes() for path in older.corpus.path.rglob("*") if path.is_file()} == files


def test_what_was_in_it_is_in_it_and_it_goes_on(older: Settings, root: Path) -> None:
    with Store.open(older.corpus.path, older=True) as store:
        tagset = store.require_active()
        stored = store.identity_rows(tagset=tagset)
        tags = [t.as_dict() for t in store.load_tags()]
        documents = list(store.load_documents())
    steps.migrate(older)
    assert marker(older) == {"format": FORMAT_VERSION, "schemas": SCHEMA_VERSIONS}
    with Store.open(older.corpus.path) as store:
        assert check(store) == []
        assert list(store.load_documents()) == documents
        assert [t.as_dict() for t in store.load_tags()] == tags
        now = store.identity_rows(tagset=tagset)
        assert {key: (row["identity"], row["name"]) for key, row in now.items()} == {
            key: (row["identity"], row["name"]) for key, row in stored.items()
        }
        renamed = [row for row in now.values() if row["name"] == NAME]
        assert {row["automatic_name"] for row in renamed} == {"Priya Raghunathan"}
        assert all(row["automatic"] for row in now.values())
        for name in store.tables.schemas:
            assert set(store.tables.files(name)) <= read_sums(store.tables.folder / name).keys()
    with open_corpus(older.corpus.path) as corpus:
        for view in VIEWS:
            assert corpus.sql(f"select * from {view}") is not None
        counts = {view: corpus.sql(f"select count(*) as n from {view}").to_pylist()[0]["n"] for view in VIEWS}
        assert min(counts[view] for view in ("documents", "quotes", "claims", "themes", "links", "identities")) > 0
    assert steps.migrate(older).nothing
    result = steps.run([str(root / "corpus" / "samples" / "northmark-communique.html")], settings=older)
    assert result.counts["documents"] == 1
    assert result.counts["tagged"] == 3  # into the tag set of this version, all of them
    assert set(rows_of(older.corpus.path)) >= {"quotes_all"}
    with open_corpus(older.corpus.path) as corpus:
        names = corpus.sql("select distinct identity_name as n from quotes where identity = 'person:priya-raghunathan'")
        assert names["n"].to_pylist() == [NAME]


def test_decisions_of_before_can_be_taken_back(older: Settings) -> None:
    steps.migrate(older)
    effect = steps.decide_identity(older, IdentityDecision(action="undo", decision="d1", who="B", when="", why="wrong"))
    assert effect.entities > 0
    with Store.open(older.corpus.path) as store:
        names = {row["name"] for row in store.identity_rows(tagset=store.require_active()).values()}
    assert NAME not in names
    assert "Priya Raghunathan" in names


def test_labels_know_what_this_version_says(older: Settings) -> None:
    database = older.corpus.path.with_name("corpus.labels.sqlite")
    with sqlite3.connect(database) as connection:  # one that takes another back: the table points to itself
        names = "unit, account, at, action, target, shown, adjudicates, guideline, note"
        connection.execute(f"INSERT INTO decisions (key, undoes, {names}) SELECT 'u', 1, {names} FROM decisions WHERE seq = 1")
    steps.migrate(older)
    with steps.open_labels(older) as labels:
        kept = decisions(labels, standing=False)
        assert [d.key for d in kept] == ["k0", "k1", "u"]
        record(labels, accounts(labels)[0], Decision(key="c", unit=units(labels)[0].id, action="complete"))
    with sqlite3.connect(database) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        with pytest.raises(sqlite3.IntegrityError, match="never overwritten"):
            connection.execute("UPDATE decisions SET action = 'reject'")


def test_a_corpus_of_a_later_version_asks_for_a_later_program(older: Settings) -> None:
    body = marker(older)
    body["schemas"]["themes"] = SCHEMA_VERSIONS["themes"] + 1
    (older.corpus.path / "corpus.json").write_text(json.dumps(body), encoding="utf-8")
    for call in (lambda: steps.migrate(older), lambda: open_corpus(older.corpus.path)):
        with pytest.raises(CorpusError, match=r"newer version \(themes\).*later policynlp"):
            call()


@pytest.mark.crash
@pytest.mark.slow
@pytest.mark.parametrize("delay_s", [0.0, 0.15, 0.3, 0.45, 0.6, 0.8])
def test_killed_at_any_moment_it_goes_on(older: Settings, delay_s: float) -> None:
    code = (
        "import sys; from policynlp import steps; from policynlp.settings import load_settings\n"
        "import policynlp.steps.migrating\n"
        "print('go', flush=True); steps.migrate(load_settings({'corpus.path': sys.argv[1]}))"
    )
    process = subprocess.Popen([sys.executable, "-c", code, str(older.corpus.path)], stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(delay_s)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()
    steps.migrate(older)
    assert steps.migrate(older).nothing
    with Store.open(older.corpus.path) as store:
        assert check(store) == []
        rows = store.identity_rows(tagset=store.require_active()).values()
        assert all(row["automatic"] for row in rows)
        assert sum(row["name"] == NAME for row in rows) == 2


def test_the_verb_says_what_it_did(older: Settings) -> None:
    run, corpus = CliRunner().invoke, ["--corpus", str(older.corpus.path)]
    refused = subprocess.run(
        [sys.executable, "-m", "policynlp", *corpus, "status"], capture_output=True, text=True, check=False
    )
    assert refused.returncode == 4
    assert "policynlp migrate" in refused.stderr
    said = run(app, [*corpus, "migrate", "--dry-run"])
    assert "Nothing was changed" in said.output
    said = run(app, [*corpus, "migrate"])
    assert "labels: from revision 0001 to 0003" in said.output
    assert "are of this version." in run(app, [*corpus, "migrate"]).output
