"""The label database looked through: can it be read, does every row name rows that are there, is it of this version.

A broken SQLite file is mended by reading what can be read, row by row, into a new file. The broken one is kept.
"""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections import deque
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import JSON

from policynlp.diagnosis import Finding, Quarantine, open_read_only
from policynlp.errors import InputError, PolicyNLPError
from policynlp.labels.database import LabelStore, head_revision, sqlite_path
from policynlp.labels.tables import Base

CHECK = "labels"
_SUFFIXES = ("", "-wal", "-shm")
_LISTED = 3


def check_labels(url: str | Path, quarantine: Quarantine) -> Iterator[Finding]:
    """Look through a label database; one that does not exist yet is sound.

    Args:
        url: As `LabelStore` takes it.
        quarantine: Where a broken file goes.
    """
    try:
        path = sqlite_path(url)
    except InputError:
        path = None  # opening it tells what is wrong
    if path is None:
        yield from _check_server(str(url))
    elif path.exists():
        yield from _check_file(path, quarantine)


def _check_server(url: str) -> Iterator[Finding]:
    try:
        LabelStore(url).close()
    except PolicyNLPError as error:
        yield Finding(check=CHECK, severity="damage", what=error.what, where=error.where, hint=error.hint)


def _check_file(path: Path, quarantine: Quarantine) -> Iterator[Finding]:
    head = head_revision()
    try:
        with closing(open_read_only(path)) as connection:
            faults = [str(row[0]).splitlines()[-1] for row in connection.execute(f"PRAGMA integrity_check({_LISTED})")]
            strays = connection.execute("PRAGMA foreign_key_check").fetchall() if faults == ["ok"] else []
            names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            revision = connection.execute("SELECT version_num FROM alembic_version").fetchone() if names else None
            for table in names & set(Base.metadata.tables) if faults == ["ok"] else ():  # letters that are none pass that check
                deque(connection.execute(f"SELECT * FROM {table}"), maxlen=0)  # noqa: S608 - our names
                if _values_broken(connection, table):
                    faults = [f"a value in {table} is no JSON"]
        of_this_version = revision is None or revision[0] == head  # an older one gets its new tables when it is opened next
        if names and of_this_version and (missing := set(Base.metadata.tables) - names):
            faults = [f"it lacks the table {min(missing)}"]
    except sqlite3.DatabaseError as error:
        faults, strays, revision = [str(error)], [], None
    if faults != ["ok"]:
        yield Finding(
            check=CHECK,
            severity="damage",
            what=f"the label database is damaged: {'; '.join(faults)}",
            where=str(path),
            hint="--repair moves it aside and reads every row that can be read into a new one; a backup may have more.",
            mend=partial(_salvage, path, quarantine),
        )
    elif strays:
        tables = ", ".join(sorted({str(row[0]) for row in strays}))
        yield Finding(
            check=CHECK,
            severity="warning",
            what=f"{len(strays)} rows of the label database ({tables}) name rows that are not there",
            where=str(path),
            hint="They are passed over; a backup may have what they name.",
        )
    elif revision and revision[0] != head:
        yield Finding(
            check=CHECK,
            severity="note",
            what=f"the label database is of version {revision[0]}, this policynlp of {head}",
            where=str(path),
            hint="An older one is brought up to date when it is opened next; a newer one needs a newer policynlp.",
        )


def _json_columns(table: str) -> list[str]:
    return [column.name for column in Base.metadata.tables[table].columns if isinstance(column.type, JSON)]


def _values_broken(connection: sqlite3.Connection, table: str) -> bool:
    """Whether a cell that holds a value as JSON holds something else: zeros, say, of which SQLite thinks no ill."""
    columns = _json_columns(table)
    rows = connection.execute(f"SELECT {', '.join(columns)} FROM {table}") if columns else ()  # noqa: S608 - our names
    return any(not _is_json(cell) for row in rows for cell in row)


def _is_json(cell: Any) -> bool:
    if cell is None:
        return True
    try:
        json.loads(cell)
    except (ValueError, TypeError):
        return False
    return True


def _salvage(path: Path, quarantine: Quarantine) -> str:
    """Read what can be read into a new file, and put it in the place of the broken one.

    Raises:
        OSError: Nothing can be read at all; the file stays where it is.
    """
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        LabelStore(fresh).close()
        copied = _copy(path, fresh)
        if not any(copied.values()):
            raise OSError("not one row of it can be read; restore it from a backup")
        moved = [quarantine.move(file) for suffix in _SUFFIXES if (file := Path(f"{path}{suffix}")).exists()]
        fresh.replace(path)
    finally:
        for suffix in _SUFFIXES:
            Path(f"{fresh}{suffix}").unlink(missing_ok=True)
    told = ", ".join(f"{n} {name}" for name, n in copied.items() if n)
    return f"moved to {moved[0]}; the new one has what could be read: {told}"


def _copy(broken: Path, fresh: Path) -> dict[str, int]:
    """Copy all rows that can be read; gives their number by table."""
    copied: dict[str, int] = {}
    with closing(sqlite3.connect(fresh)) as into:
        into.execute("PRAGMA foreign_keys = OFF")
        for table in Base.metadata.sorted_tables:
            columns = [column.name for column in table.columns]
            listed, marks = ", ".join(f'"{c}"' for c in columns), ", ".join("?" * len(columns))
            copied[table.name] = 0
            values = [columns.index(name) for name in _json_columns(table.name)]
            for row in _readable_rows(broken, table.name, listed):
                if not all(_is_json(row[k]) for k in values):
                    continue
                try:
                    into.execute(f"INSERT OR IGNORE INTO {table.name} ({listed}) VALUES ({marks})", row)  # noqa: S608 - our names
                    copied[table.name] += 1
                except sqlite3.Error:
                    continue  # a value that the damage made impossible
        into.commit()
        into.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        into.execute("PRAGMA journal_mode = DELETE")
    return copied


def _readable_rows(path: Path, table: str, columns: str) -> Iterator[tuple[Any, ...]]:
    """Rows from the front until the damage, then from the back."""
    seen = set()
    for order in ("ASC", "DESC"):
        try:
            with closing(open_read_only(path)) as connection:
                connection.text_factory = lambda data: data.decode("utf-8", "replace")
                query = f"SELECT rowid, {columns} FROM {table} NOT INDEXED ORDER BY rowid {order}"  # noqa: S608 - our names
                for rowid, *row in connection.execute(query):
                    if rowid not in seen:
                        seen.add(rowid)
                        yield tuple(row)
        except sqlite3.DatabaseError:
            continue
        return
