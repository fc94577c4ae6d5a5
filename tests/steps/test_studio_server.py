"""How a Label Studio server is spoken to: errors that say what to do, a token that goes nowhere else."""

from __future__ import annotations

import json

import httpx
import pytest
from pydantic import SecretStr

from policynlp.errors import InputError, ServerError
from policynlp.settings import load_settings
from policynlp.steps.studio_server import StudioServer

URL = "http://studio.example:8080"
TOKEN = SecretStr("abc123secret")


def speaking(
    *answers: httpx.Response, url: str = URL, token: SecretStr | None = TOKEN
) -> tuple[StudioServer, list[httpx.Request]]:
    asked: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return answers[len(asked) - 1]

    return StudioServer(url, token=token, transport=httpx.MockTransport(answer)), asked


def me() -> httpx.Response:
    return httpx.Response(200, json={"id": 1, "email": "ana@example.org"})


def test_a_legacy_token_is_sent_as_it_is() -> None:
    server, asked = speaking(me())
    assert server.user["email"] == "ana@example.org"
    assert asked[0].headers["Authorization"] == "Token abc123secret"
    assert str(asked[0].url) == f"{URL}/api/current-user/whoami"


def test_a_personal_access_token_is_changed_for_a_short_lived_one() -> None:
    server, asked = speaking(httpx.Response(200, json={"access": "short"}), me(), token=SecretStr("aa.bb.cc"))
    assert json.loads(asked[0].content) == {"refresh": "aa.bb.cc"}
    assert asked[1].headers["Authorization"] == "Bearer short"
    assert "aa.bb.cc" not in repr(vars(server)["user"])


@pytest.mark.parametrize("url", ["localhost:8080", "ftp://studio.example", "", "http://", "http://ana:pw@studio.example"])
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(InputError, match="no address"):
        speaking(url=url)


def test_a_missing_token_says_which_setting() -> None:
    with pytest.raises(InputError, match="POLICYNLP_LABELS__STUDIO_TOKEN"):
        speaking(token=None)


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (httpx.Response(401, json={"detail": "no"}), "refuses the token"),
        (httpx.Response(302, headers={"location": "http://evil.example/"}), "sent on to http://evil.example/"),
        (httpx.Response(200, text="<html>"), "no page of Label Studio's API"),
        (httpx.Response(400, json={"validation_errors": {"title": ["too short"]}}), 'answers 400 .*"too short"'),
        (httpx.Response(502, text="x"), "answers 502 .*Bad Gateway"),
    ],
)
def test_an_answer_that_cannot_be_used_says_why(answer: httpx.Response, told: str) -> None:
    with pytest.raises(ServerError, match=told) as error:
        speaking(answer)
    assert TOKEN.get_secret_value() not in error.value.message


def test_a_server_that_does_not_answer() -> None:
    def gone(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused")

    with pytest.raises(ServerError, match=r"does not answer .*Check the address"):
        StudioServer(URL, token=TOKEN, transport=httpx.MockTransport(gone))


def test_pages_of_projects_and_tasks_are_all_read() -> None:
    pages = [
        httpx.Response(200, json={"count": 3, "results": [{"title": "a", "id": 1}, {"title": "b", "id": 2}]}),
        httpx.Response(200, json={"count": 3, "results": [{"title": "c", "id": 3}]}),
        httpx.Response(200, json={"total": 2, "tasks": [{"id": 7}]}),
        httpx.Response(200, json={"total": 2, "tasks": [{"id": 8}]}),
    ]
    server, asked = speaking(me(), *pages)
    assert server.project("c") == {"title": "c", "id": 3}
    assert [task["id"] for task in server.tasks(3)] == [7, 8]
    assert [request.url.params.get("page") for request in asked[1:]] == ["1", "2", "1", "2"]


def test_two_projects_of_one_title_are_told() -> None:
    server, _ = speaking(me(), httpx.Response(200, json={"count": 2, "results": [{"title": "a"}, {"title": "a"}]}))
    with pytest.raises(InputError, match="2 projects called 'a'"):
        server.project("a")


def test_the_token_is_a_secret_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYNLP_LABELS__STUDIO_TOKEN", "abc123secret")
    settings = load_settings()
    assert settings.labels.studio_token == TOKEN
    assert "abc123secret" not in settings.model_dump_json()
    assert "abc123secret" not in repr(settings)
