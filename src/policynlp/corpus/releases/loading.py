"""Documents with their tags from the flat files of a release, in bounded memory and in time that grows with the rows alone.

Every table has its rows in the order of the documents, so that all of them are read side by side, a document at a time.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow.dataset as ds
import pyarrow.parquet as pq

from policynlp.corpus.releases.flatten import SPANS_TABLE, VALUES_TABLE, Rows, unflatten
from policynlp.corpus.releases.manifest import DATA, REPEATS
from policynlp.tags import LAYERS

if TYPE_CHECKING:
    from policynlp.corpus.releases.reading import Release

TABLES = ("documents", "passages", *LAYERS)
_BATCH_ROWS = 2000
_TOGETHER_DOCS = 100

Found = Mapping[str, Rows]
"""Table to the rows of one document, as the view has them."""


def all_documents(release: Release, *, everything: bool) -> Iterator[tuple[str, Found]]:
    """Ids of documents with their rows, in the order in which they came.

    Args:
        release: The release.
        everything: Repeated and superseded texts, too, behind the others.
    """
    for folder in (DATA, REPEATS) if everything else (DATA,):
        yield from _side_by_side(release, release.path / folder)


def _side_by_side(release: Release, folder: Path) -> Iterator[tuple[str, Found]]:
    flat = {table: _Groups(folder / f"{table}.parquet") for table in TABLES}
    long = {
        (kept, table): _Groups(folder / f"{kept}.parquet", layer=table)
        for table in TABLES
        for kept in {SPANS_TABLE, VALUES_TABLE} & set(release.columns[table].values())
    }
    for document, _ in iter(flat["documents"].peek, None):
        yield (
            document,
            {
                table: unflatten(
                    flat[table].take(document),
                    columns=release.columns[table],
                    spans=long[SPANS_TABLE, table].take(document) if (SPANS_TABLE, table) in long else [],
                    values=long[VALUES_TABLE, table].take(document) if (VALUES_TABLE, table) in long else [],
                )
                for table in TABLES
            },
        )


class _Groups:
    """The rows of a file, a document at a time.

    Args:
        path: Parquet file whose rows are ordered by document, at least within a layer.
        layer: Only those of this layer.
    """

    def __init__(self, path: Path, *, layer: str | None = None) -> None:
        self._groups = groupby(_rows(path, layer), key=lambda row: str(row["document"]))
        self._next = next(self._groups, None)

    def peek(self) -> tuple[str, Any] | None:
        """The document whose rows come next, or None at the end."""
        return self._next

    def take(self, document: str) -> Rows:
        """The rows of a document; none where others come next."""
        if self._next is None or self._next[0] != document:
            return []
        rows = list(self._next[1])
        self._next = next(self._groups, None)
        return rows


def _rows(path: Path, layer: str | None) -> Iterator[dict[str, Any]]:
    for batch in pq.ParquetFile(path).iter_batches(batch_size=_BATCH_ROWS):
        yield from (row for row in batch.to_pylist() if layer is None or row["layer"] == layer)


def some_documents(release: Release, ids: Collection[str]) -> Iterator[tuple[str, Found]]:
    """Those of the documents that the release has, in the order of the ids; each hundred of them is one look at the files."""
    wanted = list(ids)
    for start in range(0, len(wanted), _TOGETHER_DOCS):
        chunk = wanted[start : start + _TOGETHER_DOCS]
        where = ds.field("document").isin(chunk)
        read = {
            table: release.dataset(table, everything=True).to_table(filter=where).to_pylist()
            for table in (*TABLES, SPANS_TABLE, VALUES_TABLE)
        }
        for document in chunk:
            own = {table: [row for row in rows if row["document"] == document] for table, rows in read.items()}
            if own["documents"]:
                yield (
                    document,
                    {
                        table: unflatten(
                            own[table],
                            columns=release.columns[table],
                            spans=[row for row in own[SPANS_TABLE] if row["layer"] == table],
                            values=[row for row in own[VALUES_TABLE] if row["layer"] == table],
                        )
                        for table in TABLES
                    },
                )
