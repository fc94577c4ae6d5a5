"""Words that the vocabulary does not hold whole are counted as the encoder's pieces have them."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from policynlp.document import Document, Passage, Source
from policynlp.tag.neural.pieces import read_pieces
from policynlp.tag.neural.unknown import WordCounter

WORDS = ("rents", "Zürich", "decarbonisation", "4.8", "—", "’s", "x9z", "東京", "a\u0301", "\ud800", "\n", "(GW)")


@lru_cache(maxsize=1)
def counter() -> WordCounter:
    return WordCounter()


def document(blocks: list[str]) -> Document:
    passages, at = [], 0
    for n, block in enumerate(blocks):
        passages.append(Passage(id=str(n), start=at, end=at + len(block), kind="paragraph"))
        at += len(block) + 1
    return Document(text="\n".join(blocks), source=Source(uri="t.txt"), work="w").with_passages(tuple(passages))


def by_pieces(made: Document, tokenizer: Any) -> tuple[int, int]:
    pieces = read_pieces(made.text, made.passages, tokenizer)
    heads = np.flatnonzero(pieces.first)
    words = split = 0
    ends = [*heads[1:], len(pieces)] if len(heads) else []
    for begin, end in zip(heads, ends, strict=True):
        if any(c.isalpha() for c in made.text[pieces.starts[begin] : pieces.ends[end - 1]]):
            words += 1
            split += end - begin > 1 or pieces.ids[begin] == tokenizer.token_to_id("[UNK]")
    return words, split


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join), min_size=1, max_size=4))
def test_counts_are_those_of_the_pieces(blocks: list[str]) -> None:
    made = document(blocks)
    assert counter().count(made) == by_pieces(made, counter()._tokenizer)


def test_known_and_unknown_words() -> None:
    assert counter().count(document(["Rents rose by 4 percent (again)."])) == (5, 0)
    assert counter().count(document(["Zsprkt rose."])) == (2, 1)
