"""Requests that are too large, too slow, too many or badly formed; cookies over HTTPS; files that are none of the pages'."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from policynlp.web import limits
from policynlp.web.limits import MAX_BODY_BYTES, ImpatientProtocol, Rate, bounded
from web_client import client_of


def test_a_body_that_is_too_long_is_refused_before_it_is_read(client: TestClient) -> None:
    answer = client.post("/sql/queries", content=b"x", headers={"content-length": str(MAX_BODY_BYTES + 1)})
    assert answer.status_code == 413
    assert "2,000,000 bytes" in answer.text


def test_a_body_that_does_not_say_how_long_it_is_ends_at_the_limit(client: TestClient) -> None:
    sent = 0

    def pieces() -> Iterator[bytes]:
        nonlocal sent
        for _ in range(100):
            sent += 1_000_000
            yield b"x" * 1_000_000

    answer = client.post("/api/review/themes", content=pieces(), headers={"content-type": "application/json"})
    assert answer.status_code == 413


def test_a_body_that_does_not_come_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "BODY_S", 0.05)

    async def never() -> dict[str, object]:
        await asyncio.sleep(60)
        return {}

    with pytest.raises(HTTPException) as caught:
        asyncio.run(bounded(never, Headers())())  # type: ignore[arg-type]
    assert caught.value.status_code == 408


def test_after_the_body_the_end_of_the_connection_may_be_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "BODY_S", 0.05)
    messages = iter([(0.0, {"type": "http.request", "body": b"x"}), (0.2, {"type": "http.disconnect"})])

    async def receive() -> dict[str, object]:
        wait_s, message = next(messages)
        await asyncio.sleep(wait_s)
        return message

    async def both() -> list[object]:
        limited = bounded(receive, Headers())  # type: ignore[arg-type]
        return [(await limited())["type"], (await limited())["type"]]

    assert asyncio.run(both()) == ["http.request", "http.disconnect"]


def test_a_bucket_is_refilled_within_a_minute_and_each_address_has_its_own() -> None:
    now = [0.0]
    rate = Rate(3, clock=lambda: now[0])
    assert [rate.take("a") for _ in range(4)] == [0, 0, 0, pytest.approx(20)]
    assert rate.take("b") == 0
    now[0] += 20
    assert rate.wait_s("a") == 0
    assert rate.take("a") == 0
    assert rate.take("a") > 0
    now[0] += 3600
    assert [rate.take("a") for _ in range(4)][-1] > 0
    assert Rate(0).take("a") == 0


def test_addresses_that_are_forgotten_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_MOST_ADDRESSES", 100)
    rate = Rate(3, clock=lambda: 0.0)
    for n in range(1000):
        rate.take(str(n))
    assert len(rate._left) <= 101


def test_another_machine_may_ask_so_often_and_this_one_as_often_as_it_likes(samples: Path) -> None:
    elsewhere = client_of(samples, web__requests_a_minute=5)
    answers = [elsewhere.get("/static/style.css").status_code for _ in range(8)]
    assert answers == [200] * 5 + [429] * 3
    assert "Try again" in elsewhere.get("/").text
    here = TestClient(elsewhere.app, base_url="http://127.0.0.1", client=("127.0.0.1", 5))
    assert [here.get("/static/style.css").status_code for _ in range(8)] == [200] * 8


@pytest.mark.parametrize("how", ["form", "header"])
def test_tokens_cannot_be_tried_one_after_the_other(samples: Path, how: str) -> None:
    client = client_of(samples, web__token="secret")
    statuses = []
    for n in range(12):
        if how == "form":
            statuses.append(client.post("/sign-in", data={"token": f"guess {n}"}).status_code)
        else:
            statuses.append(client.post("/sql/queries", headers={"Authorization": f"Bearer guess{n}"}).status_code)
    assert statuses == [403] * 10 + [429] * 2
    assert client.get("/", headers={"Authorization": "Bearer secret"}).status_code == 429
    other = TestClient(client.app, base_url="http://127.0.0.1", client=("10.0.0.9", 5))
    assert other.get("/static/style.css", headers={"Authorization": "Bearer secret"}).status_code == 200


def test_a_guess_does_not_make_a_label_database(corpus: Path) -> None:
    before = sorted(corpus.parent.rglob("*label*"))
    client_of(corpus, web__token="secret").get("/static/style.css", headers={"Authorization": "Bearer guess"})
    assert sorted(corpus.parent.rglob("*label*")) == before


@pytest.mark.parametrize("setting, base, secure", [(False, "http", False), (True, "http", True), (False, "https", True)])
def test_cookies_go_over_https_alone_where_there_is_https(samples: Path, setting: bool, base: str, secure: bool) -> None:
    client = client_of(samples, web__token="secret", web__https=setting)
    client.base_url = f"{base}://127.0.0.1"  # type: ignore[assignment]
    answer = client.post("/sign-in", data={"token": "secret"}, follow_redirects=False)
    assert ("Secure" in answer.headers["set-cookie"]) == secure
    assert ("strict-transport-security" in answer.headers) == secure


@pytest.mark.parametrize(
    "path",
    ["/static/", "/static", "/static/vendor/", "/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static//etc/passwd",
     "/static/%00", "/static/....//app.py", "/..%2f..%2fetc/passwd"],
)  # fmt: skip
def test_no_folder_is_listed_and_no_other_file_is_served(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code in (404, 405), path
    assert "create_app" not in answer.text
    assert "root:" not in answer.text


@pytest.mark.parametrize("headers", [{"host": "[x"}, {"host": "a b"}, {"host": "[::1"}, {"host": "x" * 9000}])
def test_hosts_that_are_none_are_refused(client: TestClient, headers: dict[str, str]) -> None:
    assert client.get("/", headers=headers).status_code == 421


def test_an_origin_that_is_none_is_refused(client: TestClient) -> None:
    assert client.post("/sign-in", data={"token": "x"}, headers={"origin": "http://[x"}).status_code == 403


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A server that waits half a second for the head of a request; gives its port."""
    monkeypatch.setattr(ImpatientProtocol, "head_s", 0.5)

    async def app(scope: dict[str, object], receive: object, send: object) -> None:
        if scope["path"] == "/slow":
            await asyncio.sleep(1.0)
        await PlainTextResponse("text")(scope, receive, send)  # type: ignore[arg-type]

    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(uvicorn.Config(app, http=ImpatientProtocol, log_level="critical", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        yield listening.getsockname()[1]
        server.should_exit = True
        thread.join(10)


@pytest.mark.parametrize(
    "pieces",
    [[b""], [b"GET / HTTP/1.1\r\n"], [b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", b"GET / HTTP/1.1\r\n"], [b"G"] * 30],
    ids=["silent", "half a head", "half a second head", "drop by drop"],
)
def test_a_head_that_does_not_come_is_not_waited_for(impatient: int, pieces: list[bytes]) -> None:
    began = time.monotonic()
    with socket.create_connection(("127.0.0.1", impatient), timeout=10) as client:
        try:
            for piece in pieces:
                client.sendall(piece)
                time.sleep(0.1)
            while client.recv(4096):
                pass
        except ConnectionError:
            pass
    assert time.monotonic() - began < 60


def test_an_answer_may_take_longer_than_a_head(impatient: int) -> None:
    with socket.create_connection(("127.0.0.1", impatient), timeout=10) as client:
        client.sendall(b"GET /slow HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        assert client.recv(4096).startswith(b"HTTP/1.1 200")


def test_heads_without_end_are_refused(impatient: int) -> None:
    with socket.create_connection(("127.0.0.1", impatient), timeout=10) as client:
        said = b""
        try:
            client.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 200_000)
            said = client.recv(4096)
        except ConnectionError:
            pass
        assert not said or said.startswith(b"HTTP/1.1 4")
