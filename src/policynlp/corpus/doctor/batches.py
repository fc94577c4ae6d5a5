"""Rows of batches: missing ones are looked for in files that the log does not name; a batch that stays incomplete is taken back.

Taken back is a batch whose row in `batches` is deleted: nobody sees what is left of it, and what it held is wanting, so that it is
made again: documents from the bytes as fetched, tags and links by the next run. Rows of batches that were never committed (a run was
killed, or is at work) are harmless.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from policynlp.corpus.delta_log import BATCH, add_action, batches_in, commit, data_files, read_log
from policynlp.corpus.doctor.soundness import fault_of
from policynlp.corpus.durable import read_sums
from policynlp.corpus.schema import PARTITIONED, SCHEMAS
from policynlp.corpus.tables import UNREADABLE, Tables
from policynlp.diagnosis import Finding

CHECK = "batches"
BATCHES = "batches"
BATCHED = tuple(name for name, schema in SCHEMAS.items() if BATCH in schema.names and name != BATCHES)
"""Tables whose rows belong to batches."""
UNBATCHED = tuple(name for name, schema in SCHEMAS.items() if BATCH not in schema.names)
_LISTED = 5


@dataclass
class Rows:
    """Where the rows of batches lie.

    Attributes:
        committed: Batch id to its row in `batches`.
        logged: Table to batch id to the number of its rows in files that the log names.
        unlogged: Table to path to the same, of sound files that the log does not name.
    """

    committed: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    logged: dict[str, Counter[str]] = field(default_factory=dict)
    unlogged: dict[str, dict[str, dict[str, int]]] = field(default_factory=dict)

    def expected(self, batch: str) -> Mapping[str, int]:
        """Table to number of rows that a committed batch has."""
        rows: Mapping[str, int] = json.loads(self.committed[batch]["rows"])
        return rows

    def dropped(self) -> set[str]:
        """Batches of tag sets that were dropped: all their rows are gone on purpose."""
        alive = {self.committed[b]["tagset"] for name in PARTITIONED for b in self.logged.get(name, ()) if b in self.committed}
        return {batch for batch, row in self.committed.items() if row["tagset"] and row["tagset"] not in alive}

    def wanting(self) -> dict[str, dict[str, int]]:
        """Table to batch id to the number of its rows that are missing; negative where there are too many."""
        dropped, out = self.dropped(), {name: dict[str, int]() for name in BATCHED}
        for batch in self.committed:
            expected = self.expected(batch)
            for name in BATCHED:
                found = self.logged[name][batch]
                if found != expected.get(name, 0) and not (batch in dropped and found == 0):
                    out[name][batch] = expected.get(name, 0) - found
        return out


def rows_of_batches(tables: Path) -> Rows:
    """Count the rows of all batches; files that cannot be read count nothing (the check of files tells them)."""
    out = Rows()
    for name in (*BATCHED, BATCHES):
        table = tables / name
        log = read_log(table)
        logged: Counter[str] = Counter()
        for path in log.active:
            try:
                logged.update(batches_in(table / path))
                if name == BATCHES:
                    rows = pq.ParquetFile(table / path).read().to_pylist()
                    out.committed |= {row[BATCH]: row for row in rows}
            except UNREADABLE:
                continue
        out.logged[name] = logged
        sums, found = read_sums(table), {}
        for path in data_files(table):
            if path not in log.active and not fault_of(table, path, SCHEMAS[name], size=None, sha256=sums.get(path)):
                found[path] = batches_in(table / path)
        out.unlogged[name] = found
    return out


def check_batches(tables: Path) -> Iterator[Finding]:
    """Look whether every committed batch has all of its rows.

    Args:
        tables: Folder of the tables.
    """
    rows = rows_of_batches(tables)
    yield from _uncommitted_but_whole(tables, rows)
    wanting = rows.wanting()
    for name in BATCHED:
        for path, counts in sorted(rows.unlogged[name].items()):
            if counts and all(0 < n <= wanting[name].get(batch, 0) for batch, n in counts.items()):
                for batch, n in counts.items():
                    wanting[name][batch] -= n
                yield Finding(
                    check=CHECK,
                    severity="damage",
                    what=f"{sum(counts.values())} committed rows of {name} lie in a file that the log does not name",
                    where=str(tables / name / path),
                    hint="--repair adds the file to the log again.",
                    mend=partial(_add, tables / name, path),
                )
    lost: dict[str, dict[str, int]] = {}
    for name, batches in wanting.items():
        for batch, n in batches.items():
            if n:
                lost.setdefault(batch, {})[name] = n
    if lost:
        yield _lost(tables, rows, lost)
    yield from _waiting(tables, rows)
    for name in UNBATCHED:
        yield from _forgotten_files(tables / name, SCHEMAS[name])


def _forgotten_files(table: Path, schema: pa.Schema) -> Iterator[Finding]:
    """Files of a table without batches that were committed (their sums were written down) and that the log does not name any more."""
    log, sums = read_log(table), read_sums(table)
    known = {row for path in log.active for row in _as_rows(table / path)}
    for path in sorted(set(data_files(table)) & sums.keys() - log.active.keys() - log.removed):
        if fault_of(table, path, schema, size=None, sha256=sums[path]):
            continue
        rows = _as_rows(table / path)
        if set(rows) <= known:  # small files that were put together: the log that said so is lost
            continue
        known |= set(rows)
        yield Finding(
            check=CHECK,
            severity="damage",
            what=f"{len(rows)} committed rows of {table.name} lie in a file that the log does not name",
            where=str(table / path),
            hint="--repair adds the file to the log again.",
            mend=partial(_add, table, path),
        )


def _as_rows(file: Path) -> list[str]:
    try:
        return [json.dumps(row, default=str, sort_keys=True) for row in pq.ParquetFile(file).read().to_pylist()]
    except UNREADABLE:
        return []  # the check of files says so


def _add(table: Path, path: str) -> str:
    commit(table, [add_action(table, path)])
    return "added to the log"


def _uncommitted_but_whole(tables: Path, rows: Rows) -> Iterator[Finding]:
    """Files of `batches` that the log does not name, although all rows of their batches are there: the log lost their commit."""
    known = set(rows.committed)
    for path, counts in sorted(rows.unlogged[BATCHES].items(), key=lambda item: -len(item[1])):  # those put together first
        told = {row[BATCH]: row for row in pq.ParquetFile(tables / BATCHES / path).read().to_pylist()}
        if counts.keys() & known or not all(_is_whole(rows, batch, row) for batch, row in told.items()):
            continue
        known |= counts.keys()
        yield Finding(
            check=CHECK,
            severity="damage",
            what=f"{len(told)} batch{'es are' if len(told) != 1 else ' is'} whole, but the log does not name the file that commits "
            f"{'them' if len(told) != 1 else 'it'}",
            where=str(tables / BATCHES / path),
            hint="--repair adds the file to the log again.",
            mend=partial(_add, tables / BATCHES, path),
        )


def _is_whole(rows: Rows, batch: str, row: Mapping[str, Any]) -> bool:
    expected: Mapping[str, int] = json.loads(row["rows"])
    return all(
        n <= rows.logged[name][batch] + sum(counts.get(batch, 0) for counts in rows.unlogged[name].values())
        for name, n in expected.items()
    )


def _lost(tables: Path, rows: Rows, lost: Mapping[str, Mapping[str, int]]) -> Finding:
    by_table: Counter[str] = Counter()
    for wanting in lost.values():
        by_table.update(wanting)
    told = [f"{n} of {name}" if n > 0 else f"{-n} too many of {name}" for name, n in by_table.most_common() if n]
    kinds = sorted({str(rows.committed[batch]["kind"]) for batch in lost})
    return Finding(
        check=CHECK,
        severity="damage",
        what=f"{len(lost)} committed batch{'es' if len(lost) != 1 else ''} ({', '.join(kinds)}) lost rows: {', '.join(told)}",
        where=str(tables),
        hint="--repair takes them back, so that documents are read again from the bytes as fetched, tags and links made by the next run.",
        mend=partial(_take_back, tables, sorted(lost)),
    )


def _take_back(tables: Path, batches: list[str]) -> str:
    """Delete the rows that say that the batches count."""
    listed = ", ".join(f"'{batch}'" for batch in batches)
    Tables(tables).delete(BATCHES, f"{BATCH} IN ({listed})")
    shown = ", ".join(batches[:_LISTED]) + (f" and {len(batches) - _LISTED} more" if len(batches) > _LISTED else "")
    return f"took back {shown}"


def _waiting(tables: Path, rows: Rows) -> Iterator[Finding]:
    counts = {name: sum(n for batch, n in rows.logged[name].items() if batch not in rows.committed) for name in BATCHED}
    batches = {batch for name in BATCHED for batch in rows.logged[name] if batch not in rows.committed}
    if batches:
        what = f"{sum(counts.values())} rows of {len(batches)} batch{'es' if len(batches) != 1 else ''} were never committed"
        yield Finding(
            check=CHECK,
            severity="note",
            what=f"{what}: a run was killed, is at work, or a repair took them back; nobody sees them",
            where=str(tables),
            hint="They do no harm.",
        )
