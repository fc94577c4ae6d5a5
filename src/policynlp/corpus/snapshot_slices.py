"""Rows of the file of views, made for a few thousand documents at a time, so that memory does not grow with the corpus.

A row is joined with the text, the identities and the passages of its own document alone. Made for all documents at once, hash tables
and sorted rows of a corpus of 200,000 texts took 2.5 GB, although DuckDB was told to keep to one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from policynlp.corpus.snapshot import KEPT, Changes, hidden_columns, kept_rows, kept_statements
from policynlp.corpus.view_sql import statements
from policynlp.corpus.view_tables import rows_of

if TYPE_CHECKING:
    from policynlp.corpus.store import Store

_TOGETHER_DOCS = 5_000
"""Where they do not fit into memory, as long texts do not, half as many, and half of these."""
_LEAST_TOGETHER_DOCS = 8
OF_DOCUMENTS = tuple(name for name in KEPT if name != "links_all")


def put_in_slices(connection: Any, store: Store, *, tagset: str | None) -> None:
    """Put in all rows of the documents that the connection knows as `_committed`, but for links.

    Args:
        connection: Knows the facts of `view_tables.facts`; the file is open as `kept`, without rows of these documents.
        store: The corpus.
        tagset: The tag set that is looked at.
    """
    selects = dict(statements())
    committed, tagged = _table(connection, "_committed"), _table(connection, "_tagged")
    for name in OF_DOCUMENTS:
        connection.execute(f"CREATE TABLE slice_{name} AS FROM kept.{name} LIMIT 0")
        connection.execute(f"CREATE OR REPLACE VIEW {name} AS SELECT * EXCLUDE ({hidden_columns(name)}) FROM slice_{name}")

    def put_in(part: pa.Table) -> None:
        own = tagged.filter(pc.is_in(tagged["document"], value_set=part["document"].combine_chunks()))
        _put_in_slice(connection, store, tagset=tagset, selects=selects, committed=part, tagged=own)

    _in_halves(committed, put_in)
    for name in OF_DOCUMENTS:
        connection.execute(f"DROP VIEW {name}")
        connection.execute(f"DROP TABLE slice_{name}")
    connection.register("_committed", committed)
    connection.register("_tagged", tagged)


def _put_in_slice(
    connection: Any,
    store: Store,
    *,
    tagset: str | None,
    selects: Mapping[str, str],
    committed: pa.Table,
    tagged: pa.Table,
) -> None:
    """Put in the rows of some documents: all of them, or none."""
    known, only = {"_committed": committed, "_tagged": tagged}, Changes(_documents(committed), frozenset())
    for name, rows in known.items():
        connection.register(name, rows)
    for name in OF_DOCUMENTS:
        table = name.removesuffix("_all")
        connection.register(f"_{table}", rows_of(store, table, tagset=tagset, only=only, known=known))
    try:
        for name in OF_DOCUMENTS:
            connection.execute(f"CREATE OR REPLACE TABLE slice_{name} AS {kept_rows(name, selects[name])}")
        connection.execute("BEGIN")
        for name in OF_DOCUMENTS:
            connection.execute(f"INSERT INTO kept.{name} FROM slice_{name}")
        connection.execute("COMMIT")
    except duckdb.OutOfMemoryException:
        with suppress(duckdb.Error):  # the error may have ended it, or it was not begun
            connection.execute("ROLLBACK")
        for name in OF_DOCUMENTS:
            connection.execute(f"CREATE OR REPLACE TABLE slice_{name} AS FROM kept.{name} LIMIT 0")
        raise


def put_in_links(connection: Any, store: Store, *, tagset: str | None) -> None:
    """Put in all links of the documents that the connection knows as `_committed`, each by the text that it runs from.

    Arguments as of `put_in_slices`; views show what is in the file. Of the texts only those at either end are looked at.
    """
    select = kept_rows("links_all", dict(statements())["links_all"].replace("documents_all", "slice_texts"))
    texts = dict(kept_statements())["documents_all"]
    committed = store.catalogue.batches.keys()

    def put_in(part: pa.Table) -> None:
        batches = store.placement.batches(store.tables, "links", _documents(part), committed=committed)
        where = ds.field("batch_id").isin(pa.array(sorted(batches), pa.string()))
        where &= ds.field("from_document").isin(part["document"].combine_chunks())
        connection.register("_links", rows_of(store, "links", tagset=tagset, only=None, known={}).filter(where).to_table())
        connection.execute(
            f"CREATE OR REPLACE TABLE slice_texts AS SELECT document, title, chars, text FROM ({texts}) "
            "WHERE document IN (SELECT from_document FROM _links UNION SELECT to_document FROM _links)"
        )
        connection.execute(f"INSERT INTO kept.links_all {select}")

    _in_halves(_table(connection, "_committed"), put_in)
    connection.execute("DROP TABLE IF EXISTS slice_texts")


def _in_halves(documents: pa.Table, put_in: Callable[[pa.Table], None]) -> None:
    """Put in all documents, some thousand at a time; half as many where they do not fit into memory, as long texts do not."""
    parts = list(_slices(documents, _TOGETHER_DOCS))[::-1]
    while parts:
        part = parts.pop()
        try:
            put_in(part)
        except duckdb.OutOfMemoryException:
            if part.num_rows <= _LEAST_TOGETHER_DOCS:
                raise
            parts = list(_slices(pa.concat_tables([part, *parts[::-1]]), part.num_rows // 2))[::-1]


def _table(connection: Any, name: str) -> pa.Table:
    found: pa.Table = connection.sql(f"FROM {name}").to_arrow_table()
    return found


def _slices(table: pa.Table, rows: int) -> Iterator[pa.Table]:
    return (table.slice(first, rows) for first in range(0, table.num_rows, rows))


def _documents(part: pa.Table) -> frozenset[str]:
    return frozenset(str(document) for document in part["document"].to_pylist())
