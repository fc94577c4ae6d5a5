"""The corpus of `quay.py`, made once."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from quay import build

from policynlp.corpus.store import Store
from policynlp.corpus.views import Views


@pytest.fixture(scope="session")
def quay(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of the corpus."""
    path = tmp_path_factory.mktemp("quay") / "corpus"
    build(path)
    return path


@pytest.fixture(scope="session")
def views(quay: Path) -> Iterator[Views]:
    with Store.open(quay) as store, Views(store) as views:
        yield views
