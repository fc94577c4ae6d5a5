"""`policynlp status` says it all: as JSON, as exit code for a monitor, as OpenMetrics that a parser reads."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from corpus_samples import make_document
from prometheus_client.openmetrics.parser import text_string_to_metric_families
from source_histories import NOW, look, usual, write
from typer.testing import CliRunner

from policynlp import steps
from policynlp.cli.app import app
from policynlp.corpus.search.index import refresh_index
from policynlp.corpus.store import Store
from policynlp.errors import InputError, Rejection
from policynlp.settings import Settings, load_settings


@pytest.fixture
def settings(store: Store) -> Settings:
    return load_settings({"corpus.path": store.path})


def status(store: Store, *options: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["--corpus", str(store.path), "status", *options], catch_exceptions=False)
    return result.exit_code, result.stdout


def test_the_state_says_it_all(store: Store, settings: Settings) -> None:
    refresh_index(store)
    late = make_document(9)
    left_out = [Rejection(uri="u", stage="ingest", reason="empty", what="nothing in it")] * 2
    store.commit_documents([late], left_out, run_id="run-2", fingerprints={})
    write(store, usual(3))
    state = json.loads(json.dumps(steps.corpus_state(settings, now=NOW)))
    assert state["counts"]["documents"] == 4
    assert state["hidden"]["untagged"] == 1
    assert state["rejects"] == {"total": 2, "by_reason": {"empty": 2}, "last_run": 0}
    assert state["index"]["behind"] == 1
    assert [(t["active"], t["complete"]) for t in state["tagsets"]] == [(True, False)]
    assert state["models"] == {"rules": "1"}
    assert [run["state"] for run in state["runs"]] == ["completed"]
    assert state["last_success"] == state["runs"][0]["finished_at"]
    assert state["labels"] is None
    assert [one["source"] for one in state["sources"]] == ["https://harbour.example/feed"]
    assert state["versions"]["policynlp"]
    assert state["bytes"]["tables"] > 0
    assert {"drift", "alarms", "checked_at", "path", "active"} <= state.keys()
    assert not store.path.with_name("corpus.labels.sqlite").exists()  # looking makes nothing


def test_labels_are_counted_where_there_are_any(store: Store, settings: Settings) -> None:
    steps.open_labels(settings).close()
    assert {row["layer"] for row in steps.corpus_state(settings)["labels"]["layers"]} == set(steps.LABEL_LAYERS)


def test_runs_whose_beginning_is_lost_are_runs_all_the_same(store: Store, settings: Settings) -> None:
    for run_id, how in (("run-2", "failed"), ("run-3", "completed")):
        store.finish_run(run_id, status=how, counts={}, seconds=1.0)
    state = steps.corpus_state(settings)
    assert state["runs_by_state"] == {"completed": 2, "failed": 1}
    assert state["alarms"] == []  # what failed went well later
    assert all(run["started_at"] for run in state["runs"])


def test_check_is_for_monitors(store: Store) -> None:
    assert status(store, "--check") == (0, "Nothing is wrong.\n")
    store.begin_run("run-2", kind="run", tagset="", settings_json="{}", backend="local")
    store.finish_run("run-2", status="failed", counts={}, seconds=2.0)
    code, said = status(store, "--check")
    assert code == 1
    assert "run_failed" in said
    assert "run-2" in said
    assert status(store)[0] == 0  # only who asks for a verdict gets one
    code, said = status(store, "--check", "--json")
    assert (code, json.loads(said)["alarms"][0]["kind"]) == (1, "run_failed")


def test_a_page_for_people_names_sources_and_alarms(store: Store) -> None:
    now = datetime.now(UTC)
    write(
        store,
        {now - timedelta(days=n): look(new=3, moved_to="https://b.example/") for n in range(4)},
        source="https://a.example/",
    )
    _, said = status(store)
    assert "https://a.example/" in said
    assert "moved" in said
    assert "b.example" in said


def test_metrics_are_read_by_the_parser(store: Store, settings: Settings, tmp_path: Path) -> None:
    write(store, usual(3), source='https://a.example/?q="x"\\y\nz')
    store.begin_run("run-2", kind="run", tagset="", settings_json="{}", backend="local")
    counts = {"documents": 1}
    store.finish_run("run-2", status="incomplete", counts=counts, seconds=5.0, stages={"ingest": 1.5, "tag": 3.5})
    left_out = Rejection(uri="u", stage="ingest", reason="empty", what="nothing in it")
    store.commit_documents([], [left_out], run_id="run-2", fingerprints={})
    path = tmp_path / "deep" / "policynlp.prom"
    assert status(store, "--metrics", str(path))[0] == 0
    steps.write_metrics(steps.corpus_state(settings, now=NOW), path)
    assert [p.name for p in path.parent.iterdir()] == [path.name]
    with pytest.raises(InputError, match="cannot be written"):
        steps.write_metrics(steps.corpus_state(settings, now=NOW), path / "below-a-file.prom")
    families = {f.name: f for f in text_string_to_metric_families(path.read_text())}
    samples = {(s.name, *sorted(s.labels.items())): s.value for f in families.values() for s in f.samples}
    assert samples["policynlp_documents", ("state", "shown")] == 3
    assert samples["policynlp_annotations", ("layer", "quotes")] == 3
    assert samples["policynlp_rejects_total", ("reason", "empty")] == 1
    assert samples["policynlp_runs_total", ("state", "incomplete")] == 1
    assert samples["policynlp_last_run_duration_seconds", ("stage", "tag")] == 3.5
    assert samples["policynlp_source_items", ("source", 'https://a.example/?q="x"\\y\nz')] == 30
    assert samples["policynlp_alarms", ("kind", "silent")] == 0
    assert families["policynlp_rejects"].type == "counter"
    assert families["policynlp_disk_bytes"].unit == "bytes"
    assert 0 <= time.time() - samples["policynlp_last_success_timestamp_seconds",] < 600
    assert all(name.startswith("policynlp_") and family.documentation for name, family in families.items())
