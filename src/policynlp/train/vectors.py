"""Training items as matrices: vectors of text and neighbours, what is known of each label, folds by group."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy import sparse

from policynlp.tag.encoder import Vector
from policynlp.tag.themes.lexical import word_counts
from policynlp.train.data import Item

FOLDS = 4
UNKNOWN = -1
_CONTEXT_CHARS = 1_000  # as in the encoder


@dataclass(frozen=True, slots=True)
class Design:
    """What a classifier is fitted to; a row an item.

    Attributes:
        items: The items.
        vectors, contexts: `(items, 384)`.
        counts: Hashed words, `(items, buckets)`.
        labels: `(items, themes)`, 1, 0 or `UNKNOWN`.
        weights: `(items,)`.
        folds: `(items,)`; all items of a group are in one fold.
    """

    items: tuple[Item, ...]
    vectors: npt.NDArray[np.float32]
    contexts: npt.NDArray[np.float32]
    counts: sparse.csr_matrix
    labels: npt.NDArray[np.int8]
    weights: npt.NDArray[np.float64]
    folds: npt.NDArray[np.int64]

    @property
    def dense(self) -> npt.NDArray[np.float32]:
        """Vectors of text and context side by side, `(items, 768)`."""
        return np.hstack([self.vectors, self.contexts])


def with_and_without_context(items: Sequence[Item]) -> list[Item]:
    """Items that have neighbours come twice, with half the weight: users' rows come with and without."""
    out: list[Item] = []
    for item in items:
        if item.before or item.after:
            half = item.weight / 2
            out += [replace(item, weight=half), replace(item, id=f"{item.id}/alone", before="", after="", weight=half)]
        else:
            out.append(item)
    return out


def design(items: Sequence[Item], themes: Sequence[str], *, encode: Callable[[str], Vector]) -> Design:
    """Matrices of items.

    Args:
        items: The items.
        themes: The columns.
        encode: Text to unit vector; called once for each different text.
    """
    known: dict[str, Vector] = {}

    def vector(text: str) -> Vector:
        if text not in known:
            known[text] = encode(text)
        return known[text]

    vectors = np.stack([vector(i.text) for i in items])
    contexts = np.zeros_like(vectors)
    labels = np.full((len(items), len(themes)), UNKNOWN, dtype=np.int8)
    for n, item in enumerate(items):
        beside = [vector(t) for t in (item.before[-_CONTEXT_CHARS:], item.after[:_CONTEXT_CHARS]) if t]
        if beside:
            contexts[n] = np.mean(beside, axis=0)
        for j, theme in enumerate(themes):
            if theme in item.positive:
                labels[n, j] = 1
            elif theme in item.negative:
                labels[n, j] = 0
    return Design(
        items=tuple(items),
        vectors=vectors,
        contexts=contexts,
        counts=word_counts([i.text for i in items]),
        labels=labels,
        weights=np.asarray([i.weight for i in items]),
        folds=np.asarray([zlib.crc32(i.group.encode()) % FOLDS for i in items]),
    )
