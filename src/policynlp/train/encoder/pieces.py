"""The tokenizer for training: of a model's folder, without truncation and padding, which are the encoder's business."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def tokenizer_of(folder: Path) -> Any:
    """The tokenizer of a model's folder (or of the package with the base weights)."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer
