"""How far figures lie from those of other texts: a line for each, the other text's figure in the middle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from policynlp.render.svg import WIDTH_PX, frame, label, linked

_LEFT, _RIGHT = 300.0, 270.0
_ROW, _TOP = 40.0, 30.0
_STEPS = (0.02, 0.05, 0.1, 0.2, 0.5, 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deviation:
    """A figure and what other texts give.

    Attributes:
        name: What the figure is of; `note` stands below it.
        marks: For each other text how far the figure lies above that text's, as a part of it, class names, words on hover; the
            first is the one that `other` tells.
        other: The other figure; `source` stands below it.
        href: Where the mark leads.
        bound: `up` for "more than", `down` for "less than", else empty.
    """

    name: str
    note: str
    marks: tuple[tuple[float, str, str], ...]
    other: str
    source: str
    href: str | None
    bound: str = ""


def deviations(rows: Sequence[Deviation], *, description: str, here: str = "this text") -> str:
    """The picture as SVG; figures beyond its edge are drawn on it, with their deviation beside them.

    Args:
        rows: From top to bottom.
        description: For screen readers.
        here: What stands above the figures on the left.
    """
    largest = max((abs(delta) for r in rows for delta, _, _ in r.marks), default=0.0)
    reach = next((s for s in _STEPS if s >= largest), _STEPS[-1])
    half = (WIDTH_PX - _LEFT - _RIGHT) / 2
    middle = _LEFT + half
    bottom = _TOP + _ROW * len(rows)
    parts = [
        label(_LEFT - 20, 14, here, width_px=180, kind="t strong", anchor="end"),
        label(WIDTH_PX - _RIGHT + 20, 14, "another text", width_px=200, kind="t strong"),
    ]
    for part in (-1.0, -0.5, 0.0, 0.5, 1.0):
        x = middle + half * 0.9 * part
        parts.append(
            f'<line x1="{x:.1f}" y1="{_TOP - 6}" x2="{x:.1f}" y2="{bottom:.0f}" class="{"axis" if not part else "tick"}"/>'
        )
        name = "equal" if not part else f"{reach * part * 100:+.3g}%"
        parts.append(label(x, 14, name, width_px=60, kind="t faint", anchor="middle"))
    for i, row in enumerate(rows):
        y = _TOP + _ROW * i + 14
        parts.append(label(_LEFT - 20, y, row.name, width_px=_LEFT - 24, anchor="end"))
        parts.append(label(_LEFT - 20, y + 15, row.note, width_px=_LEFT - 24, kind="t faint", anchor="end"))
        for delta, kind, title in reversed(row.marks):
            x = middle + half * 0.9 * max(-1.0, min(1.0, delta / reach))
            mark = f'<line x1="{middle:.1f}" y1="{y:.1f}" x2="{x:.1f}" y2="{y:.1f}" class="stem"/>{_open_end(row.bound, x, y)}'
            mark += f'<circle cx="{x:.1f}" cy="{y:.1f}" r="6" class="{kind}"/>'
            parts.append(linked(mark, href=row.href, title=title))
            if abs(delta) > reach:
                parts.append(label(x, y - 9, f"{delta * 100:+.3g}%", width_px=60, kind="t", anchor="middle"))
        parts.append(label(WIDTH_PX - _RIGHT + 20, y, row.other, width_px=_RIGHT - 24))
        parts.append(label(WIDTH_PX - _RIGHT + 20, y + 15, row.source, width_px=_RIGHT - 24, kind="t faint"))
    return frame(parts, height_px=bottom, description=description)


def _open_end(bound: str, x: float, y: float) -> str:
    """An arrow on the side on which a bound is open."""
    if not bound:
        return ""
    side = 16 if bound == "up" else -16
    return f'<path d="M{x:.1f} {y:.1f}h{side}m{-side / 3:.1f} -4l{side / 3:.1f} 4l{-side / 3:.1f} 4" class="reach"/>'
