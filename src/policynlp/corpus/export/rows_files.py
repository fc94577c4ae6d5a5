"""Record batches as CSV, JSON lines or Parquet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from policynlp.corpus.export.codebook import CODEBOOK_HEADER, codebook_rows
from policynlp.corpus.export.columns import ViewColumns
from policynlp.corpus.export_csv import write_csv

_ROW_GROUP_BYTES = 32 << 20


def write_rows(out: BinaryIO, form: str, schema: pa.Schema, rows: Iterable[pa.RecordBatch], *, bom: bool = False) -> int:
    """Write rows.

    Args:
        out: A binary file.
        form: `csv`, `jsonl` or `parquet`.
        schema: Of the rows.
        rows: The rows.
        bom: CSV with a byte order mark.

    Returns:
        Number of rows.
    """
    if form == "csv":
        return write_csv(out, schema, iter(rows), bom=bom)
    return _write_jsonl(out, rows) if form == "jsonl" else write_parquet(out, schema, rows)


def json_line(row: Any) -> bytes:
    """One line of JSON; dates and times in ISO 8601."""
    return json.dumps(row, ensure_ascii=False, default=_iso).encode() + b"\n"


def _iso(value: Any) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def _write_jsonl(out: BinaryIO, rows: Iterable[pa.RecordBatch]) -> int:
    count = 0
    for batch in rows:
        out.writelines(json_line(row) for row in batch.to_pylist())
        count += batch.num_rows
    return count


def write_parquet(out: BinaryIO, schema: pa.Schema, rows: Iterable[pa.RecordBatch]) -> int:
    """Write Parquet (zstd), in row groups of some 32 MB, and give the number of rows."""
    count = 0
    waiting: list[pa.RecordBatch] = []
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        for batch in rows:
            waiting.append(batch)
            count += batch.num_rows
            if sum(b.nbytes for b in waiting) >= _ROW_GROUP_BYTES:
                writer.write_table(pa.Table.from_batches(waiting, schema=schema))
                waiting = []
        writer.write_table(pa.Table.from_batches(waiting, schema=schema))
    return count


def codebook_csv(views: Iterable[ViewColumns], *, bom: bool = False) -> bytes:
    """The codebook of views as a CSV file."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(CODEBOOK_HEADER)
    writer.writerows(codebook_rows(views))
    return out.getvalue().encode("utf-8-sig" if bom else "utf-8")
