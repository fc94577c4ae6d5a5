"""What is posted when a run fails or died, and when a source is in trouble; and that the address stays secret."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from policynlp import steps
from policynlp.errors import InputError, SettingsError
from policynlp.settings import Settings, load_settings
from policynlp.steps.alerts import send
from policynlp.steps.context import start_run
from runs import settings_for

SECRET = "token-7f3a"


@pytest.fixture
def posted(httpserver: HTTPServer) -> list[dict[str, Any]]:
    """What arrives at the webhook."""
    bodies: list[dict[str, Any]] = []

    def take(request: Request) -> Response:
        bodies.append(request.get_json())
        return Response("ok")

    httpserver.expect_request(f"/{SECRET}", method="POST").respond_with_handler(take)
    return bodies


def settings_to(server: HTTPServer, folder: Path, **flags: Any) -> Settings:
    return settings_for(folder, alerts__webhook=server.url_for(f"/{SECRET}"), alerts__allow_private=True, **flags)


def test_a_run_that_fails_is_told(httpserver: HTTPServer, posted: list[dict[str, Any]], tmp_path: Path) -> None:
    settings = settings_to(httpserver, tmp_path, corpus__sources=tmp_path / "none.toml")
    with pytest.raises(InputError):
        steps.run(settings=settings, stages=["ingest"])
    (alert,) = posted
    assert alert["kind"] == "run_failed"
    assert "nothing to ingest" in alert["message"]
    assert alert["run"] in alert["message"]
    assert alert["corpus"] == str(settings.corpus.path)


def test_a_run_that_is_interrupted_is_not(httpserver: HTTPServer, posted: list[dict[str, Any]], tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), steps.Run(settings_to(httpserver, tmp_path), kind="ingest"):
        raise KeyboardInterrupt
    assert posted == []


def test_a_run_that_died_is_told_by_the_next(httpserver: HTTPServer, posted: list[dict[str, Any]], tmp_path: Path) -> None:
    settings = settings_to(httpserver, tmp_path)
    dead = start_run(settings, kind="ingest", tagging=False)
    with steps.Run(settings, kind="ingest"):
        pass
    assert [(alert["kind"], alert["details"]) for alert in posted] == [("run_died", {"run": dead.run_id})]
    with steps.Run(settings, kind="ingest"):
        pass
    assert len(posted) == 1


def test_an_alarm_of_a_source_is_told_once_while_it_lasts(
    httpserver: HTTPServer, posted: list[dict[str, Any]], tmp_path: Path
) -> None:
    settings = settings_to(
        httpserver,
        tmp_path,
        fetch__allow_private=True,
        fetch__delay_s=0,
        fetch__obey_robots=False,
        run__log=str(tmp_path / "log"),
    )
    page = httpserver.url_for("/page.html")

    def look(status: int) -> list[str]:
        httpserver.expect_oneshot_request("/page.html").respond_with_data("<p>The mayor said no.</p>", status=status)
        del posted[:]
        steps.run([page], settings=settings, stages=["ingest"])
        return [alert["kind"] for alert in posted]

    assert look(410) == ["gone"]
    assert posted[0]["message"].startswith(page)
    assert posted[0]["details"]["source"] == page
    assert look(410) == []
    assert look(200) == []
    assert look(410) == ["gone"]


def test_an_alarm_that_was_not_delivered_is_tried_again(httpserver: HTTPServer, tmp_path: Path) -> None:
    settings = settings_to(httpserver, tmp_path, fetch__allow_private=True, fetch__delay_s=0, fetch__obey_robots=False)
    httpserver.expect_request("/page.html").respond_with_data("", status=410)
    httpserver.expect_oneshot_request(f"/{SECRET}").respond_with_data("", status=500)
    steps.run([httpserver.url_for("/page.html")], settings=settings, stages=["ingest"])
    httpserver.expect_oneshot_request(f"/{SECRET}").respond_with_data("")
    steps.run([httpserver.url_for("/page.html")], settings=settings, stages=["ingest"])
    steps.run([httpserver.url_for("/page.html")], settings=settings, stages=["ingest"])
    sent = [answer.status_code for request, answer in httpserver.log if request.path == f"/{SECRET}"]
    assert sent == [500, 200]


@pytest.mark.parametrize(
    "address, why",
    [
        ("http://127.0.0.1:1/{}", "127.0.0.1 is a loopback address"),
        ("http://169.254.169.254/{}", "link-local address"),
        ("file:///{}", "cannot be used"),
        ("http://user:{}@example.org/", "cannot be used"),
        ("no address {}", "cannot be used"),
    ],
)
def test_an_address_that_is_refused_is_a_line_in_the_log(
    address: str, why: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings = settings_for(tmp_path, alerts__webhook=address.format(SECRET))
    with caplog.at_level(logging.DEBUG):
        assert not send(settings, "drift", "the corpus drifts")
    assert why in caplog.text
    assert SECRET not in caplog.text


def test_a_server_that_does_not_take_it_is_a_line_in_the_log(
    httpserver: HTTPServer, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    httpserver.expect_request(f"/{SECRET}").respond_with_data("", status=307, headers={"Location": "http://127.0.0.1:1/"})
    with caplog.at_level(logging.DEBUG):
        assert not send(settings_to(httpserver, tmp_path), "source", "the feed is empty")
    assert "answered HTTP 307" in caplog.text
    ours = [record.getMessage() for record in caplog.records if record.name != "werkzeug"]  # the server's own
    assert not [message for message in ours if SECRET in message]


def test_the_address_comes_from_the_environment_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = tmp_path / "policynlp.toml"
    config.write_text(f'[alerts]\nwebhook = "https://example.org/{SECRET}"\n', encoding="utf-8")
    with pytest.raises(SettingsError, match="from the environment only") as caught:
        load_settings(config=config)
    assert SECRET not in str(caught.value)
    monkeypatch.setenv("POLICYNLP_ALERTS__WEBHOOK", f"https://example.org/{SECRET}")
    settings = load_settings()
    assert SECRET not in repr(settings) + settings.model_dump_json() + str(steps.dotted(settings))
    assert "alerts.webhook" not in steps.dotted(settings)
    assert settings.alerts.webhook is not None
    assert load_settings(steps.dotted(settings)).alerts.webhook == settings.alerts.webhook
