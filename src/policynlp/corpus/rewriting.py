"""Files of a Delta table written anew with other rows, as one commit.

Delta-rs can delete and update, too. But the files that it writes then hold strings as views, which Arrow cannot filter beside
ordinary ones (`greater_equal(string, string_view)`), it is known to lose nested values, and it keeps the condition in the log: all of
which will not do where a text is to be forgotten. A commit of Delta Lake is a JSON file that must not exist yet; that is written here.
"""

from __future__ import annotations

import json
import os
import secrets
import time
import uuid
from collections.abc import Callable, Sequence
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from policynlp.corpus.tables import ROW_GROUP_ROWS, Tables
from policynlp.errors import CorpusError
from policynlp.place import on_this_machine

_ATTEMPTS = 100
"""As many as for appends: each loses at most once to every writer that is there at the same time."""
_PRUNED_BY = "batch_id"
"""The one column whose least and greatest values stand in the log."""


def rewrite(
    tables: Tables, name: str, *, holds: Callable[[Path], bool], change: Callable[[pa.Table], pa.Table]
) -> tuple[int, int]:
    """Write those files of a table anew that hold certain rows.

    Args:
        tables: Of the corpus.
        name: The table.
        holds: Whether a file has to be written anew.
        change: The rows of such a file to those that it will have; columns that the table is partitioned by are not among them.

    Returns:
        Number of files that were written anew, and of rows that went.

    Raises:
        CorpusError: The table is damaged, or others write to it all the time.
    """
    folder = on_this_machine(tables.folder) / name
    for _ in range(_ATTEMPTS):
        version = tables.version(name)
        actions: list[dict[str, Any]] = []
        fresh: list[Path] = []
        went = 0
        for file in tables.files(name, fresh=False):
            if not holds(folder / file):
                continue
            before = pq.ParquetFile(folder / file).read()
            after = change(before)
            went += before.num_rows - after.num_rows
            actions.append(_remove(folder, file))
            if after.num_rows:
                path, action = _add(folder, file, after)
                fresh.append(path)
                actions.append(action)
        if not actions:
            return 0, 0
        if _commit(folder / "_delta_log" / f"{version + 1:020}.json", actions):
            tables.note_commit(name)
            return sum("remove" in action for action in actions), went
        for path in fresh:  # another writer was faster; its commit may have changed what there is to do
            path.unlink(missing_ok=True)
    raise CorpusError(f"{name} is written to all the time", where=str(folder), hint="Stop all runs, then again.")


def forget_history(tables: Tables, name: str) -> None:
    """Leave only the newest state of a table in its log: earlier entries keep least and greatest values of files that are gone."""
    log = on_this_machine(tables.folder) / name / "_delta_log"
    while not _commit(log / f"{tables.version(name) + 1:020}.json", []):
        continue  # the newest entry has to be one that says nothing of values
    tables.note_commit(name)
    table = tables.table(name)
    table.create_checkpoint()
    version = int(table.version())
    for path in log.iterdir():
        number = path.name.split(".", 1)[0]
        if number.isdigit() and int(number) < version:
            path.unlink(missing_ok=True)


def _partition(file: str) -> dict[str, str]:
    return dict(part.split("=", 1) for part in PurePosixPath(file).parts[:-1])


def _remove(folder: Path, file: str) -> dict[str, Any]:
    return {
        "remove": {
            "path": quote(file, safe="/="),
            "deletionTimestamp": time.time_ns() // 1_000_000,
            "dataChange": True,
            "extendedFileMetadata": True,
            "partitionValues": _partition(file),
            "size": (folder / file).stat().st_size,
        }
    }


def _add(folder: Path, beside: str, rows: pa.Table) -> tuple[Path, dict[str, Any]]:
    """A new file, in the partition of another one."""
    file = (PurePosixPath(beside).parent / f"part-00000-{uuid.uuid4()}-c000.zstd.parquet").as_posix()
    path = folder / file
    pq.write_table(rows, path, compression="zstd", row_group_size=ROW_GROUP_ROWS)
    stats: dict[str, Any] = {"numRecords": rows.num_rows}
    if _PRUNED_BY in rows.column_names:
        stats |= {"minValues": {_PRUNED_BY: pc.min(rows[_PRUNED_BY]).as_py()}}
        stats |= {"maxValues": {_PRUNED_BY: pc.max(rows[_PRUNED_BY]).as_py()}}
        stats |= {"nullCount": {_PRUNED_BY: rows[_PRUNED_BY].null_count}}
    action = {
        "path": quote(file, safe="/="),
        "partitionValues": _partition(file),
        "size": path.stat().st_size,
        "modificationTime": time.time_ns() // 1_000_000,
        "dataChange": True,
        "stats": json.dumps(stats),
    }
    return path, {"add": action}


def _commit(path: Path, actions: Sequence[dict[str, Any]]) -> bool:
    """Make the next version of a table; false where another process made it first."""
    about = {"timestamp": time.time_ns() // 1_000_000, "operation": "DELETE", "operationParameters": {}}
    lines = [{"commitInfo": about | {"engineInfo": "policynlp"}}, *actions]
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        temporary.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
        os.link(temporary, path)
    except FileExistsError:
        return False
    finally:
        temporary.unlink(missing_ok=True)
    return True
