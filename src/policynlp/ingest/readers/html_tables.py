"""Tables of pages: cells that span rows or columns are put into each of them, so that every row is as wide as its header."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from policynlp.ingest.tables import MOST_COLUMNS, MOST_HEADER_CHARS, is_figure

_MOST_ROWS = 1_000
"""Browsers allow 1,000 columns and 65,534 rows of a span; no table that is read by people has as many."""
_MOST_CELLS = 20_000
"""Of all tables of a page together; what would grow beyond stays as it is."""


def spread_spans(tree: Any) -> bool:
    """Spread the spanning cells of all tables of a page, in place.

    Words are repeated, since they head each row or column that they span; a figure stays in the first of them, as do texts too
    long for a header. Tables within tables lay a page out and are left alone, as are those that would grow too large.

    Args:
        tree: The page (lxml).

    Returns:
        Whether anything was changed.
    """
    changed, budget = False, _MOST_CELLS
    for table in list(tree.iter("table")):
        if any(_span(c, "colspan", 2) > 1 or _span(c, "rowspan", 2) > 1 for c in table.iter("td", "th")):
            nested = (
                next(table.iterancestors("table"), None) is not None or next(table.iterdescendants("table"), None) is not None
            )
            rows = None if nested else _grid(table, budget)
            if rows is not None:
                budget -= sum(len(cells) for _, cells in rows)
                _put(rows)
                changed = True
    return changed


_Row = tuple[Any, list[tuple[Any, bool]]]
"""A row and its cells, each with whether it is a repetition; None for a cell that the row lacks."""


def _grid(table: Any, budget: int) -> list[_Row] | None:
    """The rows of a table with a cell for each place, or None where these are more than `budget`."""
    out: list[_Row] = []
    hanging: dict[int, tuple[int, Any]] = {}  # column: rows still to come, the cell
    for row in table.iter("tr"):
        waiting, cells, column = list(_cells(row)), [], 0
        alone = len(waiting) == 1 and not hanging  # a heading over the whole width is said once
        while waiting or any(c >= column for c in hanging):
            if column in hanging:
                left, cell = hanging.pop(column)
                cells.append((cell, True))
                if left > 1:
                    hanging[column] = (left - 1, cell)
                column += 1
            elif not waiting:
                cells.append((None, True))
                column += 1
            else:
                cell = waiting.pop(0)
                across, down = _span(cell, "colspan", MOST_COLUMNS), _span(cell, "rowspan", _MOST_ROWS)
                for n in range(1 if alone else across):
                    cells.append((cell, n > 0))
                    if down > 1:
                        hanging[column + n] = (down - 1, cell)
                column += across
            if len(cells) > budget:
                return None
        budget -= len(cells)
        out.append((row, cells))
    return out


def _put(rows: list[_Row]) -> None:
    for row, cells in rows:
        made = [row.makeelement("td") if cell is None else _copy(cell) if again else cell for cell, again in cells]
        for old in _cells(row):
            row.remove(old)
        row.extend(made)
    for row, _ in rows:
        for cell in _cells(row):
            for name in ("colspan", "rowspan"):
                cell.attrib.pop(name, None)


def _cells(row: Any) -> list[Any]:
    return [c for c in row if c.tag in ("td", "th")]


def _copy(cell: Any) -> Any:
    text = "".join(cell.itertext())
    if len(text) > MOST_HEADER_CHARS or (cell.tag == "td" and is_figure(text)):
        return cell.makeelement("td")
    other = deepcopy(cell)
    other.tail = None
    return other


def _span(cell: Any, name: str, most: int) -> int:
    """A span as the page states it, 1 where it is none."""
    stated = (cell.get(name) or "").strip()
    return max(1, min(most, int(stated))) if stated.isascii() and stated.isdigit() and len(stated) < 6 else 1
