"""What a text finds, by words and by meaning, and how the two ranks become one."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from policynlp.corpus.search.columns import Bools, Columns
from policynlp.corpus.search.meaning import Floats, Nearest, Rows
from policynlp.corpus.search.wording import Reading
from policynlp.errors import InputError

RRF_K = 60
"""Constant of reciprocal rank fusion (Cormack, Clarke & Buettcher 2009), as they give it."""
Ints = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Found:
    """Passages of a result, best first; arrays of one length.

    Attributes:
        rows: Their rows.
        score: Fused or own score.
        words_rank, meaning_rank: From 1; 0 where that side did not find it.
    """

    rows: Rows
    score: Floats
    words_rank: Ints
    meaning_rank: Ints


class Words:
    """The passages that have the words, whatever the filters.

    Args:
        connection: The index's database.
        reading: What is looked for.

    Raises:
        InputError: FTS5 does not understand the expression.
    """

    def __init__(self, connection: sqlite3.Connection, reading: Reading) -> None:
        self._connection = connection
        self._reading = reading
        self.rows, self._scores = np.zeros(0, dtype=np.int64), np.zeros(0)
        if reading.expression:
            try:
                found = connection.execute(
                    "SELECT group_concat(rowid), group_concat(-rank) FROM (SELECT rowid, rank FROM fts WHERE fts MATCH ?)",
                    (reading.expression,),
                ).fetchone()
            except sqlite3.OperationalError as error:
                if "fts5" not in str(error):
                    raise
                hint = "Quote what is not a word."
                raise InputError(f"the query cannot be read: {error}", where="search", hint=hint) from error
            if found[0]:
                self.rows = np.fromstring(found[0], dtype=np.int64, sep=",")
                self._scores = np.fromstring(found[1], dtype=np.float64, sep=",")

    def within(self, mask: Bools, n: int) -> tuple[Rows, Floats]:
        """Passages in a mask, best first, and their bm25; where any word will do, the n best."""
        inside = mask[self.rows]
        rows, scores = self.rows[inside], self._scores[inside]
        order = np.lexsort((rows, -scores))
        if self._reading.ranked:
            order = order[:n]
        return rows[order], scores[order]


@dataclass(frozen=True, slots=True)
class Search:
    """A text looked for; filters come with each call.

    Attributes:
        columns: The index.
        words: By words, or None.
        nearest: By meaning, or None.
        limit: How many meaning may bring in, and how many words where any of them will do.
    """

    columns: Columns
    words: Words | None
    nearest: Nearest | None
    limit: int

    def rows(self, mask: Bools) -> Rows:
        """All passages of the result, in no order."""
        if self.words is None and self.nearest is None:
            return np.flatnonzero(mask)
        found = [side.within(mask, self.limit)[0] for side in (self.words, self.nearest) if side is not None]
        return np.unique(np.concatenate(found))

    def found(self, mask: Bools, *, by_date: bool) -> Found:
        """The result in order.

        Args:
            mask: Passages that pass the filters.
            by_date: Newest first, those without a date last; else by score.
        """
        empty = np.zeros(0, dtype=np.int64)
        by_words, word_scores = self.words.within(mask, self.limit) if self.words else (empty, np.zeros(0))
        by_meaning, cosines = self.nearest.within(mask, self.limit) if self.nearest else (empty, np.zeros(0))
        rows = np.unique(np.concatenate([by_words, by_meaning])) if self.words or self.nearest else np.flatnonzero(mask)
        ranks = [_ranks(rows, by_words), _ranks(rows, by_meaning)]
        if self.words and self.nearest:
            score = sum(np.where(rank > 0, 1 / (RRF_K + rank), 0.0) for rank in ranks)
        else:
            score = np.zeros(len(rows))
            score[np.searchsorted(rows, by_words)] = word_scores
            score[np.searchsorted(rows, by_meaning)] = cosines
        score = np.asarray(score)
        if by_date:
            score = self.columns.first_day[self.columns.doc[rows]].astype(np.float64)
        order = np.lexsort((rows, -score))
        return Found(rows[order], score[order], ranks[0][order], ranks[1][order])


def _ranks(rows: Rows, ordered: Rows) -> Ints:
    """Place of each row in a list, from 1; 0 where it is not in it."""
    out = np.zeros(len(rows), dtype=np.int32)
    out[np.searchsorted(rows, ordered)] = np.arange(1, len(ordered) + 1)
    return out
