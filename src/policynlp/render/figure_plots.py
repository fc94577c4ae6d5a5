"""A measure over its periods: each figure a bar as long as its period and as high as its range, by who gives it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

_BOUNDS = {
    "exact": "exact",
    "about": "about",
    "more_than": "at least or more",
    "at_least": "at least or more",
    "less_than": "at most or less",
    "at_most": "at most or less",
}
_SHAPES = {"exact": "circle", "about": "diamond", "at least or more": "triangle-up", "at most or less": "triangle-down"}
_MOST_SOURCES = 8
"""As many as the palette has colours; the others are drawn as one."""
_MOST_PANELS = 4
_PANEL_POINTS = 200


def period_points(figures: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """What is drawn of figures over their periods.

    Args:
        figures: Rows of `policynlp.corpus.answers.over_periods`, converted or not.

    Returns:
        A row a figure: `series, unit, from_day, to_day, middle, value, high, bound, source, text`. Where the figures of one base unit
        are stated in several units, all of them are drawn in the base unit.
    """
    stated: dict[Any, Counter[Any]] = defaultdict(Counter)
    for row in figures:
        stated[row["unit_base"]][row["unit"]] += 1
    named = Counter(_source(row) for row in figures)
    shown = {name for name, _ in named.most_common(_MOST_SOURCES if len(named) <= _MOST_SOURCES else _MOST_SOURCES - 1)}
    out = []
    for row in figures:
        first = row["period_start"] or row["period_end"]
        last = row["period_end"] or row["period_start"]
        value, high, unit = _drawn(row, one_unit=len(stated[row["unit_base"]]) == 1)
        if value is None:
            continue
        days = date.fromisoformat(first[:10]), date.fromisoformat(last[:10])
        middle = date.fromordinal((days[0].toordinal() + days[1].toordinal()) // 2)
        source = _source(row)
        out.append(
            {
                "series": row["series"],
                "unit": unit,
                "from_day": days[0].isoformat(),
                "to_day": days[1].isoformat(),
                "middle": middle.isoformat(),
                "value": value,
                "high": high,
                "bound": _BOUNDS[row["bound"]],
                "source": source if source in shown else "others",
                "text": row["text"],
            }
        )
    return out


def _source(row: Mapping[str, Any]) -> str:
    return str(row["who"] or row["document_title"] or row["uri"])


def _drawn(row: Mapping[str, Any], *, one_unit: bool) -> tuple[float | None, float | None, str]:
    if "converted" in row:
        return row["converted"], row["converted_high"], str(row["converted_unit"])
    if one_unit or row["value_base"] is None:
        return row["value"], row["value_high"], str(row["unit"] or "")
    ratio = row["value_base"] / row["value"] if row["value"] else None
    high = row["value_high"] * ratio if row["value_high"] is not None and ratio else None
    return row["value_base"], high, str(row["unit_base"])


def period_layout(points: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Vega-Lite for `period_points`: a panel a unit, coloured by what is measured, or by source where that is one thing.

    Units with a single period tell no change; of the others, those with most periods are drawn.
    """
    periods: dict[str, set[str]] = defaultdict(set)
    for point in points:
        periods[point["unit"]].add(point["middle"])
    units = sorted(periods, key=lambda u: (-len(periods[u]), u))
    told = [u for u in units if len(periods[u]) > 1][:_MOST_PANELS] or units[:1]
    panels = [_panel(unit, [p for p in points if p["unit"] == unit]) for unit in told]
    if len(panels) == 1:
        return panels[0]
    return {"vconcat": panels, "resolve": {"scale": {"color": "independent", "shape": "independent", "x": "shared"}}}


def _panel(unit: str, points: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    series = Counter(p["series"] for p in points)
    by, title = ("series", None) if 1 < len(series) <= _MOST_SOURCES else ("source", "given by")
    bounds = [b for b in _SHAPES if any(p["bound"] == b for p in points)]
    x = {
        "field": "middle",
        "type": "temporal",
        "title": None,
        "axis": {"format": "%Y", "tickCount": "year", "labelOverlap": True},
    }
    y = {"field": "value", "type": "quantitative", "title": unit or "value", "scale": {"zero": False, "nice": True}}
    color = {
        "field": by,
        "type": "nominal",
        "title": title,
        "scale": {"domain": sorted({p[by] for p in points})},
        "legend": {"orient": "bottom", "columns": 1, "labelLimit": 520, "symbolType": "circle"},
    }
    shape = {
        "field": "bound",
        "type": "nominal",
        "title": None,
        "scale": {"domain": bounds, "range": [_SHAPES[b] for b in bounds]},
        "legend": {"orient": "top"} if len(bounds) > 1 else None,
    }
    tooltip = [
        {"field": "text", "title": "figure"},
        {"field": "series"},
        {"field": "source", "title": "given by"},
        {"field": "from_day", "title": "from"},
        {"field": "to_day", "title": "to"},
        {"field": "bound"},
    ]
    line = {"mark": {"type": "line", "opacity": 0.4, "strokeDash": [3, 3]}, "encoding": {"x": x, "detail": {"field": "series"}}}
    long = {"x": {"field": "from_day", "type": "temporal"}, "x2": {"field": "to_day"}}
    high = {
        "transform": [{"filter": "isValid(datum.high)"}],
        "mark": {"type": "rule", "strokeWidth": 5, "opacity": 0.35, "aria": False},
        "encoding": {"x": x, "y2": {"field": "high"}},
    }
    return {
        "width": "container",
        "height": _PANEL_POINTS,
        "transform": [{"filter": {"field": "unit", "equal": unit}}],
        "encoding": {"y": y, "color": color},
        "layer": [
            line,
            {"mark": {"type": "rule", "strokeWidth": 2, "opacity": 0.7, "aria": False}, "encoding": long},
            *([high] if any(p["high"] is not None for p in points) else []),
            {
                "mark": {"type": "point", "size": 90, "strokeWidth": 2.5},
                "encoding": {"x": x, "shape": shape, "tooltip": tooltip},
            },
        ],
    }
