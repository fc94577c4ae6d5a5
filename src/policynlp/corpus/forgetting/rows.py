"""Rows of forgotten texts leave the Delta tables: the rows, the files that held them, and what the log says of these.

The files that hold them are written anew without them; the old ones, which earlier versions of the table name, are deleted from the
disk, and so are files of writers that were killed. Other old files stay until they are vacuumed.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from policynlp.corpus.placement import ENDS
from policynlp.corpus.rewriting import forget_history, rewrite
from policynlp.corpus.schema import SCHEMAS
from policynlp.corpus.store import Store
from policynlp.corpus.tables import UNREADABLE
from policynlp.errors import CorpusError
from policynlp.place import on_this_machine

OF_DOCUMENTS: Mapping[str, tuple[str, ...]] = {
    name: ENDS["links"] if name == "links" else ("document",)
    for name, schema in SCHEMAS.items()
    if name == "links" or "document" in schema.names
}
"""Table to the columns that name documents."""
OF_ADDRESSES: Mapping[str, tuple[str, ...]] = {
    "rejects": ("uri", "bytes_sha256"),
    "fetches": ("url", "final_url", "bytes_sha256"),
    "sources": ("source",),
}
"""Table to the columns that hold an address, or the hash of bytes that were there."""


_COUNTS = "batches"
"""The table that says how many rows each batch brought."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be forgotten.

    Attributes:
        documents: Ids.
        addresses: Addresses and works that are theirs alone.
        bytes: SHA-256 of bytes that go with them.
        repeats: Texts that repeat them and stay, in the order of their commits: they are linked anew.
    """

    documents: frozenset[str]
    addresses: frozenset[str]
    bytes: frozenset[str]
    repeats: tuple[str, ...] = field(default=())

    def columns(self, table: str) -> tuple[tuple[str, ...], pa.Array[Any]]:
        """Columns of a table and the values in them by which a row goes."""
        if table in OF_ADDRESSES:
            return OF_ADDRESSES[table], pa.array(sorted(self.addresses | self.bytes), pa.string())
        more = set(self.repeats) if table == "linked" else set()
        return OF_DOCUMENTS[table], pa.array(sorted(self.documents | more), pa.string())

    def hits(self, table: str, rows: pa.Table) -> pa.Array[Any]:
        """Which rows go, as booleans."""
        names, values = self.columns(table)
        found = [pc.is_in(rows[name], value_set=values) for name in names if name in rows.column_names]
        out = found[0]
        for one in found[1:]:
            out = pc.or_(out, one)
        return out


def batches_with(store: Store, wanted: Wanted) -> set[str]:
    """Batches that brought rows that go."""
    found: set[str] = set()
    for table in (*OF_DOCUMENTS, *OF_ADDRESSES):
        if "batch_id" in SCHEMAS[table].names:
            rows = store.tables.read(table, columns=["batch_id", *wanted.columns(table)[0]])
            found |= {row["batch_id"] for row in rows.filter(wanted.hits(table, rows)).select(["batch_id"]).to_pylist()}
    return found


def delete_rows(store: Store, wanted: Wanted) -> dict[str, int]:
    """Delete all rows about the texts.

    Of texts that repeat one of them, the first stands for itself from now on, and the others repeat that one.

    Returns:
        Table to the number of rows that went.
    """
    counts = {}
    first = _first_repeats(store, wanted)
    for table in (*OF_DOCUMENTS, *OF_ADDRESSES):
        holds = partial(_holds, table=table, wanted=wanted)
        _, went = rewrite(store.tables, table, holds=holds, change=partial(_without, table=table, wanted=wanted, first=first))
        if went:
            counts[table] = went
    return counts


def _without(rows: pa.Table, *, table: str, wanted: Wanted, first: Mapping[str, str]) -> pa.Table:
    kept = rows.filter(pc.invert(wanted.hits(table, rows)))
    return _freed(kept, wanted, first) if table == "documents" else kept


def _first_repeats(store: Store, wanted: Wanted) -> dict[str, str]:
    """Forgotten text to the first of those that repeat it and stay."""
    if not wanted.repeats:
        return {}
    where = ds.field("document").isin(list(wanted.repeats))
    rows = store.tables.read("documents", columns=["document", "duplicate_of"], where=where).to_pylist()
    of = {row["document"]: row["duplicate_of"] for row in rows}
    out: dict[str, str] = {}
    for repeat in wanted.repeats:
        if of.get(repeat) in wanted.documents:
            out.setdefault(of[repeat], repeat)
    return out


def _freed(rows: pa.Table, wanted: Wanted, first: Mapping[str, str]) -> pa.Table:
    """Rows of texts, of which those that repeated a forgotten one repeat another, or none."""
    values = [
        of if of not in wanted.documents or of is None else (None if first.get(of) == document else first.get(of))
        for document, of in zip(rows["document"].to_pylist(), rows["duplicate_of"].to_pylist(), strict=True)
    ]
    at = rows.schema.get_field_index("duplicate_of")
    return rows.set_column(at, rows.schema.field(at), pa.array(values, rows.schema.field(at).type))


def recount(store: Store, batches: Collection[str]) -> None:
    """Batches say how many rows they brought; those that lost some say how many are left."""
    known = pa.array(sorted(batches), pa.string())
    rows = store.tables.read(_COUNTS, columns=["batch_id", "rows"], where=ds.field("batch_id").isin(known))
    said = {row["batch_id"]: json.loads(row["rows"]) for row in rows.to_pylist()}
    left: dict[str, str] = {}
    for batch, counts in said.items():
        now = {table: n for table in counts if (n := _rows_of(store, table, batch))}
        if now != counts:
            left[batch] = json.dumps(now)

    def change(rows: pa.Table) -> pa.Table:
        values = [left.get(row["batch_id"], row["rows"]) for row in rows.select(["batch_id", "rows"]).to_pylist()]
        at = rows.schema.get_field_index("rows")
        return rows.set_column(at, rows.schema.field(at), pa.array(values, rows.schema.field(at).type))

    if left:
        rewrite(store.tables, _COUNTS, holds=lambda path: _has(path, ("batch_id",), known), change=change)


def _rows_of(store: Store, table: str, batch: str) -> int:
    return store.tables.read(table, columns=["batch_id"], where=ds.field("batch_id") == batch).num_rows


def delete_files(store: Store, wanted: Wanted) -> int:
    """Delete files from the disk that no version of now names and that hold rows about the texts.

    Those of `batches` that a killed `recount` left half written go, too: nobody can look through them.

    Returns:
        Number of files.

    Raises:
        CorpusError: Rows about the texts are still in a table: another process wrote them meanwhile.
    """
    deleted = 0
    for table in (*OF_DOCUMENTS, *OF_ADDRESSES):
        folder = on_this_machine(store.tables.folder) / table
        current = {folder / name for name in store.tables.files(table)}
        if any(_holds(path, table=table, wanted=wanted) for path in current):
            raise CorpusError(
                f"{table} has rows of a forgotten text again",
                where=str(folder),
                hint="Stop all runs, then `policynlp forget` goes on.",
            )
        for path in _old_files(folder, current):
            if _holds(path, table=table, wanted=wanted):
                path.unlink(missing_ok=True)
                deleted += 1
        if "batch_id" not in SCHEMAS[table].names and wanted.addresses:
            forget_history(store.tables, table)
    folder = on_this_machine(store.tables.folder) / _COUNTS
    for path in _old_files(folder, {folder / name for name in store.tables.files(_COUNTS)}):
        if _has(path, ("batch_id",), pa.array([], pa.string())):
            path.unlink(missing_ok=True)
            deleted += 1
    return deleted


def _old_files(folder: Path, current: Collection[Path]) -> Iterator[Path]:
    for path in sorted(folder.rglob("*.parquet")):
        if "_delta_log" not in path.parts and path not in current:
            yield path


def _holds(path: Path, *, table: str, wanted: Wanted) -> bool:
    names, values = wanted.columns(table)
    return _has(path, names, values) or (
        table == "documents" and bool(wanted.repeats) and _has(path, ("duplicate_of",), wanted.columns("documents")[1])
    )


def _has(path: Path, names: Sequence[str], values: pa.Array[Any]) -> bool:
    """Whether one of the values is in one of the columns of a file; also where a file cannot be read that nobody needs."""
    try:
        file = pq.ParquetFile(path)
        there = [name for name in names if name in file.schema_arrow.names]
        found = file.read(columns=there)
        return any(bool(pc.any(pc.is_in(found[name], value_set=values)).as_py()) for name in there)
    except FileNotFoundError:
        return False
    except UNREADABLE:
        return True
