"""What a run finds at each source is kept: numbers, reasons, status and moves of feeds and pages, in one process and in tasks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer

from policynlp import steps
from policynlp.corpus.reading import open_corpus
from policynlp.settings import Settings
from runs import settings_for

PARAGRAPH = (
    "The harbour council said on Monday that the new pier will be {n} metres long and cost less than was feared. "
    "Work begins in spring, once the ice is gone, and the fishing boats will move to the northern quay until then. "
)


@pytest.fixture
def site(httpserver: HTTPServer) -> HTTPServer:
    httpserver.no_handler_status_code = 404
    return httpserver


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return settings_for(tmp_path, fetch__allow_private=True, fetch__delay_s=0, fetch__retries=1)


def page(n: int, times: int = 4) -> str:
    return f"<html lang='en'><title>Pier {n}</title><article><h1>Pier {n}</h1><p>{PARAGRAPH.format(n=n) * times}</p></article>"


def feed(site: HTTPServer, *names: str, at: str = "/feed") -> str:
    items = "".join(f"<item><title>{n}</title><link>{site.url_for('/' + n)}</link></item>" for n in names)
    text = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour</title>{items}</channel></rss>'
    site.expect_oneshot_request(at).respond_with_data(text, content_type="application/rss+xml")
    return site.url_for(at)


def serve(site: HTTPServer, *numbers: int) -> None:
    for n in numbers:
        site.expect_request(f"/{n}").respond_with_data(page(n), content_type="text/html")


def ingest(settings: Settings, *sources: str, **options: Any) -> str:
    return steps.run(sources, settings=settings, stages=("ingest",), **options).run_id


def looks(settings: Settings, where: str = "true") -> list[dict[str, Any]]:
    with open_corpus(settings.corpus.path) as corpus:
        return corpus.sql(f"SELECT * FROM sources WHERE {where} ORDER BY looked_at, source").to_pylist()


def test_a_feed_that_goes_on_and_then_is_gone(site: HTTPServer, settings: Settings) -> None:
    serve(site, 1, 2, 3)
    url = feed(site, "1", "2", "lost")
    first = ingest(settings, url)
    feed(site, "2", "3")
    ingest(settings, url)
    site.expect_oneshot_request("/feed").respond_with_data("", status=410)
    ingest(settings, url)
    a, b, c = looks(settings)
    assert (a["source"], a["type"], a["run_id"], a["status"], a["complete"]) == (url, "feed", first, 200, True)
    assert (a["items"], a["new"], a["unchanged"], a["rejected"], a["rejects"]) == (3, 2, 0, 1, ["fetch_failed"])
    assert a["median_chars"] > 500
    assert a["languages"] == ["en"]
    assert (b["items"], b["new"], b["unchanged"], b["rejected"]) == (2, 1, 1, 0)
    assert (c["status"], c["failed"], c["items"], c["new"]) == (410, True, 0, 0)
    assert (c["succeeded_at"], c["new_at"]) == (b["looked_at"], b["looked_at"])
    assert [row["latest"] for row in (a, b, c)] == [False, False, True]
    with open_corpus(settings.corpus.path) as corpus:
        assert set(corpus.sql("SELECT source FROM rejects")["source"].to_pylist()) == {url}


@pytest.mark.parametrize(("status", "moved"), [(301, True), (308, True), (302, False), (307, False)])
def test_a_feed_that_moved_for_good_is_told_from_one_that_is_elsewhere_today(
    site: HTTPServer, settings: Settings, status: int, moved: bool
) -> None:
    serve(site, 1)
    site.expect_request("/old").respond_with_data("", status=status, headers={"Location": site.url_for("/new")})
    feed(site, "1", at="/new")
    ingest(settings, site.url_for("/old"))
    (row,) = looks(settings)
    assert row["moved_to"] == (site.url_for("/new") if moved else None)
    assert (row["status"], row["new"], row["failed"]) == (200, 1, False)


def test_a_page_of_its_own_answers_for_itself(site: HTTPServer, settings: Settings) -> None:
    serve(site, 1)
    ingest(settings, site.url_for("/1"))
    ingest(settings, site.url_for("/1"))
    site.clear()
    site.no_handler_status_code = 404
    ingest(settings, site.url_for("/1"))
    assert [(r["type"], r["status"], r["failed"], r["new"], r["unchanged"]) for r in looks(settings)][1:] == [
        ("page", 200, False, 0, 1),
        ("page", 404, True, 0, 0),
    ]


def test_a_folder_and_a_feed_side_by_side_and_a_limit(site: HTTPServer, settings: Settings, tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    for n in range(3):
        (texts / f"{n}.txt").write_text(PARAGRAPH.format(n=n) * 2)
    (texts / "3.txt").write_text("")
    serve(site, 7)
    ingest(settings, str(texts), feed(site, "7"))
    rows = {row["type"]: row for row in looks(settings)}
    assert (rows["folder"]["items"], rows["folder"]["new"], rows["folder"]["rejects"]) == (4, 3, ["empty"])
    assert rows["folder"]["source"] == str(texts)
    assert (rows["folder"]["status"], rows["feed"]["new"]) == (None, 1)
    cut = ingest(settings, str(texts), limit=2)
    (row,) = looks(settings, f"run_id = '{cut}'")
    assert (row["complete"], row["items"], row["unchanged"]) == (False, None, 2)  # not gone through to its end


def test_tasks_write_what_one_process_writes(site: HTTPServer, settings: Settings) -> None:
    serve(site, 1, 2, 3)
    small = settings.model_copy(update={"run": settings.run.model_copy(update={"batch_docs": 2})})
    with steps.Run(small, kind="ingest") as run:
        plans = steps.plan_ingest(run.context, [feed(site, "1", "2", "3", "gone")])
        assert len(plans) == 2
        for plan in [*plans, plans[0]]:  # a part that is done again, since its task was tried again, counts once
            steps.ingest_plan(run.context, plan)
    (row,) = looks(settings)
    assert (row["items"], row["complete"], row["status"], row["rejected"]) == (4, True, 200, 1)
    assert (row["new"], row["unchanged"]) == (3, 0)
