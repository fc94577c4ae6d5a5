"""A corpus that is never broken, made once; tests break copies of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from whole import make_whole


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Folder of the corpus, and of its sources."""
    return make_whole(tmp_path_factory.mktemp("whole"))
