"""The log of a Delta table read and written by hand, where Delta Lake itself gives up (`doctor`) or writes too much (`rewriting`).

A version of a table is a file `_delta_log/00000000000000000012.json`, an action a line: files that are added or removed, schema,
protocol. A checkpoint (Parquet) sums up all versions before it. See the Delta Transaction Log Protocol.
"""

from __future__ import annotations

import json
import os
import secrets
import time
import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from deltalake import Schema

from policynlp.corpus.durable import note_sums, read_sums, sha256_of, sync
from policynlp.corpus.schema import PARTITIONED
from policynlp.corpus.tables import TABLE_CONFIGURATION, UNREADABLE

LOG = "_delta_log"
LAST_CHECKPOINT = "_last_checkpoint"
BATCH = "batch_id"
Action = dict[str, Any]
_ACTIONS = frozenset({"add", "remove", "metaData", "protocol", "commitInfo", "txn", "cdc", "domainMetadata"})


@dataclass
class DeltaLog:
    """What the log of a table says, as far as it can be read.

    Attributes:
        table: Folder of the table.
        actions: Version to its actions; of a broken version those that could be read.
        broken: Version to what is wrong with it.
        missing: Versions that should be there.
        bad_checkpoints: Checkpoint files that cannot be read, and a `_last_checkpoint` that leads to none.
        active: Path of a data file to the action that added it.
        removed: Paths that were removed.
        metadata: Schema and configuration, as they were said last; None: nowhere.
        base: Version of the newest checkpoint that can be read; -1 where there is none.
    """

    table: Path
    actions: dict[int, list[Action]] = field(default_factory=dict)
    broken: dict[int, str] = field(default_factory=dict)
    missing: list[int] = field(default_factory=list)
    bad_checkpoints: list[Path] = field(default_factory=list)
    active: dict[str, Action] = field(default_factory=dict)
    removed: set[str] = field(default_factory=set)
    metadata: Action | None = None
    base: int = -1

    @property
    def newest(self) -> int:
        """Newest version; -1 where there is none."""
        return max([self.base, *self.actions, *self.missing])

    def take_in(self, actions: Sequence[Action]) -> None:
        """Follow the actions of a version."""
        for action in actions:
            if "add" in action:
                path = unquote(action["add"]["path"])
                self.active[path] = action["add"]
                self.removed.discard(path)
            elif "remove" in action:
                path = unquote(action["remove"]["path"])
                self.active.pop(path, None)
                self.removed.add(path)
            elif "metaData" in action:
                self.metadata = action["metaData"]


def read_log(table: Path) -> DeltaLog:
    """Read the log of a table; faults are told in the result, none is raised.

    Raises:
        OSError: The folder cannot be read.
    """
    out = DeltaLog(table)
    folder, sums = table / LOG, read_sums(table)
    checkpoints = _checkpoints(folder, out, sums)
    for path in sorted(folder.glob("*.json")):
        if path.stem.isdigit():
            out.actions[int(path.stem)], fault = _read_commit(path, sums.get(f"{LOG}/{path.name}"))
            if fault:
                out.broken[int(path.stem)] = fault
    out.base = base = max(checkpoints, default=-1)
    out.take_in(checkpoints.get(base, []))
    highest = max([base, *out.actions, *_noted(sums)])
    out.missing = [v for v in range(base + 1, highest + 1) if v not in out.actions] or ([0] if highest < 0 else [])
    out.broken = {v: fault for v, fault in out.broken.items() if v > base}
    for version in sorted(v for v in out.actions if v > base):
        out.take_in(out.actions[version])
    return out


def _noted(sums: Mapping[str, str]) -> list[int]:
    """Versions whose sum was written down: one that is higher than all that are there was lost."""
    names = [Path(name) for name in sums if name.startswith(f"{LOG}/")]
    return [int(name.stem) for name in names if name.suffix == ".json" and name.stem.isdigit()]


