"""Secrets come from the environment or the settings file, and are written nowhere."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest
from typer.testing import CliRunner

from policynlp.cli.app import app
from policynlp.cli.options import parse_assignments
from policynlp.corpus.store import Store
from policynlp.document import Document, Source
from policynlp.errors import PolicyNLPError, SettingsError
from policynlp.labels.database import LabelStore
from policynlp.settings import Settings, load_settings, without_password
from policynlp.steps.context import RunContext
from policynlp.steps.release import create_release
from runs import ARTICLES

PASSWORD = "hunter2:with@signs"
URL = f"postgresql+psycopg://ana:{PASSWORD}@127.0.0.1:1/labels"
SHOWN = "postgresql+psycopg://ana:***@127.0.0.1:1/labels"
TOKEN = "a-token-that-is-secret"


@pytest.fixture
def secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    tokens = {"WEB__TOKEN": TOKEN, "LABELS__STUDIO_TOKEN": f"{TOKEN}-2", "ALERTS__WEBHOOK": f"https://example.org/{TOKEN}"}
    for name, value in (tokens | {"LABELS__URL": URL}).items():
        monkeypatch.setenv(f"POLICYNLP_{name}", value)


def silent(text: str) -> bool:
    return PASSWORD not in text and "hunter2" not in text and TOKEN not in text


@pytest.mark.usefixtures("secrets")
@pytest.mark.parametrize("options", [(), ("--json",)])
def test_config_shows_stars(options: tuple[str, ...]) -> None:
    said = CliRunner().invoke(app, ["config", *options]).output
    assert silent(said)
    assert SHOWN in said or not options  # a narrow table breaks it
    assert "****" in said


@pytest.mark.usefixtures("secrets")
def test_what_is_written_down_has_stars_and_each_process_has_its_own_environment() -> None:
    settings = load_settings()
    assert settings.labels.url == URL
    assert silent(repr(settings))
    context = RunContext(settings=settings, run_id="r", tagset="t", backend="local")
    assert silent(context.to_json())
    assert SHOWN in context.to_json()
    back = RunContext.from_json(context.to_json()).settings
    assert back.labels.url == URL
    for read, written in ((back.web.token, TOKEN), (back.alerts.webhook, f"https://example.org/{TOKEN}")):
        assert read is not None
        assert read.get_secret_value() == written


def test_a_process_without_the_password_says_which_variable_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    written = json.loads(load_settings().model_dump_json())
    written["labels"]["url"] = "postgresql+psycopg://ana:***@nowhere.example/labels"
    with pytest.raises(SettingsError, match="POLICYNLP_LABELS__URL"):
        Settings.model_validate(written)
    monkeypatch.setenv("POLICYNLP_LABELS__URL", "postgresql+psycopg://ana:right@nowhere.example/labels")
    assert Settings.model_validate(written).labels.url == "postgresql+psycopg://ana:right@nowhere.example/labels"
    monkeypatch.setenv("POLICYNLP_LABELS__URL", "postgresql+psycopg://ana:right@elsewhere.example/labels")
    with pytest.raises(SettingsError, match="not known here"):
        Settings.model_validate(written)


@pytest.mark.usefixtures("secrets")
def test_runs_and_releases_hold_none(tmp_path: Path) -> None:
    settings = load_settings({"corpus.path": tmp_path / "corpus"})
    with Store.create(tmp_path / "corpus") as store:
        document = Document(text=ARTICLES[0], source=Source(uri="a.txt"), work="a")
        store.begin_run("r", kind="run", tagset="", settings_json=settings.model_dump_json(), backend="local")
        store.commit_documents([document], run_id="r", fingerprints={})
        store.finish_run("r", status="completed", counts={}, seconds=1.0)
    create_release(settings, "1", text="full")
    written = [path.read_bytes() for path in (tmp_path / "corpus").rglob("*") if path.is_file()]
    assert len(written) > 10
    assert not any(word.encode() in data for data in written for word in (PASSWORD, TOKEN))


def test_errors_name_the_place_without_the_password(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG), pytest.raises(PolicyNLPError) as caught:
        LabelStore(URL)
    assert silent(caught.value.message)
    assert silent(caplog.text)
    with pytest.raises(PolicyNLPError) as caught:
        LabelStore(URL.replace("psycopg", "nosuchdriver"))
    assert silent(caught.value.message)


@pytest.mark.parametrize("name", ["web.token", "labels.studio_token"])
def test_a_secret_of_an_impossible_kind_is_not_repeated(tmp_path: Path, name: str) -> None:
    section, key = name.split(".")
    path = tmp_path / "policynlp.toml"
    path.write_text(f"[{section}]\n{key} = [98765432123]\n")
    with pytest.raises(SettingsError, match=name) as caught:
        load_settings(config=path)
    assert "98765432123" not in caught.value.message


@pytest.mark.parametrize("given", [f"web.token={TOKEN}", f"labels.studio_token={TOKEN}", f"labels.url={URL}"])
def test_secrets_are_refused_on_the_command_line(given: str) -> None:
    with pytest.raises(SettingsError, match=r"POLICYNLP_(?:WEB|LABELS)__") as caught:
        parse_assignments([given])
    assert silent(caught.value.message)
    assert parse_assignments(["labels.url=labels.sqlite", "web.port=1"]) == {"labels.url": "labels.sqlite", "web.port": 1}


@pytest.mark.parametrize(
    "address, shown",
    [
        (None, None),
        ("labels.sqlite", "labels.sqlite"),
        ("postgresql://ana@h/d", "postgresql://ana@h/d"),
        ("postgresql://h:5432/d", "postgresql://h:5432/d"),
        ("postgresql://:pw@h/d", "postgresql://:***@h/d"),
        (URL, SHOWN),
    ],
)
def test_addresses_without_their_password(address: str | None, shown: str | None) -> None:
    assert without_password(address) == shown
    assert without_password(shown) == shown
