"""Tables of pages: cells that span rows or columns are put into each of them, so that every row is as wide as its header."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from policynlp.ingest.tables import is_figure

_MOST_COLUMNS, _MOST_ROWS = 64, 1_000
"""Browsers allow 1,000 columns and 65,534 rows of a span; no table that is read by people has as many."""
_MOST_CELLS = 20_000
"""Of one table; a larger one stays as it is."""


def spread_spans(tree: Any) -> bool:
    """Spread the spanning cells of all tables of a page, in place.

    Words are repeated, since they head each row or column that they span; a figure stays in the first of them.

    Args:
        tree: The page (lxml).

    Returns:
        Whether anything was changed.
    """
    changed = False
    for table in tree.iter("table"):
        if any(_span(c, "colspan", 2) > 1 or _span(c, "rowspan", 2) > 1 for c in table.iter("td", "th")):
            changed |= _spread(table)
    return changed


def _spread(table: Any) -> bool:
    rows = [r for r in table.iter("tr") if next(r.iterancestors("table"), None) is table]
    width = max((sum(_span(c, "colspan", _MOST_COLUMNS) for c in _cells(r)) for r in rows), default=0)
    if width * len(rows) > _MOST_CELLS:
        return False
    hanging: dict[int, tuple[int, Any]] = {}  # column: rows still to come, the cell
    for row in rows:
        cells, out, column = list(_cells(row)), [], 0
        lone = len(cells) == 1  # a heading over the whole width is said once
        while cells or any(c >= column for c in hanging):
            if column in hanging:
                left, cell = hanging.pop(column)
                out.append(_copy(cell))
                if left > 1:
                    hanging[column] = (left - 1, cell)
                column += 1
                continue
            if not cells:
                out.append(row.makeelement("td"))
                column += 1
                continue
            cell = cells.pop(0)
            across, down = _span(cell, "colspan", _MOST_COLUMNS), _span(cell, "rowspan", _MOST_ROWS)
            for name in ("colspan", "rowspan"):
                cell.attrib.pop(name, None)
            for n in range(1 if lone and not hanging else across):
                out.append(cell if n == 0 else _copy(cell))
                if down > 1:
                    hanging[column + n] = (down - 1, cell)
            column += across
        for old in _cells(row):
            row.remove(old)
        row.extend(out)
    return True


def _cells(row: Any) -> list[Any]:
    return [c for c in row if c.tag in ("td", "th")]


def _copy(cell: Any) -> Any:
    if cell.tag == "td" and is_figure("".join(cell.itertext())):
        return cell.makeelement("td")
    other = deepcopy(cell)
    other.tail = None
    return other


def _span(cell: Any, name: str, most: int) -> int:
    """A span as the page states it, 1 where it is none."""
    stated = (cell.get(name) or "").strip()
    return max(1, min(most, int(stated))) if stated.isascii() and stated.isdigit() and len(stated) < 6 else 1
