"""The passages nearest to a question by the encoder's vectors.

Two steps. Signs of the vectors, held in memory at 48 bytes a passage, give candidates: bits that differ are counted over all
passages that the filters leave, which takes NumPy 3 ms for 400,000. The exact cosine of the candidates, from the vectors on disk,
then orders them. Nothing has to be trained or built: what was appended is found at once, and filters cost nothing. Beside
brute force, usearch and faiss it is in docs/log.md.
"""

from __future__ import annotations

import sqlite3
from typing import Protocol

import numpy as np
import numpy.typing as npt

from policynlp.corpus.search.columns import Bools, Rows
from policynlp.corpus.search.marks import signs

CANDIDATES = 2_000
"""Passages whose exact cosine is computed, at the least."""
_CANDIDATES_PER_HIT = 10  # holds 99.7 % of the true nearest 200 of 8,263 passages; five hold 97.4 %
_TOGETHER = 5_000  # parameters of one statement
FLOOR = 0.3
"""Cosine below which a passage is not near, however few there are: nine of ten pairs of unrelated passages are below."""

Floats = npt.NDArray[np.float64]


class QueryEncoder(Protocol):
    """What turns a question into a vector; `policynlp.tag.encoder.Encoder` is one."""

    @property
    def version(self) -> str:
        """Must be that of the passages' vectors."""

    def vector(self, text: str) -> npt.NDArray[np.float32]:
        """Unit vector of a text."""


class Nearest:
    """Distances of one question to every passage, so that several sets of filters cost little more than one.

    Args:
        bits: Signs of the passages' vectors, a row a word of 64 bits.
        seen: Which passages have a vector.
        connection: The index's database.
        vector: The question, a unit vector.
    """

    def __init__(
        self, bits: npt.NDArray[np.uint64], seen: Bools, connection: sqlite3.Connection, vector: npt.NDArray[np.float32]
    ) -> None:
        self._seen = seen
        self._connection = connection
        self._vector = vector.astype(np.float32)
        self._differing = _differing_bits(bits, signs(self._vector[None])[0])
        self._cosines = np.full(len(seen), np.nan, dtype=np.float32)

    def within(self, mask: Bools, n: int) -> tuple[Rows, Floats]:
        """The n nearest of the passages in a mask, nearest first, and their cosines."""
        rows = np.flatnonzero(mask & self._seen)
        wanted = max(CANDIDATES, _CANDIDATES_PER_HIT * n)
        if len(rows) > wanted:
            distances = self._differing[rows]
            last = np.partition(distances, wanted)[wanted]
            rows = rows[distances <= last][: 2 * wanted]  # ties at the end are many: distances are whole numbers
        cosines = self._exact(rows)
        order = np.lexsort((rows, -cosines))[:n]
        order = order[cosines[order] >= FLOOR]
        return rows[order], cosines[order]

    def of(self, rows: Rows) -> Floats:
        """Cosines of passages; NaN where a passage has no vector."""
        return self._exact(rows)

    def _exact(self, rows: Rows) -> Floats:
        missing = rows[np.isnan(self._cosines[rows]) & self._seen[rows]]
        for i in range(0, len(missing), _TOGETHER):
            sql = "SELECT passage, vector FROM vectors WHERE passage IN (SELECT value FROM json_each(?))"
            found = self._connection.execute(sql, (str(missing[i : i + _TOGETHER].tolist()),)).fetchall()
            if found:
                matrix = np.frombuffer(b"".join(vector for _, vector in found), dtype="<f2").astype(np.float32)
                cosines = matrix.reshape(len(found), -1) @ self._vector
                self._cosines[[row for row, _ in found]] = cosines
        return self._cosines[rows].astype(np.float64)


def _differing_bits(columns: npt.NDArray[np.uint64], question: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint16]:
    """Hamming distance of each passage, from bits that lie column by column."""
    out = np.zeros(columns.shape[1], dtype=np.uint16)
    for bits, asked in zip(columns, question, strict=True):
        out += np.bitwise_count(bits ^ asked)
    return out
