"""The passages that have the words of a text, whatever the filters; FTS5 finds them and weighs them by bm25."""

from __future__ import annotations

import sqlite3
import time
from dataclasses import dataclass

import numpy as np

from policynlp.corpus.search.columns import Bools, Columns, Rows
from policynlp.corpus.search.meaning import Floats
from policynlp.corpus.search.wording import Reading
from policynlp.errors import InputError

_WEIGHED_PASSAGES = 50_000
"""Results up to this size are weighed by bm25, at 2 µs a passage; larger ones by length, which is what bm25 comes down to where
every passage has the words once."""
LONGEST_S = 10.0
"""What FTS5 may spend on the words of one text; honest ones take milliseconds."""
_STEPS_BETWEEN_LOOKS = 1_000  # of SQLite's machine, a few microseconds each
_FEW_PASSAGES = 10
"""Where fewer than half a page of passages have all of some plain words, any of them counts; repeats are not counted."""
_LOOKED_AT = 1_000  # passages with all of the words, of which the repeats are counted off
_K1, _B = 1.2, 0.75  # FTS5's own constants
_COMMON_SHARE, _COMMON_PASSAGES = 0.1, 5_000
"""A word of a question that more than a tenth of the passages have says nothing of it, if another word does."""


@dataclass(frozen=True, slots=True)
class Words:
    """What the words of a text find.

    Attributes:
        rows: Passages, in order of the row.
        scores: How well each fits.
        reading: How the text was read in the end.
        note: What a reader should know of the order, or None.
        whole: Passages with all of the words, where these were too few and any of them counts; else None.
    """

    rows: Rows
    scores: Floats
    reading: Reading
    note: str | None = None
    whole: Rows | None = None

    def loosened(self, mask: Bools) -> str | None:
        """What is said where any of the words counts, of the passages in a mask."""
        if self.whole is None:
            return None
        count = int(np.count_nonzero(mask[self.whole]))
        has = "has" if count == 1 else "have"
        return f"{count or 'No'} passage{'s' * (count != 1)} {has} all of the words; those with any of them are shown, too."

    def within(self, mask: Bools, n: int) -> tuple[Rows, Floats]:
        """Passages in a mask, best first, and their scores; where any word will do, the n best."""
        inside = mask[self.rows]
        rows, scores = self.rows[inside], self.scores[inside]
        if self.reading.ranked and len(rows) > n:
            enough = scores >= np.partition(scores, -n)[-n]  # with those that are as good as the n-th
            rows, scores = rows[enough], scores[enough]
        order = np.argsort(-scores, kind="stable")[: n if self.reading.ranked else None]
        return rows[order], scores[order]

    def inside(self, mask: Bools, n: int) -> Rows:
        """The same passages in no order, which is quicker."""
        return self.within(mask, n)[0] if self.reading.ranked else self.rows[mask[self.rows]]


def look_up(connection: sqlite3.Connection, reading: Reading, columns: Columns) -> Words:
    """The passages that have the words.

    Args:
        connection: The index's database.
        reading: What is looked for.
        columns: The index, for the lengths of passages.

    Raises:
        InputError: FTS5 does not understand the expression, or it takes too long.
    """
    if not reading.expression:
        return Words(np.zeros(0, dtype=np.int64), np.zeros(0), reading)
    until = time.monotonic() + LONGEST_S
    connection.set_progress_handler(lambda: time.monotonic() > until, _STEPS_BETWEEN_LOOKS)
    try:
        whole = _too_few(connection, reading.expression, columns) if reading.loosens else None
        reading = reading.loosened() if whole is not None else reading
        expression = _telling(connection, reading, columns.rows) if reading.ranked else reading.expression
        count = _count(connection, expression)
        if count <= _WEIGHED_PASSAGES:
            found = connection.execute("SELECT rowid, -rank FROM fts WHERE fts MATCH ?", (expression,)).fetchall()
            pairs = np.array(found, dtype=np.float64).reshape(-1, 2)
            return Words(pairs[:, 0].astype(np.int64), pairs[:, 1], reading, whole=whole)
        sql = "SELECT group_concat(rowid) FROM (SELECT rowid FROM fts WHERE fts MATCH ?)"  # half the time of 300,000 tuples
        joined: str = connection.execute(sql, (expression,)).fetchone()[0]
    except sqlite3.OperationalError as error:
        if "interrupted" in str(error):
            hint = "Give fewer words, or longer beginnings."
            raise InputError(f"the query takes longer than {LONGEST_S:g} s", where="search", hint=hint) from error
        if "fts5" not in str(error):
            raise
        raise InputError(f"the query cannot be read: {error}", where="search", hint="Quote what is not a word.") from error
    finally:
        connection.set_progress_handler(None, 0)
    rows = np.fromstring(joined, dtype=np.int64, sep=",")
    length = columns.chars[rows] / max(1.0, float(columns.chars.mean()))
    note = f"{count:,} passages have the words: so many are ranked by length, short ones first."
    return Words(rows, (_K1 + 1) / (1 + _K1 * (1 - _B + _B * length)), reading, note, whole)


def _too_few(connection: sqlite3.Connection, expression: str, columns: Columns) -> Rows | None:
    """The passages with all of the words, where they are so few that any of the words should count; else None."""
    sql = "SELECT rowid FROM fts WHERE fts MATCH ? LIMIT ?"
    found = np.array([row for (row,) in connection.execute(sql, (expression, _LOOKED_AT))], dtype=np.int64)
    own = np.count_nonzero(columns.counted[columns.doc[found]])
    return found if own < _FEW_PASSAGES and len(found) < _LOOKED_AT else None


def _count(connection: sqlite3.Connection, expression: str | None) -> int:
    return int(connection.execute("SELECT count(*) FROM fts WHERE fts MATCH ?", (expression,)).fetchone()[0])


def _telling(connection: sqlite3.Connection, reading: Reading, passages: int) -> str:
    """The words of a question without those that are everywhere; all of them where all are."""
    common = max(_COMMON_PASSAGES, _COMMON_SHARE * passages)
    kept = [word for word in reading.words if _count(connection, f'"{word}"') <= common]
    return " OR ".join(f'"{word}"' for word in kept or reading.words)
