"""Shared by all tests: the public sets where they are present, and a clean environment."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from floor_keeper import FloorKeeper
from runs import ARTICLES

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """Folder of the public gold sets and the first article."""
    if not SHARED.is_dir():
        pytest.skip("the public gold sets are not beside this checkout")
    return SHARED


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings of the person who runs the tests must not leak in."""
    for name in [n for n in os.environ if n.startswith("POLICYNLP_")]:
        monkeypatch.delenv(name)


@pytest.fixture(scope="session", autouse=True)
def no_waiting_for_the_disk() -> Iterator[None]:
    """What tests commit may go with the power."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("policynlp.corpus.durable._sync_one", lambda path: None)
        yield


@pytest.fixture
def rows_file(tmp_path: Path) -> Path:
    """Five short articles as JSONL."""
    path = tmp_path / "articles.jsonl"
    rows = [{"id": f"a{i}", "text": text, "date": f"2024-06-0{i + 1}"} for i, text in enumerate(ARTICLES)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-golden` writes the golden files anew, `--update-floors` the floors of measured figures."""
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew instead of comparing")
    parser.addoption("--update-floors", action="store_true", help="raise the floors to what is measured")
    parser.addoption(
        "--lower-floors", metavar="WHY", help="with --update-floors: lower what fell; the reason goes to the change log"
    )
    parser.addoption("--gold-changed", metavar="WHY", help="with --update-floors: take other gold, with the reason")


@pytest.fixture(scope="session")
def floors(request: pytest.FixtureRequest) -> FloorKeeper:
    """What holds measured figures."""
    option = request.config.getoption
    return FloorKeeper(update=option("--update-floors"), lower=option("--lower-floors"), changed=option("--gold-changed"))
