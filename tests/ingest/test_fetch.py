from __future__ import annotations

import gzip
import socketserver
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from network import MakeFetcher, StandingClock
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from policynlp.errors import Rejected
from policynlp.ingest import transport
from policynlp.ingest.addresses import refusal
from policynlp.ingest.exchange import _retry_after_s
from policynlp.ingest.fetch import Fetched, Fetcher, NotModified, Validators
from policynlp.settings import load_settings


def reason_of(fetcher: Fetcher, url: str) -> tuple[str, str]:
    with pytest.raises(Rejected) as caught:
        fetcher.fetch(url)
    assert caught.value.hint
    return caught.value.reason, caught.value.what


def got(fetcher: Fetcher, url: str) -> Fetched:
    answer = fetcher.fetch(url)
    assert isinstance(answer, Fetched)
    return answer


def paths(server: HTTPServer) -> list[str]:
    return [request.path for request, _ in server.log]


def test_a_page_comes_with_what_is_known_of_it(site: HTTPServer, make_fetcher: MakeFetcher) -> None:
    site.expect_request("/a").respond_with_data(
        "Grüße".encode("latin-1"), content_type="Text/HTML; charset=ISO-8859-1", headers={"ETag": '"1"'}
    )
    page = got(make_fetcher(contact="desk@example.org"), site.url_for("/a"))
    assert (page.media_type, page.charset, page.data.decode(page.charset or "")) == ("text/html", "iso-8859-1", "Grüße")
    assert page.validators == Validators(etag='"1"')
    assert page.fetched_at == "2025-05-20T00:00:00+00:00"
    assert page.url == page.requested_url
    sent = site.log[-1][0]
    assert sent.headers["User-Agent"].endswith("(+desk@example.org)")
    assert sent.headers["Accept-Encoding"] == "gzip, deflate"


def test_an_unchanged_page_is_not_sent_again(site: HTTPServer, make_fetcher: MakeFetcher) -> None:
    def answer(request: Request) -> Response:
        if request.headers.get("If-None-Match") == '"7"':
            return Response(status=304)
        return Response("text", headers={"ETag": '"7"', "Last-Modified": "Tue, 20 May 2025 00:00:00 GMT"})

    site.expect_request("/a").respond_with_handler(answer)
    url = site.url_for("/a")
    first = got(make_fetcher(), url)
    second = make_fetcher(validators={url: first.validators}).fetch(url)
    assert isinstance(second, NotModified)
    assert site.log[-1][0].headers["If-Modified-Since"] == "Tue, 20 May 2025 00:00:00 GMT"


def test_not_modified_without_having_asked_is_a_failure(site: HTTPServer, make_fetcher: MakeFetcher) -> None:
    site.expect_request("/a").respond_with_data("", status=304)
    assert reason_of(make_fetcher(), site.url_for("/a"))[0] == "fetch_failed"


def test_redirects_are_followed_and_both_addresses_kept(site: HTTPServer, make_fetcher: MakeFetcher) -> None:
    site.expect_request("/old").respond_with_data("", status=301, headers={"Location": "/new?x=1#frag"})
    site.expect_request("/new").respond_with_data("text")
    page = got(make_fetcher(), site.url_for("/old"))
    assert page.requested_url == site.url_for("/old")
    assert page.url == site.url_for("/new?x=1")


def test_redirects_in_a_circle_end(site: HTTPServer, make_fetcher: MakeFetcher) -> None:
    site.expect_request("/a").respond_with_data("", status=302, headers={"Location": "/b"})
    site.expect_request("/b").respond_with_data("", status=302, headers={"Location": "/a"})
    reason, what = reason_of(make_fetcher(max_redirects=4), site.url_for("/a"))
    assert reason == "fetch_failed"
    assert "in a circle" in what
    assert len([p for p in paths(site) if p != "/robots.txt"]) == 5


