"""The grid of a table that is set as text: cells in their columns, the rows of headers, the columns that name the rows.

Cells are set apart by tabs, bars or runs of spaces. What a page leaves empty is told by how the rows fit together: a header row
that is one cell short of the rows below has no word over their names, a header that spans two columns stands over both.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from policynlp.document import Passage
from policynlp.tag.claims.grid_cells import (
    MOST_CELLS,
    Cell,
    Grid,
    column_of,
    is_line,
    label_columns,
    rows_of,
    with_names_above,
)
from policynlp.tag.claims.grid_headers import aligned, header_row, in_two_lines, is_second_header, is_value, spread, unwrapped
from policynlp.tag.claims.spaced_grid import read_spaced
from policynlp.tag.claims.table_headers import header_of

_TWO_LINES = 2
_TWO_FIGURES = re.compile(r"\d {2,9}[-−+(]?\d")


def read_grid(text: str, passage: Passage) -> Grid | None:
    """The table of a passage, or None where no row of headers can be told.

    Args:
        text: The document's text.
        passage: A passage whose lines are rows.
    """
    lines = text[passage.start : passage.end]
    if "\t" not in lines and ("|" not in lines or _bars_divide(lines)):
        spaced = read_spaced(text, passage)
        if spaced is not None:
            return spaced
    rows = _with_whole_labels(text, list(rows_of(text, passage)))
    if len(rows) < 2 or sum(map(len, rows)) > MOST_CELLS:
        return None
    if two := _ruled_off(lines, rows):
        labels = label_columns(rows[2:], len(two[0]))
        return Grid(tuple(map(tuple, two)), tuple(_filled(rows[2:], labels)), labels)
    rows = unwrapped(text, rows)
    top = header_row(rows)
    if top is None:
        return None
    bottom = top + 1 if top + 2 < len(rows) and is_second_header(rows[top], rows[top + 1], rows[top + 2 :]) else top
    body = rows[bottom + 1 :]
    width = max(Counter(len(r) for r in body if len(r) > 1).items(), key=lambda x: (x[1], x[0]), default=(0, 0))[0]
    lowest = aligned(rows[bottom], width, body)
    if lowest is None:
        return None
    headers = [lowest]
    if bottom > top:
        headers.insert(0, spread(rows[top], lowest))
        if not lowest[0].text and headers[0][0].text:
            headers[1] = [headers[0][0], *lowest[1:]]  # what names the rows stands in the upper line
    labels = label_columns(body, width)
    return Grid(tuple(map(tuple, headers)), tuple(_filled(body, labels)), labels)


def _ruled_off(lines: str, rows: Sequence[list[Cell]]) -> list[list[Cell]]:
    """The headers of a table with bars that has two rows of them above the line drawn below: `Lost,` above `Jan-May 2024`.

    What is dated stands above what is named, as years that span several columns do; else both are one header. Empty for other tables.
    """
    drawn = [is_line(line) for line in lines.split("\n")]
    above = drawn[drawn[0] :].index(True) if any(drawn[drawn[0] :]) else 0
    if "|" not in lines or above != _TWO_LINES or len(rows) <= above or len(rows[0]) != len(rows[1]):
        return []
    upper, lower = rows[:2]
    spans = any(not c.text or c.text == d.text for c, d in pairwise(upper[1:]))
    if (
        spans
        or any(map(is_value, (*upper, *lower)))
        or not all(a.text or not b.text for a, b in zip(upper, lower, strict=True))
    ):
        return []
    dated = [bool(b.text) and header_of(b, None).period is not None for b in lower]
    own = [in_two_lines(a, b) if b.text and not d else a for a, b, d in zip(upper, lower, dated, strict=True)]
    times = [b if d else Cell(a.start, a.start, "") for a, b, d in zip(upper, lower, dated, strict=True)]
    return [times, own] if any(dated) else [own]


def _bars_divide(lines: str) -> bool:
    """Whether bars only divide groups of columns: figures are set apart by spaces between them."""
    return any(_TWO_FIGURES.search(cell) for line in lines.split("\n") if "|" in line for cell in line.split("|"))


def _with_whole_labels(text: str, rows: list[list[Cell]]) -> list[list[Cell]]:
    """Rows whose name runs over two lines made one: "Groundwater extracted by the mine," above "  telemetry, L/s   365   402"."""
    out: list[list[Cell]] = []
    for row in rows:
        last = out[-1] if out else []
        if len(out) > 1 and len(last) == 1 and len(row) > 1 and _goes_on(text, last[0], row[0]):
            first = Cell(last[0].start, row[0].end, f"{last[0].text} {row[0].text}")
            out[-1] = [first, *row[1:]]
        else:
            out.append(row)
    return out


def _goes_on(text: str, upper: Cell, lower: Cell) -> bool:
    """Whether the first cell of a row goes on with the line above: that ends in a comma, or this begins further in, in small letters."""
    deeper = column_of(text, lower) > column_of(text, upper)
    return bool(upper.text and lower.text) and deeper and (upper.text.endswith(",") or lower.text[0].islower())


def _filled(body: Sequence[Sequence[Cell]], labels: int) -> Iterator[tuple[Cell, ...]]:
    """Rows with the name of the row above where their own is left empty, as it is where one name stands for several."""
    last: list[Cell] = []
    for row in body:
        out = list(row)
        with_names_above(out, last, labels)
        last = out[:labels] if len(out) > labels else last
        yield tuple(out)
