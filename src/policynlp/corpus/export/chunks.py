"""The views over a few hundred documents at a time, so that an export needs the memory of these and not of the corpus.

A view joins every annotation with the text of its document. Over a whole corpus that is one join of everything with everything
(4.5 GB for 420,000 quotations); over the rows of one chunk, read by the batches that brought them, it is a small one.
"""

from __future__ import annotations

from collections.abc import Sequence
from types import TracebackType
from typing import Any, Self

import duckdb
import pyarrow as pa
import pyarrow.dataset as ds

from policynlp.corpus.schema import SCHEMAS
from policynlp.corpus.store import Store
from policynlp.corpus.view_sql import VIEWS, statements

_BY_DOCUMENT = ("documents", "passages")
_OF_TEXTS = ("documents", "passages", "entities", "people", "quotes", "claims", "themes", "links", "identities")
_NEEDS = {"themes": (), "links": (), "claims": ("identities", "quotes")}
"""Tables that a view needs beside its own, the texts and passages: most layers have identities, a figure those of its quote."""


class ChunkViews:
    """DuckDB with the views of a corpus, restricted to a chunk of its documents; a context manager.

    All chunks are read from the tables as they were when it was made.

    Args:
        store: The corpus, open.
        tagset: The tag set.
    """

    def __init__(self, store: Store, *, tagset: str | None) -> None:
        catalogue = store.catalogue
        catalogue.refresh()
        self._entries = dict(catalogue.documents)
        self._tagged = dict(catalogue.done("tagged", tagset)) if tagset else {}
        self._superseded = store.superseded()
        self._tagset = tagset or ""
        self._datasets: dict[str, ds.Dataset] = {name: store.tables.dataset(name) for name in _OF_TEXTS}
        self._store, self._batches = store, catalogue.batches.keys()
        self._connection = duckdb.connect(":memory:")
        ranks = catalogue.batches
        self._register("_batches", {"batch_id": list(ranks), "rank": list(ranks.values()), "committed_at": [None] * len(ranks)})
        self._register("_active", {"tagset": [tagset]})
        for name in VIEWS:
            self._connection.register(f"_{name}", SCHEMAS[name].empty_table())
        self._last = SCHEMAS["documents"].empty_table()
        self._choose([])
        for name, select in statements():
            self._connection.execute(f"CREATE VIEW {name} AS {select}")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        self._connection.close()

    def query(self, view: str, sql: str, *, ids: Sequence[str]) -> pa.Table:
        """Rows of a SELECT over the views of these documents.

        Args:
            view: The view that it asks, beside `documents_all` and `passages_all`.
            sql: The statement; `$ids` are the documents.
            ids: The documents. For links: those that the tie runs from.
        """
        documents = list(ids)
        if view == "links":
            links = self._read("links", self._placed("links", documents) & ds.field("from_document").isin(documents))
            self._connection.register("_links", links)
            ends = {str(document) for document in links["to_document"].to_pylist()}
            documents = sorted({*documents, *ends} & self._entries.keys())
        self._choose(documents)
        tables = {"documents", "passages", view, *_NEEDS.get(view, ("identities",))} - {"links"}
        for name in tables & set(_OF_TEXTS):
            rows = self._rows(name, documents)
            self._connection.register(f"_{name}", rows)
            if name == "documents":
                self._last = rows
        answer: pa.Table = self._connection.sql(sql, params={"ids": list(ids)}).to_arrow_table()
        return answer

    def texts(self) -> dict[str, str]:
        """Document id to text, of the documents that the last query was about."""
        return {row["document"]: row["text"] for row in self._last.select(["document", "text"]).to_pylist()}

    def _choose(self, documents: Sequence[str]) -> None:
        entries = [self._entries[d] for d in documents]
        latest = [d not in self._superseded for d in documents]
        self._register("_committed", {"document": documents, "batch_id": [e.batch for e in entries]}, latest=latest)
        self._register(
            "_counted",
            {"document": [d for d, e, new in zip(documents, entries, latest, strict=True) if new and not e.duplicate]},
        )
        tagged = [d for d in documents if d in self._tagged]
        self._register("_tagged", {"document": tagged, "batch_id": [self._tagged[d] for d in tagged]})

    def _register(self, name: str, columns: dict[str, Any], *, latest: list[bool] | None = None) -> None:
        types = {"rank": pa.int64(), "committed_at": pa.timestamp("us", tz="UTC")}
        arrays: dict[str, Any] = {
            column: pa.array(list(values), types.get(column, pa.string())) for column, values in columns.items()
        }
        if latest is not None:
            arrays["latest"] = pa.array(latest, pa.bool_())
        self._connection.register(name, pa.table(arrays))

    def _rows(self, table: str, documents: Sequence[str]) -> pa.Table:
        """Rows of documents; whole files are skipped by the batch that counts."""
        where = ds.field("document").isin(list(documents))
        if table in _BY_DOCUMENT:
            where &= ds.field("batch_id").isin(sorted({self._entries[d].batch for d in documents}))
        elif table == "identities":
            where &= self._placed("identities", documents)
        else:
            where &= ds.field("tagset") == self._tagset
            where &= ds.field("batch_id").isin(sorted({self._tagged[d] for d in documents if d in self._tagged}))
        return self._read(table, where)

    def _placed(self, table: str, documents: Sequence[str]) -> ds.Expression:
        """Rows of the batches that may hold some about the documents: files of others are passed over."""
        batches = self._store.placement.batches(self._store.tables, table, documents, committed=self._batches)
        return (ds.field("tagset") == self._tagset) & ds.field("batch_id").isin(pa.array(sorted(batches), pa.string()))

    def _read(self, table: str, where: ds.Expression) -> pa.Table:
        return self._datasets[table].to_table(filter=where)
