"""Then and now: a line from zero for each figure that moved, in its own scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from policynlp.render.svg import WIDTH_PX, frame, label, linked

_LEFT, _RIGHT = 300.0, 110.0
_ROW, _TOP = 46.0, 8.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A value at a time: where it leads, what it says on hover, class names."""

    value: float
    name: str
    kind: str
    title: str
    href: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dumbbell:
    """A figure that moved.

    Attributes:
        name: What; `note` stands below it: of whom.
        dots: In the order of time, two at least.
        change: How far it moved, behind the line.
    """

    name: str
    note: str
    dots: tuple[Dot, ...]
    change: str


def dumbbells(rows: Sequence[Dumbbell], *, description: str) -> str:
    """The picture as SVG; each line runs from zero to its own largest value.

    Args:
        rows: From top to bottom; values are not negative.
        description: For screen readers.
    """
    reach = WIDTH_PX - _LEFT - _RIGHT - 40
    parts = []
    for i, row in enumerate(rows):
        y = _TOP + _ROW * i + 14
        most = max(dot.value for dot in row.dots) or 1.0
        at = [_LEFT + 10 + reach * dot.value / most for dot in row.dots]
        parts.append(label(_LEFT - 10, y + 2, row.name, width_px=_LEFT - 14, anchor="end"))
        parts.append(label(_LEFT - 10, y + 17, row.note, width_px=_LEFT - 14, kind="t faint", anchor="end"))
        parts.append(
            f'<line x1="{_LEFT + 10}" y1="{y:.1f}" x2="{_LEFT + 10 + reach:.1f}" y2="{y:.1f}" class="tick"/>'
            f'<line x1="{_LEFT + 10}" y1="{y - 5:.1f}" x2="{_LEFT + 10}" y2="{y + 5:.1f}" class="axis"/>'
            f'<line x1="{at[0]:.1f}" y1="{y:.1f}" x2="{at[-1]:.1f}" y2="{y:.1f}" class="moved"/>'
        )
        for number, (dot, x) in enumerate(zip(row.dots, at, strict=True)):
            radius = 7 if number == len(row.dots) - 1 else 5
            mark = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius}" class="{dot.kind}"/>'
            parts.append(linked(mark, href=dot.href, title=dot.title))
        parts += _values(row.dots, at, y=y + 20)
        parts.append(label(WIDTH_PX - _RIGHT + 6, y + 4, row.change, width_px=_RIGHT - 6, kind="t strong"))
    return frame(parts, height_px=_TOP + _ROW * len(rows), description=description)


def _values(dots: Sequence[Dot], at: Sequence[float], *, y: float) -> list[str]:
    """The first and the last value below their dots, apart from each other where the dots are close."""
    first, last = at[0], at[-1]
    names = dots[0].name, dots[-1].name
    right = first > last
    return [
        label(first, y, names[0], width_px=210, kind="t faint", anchor="start" if right else "end"),
        label(last, y, names[1], width_px=210, kind="t", anchor="end" if right else "start"),
    ]
