"""Our own articles as training examples."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from encoder_articles import gold_rows
from tokenizers import Tokenizer

from policynlp.tag.models import models_dir
from policynlp.train.encoder.examples import Example, Source, example, quote_sources


@pytest.fixture(scope="session")
def tokenizer() -> Any:
    """The encoder's, without truncation and padding."""
    found = Tokenizer.from_file(str(models_dir() / "encoder" / "tokenizer.json"))
    found.no_truncation()
    found.no_padding()
    return found


@pytest.fixture(scope="session")
def own_sources(tmp_path_factory: pytest.TempPathFactory) -> list[Source]:
    """Read from a file, as training does."""
    path: Path = tmp_path_factory.mktemp("articles") / "own.jsonl"
    path.write_text("".join(json.dumps(r) + "\n" for r in gold_rows()), encoding="utf-8")
    return list(quote_sources(path))


@pytest.fixture(scope="session")
def own_examples(own_sources: list[Source], tokenizer: Any) -> list[Example]:
    """In pieces with labels."""
    return [example(s, tokenizer) for s in own_sources]
