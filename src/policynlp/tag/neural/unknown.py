"""How many words of a text the encoder knows as they are: the others fall into pieces.

The vocabulary of the encoder is a yardstick that stays the same. The words that a corpus has seen before would be none: the share of
new ones falls as the corpus grows (Heaps' law), so that it would drift by itself. Names and rare terms fall into pieces in every
text; what makes the share jump is another language, broken encodings, words without spaces between them, and recognised scans.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from policynlp.document import Document
from policynlp.errors import ModelError
from policynlp.tag.models import models_dir, read_manifest, read_verified
from policynlp.tag.neural.pieces import read_pieces


class WordCounter:
    """Counts words, and those that fall into pieces.

    Args:
        path: Folder of the encoder; default: the one that came with this version.

    Raises:
        ModelError: Its tokenizer is missing, or does not match its hash.
    """

    def __init__(self, path: Path | None = None) -> None:
        from tokenizers import Tokenizer

        folder = path or models_dir() / "encoder"
        data = read_verified(folder, "tokenizer.json", read_manifest(folder, kind="encoder"))
        try:
            self._tokenizer: Any = Tokenizer.from_str(data.decode("utf-8"))
        except Exception as error:  # tokenizers raises bare types of its own
            raise ModelError(f"the tokenizer cannot be loaded: {error}", where=str(folder), hint="Train it anew.") from error
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._unknown = self._tokenizer.token_to_id("[UNK]")

    def count(self, document: Document) -> tuple[int, int]:
        """Words of the passages that are analysed, and how many of them the vocabulary does not hold whole."""
        pieces = read_pieces(document.text, list(document.content_passages()), self._tokenizer)
        begins = np.flatnonzero(pieces.first)
        ends = np.append(begins[1:], len(pieces))
        words = split = 0
        for begin, end in self._words(document.text, pieces.starts, pieces.ends, begins, ends):
            words += 1
            split += end - begin > 1 or pieces.ids[begin] == self._unknown
        return words, split

    @staticmethod
    def _words(text: str, starts: Any, stops: Any, begins: Any, ends: Any) -> Iterator[tuple[int, int]]:
        """First piece and piece behind the last of what holds a letter; marks and figures are no words."""
        for begin, end in zip(begins.tolist(), ends.tolist(), strict=True):
            if any(sign.isalpha() for sign in text[int(starts[begin]) : int(stops[end - 1])]):
                yield begin, end
