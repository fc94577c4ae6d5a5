"""The sample corpus, tagged once, behind the application; tests that write get a copy."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from policynlp.settings import Settings, load_settings
from policynlp.steps import fill_queue
from web_client import client_of


@pytest.fixture(scope="session")
def samples(tagged_samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tagged sample corpus; not to be written to."""
    return Path(shutil.copytree(tagged_samples, tmp_path_factory.mktemp("web") / "samples"))


@pytest.fixture
def corpus(samples: Path, tmp_path: Path) -> Path:
    """A copy that may be written to."""
    return Path(shutil.copytree(samples, tmp_path / "corpus"))


@pytest.fixture(scope="session")
def filled(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[Settings, int], None]:
    """Puts a queue of so many passages of the samples into a label database: made once for each number, and copied."""
    kept = tmp_path_factory.mktemp("queues")

    def copy(settings: Settings, n: int) -> None:
        path = kept / f"{n}.sqlite"
        if not path.exists():
            assert fill_queue(load_settings({"corpus.path": samples, "labels.url": str(path)}), n=n) == n
        with closing(sqlite3.connect(path)) as made, closing(sqlite3.connect(settings.labels.url)) as own:
            made.backup(own)

    return copy


@pytest.fixture(scope="session")
def client(samples: Path) -> Iterator[TestClient]:
    """The application over the sample corpus."""
    with client_of(samples) as client:
        yield client
