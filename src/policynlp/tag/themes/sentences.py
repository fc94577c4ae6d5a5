"""Passages and their sentences as arrays, the form in which a whole document is scored at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Self

import numpy as np
import numpy.typing as npt

from policynlp.document import Passage, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

Matrix = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Readings:
    """What is known of the passages of one text (or of many training texts) and of their sentences.

    Attributes:
        vectors: Of the passages, `(passages, 384)`.
        contexts: Mean vectors of the passages' neighbours, zeros where there are none, `(passages, 384)`.
        texts: The sentences.
        sentence_vectors: `(sentences, 384)`.
        owner: Index of each sentence's passage, ascending, `(sentences,)`; every passage has a sentence.
        titles: 1 for the titles of bills and acts, else 0, `(passages,)`.
        lone: 1 for sentences that were cut out of a text and are read by themselves, with what stood around them, else 0,
            `(passages,)`. A paragraph of a whole text has a subject of its own, a sentence of a paragraph seldom has.
    """

    vectors: Matrix
    contexts: Matrix
    texts: Sequence[str]
    sentence_vectors: Matrix
    owner: npt.NDArray[np.int64]
    titles: Matrix
    lone: Matrix

    def parts(self, size: int) -> Iterator[Self]:
        """Passages with their sentences, so many at a time; at least one part, which may be empty."""
        for start in range(0, max(1, len(self.vectors)), size):
            stop = start + size
            low, high = np.searchsorted(self.owner, [start, stop])
            yield replace(
                self,
                vectors=self.vectors[start:stop],
                contexts=self.contexts[start:stop],
                texts=self.texts[low:high],
                sentence_vectors=self.sentence_vectors[low:high],
                owner=self.owner[low:high] - start,
                titles=self.titles[start:stop],
                lone=self.lone[start:stop],
            )


def sentence_spans(doc: Doc, content: Sequence[Passage]) -> list[list[Span]]:
    """Sentences of each passage, cut to it and trimmed; the passage itself where there is none.

    Sentence starts are read as one array: a walk over `doc.sents` takes longer than all the scoring.
    """
    if len(doc) and doc.has_annotation("SENT_START"):
        marks, offsets = doc.to_array(["SENT_START", "IDX"]).T
        starts = offsets[marks == 1].astype(np.int64)
    else:
        starts = np.zeros(0, dtype=np.int64)
    text = doc.text
    out: list[list[Span]] = []
    for passage in content:
        low, high = np.searchsorted(starts, [passage.start + 1, passage.end])
        bounds = [passage.start, *starts[low:high].tolist(), passage.end]
        inside = [span for a, b in pairwise(bounds) if (span := _trimmed(text, a, b)) is not None]
        out.append(inside or [passage.span])
    return out


def _trimmed(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    bare = piece.strip()
    if not bare:
        return None
    start += len(piece) - len(piece.lstrip())
    return start, start + len(bare)


def maximum_by(owner: npt.NDArray[np.int64], scores: npt.NDArray[np.float64], rows: int) -> npt.NDArray[np.float64]:
    """For each passage the highest of its sentences' scores, `(rows, columns)`."""
    if not rows:
        return np.zeros((0, scores.shape[1]))
    first = np.searchsorted(owner, np.arange(rows))
    out: npt.NDArray[np.float64] = np.maximum.reduceat(scores, first, axis=0)
    return out


def with_strongest_sentence(
    passages: npt.NDArray[np.float64],
    sentences: npt.NDArray[np.float64],
    owner: npt.NDArray[np.int64],
    *,
    weight: float,
    penalty: float,
) -> npt.NDArray[np.float64]:
    """Scores of passages blended with that of their strongest sentence, since a theme may fill one sentence of many.

    The more sentences, the higher the best of them by chance: hence the penalty, which grows with the logarithm of their number.
    A passage of one sentence keeps its own score.

    Args:
        passages: `(passages, labels)`.
        sentences: `(sentences, labels)`.
        owner: Index of each sentence's passage, ascending, `(sentences,)`.
        weight: Of the strongest sentence.
        penalty: For each e-fold in the number of sentences.
    """
    if not len(passages):
        return passages
    count = np.bincount(owner, minlength=len(passages))[:, None]
    best = maximum_by(owner, sentences, len(passages)) - penalty * np.log(count)
    return np.where(count > 1, (1 - weight) * passages + weight * best, passages)
