"""The data files that the logs name: missing, cut off, changed since they were written, or of another schema.

A repair takes a broken file out of the table by a commit and moves it aside. Rows that are lost with it are told by `batches`, which
looks for them elsewhere, or has them made again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa

from policynlp.corpus.delta_log import LOG, commit, read_log, remove_action
from policynlp.corpus.doctor.batches import BATCHES
from policynlp.corpus.doctor.committed import told_again
from policynlp.corpus.doctor.soundness import fault_of
from policynlp.corpus.durable import read_sums
from policynlp.corpus.schema import SCHEMAS
from policynlp.corpus.tables import Tables
from policynlp.diagnosis import Finding, Quarantine

CHECK = "files"


def check_files(tables: Path, quarantine: Quarantine, *, schemas: Mapping[str, pa.Schema] = SCHEMAS) -> Iterator[Finding]:
    """Look through every data file; arguments as for `check_logs`."""
    lost_in: set[str] = set()
    for name, schema in sorted(schemas.items(), key=lambda item: item[0] == BATCHES):  # that one is told from the others
        table = tables / name
        if not (table / LOG).is_dir():
            continue  # the check of logs says so
        sums = read_sums(table)
        for path, add in sorted(read_log(table).active.items()):
            fault = fault_of(table, path, schema, size=add.get("size"), sha256=sums.get(path))
            if fault:
                yield Finding(
                    check=CHECK,
                    severity="damage",
                    what=f"a file of the table {name} {fault}",
                    where=str(table / path),
                    hint="--repair takes it out; what is lost with it is made again from the bytes as fetched, or by the next run.",
                    mend=partial(_take_out, table, path, add, quarantine, lost_in),
                )


def _take_out(table: Path, path: str, add: Mapping[str, Any], quarantine: Quarantine, lost_in: set[str]) -> str:
    commit(table, [remove_action(add)])
    done = "taken out of the table"
    if (table / path).exists():
        done += f" and moved to {quarantine.move(table / path)}"
    if table.name == BATCHES and not lost_in - {BATCHES}:  # else what is left of a batch would pass for all of it
        rows = told_again(table.parent, add)
        Tables(table.parent).append(BATCHES, rows)
        done += f"; the log and the other tables told {len(rows)} of its rows again"
    lost_in.add(table.name)
    return done
