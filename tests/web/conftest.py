"""The sample corpus, tagged once, behind the application; tests that write get a copy."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from policynlp.settings import load_settings
from policynlp.steps import run
from web_client import client_of


@pytest.fixture(scope="session")
def samples(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tagged sample corpus; not to be written to."""
    folder = tmp_path_factory.mktemp("web") / "samples"
    run([str(root / "corpus" / "samples")], settings=load_settings({"corpus.path": folder}))
    return folder


@pytest.fixture
def corpus(samples: Path, tmp_path: Path) -> Path:
    """A copy that may be written to."""
    return Path(shutil.copytree(samples, tmp_path / "corpus"))


@pytest.fixture(scope="session")
def client(samples: Path) -> Iterator[TestClient]:
    """The application over the sample corpus."""
    with client_of(samples) as client:
        yield client
