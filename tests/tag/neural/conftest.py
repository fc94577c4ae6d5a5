"""The encoder's tokenizer, which needs no model."""

from __future__ import annotations

from typing import Any

import pytest
from tokenizers import Tokenizer

from policynlp.tag.models import models_dir


@pytest.fixture(scope="session")
def tokenizer() -> Any:
    """Without truncation and padding, as the encoder uses it."""
    found = Tokenizer.from_file(str(models_dir() / "encoder" / "tokenizer.json"))
    found.no_truncation()
    found.no_padding()
    return found
