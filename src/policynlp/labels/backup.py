"""A copy of the label database while people label, and back.

SQLite copies itself page by page (`sqlite3`'s backup), which sees one state of it. Of any other database all rows are written as
JSON lines, a file a table, read in one transaction: that needs no program of the server, and can be read without one.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import JSON, Engine, MetaData, Table, func, insert, select
from sqlalchemy.engine import Connection
from sqlalchemy.exc import SQLAlchemyError

from policynlp.errors import InputError, ServerError
from policynlp.labels.database import LabelStore, connect, sqlite_path, upgrade

_FILE = "labels.sqlite"
_REVISION = "alembic_version"
_ROWS = 1000


@dataclass(frozen=True, slots=True)
class LabelCopy:
    """A copy of a label database.

    Attributes:
        kind: `sqlite` or `rows`.
        revision: Of its tables.
        files: Names in the folder.
    """

    kind: str
    revision: str
    files: tuple[str, ...]


def copy_labels(url: str | Path, folder: Path) -> LabelCopy | None:
    """Copy a label database; None where there is none yet.

    Args:
        url: As for `LabelStore`.
        folder: Where the copy goes.

    Raises:
        ServerError: It cannot be read.
    """
    path = sqlite_path(url)
    try:
        return _copy_rows(str(url), folder) if path is None else _copy_file(path, folder)
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise ServerError(
            f"the label database cannot be read: {str(error).splitlines()[0]}", where=str(path or "labels"), hint="Try again."
        ) from error


def _copy_file(path: Path, folder: Path) -> LabelCopy | None:
    if not path.is_file():
        return None
    source = sqlite3.connect(path.absolute().as_uri() + "?mode=ro", uri=True, timeout=30)
    copy = sqlite3.connect(folder / _FILE)
    try:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, without a log beside it
        found = copy.execute(f"SELECT version_num FROM {_REVISION}").fetchone()  # noqa: S608 - a constant
    finally:
        source.close()
        copy.close()
    return LabelCopy("sqlite", str(found[0]), (_FILE,))


def _copy_rows(url: str, folder: Path) -> LabelCopy | None:
    engine = connect(url)
    try:
        with engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
            tables = _tables(connection)
            if _REVISION not in tables:
                return None
            revision = connection.execute(select(tables[_REVISION].c.version_num)).scalar_one()
            names = []
            for name, table in tables.items():
                if name != _REVISION:
                    _write_rows(connection, table, folder / f"{name}.jsonl")
                    names.append(f"{name}.jsonl")
            return LabelCopy("rows", str(revision), tuple(names))
    finally:
        engine.dispose()


def _tables(connection: Connection) -> dict[str, Table]:
    """Tables of the database as they are, those that others point to first."""
    metadata = MetaData()
    metadata.reflect(connection)
    for table in metadata.tables.values():
        for column in table.columns:
            if isinstance(column.type, JSON):
                column.type = JSON(none_as_null=True)
    return {table.name: table for table in metadata.sorted_tables}


def _write_rows(connection: Connection, table: Table, path: Path) -> None:
    rows = connection.execution_options(yield_per=_ROWS).execute(select(table).order_by(*table.primary_key.columns))
    with path.open("w", encoding="utf-8", newline="\n") as out:
        for row in rows.mappings():
            out.write(json.dumps(dict(row), ensure_ascii=False) + "\n")


def restore_labels(url: str | Path, folder: Path, *, kind: str, revision: str) -> None:
    """Put a copy of a label database in its place, and bring it to this version.

    Args:
        url: As for `LabelStore`.
        folder: With the copy.
        kind: Of the copy.
        revision: Of its tables.

    Raises:
        InputError: There is a label database already that holds something else, or the copy is of another kind.
        ServerError: It cannot be written.
    """
    path = sqlite_path(url)
    if kind == "sqlite":
        if path is None:
            hint = "Set `labels.url` to a file, or restore with --no-labels."
            raise InputError("the backup has labels as an SQLite file", where="labels.url", hint=hint)
        _restore_file(folder / _FILE, path)
    else:
        engine = connect(str(url) if path is None else f"sqlite:///{path.absolute()}")
        try:
            _restore_rows(engine, folder, revision)
        except SQLAlchemyError as error:
            raise ServerError(
                f"the labels cannot be restored: {str(error).splitlines()[0]}", where="labels.url", hint="Nothing was written."
            ) from error
        finally:
            engine.dispose()
    LabelStore(url).close()


def _restore_file(copy: Path, path: Path) -> None:
    if path.exists():
        if path.read_bytes() == copy.read_bytes():
            return  # by a restore that was killed afterwards
        hint = "Move it away, or restore with --no-labels."
        raise InputError("there is a label database already", where=str(path), hint=hint)
    path.absolute().parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.restoring")
    temporary.write_bytes(copy.read_bytes())
    temporary.replace(path)


def _restore_rows(engine: Engine, folder: Path, revision: str) -> None:
    upgrade(engine, to=revision)
    with engine.begin() as connection:
        tables = {name: table for name, table in _tables(connection).items() if name != _REVISION}
        if any(connection.execute(select(func.count()).select_from(table)).scalar_one() for table in tables.values()):
            hint = "Name an empty database in `labels.url`, or restore with --no-labels."
            raise InputError("the label database holds rows already", where="labels.url", hint=hint)
        for name, table in tables.items():
            with (folder / f"{name}.jsonl").open(encoding="utf-8") as lines:
                rows = [json.loads(line) for line in lines]
            for start in range(0, len(rows), _ROWS):
                connection.execute(insert(table), rows[start : start + _ROWS])
            if connection.dialect.name == "postgresql" and "seq" in table.c:
                column = func.pg_get_serial_sequence(name, "seq")
                connection.execute(select(func.setval(column, func.coalesce(func.max(table.c.seq), 0) + 1, False)))
