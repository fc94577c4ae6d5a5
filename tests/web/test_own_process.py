"""Suggested merges of a large corpus come from a process of their own: the same ones, its faults told, and it ends when it must."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from policynlp.errors import CorpusError, ServerError
from policynlp.settings import load_settings
from policynlp.steps import run, suggest_merges
from policynlp.web import own_process
from policynlp.web.own_process import OwnProcess
from policynlp.web.pages import actors
from web_client import client_of

pytestmark = pytest.mark.slow  # the pages are tested one by one as well


@pytest.fixture(scope="module")
def alike(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two texts that spell a minister in two ways."""
    folder = tmp_path_factory.mktemp("alike")
    for name in ("Katarina Lindqvist", "Katarina Lindkvist"):
        said = (
            f"The ports will stay open, the transport minister, {name}, said on Monday. She expects more freight in the spring."
        )
        (folder / f"{name}.txt").write_text(f"Ports stay open\n\n{said}\n", encoding="utf-8")
    run([str(folder)], settings=load_settings({"corpus.path": folder / "corpus"}))
    return folder / "corpus"


def test_another_process_suggests_the_same(alike: Path) -> None:
    settings = load_settings({"corpus.path": alike})
    here = [s.as_dict() for s in suggest_merges(settings, limit=5)]
    there = OwnProcess().suggestions(settings, limit=5, timeout_s=60)
    assert {here[0]["name"], here[0]["into_name"]} == {"Katarina Lindqvist", "Katarina Lindkvist"}
    assert [row | {"reasons": tuple(row["reasons"])} for row in there] == here


def test_the_page_of_a_large_corpus_is_the_same(alike: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with client_of(alike) as client:
        small = client.get("/api/identities").json()
    monkeypatch.setattr(actors, "_MANY", 0)
    called = []
    whole = OwnProcess.suggestions
    monkeypatch.setattr(OwnProcess, "suggestions", lambda self, *a, **k: called.append(1) or whole(self, *a, **k))
    with client_of(alike) as other:
        large = other.get("/api/identities").json()
    assert called == [1]
    assert large["suggestions"] == small["suggestions"]


def test_its_faults_are_told(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no corpus"):
        OwnProcess().suggestions(load_settings({"corpus.path": tmp_path / "none"}), limit=5, timeout_s=60)


def test_what_takes_too_long_is_ended(samples: Path) -> None:
    with pytest.raises(ServerError, match=r"longer than 0\.01 s"):
        OwnProcess().suggestions(load_settings({"corpus.path": samples}), limit=5, timeout_s=0.01)


def test_another_thread_ends_it(samples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    process = OwnProcess()
    monkeypatch.setattr(own_process, "_START", "import time; time.sleep(60)")
    faults: list[BaseException] = []

    def ask() -> None:
        try:
            process.suggestions(load_settings({"corpus.path": samples}), limit=5, timeout_s=None)
        except ServerError as error:
            faults.append(error)

    asking = threading.Thread(target=ask)
    asking.start()
    began = time.monotonic()
    while asking.is_alive() and time.monotonic() - began < 30:
        process.interrupt()
        time.sleep(0.05)
    asking.join(1)
    assert "was ended" in str(faults[0])
