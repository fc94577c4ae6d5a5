"""How the texts of a corpus change from week to week."""

from __future__ import annotations

from typing import Any

_WIDTH_PX, _HEIGHT_PX, _COLUMNS = 230, 80, 3


def drift_lines() -> dict[str, Any]:
    """Vega-Lite for rows with `title`, `week`, `value`, `low`, `high`, `texts`: a small plot a measure, with 95 % bands."""
    week = {"field": "week", "type": "temporal", "timeUnit": "utcyearmonthdate", "title": None, "axis": {"tickCount": 4}}
    tooltip = [{"field": name} for name in ("title", "week", "value", "low", "high", "texts")]
    line = {"mark": {"type": "line", "point": True, "tooltip": True}, "encoding": {"y": _y("value"), "tooltip": tooltip}}
    band = {"mark": {"type": "area", "opacity": 0.2}, "encoding": {"y": _y("low"), "y2": {"field": "high"}}}
    title = {"field": "title", "type": "nominal", "title": None, "header": {"labelFontSize": 10, "labelLimit": _WIDTH_PX + 40}}
    return {
        "facet": title,
        "columns": _COLUMNS,
        "spec": {"width": _WIDTH_PX, "height": _HEIGHT_PX, "encoding": {"x": week}, "layer": [band, line]},
        "resolve": {"scale": {"y": "independent"}},
    }


def _y(field: str) -> dict[str, Any]:
    return {"field": field, "type": "quantitative", "title": None, "axis": {"tickCount": 3}, "scale": {"zero": True}}
