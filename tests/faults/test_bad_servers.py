"""Feeds whose server hangs, lies, breaks off or floods: the run ends, says so in `rejects`, and takes what the others have."""

from __future__ import annotations

import gzip
import resource
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from policynlp.corpus.reading import open_corpus
from policynlp.settings import Settings, load_settings
from policynlp.steps import examine, run
from runs import ARTICLES
from tally import tally

Answer = Callable[[socket.socket, str], None]
_ITEMS = 3
_ZEROS_BYTES = 2 << 30


def send(connection: socket.socket, body: bytes, *, kind: str = "text/html", length: int | None = None, more: str = "") -> None:
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body) if length is None else length}\r\n{more}"
    connection.sendall(head.encode() + b"Connection: close\r\n\r\n" + body)


def page(number: int, *, charset: str = "utf-8") -> bytes:
    text = ARTICLES[number % len(ARTICLES)]
    return (
        f"<html><head><meta charset={charset}><title>Café report {number}</title></head>"
        f"<body><article><p>{text}</p><p>The café in Leda, number {number}, reopened too.</p></article></body></html>"
    ).encode(charset)


def feed(connection: socket.socket, host: str) -> None:
    items = "".join(f"<item><title>{i}</title><link>http://{host}/page/{i}</link></item>" for i in range(_ITEMS))
    send(
        connection, f'<rss version="2.0"><channel><title>t</title>{items}</channel></rss>'.encode(), kind="application/rss+xml"
    )


def hangs(connection: socket.socket, host: str) -> None:
    time.sleep(8)


def drips(connection: socket.socket, host: str) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9000\r\n\r\n")
    for _ in range(80):
        connection.sendall(b"<")
        time.sleep(0.1)


def garbage(connection: socket.socket, host: str) -> None:
    connection.sendall(bytes(range(256)) * 40)


def garbage_body(connection: socket.socket, host: str) -> None:
    send(connection, bytes(range(256)) * 400, kind="application/rss+xml")


