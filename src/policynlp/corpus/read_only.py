"""Read-only SQL (DuckDB) for people: one statement, with a time limit, shut off from files, network, extensions and settings.

What the views are made of is up to the subclass: the tables of a corpus (`views.py`), or the files of a release.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from types import MappingProxyType, TracebackType
from typing import Any, Self

import duckdb
import pyarrow as pa

from policynlp.corpus.snapshot import Worked
from policynlp.corpus.view_sql import MACROS, VIEWS
from policynlp.errors import DOCTOR, CorpusError, InputError

_LOCK = (
    "SET enable_external_access = false",
    "SET python_enable_replacements = false",
    "SET autoinstall_known_extensions = false",
    "SET autoload_known_extensions = false",
    "SET lock_configuration = true",
)
_READING = {"SELECT", "EXPLAIN"}
_EXECUTES = re.compile(r"\banaly[sz]e\b", re.IGNORECASE)  # EXPLAIN ANALYZE COPY runs the COPY
_PIVOT = re.compile(r"\b(un)?pivot(_wider|_longer)?\b", re.IGNORECASE)
_BATCH_ROWS = 2048
TOO_MUCH_MEMORY = "the query needs more memory than it may take"
_DAMAGED = re.compile(
    r"(?:registered as '_?(?P<table>\w+)'.*?)?"
    r"(?P<cause>(?:IOError: |ArrowInvalid: |(?<=failed: )Invalid: |Failed to load .* block|Corrupt database file)[^\n]*)",
    re.DOTALL,
)
"""How DuckDB passes on what Arrow says of a broken file, and what it says of a broken one of its own."""


class ReadOnly:
    """DuckDB with views that a subclass makes; a context manager.

    Attributes:
        tagset: The tag set that the views show, or None.
        state: Another value says that something else is seen.
        release: Name of the release that is read, or None for a corpus.
        worked: Answers that are worked out already, by `snapshot.question_key`.
        place: What is read, for messages.
    """

    tagset: str | None = None
    state: str = ""
    release: str | None = None
    worked: Mapping[str, Worked] = MappingProxyType({})
    place: str = ""

    def __init__(self) -> None:
        self._held: tuple[str, str, dict[str, Any]] | None = None
        self._connection = duckdb.connect(
            ":memory:", config={"temp_directory": ""}
        )  # a folder for spilled data could be written to
        for macro in MACROS:
            self._connection.execute(macro)

    @property
    def wordless(self) -> int:
        """Texts whose words may not be read: a corpus has none, a release leaves some out."""
        return 0

    def _lock(self) -> None:
        """Shut the database off; what a user may say comes after this."""
        for setting in _LOCK:
            self._connection.execute(setting)

    def interrupt(self) -> None:
        """End the query that is going on, from another thread; it raises `InputError`. Of what is closed, none goes on."""
        with suppress(duckdb.ConnectionException):
            self._connection.interrupt()

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        self.close()

    @contextmanager
    def holding(self, name: str, select: str, values: Mapping[str, Any]) -> Iterator[None]:
        """Keep some rows in memory, under a name, for the questions that are put meanwhile.

        Args:
            name: What they are called in SQL.
            select: A SELECT of this program's own.
            values: Its parameters.
        """
        self._make_ready(select)
        with _errors(None, self.place):
            self._connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {select}", dict(values))
        self._held = (name, select, dict(values))
        try:
            yield
        finally:
            self._held = None
            self._connection.execute(f"DROP TABLE temp.{name}")

    def holds(self, name: str, select: str, values: Mapping[str, Any]) -> bool:
        """Whether these rows are kept now."""
        return self._held == (name, select, dict(values))

    def columns(self, view: str) -> list[str]:
        """Names of the columns of a view.

        Raises:
            InputError: There is no such view.
        """
        check_view(view)
        self._make_ready(view)
        return [str(c[0]) for c in self._connection.execute(f"DESCRIBE {view}").fetchall()]

    def query(
        self,
        sql: str,
        params: Sequence[Any] | Mapping[str, Any] = (),
        *,
        limit: int | None = None,
        timeout_s: float | None = None,
    ) -> pa.Table:
        """Rows of one read-only statement.

        Args:
            sql: SELECT, WITH, FROM, DESCRIBE, SHOW, SUMMARIZE, PIVOT or EXPLAIN.
            params: Values for `?` or `$name`.
            limit: Rows at the most; the rest is not computed where that can be helped.
            timeout_s: Wall time after which the query is ended.

        Raises:
            InputError: The statement is not read-only, has an error, or took too long.
            CorpusError: What it reads is damaged.
        """
        batches, rows = [], 0
        schema = pa.schema([])
        for batch in self.stream(sql, params, timeout_s=timeout_s):
            batches.append(batch)
            schema = batch.schema
            rows += batch.num_rows
            if limit is not None and rows >= limit:
                break
        table = pa.Table.from_batches(batches, schema=schema)
        return table if limit is None else table.slice(0, limit)

    def stream(
        self, sql: str, params: Sequence[Any] | Mapping[str, Any] = (), *, timeout_s: float | None = None
    ) -> Iterator[pa.RecordBatch]:
        """As `query`, batch by batch; the first one may be empty, and tells the columns."""
        check_read_only(self._connection, sql)
        timer = threading.Timer(timeout_s, self._connection.interrupt) if timeout_s else None
        if timer:
            timer.daemon = True
            timer.start()
        try:
            with _errors(timeout_s, self.place):
                self._make_ready(sql)
                self._connection.execute("BEGIN")  # a CTE may hold an INSERT: whatever it did is taken back
                relation = self._relation(sql, params)
                if relation is not None:
                    reader = relation.to_arrow_reader(_BATCH_ROWS)
                    yield pa.RecordBatch.from_pylist([], schema=reader.schema)
                    yield from reader
        finally:
            if timer:
                timer.cancel()
            self._roll_back()

    def _relation(self, sql: str, params: Sequence[Any] | Mapping[str, Any]) -> duckdb.DuckDBPyRelation | None:
        """The statement, planned; where a name is not known, with all views made: it may be put together, and DuckDB suggests names."""
        try:
            return self._connection.sql(sql, params=params or None)
        except duckdb.CatalogException:
            self._roll_back()
            if not self._make_ready(None):
                raise
            self._connection.execute("BEGIN")
            return self._connection.sql(sql, params=params or None)

    def _make_ready(self, sql: str | None) -> bool:  # noqa: ARG002 - for those that make views when they are asked for
        """Make the views that a statement names, or all; whether there were any to make."""
        return False

    def _roll_back(self) -> None:
        with suppress(duckdb.Error):  # there may be no transaction: it could not even begin
            self._connection.execute("ROLLBACK")


@contextmanager
def _errors(timeout_s: float | None, place: str) -> Iterator[None]:
    """Errors of DuckDB as errors that a person can act on."""
    try:
        yield
    except duckdb.InterruptException as error:
        raise InputError(
            f"the query took longer than {timeout_s:g} s" if timeout_s else "the query was interrupted",
            where="SQL",
            hint="Narrow it down, or raise the time limit.",
        ) from error
    except duckdb.OutOfMemoryException as error:
        raise _too_large() from error
    except duckdb.Error as error:
        if "bad_alloc" in str(error):  # the system gives no more
            raise _too_large() from error
        if damage := _DAMAGED.search(str(error)):
            raise _damaged(damage, place) from error
        raise InputError(str(error).strip(), where="SQL", hint=f"Views: {', '.join(VIEWS)}.") from error
    except (pa.ArrowException, OSError) as error:
        if damage := _DAMAGED.search(str(error)):
            raise _damaged(damage, place) from error
        raise _arrow_error(error, timeout_s) from error


def _damaged(damage: re.Match[str], place: str) -> CorpusError:
    name = f"the table {damage['table']}" if damage["table"] else "a table"
    return CorpusError(f"{name} cannot be read: {damage['cause']}", where=place, hint=DOCTOR)


def _arrow_error(error: Exception, timeout_s: float | None) -> InputError:
    """DuckDB's errors while rows are handed over come as errors of Arrow."""
    if "INTERRUPT" in str(error).upper() and timeout_s:
        hint = "Narrow it down, or raise the time limit."
        return InputError(f"the query took longer than {timeout_s:g} s", where="SQL", hint=hint)
    if "OUT OF MEMORY" in str(error).upper() or isinstance(error, pa.ArrowMemoryError):
        return _too_large()
    return InputError(str(error).strip(), where="SQL", hint="See the message.")


