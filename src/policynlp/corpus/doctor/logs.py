"""The logs of the tables: versions that are missing, cut off or changed, checkpoints that cannot be read.

A broken version is written again: what can be read of it stays, files that it added are told by the files themselves. Files that
it can no longer tell are found by `batches`, from the rows that are missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from urllib.parse import unquote

import pyarrow as pa

from policynlp.corpus.delta_log import LOG, Action, DeltaLog, add_action, first_actions, read_log, write_version
from policynlp.corpus.schema import SCHEMAS
from policynlp.corpus.tables import UNREADABLE
from policynlp.diagnosis import Finding, Quarantine

CHECK = "log"
_LISTED = 5


def check_logs(tables: Path, quarantine: Quarantine, *, schemas: Mapping[str, pa.Schema] = SCHEMAS) -> Iterator[Finding]:
    """Look through the log of every table.

    Args:
        tables: Folder of the tables.
        quarantine: Where broken files go.
        schemas: Table name to schema.
    """
    for name, schema in schemas.items():
        yield from _check_log(tables / name, name, schema, quarantine)


def _check_log(table: Path, name: str, schema: pa.Schema, quarantine: Quarantine) -> Iterator[Finding]:
    if not (table / LOG).is_dir():
        what = f"the table {name} has no log" if table.is_dir() else f"the table {name} is missing"
        yield Finding(
            check=CHECK,
            severity="damage",
            what=what,
            where=str(table),
            hint="--repair makes it anew, with the data files that are still there.",
            mend=partial(_mend, table, name, schema, quarantine),
        )
        return
    log = read_log(table)
    for path in log.bad_checkpoints:
        yield Finding(
            check=CHECK,
            severity="damage",
            what=f"a checkpoint of the table {name} cannot be read",
            where=str(path),
            hint="--repair moves it aside; the log tells the same.",
            mend=partial(quarantine.put_aside, path),
        )
    if log.broken or log.missing:
        told = [f"version {v}: {fault}" for v, fault in sorted(log.broken.items())]
        told += [f"version {v} is missing" for v in log.missing]
        more = f"; and {len(told) - _LISTED} more" if len(told) > _LISTED else ""
        yield Finding(
            check=CHECK,
            severity="damage",
            what=f"the log of the table {name} is broken: {'; '.join(told[:_LISTED])}{more}",
            where=str(table / LOG),
            hint="--repair writes these versions again.",
            mend=partial(_mend, table, name, schema, quarantine),
        )


def _mend(table: Path, name: str, schema: pa.Schema, quarantine: Quarantine) -> str:
    """Write all broken and missing versions again, the oldest first."""
    log = read_log(table)
    rewritten = sorted({*log.broken, *log.missing})
    for version in rewritten:
        actions = _kept(log, version)
        if version == 0 and not any("metaData" in action for action in actions):
            actions = [*_begun(log, name, schema), *actions]
        if version in log.broken:
            quarantine.move(table / LOG / f"{version:020}.json")
        write_version(table, version, actions)
    return f"wrote {len(rewritten)} version{'s' if len(rewritten) != 1 else ''} again"


def _begun(log: DeltaLog, name: str, schema: pa.Schema) -> list[Action]:
    """Protocol and metadata; a later version or a checkpoint may tell the latter."""
    protocol, metadata = first_actions(name, schema)
    return [protocol, {"metaData": log.metadata} if log.metadata else metadata]


def _kept(log: DeltaLog, version: int) -> list[Action]:
    """What can be believed of a broken version: its files are described anew, as they are."""
    kept: list[Action] = []
    for action in log.actions.get(version, []):
        if "add" not in action:
            kept.append(action)
            continue
        path = unquote(action["add"]["path"])
        try:
            kept.append(add_action(log.table, path))
        except UNREADABLE:
            if (log.table / path).exists():
                kept.append(action)  # the file is broken itself: the check of files says so
    return kept
