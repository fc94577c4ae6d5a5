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
    SHIFT,
    Cell,
    Grid,
    cells_of,
    column_of,
    edges_of,
    is_figure,
    is_number,
    rows_of,
)
from policynlp.tag.claims.grid_headers import aligned, header_row, is_second_header, spread, unwrapped
from policynlp.tag.claims.spaced_grid import read_spaced

_TWO_FIGURES = re.compile(r"\d {2,9}[-−+(]?\d")
_MOST_LABELS = 3
_MOST_HEADER_LINES = 3


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
    rows = _with_whole_labels(text, _with_near_headers(text, list(rows_of(text, passage))))
    if len(rows) < 2 or sum(map(len, rows)) > MOST_CELLS:
        return None
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
    if "\t" not in text[passage.start : passage.end] and "|" not in text[passage.start : passage.end]:
        body = list(_in_columns(text, body, width))
    headers = [lowest]
    if bottom > top:
        headers.insert(0, spread(text, rows[top], lowest, body))
        if not lowest[0].text and headers[0][0].text:
            headers[1] = [headers[0][0], *lowest[1:]]  # what names the rows stands in the upper line
    labels = _labels(body, width)
    return Grid(tuple(map(tuple, headers)), tuple(_filled(body, labels)), labels)


def _bars_divide(lines: str) -> bool:
    """Whether bars only divide groups of columns: figures are set apart by spaces between them."""
    return any(_TWO_FIGURES.search(cell) for line in lines.split("\n") if "|" in line for cell in line.split("|"))


def _with_near_headers(text: str, rows: list[list[Cell]]) -> list[list[Cell]]:
    """Lines of headers cut where two spaces stand, too, if these are then as many as the rows have cells: "kg (million)  US$/kg"."""
    widths = Counter(len(row) for row in rows if len(row) > 1 and any(map(is_figure, row)))
    width = widths.most_common(1)[0][0] if widths else 0
    out = list(rows)
    for i, row in enumerate(rows[:_MOST_HEADER_LINES]):
        if not row or len(row) >= width - 1 or any(map(is_figure, row)):
            continue
        line = text[row[0].start : row[-1].end]
        near = list(cells_of(line, row[0].start, near=True))
        if len(near) in {width - 1, width}:
            out[i] = near
    return out


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


def _in_columns(text: str, body: Sequence[list[Cell]], width: int) -> Iterator[list[Cell]]:
    """Rows set with spaces; of fewer cells than the others, with empty cells where a row leaves columns out.

    Each figure stands where those of full rows begin or end; where it cannot be told, only the row's name is left of it. As they are,
    where full rows do not stand one below the other.
    """
    full = [edges_of(text, r) for r in body if len(r) == width]
    edges = [_straight([r[j] for r in full]) for j in range(1, width)]
    straight = all(edges)
    padded = (
        len({b.start - a.end for row in body for a, b in pairwise(row)}) > 1
    )  # not one gap everywhere, whatever the cells' width
    for row in body:
        figures = row[1:]
        if len(full) < 2 or not (straight and padded) or not 1 < len(row) < width or not any(map(is_figure, figures)):
            yield row
            continue
        places = [
            [j for j, edge in enumerate(edges, 1) if any(abs(full[0][j][k] - at[k]) <= SHIFT for k in edge)]
            for at in edges_of(text, figures)
        ]
        if full and edges_of(text, row[:1])[0][1] >= min(r[1][0] for r in full):
            yield row  # its name pushes the figures aside
            continue
        if any(len(p) != 1 for p in places) or len({p[0] for p in places}) < len(places):
            yield row[:1]
            continue
        out = [row[0], *(Cell(row[0].end, row[0].end, "") for _ in range(width - 1))]
        for (j,), cell in zip(places, figures, strict=True):
            out[j] = cell
        yield out


def _straight(column: Sequence[tuple[int, int]]) -> list[int]:
    """By which of their ends the cells of a column stand one below the other: 0 the left, 1 the right."""
    spread = [max(at) - min(at) for at in zip(*column, strict=True)]
    return [k for k, width in enumerate(spread) if width <= SHIFT and width == min(spread)]


def _labels(body: Sequence[Sequence[Cell]], width: int) -> int:
    """Columns of words or years, from the left, before the first one of figures."""
    full = [r for r in body if len(r) == width]
    for j in range(1, min(width - 1, _MOST_LABELS)):
        filled = [r[j] for r in full if r[j].text]
        if 2 * sum(map(is_number, filled)) >= len(filled):
            return j
    return max(1, min(width - 1, _MOST_LABELS))


def _filled(body: Sequence[Sequence[Cell]], labels: int) -> Iterator[tuple[Cell, ...]]:
    """Rows with the name of the row above where their own is left empty, as it is where one name stands for several."""
    last: list[Cell] = []
    for row in body:
        out = list(row)
        if labels > 1 and len(out) > labels and any(c.text for c in out[1:labels]):
            for j in range(labels - 1):
                if out[j].text:
                    break
                if j < len(last):
                    out[j] = last[j]
        last = out[:labels] if len(out) > labels else last
        yield tuple(out)
