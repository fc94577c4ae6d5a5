"""Rows as a table for people, or as CSV, JSON, JSON lines for machines."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from policynlp.cli.options import print_json
from policynlp.errors import InputError

FORMATS = ("table", "csv", "json", "jsonl")


@lru_cache(maxsize=1)
def console() -> Console:
    """Standard output; as wide as the terminal, 100 columns elsewhere."""
    return Console(width=None if sys.stdout.isatty() else 100, highlight=False)


def print_rows(rows: Any, kind: str, *, cut: bool = False) -> None:
    """Print a `pyarrow.Table`.

    Args:
        rows: The table.
        kind: One of `FORMATS`.
        cut: There are more rows; a table says so in its last line.

    Raises:
        InputError: Another format.
    """
    if kind not in FORMATS:
        raise InputError(f"there is no format {kind!r}", where="--format", hint=f"Formats: {', '.join(FORMATS)}.")
    records: list[dict[str, Any]] = rows.to_pylist()
    names: list[str] = rows.column_names
    if kind == "json":
        print_json(records)
    elif kind == "jsonl":
        for record in records:
            typer.echo(json.dumps(record, ensure_ascii=False, default=str))
    elif kind == "csv":
        from policynlp.corpus.export_csv import safe_cell

        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(names)
        writer.writerows([[safe_cell(v) for v in record.values()] for record in records])
    else:
        print_table(names, records)
        noun = "row" if len(records) == 1 else "rows"
        first, more = ("the first ", ", not all") if cut else ("", "")
        console().print(f"{first}{len(records):,} {noun}{more}", style="dim")


def print_table(names: Sequence[str], records: Iterable[Mapping[str, Any]], *, title: str | None = None) -> None:
    """A table for people: numbers to the right, long text wrapped, nothing read as markup."""
    records = list(records)
    table = Table(title=title, title_justify="left", header_style="bold", show_edge=False, pad_edge=False)
    for name in names:
        numeric = all(isinstance(r.get(name), int | float | None) for r in records) and bool(records)
        table.add_column(escape(name), justify="right" if numeric else "left", overflow="fold")
    for record in records:
        table.add_row(*(Text(_cell(record.get(name))) for name in names))
    console().print(table)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:,.0f}" if value.is_integer() or abs(value) >= 1e6 else f"{value:,.4g}"
    return str(value)
