"""The full-text index: SQLite FTS5, derived from the corpus, so it may be deleted at any time.

Passages are indexed once; what the tag set says about them (themes, speakers, names) is kept beside them and changes
with the tag set. Readers and one writer go on at the same time (WAL).
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from policynlp.document import Document
from policynlp.errors import CorpusError
from policynlp.tags import Tags

if TYPE_CHECKING:
    from policynlp.corpus.store import Store

INDEX_VERSION = 1
"""Raised with every change to the tables below; an index of another version is built anew."""
_CHUNK_DOCS = 100
_BUSY_MS = 30_000

_TABLES = """
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT);
CREATE TABLE IF NOT EXISTS docs (
    document TEXT PRIMARY KEY, title TEXT, publisher TEXT, genre TEXT, uri TEXT, published TEXT,
    first_day TEXT, last_day TEXT, source TEXT, counted INTEGER NOT NULL, tags TEXT
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS passages (
    rowid INTEGER PRIMARY KEY, id TEXT, document TEXT, start INTEGER, "end" INTEGER, kind TEXT, section TEXT, text TEXT
);
CREATE INDEX IF NOT EXISTS passages_document ON passages (document);
CREATE VIRTUAL TABLE IF NOT EXISTS fts USING fts5 (
    text, content = 'passages', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TABLE IF NOT EXISTS marks (
    passage INTEGER, layer TEXT, name TEXT, folded TEXT, score REAL, PRIMARY KEY (passage, layer, name)
) WITHOUT ROWID;
"""
_CONTROLS = dict.fromkeys((0, 2, 3), " ")  # NUL ends a text in SQLite; the others mark the words that matched


class SearchIndex:
    """The index of a corpus, opened; made where it is missing, made anew where it is damaged.

    Args:
        store: The corpus, open.

    Attributes:
        path: The database.
        connection: Open connection to it.
        read_only: The folder cannot be written, so the index is taken as it is.

    Raises:
        CorpusError: The folder cannot be written and there is no index.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self.path: Path = store.index_path
        self.read_only = self.path.exists() and not os.access(self.path.parent, os.W_OK)
        self.connection = self._open()

    def _open(self) -> sqlite3.Connection:
        try:
            if self.read_only:
                return sqlite3.connect(f"{self.path.absolute().as_uri()}?immutable=1", uri=True)
            self.path.parent.mkdir(parents=True, exist_ok=True)
            try:
                return self._connect()
            except sqlite3.DatabaseError as error:
                if isinstance(error, sqlite3.OperationalError) and "locked" in str(error):
                    raise
                self._remove()
                return self._connect()
        except (OSError, sqlite3.Error) as error:
            raise CorpusError(
                f"the search index cannot be opened: {error}", where=str(self.path), hint="Check permissions and free space."
            ) from error

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=_BUSY_MS / 1000, isolation_level=None)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version == INDEX_VERSION:
                connection.execute("SELECT count(*) FROM meta").fetchone()
                return connection
            if version:
                raise sqlite3.DatabaseError(f"index of version {version}")
            connection.executescript(f"BEGIN IMMEDIATE; {_TABLES} PRAGMA user_version = {INDEX_VERSION}; COMMIT;")
        except BaseException:
            connection.close()
            raise
        return connection

    def _remove(self) -> None:
        for suffix in ("", "-wal", "-shm"):
            Path(f"{self.path}{suffix}").unlink(missing_ok=True)

    def close(self) -> None:
        """Close the database."""
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        self.close()

    def refresh(self) -> int:
        """Take in what was committed since the last time; a damaged index is built anew.

        Returns:
            Number of documents that were indexed, or whose tags were.
        """
        try:
            return self._refresh()
        except sqlite3.DatabaseError as error:
            if self.read_only:
                raise CorpusError(
                    f"the search index is damaged: {error}", where=str(self.path), hint="Have its owner search once."
                ) from error
            if isinstance(error, sqlite3.OperationalError) and "locked" in str(error):
                raise CorpusError("the search index is locked", where=str(self.path), hint="Wait for the other run.") from error
            self.rebuild_file()
            return self._refresh()

    def rebuild_file(self) -> None:
        """Throw the index away and begin an empty one."""
        with suppress(sqlite3.Error):
            self.connection.close()
        self._remove()
        self.connection = self._open()

    def _refresh(self) -> int:
        store = self.store
        store.catalogue.refresh()
        tagset = store.active_tagset()
        state = f"{store.catalogue.state()}/{tagset}"
        seen = self.connection.execute("SELECT value FROM meta WHERE name = 'state'").fetchone()
        if self.read_only or (seen and seen[0] == state):
            return 0
        indexed = dict(self.connection.execute("SELECT document, tags FROM docs").fetchall())
        new = [d for d in store.catalogue.documents if d not in indexed]
        for chunk in _chunks(new):
            self._add_documents(list(store.load_documents(chunk)))
        self._count_documents()
        states = self._tag_states(tagset)
        stale = [d for d, state in states.items() if indexed.get(d) != state]
        gone = [d for d, state in indexed.items() if state is not None and d not in states]
        for chunk in _chunks(gone):
            self._drop_marks(chunk)
        for chunk in _chunks(stale):
            self._add_tags(chunk, tagset or "", states)
        with self._writing() as connection:
            connection.execute("INSERT OR REPLACE INTO meta VALUES ('state', ?)", (state,))
        return len({*new, *stale})

    def _tag_states(self, tagset: str | None) -> dict[str, str]:
        """Document to what its marks were made from: another value says that they have to be made again."""
        if tagset is None:
            return {}
        linked = self.store.catalogue.done("linked", tagset)
        return {
            document: f"{tagset}/{batch}/{linked.get(document, '')}"
            for document, batch in self.store.catalogue.done("tagged", tagset).items()
        }

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield self.connection
        except BaseException:
            with suppress(sqlite3.Error):
                self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")

    def _add_documents(self, documents: Sequence[Document]) -> None:
        with self._writing() as connection:
            for document in documents:
                source = document.source
                first, last = days(source.published)
                where = f"{source.publisher or ''}\n{source.uri}".casefold()
                row = (document.id, source.title, source.publisher, source.genre, source.uri, source.published)
                added = connection.execute(
                    "INSERT OR IGNORE INTO docs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1, NULL)", (*row, first, last, where)
                ).rowcount
                if not added:
                    continue  # another process was faster
                text = document.text.translate(_CONTROLS)
                for p in document.passages:
                    cut = text[p.start : p.end]
                    rowid = connection.execute(
                        "INSERT INTO passages VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)",
                        (p.id, document.id, p.start, p.end, p.kind, p.section, cut),
                    ).lastrowid
                    connection.execute("INSERT INTO fts (rowid, text) VALUES (?, ?)", (rowid, cut))

    def _count_documents(self) -> None:
        """Mark texts that repeat another one, and superseded ones: they are found only when asked for."""
        superseded = self.store.superseded()
        out = {d for d, entry in self.store.catalogue.documents.items() if entry.duplicate or d in superseded}
        marked = {d for (d,) in self.connection.execute("SELECT document FROM docs WHERE NOT counted")}
        if out == marked:
            return
        with self._writing() as connection:
            connection.executemany("UPDATE docs SET counted = 0 WHERE document = ?", [(d,) for d in out - marked])
            connection.executemany("UPDATE docs SET counted = 1 WHERE document = ?", [(d,) for d in marked - out])

    def _drop_marks(self, documents: Sequence[str]) -> None:
        with self._writing() as connection:
            self._delete_marks(connection, documents)
            connection.executemany("UPDATE docs SET tags = NULL WHERE document = ?", [(d,) for d in documents])

    @staticmethod
    def _delete_marks(connection: sqlite3.Connection, documents: Sequence[str]) -> None:
        connection.executemany(
            "DELETE FROM marks WHERE passage IN (SELECT rowid FROM passages WHERE document = ?)", [(d,) for d in documents]
        )

    def _add_tags(self, documents: Sequence[str], tagset: str, states: dict[str, str]) -> None:
        names = self.store.identity_names(documents, tagset=tagset)
        loaded = list(self.store.load_tags(documents, tagset=tagset))
        with self._writing() as connection:
            self._delete_marks(connection, documents)
            for tags in loaded:
                found = connection.execute(
                    'SELECT rowid, id, start, "end" FROM passages WHERE document = ? ORDER BY start', (tags.document,)
                ).fetchall()
                marks = list(_marks(tags, found, {e: n for (d, e), n in names.items() if d == tags.document}))
                connection.executemany("INSERT OR IGNORE INTO marks VALUES (?, ?, ?, ?, ?)", marks)
                connection.execute("UPDATE docs SET tags = ? WHERE document = ?", (states[tags.document], tags.document))


def days(published: str | None) -> tuple[str | None, str | None]:
    """First and last day that a date cut to its precision may mean."""
    if not published:
        return None, None
    day = published[:10]
    return (day + "-01-01"[len(day) - 4 :])[:10], (day + "-12-31"[len(day) - 4 :])[:10]


def _marks(
    tags: Tags, passages: Sequence[tuple[int, str, int, int]], identities: dict[str, str]
) -> Iterator[tuple[int, str, str, str, float | None]]:
    """Themes, speakers and names of each passage: row of the passage, layer, name, folded name, score."""
    by_id = {passage_id: row for row, passage_id, _, _ in passages}
    for theme in tags.themes:
        if theme.assigned and theme.passage in by_id:
            name = theme.theme if theme.facet is None else f"{theme.theme}.{theme.facet}"
            yield by_id[theme.passage], "theme", name, name.casefold(), theme.score
    spoken = [(s, q.speaker, q.entity) for q in tags.quotes if q.speaker for s in q.content]
    named = [((e.start, e.end), e.name, e.entity) for e in tags.entities]
    for layer, mentions in (("speaker", spoken), ("entity", named)):
        for span, name, entity in mentions:
            for row in _overlapping(passages, span):
                for one in {name, identities.get(entity or "", name)}:
                    yield row, layer, one, one.casefold(), None


def _overlapping(passages: Sequence[tuple[int, str, int, int]], span: tuple[int, int]) -> Iterator[int]:
    from bisect import bisect_right

    at = max(0, bisect_right(passages, span[0], key=lambda p: p[2]) - 1)
    while at < len(passages) and passages[at][2] < span[1]:
        if passages[at][3] > span[0]:
            yield passages[at][0]
        at += 1


def _chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[i : i + _CHUNK_DOCS] for i in range(0, len(ids), _CHUNK_DOCS))


def refresh_index(store: Store) -> int:
    """Bring the full-text index up to date; gives the number of documents that were indexed."""
    with SearchIndex(store) as index:
        return index.refresh()
