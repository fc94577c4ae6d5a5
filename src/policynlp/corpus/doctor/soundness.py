"""Is a data file what the log and the sums say: there, whole, unchanged, of the declared schema."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from policynlp.corpus.durable import sha256_of
from policynlp.corpus.tables import UNREADABLE, said


def fault_of(table: Path, path: str, schema: pa.Schema, *, size: int | None, sha256: str | None) -> str:
    """What is wrong with a data file, as the rest of a sentence; empty where it is sound.

    Args:
        table: Folder of the table.
        path: Path within it.
        schema: Columns that the table declares.
        size: Bytes that the log says; None: it does not say.
        sha256: What it was written with; None: nobody noted it, and every row is read instead.
    """
    file = table / path
    try:
        found = file.stat().st_size
        if size is not None and found != size:
            return f"has {found:,} bytes where {size:,} were written"
        if sha256 is not None and sha256_of(file) != sha256:
            return "was changed since it was written: its SHA-256 is another"
        opened = pq.ParquetFile(file)
        if wrong := _wrong_types(opened.schema_arrow, schema):
            return f"has another schema: {wrong}"
        if sha256 is None:
            for group in range(opened.num_row_groups):
                opened.read_row_group(group).validate(full=True)
    except FileNotFoundError:
        return "is missing"
    except UNREADABLE as error:
        return f"cannot be read: {said(error)}"
    return ""


def _wrong_types(found: pa.Schema, declared: pa.Schema) -> str:
    for field in found:
        if field.name in declared.names and _plain(field.type) != _plain(declared.field(field.name).type):
            return f"{field.name} is {field.type}, not {declared.field(field.name).type}"
    if not set(found.names) & set(declared.names):
        return f"it has none of the columns {', '.join(declared.names[:3])}, ..."
    return ""


def _plain(kind: pa.DataType) -> pa.DataType:
    """A type without what writers choose freely: long and short offsets, names of list items."""
    if pa.types.is_large_string(kind) or pa.types.is_string_view(kind):
        return pa.string()
    if pa.types.is_large_binary(kind) or pa.types.is_binary_view(kind):
        return pa.binary()
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        return pa.list_(pa.field("item", _plain(kind.value_type)))
    if pa.types.is_struct(kind):
        return pa.struct([pa.field(f.name, _plain(f.type)) for f in kind])
    return kind
