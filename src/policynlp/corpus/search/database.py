"""The file of the search index: SQLite, with readers and one writer at the same time (WAL).

It is derived from the corpus, so it may be deleted at any time; a damaged one is made anew.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from policynlp.errors import CorpusError

INDEX_VERSION = 3
"""Raised with every change to the tables below; an index of another version is built anew."""
BUSY_MS = 30_000
_PAGE_CACHE_KB = 64_000
_MAPPED_BYTES = 1 << 30

TOKENIZER = "porter unicode61 remove_diacritics 2"
_TABLES = f"""
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE docs (
    number INTEGER PRIMARY KEY, document TEXT NOT NULL UNIQUE, first INTEGER NOT NULL, passages INTEGER NOT NULL,
    title TEXT, publisher TEXT, genre TEXT, language TEXT, uri TEXT, published TEXT,
    first_day INTEGER, last_day INTEGER, source TEXT, counted INTEGER NOT NULL, tags TEXT
);
-- what is held in memory, an array a document: kind and length of its passages, who and what is in them, signs of their vectors
CREATE TABLE columns (doc INTEGER PRIMARY KEY, layout BLOB NOT NULL, marks BLOB, signs BLOB);
CREATE TABLE passages (
    rowid INTEGER PRIMARY KEY, doc INTEGER, id TEXT, start INTEGER, "end" INTEGER, kind TEXT, section TEXT, text TEXT
);
CREATE VIRTUAL TABLE fts USING fts5 (text, content = 'passages', tokenize = '{TOKENIZER}');
CREATE TABLE vectors (passage INTEGER PRIMARY KEY, vector BLOB);
CREATE TABLE names (id INTEGER PRIMARY KEY, layer TEXT, key TEXT, name TEXT, UNIQUE (layer, key));
CREATE TABLE aliases (folded TEXT, name INTEGER, PRIMARY KEY (folded, name)) WITHOUT ROWID;
"""


class Database:
    """A connection to the index of a corpus; the file is made where it is missing, and made anew where it is damaged.

    Args:
        path: The file.

    Attributes:
        connection: Open connection; it may be used from any thread, by one at a time.
        read_only: The folder cannot be written, so the index is taken as it is.

    Raises:
        CorpusError: The folder cannot be written and there is no index, or one of another version.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.read_only = path.exists() and not os.access(path.parent, os.W_OK)
        self.connection = self._open()
        self._file = self._inode()

    def _open(self) -> sqlite3.Connection:
        try:
            if self.read_only:
                uri = f"{self.path.absolute().as_uri()}?immutable=1"
                return _checked(sqlite3.connect(uri, uri=True, check_same_thread=False))
            self.path.parent.mkdir(parents=True, exist_ok=True)
            try:
                return self._connect()
            except sqlite3.DatabaseError as error:
                if is_locked(error):
                    raise
                self._remove()
                return self._connect()
        except (OSError, sqlite3.Error) as error:
            hint = "Have its owner search once." if self.read_only else "Check permissions and free space."
            raise CorpusError(f"the search index cannot be opened: {error}", where=str(self.path), hint=hint) from error

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=BUSY_MS / 1000, isolation_level=None, check_same_thread=False)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA temp_store = MEMORY")
            connection.execute(f"PRAGMA cache_size = -{_PAGE_CACHE_KB}")
            connection.execute(f"PRAGMA mmap_size = {_MAPPED_BYTES}")
            if connection.execute("PRAGMA user_version").fetchone()[0]:
                return _checked(connection)
            connection.execute("BEGIN IMMEDIATE")
            if not connection.execute("PRAGMA user_version").fetchone()[0]:  # else another process was faster
                for statement in _TABLES.split(";\n"):
                    connection.execute(statement)
                birth = [("birth", secrets.token_hex(4)), ("generation", "0")]
                connection.executemany("INSERT INTO meta VALUES (?, ?)", birth)
                connection.execute(f"PRAGMA user_version = {INDEX_VERSION}")
            connection.execute("COMMIT")
        except BaseException:
            connection.close()
            raise
        return connection

    def _remove(self) -> None:
        for suffix in ("", "-wal", "-shm"):
            Path(f"{self.path}{suffix}").unlink(missing_ok=True)

    def _inode(self) -> int | None:
        try:
            return self.path.stat().st_ino
        except OSError:
            return None

    @property
    def replaced(self) -> bool:
        """Whether another process made the file anew, or somebody deleted it."""
        return self._inode() != self._file

    def reopen(self) -> None:
        """Open what lies there now."""
        self.close()
        self.connection = self._open()
        self._file = self._inode()

    def make_anew(self) -> None:
        """Throw the index away and begin an empty one."""
        self.close()
        self._remove()
        self.reopen()

    def close(self) -> None:
        """Close the connection."""
        with suppress(sqlite3.Error):
            self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        self.close()

    def meta(self, name: str) -> str | None:
        """A value of the table `meta`."""
        row = self.connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def version(self) -> str:
        """Another value says that the file was written to, or made anew."""
        return f"{self.meta('birth')}.{self.meta('generation')}"

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction; all of it is seen afterwards, or nothing."""
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield self.connection
            self.connection.execute("UPDATE meta SET value = value + 1 WHERE name = 'generation'")
        except BaseException:
            with suppress(sqlite3.Error):
                self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")


def is_locked(error: sqlite3.Error) -> bool:
    """Whether it failed because another process writes."""
    return isinstance(error, sqlite3.OperationalError) and ("locked" in str(error) or "busy" in str(error))


def _checked(connection: sqlite3.Connection) -> sqlite3.Connection:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version != INDEX_VERSION:
        connection.close()
        raise sqlite3.DatabaseError(f"it is of version {version}, not {INDEX_VERSION}")
    connection.execute("SELECT count(*) FROM meta").fetchone()
    return connection