def _checkpoints(folder: Path, out: DeltaLog, sums: Mapping[str, str]) -> dict[int, list[Action]]:
    """Version to the actions of every checkpoint that can be read."""
    good: dict[int, list[Action]] = {}
    for path in sorted(folder.glob("*.checkpoint*.parquet")):
        try:
            if sums.get(f"{LOG}/{path.name}", known := sha256_of(path)) != known:
                raise ValueError("it was changed since it was written")
            rows = pq.ParquetFile(path).read().to_pylist()
            good[int(path.name.split(".")[0])] = [_checkpoint_action(row) for row in rows]
        except UNREADABLE:
            out.bad_checkpoints.append(path)
    pointer = folder / LAST_CHECKPOINT
    try:
        if json.loads(pointer.read_text(encoding="utf-8"))["version"] not in good:
            out.bad_checkpoints.append(pointer)
    except FileNotFoundError:
        pass
    except (OSError, ValueError, KeyError, TypeError):
        out.bad_checkpoints.append(pointer)
    return good


def _checkpoint_action(row: Mapping[str, Any]) -> Action:
    for name, value in row.items():
        if value is not None and name in _ACTIONS:
            action = dict(value)
            for key in ("partitionValues", "configuration"):  # a map comes as pairs
                if isinstance(action.get(key), list):
                    action[key] = dict(action[key])
            return {name: action}
    return {}


def _read_commit(path: Path, expected_sha256: str | None) -> tuple[list[Action], str]:
    """Actions of a version, and what is wrong with its file (empty: nothing)."""
    try:
        data = path.read_bytes()
    except OSError as error:
        return [], f"it cannot be read: {error.strerror or error}"
    actions, torn = [], 0
    for line in data.splitlines():
        try:
            action = json.loads(line)
            known = isinstance(action, dict) and len(action) == 1 and action.keys() <= _ACTIONS
            paths = [body["path"] for name, body in action.items() if name in {"add", "remove"}] if known else [None]
        except (ValueError, KeyError, TypeError):
            paths = [None]
        if all(isinstance(p, str) for p in paths):
            actions.append(action)
        elif line.strip():
            torn += 1
    if torn:
        return actions, f"{torn} of its {torn + len(actions)} lines cannot be read"
    if not actions:
        return actions, "it is empty"
    if expected_sha256 is not None and sha256_of(path) != expected_sha256:
        return actions, "it was changed since it was written"
    return actions, ""


def data_files(table: Path) -> list[str]:
    """Paths of all data files that lie in the folder of a table, whatever the log says of them."""
    found = (path.relative_to(table) for path in table.rglob("*.parquet"))
    return sorted(path.as_posix() for path in found if not path.parts[0].startswith("_"))


def batches_in(file: Path) -> dict[str, int]:
    """Batch id to the number of its rows in a data file; a file of a table without batches has all its rows under one empty id.

    Raises:
        OSError, pa.ArrowException, ValueError: It cannot be read (`UNREADABLE`).
    """
    opened = pq.ParquetFile(file)
    if BATCH not in opened.schema_arrow.names:
        return {"": opened.metadata.num_rows}
    found: Counter[str] = Counter()
    for rows in opened.iter_batches(columns=[BATCH]):
        found.update(counts_of(rows[BATCH]))
    return dict(found)


def counts_of(batches: Any) -> dict[str, int]:
    """Batch id to the number of its rows, of the ids of some rows as Arrow holds them."""
    found: Any = pc.value_counts(batches)
    values, counts = found.field("values").to_pylist(), found.field("counts").to_pylist()
    return {str(batch): n for batch, n in zip(values, counts, strict=True)}


