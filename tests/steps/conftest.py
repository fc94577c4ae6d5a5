"""One tagged corpus of the samples for the tests that only read it."""

import shutil
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def sample_corpus(tagged_samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tagged sample corpus; read it only."""
    return Path(shutil.copytree(tagged_samples, tmp_path_factory.mktemp("sampled") / "corpus"))
