"""What is in a corpus, in numbers."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from policynlp.corpus.view_sql import VIEWS
from policynlp.corpus.views import Views
from policynlp.place import Place, bytes_under

if TYPE_CHECKING:
    from policynlp.corpus.store import Store

LAST_RUNS = 20


def status(store: Store, *, views: Views | None = None) -> dict[str, Any]:
    """Counts, runs, tag sets, size.

    Args:
        store: The corpus, open.
        views: One look at the corpus, where there is one already.

    Returns:
        `path`; `counts` (rows of each view); `hidden` (duplicates, superseded revisions, documents without tags in the
        active tag set); `active` (tag set or null); `tagsets`; `runs` (the last twenty, newest last); `bytes` on disk
        by part. Times are ISO strings.
    """
    if views is None:
        with Views(store) as opened:
            return status(store, views=opened)
    counts = {name: views.query(f"SELECT count(*) FROM {name}")[0][0].as_py() for name in VIEWS}
    entries = store.catalogue.documents
    return {
        "path": str(store.place),
        "counts": counts,
        "hidden": {
            "duplicates": sum(entry.duplicate for entry in entries.values()),
            "superseded": len(store.superseded()),
            "untagged": len(store.untagged(views.tagset)) if views.tagset else len(entries),
        },
        "active": views.tagset,
        "tagsets": [_with_iso(row) for row in store.tagsets()],
        "runs": [_with_iso(row) for row in store.runs()[-LAST_RUNS:]],
        "bytes": {part: bytes_under(_part(store, part)) for part in ("tables", "blobs", "index", "runs")},
    }


def rejects_by_reason(store: Store) -> dict[str, int]:
    """How much was left out so far, the commonest reason first."""
    store.catalogue.refresh()
    rows = store.tables.read("rejects", columns=["reason", "batch_id"]).to_pylist()
    return dict(Counter(row["reason"] for row in rows if row["batch_id"] in store.catalogue.batches).most_common())


def _with_iso(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in row.items()}


def _part(store: Store, name: str) -> Place:
    return store.index_folder if name == "index" else store.place / name
