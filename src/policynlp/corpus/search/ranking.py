"""What a text finds, by words and by meaning, and how the two ranks become one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from policynlp.corpus.search.columns import Bools, Columns, Ints, Rows
from policynlp.corpus.search.meaning import Floats, Nearest
from policynlp.corpus.search.words import Words

RRF_K = 10
"""Constant of reciprocal rank fusion (Cormack, Clarke & Buettcher 2009, who take 60 for many rankings). Of 10 and 60, by
`benchmarks/search_quality.py`: recall@10 .81 and .78; a small constant lets the first places of one ranking count."""
LOOSE_WEIGHT = 0.5
"""What a rank by words counts where any of them will do, since common words bring in much; 1 where all of them are there. Of 1, 0.5 and
0.25: recall@10 .78, .81 and .84 on questions that were written in other words than the passages; half, since most are not."""


@dataclass(frozen=True, slots=True)
class Found:
    """Passages of a result, best first; arrays of one length.

    Attributes:
        rows: Their rows.
        score: Fused or own score; the day in a result by date.
        words_rank, meaning_rank: From 1; 0 where that side did not find it.
    """

    rows: Rows
    score: Floats
    words_rank: Ints
    meaning_rank: Ints


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

    @property
    def bound(self) -> bool:
        """Whether words decide what is found, so that meaning only orders it."""
        return self.words is not None and self.words.reading.binding

    def rows(self, mask: Bools) -> Rows:
        """All passages of the result, in no order."""
        if self.words is None and self.nearest is None:
            return np.flatnonzero(mask)
        if self.words and self.bound:
            return self.words.inside(mask, self.limit)
        sides = [self.words.inside(mask, self.limit)] if self.words else []
        sides += [self.nearest.within(mask, self.limit)[0]] if self.nearest else []
        return np.flatnonzero(self.columns.set_of(np.concatenate(sides)))

    def found(self, mask: Bools, *, by_date: bool) -> Found:
        """The result in order.

        Args:
            mask: Passages that pass the filters.
            by_date: Newest first, those without a date last; else by score.
        """
        nothing: tuple[Rows, Floats] = np.zeros(0, dtype=np.int64), np.zeros(0)
        by_words, word_scores = self.words.within(mask, self.limit) if self.words else nothing
        near = mask & self.columns.set_of(by_words) if self.bound else mask
        by_meaning, cosines = self.nearest.within(near, self.limit) if self.nearest else nothing
        ranks = self._ranks(by_words), self._ranks(by_meaning)
        if by_date:
            wanted = self.columns.set_of(np.concatenate([by_words, by_meaning])) if self.words or self.nearest else mask
            rows = self.columns.newest_first[wanted[self.columns.newest_first]]
            score = self.columns.first_day[self.columns.doc[rows]].astype(np.float64)
        elif self.words and self.nearest:
            rows = np.flatnonzero(self.columns.set_of(np.concatenate([by_words, by_meaning])))
            weights = LOOSE_WEIGHT if self.words.reading.ranked else 1.0, 1.0
            parts = [w * np.where(r[rows] > 0, 1 / (RRF_K + r[rows]), 0.0) for w, r in zip(weights, ranks, strict=True)]
            score = parts[0] + parts[1]
            order = np.argsort(-score, kind="stable")
            rows, score = rows[order], score[order]
        else:
            rows, score = (by_words, word_scores) if self.words else (by_meaning, cosines)
        return Found(rows, score, ranks[0][rows], ranks[1][rows])

    def _ranks(self, ordered: Rows) -> npt.NDArray[np.int32]:
        """Place of every passage in a list, from 1; 0 for those that are not in it."""
        out = np.zeros(self.columns.rows, dtype=np.int32)
        out[ordered] = np.arange(1, len(ordered) + 1)
        return out
