"""What the views are made over: the tables of a corpus, and which batches, documents and tags of them count."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.dataset as ds

from policynlp.corpus.schema import PARTITIONED
from policynlp.corpus.snapshot import Changes

if TYPE_CHECKING:
    from policynlp.corpus.store import Store

Facts = dict[str, pa.Table]


def facts(store: Store, *, tagset: str | None, only: Changes | None = None, corrected: bool = True) -> Facts:
    """Name to a small table: what the views need to know besides rows.

    Args:
        store: The corpus, with its catalogue up to date.
        tagset: The tag set that is looked at.
        only: Tell of these documents alone; those that are counted are always all.
        corrected: Tags as people corrected them; false: as the machine made them.
    """
    superseded, counted = store.superseded(), store.counted()
    entries = {d: e for d, e in store.catalogue.documents.items() if only is None or d in only.documents}
    tagged = store.catalogue.done("tagged", tagset, corrected=corrected) if tagset else {}
    tagged = {d: batch for d, batch in tagged.items() if only is None or d in only.documents}
    return {
        "_batches": _batches(store),
        "_active": pa.table({"tagset": pa.array([tagset], pa.string())}),
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


def rows_of(store: Store, name: str, *, tagset: str | None, only: Changes | None, known: Facts) -> ds.Dataset:
    """The rows of a table that the views read.

    Args:
        store: The corpus.
        name: The table.
        tagset: The tag set that is looked at.
        only: Rows of these documents alone, and links of these batches.
        known: As `facts` gives it for the same documents.
    """
    dataset = store.tables.dataset(name)
    if name in PARTITIONED:
        dataset = dataset.filter(ds.field("tagset") == (tagset or ""))
    if only is None or name in {"rejects", "runs", "tagsets", "document_counts"}:
        return dataset
    if name == "links":
        return dataset.filter(ds.field("batch_id").isin(pa.array(sorted(only.batches), pa.string())))
    # files are passed over by the batches that they hold
    if name == "identities":
        batches = store.placement.batches(store.tables, name, only.documents, committed=store.catalogue.batches.keys())
    else:
        brought = known["_committed" if name in {"documents", "passages"} else "_tagged"]["batch_id"]
        batches = {batch for batch in brought.to_pylist() if batch is not None}
    brought_by = pa.array(sorted(batches), pa.string())
    documents = pa.array(sorted(only.documents), pa.string())
    return dataset.filter(ds.field("batch_id").isin(brought_by) & ds.field("document").isin(documents))
