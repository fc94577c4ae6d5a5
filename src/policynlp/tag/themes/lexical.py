"""The sparse view of a text: hashed words and word pairs, weighted by inverse document frequency.

By hand, since it is ten lines of hashing, and importing scikit-learn would double the start-up of `policynlp tag`.
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
_MAX_CHARS = 20_000  # of one passage: enough to know what it is about


def word_counts(texts: Sequence[str]) -> sparse.csr_matrix:
    """Counts of hashed words and pairs of neighbouring words.

    Args:
        texts: Any number of texts.

    Returns:
        `(len(texts), BUCKETS)` float32, with `1 + log(count)` in it.
    """
    indptr, indices, data = [0], [], []
    for text in texts:
        words = [w.encode() for w in _WORD.findall(text[:_MAX_CHARS].lower())]
        grams = Counter(zlib.crc32(g) % BUCKETS for g in words)
        grams.update(zlib.crc32(a + b" " + b) % BUCKETS for a, b in pairwise(words))
        indices += list(grams)
        data += [1.0 + np.log(c) for c in grams.values()]
        indptr.append(len(indices))
    shape = (len(texts), BUCKETS)
    columns = np.asarray(indices, dtype=np.int32)
    return sparse.csr_matrix((np.asarray(data, dtype=np.float32), columns, np.asarray(indptr, dtype=np.int32)), shape=shape)


def inverse_document_frequency(counts: sparse.csr_matrix) -> npt.NDArray[np.float32]:
    """Smoothed inverse document frequency of each bucket, `(BUCKETS,)`; 0 for those seen in fewer than two texts."""
    seen = np.bincount(counts.indices, minlength=counts.shape[1])
    idf = np.log((1 + counts.shape[0]) / (1 + seen)) + 1
    idf[seen < 2] = 0  # a word that was seen once only tells about that text
    out: npt.NDArray[np.float32] = idf.astype(np.float32)
    return out


def weighted(counts: sparse.csr_matrix, idf: npt.NDArray[np.float32]) -> sparse.csr_matrix:
    """Rows of unit length, weighted by `idf`; rows without a known word stay zero."""
    data = counts.data * idf[counts.indices]
    rows = sparse.csr_matrix((data, counts.indices, counts.indptr), shape=counts.shape)
    lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1), dtype=np.float64).ravel())
    scale = np.where(lengths > 0, 1 / np.maximum(lengths, 1e-12), 0)
    rows.data = (rows.data * np.repeat(scale, np.diff(counts.indptr))).astype(np.float32)
    return rows
