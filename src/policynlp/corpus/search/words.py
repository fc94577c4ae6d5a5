"""Full-text search over passages, with filters on what the tags say, and why each passage was found."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from policynlp.corpus.search.index import SearchIndex
from policynlp.corpus.search.query_language import to_fts5
from policynlp.corpus.store import Store
from policynlp.errors import CorpusError, InputError

__all__ = ["Hit", "SearchIndex", "search"]

MARK_START, MARK_END = "\x02", "\x03"
"""Around the words that matched, in `Hit.snippet`."""
_MARKED = re.compile(f"{MARK_START}([^{MARK_END}]*){MARK_END}")
_SNIPPET_WORDS = 32
_HIDDEN_KINDS = ("boilerplate", "byline")
_WORDS_SHOWN = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One passage that was found.

    Attributes:
        document: Document id.
        passage: Passage id.
        start, end: Code-point offsets of the passage in the document.
        title, publisher, published, genre, uri: Of the document.
        kind, section: Of the passage.
        snippet: Part of the passage, the words that matched between `MARK_START` and `MARK_END`.
        score: Larger is better (bm25 with its sign turned); 0 where no words were asked for.
        why: What matched: words, theme, speaker, entity.
    """

    document: str
    passage: str
    start: int
    end: int
    title: str | None
    publisher: str | None
    published: str | None
    genre: str | None
    uri: str
    kind: str
    section: str | None
    snippet: str
    score: float
    why: str

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready mapping."""
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Filters:
    theme: str | None
    facet: str | None
    speaker: str | None
    entity: str | None
    since: date | None
    until: date | None
    source: str | None
    kind: str | None
    genre: str | None
    duplicates: bool

    def marks(self) -> Iterator[tuple[str, str, str]]:
        """Layer, condition on the name, value."""
        if self.theme:
            name = f"{self.theme}.{self.facet}" if self.facet else self.theme
            yield "theme", "folded = ?", name.casefold()
        if self.speaker:
            yield "speaker", "instr(folded, ?)", self.speaker.casefold()
        if self.entity:
            yield "entity", "instr(folded, ?)", self.entity.casefold()

    def conditions(self) -> Iterator[tuple[str, tuple[Any, ...]]]:
        """SQL conditions with their values."""
        for layer, condition, value in self.marks():
            yield f"EXISTS (SELECT 1 FROM marks WHERE passage = p.rowid AND layer = ? AND {condition})", (layer, value)
        if self.since:
            yield "d.last_day >= ?", (self.since.isoformat(),)
        if self.until:
            yield "d.first_day <= ?", (self.until.isoformat(),)
        if self.source:
            yield "instr(d.source, ?)", (self.source.casefold(),)
        if self.genre:
            yield "d.genre = ?", (self.genre,)
        if self.kind:
            yield "p.kind = ?", (self.kind,)
        else:
            yield "p.kind NOT IN (?, ?)", _HIDDEN_KINDS
        if not self.duplicates:
            yield "d.counted", ()


def search(
    store: Store,
    query: str,
    *,
    theme: str | None = None,
    facet: str | None = None,
    speaker: str | None = None,
    entity: str | None = None,
    since: date | None = None,
    until: date | None = None,
    source: str | None = None,
    kind: str | None = None,
    genre: str | None = None,
    duplicates: bool = False,
    limit: int = 20,
    offset: int = 0,
) -> list[Hit]:
    """Passages with the words, best first; the index is brought up to date before.

    Args:
        store: The corpus, open.
        query: See `policynlp.corpus.search.query_language`; may be empty where there is a filter (then by date, newest first).
        theme: Assigned to the passage.
        facet: Of the theme, assigned to the passage.
        speaker: A part of the name of somebody quoted in the passage.
        entity: A part of a name in the passage, as written or as the corpus knows it.
        since: Published on this day or later; a date known by year or month only counts where it may be meant.
        until: Published on this day or earlier, likewise.
        source: A part of publisher or address.
        kind: Kind of passage; boilerplate and bylines are found only so.
        genre: Of the document.
        duplicates: Also texts that repeat another one, and superseded revisions.
        limit: Hits at the most.
        offset: Hits to leave out before.

    Raises:
        InputError: The query has an error, or is empty without a filter.
        CorpusError: The index cannot be opened.
    """
    filters = _Filters(
        theme=theme,
        facet=facet,
        speaker=speaker,
        entity=entity,
        since=since,
        until=until,
        source=source,
        kind=kind,
        genre=genre,
        duplicates=duplicates,
    )
    if facet and not theme:
        raise InputError("a facet belongs to a theme", where="search", hint="Name both.")
    conditions = list(filters.conditions())
    expression = to_fts5(query) if query.strip() else None
    if expression is None and not any((theme, speaker, entity, since, until, source, kind, genre)):
        raise InputError("there is nothing to search for", where="search", hint="Give words, or a filter.")
    with SearchIndex(store) as index:
        index.refresh()
        try:
            return _find(index.connection, expression, conditions, filters, limit, offset)
        except sqlite3.Error as error:
            if "fts5" in str(error):
                raise InputError(
                    f"the query cannot be read: {error}", where="search", hint="Quote what is not a word."
                ) from error
            if index.read_only or "locked" in str(error):
                raise CorpusError(
                    f"the search index failed: {error}", where=str(index.path), hint="Try again later."
                ) from error
        index.rebuild_file()  # damaged in a place that `refresh` did not come by
        index.refresh()
        return _find(index.connection, expression, conditions, filters, limit, offset)


def _find(
    connection: sqlite3.Connection,
    expression: str | None,
    conditions: list[tuple[str, tuple[Any, ...]]],
    filters: _Filters,
    limit: int,
    offset: int,
) -> list[Hit]:
    where = " AND ".join(condition for condition, _ in conditions)
    values = [value for _, some in conditions for value in some]
    columns = (
        'p.rowid, p.document, p.id, p.start, p."end", d.title, d.publisher, d.published, d.genre, d.uri, p.kind, p.section'
    )
    if expression is None:
        sql = (
            f"SELECT {columns}, substr(p.text, 1, 240), 0.0, '' FROM passages p JOIN docs d ON d.document = p.document "
            f"WHERE {where} ORDER BY d.first_day DESC, p.document, p.start LIMIT ? OFFSET ?"
        )
        found = connection.execute(sql, (*values, limit, offset)).fetchall()
    else:
        sql = (
            f"SELECT {columns}, snippet(fts, 0, ?, ?, '…', {_SNIPPET_WORDS}), -bm25(fts), highlight(fts, 0, ?, ?) "
            "FROM fts JOIN passages p ON p.rowid = fts.rowid JOIN docs d ON d.document = p.document "
            f"WHERE fts MATCH ? AND {where} ORDER BY bm25(fts), p.document, p.start LIMIT ? OFFSET ?"
        )
        marks = (MARK_START, MARK_END, MARK_START, MARK_END)
        found = connection.execute(sql, (*marks, expression, *values, limit, offset)).fetchall()
    return [_hit(connection, row, filters) for row in found]


def _hit(connection: sqlite3.Connection, row: tuple[Any, ...], filters: _Filters) -> Hit:
    rowid, document, passage, start, end, title, publisher, published, genre, uri, kind, section, snippet, score, marked = row
    why = []
    words = dict.fromkeys(word.casefold() for word in _MARKED.findall(marked))
    if words:
        why.append("words: " + ", ".join(list(words)[:_WORDS_SHOWN]))
    for layer, condition, value in filters.marks():
        sql = f"SELECT name, score FROM marks WHERE passage = ? AND layer = ? AND {condition} ORDER BY name"
        names = connection.execute(sql, (rowid, layer, value)).fetchall()
        why.append(f"{layer}: " + ", ".join(name if s is None else f"{name} {s:.2f}" for name, s in names[:_WORDS_SHOWN]))
    return Hit(
        document=document,
        passage=passage,
        start=start,
        end=end,
        title=title,
        publisher=publisher,
        published=published,
        genre=genre,
        uri=uri,
        kind=kind,
        section=section,
        snippet=snippet,
        score=round(score, 4),
        why="; ".join(why),
    )
