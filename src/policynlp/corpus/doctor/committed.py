"""Rows of `batches` told again, where the file that held them is broken: the log says which batches it committed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from policynlp.corpus.catalogue import CORRECTIONS
from policynlp.corpus.delta_log import BATCH, batches_in, read_log
from policynlp.corpus.doctor.batches import BATCHED, Rows, rows_of_batches


def told_again(tables: Path, add: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rows of a broken file of `batches`, from its statistics in the log and the rows of other tables.

    The statistics hold the first and last batch id, and how many there are. Where just so many batches without a row lie between
    them, these are the ones; the rows of a batch come before the one that commits it, so they are all there.

    Args:
        tables: Folder of the tables; the broken file still counts as broken.
        add: The action that added the file.

    Returns:
        Rows of `batches`; empty where it cannot be told which batches were committed.
    """
    try:
        stats = json.loads(add["stats"])
        wanted, least, most = stats["numRecords"], stats["minValues"][BATCH], stats["maxValues"][BATCH]
    except (KeyError, TypeError, ValueError):
        return []
    rows = rows_of_batches(tables)
    known = {batch for name in BATCHED for batch in rows.logged[name]}
    found = sorted(batch for batch in known - rows.committed.keys() if least <= batch <= most)
    return [_row(tables, rows, batch) for batch in found] if len(found) == wanted else []


def _row(tables: Path, rows: Rows, batch: str) -> dict[str, Any]:
    counts = {name: rows.logged[name][batch] for name in BATCHED if rows.logged[name][batch]}
    run_id, tagset, by_people = _about(tables, batch, list(counts))
    if counts.keys() & {"links", "linked", "identities"}:
        kind = "links"
    elif "tagged" in counts:
        kind = CORRECTIONS if by_people else "tags"
    else:
        kind = "documents"
    return {
        BATCH: batch,
        "run_id": run_id,
        "kind": kind,
        "tagset": tagset,
        "committed_at": datetime.strptime(batch.split("-")[0], "%Y%m%dT%H%M%S%f").replace(tzinfo=UTC),
        "rows": json.dumps(counts),
    }


def _about(tables: Path, batch: str, names: list[str]) -> tuple[str | None, str | None, bool]:
    """Run and tag set of a batch, and whether people made some of its tags."""
    run_id, tagset, by_people = None, None, False
    for name in names:
        for path, add in read_log(tables / name).active.items():
            file = tables / name / path
            if batch not in batches_in(file):
                continue
            opened = pq.ParquetFile(file)
            wanted = [column for column in (BATCH, "run_id", "origin") if column in opened.schema_arrow.names]
            own: pa.Table = opened.read(columns=wanted).filter(pc.field(BATCH) == batch)
            run_id = run_id or own["run_id"][0].as_py()
            tagset = tagset or (add.get("partitionValues") or {}).get("tagset")
            by_people = by_people or ("origin" in wanted and "human" in own["origin"].to_pylist())
    return run_id, tagset, by_people