def add_action(table: Path, path: str) -> Action:
    """The action that adds a data file that lies in the folder, with statistics as the writer makes them.

    Raises:
        OSError, pa.ArrowException, ValueError: The file cannot be read (`UNREADABLE`).
    """
    counts = batches_in(table / path)
    stats: dict[str, Any] = {"numRecords": sum(counts.values())}
    if counts.keys() - {""}:
        stats |= {"minValues": {BATCH: min(counts)}, "maxValues": {BATCH: max(counts)}, "nullCount": {BATCH: 0}}
    return {
        "add": {**described(table, path), "modificationTime": _now_ms(), "dataChange": True, "stats": json.dumps(stats)},
    }


def described(table: Path, path: str) -> dict[str, Any]:
    """A data file that lies in the folder as the log names it: path, partition, size.

    Raises:
        OSError: It is not there.
    """
    values = dict(part.split("=", 1) for part in path.split("/")[:-1] if "=" in part)
    return {"path": quote(path, safe="/="), "partitionValues": values, "size": (table / path).stat().st_size}


def remove_action(add: Mapping[str, Any]) -> Action:
    """The action that takes a data file out of the table.

    Args:
        add: What added it, or the file as `described`.
    """
    return {
        "remove": {
            "path": add["path"],
            "deletionTimestamp": _now_ms(),
            "dataChange": True,
            "extendedFileMetadata": True,
            "partitionValues": dict(add.get("partitionValues") or {}),
            "size": add.get("size", 0),
        }
    }


def first_actions(name: str, schema: pa.Schema) -> list[Action]:
    """Protocol and metadata of a table whose own are lost."""
    metadata: Action = {
        "id": str(uuid.uuid4()),
        "format": {"provider": "parquet", "options": {}},
        "schemaString": Schema.from_arrow(schema).to_json(),
        "partitionColumns": ["tagset"] if name in PARTITIONED else [],
        "configuration": dict(TABLE_CONFIGURATION) if BATCH in schema.names else {},
        "createdTime": _now_ms(),
    }
    return [{"protocol": {"minReaderVersion": 1, "minWriterVersion": 2}}, {"metaData": metadata}]


def write_version(table: Path, version: int, actions: Sequence[Action]) -> None:
    """Write the file of a version, whole and on the disk; its sum is kept.

    Raises:
        FileExistsError: Somebody else wrote this version meanwhile.
        OSError: It cannot be written.
    """
    target = put_version(table, version, actions, operation="POLICYNLP DOCTOR")
    sync([target.parent, note_sums(table, [f"{LOG}/{target.name}"])])


def put_version(table: Path, version: int, actions: Sequence[Action], *, operation: str) -> Path:
    """Put the file of a version in its place, whole; whoever does keeps its sum.

    Args:
        table: Folder of the table.
        version: Its number.
        actions: What it does.
        operation: What the log calls that.

    Raises:
        FileExistsError: Somebody else wrote this version meanwhile.
        OSError: It cannot be written.
    """
    folder = table / LOG
    folder.mkdir(parents=True, exist_ok=True)
    info: Action = {"commitInfo": {"timestamp": _now_ms(), "operation": operation, "operationParameters": {}}}
    own = [action for action in actions if "commitInfo" not in action]
    temporary = folder / f".version-{secrets.token_hex(4)}"
    target = folder / f"{version:020}.json"
    try:
        temporary.write_text("".join(f"{json.dumps(action)}\n" for action in [info, *own]), encoding="utf-8")
        sync([temporary])
        os.link(temporary, target)  # fails where the version is there already, as the protocol wants
    finally:
        temporary.unlink(missing_ok=True)
    return target


def commit(table: Path, actions: Sequence[Action]) -> None:
    """Add a version with these actions at the end of the log.

    Raises:
        OSError: It cannot be written.
    """
    for _ in range(100):  # each loses at most once to every writer that is there at the same time
        try:
            write_version(table, read_log(table).newest + 1, actions)
        except FileExistsError:
            continue
        return
    raise FileExistsError(f"others write to {table.name} all the time")


def _now_ms() -> int:
    return round(time.time() * 1000)
