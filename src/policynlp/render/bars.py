"""Bars of several parts, one below the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from policynlp.render.svg import WIDTH_PX, frame, label, linked

_LEFT, _RIGHT, _ROW, _BAR = 260.0, 190.0, 26.0, 16.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A bar: its name, its parts as number, class names and words on hover, a note behind it."""

    name: str
    parts: tuple[tuple[int, str, str], ...]
    note: str


def bars(rows: Sequence[Bar], *, description: str) -> str:
    """The picture as SVG, in one scale from zero.

    Args:
        rows: From top to bottom.
        description: For screen readers.
    """
    most = max((sum(n for n, _, _ in row.parts) for row in rows), default=1) or 1
    reach = WIDTH_PX - _LEFT - _RIGHT
    drawn = []
    for i, row in enumerate(rows):
        x, y = _LEFT, _ROW * i + 4
        drawn.append(label(_LEFT - 10, y + 13, row.name, width_px=_LEFT - 14, anchor="end"))
        for number, kind, title in row.parts:
            width = reach * number / most
            mark = f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{_BAR}" class="{kind}"/>'
            drawn.append(linked(mark, href=None, title=title))
            x += width
        drawn.append(label(x + 8, y + 13, row.note, width_px=_RIGHT + reach - (x - _LEFT) - 12, kind="t faint"))
    return frame(drawn, height_px=_ROW * len(rows) + 6, description=description)