def redirects(connection: socket.socket, host: str) -> None:
    target = f"http://{host}/again/{time.monotonic_ns()}"
    connection.sendall(f"HTTP/1.1 302 Found\r\nLocation: {target}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())


def zeros(connection: socket.socket, host: str) -> None:
    """Two gigabytes of zeros, gzipped, sent as they are asked for."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n")
    packer, block = zlib.compressobj(wbits=31), bytes(1 << 20)
    for _ in range(_ZEROS_BYTES >> 20):
        connection.sendall(packer.compress(block))
    connection.sendall(packer.flush())


def breaks_off(connection: socket.socket, host: str) -> None:
    whole = page(1)
    send(connection, whole[: len(whole) // 2], length=len(whole))


def breaks_off_packed(connection: socket.socket, host: str) -> None:
    packed = gzip.compress(page(1) * 20)
    send(connection, packed[: len(packed) // 2], more="Content-Encoding: gzip\r\n")


BAD: dict[str, Answer] = {
    "hangs": hangs,
    "a byte at a time": drips,
    "garbage": garbage,
    "garbage as a feed": garbage_body,
    "redirects for ever": redirects,
    "2 GB of zeros, gzipped": zeros,
    "half a body": breaks_off,
    "half a packed body": breaks_off_packed,
}


def some_slow(faults: list[str], *, fast: set[str]) -> list[Any]:
    """Parameters of which all but some are slow."""
    return [fault if fault in fast else pytest.param(fault, marks=pytest.mark.slow) for fault in faults]


class Site:
    """A server whose pages answer as they are told.

    Attributes:
        bad: How every page but the first answers; None: as it should.
        charset: Of the pages.
    """

    def __init__(self) -> None:
        self.bad: Answer | None = None
        self.bad_feed: Answer | None = None
        self.charset = "utf-8"
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.host = f"127.0.0.1:{self._listening.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with connection:
            try:
                path = connection.recv(65_536).split(b" ")[1].decode()
                if path == "/robots.txt":
                    connection.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                elif path.startswith("/again/"):
                    redirects(connection, self.host)
                elif path == "/feed":
                    (self.bad_feed or feed)(connection, self.host)
                elif self.bad is not None and path != "/page/0":
                    self.bad(connection, self.host)
                else:
                    kind = f"text/html; charset={self.charset}"
                    send(connection, page(int(path.rpartition("/")[2]), charset=self.charset), kind=kind)
            except (OSError, IndexError):
                return  # who asked has gone

    def close(self) -> None:
        self._listening.close()


@contextmanager
def site() -> Iterator[Site]:
    made = Site()
    try:
        yield made
    finally:
        made.close()


def settings_of(corpus: Path) -> Settings:
    return load_settings(
        {
            "corpus.path": corpus,
            "fetch.allow_private": True,
            "fetch.timeout_s": 0.6,
            "fetch.deadline_s": 1.5,
            "fetch.retries": 1,
            "fetch.delay_s": 0,
        }
    )


def texts(corpus: Path) -> dict[str, int]:
    with open_corpus(corpus) as opened:
        return {row["uri"]: row["revision"] for row in opened.sql("select uri, revision from documents").to_pylist()}


@pytest.mark.parametrize("fault", some_slow(sorted(BAD), fast={"2 GB of zeros, gzipped"}))
def test_pages_that_answer_badly_are_told_and_come_later(fault: str, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    settings = settings_of(corpus)
    with site() as server:
        address = f"http://{server.host}/feed"
        server.bad = BAD[fault]
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        assert run([address], settings=settings, stages=("ingest",)).status == "incomplete"
        grown_mb = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        with open_corpus(corpus) as opened:
            rejects = opened.sql("select uri, reason, what, hint from rejects").to_pylist()
        assert len(rejects) == _ITEMS - 1
        assert all(row["uri"] and row["what"] and row["hint"] for row in rejects)
        assert not [row for row in rejects if row["reason"] == "internal"]
        assert grown_mb < 400  # of two gigabytes; what is imported with the first fetch is in it
        assert sum(path.stat().st_size for path in corpus.rglob("*") if path.is_file()) < 2_000_000
        server.bad = None
        run([address], settings=settings, stages=("ingest",))
        assert len(texts(corpus)) == _ITEMS
        assert set(texts(corpus).values()) == {1}
    tally(f"server of pages: {fault}", injected=_ITEMS - 1)


@pytest.mark.parametrize(
    "fault", some_slow(["garbage", "garbage as a feed", "redirects for ever", "half a body"], fast={"redirects for ever"})
)
def test_a_feed_that_answers_badly_is_told(fault: str, tmp_path: Path) -> None:
    settings = settings_of(tmp_path / "corpus")
    with site() as server:
        server.bad_feed = BAD[fault]
        run([f"http://{server.host}/feed"], settings=settings, stages=("ingest",))
        with open_corpus(settings.corpus.path) as opened:
            told = opened.sql("select * from rejects").to_pylist()
        assert told
        assert all(row["hint"] and row["reason"] != "internal" for row in told)
        server.bad_feed = None
        run([f"http://{server.host}/feed"], settings=settings, stages=("ingest",))
        assert len([uri for uri in texts(settings.corpus.path) if "/page/" in uri]) == _ITEMS
    tally(f"server of the feed: {fault}")


@pytest.mark.slow
def test_an_encoding_that_changes_between_fetches_makes_no_new_revision(tmp_path: Path) -> None:
    settings = settings_of(tmp_path / "corpus")
    with site() as server:
        for charset in ("utf-8", "windows-1252", "utf-16", "utf-8"):
            server.charset = charset
            run([f"http://{server.host}/feed"], settings=settings, stages=("ingest",))
        assert set(texts(settings.corpus.path).values()) == {1}
        with open_corpus(settings.corpus.path) as opened:
            assert "café" in opened.sql("select text from documents limit 1")["text"][0].as_py()
            assert opened.sql("select count(*) as n from documents_all")["n"][0].as_py() == _ITEMS
    assert examine(settings).state == "healthy"
    tally("encoding that changes between fetches", injected=3)
