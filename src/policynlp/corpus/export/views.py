"""Exports: a view as CSV, Parquet or JSON lines, and whole tagged documents as JSON lines.

A file appears under its name when it is complete, never before.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from policynlp.corpus.export_csv import write_csv
from policynlp.corpus.reading import Corpus
from policynlp.corpus.store import Store
from policynlp.corpus.views import Views, check_view
from policynlp.errors import CorpusError, InputError

KINDS = ("csv", "jsonl", "parquet")
_WITH_CONTEXT = frozenset({"entities", "quotes", "claims"})
"""Views whose rows stand in a passage; exports give its text beside them, since a figure alone says little."""


@contextmanager
def atomic(path: Path) -> Iterator[BinaryIO]:
    """A file that is there when it is complete.

    Raises:
        CorpusError: It cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise CorpusError(f"the file cannot be written: {error}", where=str(path), hint="Check the folder.") from error
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        temporary.chmod(0o644)  # mkstemp gives the owner alone the right to read
        temporary.replace(path)
    except OSError as error:
        raise CorpusError(f"the file cannot be written: {error}", where=str(path), hint="Check free space.") from error
    finally:
        temporary.unlink(missing_ok=True)


def export(
    store: Store, layer: str, path: Path | str, *, kind: str | None = None, where: str | None = None, bom: bool = False
) -> int:
    """Write a view to a file.

    Args:
        store: The corpus, open.
        layer: A view; `documents` as `jsonl` gives whole tagged documents, as `policynlp tag` writes them.
        path: The file.
        kind: One of `KINDS`; default: the ending of the file.
        where: SQL condition on the rows of the view.
        bom: CSV with a byte order mark, which spreadsheets need to see that it is UTF-8.

    Returns:
        Number of rows.

    Raises:
        InputError: There is no such view or kind, or the condition has an error.
        CorpusError: The file cannot be written.
    """
    file = Path(path)
    chosen = kind or file.suffix.removeprefix(".").lower()
    if chosen not in KINDS:
        raise InputError(f"there is no export format {chosen!r}", where=str(file), hint=f"Formats: {', '.join(KINDS)}.")
    check_view(layer)
    if chosen == "jsonl" and layer.removesuffix("_all") == "documents":
        return _write_documents(store, file, ids=selected(store, where=where, view=layer))
    with Views(store) as views:
        columns = [name for name in views.columns(layer) if name not in {"ordinal", "batch_id"}]
        rows = views.stream(_select(layer, columns, where))
        schema = next(rows).schema
        with atomic(file) as out:
            if chosen == "csv":
                return write_csv(out, schema, rows, bom=bom)
            return _write_jsonl(out, rows) if chosen == "jsonl" else _write_parquet(out, schema, rows)


def selected(store: Store, *, where: str | None = None, view: str = "documents") -> list[str]:
    """Ids of documents, in the order of their commits.

    Args:
        store: The corpus, open.
        where: SQL condition on the view.
        view: `documents` or `documents_all`.

    Raises:
        InputError: The condition has an error.
    """
    with Views(store) as views:
        found = set(views.query(_select(view, ["document"], where))["document"].to_pylist())
    return [i for i in store.document_ids() if i in found]


def _select(view: str, columns: list[str], where: str | None) -> str:
    base = view.removesuffix("_all")
    names = ", ".join(f'v."{name}"' for name in columns)
    join = ""
    if base in _WITH_CONTEXT and len(columns) > 1:
        names += ", p.text AS passage_text"
        join = (
            " LEFT JOIN passages_all p ON p.document = v.document AND v.start_char >= p.start_char "
            "AND v.start_char < p.end_char"
        )
    condition = f" WHERE (\n{where}\n)" if where else ""  # on lines of its own: it may end in a comment
    order = " ORDER BY v.document, v.ordinal" if base in _WITH_CONTEXT | {"passages", "people", "themes"} and join else ""
    return f"SELECT {names} FROM (SELECT * FROM {view}{condition}) v{join}{order}"


def _write_documents(store: Store, path: Path, *, ids: list[str]) -> int:
    with atomic(path) as out:
        for found in Corpus(store).documents(ids):
            out.write(_line(found.as_dict()))
    return len(ids)


def _line(row: dict[str, Any]) -> bytes:
    return json.dumps(row, ensure_ascii=False, default=str).encode() + b"\n"


def _write_jsonl(out: BinaryIO, rows: Iterator[pa.RecordBatch]) -> int:
    count = 0
    for batch in rows:
        out.writelines(_line(row) for row in batch.to_pylist())
        count += batch.num_rows
    return count


def _write_parquet(out: BinaryIO, schema: pa.Schema, rows: Iterator[pa.RecordBatch]) -> int:
    count = 0
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        for batch in rows:
            writer.write_batch(batch)
            count += batch.num_rows
    return count
