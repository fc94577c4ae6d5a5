"""The Parquet files of a release: a flat table a view, what counts in one folder, what repeats it in another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

import pyarrow as pa
import pyarrow.parquet as pq

from policynlp.corpus.releases.flatten import LONG_TABLES, SPANS_TABLE, VALUES_TABLE, Rows, flat_schema, flatten, shapes
from policynlp.corpus.releases.manifest import DATA, REPEATS
from policynlp.corpus.view_sql import VIEWS
from policynlp.corpus.views import Views

BOOKKEEPING = frozenset({"rejects", "runs", "tagsets"})
"""Views that are about no single document, and have no twin with `_all` behind its name."""
OF_OPERATION = frozenset({"sources"})
"""Views that tell how a corpus is kept up, which is nobody's business but its keeper's: not released."""
_TOGETHER_DOCS = 10_000
"""Documents whose rows are put in order at a time: all rows of a large corpus do not fit into memory."""
_SLICE = "WHERE c.position >= {first} AND c.position < {first} + {documents}"
_OF_DOCUMENT = "FROM {view}_all v JOIN _committed c ON c.document = v.document {slice} ORDER BY c.position, {then}"
_ORDER = {
    "documents": _OF_DOCUMENT.format(view="documents", slice="{slice}", then="v.document"),
    "identities": _OF_DOCUMENT.format(view="identities", slice="{slice}", then="v.entity"),
    "links": "FROM links_all v JOIN _committed c ON c.document = v.from_document {slice} "
    "ORDER BY c.position, v.from_start_char NULLS FIRST, v.id",
    "rejects": "FROM rejects v ORDER BY v.committed_at, v.uri, v.stage, v.what",
    "runs": "FROM runs v ORDER BY v.started_at, v.run_id",
    "tagsets": "FROM tagsets v WHERE v.tagset = (SELECT tagset FROM _active) ORDER BY v.tagset",
}
"""Rows in an order that depends on what is committed alone: the same corpus gives the same bytes."""
_ROW_GROUP_ROWS = 10_000


class Editor(Protocol):
    """What a row must lose before it may be passed on."""

    def __call__(self, view: str, row: dict[str, Any], /) -> dict[str, Any]:
        """The row as it may go out."""


def write_tables(views: Views, folder: Path, *, edit: Editor) -> dict[str, dict[str, Any]]:
    """Write every view.

    Args:
        views: One look at the corpus.
        folder: Of the release; `data` and `repeats` are made in it.
        edit: Applied to every row of a view, before lists are taken apart.

    Returns:
        Table to its `rows`, `repeats` (null where there can be none) and `columns` (name, type, and how it is kept).
    """
    counted = {str(i) for i in views.query("SELECT document FROM documents")["document"].to_pylist()}
    tables: dict[str, dict[str, Any]] = {}
    with ExitStack() as stack:
        long = {
            (table, where): stack.enter_context(_Writer(folder / where / f"{table}.parquet", schema))
            for table, schema in LONG_TABLES.items()
            for where in (DATA, REPEATS)
        }
        for view in VIEWS:
            if view in OF_OPERATION:
                continue
            tables[view] = _write_view(views, view, folder, counted=counted, edit=edit, long=long)
        for table, schema in LONG_TABLES.items():
            tables[table] = {
                "rows": long[table, DATA].rows,
                "repeats": long[table, REPEATS].rows,
                "columns": [{"name": f.name, "type": str(f.type), "kept": "plain"} for f in schema],
            }
    return tables


def _write_view(
    views: Views,
    view: str,
    folder: Path,
    *,
    counted: set[str],
    edit: Editor,
    long: Mapping[tuple[str, str], _Writer],
) -> dict[str, Any]:
    batches = _in_order(views, view)
    schema = next(batches).schema
    kept = shapes(schema)
    folders = (DATA,) if view in BOOKKEEPING else (DATA, REPEATS)
    with ExitStack() as stack:
        out = {
            where: stack.enter_context(_Writer(folder / where / f"{view}.parquet", flat_schema(schema))) for where in folders
        }
        for batch in batches:
            parts: dict[str, Rows] = {where: [] for where in folders}
            for row in batch.to_pylist():
                parts[DATA if _counts(row, counted) else REPEATS].append(edit(view, row))
            for where, rows in parts.items():
                flat, spans, values = flatten(rows, layer=view, columns=kept)
                out[where].write(flat)
                long[SPANS_TABLE, where].write(spans)
                long[VALUES_TABLE, where].write(values)
        written = {where: writer.rows for where, writer in out.items()}
    return {
        "rows": written[DATA],
        "repeats": written.get(REPEATS),
        "columns": [{"name": f.name, "type": str(f.type), "kept": kept[f.name]} for f in schema],
    }


def _in_order(views: Views, view: str) -> Iterator[pa.RecordBatch]:
    """The rows of a view, with repeats; the first batch may be empty, and tells the columns."""
    order = _ORDER.get(view) or _OF_DOCUMENT.format(view=view, slice="{slice}", then="v.ordinal")
    total = views.query("SELECT count(*) AS n FROM _committed")["n"][0].as_py()
    for first in range(0, max(1, total), _TOGETHER_DOCS) if "{slice}" in order else (0,):
        slice_ = _SLICE.format(first=first, documents=_TOGETHER_DOCS)
        yield from views.stream(f"SELECT v.* {order.format(slice=slice_)}")


def _counts(row: Mapping[str, Any], counted: set[str]) -> bool:
    if "from_document" in row:
        return row["from_document"] in counted and row["to_document"] in counted
    return "document" not in row or row["document"] in counted


class _Writer:
    """One Parquet file; a context manager.

    Attributes:
        rows: Written so far.
    """

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._schema, self.rows = schema, 0
        self._waiting: Rows = []
        self._file = pq.ParquetWriter(path, schema, compression="zstd")

    def write(self, rows: Rows) -> None:
        """Put rows behind those that are there."""
        self._waiting += rows
        self.rows += len(rows)
        if len(self._waiting) >= _ROW_GROUP_ROWS:
            self._flush()

    def _flush(self) -> None:
        self._file.write_table(pa.Table.from_pylist(self._waiting, schema=self._schema))
        self._waiting = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        if kind is None:
            self._flush()
        self._file.close()
