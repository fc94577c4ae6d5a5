"""Links of a few sentences, tagged in full; and the small reader, importable as a fixture."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from policynlp.ingest.read import read_rows
from policynlp.link import claims
from policynlp.link.linker import Linker
from policynlp.settings import load_settings
from policynlp.tag.pipeline import Tagger
from policynlp.tags import Link

_NAME = "link_reader"


def _load() -> ModuleType:
    if _NAME not in sys.modules:
        spec = importlib.util.spec_from_file_location(_NAME, Path(__file__).with_name("reader.py"))
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[_NAME] = module
        spec.loader.exec_module(module)
    return sys.modules[_NAME]


@pytest.fixture(scope="session")
def reader() -> ModuleType:
    """`tests/link/reader.py`."""
    return _load()


@pytest.fixture(scope="session")
def linked() -> Callable[..., list[Link]]:
    """From texts, the first of January 2025, the others of the months behind, to the links of their figures."""
    settings = load_settings()
    tagger = Tagger(settings.tag)

    def run(*texts: str, genre: str = "other") -> list[Link]:
        rows = [json.dumps({"id": str(i), "text": t, "date": f"2025-0{i + 1}-03", "genre": genre}) for i, t in enumerate(texts)]
        documents = list(read_rows(rows, uri="a.jsonl", settings=settings))
        found = Linker(settings.link).link([(d, tagger.tag(d)) for d in documents]).links  # type: ignore[misc, arg-type]
        return [x for x in found if x.version == claims.VERSION]

    return run
