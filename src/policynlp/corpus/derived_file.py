"""An SQLite file that is made from a corpus and may be deleted at any time: made where it is missing, made anew where it is damaged."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import ClassVar, Self

from policynlp.errors import MAKE_SPACE, CorpusError

BUSY_MS = 30_000
IN_MEMORY = Path(":memory:")


class DerivedFile:
    """A connection to such a file; readers and one writer may use it at the same time (WAL).

    Args:
        path: The file, or `IN_MEMORY`.

    Attributes:
        connection: Open connection; it may be used from any thread, by one at a time.
        WHAT: What it is called in messages.
        VERSION: Raised with every change to the tables; a file of another version is made anew.
        TABLES: Statements that make them, each ending a line with a semicolon.
        PRAGMAS: Settings of a connection.

    Raises:
        CorpusError: The file cannot be made or opened.
    """

    WHAT: ClassVar[str]
    VERSION: ClassVar[int]
    TABLES: ClassVar[str]
    PRAGMAS: ClassVar[tuple[str, ...]] = ()

    def __init__(self, path: Path) -> None:
        self.path = path
        self.connection = self._open()

    def _open(self) -> sqlite3.Connection:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            try:
                return self._connect()
            except sqlite3.DatabaseError as error:
                if is_locked(error):
                    raise
                self._remove()
                return self._connect()
        except (OSError, sqlite3.Error) as error:
            what = f"the {self.WHAT} cannot be opened: {error}"
            raise CorpusError(what, where=str(self.path), hint="Check permissions and free space.") from error

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=BUSY_MS / 1000, isolation_level=None, check_same_thread=False)
        try:
            for setting in ("journal_mode = WAL", "synchronous = NORMAL", *self.PRAGMAS):
                connection.execute(f"PRAGMA {setting}")
            if connection.execute("PRAGMA user_version").fetchone()[0]:
                return self._checked(connection)
            connection.execute("BEGIN IMMEDIATE")
            if not connection.execute("PRAGMA user_version").fetchone()[0]:  # else another process was faster
                for statement in self.TABLES.split(";\n"):
                    connection.execute(statement)
                self._begin(connection)
                connection.execute(f"PRAGMA user_version = {self.VERSION}")
            connection.execute("COMMIT")
        except BaseException:
            connection.close()
            raise
        return connection

    def _begin(self, connection: sqlite3.Connection) -> None:
        """Write the first rows of a new file."""

    def _checked(self, connection: sqlite3.Connection) -> sqlite3.Connection:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version != self.VERSION:
            connection.close()
            raise sqlite3.DatabaseError(f"it is of version {version}, not {self.VERSION}")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        return connection

    def _remove(self) -> None:
        for suffix in ("", "-wal", "-shm"):
            Path(f"{self.path}{suffix}").unlink(missing_ok=True)

    def reopen(self) -> None:
        """Open what lies there now."""
        self.close()
        self.connection = self._open()

    def make_anew(self) -> None:
        """Throw everything away and begin an empty one."""
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

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction; all of it is seen afterwards, or nothing. Within another one, a part of that."""
        if self.connection.in_transaction:
            yield self.connection
            return
        try:
            self.connection.execute("BEGIN IMMEDIATE")
            yield self.connection
            self._written()
            self.connection.execute("COMMIT")
        except BaseException as error:
            with suppress(sqlite3.Error):
                self.connection.execute("ROLLBACK")
            if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL:
                raise CorpusError("there is no space left to write to", where=str(self.path), hint=MAKE_SPACE) from error
            raise

    def _written(self) -> None:
        """Note in the transaction that something was written."""


def is_locked(error: sqlite3.Error) -> bool:
    """Whether it failed because another process writes."""
    return isinstance(error, sqlite3.OperationalError) and ("locked" in str(error) or "busy" in str(error))
