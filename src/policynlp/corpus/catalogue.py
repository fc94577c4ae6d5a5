"""What is committed: batches, documents and revisions, held in memory and brought up to date when others wrote.

About 300 bytes a document; one commit of another process costs a scan of four narrow columns.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

import pyarrow.dataset as ds

from policynlp.corpus.tables import Tables

CORRECTIONS = "corrections"
"""Kind of a batch that holds tags of documents as people corrected them."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One committed document.

    Attributes:
        batch: Batch that brought it first; rows of later batches that repeat it are not read.
        work, revision: See `Document`.
        duplicate_of: The text that it repeats, or None.
    """

    batch: str
    work: str
    revision: int
    duplicate_of: str | None

    @property
    def duplicate(self) -> bool:
        """Whether it repeats another text."""
        return self.duplicate_of is not None


@dataclass
class Catalogue:
    """Committed batches and documents, in the order of their commits.

    Args:
        tables: The tables.

    Attributes:
        batches: Batch id to its place in the order of commits.
        documents: Document id to what is known of it.
        latest: Work to id and number of its latest revision.
        newest: When the last batch was committed.
    """

    tables: Tables
    batches: dict[str, int] = field(default_factory=dict)
    documents: dict[str, Entry] = field(default_factory=dict)
    latest: dict[str, tuple[str, int]] = field(default_factory=dict)
    newest: datetime | None = None
    _corrected: frozenset[str] = frozenset()
    _version: int = -1
    _brought: dict[str, str] = field(default_factory=dict)
    _tagged: dict[tuple[str, str, bool], tuple[int, dict[str, str]]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def copy(self, tables: Tables) -> Catalogue:
        """What is known so far, for another store of the same corpus; each follows the corpus by itself from here on."""
        with self._lock:
            return Catalogue(
                tables,
                self.batches,
                self.documents,
                self.latest,
                self.newest,
                self._corrected,
                self._version,
                self._brought,
                dict(self._tagged),
            )

    def refresh(self) -> None:
        """Take in what was committed since the last call."""
        with self._lock:
            version = self.tables.version("batches")
            if version != self._version:
                self._take_in(version)

    def _take_in(self, version: int) -> None:
        rows = self.tables.read("batches", columns=["committed_at", "batch_id", "kind", "rows"]).to_pylist()
        rows.sort(key=lambda row: (row["committed_at"], row["batch_id"]))
        brought = {row["batch_id"]: row["rows"] for row in rows if row["kind"] == "documents"}
        batches = {row["batch_id"]: rank for rank, row in enumerate(rows)}
        if brought != self._brought:  # new batches, some that a repair took back, or one that lost a forgotten text
            self.documents, self.latest = self._documents_of(batches)
        # all at once, and last: after an error the next look meets it again, instead of a corpus without texts
        self.batches = batches
        self.newest = rows[-1]["committed_at"] if rows else None
        self._corrected = frozenset(row["batch_id"] for row in rows if row["kind"] == CORRECTIONS)
        self._brought = brought
        self._version = version

    def state(self) -> str:
        """Another value says that something was committed since."""
        return f"{self._version}/{len(self.batches)}/{next(reversed(self.batches), '')}"

    def _documents_of(self, batches: Mapping[str, int]) -> tuple[dict[str, Entry], dict[str, tuple[str, int]]]:
        """Documents of committed batches, and the latest revision of each work."""
        names = ["document", "batch_id", "ordinal", "work", "revision", "duplicate_of"]
        found = self.tables.read("documents", columns=names).to_pydict()
        rows = [
            (batches[batch], ordinal, document, Entry(batch, work, revision, original))
            for document, batch, ordinal, work, revision, original in zip(*(found[n] for n in names), strict=True)
            if batch in batches
        ]
        rows.sort(key=lambda row: row[:3])
        documents: dict[str, Entry] = {}
        latest: dict[str, tuple[str, int]] = {}
        for _, _, document, entry in rows:
            documents.setdefault(document, entry)
        for document, entry in documents.items():
            if entry.revision >= latest.get(entry.work, ("", 0))[1]:
                latest[entry.work] = (document, entry.revision)
        return documents, latest

    def done(self, table: str, tagset: str, *, corrected: bool = True) -> Mapping[str, str]:
        """Documents that have tags (`tagged`) or links (`linked`) in a tag set, with the batch that counts.

        Where two processes did the same document at once, the batch committed first counts; tags that people corrected,
        the last ones, stand before those of the machine.

        Args:
            table: `tagged` or `linked`.
            tagset: The tag set.
            corrected: Take corrections into account; false: what the machine said.
        """
        self.refresh()
        cached = self._tagged.get((table, tagset, corrected))
        if cached and cached[0] == self._version:
            return cached[1]
        rows = self.tables.read(table, columns=["document", "batch_id"], where=ds.field("tagset") == tagset).to_pydict()
        pairs = [
            (self.batches[batch], document, batch)
            for document, batch in zip(rows["document"], rows["batch_id"], strict=True)
            if batch in self.batches
        ]
        done: dict[str, str] = {}
        for _, document, batch in sorted(pairs):
            if batch not in self._corrected:
                done.setdefault(document, batch)
            elif corrected and document in done:
                done[document] = batch
        self._tagged[table, tagset, corrected] = (self._version, done)
        return done
