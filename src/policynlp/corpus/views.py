"""Read-only SQL over the corpus (DuckDB): committed batches, the active tag set, latest revisions, no repeated texts.

A `Views` is one consistent look: what is committed later is seen by the next one.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import duckdb
import pyarrow as pa
import pyarrow.dataset as ds

from policynlp.corpus.schema import PARTITIONED
from policynlp.corpus.view_sql import VIEWS, statements
from policynlp.errors import InputError

if TYPE_CHECKING:
    from policynlp.corpus.store import Store

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


class Views:
    """DuckDB with the views of a corpus, shut off from files, network, extensions and settings.

    Args:
        store: The corpus, open.
        tagset: Look at this tag set in place of the active one.
    """

    def __init__(self, store: Store, *, tagset: str | None = None) -> None:
        catalogue = store.catalogue
        catalogue.refresh()  # before the tables are looked at: what is committed is in them
        self.tagset = tagset or store.active_tagset()
        tagged = catalogue.done("tagged", self.tagset) if self.tagset else {}
        superseded = store.superseded()
        entries = catalogue.documents
        self._connection = duckdb.connect(
            ":memory:", config={"temp_directory": ""}
        )  # a folder for spilled data could be written to
        self._tables = {
            "_committed": pa.table(
                {
                    "document": pa.array(list(entries), pa.string()),
                    "batch_id": pa.array([e.batch for e in entries.values()], pa.string()),
                    "latest": pa.array([d not in superseded for d in entries], pa.bool_()),
                }
            ),
            "_counted": pa.table({"document": pa.array(store.counted(), pa.string())}),
            "_tagged": pa.table(
                {"document": pa.array(list(tagged), pa.string()), "batch_id": pa.array(list(tagged.values()), pa.string())}
            ),
            "_batches": self._batches(store),
            "_active": pa.table({"tagset": pa.array([self.tagset], pa.string())}),
        }
        for name in VIEWS:
            dataset = store.tables.dataset(name)
            if name in PARTITIONED:
                dataset = dataset.filter(ds.field("tagset") == (self.tagset or ""))
            self._connection.register(f"_{name}", dataset)
        for name, table in self._tables.items():
            self._connection.register(name, table)
        for name, select in statements():
            self._connection.execute(f"CREATE VIEW {name} AS {select}")
        for setting in _LOCK:
            self._connection.execute(setting)

    @staticmethod
    def _batches(store: Store) -> pa.Table:
        ranks = store.catalogue.batches
        read = store.tables.read("batches", columns=["batch_id", "committed_at"]).to_pylist()
        times = {row["batch_id"]: row["committed_at"] for row in read}
        return pa.table(
            {
                "batch_id": pa.array(list(ranks), pa.string()),
                "rank": pa.array(list(ranks.values()), pa.int64()),
                "committed_at": pa.array([times[b] for b in ranks], pa.timestamp("us", tz="UTC")),
            }
        )

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        self.close()

    def columns(self, view: str) -> list[str]:
        """Names of the columns of a view.

        Raises:
            InputError: There is no such view.
        """
        check_view(view)
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
            self._connection.execute("BEGIN")  # a CTE may hold an INSERT: whatever it did is taken back
            relation = self._connection.sql(sql, params=params or None)
            if relation is not None:
                reader = relation.to_arrow_reader(_BATCH_ROWS)
                yield pa.RecordBatch.from_pylist([], schema=reader.schema)
                yield from reader
        except duckdb.InterruptException as error:
            raise InputError(
                f"the query took longer than {timeout_s:g} s" if timeout_s else "the query was interrupted",
                where="SQL",
                hint="Narrow it down, or raise the time limit.",
            ) from error
        except duckdb.Error as error:
            raise InputError(str(error).strip(), where="SQL", hint=f"Views: {', '.join(VIEWS)}.") from error
        except (pa.ArrowException, OSError) as error:
            raise _arrow_error(error, timeout_s) from error
        finally:
            if timer:
                timer.cancel()
            self._roll_back()

    def _roll_back(self) -> None:
        with suppress(duckdb.Error):  # there may be no transaction: it could not even begin
            self._connection.execute("ROLLBACK")


def _arrow_error(error: Exception, timeout_s: float | None) -> InputError:
    """DuckDB's errors while rows are handed over come as errors of Arrow."""
    if "INTERRUPT" in str(error).upper() and timeout_s:
        hint = "Narrow it down, or raise the time limit."
        return InputError(f"the query took longer than {timeout_s:g} s", where="SQL", hint=hint)
    return InputError(str(error).strip(), where="SQL", hint="See the message; a damaged table shows in `policynlp status`.")


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
