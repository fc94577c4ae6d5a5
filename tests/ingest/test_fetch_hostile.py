"""Servers that mean harm: headers without end, encodings in layers, redirects to the inside. Each is a reject, in bounded time."""

from __future__ import annotations

import gzip
import socketserver
import threading
import time
import zlib
from collections.abc import Callable, Iterator

import pytest
from network import MakeFetcher
from pytest_httpserver import HTTPServer
from werkzeug import Response

from policynlp.errors import Rejected
from policynlp.ingest import transport
from policynlp.ingest.addresses import refusal
from policynlp.ingest.fetch import Fetcher
from policynlp.settings import load_settings

Serve = Callable[[bytes, int], str]
_ZEROS = bytes(5_000_000)


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Starts a server that sends a beginning once, and then the same bytes over and over."""
    servers: list[socketserver.ThreadingTCPServer] = []

    def start(beginning: bytes, times: int, again: bytes = b"") -> str:
        class Handler(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                self.request.recv(4096)
                try:
                    self.request.sendall(beginning)
                    for _ in range(times):
                        self.request.sendall(again)
                except OSError:
                    return

        class Server(socketserver.ThreadingTCPServer):
            daemon_threads = True
            block_on_close = False

        server = Server(("127.0.0.1", 0), Handler)
        servers.append(server)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return f"http://127.0.0.1:{server.server_address[1]}/"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize(
    "beginning, again",
    [
        (b"HTTP/1.1 200 OK\r\n", b"X-Filler: " + b"a" * 1_000 + b"\r\n"),
        (b"HTTP/1.1 200 OK\r\nX-Long: ", b"a" * 1_000),
        (b"", b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1;" + b"e" * 1_000 + b"\r\na\r\n"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;", b"e" * 1_000),
        (b"SSH-2.0-OpenSSH_9.6\r\n", b"noise\r\n"),
    ],
    ids=["many", "long", "informational", "chunks", "extension", "no_http"],
)
def test_headers_without_end_are_given_up(serve: Serve, make_fetcher: MakeFetcher, beginning: bytes, again: bytes) -> None:
    began = time.monotonic()
    fetcher = make_fetcher(real_time=True, obey_robots=False, retries=1, timeout_s=2, deadline_s=2)
    with pytest.raises(Rejected) as caught:
        fetcher.fetch(serve(beginning, 2_000_000, again))  # type: ignore[call-arg]
    assert caught.value.reason in ("fetch_failed", "oversized")
    assert caught.value.hint
    assert time.monotonic() - began < 60


@pytest.mark.parametrize(
    "encoding, body",
    [
        (["gzip"], gzip.compress(_ZEROS, mtime=0)),
        (["deflate"], zlib.compress(_ZEROS)),
        (["gzip", "gzip"], gzip.compress(gzip.compress(_ZEROS, mtime=0), mtime=0)),
        (["br"], b"\x1b" + bytes(20)),
        (["zstd"], b"\x28\xb5\x2f\xfd" + bytes(20)),
        (["deflate, gzip"], gzip.compress(zlib.compress(_ZEROS), mtime=0)),
    ],
    ids=["gzip", "deflate", "two_headers", "br", "zstd", "two_in_one"],
)
def test_bodies_that_unfold_in_any_encoding_are_refused(
    site: HTTPServer, make_fetcher: MakeFetcher, encoding: list[str], body: bytes
) -> None:
    def answer(_: object) -> Response:
        response = Response(body)
        for one in encoding:
            response.headers.add("Content-Encoding", one)
        return response

    site.expect_request("/a").respond_with_handler(answer)
    with pytest.raises(Rejected) as caught:
        make_fetcher(max_bytes=50_000_000, obey_robots=False).fetch(site.url_for("/a"))
    assert caught.value.reason == ("oversized" if encoding in (["gzip"], ["deflate"]) else "unsupported")


@pytest.mark.parametrize(
    "target",
    ["http://169.254.169.254/latest/meta-data/", "http://[::ffff:169.254.169.254]/", "http://[fd00:ec2::254]/", "http://100.100.100.200/",
     "http://[64:ff9b::a9fe:a9fe]/", "http://0/", "http://2852039166/", "https://10.0.0.1/", "gopher://127.0.0.1:70/", "ftp://127.0.0.1/",
     "data:text/plain,hello", "file:///etc/passwd", "//127.0.0.2/"],
)  # fmt: skip
def test_no_redirect_leads_inside(site: HTTPServer, monkeypatch: pytest.MonkeyPatch, target: str) -> None:
    """As if the server stood on a public address."""
    monkeypatch.setattr(transport, "refusal", lambda a: None if a == "127.0.0.1" else refusal(a))
    site.expect_request("/a").respond_with_data("", status=302, headers={"Location": target})
    with Fetcher(load_settings({"fetch.retries": 1, "fetch.obey_robots": False})) as fetcher, pytest.raises(Rejected) as caught:
        fetcher.fetch(site.url_for("/a").replace("localhost", "127.0.0.1"))
    assert caught.value.reason == ("fetch_failed" if target.startswith("data:") else "not_allowed")
    assert len(site.log) == 1


def test_cookies_of_one_site_are_not_kept_for_the_next_fetch(site: HTTPServer, make_fetcher: MakeFetcher) -> None:
    site.expect_request("/a").respond_with_data("text", headers={"Set-Cookie": "session=1"})
    fetcher = make_fetcher(obey_robots=False)
    fetcher.fetch(site.url_for("/a"))
    fetcher.fetch(site.url_for("/a"))
    assert "Cookie" not in site.log[-1][0].headers
