"""The record of what was found in each text, in numbers: what drift is measured by, however large the corpus is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import pyarrow as pa
import pyarrow.dataset as ds

from policynlp.corpus.catalogue import Catalogue
from policynlp.corpus.schema import TIME
from policynlp.corpus.tables import Tables


class DocumentCounts:
    """Numbers of texts by tag set; a part of `Store`. They are those of the machine: people's corrections do not change them."""

    tables: Tables
    catalogue: Catalogue

    def record_counts(self, rows: Sequence[Mapping[str, Any]], *, tagset: str, run_id: str) -> None:
        """Write down numbers of texts: rows of the table `document_counts`, without `tagset` and `run_id`."""
        self.tables.append("document_counts", [dict(row) | {"tagset": tagset, "run_id": run_id} for row in rows])

    def counts_since(self, since: datetime, *, tagset: str, columns: Iterable[str] | None = None) -> list[dict[str, Any]]:
        """Numbers of texts that came in since a time, each text once.

        Args:
            since: The time.
            tagset: The tag set.
            columns: Those that are wanted beside `document`; None: all.
        """
        where = (ds.field("tagset") == tagset) & (ds.field("arrived_at") >= pa.scalar(since, TIME))
        names = None if columns is None else sorted({"document", *columns})
        rows = self.tables.read("document_counts", columns=names, where=where).to_pylist()
        return list({row["document"]: row for row in rows}.values())

    def arrivals_since(self, since: datetime) -> dict[str, datetime]:
        """Documents that came in since a time, with the time at which they did."""
        self.catalogue.refresh()
        read = self.tables.read("batches", columns=["batch_id", "committed_at"]).to_pylist()
        times = {row["batch_id"]: row["committed_at"] for row in read if row["committed_at"] >= since}
        return {i: times[entry.batch] for i, entry in self.catalogue.documents.items() if entry.batch in times}

    def sources_since(self, since: datetime) -> dict[str, str]:
        """Documents that came in since a time, with the source that brought them, as far as it is known."""
        where = ds.field("looked_at") >= pa.scalar(since, TIME)
        rows = self.tables.read("sources", columns=["source", "documents"], where=where).to_pylist()
        return {document: row["source"] for row in rows for document in row["documents"] or ()}
