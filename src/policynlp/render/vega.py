"""Plots: Vega-Lite specifications in one style, as pictures without a browser.

The same specification serves the web page (drawn by vendored Vega-Lite), the report (an SVG that needs no script) and
files (PNG). The colours are the eight of Okabe and Ito (2008), told apart by people with any colour vision.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

SCHEMA_URL = "https://vega.github.io/schema/vega-lite/v5.json"
"""Names the version of the grammar; never fetched."""

PALETTE = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#7A6F00", "#4D4D4D")
"""Okabe and Ito's colours, their yellow and black made dark and light enough for both backgrounds."""

_BROKEN = {"condition": {"test": "datum.value % 1 != 0", "value": 0}}
WHOLE: Mapping[str, Any] = {
    "tickCount": 5,
    "labelExpr": "datum.value % 1 ? '' : format(datum.value, ',d')",
    "gridOpacity": _BROKEN | {"value": 1},
    "tickOpacity": _BROKEN | {"value": 1},
}
"""Axis of a count: a short one would else be ticked at halves that read 0, 0, 1, 1; Vega's `tickMinStep` does not hold with them."""
MIME_TYPE = "application/vnd.vegalite.v5+json"
"""What notebooks draw themselves, with the data behind it."""

_VERSION = "5.20"
_NOTE_CHARS = 96
"""Where a line of a note ends: at 11 points about 500 pixels, the width of a plot with its axis."""
_FONT = "system-ui, 'Liberation Sans', 'DejaVu Sans', sans-serif"
_INK = {"light": "#1f2328", "dark": "#e6edf3"}
_FAINT = {"light": "#d0d7de", "dark": "#3d444d"}


def chart(
    rows: Sequence[Mapping[str, Any]],
    layout: Mapping[str, Any],
    *,
    title: str | None = None,
    description: str | None = None,
    note: str | None = None,
) -> dict[str, Any]:
    """A Vega-Lite specification that holds its data.

    Args:
        rows: The data, JSON-ready; what a table beside the plot shows.
        layout: Mark, encoding, size, layers: the rest of the specification.
        title: Printed above the plot.
        description: What a screen reader says in its place.
        note: Printed below the title: what the plot rests on (`policynlp.corpus.provenance`).

    Returns:
        The specification, JSON-ready.
    """
    spec: dict[str, Any] = {"$schema": SCHEMA_URL, "data": {"values": [dict(row) for row in rows]}}
    if title:
        spec["title"] = {"text": title, "subtitle": textwrap.wrap(note, _NOTE_CHARS)} if note else title
    if description:
        spec["description"] = description
    return spec | dict(layout)


def style(ground: str = "light") -> dict[str, Any]:
    """The look of every plot, as Vega-Lite's `config`.

    Args:
        ground: `light` or `dark`, the background that the plot lies on; its own is transparent.
    """
    ink, faint = _INK[ground], _FAINT[ground]
    return {
        "background": None,
        "font": _FONT,
        "view": {"stroke": None},
        "range": {"category": list(PALETTE)},
        "mark": {"color": PALETTE[0]},
        "axis": {"labelColor": ink, "titleColor": ink, "gridColor": faint, "domainColor": faint, "tickColor": faint},
        "legend": {"labelColor": ink, "titleColor": ink},
        "header": {"labelColor": ink, "titleColor": ink},
        "title": {"color": ink, "subtitleColor": ink, "anchor": "start", "fontSize": 14},
        "text": {"color": ink},
    }


def svg(spec: Mapping[str, Any], *, ground: str = "light") -> str:
    """The plot as SVG."""
    import vl_convert

    out: str = vl_convert.vegalite_to_svg(dict(spec), vl_version=_VERSION, config=style(ground))
    return out


def png(spec: Mapping[str, Any], *, scale: float = 2.0) -> bytes:
    """The plot as PNG on white.

    Args:
        spec: Vega-Lite specification.
        scale: Pixels per point.
    """
    import vl_convert

    out: bytes = vl_convert.vegalite_to_png(
        dict(spec), vl_version=_VERSION, config=style() | {"background": "white"}, scale=scale
    )
    return out


@dataclass(frozen=True, slots=True)
class Plot:
    """A plot that shows itself in a notebook: as Vega-Lite where the notebook can draw it, else as SVG.

    Attributes:
        spec: Vega-Lite specification, as `chart` makes it.
    """

    spec: Mapping[str, Any]

    def svg(self, *, ground: str = "light") -> str:
        """The plot as SVG."""
        return svg(self.spec, ground=ground)

    def png(self, *, scale: float = 2.0) -> bytes:
        """The plot as PNG on white."""
        return png(self.spec, scale=scale)

    def _repr_svg_(self) -> str:
        return self.svg()

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:  # noqa: ARG002 - Jupyter's own
        description = str(self.spec.get("description") or "plot")
        styled = dict(self.spec) | {"config": style() | {"background": "white"}}
        return {MIME_TYPE: styled, "image/svg+xml": self.svg(), "text/plain": description}
