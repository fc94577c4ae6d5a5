"""What was committed since a file of views was made: which documents' rows are not the same any more."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa
import pyarrow.dataset as ds

from policynlp.corpus.snapshot import KEPT_MEMORY_MB, Changes, quoted
from policynlp.corpus.view_tables import facts

if TYPE_CHECKING:
    from policynlp.corpus.store import Store

STATE = """SELECT c.document, c.batch_id, c.latest, c.document IN (SELECT document FROM _counted) AS counted, t.batch_id AS tagged
FROM _committed c LEFT JOIN _tagged t ON t.document = c.document"""
"""What the file notes of each document: another row says that its rows changed."""
_DISORDERED = """SELECT batch_id FROM (FROM kept.state_batches EXCEPT SELECT batch_id, rank FROM _batches)
UNION ALL SELECT document FROM kept.state_documents WHERE document NOT IN (SELECT document FROM _committed)"""
_FRESH = "SELECT batch_id FROM _batches EXCEPT SELECT batch_id FROM kept.state_batches"


def changes_since(store: Store, earlier: Path, *, tagset: str | None, most: float) -> Changes | None:
    """What was committed since; None where most changed, or where a batch came in between earlier ones.

    Of two batches that bring the same document, the first one counts.

    Args:
        store: The corpus, with its catalogue up to date.
        earlier: The file of an earlier state.
        tagset: Of the file.
        most: Share of the documents that may have changed.

    Raises:
        duckdb.Error: The file is damaged, or of another version of DuckDB.
    """
    with duckdb.connect(":memory:", config={"memory_limit": f"{KEPT_MEMORY_MB}MB"}) as connection:
        for name, table in facts(store, tagset=tagset).items():
            connection.register(name, table)
        connection.execute(f"ATTACH '{quoted(earlier)}' AS kept (READ_ONLY)")
        if connection.execute(_DISORDERED).fetchall():
            return None
        batches = frozenset(batch for (batch,) in connection.execute(_FRESH).fetchall())
        documents = {
            d for (d,) in connection.execute(f"SELECT document FROM ({STATE} EXCEPT FROM kept.state_documents)").fetchall()
        }
    where = ds.field("batch_id").isin(pa.array(sorted(batches), pa.string())) & (ds.field("tagset") == (tagset or ""))
    decided = store.tables.read("identities", columns=["document"], where=where)["document"]
    documents |= set(decided.unique().to_pylist()) & store.catalogue.documents.keys()
    return Changes(frozenset(documents), batches) if len(documents) <= most * len(store.catalogue.documents) else None
