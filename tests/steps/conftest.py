"""One tagged corpus of the samples for the tests that only read it."""

from pathlib import Path

import pytest

from policynlp import steps
from policynlp.settings import load_settings


@pytest.fixture(scope="session")
def sample_corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample corpus, tagged once; read it only."""
    path = tmp_path_factory.mktemp("sampled") / "corpus"
    samples = sorted(Path("corpus/samples").glob("*.txt")) + sorted(Path("corpus/samples").glob("*.html"))
    steps.run([str(p) for p in samples], settings=load_settings({"corpus.path": path}))
    return path
