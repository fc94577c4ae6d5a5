"""The sparse view of a text: hashed words and word pairs, weighted by inverse document frequency.

By hand, since it is ten lines of hashing, and importing scikit-learn would double the start-up of `policynlp tag`.
Sentences are hashed; a passage is the sum of its sentences, so that every word is hashed once.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from scipy import sparse

BUCKETS = 1 << 16
"""Hash buckets: about as many as the training texts have different words and frequent pairs."""
_WORD = re.compile(r"[a-z][a-z']+|[0-9]+")
_MAX_CHARS = 20_000  # of one sentence: enough to know what it is about


def word_counts(texts: Sequence[str]) -> sparse.csr_matrix:
    """Counts of hashed words and pairs of neighbouring words.

    Args:
        texts: Any number of sentences.

    Returns:
        `(len(texts), BUCKETS)` float32.
    """
    indptr: list[int] = [0]
    indices: list[int] = []
    data: list[int] = []
    for text in texts:
        words = [w.encode() for w in _WORD.findall(text[:_MAX_CHARS].lower())]
        grams = Counter(zlib.crc32(g) % BUCKETS for g in words)
        grams.update(zlib.crc32(a + b" " + b) % BUCKETS for a, b in pairwise(words))
        indices += grams.keys()
        data += grams.values()
        indptr.append(len(indices))
    shape = (len(texts), BUCKETS)
    columns = np.asarray(indices, dtype=np.int32)
    return sparse.csr_matrix((np.asarray(data, dtype=np.float32), columns, np.asarray(indptr, dtype=np.int32)), shape=shape)


def summed(counts: sparse.csr_matrix, owner: npt.NDArray[np.int64], rows: int) -> sparse.csr_matrix:
    """Counts of passages from those of their sentences.

    Args:
        counts: `(sentences, BUCKETS)`.
        owner: Index of each sentence's passage, `(sentences,)`.
        rows: Number of passages.

    Returns:
        `(rows, BUCKETS)`.
    """
    ones = np.ones(len(owner), dtype=np.float32)
    membership = sparse.csr_matrix((ones, (owner, np.arange(len(owner)))), shape=(rows, len(owner)))
    return sparse.csr_matrix(membership @ counts)


def inverse_document_frequency(counts: sparse.csr_matrix) -> npt.NDArray[np.float32]:
    """Smoothed inverse document frequency of each bucket, `(BUCKETS,)`; 0 for those seen in fewer than two texts."""
    seen = np.bincount(counts.indices, minlength=counts.shape[1])
    idf = np.log((1 + counts.shape[0]) / (1 + seen)) + 1
    idf[seen < 2] = 0  # a word that was seen once only tells about that text
    out: npt.NDArray[np.float32] = idf.astype(np.float32)
    return out


def weighted(counts: sparse.csr_matrix, idf: npt.NDArray[np.float32]) -> sparse.csr_matrix:
    """Rows `(1 + log count) * idf` of unit length; rows without a known word stay zero."""
    data = ((1 + np.log(counts.data)) * idf[counts.indices]).astype(np.float32)
    rows = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
    lengths = np.sqrt(np.bincount(rows, weights=data.astype(np.float64) ** 2, minlength=counts.shape[0]))
    scale = np.where(lengths > 0, 1 / np.maximum(lengths, 1e-12), 0)
    scaled = (data * scale[rows]).astype(np.float32)
    return sparse.csr_matrix((scaled, counts.indices, counts.indptr), shape=counts.shape)
