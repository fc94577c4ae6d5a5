"""Rows of the file of views, made for a few thousand documents at a time, so that memory does not grow with the corpus.

A row is joined with the text, the identities and the passages of its own document alone. Made for all documents at once, hash tables
and sorted rows of a corpus of 200,000 texts took 2.5 GB, although DuckDB was told to keep to one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from policynlp.corpus.snapshot import KEPT, Changes, hidden_columns, kept_rows
from policynlp.corpus.view_sql import statements
from policynlp.corpus.view_tables import rows_of

if TYPE_CHECKING:
    from policynlp.corpus.store import Store

_TOGETHER_DOCS = 5_000
_TOGETHER_DOCS_LINKED = 20_000
"""More at a time, since both texts of a link are looked for among all."""
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
    for part in _slices(committed, _TOGETHER_DOCS):
        own = tagged.filter(pc.is_in(tagged["document"], value_set=part["document"].combine_chunks()))
        known, only = {"_committed": part, "_tagged": own}, Changes(_documents(part), frozenset())
        for name, rows in known.items():
            connection.register(name, rows)
        for name in OF_DOCUMENTS:
            table = name.removesuffix("_all")
            connection.register(f"_{table}", rows_of(store, table, tagset=tagset, only=only, known=known))
        for name in OF_DOCUMENTS:
            connection.execute(f"CREATE OR REPLACE TABLE slice_{name} AS {kept_rows(name, selects[name])}")
        connection.execute("BEGIN")
        for name in OF_DOCUMENTS:
            connection.execute(f"INSERT INTO kept.{name} FROM slice_{name}")
        connection.execute("COMMIT")
    for name in OF_DOCUMENTS:
        connection.execute(f"DROP VIEW {name}")
        connection.execute(f"DROP TABLE slice_{name}")
    connection.register("_committed", committed)
    connection.register("_tagged", tagged)


def put_in_links(connection: Any, store: Store, *, tagset: str | None) -> None:
    """Put in all links of the documents that the connection knows as `_committed`, each by the text that it runs from.

    Arguments as of `put_in_slices`; views show what is in the file.
    """
    select = kept_rows("links_all", dict(statements())["links_all"])
    committed = store.catalogue.batches.keys()
    for part in _slices(_table(connection, "_committed"), _TOGETHER_DOCS_LINKED):
        batches = store.placement.batches(store.tables, "links", _documents(part), committed=committed)
        where = ds.field("batch_id").isin(pa.array(sorted(batches), pa.string()))
        where &= ds.field("from_document").isin(part["document"].combine_chunks())
        connection.register("_links", rows_of(store, "links", tagset=tagset, only=None, known={}).filter(where))
        connection.execute(f"INSERT INTO kept.links_all {select}")


def _table(connection: Any, name: str) -> pa.Table:
    found: pa.Table = connection.sql(f"FROM {name}").to_arrow_table()
    return found


def _slices(table: pa.Table, rows: int) -> Iterator[pa.Table]:
    return (table.slice(first, rows) for first in range(0, table.num_rows, rows))


def _documents(part: pa.Table) -> frozenset[str]:
    return frozenset(str(document) for document in part["document"].to_pylist())
