"""Where rows about a document lie: links are committed with the text they run from, and may tell of any other one.

A batch is found in the files by their statistics, a document is not. Which batches speak of which document is therefore held in
memory, read once from two narrow columns (half a second for 340,000 links and 860,000 identities) and then from new batches alone.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Mapping

import pyarrow as pa
import pyarrow.dataset as ds

from policynlp.corpus.tables import Tables

ENDS: Mapping[str, tuple[str, ...]] = {"links": ("from_document", "to_document"), "identities": ("document",)}
"""Table to the columns that name documents."""
_TOGETHER_ROWS = 65_536


class Placement:
    """Which batches hold rows about a document; may be shared by threads, and by stores of the same corpus."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._seen: dict[str, set[str]] = {name: set() for name in ENDS}
        self._places: dict[str, dict[str, list[str]]] = {name: {} for name in ENDS}

    def batches(self, tables: Tables, table: str, documents: Iterable[str], *, committed: Collection[str]) -> set[str]:
        """The committed batches with rows about any of the documents.

        Args:
            tables: Of the corpus.
            table: `links` or `identities`.
            documents: Document ids.
            committed: Ids of all batches that count.
        """
        with self._lock:
            fresh = set(committed) - self._seen[table]
            if fresh:
                self._take_in(tables, table, fresh)
            places = self._places[table]
            return {batch for document in documents for batch in places.get(document, ())}

    def _take_in(self, tables: Tables, table: str, fresh: set[str]) -> None:
        where = ds.field("batch_id").isin(sorted(fresh))
        found = tables.read(table, columns=[*ENDS[table], "batch_id"], where=where)
        ends = [pa.table([found[end], found["batch_id"]], ["document", "batch"]) for end in ENDS[table]]
        pairs = pa.concat_tables(ends).group_by(["document", "batch"]).aggregate([])
        shared = {batch: batch for batch in fresh}  # one string for each batch, not one for each pair
        places = self._places[table]
        for some in pairs.to_batches(max_chunksize=_TOGETHER_ROWS):
            for document, batch in zip(some["document"].to_pylist(), some["batch"].to_pylist(), strict=True):
                if document is not None and batch is not None:
                    places.setdefault(document, []).append(shared[batch])
        self._seen[table] |= fresh
