"""What the encoder made of one text: vectors of passages and spans, quotations and names."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from policynlp.document import Span
from policynlp.tag.neural.entities import EncoderEntity
from policynlp.tag.neural.quotations import Quotation

Vector = npt.NDArray[np.float32]
"""Unit vector (384,), or zeros where there was nothing to read."""


@dataclass(frozen=True, slots=True)
class PieceVectors:
    """Vectors of one passage: blocks of neighbouring word pieces, with the characters that they cover."""

    starts: npt.NDArray[np.int64]  # (blocks,)
    ends: npt.NDArray[np.int64]  # (blocks,)
    vectors: npt.NDArray[np.float16]  # (blocks, 384)


class Encoding:
    """What the encoder made of one text.

    Args:
        passages: Passage id to its vector.
        pieces: Word pieces with the span that they cover, none over the bounds of a passage, in order of the text.
        before, after: Vectors of the neighbouring text, or None.
        dimensions: Width of the vectors.
        quotations: Attributions as the encoder reads them.
        entities: Names as the encoder reads them.
        contents: First characters of words and the probability that each is content of a quotation, or None.
    """

    __slots__ = ("_contents", "_pieces", "_starts", "after", "before", "dimensions", "entities", "passages", "quotations")

    def __init__(
        self,
        passages: Mapping[str, Vector],
        pieces: Sequence[tuple[Span, PieceVectors]],
        *,
        before: Vector | None,
        after: Vector | None,
        dimensions: int,
        quotations: Sequence[Quotation] = (),
        entities: Sequence[EncoderEntity] = (),
        contents: tuple[npt.NDArray[np.int64], npt.NDArray[np.float16]] | None = None,
    ) -> None:
        self.passages = dict(passages)
        self.before = before
        self.after = after
        self.dimensions = dimensions
        self.quotations = tuple(quotations)
        self.entities = tuple(entities)
        self._contents = contents
        self._pieces = sorted(pieces, key=lambda p: p[0])
        self._starts = [span[0] for span, _ in self._pieces]

    def passage_vector(self, passage_id: str) -> Vector:
        """Unit vector of a passage (float32, `dimensions` wide); zeros for one that the encoder did not see."""
        found = self.passages.get(passage_id)
        return np.zeros(self.dimensions, dtype=np.float32) if found is None else found

    def content_probability(self, spans: Sequence[Span]) -> float:
        """Mean probability that the words of some spans are content of a quotation; 1 where the encoder was not asked."""
        if self._contents is None:
            return 1.0
        starts, probability = self._contents
        found = [probability[np.searchsorted(starts, a) : np.searchsorted(starts, b)] for a, b in spans]
        words = np.concatenate(found) if found else probability[:0]
        return float(words.mean(dtype=np.float64)) if len(words) else 1.0

    def span_vector(self, start: int, end: int) -> Vector:
        """Unit vector of any span of the text: the mean over the word pieces that touch it, without another pass.

        Args:
            start: First character of the span.
            end: One behind its last character.

        Returns:
            float32, `dimensions` wide; zeros where no encoded piece touches the span.
        """
        total = np.zeros(self.dimensions, dtype=np.float32)
        first = max(0, bisect_right(self._starts, start) - 1)
        for n in range(first, len(self._pieces)):
            (a, b), pieces = self._pieces[n]
            if a >= end:
                break
            if b <= start:
                continue
            low = int(np.searchsorted(pieces.ends, start, side="right"))
            high = int(np.searchsorted(pieces.starts, end, side="left"))
            total += pieces.vectors[low:high].sum(axis=0, dtype=np.float32)
        return unit(total)


def unit(vector: npt.NDArray[np.float32]) -> Vector:
    """The vector at length one; zeros stay zeros."""
    length = float(np.linalg.norm(vector))
    return (vector / length).astype(np.float32) if length > 0 else np.zeros_like(vector, dtype=np.float32)


def blocks(
    spans: npt.NDArray[np.int64], states: npt.NDArray[np.float32], size: int
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.float16]]:
    """Means of `size` neighbouring pieces, with first and last character."""
    if size == 1:
        return spans[:, 0], spans[:, 1], states.astype(np.float16)
    first = np.arange(0, len(spans), size)
    last = np.minimum(first + size, len(spans)) - 1
    sums = np.add.reduceat(states, first, axis=0)
    return spans[first, 0], spans[last, 1], (sums / (last - first + 1)[:, None]).astype(np.float16)
