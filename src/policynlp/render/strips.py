"""Strips along a text: who speaks where, what it is about where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from policynlp.render.svg import WIDTH_PX, frame, label, linked

_LEFT, _RIGHT = 216.0, 84.0
_ROW, _BAR, _TOP = 24.0, 15.0, 18.0
_LEAST_PX = 2.5  # a mark that is to be seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch of the text.

    Attributes:
        start, end: As parts of the text, 0 to 1.
        kind: Class names.
        title: On hover.
        href: Where it leads.
    """

    start: float
    end: float
    kind: str
    title: str
    href: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of the picture: a name, its stretches, a note behind."""

    name: str
    note: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A heading of the text, at a part of it."""

    at: float
    name: str


def strips(rows: Sequence[Row], ticks: Sequence[Tick], *, description: str) -> str:
    """The picture as SVG.

    Args:
        rows: From top to bottom.
        ticks: Headings, shown as lines through all rows with their names below.
        description: For screen readers.
    """
    reach = WIDTH_PX - _LEFT - _RIGHT
    bottom = _TOP + _ROW * len(rows)
    parts = [
        label(_LEFT, 11, "beginning", width_px=90, kind="t faint"),
        label(_LEFT + reach, 11, "end of the text", width_px=120, kind="t faint", anchor="end"),
    ]
    for tick in ticks:
        x = _LEFT + reach * tick.at
        parts.append(f'<line x1="{x:.1f}" y1="{_TOP}" x2="{x:.1f}" y2="{bottom + 4:.0f}" class="tick"/>')
    for i, row in enumerate(rows):
        y = _TOP + _ROW * i
        parts.append(label(_LEFT - 10, y + 12, row.name, width_px=_LEFT - 14, anchor="end"))
        parts.append(f'<rect x="{_LEFT}" y="{y:.1f}" width="{reach:.1f}" height="{_BAR}" class="track"/>')
        for block in row.blocks:
            x, width = _LEFT + reach * block.start, max(_LEAST_PX, reach * (block.end - block.start))
            mark = f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{_BAR}" class="{block.kind}"/>'
            parts.append(linked(mark, href=block.href, title=block.title))
        parts.append(label(WIDTH_PX - _RIGHT + 10, y + 12, row.note, width_px=_RIGHT - 10, kind="t faint"))
    parts += _names(ticks, reach=reach, y=bottom + 16)
    return frame(parts, height_px=bottom + (34 if ticks else 6), description=description)


def _names(ticks: Sequence[Tick], *, reach: float, y: float) -> list[str]:
    """Names of the headings, each in the room up to the next one, in two lines where they stand close."""
    out = []
    for i, tick in enumerate(ticks):
        following = ticks[i + 2].at if i + 2 < len(ticks) else 1.0
        x, room = _LEFT + reach * tick.at, reach * (following - tick.at) - 8
        if i + 2 >= len(ticks):
            room += _RIGHT - 8
        if room > 30:
            out.append(label(x + 2, y + 13 * (i % 2), tick.name, width_px=room, kind="t faint"))
    return out
