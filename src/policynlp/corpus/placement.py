"""Where rows about a document lie: links are committed with the text they run from, and may tell of any other one.

A batch is found in the files by their statistics, a document is not. Which batches speak of which document is therefore held in
memory, read once from two narrow columns (half a second for 340,000 links and 860,000 identities) and then from new batches alone.
Twelve bytes for a pair of them: a document is a hash, a batch a number.
"""

from __future__ import annotations

import threading
from array import array
from collections.abc import Collection, Iterable, Mapping
from hashlib import blake2b

import numpy as np
import numpy.typing as npt
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
        self._places = {name: _Places() for name in ENDS}

    def batches(self, tables: Tables, table: str, documents: Iterable[str], *, committed: Collection[str]) -> set[str]:
        """The committed batches with rows about any of the documents.

        Args:
            tables: Of the corpus.
            table: `links` or `identities`.
            documents: Document ids.
            committed: Ids of all batches that count.
        """
        with self._lock:
            places = self._places[table]
            fresh = set(committed) - places.numbers.keys()
            if fresh:
                where = ds.field("batch_id").isin(sorted(fresh))
                found = tables.read(table, columns=[*ENDS[table], "batch_id"], where=where)
                ends = [pa.table([found[end], found["batch_id"]], ["document", "batch"]) for end in ENDS[table]]
                places.take_in(pa.concat_tables(ends).group_by(["document", "batch"]).aggregate([]), sorted(fresh))
            return places.of(documents)


class _Places:
    """Pairs of a document and a batch, in the order of the documents' hashes."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self._names: list[str] = []
        self._documents: npt.NDArray[np.uint64] = np.zeros(0, np.uint64)
        self._batches: npt.NDArray[np.uint32] = np.zeros(0, np.uint32)

    def take_in(self, pairs: pa.Table, batches: Iterable[str]) -> None:
        """Add the pairs of new batches, some of which may have none."""
        numbered = {name: len(self._names) + n for n, name in enumerate(batches)}
        hashes, numbers = array("Q"), array("I")
        for some in pairs.to_batches(max_chunksize=_TOGETHER_ROWS):
            for document, batch in zip(some["document"].to_pylist(), some["batch"].to_pylist(), strict=True):
                if document is not None and batch is not None:
                    hashes.append(_hashed(document))
                    numbers.append(numbered[batch])
        documents = np.concatenate([self._documents, np.asarray(hashes, np.uint64)])
        order = np.argsort(documents, kind="stable")
        told = np.concatenate([self._batches, np.asarray(numbers, np.uint32)])[order]
        # all at once, and last: after an error the next look meets these batches again
        self._documents, self._batches = documents[order], told
        self._names += numbered
        self.numbers |= numbered

    def of(self, documents: Iterable[str]) -> set[str]:
        """Batches with rows about any of the documents; should two have one hash, those of the other besides."""
        wanted = np.unique(np.asarray([_hashed(document) for document in documents], np.uint64))
        first, behind = (np.searchsorted(self._documents, wanted, side) for side in ("left", "right"))
        found = {int(n) for a, b in zip(first, behind, strict=True) for n in self._batches[a:b]}
        return {self._names[n] for n in found}


def _hashed(document: str) -> int:
    return int.from_bytes(blake2b(document.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")
