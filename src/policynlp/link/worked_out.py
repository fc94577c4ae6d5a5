"""What figures say together: by how much a row of a table, or what a sentence tells with its value of then, changed; parts of totals.

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
_LEAST_TIMES = 40.0
"""Percent by which something has to have grown for anybody to tell how many times it is what it was."""


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


def told_changes(claims: Sequence[Claim]) -> Iterator[tuple[Claim, Claim, Kind]]:
    """Changes of figures that a sentence gives with what they were: "rose from 41,600 to 45,500", "$98 million, up from $36 million".

    Args:
        claims: Of a document, in order.

    Yields:
        As `worked_out`; of what has grown by two fifths and more, how many times it is what it was, too.
    """
    for claim in claims:
        if claim.from_ is None or claim.kind not in {"money", "measure", "count"} or not claim.value or FLAG in claim.flags:
            continue
        before = claim.from_.value
        if not before or before * claim.value <= 0 or claim.value_high is not None:
            continue
        yield from _change(claim, before, f"{int(before) if before == int(before) else before:,}")


def _change(last: Claim, before: float, printed: str) -> Iterator[tuple[Claim, Claim, Kind]]:
    """By how many percent a figure is another one than before, and how many times as much."""
    percent = ((last.value or 0.0) / before - 1) * 100
    if not percent or abs(percent) > _MOST_CHANGE:
        return
    way: Trend = "up" if percent > 0 else "down"
    yield last, _percent(last, abs(percent), trend=way, of=f"{_MORE[way]} than {printed}"), "change"
    if percent >= _LEAST_TIMES:
        yield last, _times(last, (last.value or 0.0) / before, of=printed), "change"


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
            yield from _change(last, first.value or 1.0, first.text)


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


def _times(cell: Claim, times: float, *, of: str) -> Claim:
    value = float(f"{times:.3g}")
    base, unit_base = base_value(value, unit="fraction", kind="ratio")
    made = _percent(cell, times, trend="up", of=of)
    return replace(
        made, text=f"{cell.text} ({value:g} times {of})", kind="ratio", unit="fraction", value_base=base, unit_base=unit_base
    )


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
