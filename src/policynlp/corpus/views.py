"""Read-only SQL over the corpus (DuckDB): committed batches, the active tag set, latest revisions, no repeated texts.

A `Views` is one consistent look: what is committed later is seen by the next one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from policynlp.corpus.read_only import ReadOnly, check_read_only, check_view
from policynlp.corpus.schema import PARTITIONED
from policynlp.corpus.snapshot import Changes, attach_snapshot, kept_statements, snapshot_path, worked_out
from policynlp.corpus.view_sql import VIEWS, helpers, statements

if TYPE_CHECKING:
    from policynlp.corpus.store import Store

__all__ = ["ReadOnly", "Views", "check_read_only", "check_view"]


class Views(ReadOnly):
    """DuckDB with the views of a corpus, shut off from files, network, extensions and settings.

    Args:
        store: The corpus, open.
        tagset: Look at this tag set in place of the active one.
        before_lock: Called with the connection before it is shut off.
        kept: Read from the file of views, where there is one.
        only: Look at these documents, and at links of these batches, alone.
    """

    def __init__(
        self,
        store: Store,
        *,
        tagset: str | None = None,
        before_lock: Callable[[Any], None] | None = None,
        kept: bool = True,
        only: Changes | None = None,
    ) -> None:
        catalogue = store.catalogue
        catalogue.refresh()  # before the tables are looked at: what is committed is in them
        self.tagset = tagset or store.active_tagset()
        self.state = catalogue.state()
        super().__init__()
        self.place = str(store.path)
        self._snapshot = snapshot_path(store, state=self.state, tagset=self.tagset)
        self.kept = kept and attach_snapshot(self._connection, self._snapshot)
        self._tables = self._facts(store, only)
        for name, table in self._tables.items():
            self._connection.register(name, table)
        for name in VIEWS:
            self._connection.register(f"_{name}", self._dataset(store, name, only))
        known = dict(kept_statements()) if self.kept else {}
        self.worked = worked_out(self._connection) if self.kept else {}
        for name, select in [*statements(), *helpers()]:
            self._connection.execute(f"CREATE VIEW {name} AS {known.get(name, select)}")
        if before_lock is not None:
            before_lock(self._connection)
        self._lock()

    @property
    def outdone(self) -> bool:
        """Whether the same look would be faster now, from a file that was made meanwhile (`snapshot.py`)."""
        return not self.kept and self._snapshot.exists()

    def _facts(self, store: Store, only: Changes | None) -> dict[str, pa.Table]:
        """What the views need to know besides rows: which batches, documents and tags count."""
        facts = {"_batches": self._batches(store), "_active": pa.table({"tagset": pa.array([self.tagset], pa.string())})}
        superseded, counted = store.superseded(), store.counted()
        entries = {d: e for d, e in store.catalogue.documents.items() if only is None or d in only.documents}
        tagged = store.catalogue.done("tagged", self.tagset) if self.tagset else {}
        tagged = {d: batch for d, batch in tagged.items() if only is None or d in only.documents}
        return facts | {
            "_committed": pa.table(
                {
                    "document": pa.array(list(entries), pa.string()),
                    "batch_id": pa.array([e.batch for e in entries.values()], pa.string()),
                    "latest": pa.array([d not in superseded for d in entries], pa.bool_()),
                    "position": pa.array(range(len(entries)), pa.int64()),
                }
            ),
            "_counted": pa.table({"document": pa.array(counted, pa.string())}),
            "_tagged": pa.table(
                {"document": pa.array(list(tagged), pa.string()), "batch_id": pa.array(list(tagged.values()), pa.string())}
            ),
        }

    def _dataset(self, store: Store, name: str, only: Changes | None) -> ds.Dataset:
        dataset = store.tables.dataset(name)
        if name in PARTITIONED:
            dataset = dataset.filter(ds.field("tagset") == (self.tagset or ""))
        if only is None or name in {"rejects", "runs", "sources", "tagsets"}:
            return dataset
        if name == "links":
            return dataset.filter(ds.field("batch_id").isin(pa.array(sorted(only.batches), pa.string())))
        if name != "identities":  # their files are passed over by the batches that they hold
            brought_by = self._tables["_committed" if name in {"documents", "passages"} else "_tagged"]["batch_id"]
            dataset = dataset.filter(ds.field("batch_id").isin(pc.unique(brought_by)))
        return dataset.filter(ds.field("document").isin(pa.array(sorted(only.documents), pa.string())))

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
