"""A text as word pieces, each with its place, the case of its word and its place among the quotation marks.

The tokenizer is uncased and takes all quotation marks alike, so both are handed to the encoder as features of their own.
Training and running share this file: what a model was fitted to is what it will see.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from policynlp.document import Passage, Span
from policynlp.tag.quotes.marks import marked_stretches

CASES = 8
"""Classes of case: none (a mark), lower, Capitalised, CAPITALS, one capital, miXed, with a digit, a script without case."""
MARKS = 5
"""Places among quotation marks: outside, opening mark, inside double marks, closing mark, inside single marks only."""
_OUTSIDE, _OPENING, _INSIDE, _CLOSING, _INSIDE_SINGLE = range(MARKS)
_SLICE_CHARS = 20_000  # tokenized at once; bounds memory on lines without end
_SURROGATE = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Pieces:
    """Word pieces of the passages of a text, in order; all arrays have one entry a piece.

    Attributes:
        ids: Ids of the vocabulary.
        starts, ends: Characters of the text that the piece covers.
        first: Whether the piece begins a word (or is a mark).
        case: Class of case of the piece's word.
        marks: Place among quotation marks.
        passage: Index of the passage that holds it.
    """

    ids: npt.NDArray[np.int64]
    starts: npt.NDArray[np.int64]
    ends: npt.NDArray[np.int64]
    first: npt.NDArray[np.bool_]
    case: npt.NDArray[np.int64]
    marks: npt.NDArray[np.int64]
    passage: npt.NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.ids)


def closing_ids(tokenizer: Any) -> frozenset[int]:
    """Ids of the marks that end a sentence."""
    return frozenset(found for mark in ".!?" if (found := tokenizer.token_to_id(mark)) is not None)


def read_pieces(text: str, passages: Sequence[Passage], tokenizer: Any) -> Pieces:
    """Cut passages into word pieces.

    Args:
        text: The document's text.
        passages: What to read, in order and without overlaps.
        tokenizer: A `tokenizers.Tokenizer` without truncation and padding.
    """
    parts: dict[str, list[npt.NDArray[Any]]] = {name: [] for name in ("ids", "spans", "first", "case", "passage")}
    known: dict[str, int] = {}
    for index, start, inside, encoded in encoded_slices(text, passages, tokenizer):
        spans = np.asarray(encoded.offsets, dtype=np.int64)
        first = np.diff(np.asarray(encoded.word_ids, dtype=np.int64), prepend=-1) != 0
        parts["ids"].append(np.asarray(encoded.ids, dtype=np.int64))
        parts["spans"].append(spans + start)
        parts["first"].append(first)
        parts["case"].append(_cases(inside, spans, first, known))
        parts["passage"].append(np.full(len(spans), index, dtype=np.int64))
    if not parts["ids"]:
        empty = np.zeros(0, dtype=np.int64)
        return Pieces(empty, empty, empty, empty.astype(np.bool_), empty, empty, empty)
    whole = {name: np.concatenate(arrays) for name, arrays in parts.items()}
    starts, ends = np.ascontiguousarray(whole["spans"][:, 0]), np.ascontiguousarray(whole["spans"][:, 1])
    return Pieces(
        ids=whole["ids"],
        starts=starts,
        ends=ends,
        first=whole["first"],
        case=whole["case"],
        marks=_mark_places(text, passages, starts, ends),
        passage=whole["passage"],
    )


def encoded_slices(text: str, passages: Sequence[Passage], tokenizer: Any) -> Iterator[tuple[int, int, str, Any]]:
    """What the tokenizer makes of passages, a stretch at a time; stretches without a piece are left out.

    Yields:
        Index of the passage, first character, the text, and the tokenizer's `Encoding`. No word goes from one into the next.
    """
    for index, passage in enumerate(passages):
        for start, end in _slices(text, passage.start, passage.end):
            inside = text[start:end]
            encoded = tokenizer.encode(_SURROGATE.sub("\ufffd", inside), add_special_tokens=False)
            if encoded.ids:
                yield index, start, inside, encoded


def _cases(
    inside: str, spans: npt.NDArray[np.int64], first: npt.NDArray[np.bool_], known: dict[str, int]
) -> npt.NDArray[np.int64]:
    """Class of case of each piece; the pieces of a word have that of the word."""
    heads = np.flatnonzero(first)
    stops = np.append(heads[1:], len(first))
    shapes = []
    for a, b in zip(spans[heads, 0].tolist(), spans[stops - 1, 1].tolist(), strict=True):
        word = inside[a:b]
        shape = known.get(word)
        if shape is None:
            shape = known[word] = case_of(word)
        shapes.append(shape)
    return np.repeat(np.asarray(shapes, dtype=np.int64), stops - heads)


def case_of(word: str) -> int:
    """Class of case of a word, 0 to 7 (see `CASES`)."""
    if not any(c.isalnum() for c in word):
        return 0
    if any(c.isdigit() for c in word):
        return 6
    if word.islower():
        return 1
    if word.isupper():
        return 4 if len(word) == 1 else 3
    if word[0].isupper() and word[1:].islower():
        return 2
    return 5 if any(c.isupper() for c in word) else 7


def _mark_places(
    text: str, passages: Sequence[Passage], starts: npt.NDArray[np.int64], ends: npt.NDArray[np.int64]
) -> npt.NDArray[np.int64]:
    """Place among quotation marks of each piece; double marks win over single ones, as they tell direct speech."""
    places = np.zeros(len(starts), dtype=np.int64)
    stretches = marked_stretches(text, passages)
    for double in (False, True):
        for m in stretches:
            if m.double != double:
                continue
            low, high = (int(np.searchsorted(ends, m.start, side="right")), int(np.searchsorted(starts, m.end, side="left")))
            inside = slice(int(np.searchsorted(ends, m.inner[0], side="right")), int(np.searchsorted(starts, m.inner[1])))
            places[low:high] = _OPENING
            places[inside.stop : high] = _CLOSING
            places[inside] = _INSIDE if double else _INSIDE_SINGLE
    return places


def _slices(text: str, start: int, end: int) -> Iterator[Span]:
    """Cut a long passage behind white space, so that the tokenizer never sees more than `_SLICE_CHARS`."""
    while end - start > _SLICE_CHARS:
        stop = start + _SLICE_CHARS
        half = start + _SLICE_CHARS // 2
        space = max(text.rfind(" ", half, stop), text.rfind("\n", half, stop))
        stop = space + 1 if space > 0 else stop
        yield start, stop
        start = stop
    if start < end:
        yield start, end
