"""Bands that tie stretches of one text to the stretches of others that they repeat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from policynlp.render.strips import Tick
from policynlp.render.svg import WIDTH_PX, frame, label, linked

_BAR_X, _BAR = 196.0, 16.0
_RIGHT = 470.0
_ROW, _HEAD, _TOP = 24.0, 30.0, 24.0
_LEAST_HEIGHT = 300.0
_LEAST_PX = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A stretch of another text: its words, the title of the text, where it leads."""

    key: str
    text: str
    source: str
    href: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A tie.

    Attributes:
        start, end: Of the stretch of this text, as parts of it.
        target: Key of the stretch of the other one.
        kind: Class names.
        width: Of the band, 0 to 1: how alike both are.
        title: On hover.
        href: Where it leads.
    """

    start: float
    end: float
    target: str
    kind: str
    width: float
    title: str
    href: str | None


def bands(ties: Sequence[Band], targets: Sequence[Target], ticks: Sequence[Tick], *, description: str) -> str:
    """The picture as SVG.

    Args:
        ties: From the text on the left to those on the right.
        targets: In the order in which they stand below each other; those of one source together.
        ticks: Headings of the text on the left.
        description: For screen readers.
    """
    places, parts, bottom = _targets(targets)
    height = max(_LEAST_HEIGHT, bottom - _TOP)
    shift = (height - (bottom - _TOP)) / 2
    left = [
        label(_BAR_X, 12, "this text", width_px=120, kind="t strong", anchor="end"),
        f'<rect x="{_BAR_X}" y="{_TOP}" width="{_BAR}" height="{height:.1f}" class="track"/>',
    ]
    last = -20.0
    for tick in ticks:
        y = _TOP + height * tick.at
        left.append(f'<line x1="{_BAR_X - 6}" y1="{y:.1f}" x2="{_BAR_X + _BAR}" y2="{y:.1f}" class="axis"/>')
        if y - last >= 13:
            left.append(label(_BAR_X - 12, y + 4, tick.name, width_px=_BAR_X - 16, kind="t faint", anchor="end"))
            last = y
    drawn = []
    for tie in sorted(ties, key=lambda t: t.width):
        top, base = _TOP + height * tie.start, _TOP + height * tie.end
        base = max(base, top + _LEAST_PX)
        x1, x2 = _BAR_X + _BAR, _RIGHT - 8
        y, half = places[tie.target] + shift, 2 + 6 * tie.width
        bend = (x1 + x2) / 2
        path = (
            f'<path d="M{x1:.1f} {top:.1f}C{bend:.1f} {top:.1f} {bend:.1f} {y - half:.1f} {x2:.1f} {y - half:.1f}'
            f'V{y + half:.1f}C{bend:.1f} {y + half:.1f} {bend:.1f} {base:.1f} {x1:.1f} {base:.1f}Z" class="{tie.kind}"/>'
            f'<rect x="{_BAR_X}" y="{top:.1f}" width="{_BAR}" height="{base - top:.1f}" class="{tie.kind} end"/>'
        )
        drawn.append(linked(path, href=tie.href, title=tie.title))
    right = f'<g transform="translate(0 {shift:.1f})">{"".join(parts)}</g>'
    return frame([*left, *drawn, right], height_px=_TOP + height + 4, description=description)


def _targets(targets: Sequence[Target]) -> tuple[dict[str, float], list[str], float]:
    """Where each target stands, its mark-up, and the lower edge."""
    places: dict[str, float] = {}
    parts: list[str] = []
    y, source = _TOP, ""
    for target in targets:
        if target.source != source:
            source = target.source
            y += 0 if not parts else 8
            parts.append(label(_RIGHT, y + 12, source, width_px=WIDTH_PX - _RIGHT - 4, kind="t strong"))
            y += _HEAD - 8
        places[target.key] = y + 8
        text = label(_RIGHT, y + 12, target.text, width_px=WIDTH_PX - _RIGHT - 4)
        parts.append(linked(text, href=target.href, title=target.text))
        y += _ROW
    return places, parts, y
