"""CSV for spreadsheets: one row an item, UTF-8, no cell that a spreadsheet would run as a formula."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, BinaryIO

import pyarrow as pa

_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
"""First characters that make a cell a formula in a spreadsheet (OWASP, CSV injection; full-width forms in East Asian ones)."""


def safe_cell(value: Any) -> Any:
    """A value as a cell: text that a spreadsheet would run gets an apostrophe before it; numbers are left alone.

    Lists are joined by `; ` (one within an item becomes a comma), lists of spans are JSON, `[[0, 12], [20, 31]]` (a spreadsheet
    takes 1-2 for a date), other structures are JSON, null is empty. Dates and times are ISO 8601; numbers are plain digits, never 1.2e+12.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        value = _list_cell(value)
    if isinstance(value, dict):
        value = json.dumps(value, ensure_ascii=False, default=str)
    if isinstance(value, float):
        return plain_number(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        value = value.hex()
    if not isinstance(value, str):
        return value
    return f"'{value}" if value.startswith(_FORMULA) and not _is_number(value) else value


def _list_cell(items: list[Any]) -> str:
    if items and all(isinstance(item, dict) and item.keys() == {"start", "end"} for item in items):
        return json.dumps([[item["start"], item["end"]] for item in items])
    if any(isinstance(item, dict | list) for item in items):
        return json.dumps(items, ensure_ascii=False, default=str)
    return "; ".join(str(item).replace(";", ",") for item in items)


def csv_line(cells: Sequence[Any]) -> str:
    """Cells as one line of CSV."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue()


def plain_number(value: float) -> str:
    """Digits, and a point for decimals; the shortest that reads back as the same number. Not a number is an empty cell."""
    if not math.isfinite(value):
        return ""
    digits = format(Decimal(repr(value)), "f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return text.strip() == text and "_" not in text


def write_csv(out: BinaryIO, schema: pa.Schema, rows: Iterator[pa.RecordBatch], *, bom: bool = False) -> int:
    """Write rows with a header.

    Args:
        out: A binary file.
        schema: Names of the columns.
        rows: The rows.
        bom: Begin with a byte order mark.

    Returns:
        Number of rows, without the header.
    """
    text = io.TextIOWrapper(out, encoding="utf-8-sig" if bom else "utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(schema.names)
    count = 0
    for batch in rows:
        writer.writerows([[safe_cell(value) for value in row.values()] for row in batch.to_pylist()])
        count += batch.num_rows
    text.flush()
    text.detach()  # the file stays open for whoever opened it
    return count
