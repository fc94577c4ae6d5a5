"""What is wrong is told once, by the run that finds it, and stands in its report; a run that was killed is known as dead."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from source_histories import look, write
from werkzeug import Request, Response

from policynlp import steps
from policynlp.corpus.locks import lock
from policynlp.corpus.store import Store
from policynlp.settings import Settings
from policynlp.steps.operating import corpus_health
from policynlp.steps.telling import TOLD
from policynlp.steps.turns import alive_lock
from runs import settings_for

FEED = "https://a.example/feed|x"


@pytest.fixture
def posted(httpserver: HTTPServer) -> list[dict[str, Any]]:
    bodies: list[dict[str, Any]] = []

    def take(request: Request) -> Response:
        bodies.append(request.get_json())
        return Response("ok")

    httpserver.expect_request("/hook", method="POST").respond_with_handler(take)
    return bodies


@pytest.fixture
def settings(httpserver: HTTPServer, tmp_path: Path) -> Settings:
    (tmp_path / "a.txt").write_text("The harbour council met on Monday and decided to build the new pier.")
    return settings_for(tmp_path, alerts__webhook=httpserver.url_for("/hook"), alerts__allow_private=True)


def days_ago(days: float) -> datetime:
    return datetime.now(UTC) - timedelta(days=days)


def test_each_alarm_is_told_once_and_again_when_it_comes_back(
    settings: Settings, posted: list[dict[str, Any]], tmp_path: Path
) -> None:
    def run() -> str:
        report = steps.run([str(tmp_path / "a.txt")], settings=settings, stages=["ingest"]).report
        assert report is not None
        return report.read_text(encoding="utf-8")

    moved = {"moved_to": "https://b.example/"}
    with Store.create(settings.corpus.path) as store:
        write(store, {days_ago(2): look(), days_ago(1): look(**moved)}, source=FEED)
    first, second = run(), run()
    (told,) = posted
    assert (told["kind"], told["details"]["key"], told["details"]["kind"]) == ("moved", f"moved {FEED}", "moved")
    assert "https://b.example/" in told["message"]
    for report in (first, second):
        assert "## Alarms" in report
        assert "| moved | https://a.example/feed\\|x |" in report
        assert "## Sources" in report
        assert "a.txt | file | 1 |" in report
    with Store.open(settings.corpus.path) as store:
        write(store, {days_ago(0.5): look()}, source=FEED)
    assert "## Alarms" not in run()
    assert json.loads((settings.corpus.path / "runs" / TOLD).read_text()) == []
    with Store.open(settings.corpus.path) as store:
        write(store, {days_ago(0.2): look(**moved)}, source=FEED)
    run()
    assert len(posted) == 2


def test_a_run_that_was_killed_is_known_by_its_lock(empty: Store) -> None:
    for run_id in ("20260101T000000Z-aaaa", "20260101T000000Z-bbbb"):
        empty.begin_run(run_id, kind="run", tagset="", settings_json="{}", backend="local")
        with lock(alive_lock(empty.place, run_id)):
            pass
    with lock(alive_lock(empty.place, "20260101T000000Z-bbbb")):
        found = corpus_health(empty)
    assert {run["run_id"][-4:]: run["state"] for run in found.runs} == {"aaaa": "died", "bbbb": "running"}
    assert [(a.kind, a.about[-4:]) for a in found.alarms] == [("run_died", "aaaa")]
