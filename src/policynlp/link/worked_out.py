"""What the cells of a table say together: by how much a row changed from one time to the next, and its part of the total.

Articles tell tables so: "a fifth less than the year before", "China bought four fifths of it".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Literal

from policynlp.document import Span
from policynlp.tag.claims.base import base_value
from policynlp.tag.claims.tables import FLAG, PARTIAL
from policynlp.tags import Claim, Trend

Kind = Literal["change", "part"]

_MORE = {"up": "more", "down": "less"}
_MOST_CELLS = 400
"""Of a table: a larger one is told by nobody cell by cell."""
_LEAST_PART, _MOST_PART = 0.5, 99.0
_TWO = 2
_MOST_CHANGE = 900.0
"""Percent."""


def worked_out(claims: Sequence[Claim], tables: Sequence[Span], text: str) -> Iterator[tuple[Claim, Claim, Kind]]:
    """Changes and parts of the cells of tables.

    Args:
        claims: Of a document, in order.
        tables: Where its tables stand.
        text: Of the document.

    Yields:
        The cell (of a change the later one), a claim in percent that is worked out from it, whose text says how, and which it is.
    """
    for start, end in tables:
        cells = [
            c for c in claims if start <= c.start and c.end <= end and FLAG in c.flags and PARTIAL not in c.flags and c.value
        ]
        cells = [c for c in cells if c.kind in {"money", "measure", "count"}]
        if 1 < len(cells) <= _MOST_CELLS:
            yield from _changes(cells, text)
            yield from _parts(cells)


def _changes(cells: Sequence[Claim], text: str) -> Iterator[tuple[Claim, Claim, Kind]]:
    """From each time to the next, and from the first to the last."""
    rows: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for cell in cells:
        if cell.period is not None and cell.period.start_date and cell.nature == "outturn" and cell.trend == "none":
            rows[text.rfind("\n", 0, cell.start), cell.unit, _words(cell)].append(cell)
    for row in rows.values():
        dated = {(c.period.start_date if c.period else ""): c for c in row}
        ordered = [dated[day] for day in sorted(dated, key=lambda day: day or "")]
        pairs = list(pairwise(ordered))
        pairs += [(ordered[0], ordered[-1])] if len(ordered) > _TWO else []
        for first, last in pairs:
            percent = ((last.value or 0.0) / (first.value or 1.0) - 1) * 100
            if percent and abs(percent) <= _MOST_CHANGE:
                way: Trend = "up" if percent > 0 else "down"
                yield last, _percent(last, abs(percent), trend=way, of=f"{_MORE[way]} than {first.text}"), "change"


def _parts(cells: Sequence[Claim]) -> Iterator[tuple[Claim, Claim, Kind]]:
    """Of the row that is of everything, as a cell of the same column and measure without a scope is."""
    totals: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for cell in cells:
        if cell.scope is None:
            totals[_column(cell)].append(cell)
    for cell in cells:
        whole = totals.get(_column(cell), [])
        if cell.scope is None or len(whole) != 1:
            continue
        percent = (cell.value or 0.0) / (whole[0].value or 1.0) * 100
        if _LEAST_PART <= percent <= _MOST_PART:
            yield cell, _percent(cell, percent, trend="none", of=f"of {whole[0].text}"), "part"


def _words(cell: Claim) -> tuple[str, str]:
    return cell.measure.text if cell.measure else "", cell.scope.text if cell.scope else ""


def _column(cell: Claim) -> tuple[object, ...]:
    return cell.unit, _words(cell)[0], cell.period.timex if cell.period else None


def _percent(cell: Claim, percent: float, *, trend: Trend, of: str) -> Claim:
    value = float(f"{percent:.3g}")
    base, unit_base = base_value(value, unit="percent", kind="percent")
    return replace(
        cell,
        text=f"{cell.text} ({value:g} percent {of})",
        kind="percent",
        unit="percent",
        value=value,
        value_high=None,
        value_base=base,
        unit_base=unit_base,
        bound="exact",
        trend=trend,
    )
