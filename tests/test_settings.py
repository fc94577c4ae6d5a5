"""Settings: defaults, TOML, environment, flags, in that order."""

from __future__ import annotations

from pathlib import Path

import pytest

from policynlp.errors import SettingsError
from policynlp.settings import load_settings, setting_origins


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "settings.toml"
    path.write_text("[run]\nbatch_docs = 11\nbatch_chars = 12\n[ingest]\nmax_bytes = 13\n", encoding="utf-8")
    return path


def test_the_last_that_says_something_wins(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_settings().run.batch_docs == 100
    assert load_settings(config=config).run.batch_docs == 11
    monkeypatch.setenv("POLICYNLP_RUN__BATCH_DOCS", "21")
    assert load_settings(config=config).run.batch_docs == 21
    settings = load_settings({"run.batch_docs": 31, "run.batch_chars": None}, config=config)
    assert settings.run.batch_docs == 31
    assert settings.run.batch_chars == 12
    assert settings.ingest.max_bytes == 13


def test_the_file_can_be_named_by_the_environment(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYNLP_CONFIG", str(config))
    assert load_settings().run.batch_docs == 11
    monkeypatch.setenv("POLICYNLP_CONFIG", str(config) + ".missing")
    with pytest.raises(SettingsError, match="does not exist"):
        load_settings()


def test_the_file_in_the_working_directory_counts(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config.rename(config.with_name("policynlp.toml"))
    monkeypatch.chdir(config.parent)
    assert load_settings().run.batch_docs == 11


@pytest.mark.parametrize(
    "flags, word",
    [({"run.batch_docs": 0}, "batch_docs"), ({"run.nothing": 1}, "nothing"), ({"nowhere.x": 1}, "nowhere")],
)
def test_a_wrong_flag_is_named(flags: dict[str, int], word: str) -> None:
    with pytest.raises(SettingsError, match=word):
        load_settings(flags)


def test_wrong_toml_and_wrong_environment_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "bad.toml"
    path.write_text("[run\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"bad\.toml"):
        load_settings(config=path)
    monkeypatch.setenv("POLICYNLP_RUN__BATCH_DOGS", "1")
    with pytest.raises(SettingsError, match="BATCH_DOGS"):
        load_settings()


def test_settings_do_not_change() -> None:
    with pytest.raises(ValueError):
        load_settings().run.batch_docs = 3  # type: ignore[misc]


def test_every_setting_says_where_its_value_is_from(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYNLP_RUN__BATCH_CHARS", "22")
    origins = setting_origins({"ingest.max_bytes": 31, "ingest.min_words": None}, config=config)
    assert origins["run.batch_docs"] == str(config)
    assert origins["run.batch_chars"] == "POLICYNLP_RUN__BATCH_CHARS"
    assert origins["ingest.max_bytes"] == "flag"
    assert origins["ingest.min_words"] == "default"
    assert len(origins) == sum(len(type(f.default).model_fields) for f in type(load_settings()).model_fields.values())
