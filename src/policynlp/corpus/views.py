"""Read-only SQL over the corpus (DuckDB): committed batches, the active tag set, latest revisions, no repeated texts.

A `Views` is one consistent look: what is committed later is seen by the next one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.dataset as ds

from policynlp.corpus.read_only import ReadOnly, check_read_only, check_view
from policynlp.corpus.schema import PARTITIONED
from policynlp.corpus.view_sql import VIEWS, statements

if TYPE_CHECKING:
    from policynlp.corpus.store import Store

__all__ = ["ReadOnly", "Views", "check_read_only", "check_view"]


class Views(ReadOnly):
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
        self.state = catalogue.state()
        super().__init__()
        self._tables = {
            "_committed": pa.table(
                {
                    "document": pa.array(list(entries), pa.string()),
                    "batch_id": pa.array([e.batch for e in entries.values()], pa.string()),
                    "latest": pa.array([d not in superseded for d in entries], pa.bool_()),
                    "position": pa.array(range(len(entries)), pa.int64()),
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
        self._lock()

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
