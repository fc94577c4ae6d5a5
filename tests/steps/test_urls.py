"""Pages, feeds and failures over HTTP, from address to corpus."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from policynlp import steps
from policynlp.corpus.reading import open_corpus
from policynlp.settings import Settings
from runs import ARTICLES, settings_for

PAGE = """<html lang="en"><head><title>Maize harvest grows</title>
<meta property="article:published_time" content="2024-06-01T08:00:00+02:00"></head>
<body><nav><a href="/">Home</a></nav><article><h1>Maize harvest grows</h1>{paragraphs}</article>
<footer>Copyright 2024 The Tamora Courier. All rights reserved.</footer></body></html>"""
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Courier</title><link>{base}/</link><description>d</description>
<item><title>Maize harvest grows</title><link>{base}/maize</link><pubDate>Sat, 01 Jun 2024 06:00:00 GMT</pubDate></item>
<item><title>Gone</title><link>{base}/gone</link></item></channel></rss>"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """May ask loopback, and does not wait."""
    return settings_for(tmp_path, fetch__allow_private=True, fetch__delay_s=0, fetch__retries=1)


@pytest.fixture
def site(httpserver: HTTPServer) -> HTTPServer:
    """A page with an ETag, a feed that names it and one that is gone."""
    page = PAGE.format(paragraphs="".join(f"<p>{text}</p>" for text in ARTICLES))

    def maize(request: Request) -> Response:
        if request.headers.get("If-None-Match") == '"v1"':
            return Response(status=304)
        return Response(page, headers={"ETag": '"v1"'}, content_type="text/html; charset=utf-8")

    httpserver.expect_request("/maize").respond_with_handler(maize)
    httpserver.expect_request("/gone").respond_with_data("gone", status=404)
    httpserver.expect_request("/feed.xml").respond_with_data(
        FEED.format(base=httpserver.url_for("")), content_type="application/rss+xml"
    )
    httpserver.expect_request("/robots.txt").respond_with_data("User-agent: *\nDisallow: /secret\n", content_type="text/plain")
    return httpserver


def test_a_feed_fills_the_corpus_and_what_fails_is_a_reject(site: HTTPServer, settings: Settings) -> None:
    result = steps.run([site.url_for("/feed.xml"), site.url_for("/secret")], settings=settings)
    assert result.counts["documents"] == 1
    assert result.counts["rejected"] == 2
    with open_corpus(settings.corpus.path) as corpus:
        row = corpus.sql("select title, published, uri, bytes_sha256, extraction from documents").to_pylist()[0]
        reasons = corpus.sql("select reason from rejects order by reason")["reason"].to_pylist()
        kept = corpus.store.get_bytes(row["bytes_sha256"])
    assert row["title"] == "Maize harvest grows"
    assert row["published"].startswith("2024-06-01")
    assert "trafilatura" in row["extraction"]
    assert b"<article>" in kept
    assert reasons == ["fetch_failed", "not_allowed"]


def test_a_page_that_did_not_change_is_not_read_again(site: HTTPServer, settings: Settings) -> None:
    url = site.url_for("/maize")
    assert steps.run([url], settings=settings).counts["documents"] == 1
    second = steps.run([url], settings=settings)
    assert second.counts["unchanged"] == 1
    assert not second.counts.get("documents")
    statuses = [response.status_code for request, response in site.log if request.path == "/maize"]
    assert statuses[-1] == 304
