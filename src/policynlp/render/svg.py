"""Parts of hand-made SVG: escaped text, marks that lead somewhere, one frame.

Pictures carry class names and no colours: the page that holds them says what a class looks like, on light and dark ground and
in print. Nothing in them runs, and nothing is fetched.
"""

from __future__ import annotations

from html import escape

from policynlp.render.unprintable import printable

WIDTH_PX = 900
_CHAR_PX = 6.8  # mean advance of a letter at 12 px in DejaVu Sans, the widest of the fonts that pages ask for
_LINE = 12


def esc(text: str) -> str:
    """Text as mark-up may hold it, in elements and in attributes; what XML cannot hold, and what turns the line, is taken out."""
    return escape(printable(text), quote=True)


def fit(text: str, width_px: float) -> str:
    """As much of a text as fits in a width at 12 px, an ellipsis behind it."""
    line = " ".join(text.split())
    room = max(4, int(width_px / _CHAR_PX))
    return line if len(line) <= room else line[: room - 1].rstrip() + "…"


def label(x: float, y: float, text: str, *, width_px: float, kind: str = "t", anchor: str = "start") -> str:
    """A line of text, cut to a width; the whole of it is shown on hover.

    Args:
        x: Of the anchor.
        y: Of the base line.
        text: Unescaped.
        width_px: Room for it.
        kind: Class name.
        anchor: start, middle or end.
    """
    shown = fit(text, width_px)
    whole = f"<title>{esc(text)}</title>" if shown != " ".join(text.split()) else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" class="{kind}" text-anchor="{anchor}">{whole}{esc(shown)}</text>'


def linked(mark: str, *, href: str | None, title: str) -> str:
    """A mark with words on hover, leading to a place on the page.

    The tables under the pictures hold the same links for the keyboard, so these are left out of the order of tabs.
    """
    inner = f"<title>{esc(title)}</title>{mark}"
    if href is None:
        return f"<g>{inner}</g>"
    return f'<a href="{esc(href)}" tabindex="-1" aria-label="{esc(fit(title, 900))}">{inner}</a>'


def frame(parts: list[str], *, height_px: float, description: str) -> str:
    """The picture.

    Args:
        parts: Its mark-up.
        height_px: The width is `WIDTH_PX`.
        description: What a screen reader says first.
    """
    body = "".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH_PX} {height_px:.0f}" role="group" '
        f'aria-label="{esc(description)}" font-size="{_LINE}">{body}</svg>'
    )
