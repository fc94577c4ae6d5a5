"""The Delta tables of one corpus: made, appended to, read, compacted.

Appends do not conflict in Delta Lake, so any number of processes may write; nothing is ever updated in place.
"""

from __future__ import annotations

import errno
import json
import os
import re
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.fs as fs
from deltalake import CommitProperties, DeltaTable, WriterProperties, write_deltalake
from deltalake.exceptions import CommitFailedError, DeltaError, TableNotFoundError

from policynlp.corpus.durable import note_sums, read_sums, sync
from policynlp.corpus.schema import PARTITIONED, SCHEMAS
from policynlp.errors import DOCTOR, MAKE_SPACE, CorpusError
from policynlp.place import ObjectPath, Place

_COMMIT_RETRIES = 100
"""Attempts at the next version number; each loses at most once to every writer that is there at the same time."""
ROW_GROUP_ROWS = 8192
"""Row groups small enough that one batch is found in a compacted file by its statistics."""
_WRITER = WriterProperties(compression="ZSTD", max_row_group_size=ROW_GROUP_ROWS)
_TICK_NS = 1_000_000_000
"""Two commits within a tick of the file system's clock (a few milliseconds) give a log one time: it is believed when it is older."""
TABLE_CONFIGURATION = {
    "delta.dataSkippingStatsColumns": "batch_id",  # what readers prune files by; texts would fill the log
    "delta.logRetentionDuration": "interval 30 days",
}

_OS_ERROR = re.compile(r"\(os error (\d+)\)")
_DISK_HINTS = {
    errno.ENOSPC: MAKE_SPACE,
    errno.EDQUOT: MAKE_SPACE,
    errno.EROFS: "Check how it is mounted.",
}
_SAID_CHARS = 300

Rows = Mapping[str, Sequence[Mapping[str, Any]]]


