"""The file of the search index: SQLite, with readers and one writer at the same time (WAL).

It is derived from the corpus, so it may be deleted at any time; a damaged one is made anew.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
from pathlib import Path

from policynlp.corpus.derived_file import DerivedFile
from policynlp.errors import CorpusError

INDEX_VERSION = 4
"""Raised with every change to the tables below, or to what they hold; an index of another version is built anew."""
_PAGE_CACHE_KB = 64_000
_MAPPED_BYTES = 128_000_000  # more makes no query faster on 1.4 GB, and counts as memory of the process

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


class Database(DerivedFile):
    """A connection to the index of a corpus; where the folder cannot be written, to the index as it is.

    Args:
        path: The file.

    Attributes:
        read_only: The folder cannot be written.

    Raises:
        CorpusError: The folder cannot be written and there is no index, or one of another version.
    """

    WHAT = "search index"
    VERSION = INDEX_VERSION
    TABLES = _TABLES
    PRAGMAS = ("temp_store = MEMORY", f"cache_size = -{_PAGE_CACHE_KB}", f"mmap_size = {_MAPPED_BYTES}")

    def __init__(self, path: Path) -> None:
        self.read_only = path.exists() and not os.access(path.parent, os.W_OK)
        super().__init__(path)
        self._file = self._inode()

    def _open(self) -> sqlite3.Connection:
        if not self.read_only:
            return super()._open()
        try:
            uri = f"{self.path.absolute().as_uri()}?immutable=1"
            return self._checked(sqlite3.connect(uri, uri=True, check_same_thread=False))
        except (OSError, sqlite3.Error) as error:
            what = f"the search index cannot be opened: {error}"
            raise CorpusError(what, where=str(self.path), hint="Have its owner search once.") from error

    def _begin(self, connection: sqlite3.Connection) -> None:
        birth = [("birth", secrets.token_hex(4)), ("generation", "0")]
        connection.executemany("INSERT INTO meta VALUES (?, ?)", birth)

    def _checked(self, connection: sqlite3.Connection) -> sqlite3.Connection:
        super()._checked(connection).execute("SELECT count(*) FROM meta").fetchone()
        return connection

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
        super().reopen()
        self._file = self._inode()

    def meta(self, name: str) -> str | None:
        """A value of the table `meta`."""
        row = self.connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def version(self) -> str:
        """Another value says that the file was written to, or made anew."""
        return f"{self.meta('birth')}.{self.meta('generation')}"

    def _written(self) -> None:
        self.connection.execute("UPDATE meta SET value = value + 1 WHERE name = 'generation'")
