"""The first page says what is wrong, how the sources are and what drifts; `/metrics` tells it to Prometheus, with times of requests."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from prometheus_client.openmetrics.parser import text_string_to_metric_families
from starlette.testclient import TestClient

from policynlp.corpus.store import Store
from policynlp.web import watching
from web_client import client_of

HOSTILE = "https://a.example/<b>feed</b>"


def look(days_ago: float, **found: Any) -> dict[str, Any]:
    row = {
        "source": HOSTILE,
        "looked_at": datetime.now(UTC) - timedelta(days=days_ago),
        "looked": True,
        "type": "feed",
        "items": 20,
    }
    filled = {"documents": [], "chars": [], "languages": [], "revisions": 0, "unchanged": 20, "rejects": [], "status": 200}
    return row | filled | found


def write(corpus: Path, *looks: dict[str, Any]) -> None:
    with Store.open(corpus) as store:
        for n, row in enumerate(looks):
            store.record_sources([row], run_id=f"run-{n}-{row['looked_at']:%H%M%S%f}", part="all")


def samples_of(client: TestClient) -> dict[tuple[Any, ...], float]:
    answer = client.get("/metrics")
    assert answer.headers["content-type"] == "application/openmetrics-text; version=1.0.0; charset=utf-8"
    families = text_string_to_metric_families(answer.text)
    return {(s.name, *sorted(s.labels.items())): s.value for family in families for s in family.samples}


def test_alarms_and_sources_stand_on_the_first_page(corpus: Path) -> None:
    write(corpus, look(2), look(1, moved_to="https://b.example/"))
    with client_of(corpus) as client:
        found = client.get("/api/overview").json()
        assert [alarm["kind"] for alarm in found["alarms"]] == ["moved"]
        sources = {row["source"]: row for row in found["tables"]["sources"]["rows"]}
        assert sources[HOSTILE]["alarms"] == ["moved"]
        assert {"recent", "recent_low", "p"} <= found["tables"]["drift"]["rows"][0].keys()
        assert {row["measure"] for row in found["plots"]["weeks"]["rows"]} >= {"quotes", "claims", "unknown_words"}
        page = client.get("/").text
        box = re.search(r'<section class="block alarms".*?</section>', page, re.DOTALL)
        assert box
        assert "1 alarm" in box[0]
        assert "https://b.example/" in box[0]
        assert "<b>feed</b>" not in page
        csv = client.get("/api/overview", params={"format": "csv", "table": "sources"}).text
        assert csv.splitlines()[0].startswith("source,type,state")


def test_every_table_and_plot_of_the_first_page_has_sql_that_gives_its_figures(corpus: Path) -> None:
    write(
        corpus,
        look(40, chars=[10], languages=["en"], documents=["a"]),
        look(2, chars=[30, 51], languages=["en", "en"], documents=["b", "c"]),
        look(1, moved_to="x"),
    )
    write(corpus, look(0.5, source="s2", looked=False, reason="broken", status=None), look(0.6, source="s2", rejects=["empty"]))
    with client_of(corpus) as client:
        found = client.get("/api/overview").json()
        page = client.get("/").text
        for part in (*found["tables"].items(), *found["plots"].items()):
            name, shown = part
            assert shown["sql"], name
            rows = client.get("/api/sql", params={"q": shown["sql"]}).json()["tables"]["result"]["rows"]
            if shown["rows"]:
                assert "<summary>SQL</summary>" in page.split(f'id="{name}">')[1].split('class="block')[0], name
                assert rows, name
        for name, keys in (("sources", ("source",)), ("drift", ("measure",)), ("weeks", ("measure", "week"))):
            part = found["tables"].get(name) or found["plots"][name]
            rows = client.get("/api/sql", params={"q": part["sql"]}).json()["tables"]["result"]["rows"]
            told = {tuple(row[key] for key in keys): row for row in rows}
            assert part["rows"]
            for row in part["rows"]:
                same = told[tuple(row[key] for key in keys)]
                for column in same.keys() & row.keys():
                    here, there = (
                        datetime.fromisoformat(one[column]) if column.endswith("_at") and one[column] else one[column]
                        for one in (same, row)
                    )
                    assert here == (pytest.approx(there) if isinstance(there, float) else there), (name, column)


def test_a_corpus_without_alarms_has_no_box(client: TestClient) -> None:
    assert client.get("/api/overview").json()["alarms"] == []
    assert 'id="alarms"' not in client.get("/").text


def test_the_page_changes_with_time_alone(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with client_of(corpus) as client:
        tag = client.get("/api/overview").headers["etag"]
        now = watching.time.time()
        monkeypatch.setattr(watching.time, "time", lambda: now + 2 * watching.TICK_S)
        answer = client.get("/api/overview", headers={"If-None-Match": tag})
        assert answer.status_code == 200
        assert client.get("/api/overview", headers={"If-None-Match": answer.headers["etag"]}).status_code == 304


def test_metrics_tell_of_corpus_and_server(corpus: Path) -> None:
    write(corpus, look(1))
    with client_of(corpus) as client:
        for path in ("/search?q=grain", "/search?q=water", "/nothing", "/static/style.css"):
            client.get(path)
        found = samples_of(client)
    assert found["policynlp_documents", ("state", "shown")] > 0
    assert found["policynlp_source_items", ("source", HOSTILE)] == 20
    assert found["policynlp_alarms", ("kind", "moved")] == 0
    count = "policynlp_http_request_duration_seconds_count"
    get = ("method", "GET")
    assert found[count, get, ("route", "/search"), ("status", "200")] == 2
    assert found[count, get, ("route", "/static"), ("status", "200")] == 1
    assert found[count, get, ("route", "none"), ("status", "404")] == 1
    seconds = found["policynlp_http_request_duration_seconds_sum", get, ("route", "/search"), ("status", "200")]
    assert 0 < seconds < 60


def test_each_application_counts_for_itself(corpus: Path) -> None:
    with client_of(corpus) as client:
        client.get("/search?q=grain")
        assert any("/search" in str(key) for key in samples_of(client))
    with client_of(corpus) as client:
        assert not any("/search" in str(key) for key in samples_of(client))


def test_strangers_are_not_told_of_sources(corpus: Path) -> None:
    write(corpus, look(1, moved_to="https://b.example/"))
    with client_of(corpus, web__host="0.0.0.0", web__token="hidden") as client:
        told = client.get("/api/overview").json()
        assert told["alarms"] == told["tables"]["sources"]["rows"] == []
        assert "a.example" not in client.get("/").text
        assert client.get("/metrics").status_code == 403
        mine = {"Authorization": "Bearer hidden"}
        assert [a["kind"] for a in client.get("/api/overview", headers=mine).json()["alarms"]] == ["moved"]
        assert "policynlp_alarms" in client.get("/metrics", headers=mine).text
