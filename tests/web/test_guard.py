"""Who is answered, who may write, and what no page allows."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from policynlp.errors import InputError
from policynlp.web.guard import check_binding
from web_client import client_of


@pytest.mark.parametrize("path", ["/", "/api/overview", "/nothing", "/static/style.css", "/api/docs"])
def test_no_answer_allows_scripts_of_a_document_frames_or_guessed_types(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "localhost.evil.example", "127.0.0.1.evil.example", ""])
def test_a_name_that_is_not_ours_is_refused(client: TestClient, host: str) -> None:
    answer = client.get("/", headers={"host": host})
    assert answer.status_code == 421
    assert "web.hosts" in answer.text


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:1", "[::1]:8000", "192.168.1.7"])
def test_addresses_and_localhost_are_answered(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 200


def test_names_of_the_settings_are_answered(samples: Path) -> None:
    client = client_of(samples, web__hosts=["corpus.example"])
    assert client.get("/", headers={"host": "corpus.example"}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [{"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}, {"origin": "null"}, {"sec-fetch-site": "same-site"}],
)
def test_a_form_of_another_site_is_refused(client: TestClient, headers: dict[str, str]) -> None:
    answer = client.post("/sign-in", data={"token": "x"}, headers=headers)
    assert answer.status_code == 403
    assert "nother site may not write" in answer.text


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.7", "::", "corpus.example"])
def test_listening_elsewhere_needs_a_token(host: str) -> None:
    with pytest.raises(InputError, match="token"):
        check_binding(host, None)
    check_binding(host, "secret")


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost"])
def test_listening_on_this_machine_needs_none(host: str) -> None:
    check_binding(host, None)


def test_the_token_gives_a_cookie_and_a_wrong_one_does_not(samples: Path) -> None:
    client = client_of(samples, web__token="secret")
    assert client.post("/sign-in", data={"token": "wrong"}).status_code == 403
    assert not client.cookies
    answer = client.post("/sign-in", data={"token": "secret"}, follow_redirects=False)
    assert answer.status_code == 303
    cookie = answer.headers["set-cookie"]
    assert "secret" not in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert "you may write" in client.get("/").text


def test_the_token_is_shown_nowhere(samples: Path) -> None:
    client = client_of(samples, web__token="a-secret-token")
    for path in ("/", "/api/overview", "/api/openapi.json", "/sign-in"):
        assert "a-secret-token" not in client.get(path).text


def test_faults_are_logged_without_what_came_in_headers_and_forms(
    samples: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    client = client_of(samples, web__token="a-secret-token")
    monkeypatch.setattr("policynlp.web.pages.sign_in.account_with", lambda *_: 1 / 0)
    with caplog.at_level("DEBUG"):
        answer = client.post("/sign-in", data={"token": "a-guess"}, headers={"Authorization": "Bearer a-secret-token"})
    assert answer.status_code == 500
    assert "ZeroDivisionError" in caplog.text
    assert "a-secret-token" not in caplog.text + answer.text
    assert "a-guess" not in caplog.text + answer.text
