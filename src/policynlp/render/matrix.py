"""A field of squares: one row and one column for each thing, the fuller the square, the larger the share or number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from policynlp.render.svg import WIDTH_PX, frame, label, linked

_LEFT, _TOP = 280.0, 132.0
_ROW = 24.0
_WIDEST_PX = 90.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A square.

    Attributes:
        size: 0 to 1 of the largest.
        note: Printed in it where it fits.
        title: On hover.
        href: Where it leads.
    """

    size: float
    note: str
    title: str
    href: str | None = None


def matrix(
    rows: Sequence[str], columns: Sequence[str], cells: Mapping[tuple[int, int], Cell], *, kind: str, description: str
) -> str:
    """The picture as SVG.

    Args:
        rows: Names on the left.
        columns: Names above, slanting.
        cells: Row and column number to square; what is not there is empty.
        kind: Class name of the squares.
        description: For screen readers.
    """
    width = min(_WIDEST_PX, (WIDTH_PX - _LEFT - 100) / max(1, len(columns)))
    bottom = _TOP + _ROW * len(rows)
    parts = []
    for j, name in enumerate(columns):
        x = _LEFT + width * (j + 0.5)
        slanted = label(0, 0, name, width_px=150, kind="t faint")
        parts.append(f'<g transform="translate({x:.1f} {_TOP - 8}) rotate(-42)">{slanted}</g>')
    for i, name in enumerate(rows):
        y = _TOP + _ROW * i
        parts.append(label(_LEFT - 10, y + 15, name, width_px=_LEFT - 14, anchor="end"))
        parts.append(f'<line x1="{_LEFT}" y1="{y:.1f}" x2="{_LEFT + width * len(columns):.1f}" y2="{y:.1f}" class="tick"/>')
        for j in range(len(columns)):
            cell = cells.get((i, j))
            if cell is None:
                continue
            x = _LEFT + width * j
            fill = max(0.08, min(1.0, cell.size))
            square = f'x="{x + 1:.1f}" y="{y + 1:.1f}" width="{width - 2:.1f}" height="{_ROW - 2}"'
            mark = f'<rect {square} class="cell {kind}" fill-opacity="{fill * 0.75:.2f}"/>'
            if width >= 26:
                mark += label(x + width / 2, y + 15, cell.note, width_px=width, anchor="middle")
            parts.append(linked(mark, href=cell.href, title=cell.title))
    return frame(parts, height_px=bottom + 4, description=description)
