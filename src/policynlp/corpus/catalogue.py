"""What is committed: batches, documents and revisions, held in memory and brought up to date when others wrote.

About 600 bytes a document; what a commit brought is read, and nothing else.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import pyarrow as pa
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


@dataclass(frozen=True, slots=True)
class _Batch:
    """A row of `batches`."""

    committed_at: datetime
    kind: str
    rows: str


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
    _files: frozenset[str] = frozenset()
    _rows: dict[str, _Batch] = field(default_factory=dict)
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
                self._files,
                self._rows,
                dict(self._tagged),
            )

    def refresh(self) -> None:
        """Take in what was committed since the last call."""
        with self._lock:
            version = self.tables.version("batches")
            if version != self._version:
                self._take_in(version)

    def _take_in(self, version: int) -> None:
        files = frozenset(self.tables.files("batches", fresh=False))
        grown = self._files <= files  # nothing was compacted or deleted: new rows are in new files
        known, before = dict(self._rows) if grown else {}, list(self.batches)
        names = ["committed_at", "batch_id", "kind", "rows"]
        for row in self.tables.read("batches", columns=names, files=files - self._files if grown else None).to_pylist():
            known[row["batch_id"]] = _Batch(row["committed_at"], sys.intern(row["kind"]), row["rows"])
        ordered = sorted(known, key=lambda batch: (known[batch].committed_at, batch))
        batches = {batch: rank for rank, batch in enumerate(ordered)}
        if all(known.get(batch) == row for batch, row in self._rows.items()) and ordered[: len(before)] == before:
            fresh = [batch for batch in ordered[len(before) :] if known[batch].kind == "documents"]
            if fresh:
                self.documents, self.latest = self._documents_of(batches, fresh)
        else:  # some were taken back by a repair, lost a forgotten text, or came in between
            self.documents, self.latest = self._documents_of(batches, None)
        # all at once, and last: after an error the next look meets it again, instead of a corpus without texts
        self.batches = batches
        self.newest = known[ordered[-1]].committed_at if ordered else None
        self._corrected = frozenset(batch for batch, row in known.items() if row.kind == CORRECTIONS)
        self._rows, self._files = known, files
        self._version = version

    def taken_in(self, document: str) -> datetime | None:
        """When a document was committed: what is known of a file, which nobody fetched; None for an unknown one."""
        entry = self.documents.get(document)
        batch = self._rows.get(entry.batch) if entry is not None else None
        return batch.committed_at if batch is not None else None

    def state(self) -> str:
        """Another value says that something was committed since."""
        return f"{self._version}/{len(self.batches)}/{next(reversed(self.batches), '')}"

    def _documents_of(
        self, batches: Mapping[str, int], fresh: Sequence[str] | None
    ) -> tuple[dict[str, Entry], dict[str, tuple[str, int]]]:
        """Documents of committed batches, and the latest revision of each work.

        Args:
            batches: All batches with their ranks.
            fresh: Only these are new, and come after all others; None: whatever is known is not.
        """
        names = ["document", "batch_id", "ordinal", "work", "revision", "duplicate_of"]
        where = None if fresh is None else ds.field("batch_id").isin(pa.array(fresh, pa.string()))
        documents = {} if fresh is None else dict(self.documents)  # others may be going through it
        latest = {} if fresh is None else dict(self.latest)
        names_of = {batch: batch for batch in batches}  # one string for each batch, not one for each document
        rows = []
        for found in self.tables.stream("documents", columns=names, where=where):
            columns = found.to_pydict()
            rows += [
                (batches[batch], ordinal, document, Entry(names_of[batch], work, revision, original))
                for document, batch, ordinal, work, revision, original in zip(*(columns[n] for n in names), strict=True)
                if batch in batches
            ]
        rows.sort(key=lambda row: row[:3])
        for _, _, document, entry in rows:
            if document in documents:
                continue
            documents[document] = entry
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
        documents, batches = {d: d for d in self.documents}, {b: b for b in self.batches}  # one string each, not one a row
        pairs: list[tuple[int, str, str]] = []
        for found in self.tables.stream(table, columns=["document", "batch_id"], where=ds.field("tagset") == tagset):
            rows = found.to_pydict()
            pairs += [
                (self.batches[batch], documents.get(document, document), batches[batch])
                for document, batch in zip(rows["document"], rows["batch_id"], strict=True)
                if batch in batches
            ]
        pairs.sort()
        done: dict[str, str] = {}
        for _, document, batch in pairs:
            if batch not in self._corrected:
                done.setdefault(document, batch)
            elif corrected and document in done:
                done[document] = batch
        self._tagged[table, tagset, corrected] = (self._version, done)
        return done
