"""Rows of a result as hits: the snippet with the words that matched, and why the passage is there."""

from __future__ import annotations

import re
import sqlite3
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from policynlp.corpus.search.answer import Hit
from policynlp.corpus.search.columns import Columns
from policynlp.corpus.search.database import TOKENIZER
from policynlp.corpus.search.filters import Filters
from policynlp.corpus.search.marks import MARK
from policynlp.corpus.search.meaning import Nearest
from policynlp.corpus.search.ranking import Found
from policynlp.corpus.search.wording import Reading
from policynlp.document import Span

SNIPPET_CHARS = 280
"""About three lines on a page."""
_LEAD_CHARS = 60  # shown before the first word that matched
_BEGIN, _END = "\x02", "\x03"
_MARKED = re.compile(f"{_BEGIN}([^{_END}]*){_END}")
_SHOWN = 6  # words or names in a reason

_SQL = """
SELECT p.rowid, d.document, p.id, p.start, p."end", d.title, d.publisher, d.published, d.genre, d.language, d.uri, p.kind,
    p.section, d.counted, p.text, c.marks
FROM passages p JOIN docs d ON d.number = p.doc JOIN columns c ON c.doc = d.number
WHERE p.rowid IN (SELECT value FROM json_each(?))
"""


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes hits for one request.

    Attributes:
        columns: The index.
        connection: Its database.
        reading: How the text was read; None where there is none.
        filters: Of the request.
        nearest: Cosines, where meaning was asked.
        scored: The score is one (and not the day of a result in the order of time).
    """

    columns: Columns
    connection: sqlite3.Connection
    reading: Reading | None
    filters: Filters
    nearest: Nearest | None
    scored: bool

    def hits(self, found: Found, start: int, end: int) -> Iterator[Hit]:
        """The hits from one place of the result to another."""
        rows = found.rows[start:end]
        details = {row[0]: row for row in self.connection.execute(_SQL, (str(rows.tolist()),))}
        texts = {row: str(detail[-2]) for row, detail in details.items()}
        by_words = {bool(rank) for rank in found.words_rank[start:end]}
        marked = {whole: self._marked(texts, whole=whole) for whole in by_words}
        cosines = self.nearest.of(rows) if self.nearest else np.full(len(rows), np.nan)
        for i, row in enumerate(rows.tolist()):
            _, document, passage, begin, stop, *about, counted, text, packed = details[row]
            title, publisher, published, genre, language, uri, kind, section = about
            words_rank, meaning_rank = int(found.words_rank[start + i]), int(found.meaning_rank[start + i])
            marks = _spans(marked[words_rank > 0].get(row, ""))
            shown, at, spans = snippet(text, marks)
            cosine = None if np.isnan(cosines[i]) else round(float(cosines[i]), 4)
            words = dict.fromkeys(text[a:b].casefold() for a, b in marks)
            yield Hit(
                document=document,
                passage=passage,
                start=begin,
                end=stop,
                title=title,
                publisher=publisher,
                published=published,
                genre=genre,
                language=language,
                uri=uri,
                kind=kind,
                section=section,
                duplicate=not counted,
                snippet=shown,
                snippet_start=begin + at,
                marks=tuple(spans),
                score=round(float(found.score[start + i]), 6) if self.scored else 0.0,
                words_rank=words_rank or None,
                meaning_rank=meaning_rank or None,
                cosine=cosine,
                why="; ".join(self._reasons(row, list(words), words_rank, meaning_rank, cosine, packed)),
            )

    def _marked(self, texts: Mapping[int, str], *, whole: bool) -> dict[int, str]:
        """Passages with marks around what matches: all of the expression, or whatever words of the question are there.

        FTS5 marks them in a table of these passages alone: in the index each would cost as much as the whole search.
        """
        expression = self.reading and (self.reading.expression if whole else self.reading.any_word)
        if not expression or not texts:
            return {}
        execute = self.connection.execute
        execute(f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.shown USING fts5 (text, tokenize = '{TOKENIZER}')")
        execute("DELETE FROM temp.shown")
        self.connection.executemany("INSERT INTO temp.shown (rowid, text) VALUES (?, ?)", texts.items())
        sql = "SELECT rowid, highlight(shown, 0, ?, ?) FROM temp.shown WHERE shown MATCH ?"
        return dict(execute(sql, (_BEGIN, _END, expression)).fetchall())

    def _reasons(
        self, row: int, words: Sequence[str], words_rank: int, meaning_rank: int, cosine: float | None, packed: bytes | None
    ) -> Iterator[str]:
        """Why a passage is there, a clause each."""
        if words_rank and words:
            yield ("some of the words: " if self.reading and self.reading.ranked else "words: ") + ", ".join(words[:_SHOWN])
        if meaning_rank:
            also = f", shares {', '.join(words[:_SHOWN])}" if words and not words_rank else ""
            yield f"meaning: {ordinal(meaning_rank)} nearest, likeness {cosine:.2f}{also}"
        if self.filters.named and packed:
            own = np.frombuffer(packed, dtype=MARK)
            own = own[own["row"] == row]
            for field, chosen in self.filters.named.items():
                names = [(self.columns.names[int(m["name"])][1], float(m["score"])) for m in own if int(m["name"]) in chosen]
                listed = ", ".join(f"{n} {s:.2f}" if s else n for n, s in sorted(names)[:_SHOWN])
                yield f"{field}: {listed}"


def _spans(marked: str) -> list[Span]:
    """Spans of what stands between marks, in the text without them."""
    return [(m.start() - 2 * i, m.end() - 2 * i - 2) for i, m in enumerate(_MARKED.finditer(marked))]


def snippet(text: str, marks: Sequence[Span]) -> tuple[str, int, list[Span]]:
    """The stretch of a passage with the most of its marks, cut at words.

    Args:
        text: The passage.
        marks: Spans of it, in order.

    Returns:
        The stretch, its offset in the passage, and the marks in it as spans of the stretch.
    """
    begin = 0
    if marks and len(text) > SNIPPET_CHARS:
        starts = [first for first, _ in marks]
        most = max(starts, key=lambda at: bisect_left(starts, at - _LEAD_CHARS + SNIPPET_CHARS) - bisect_left(starts, at))
        begin = most - _LEAD_CHARS  # of several, `max` takes the first
        begin = max(0, min(begin, len(text) - SNIPPET_CHARS))
        if begin and not text[begin - 1].isspace():
            begin = next((i + 1 for i in range(begin, min(begin + _LEAD_CHARS, len(text))) if text[i].isspace()), begin)
    end = min(len(text), begin + SNIPPET_CHARS)
    if end < len(text) and not text[end].isspace():
        end = next((i for i in range(end, max(begin, end - _LEAD_CHARS), -1) if text[i].isspace()), end)
    return text[begin:end], begin, [(a - begin, b - begin) for a, b in marks if begin <= a and b <= end]


def ordinal(n: int) -> str:
    """`1st`, `2nd`, `13th`."""
    ending = "th" if 10 <= n % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{ending}"