@pytest.mark.parametrize(
    ("target", "reason"), [("file:///etc/passwd", "not_allowed"), ("http://[bad", "fetch_failed"), ("", "fetch_failed")]
)
def test_redirects_to_nowhere_are_refused(site: HTTPServer, make_fetcher: MakeFetcher, target: str, reason: str) -> None:
    site.expect_request("/a").respond_with_data("", status=302, headers={"Location": target} if target else {})
    assert reason_of(make_fetcher(), site.url_for("/a"))[0] == reason


def test_private_addresses_are_refused_unless_allowed(site: HTTPServer) -> None:
    site.expect_request("/a").respond_with_data("secret")
    with Fetcher(load_settings()) as fetcher:
        reason, what = reason_of(fetcher, site.url_for("/a"))
    assert reason == "not_allowed"
    assert "loopback" in what
    assert not site.log


def test_redirects_cannot_lead_inside(site: HTTPServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the server stood on a public address, and a private one lay beside it."""
    monkeypatch.setattr(transport, "refusal", lambda a: None if a == "127.0.0.1" else refusal(a))
    target = f"http://127.0.0.2:{site.port}/secret"
    site.expect_request("/a").respond_with_data("", status=302, headers={"Location": target})
    with Fetcher(load_settings({"fetch.retries": 1})) as fetcher, pytest.raises(Rejected) as caught:
        fetcher.fetch(site.url_for("/a").replace("localhost", "127.0.0.1"))
    assert (caught.value.reason, caught.value.where) == ("not_allowed", target)
    assert paths(site) == ["/robots.txt", "/a"]


def test_addresses_with_passwords_are_refused_and_not_repeated(make_fetcher: MakeFetcher) -> None:
    with pytest.raises(Rejected) as caught:
        make_fetcher().fetch("http://me:secret@example.org/")
    assert caught.value.reason == "not_allowed"
    assert "secret" not in caught.value.message


def test_robots_are_obeyed_and_asked_once(site: HTTPServer, make_fetcher: MakeFetcher) -> None:
    site.expect_request("/robots.txt").respond_with_data(
        "User-agent: *\nDisallow: /private\n\nUser-agent: policynlp\nDisallow: /secret\nSitemap: http://x/map.xml"
    )
    for path in ("/private/a", "/secret/a"):
        site.expect_request(path).respond_with_data("text")
    fetcher = make_fetcher()
    assert got(fetcher, site.url_for("/private/a")).data == b"text"  # the group that names us counts alone
    reason, what = reason_of(fetcher, site.url_for("/secret/a"))
    assert reason == "not_allowed"
    assert "robots.txt" in what
    assert paths(site) == ["/robots.txt", "/private/a"]
    assert fetcher.sitemaps(site.url_for("/")) == ["http://x/map.xml"]


def test_redirects_cannot_lead_round_robots(site: HTTPServer, make_fetcher: MakeFetcher) -> None:
    site.expect_request("/robots.txt").respond_with_data("User-agent: *\nDisallow: /secret")
    site.expect_request("/a").respond_with_data("", status=302, headers={"Location": "/secret"})
    assert reason_of(make_fetcher(), site.url_for("/a"))[0] == "not_allowed"
    assert "/secret" not in paths(site)


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (500, False), (503, False), (429, False)])
def test_robots_that_cannot_be_had(site: HTTPServer, make_fetcher: MakeFetcher, status: int, allowed: bool) -> None:
    site.expect_request("/robots.txt").respond_with_data("", status=status)
    site.expect_request("/a").respond_with_data("text")
    if allowed:
        assert got(make_fetcher(), site.url_for("/a")).data == b"text"
    else:
        assert reason_of(make_fetcher(), site.url_for("/a"))[0] == "fetch_failed"
        assert "/a" not in paths(site)


def test_robots_may_be_ignored_by_a_setting(site: HTTPServer, make_fetcher: MakeFetcher) -> None:
    site.expect_request("/a").respond_with_data("text")
    got(make_fetcher(obey_robots=False), site.url_for("/a"))
    assert paths(site) == ["/a"]


def test_a_host_is_given_time_between_requests(site: HTTPServer, make_fetcher: MakeFetcher, standing: StandingClock) -> None:
    site.expect_request("/a").respond_with_data("text")
    fetcher = make_fetcher(delay_s=2.0)
    got(fetcher, site.url_for("/a"))
    assert standing.slept == []
    standing.seconds += 0.5
    got(fetcher, site.url_for("/a"))
    assert standing.slept == [pytest.approx(1.5)]


def test_a_longer_crawl_delay_is_heeded(site: HTTPServer, make_fetcher: MakeFetcher, standing: StandingClock) -> None:
    site.expect_request("/robots.txt").respond_with_data("User-agent: *\nCrawl-delay: 7")
    site.expect_request("/a").respond_with_data("text")
    fetcher = make_fetcher(delay_s=1.0)
    got(fetcher, site.url_for("/a"))
    got(fetcher, site.url_for("/a"))
    assert standing.slept == [pytest.approx(7)]


def test_a_site_that_asks_for_hours_gives_one_page_a_run(
    site: HTTPServer, make_fetcher: MakeFetcher, standing: StandingClock
) -> None:
    site.expect_request("/robots.txt").respond_with_data("User-agent: *\nCrawl-delay: 86400")
    site.expect_request("/a").respond_with_data("text")
    fetcher = make_fetcher()
    got(fetcher, site.url_for("/a"))
    assert reason_of(fetcher, site.url_for("/a"))[0] == "not_allowed"
    assert standing.slept == []


def test_a_server_that_is_busy_is_asked_again(site: HTTPServer, make_fetcher: MakeFetcher) -> None:
    site.expect_ordered_request("/a").respond_with_data("", status=503)
    site.expect_ordered_request("/a").respond_with_data("", status=429)
    site.expect_ordered_request("/a").respond_with_data("text")
    assert got(make_fetcher(obey_robots=False), site.url_for("/a")).data == b"text"


def test_attempts_are_counted(site: HTTPServer, make_fetcher: MakeFetcher) -> None:
    site.expect_request("/a").respond_with_data("", status=502)
    assert reason_of(make_fetcher(obey_robots=False, retries=2), site.url_for("/a")) == (
        "fetch_failed",
        "the server answered HTTP 502",
    )
    assert paths(site) == ["/a", "/a"]


def test_a_server_that_asks_for_an_hour_is_left_alone(site: HTTPServer, make_fetcher: MakeFetcher) -> None:
    site.expect_request("/a").respond_with_data("", status=503, headers={"Retry-After": "3600"})
    reason, what = reason_of(make_fetcher(obey_robots=False), site.url_for("/a"))
    assert (reason, len(site.log)) == ("fetch_failed", 1)
    assert "3600 s" in what


def test_retry_after_is_seconds_or_a_date() -> None:
    now = datetime(2025, 5, 20, 12, 0, tzinfo=UTC)
    assert _retry_after_s("17", now) == 17
    assert _retry_after_s("Tue, 20 May 2025 12:00:30 GMT", now) == 30
    assert _retry_after_s("Tue, 20 May 2025 11:00:00 GMT", now) == 0
    assert [_retry_after_s(v, now) for v in (None, "", "soon", "-5")] == [None] * 4


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (404, "fetch_failed"),
        (410, "fetch_failed"),
        (500, "fetch_failed"),
        (401, "not_allowed"),
        (403, "not_allowed"),
        (451, "not_allowed"),
        (204, "fetch_failed"),
    ],
)
def test_refusals_of_the_server_are_told_apart(site: HTTPServer, make_fetcher: MakeFetcher, status: int, reason: str) -> None:
    site.expect_request("/a").respond_with_data("", status=status)
    assert reason_of(make_fetcher(obey_robots=False), site.url_for("/a"))[0] == reason
    assert len(site.log) == 1


def test_long_bodies_are_refused_with_and_without_their_length(site: HTTPServer, make_fetcher: MakeFetcher) -> None:
    site.expect_request("/stated").respond_with_data(b"x" * 6000)
    site.expect_request("/streamed").respond_with_response(Response(iter([b"x" * 1000] * 6), direct_passthrough=True))
    fetcher = make_fetcher(max_bytes=5000, obey_robots=False)
    for path in ("/stated", "/streamed"):
        assert reason_of(fetcher, site.url_for(path))[0] == "oversized"
    assert "Content-Length" not in site.log[-1][1].headers


def test_compressed_bodies_are_unfolded_within_limits(site: HTTPServer, make_fetcher: MakeFetcher) -> None:
    gz = {"Content-Encoding": "gzip"}
    site.expect_request("/text").respond_with_data(gzip.compress(b"hello"), headers=gz)
    site.expect_request("/bomb").respond_with_data(gzip.compress(b"\0" * 5_000_000), headers=gz)
    fetcher = make_fetcher(max_bytes=50_000_000)
    assert got(fetcher, site.url_for("/text")).data == b"hello"
    assert reason_of(fetcher, site.url_for("/bomb"))[0] == "oversized"


def test_a_held_answer_serves_one_fetch(site: HTTPServer, make_fetcher: MakeFetcher) -> None:
    site.expect_request("/a").respond_with_data("text")
    fetcher, url = make_fetcher(obey_robots=False), site.url_for("/a")
    fetcher.hold(got(fetcher, url))
    got(fetcher, url)
    assert len(site.log) == 1
    got(fetcher, url)
    assert len(site.log) == 2


class _Dripping(socketserver.BaseRequestHandler):
    """Sends its answer one byte at a time, each within any timeout."""

    def handle(self) -> None:
        self.request.recv(4096)
        try:
            for byte in b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + b"x" * 100_000:
                self.request.sendall(bytes([byte]))
                time.sleep(0.02)
        except OSError:
            return


class _Silent(socketserver.BaseRequestHandler):
    """Takes a request and never answers."""

    def handle(self) -> None:
        self.request.settimeout(5)
        try:
            while self.request.recv(4096):
                pass
        except OSError:
            return


@pytest.fixture
def raw_server(request: pytest.FixtureRequest) -> Iterator[str]:
    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        block_on_close = False

    with Server(("127.0.0.1", 0), request.param) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


@pytest.mark.parametrize("raw_server", [_Dripping], indirect=True)
def test_a_server_that_drips_is_cut_off(raw_server: str, make_fetcher: MakeFetcher) -> None:
    began = time.monotonic()
    fetcher = make_fetcher(real_time=True, obey_robots=False, timeout_s=5, deadline_s=0.5, retries=3)
    assert reason_of(fetcher, raw_server)[0] == "fetch_failed"
    assert time.monotonic() - began < 10


@pytest.mark.parametrize("raw_server", [_Silent], indirect=True)
def test_a_server_that_is_silent_is_given_up(raw_server: str, make_fetcher: MakeFetcher) -> None:
    began = time.monotonic()
    fetcher = make_fetcher(real_time=True, obey_robots=False, timeout_s=0.2, retries=2)
    assert reason_of(fetcher, raw_server)[0] == "fetch_failed"
    assert 0.35 < time.monotonic() - began < 10


def test_a_server_that_is_not_there(make_fetcher: MakeFetcher) -> None:
    assert reason_of(make_fetcher(retries=1), "http://127.0.0.1:9/")[0] == "fetch_failed"


@pytest.mark.parametrize(
    "url",
    ["http://", "http:///x", "http://a b/", "http://" + "a" * 300 + ".example/", "http://[::1", "//x", "http://x:99999999/"],
)
def test_malformed_addresses_are_rejected(url: str, make_fetcher: MakeFetcher) -> None:
    assert reason_of(make_fetcher(retries=1), url)[0] in ("fetch_failed", "not_allowed")
