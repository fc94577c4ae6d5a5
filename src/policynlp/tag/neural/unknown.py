"""How many words of a text the encoder knows as they are: the others fall into pieces.

The vocabulary of the encoder is a yardstick that stays the same. The words that a corpus has seen before would be none: the share of
new ones falls as the corpus grows (Heaps' law), so that it would drift by itself. Names and rare terms fall into pieces in every
text; what makes the share jump is another language, broken encodings, words without spaces between them, and recognised scans.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

from policynlp.document import Document
from policynlp.errors import ModelError
from policynlp.tag.models import models_dir, read_manifest, read_verified
from policynlp.tag.neural.pieces import encoded_slices


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
        words = split = 0
        lettered: dict[str, bool] = {}  # marks and figures are no words
        for _, _, inside, encoded in encoded_slices(document.text, list(document.content_passages()), self._tokenizer):
            of_word, ids, offsets = encoded.word_ids, encoded.ids, encoded.offsets
            begins = [at for at, (before, word) in enumerate(pairwise([None, *of_word])) if word != before]
            for begin, end in pairwise([*begins, len(ids)]):
                word = inside[offsets[begin][0] : offsets[end - 1][1]]
                if word not in lettered:
                    lettered[word] = any(sign.isalpha() for sign in word)
                if lettered[word]:
                    words += 1
                    split += end - begin > 1 or ids[begin] == self._unknown
        return words, split