class Tables:
    """Delta tables by name, opened when they are first needed.

    Args:
        folder: The folder `tables` of the corpus, or its address.
        schemas: Table name to schema.
    """

    def __init__(self, folder: Place, *, schemas: Mapping[str, pa.Schema] = SCHEMAS) -> None:
        self.folder = folder
        self.schemas = schemas
        self._open: dict[str, DeltaTable] = {}
        self._unsettled: list[Path] = []
        self._looked: dict[str, int] = {}
        self._datasets: dict[str, tuple[int, ds.Dataset]] = {}
        self._options = dict(folder.storage) if isinstance(folder, ObjectPath) else None

    def create(self) -> None:
        """Make all tables that are not there."""
        for name, schema in self.schemas.items():
            with self._errors(name):
                self.folder.mkdir(parents=True, exist_ok=True)
                try:
                    self._create(name, schema)
                except DeltaError:
                    if not self.is_there(name):
                        raise  # else another process was faster

    def _create(self, name: str, schema: pa.Schema) -> None:
        DeltaTable.create(
            str(self.folder / name),
            schema,
            mode="ignore",
            partition_by=["tagset"] if name in PARTITIONED else None,
            configuration=TABLE_CONFIGURATION if "batch_id" in schema.names else None,
            storage_options=self._options,
        )
        table, first = self.folder / name, f"_delta_log/{0:020}.json"
        if not isinstance(table, ObjectPath) and first not in read_sums(table) and (table / first).exists():
            note_sums(table, [first])

    def is_there(self, name: str) -> bool:
        """Whether a table was made."""
        return bool(DeltaTable.is_deltatable(str(self.folder / name), self._options))

    def close(self) -> None:
        """Forget the tables that are open."""
        self._open.clear()
        self._looked.clear()
        self._datasets.clear()

    def table(self, name: str, *, fresh: bool = True) -> DeltaTable:
        """A table.

        Args:
            name: Its name.
            fresh: Look for what other processes wrote since it was opened; where nothing did, this takes microseconds.

        Raises:
            CorpusError: The table is missing or damaged.
        """
        with self._errors(name):
            table = self._open.get(name)
            if table is not None and not fresh:
                return table
            written_ns = self._written_ns(name)
            if table is None:
                table = self._open[name] = DeltaTable(str(self.folder / name), storage_options=self._options)
            elif written_ns is None or written_ns != self._looked.get(name):
                table.update_incremental()
            if written_ns and time.time_ns() - written_ns > _TICK_NS:
                self._looked[name] = written_ns
            else:
                self._looked.pop(name, None)
        return table

    def _written_ns(self, name: str) -> int | None:
        """When a version was last added to the log: every commit is a file of its own there. None: nobody can tell."""
        if isinstance(self.folder, ObjectPath):
            return None
        try:
            return (self.folder / name / "_delta_log").stat().st_mtime_ns
        except OSError:
            return None

    def version(self, name: str) -> int:
        """Newest version of a table."""
        return int(self.table(name).version())

    def files(self, name: str, *, fresh: bool = True) -> list[str]:
        """Paths of the data files of a table, within its folder.

        Args:
            name: The table.
            fresh: See `table`.
        """
        folder = str(self.folder / name)
        uris = self.table(name, fresh=fresh).file_uris()
        return sorted(os.path.relpath(unquote(urlsplit(u).path) if u.startswith("file:") else u, folder) for u in uris)

    def append(self, name: str, rows: Sequence[Mapping[str, Any]] | pa.Table, *, settle: bool = True) -> int:
        """Append rows as one commit; all of them are seen afterwards, or none.

        Args:
            name: The table.
            rows: Rows as mappings (missing columns are null), or a table of the declared schema.
            settle: Wait until they are on the disk; else `settle` does it for several appends at once.

        Returns:
            Number of rows.

        Raises:
            CorpusError: The table is missing or damaged.
        """
        schema = self.schemas[name]
        data = rows if isinstance(rows, pa.Table) else _table(rows, schema)
        if data.num_rows == 0:
            return 0
        with self._errors(name):
            table = self.table(name, fresh=False)
            try:
                self._write(table, data)
            except CommitFailedError:
                # another writer added a column meanwhile; a failed commit leaves no rows, so it is safe to go again
                table = self._open[name] = DeltaTable(str(self.folder / name), storage_options=self._options)
                self._write(table, data)
            self._note_commit(name, table)
        if settle:
            self.settle()
        return int(data.num_rows)

    def note_commit(self, name: str) -> None:
        """Take in the newest commit of a table, which was made beside `append`, and bring it to the disk."""
        with self._errors(name):
            self._note_commit(name, self.table(name))
        self.settle()

    def settle(self) -> None:
        """Wait until all that was appended is on the disk: a power cut takes nothing of it any more."""
        waiting, self._unsettled = self._unsettled, []
        with self._errors(""):
            sync(waiting)

    def _note_commit(self, name: str, table: DeltaTable) -> None:
        """Keep the sums of the files of the commit that was just made, and what of it has to be synced."""
        if isinstance(self.folder, ObjectPath):
            return  # what an object store has accepted is on its disks, and it keeps sums of its own
        folder, version = self.folder / name, table.version()
        log = folder / "_delta_log"
        commit = log / f"{version:020}.json"
        actions = [json.loads(line) for line in commit.read_text(encoding="utf-8").splitlines() if line]
        files = [unquote(action["add"]["path"]) for action in actions if "add" in action]
        written = [f"_delta_log/{commit.name}", *files]
        if (checkpoint := log / f"{version:020}.checkpoint.parquet").exists():
            written.append(f"_delta_log/{checkpoint.name}")
        sums = note_sums(folder, written)
        paths = [folder / file for file in written] + [sums, log / "_last_checkpoint"]
        self._unsettled += [*paths, *(path.parent for path in paths), folder]

    def _write(self, table: DeltaTable, data: pa.Table) -> None:
        stored = {field.name for field in table.schema().fields}
        write_deltalake(
            table,
            data,
            mode="append",
            schema_mode="merge" if stored != set(data.schema.names) else None,
            writer_properties=_WRITER,
            commit_properties=CommitProperties(max_commit_retries=_COMMIT_RETRIES),
        )

    def dataset(self, name: str) -> ds.Dataset:
        """The table as an Arrow dataset, at its newest version.

        It has the declared columns (null where rows are older than the column), and those that a later version added.
        """
        table = self.table(name)
        with self._errors(name):
            version = int(table.version())
            if name in self._datasets and self._datasets[name][0] == version:
                return self._datasets[name][1]
            declared, local = self.schemas[name], self._local(name)
            stored = table.to_pyarrow_dataset(filesystem=local).schema
            later = [field for field in stored if field.name not in declared.names]
            dataset: ds.Dataset = table.to_pyarrow_dataset(filesystem=local, schema=pa.schema([*declared, *later]))
            self._datasets[name] = version, dataset
        return dataset

    def _local(self, name: str) -> fs.FileSystem | None:
        """The folder of a table as Arrow reads it; None for an object store.

        deltalake's own file system is Python, called from Arrow's threads: one still closing a file when the interpreter ends
        aborts the process (4 of 25 searches on a busy machine).
        """
        if isinstance(self.folder, ObjectPath):
            return None
        return fs.SubTreeFileSystem(str((self.folder / name).resolve()), fs.LocalFileSystem())

    def read(
        self,
        name: str,
        *,
        columns: Sequence[str] | None = None,
        where: ds.Expression | None = None,
        files: Collection[str] | None = None,
    ) -> pa.Table:
        """Rows of a table, in no particular order.

        Args:
            name: The table.
            columns: Those that are wanted; None: all.
            where: Which rows.
            files: Rows of these data files alone, as `files` names them; for tables that are not partitioned.

        Raises:
            CorpusError: The table is missing or damaged.
        """
        local = self._local(name)
        with self._errors(name):
            if files is not None and not files:
                return self.schemas[name].empty_table().select(list(columns or self.schemas[name].names))
            if files is not None and local is not None:
                dataset: ds.Dataset = ds.dataset(sorted(files), schema=self.schemas[name], filesystem=local, format="parquet")
            else:
                dataset = self.dataset(name)
            return dataset.to_table(columns=None if columns is None else list(columns), filter=where)

    def stream(
        self, name: str, *, columns: Sequence[str] | None = None, where: ds.Expression | None = None
    ) -> Iterator[pa.RecordBatch]:
        """As `read`, a few thousand rows at a time.

        Raises:
            CorpusError: The table is missing or damaged.
        """
        dataset = self.dataset(name)
        with self._errors(name):
            yield from dataset.to_batches(
                columns=None if columns is None else list(columns),
                filter=where,
                batch_size=ROW_GROUP_ROWS,
                batch_readahead=1,
                fragment_readahead=2,
            )

    def compact(self, name: str) -> Mapping[str, Any]:
        """Put many small files together; the rows stay the same and readers are not disturbed."""
        table = self.table(name)
        with self._errors(name):
            metrics: Mapping[str, Any] = table.optimize.compact(writer_properties=_WRITER)
            if metrics.get("numFilesAdded"):
                self._note_commit(name, table)
        self.settle()
        return metrics

    def vacuum(self, name: str, *, retention_hours: int | None) -> int:
        """Delete files that no version within the retention uses.

        Returns:
            Number of files.
        """
        table = self.table(name)
        with self._errors(name):
            files = table.vacuum(
                retention_hours=retention_hours, dry_run=False, enforce_retention_duration=retention_hours is None
            )
        return len(files)

    def drop_partition(self, name: str, tagset: str) -> None:
        """Delete the rows of a tag set."""
        quoted = tagset.replace("'", "''")
        self.delete(name, f"tagset = '{quoted}'")

    def delete(self, name: str, where: str) -> None:
        """Delete rows, as one commit.

        Args:
            name: The table.
            where: Which, in SQL.
        """
        table = self.table(name)
        before = table.version()
        with self._errors(name):
            table.delete(where)
            if table.version() != before:
                self._note_commit(name, table)
        self.settle()

    @contextmanager
    def _errors(self, name: str) -> Iterator[None]:
        """Errors of Delta Lake and Parquet as errors that a person can act on."""
        where = str(self.folder / name)
        try:
            yield
        except TableNotFoundError as error:
            raise CorpusError(f"the table {name} is missing", where=where, hint=DOCTOR) from error
        except CommitFailedError as error:
            raise CorpusError(
                f"rows could not be committed: {said(error)}", where=where, hint=_DISK_HINTS.get(_os_error(error), "Run again.")
            ) from error
        except (DeltaError, pa.ArrowException, OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
            what, hint = f"the table {name} cannot be read or written: {said(error)}", DOCTOR
            if (number := _os_error(error)) in _DISK_HINTS:
                what, hint = f"the table {name} cannot be written: {os.strerror(number).lower()}", _DISK_HINTS[number]
            raise CorpusError(what, where=where, hint=hint) from error


def _os_error(error: BaseException) -> int:
    """Number of the fault of the system behind an error; Delta Lake has it at the end of a message of several lines."""
    if isinstance(error, OSError) and error.errno:
        return error.errno
    found = _OS_ERROR.search(str(error))
    return int(found[1]) if found else 0


UNREADABLE = (OSError, pa.ArrowException, ValueError, KeyError)
"""What reading a Parquet file raises that is damaged: Arrow gives names of columns that are no UTF-8 as a `UnicodeDecodeError`,
and a time zone that is none as a `KeyError`."""


def said(error: BaseException) -> str:
    """The first line of an error: Delta Lake puts stack traces and colours of a terminal behind it."""
    if isinstance(error, OSError) and error.strerror and error.errno:
        return error.strerror
    lines = str(error).strip().splitlines()
    return lines[0][:_SAID_CHARS] if lines else type(error).__name__


def _table(rows: Sequence[Mapping[str, Any]], schema: pa.Schema) -> pa.Table:
    """Rows as Arrow holds them; halves of surrogate pairs (of file names that are no UTF-8, or of titles in JSON) become U+FFFD."""
    try:
        return pa.Table.from_pylist(list(rows), schema=schema)
    except UnicodeEncodeError:
        return pa.Table.from_pylist([_encodable(row) for row in rows], schema=schema)


def _encodable(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, Mapping):
        return {name: _encodable(inner) for name, inner in value.items()}
    return [_encodable(inner) for inner in value] if isinstance(value, list | tuple) else value
