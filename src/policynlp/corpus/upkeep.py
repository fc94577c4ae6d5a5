"""Upkeep: small files are put together, old tag sets dropped, files of old versions deleted; and a check of the whole.

None of it changes what readers see.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from policynlp.corpus.delta_log import counts_of
from policynlp.corpus.schema import PARTITIONED, SCHEMAS

if TYPE_CHECKING:
    from policynlp.corpus.store import Store


def compact(store: Store, *, keep: Collection[str] = (), retention_hours: int | None = None) -> dict[str, Any]:
    """Put small files together and delete what nobody needs.

    Kept are the active tag set, the one before it (to switch back to), those that no reader has seen yet (a run may be
    filling them), and those named.

    Args:
        store: The corpus, open.
        keep: Further tag sets.
        retention_hours: Age from which files that no current version uses are deleted; None: a week, Delta Lake's own.
            Less disturbs readers and writers that are at work.

    Returns:
        `dropped` (tag sets), `files_removed` and `files_added` by compaction, `files_deleted` from disk.

    Raises:
        CorpusError: A table is damaged, or is being written to in a way that conflicts.
    """
    seen = {row["tagset"] for row in store.tables.read("activations").to_pylist()}
    needed = {store.active_tagset(), store.previous_tagset(), *keep}
    dropped = sorted(tagset for tagset in seen if tagset not in needed and store.tagged(tagset))
    for tagset in dropped:
        for name in sorted(PARTITIONED, key=lambda name: name != "tagged"):  # first of all it is no longer complete
            store.tables.drop_partition(name, tagset)
    counts: Counter[str] = Counter(files_removed=0, files_added=0, files_deleted=0)
    for name in SCHEMAS:
        metrics = store.tables.compact(name)
        counts.update(files_removed=metrics.get("numFilesRemoved", 0), files_added=metrics.get("numFilesAdded", 0))
        counts["files_deleted"] += store.tables.vacuum(name, retention_hours=retention_hours)
    return {"dropped": dropped, **counts}


def check(store: Store) -> list[str]:
    """Faults of the corpus, one sentence each; empty where it is whole.

    Looks whether every committed batch has all of its rows, and whether all of it can be read.

    Raises:
        CorpusError: A table is missing or damaged.
    """
    store.catalogue.refresh()
    expected: dict[str, dict[str, int]] = {
        row["batch_id"]: json.loads(row["rows"])
        for row in store.tables.read("batches", columns=["batch_id", "rows"]).to_pylist()
    }
    dropped = _dropped_batches(store)
    faults = []
    for name, schema in SCHEMAS.items():
        if "batch_id" not in schema.names or name == "batches":
            continue
        found = _rows_of_batches(store, name)
        for batch, rows in expected.items():
            if found[batch] != rows.get(name, 0) and not (found[batch] == 0 and batch in dropped):
                faults.append(f"batch {batch} has {found[batch]} rows in {name} where {rows.get(name, 0)} were committed")
    return faults


def _rows_of_batches(store: Store, name: str) -> Counter[str]:
    """Batch id to the number of its rows in a table."""
    found: Counter[str] = Counter()
    for rows in store.tables.stream(name, columns=["batch_id"]):
        found.update(counts_of(rows["batch_id"]))
    return found


def _dropped_batches(store: Store) -> set[str]:
    """Batches of tag sets that were dropped: all their rows are gone on purpose."""
    rows = store.tables.read("batches", columns=["batch_id", "tagset", "kind"]).to_pylist()
    tagged = _rows_of_batches(store, "tagged").keys()
    alive = {row["tagset"] for row in rows if row["batch_id"] in tagged}
    return {row["batch_id"] for row in rows if row["tagset"] and row["tagset"] not in alive}