def _too_large() -> InputError:
    hint = "Group or filter before you sort or collect; nothing is put on disk meanwhile."
    return InputError(TOO_MUCH_MEMORY, where="SQL", hint=hint)


def check_view(name: str) -> None:
    """Raise `InputError` unless this is a view, with or without `_all` behind it."""
    if name.removesuffix("_all") not in VIEWS:
        raise InputError(f"there is no view {name!r}", hint=f"Views: {', '.join(VIEWS)}.")


def check_read_only(connection: duckdb.DuckDBPyConnection, sql: str) -> None:
    """Raise `InputError` unless this is one statement that reads.

    It is a courtesy, with a clear message: what keeps a query from doing harm is that the database is in memory, has
    no access to the outside, and its settings are locked.
    """
    try:
        parsed = connection.extract_statements(sql)
    except duckdb.Error as error:
        raise InputError(str(error).strip(), where="SQL", hint=f"Views: {', '.join(VIEWS)}.") from error
    if len(parsed) != 1:
        raise InputError(f"{len(parsed)} statements where one is expected", where="SQL", hint="Give one SELECT.")
    kind = parsed[0].type.name
    if kind == "EXPLAIN" and _EXECUTES.search(sql):
        raise InputError("EXPLAIN ANALYZE is not allowed", where="SQL", hint="EXPLAIN alone shows the plan.")
    if kind in _READING or (kind == "MULTI" and _PIVOT.search(sql)):
        return
    raise InputError(
        f"{kind} is not allowed", where="SQL", hint="The corpus is read-only here: SELECT, WITH, DESCRIBE, SHOW, EXPLAIN."
    )
