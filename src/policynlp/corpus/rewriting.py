"""Files of a Delta table written anew with other rows, as one commit.

Delta-rs can delete and update, too. But the files that it writes then hold strings as views, which Arrow cannot filter beside
ordinary ones (`greater_equal(string, string_view)`), it is known to lose nested values, and it keeps the condition in the log: all of
which will not do where a text is to be forgotten. So the commit is written by hand (`delta_log`).
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from pathlib import Path, PurePosixPath

import pyarrow as pa
import pyarrow.parquet as pq

from policynlp.corpus.delta_log import LOG, Action, add_action, described, put_version, remove_action
from policynlp.corpus.tables import ROW_GROUP_ROWS, Tables
from policynlp.errors import CorpusError
from policynlp.place import on_this_machine

_ATTEMPTS = 100
"""As many as for appends: each loses at most once to every writer that is there at the same time."""


def rewrite(
    tables: Tables, name: str, *, holds: Callable[[Path], bool], change: Callable[[pa.Table], pa.Table]
) -> tuple[int, int]:
    """Write those files of a table anew that hold certain rows.

    Args:
        tables: Of the corpus.
        name: The table.
        holds: Whether a file has to be written anew.
        change: Rows of such a file, a group at a time, to those that it will have; columns that the table is partitioned by are
            not among them.

    Returns:
        Number of files that were written anew, and of rows that went.

    Raises:
        CorpusError: The table is damaged, or others write to it all the time.
    """
    folder = on_this_machine(tables.folder) / name
    for _ in range(_ATTEMPTS):
        version = tables.version(name)
        actions: list[Action] = []
        fresh: list[Path] = []
        went = 0
        for file in tables.files(name, fresh=False):
            if not holds(folder / file):
                continue
            new = (PurePosixPath(file).parent / f"part-00000-{uuid.uuid4()}-c000.zstd.parquet").as_posix()  # same partition
            fresh.append(folder / new)
            before, after = _write_anew(folder / file, folder / new, change)
            went += before - after
            actions.append(remove_action(described(folder, file)))
            if after:
                actions.append(add_action(folder, new))
        if not actions:
            return 0, 0
        if _commit(folder, version + 1, actions):
            tables.note_commit(name)
            return sum("remove" in action for action in actions), went
        for path in fresh:  # another writer was faster; its commit may have changed what there is to do
            path.unlink(missing_ok=True)
    raise CorpusError(f"{name} is written to all the time", where=str(folder), hint="Stop all runs, then again.")


def _write_anew(file: Path, into: Path, change: Callable[[pa.Table], pa.Table]) -> tuple[int, int]:
    """Write a file anew, a row group at a time: a file of 100 MB may hold 2 GB of rows. Where no rows are left there is none.

    Returns:
        Number of rows before and after.
    """
    opened = pq.ParquetFile(file)
    after = 0
    writer: pq.ParquetWriter | None = None
    try:
        for group in range(opened.num_row_groups):
            rows = change(opened.read_row_group(group))
            if rows.num_rows:
                writer = writer or pq.ParquetWriter(into, rows.schema, compression="zstd")
                writer.write_table(rows, row_group_size=ROW_GROUP_ROWS)
                after += rows.num_rows
    finally:
        if writer is not None:
            writer.close()
    return opened.metadata.num_rows, after


def forget_history(tables: Tables, name: str) -> None:
    """Leave only the newest state of a table in its log: earlier entries keep least and greatest values of files that are gone."""
    folder = on_this_machine(tables.folder) / name
    while not _commit(folder, tables.version(name) + 1, []):
        continue  # the newest entry has to be one that says nothing of values
    tables.note_commit(name)
    table = tables.table(name)
    table.create_checkpoint()
    version = int(table.version())
    for path in (folder / LOG).iterdir():
        number = path.name.split(".", 1)[0]
        if number.isdigit() and int(number) < version:
            path.unlink(missing_ok=True)


def _commit(table: Path, version: int, actions: Sequence[Action]) -> bool:
    """Make the next version of a table; false where another process made it first."""
    try:
        put_version(table, version, actions, operation="DELETE")
    except FileExistsError:
        return False
    return True
