"""Answers for people at a terminal: one item in two or three lines; and the same rows as CSV and JSON."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import typer
from rich.text import Text

from policynlp.cli.options import print_json
from policynlp.cli.tables import console, print_table
from policynlp.corpus.answers import Answer, period_words, series_name
from policynlp.corpus.export import atomic
from policynlp.errors import InputError
from policynlp.render.amounts import amount, plain_number
from policynlp.render.share_plots import SOURCES
from policynlp.render.wording import bounded

Row = Mapping[str, Any]


def print_answer(
    answer: Answer,
    *,
    as_json: bool = False,
    as_csv: bool = False,
    out: Path | None = None,
    sql: bool = False,
    line: Callable[[Row], Text] | None = None,
    columns: Sequence[str] = (),
) -> None:
    """Print an answer.

    Args:
        answer: The answer.
        as_json: With all that it rests on.
        as_csv: Rows alone.
        out: File for the CSV, which appears when it is complete; None: it is printed.
        sql: Only the query.
        line: How a row reads; None: a table of `columns`.
        columns: Shown in the table.
    """
    if sql:
        typer.echo(answer.sql + ";")
    elif as_json:
        print_json(answer.as_dict())
    elif out:
        with atomic(out) as file:
            file.writelines(text.encode() for text in answer.csv())
        typer.echo(f"{len(answer.rows):,} rows to {out}", err=True)
    elif as_csv:
        for text in answer.csv():
            sys.stdout.write(text)
    else:
        if line is None and answer.rows:
            print_rows_of(answer.rows, columns)
        if line is not None:
            for row in answer.rows:
                console().print(line(row))
        if answer.total > len(answer.rows):
            console().print(f"The first {len(answer.rows):,} of {answer.total:,}; --limit shows more.", style="dim")
        console().print(answer.stated, style="dim")
        for note in answer.notes:
            console().print(note, style="dim")


def print_rows_of(rows: Sequence[Row], columns: Sequence[str], *, title: str | None = None) -> None:
    """A table of some columns: shares in percent, days without their time, lists in one cell, a name with its roles."""
    heads = {name: _HEADS.get(name, name.replace("_", " ")) for name in columns}
    print_table(list(heads.values()), [{heads[n]: _cell(n, row) for n in columns} for row in rows], title=title)


_HEADS = {"unique_documents": "texts", "of_unique_documents": "of texts", "document_title": "text", "first_published": "first",
          "last_published": "last", "source_type": "kind of source", "text": "figure"}  # fmt: skip


def _cell(name: str, row: Row) -> Any:
    value = row[name]
    if name == "voice":
        return ", ".join(str(v) for v in (value, row["latest_title"], row["latest_affiliation"]) if v) or "(nobody is named)"
    if name.startswith("share") and isinstance(value, float):
        return f"{value:.1%}"
    if name.endswith("published"):
        return str(value or "")[:10]
    if name == "source_type":
        return SOURCES.get(value, value)
    return "; ".join(str(v) for v in value) if isinstance(value, list) else value


def place(row: Row, prefix: str = "") -> str:
    """Title, publisher and day of the text, and where in it."""
    day = str(row[f"{prefix}published"] or "")[:10]
    parts = [row[f"{prefix}document_title"] or row[f"{prefix}uri"], row[f"{prefix}publisher"], day]
    where = f"{row[f'{prefix}document'][:8]} [{row[f'{prefix}start_char']}, {row[f'{prefix}end_char']})"
    return " | ".join(str(p) for p in [*parts, where] if p)


def figure_line(row: Row) -> Text:
    """A figure with what it measures, when, by whom, and its sentence."""
    out = Text(bounded(row["bound"], row["text"]), style="bold green")
    if row.get("converted") is not None:
        out.append(f" = {amount(row['converted'], row['converted_unit'], high=row['converted_high'])}", style="green")
    if row["from_value"] is not None:
        out.append(f" (from {plain_number(row['from_value'])})", style="green")
    about = ", ".join(p for p in (series_name(row), period_words(row)) if p)
    out.append(f"  {about}")
    out.append(f"  says {row['who']}" if row["who"] else "", style="cyan")
    if row["nature"] != "outturn":
        out.append(f"  {row['nature']}", style="magenta")
    if row["contested"]:
        out.append("  contested", style="bold red")
    out.append(f"\n    {row['sentence']}" if row.get("sentence") else "")
    return out.append(f"\n    {place(row)}\n", style="dim")


def quote_line(row: Row) -> Text:
    """Who said what, and how."""
    who = row["speaker"] or row["source"] or "nobody named"
    out = Text(str(who), style="bold cyan")
    roles = ", ".join(str(p) for p in (row["speaker_title"], row["speaker_affiliation"]) if p)
    out.append(f" ({roles})" if roles else "")
    act = "" if row["act"] == "speech" else f", {row['act']}"
    out.append(f"  {row['cue'] or '–'}, {row['kind']}{act}", style="yellow")
    out.append(f"\n    {' '.join(row['content'].split())}")
    if row["figures"]:
        out.append(f"\n    figures: {'; '.join(row['figures'])}", style="green")
    return out.append(f"\n    {place(row)}\n", style="dim")


def comparison_line(row: Row) -> Text:
    """Two figures, their sentences side by side, and what the comparison found."""
    style = {"differs": "bold red", "not_comparable": "dim"}.get(row["verdict"], "green")
    out = Text(row["verdict"].replace("_", " "), style=style)
    out.append(f"  {row['reason']}")
    for prefix in ("", "other_"):
        out.append(f"\n    {bounded(row[f'{prefix}bound'], row[f'{prefix}text'])}", style="bold green")
        out.append(f"  says {row[f'{prefix}who']}" if row[f"{prefix}who"] else "", style="cyan")
        out.append(f"\n      {row[f'{prefix}sentence']}")
        out.append(f"\n      {place(row, prefix)}", style="dim")
    return out.append("\n")


def write_plot(path: Path, rows: Sequence[Row], layout: Mapping[str, Any], *, title: str, note: str) -> None:
    """A plot as a file: SVG, PNG, or the specification as JSON, by the name's ending.

    Raises:
        InputError: There is nothing to draw, or the ending is another one.
    """
    import json

    from policynlp.render.vega import chart, png, svg

    if not rows:
        raise InputError("there is nothing to draw", where=str(path), hint="Ask for more: see the rows without --plot.")
    spec = chart(rows, _with_width(layout), title=title, description=title, note=note)
    if path.suffix == ".svg":
        path.write_text(svg(spec), encoding="utf-8")
    elif path.suffix == ".png":
        path.write_bytes(png(spec))
    elif path.suffix == ".json":
        path.write_text(json.dumps(spec, ensure_ascii=False, default=str), encoding="utf-8")
    else:
        raise InputError(
            f"no plot can be written as {path.suffix!r}", where=str(path), hint="End the name in .svg, .png or .json."
        )
    typer.echo(f"plot to {path}", err=True)


_WIDTH_POINTS = 620


def _with_width(layout: Mapping[str, Any]) -> dict[str, Any]:
    """A width in points where a page would give that of its column."""
    out = {name: value for name, value in layout.items() if name != "autosize"}
    if "vconcat" in out:
        out["vconcat"] = [_with_width(panel) for panel in out["vconcat"]]
    return out | ({"width": _WIDTH_POINTS} if out.get("width") == "container" else {})
