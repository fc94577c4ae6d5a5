"""Tables and columns that a later version of the schema has, given to a corpus of an earlier one."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
from deltalake import Schema

from policynlp.corpus.durable import note_sums, read_sums
from policynlp.corpus.store import Store
from policynlp.place import ObjectPath


def missing_columns(store: Store) -> dict[str, list[pa.Field[Any]]]:
    """Table to the columns that it lacks; all of them where the table is not there."""
    out: dict[str, list[pa.Field[Any]]] = {}
    for name, schema in store.tables.schemas.items():
        stored = {f.name for f in store.tables.table(name).schema().fields} if store.tables.is_there(name) else set()
        if lacking := [field for field in schema if field.name not in stored]:
            out[name] = lacking
    return out


def add_missing_columns(store: Store) -> None:
    """Make the tables that are missing, and add columns: a commit each; rows that are there read as null."""
    store.tables.create()
    for name, fields in missing_columns(store).items():
        store.tables.table(name).alter.add_columns(list(Schema.from_arrow(pa.schema(fields)).fields))


def files_without_sums(store: Store) -> dict[str, list[str]]:
    """Table to the paths in it of data files whose SHA-256 nobody wrote down."""
    out: dict[str, list[str]] = {}
    if isinstance(store.place, ObjectPath):
        return out  # an object store keeps sums of its own
    for name in store.tables.schemas:
        if not store.tables.is_there(name):
            continue
        known = read_sums(store.path / "tables" / name)
        if lacking := [path for path in store.tables.files(name) if path not in known]:
            out[name] = lacking
    return out


def note_missing_sums(store: Store) -> None:
    """Write the sums of data files down, as they are now."""
    for name, files in files_without_sums(store).items():
        note_sums(store.path / "tables" / name, files)
