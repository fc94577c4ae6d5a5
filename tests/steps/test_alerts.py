"""What is posted when a run fails, died, or leaves out far more than usual; and that the address stays secret."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from policynlp import steps
from policynlp.errors import InputError, SettingsError
from policynlp.settings import Settings, load_settings
from policynlp.steps.alerts import reject_jump, send
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
    assert alert["kind"] == "failed"
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
    assert [(alert["kind"], alert["details"]) for alert in posted] == [("died", {"run": dead.run_id})]
    with steps.Run(settings, kind="ingest"):
        pass
    assert len(posted) == 1


def test_a_jump_in_rejects_is_told(httpserver: HTTPServer, posted: list[dict[str, Any]], tmp_path: Path, root: Path) -> None:
    settings = settings_to(httpserver, tmp_path)
    good = tmp_path / "good"
    shutil.copytree(root / "corpus" / "samples", good)
    steps.run([str(good)], settings=settings, stages=["ingest"])
    steps.run([str(good), *(str(tmp_path / f"gone-{i}.txt") for i in range(4))], settings=settings, stages=["ingest"])
    assert posted == []
    result = steps.run([str(tmp_path / f"gone-{i}.txt") for i in range(6)], settings=settings, stages=["ingest"])
    (alert,) = posted
    assert alert["kind"] == "rejects"
    assert "6 documents were left out, 100% of what came" in alert["message"]
    assert alert["details"]["counts"]["rejected"] == 6
    assert alert["run"] == result.run_id


@pytest.mark.parametrize(
    "before, counts, told",
    [
        ([], {"documents": 10, "rejected": 5}, "5 documents were left out, 33% of what came; 0% is usual"),
        ([], {"documents": 10, "rejected": 4}, None),
        ([0.3, 0.5, 0.4], {"documents": 50, "rejected": 50}, None),
        ([0.3, 0.3, 0.3], {"unchanged": 45, "rejected": 55}, "55 documents were left out, 55% of what came; 30% is usual"),
        ([], {}, None),
    ],
    ids=["first", "few", "usual", "jump", "nothing"],
)
def test_what_a_jump_is(before: list[float], counts: dict[str, int], told: str | None) -> None:
    runs = [
        {"kind": kind, "status": status, "counts": {"documents": round(100 * (1 - share)), "rejected": round(100 * share)}}
        for share in before
        for kind, status in (("ingest", "completed"), ("tag", "completed"), ("ingest", "failed"))
    ]
    assert reject_jump(runs, counts, kind="ingest", jump=0.2) == told


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
