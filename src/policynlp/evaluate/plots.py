"""Pictures of an evaluation: F1 by class with intervals, the confusion as a heat map, reliability diagrams of themes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from policynlp.evaluate.confusion import INVENTED
from policynlp.evaluate.evaluation import Evaluation
from policynlp.render import vega

Spec = dict[str, Any]
Rows = Sequence[Mapping[str, Any]]

_PANEL_PX = 150
_COLUMNS = 4
_CELL_PX = 34
_BAR_PX = 22


def plots(result: Evaluation) -> dict[str, Spec]:
    """Vega-Lite specifications by name: `classes`, `confusion`, and for themes `calibration`; those that have something to show."""
    out: dict[str, Spec] = {}
    if result.classes:
        out["classes"] = _classes(result.classes, result.layer)
    if result.confusion:
        out["confusion"] = _confusion(result.confusion, result.layer)
    if result.calibration:
        out["calibration"] = _calibration(result.calibration)
    return out


def _classes(rows: Rows, layer: str) -> Spec:
    order = [row["metric"] for row in sorted(rows, key=lambda row: -row["f1"])]
    y = {"field": "metric", "type": "nominal", "sort": order, "title": None}
    x = {"type": "quantitative", "scale": {"domain": [0, 1]}}
    layers = [
        {
            "mark": {"type": "rule", "strokeWidth": 2, "color": vega.PALETTE[0], "opacity": 0.55},
            "encoding": {"x": {**x, "field": "low", "title": "F1, with its 95 % interval"}, "x2": {"field": "high"}},
        },
        {"mark": {"type": "point", "filled": True, "size": 70, "opacity": 1}, "encoding": {"x": {**x, "field": "f1"}}},
        {
            "mark": {"type": "text", "align": "left", "dx": 6, "fontSize": 10},
            "transform": [{"calculate": "datum.gold + ' in the gold'", "as": "n"}],
            "encoding": {"x": {"datum": 1}, "text": {"field": "n"}},
        },
    ]
    return vega.chart(
        rows,
        {"width": 380, "height": {"step": _BAR_PX}, "encoding": {"y": y}, "layer": layers},
        title=f"{layer.capitalize()}: F1 by class",
        description=f"F1 of each class of {layer} with its interval.",
    )


def _confusion(cells: Rows, layer: str) -> Spec:
    rows, columns = (list(dict.fromkeys(c[key] for c in cells)) for key in ("gold", "called"))
    columns.sort(key=lambda name: (name.startswith("("), name))
    axes = {
        "x": {
            "field": "called",
            "type": "nominal",
            "sort": columns,
            "title": "called",
            "axis": {"labelAngle": -45, "orient": "top"},
        },
        "y": {"field": "gold", "type": "nominal", "sort": rows, "title": "gold"},
    }
    colour = {
        "field": "share",
        "type": "quantitative",
        "title": "of the row",
        "scale": {"scheme": "blues", "domain": [0, 1]},
        "legend": {"format": ".0%"},
    }
    layers = [
        {"mark": "rect", "encoding": {"color": colour}},
        {
            "mark": {"type": "text", "fontSize": 10},
            "encoding": {
                "text": {"field": "count", "format": ".3~g"},
                "color": {"condition": {"test": "datum.share > 0.55", "value": "white"}, "value": "#1f2328"},
            },
        },
    ]
    described = f"How often {layer} of each gold class were called what; {INVENTED} is what the gold does not have."
    return vega.chart(
        cells,
        {"width": {"step": _CELL_PX}, "height": {"step": _CELL_PX - 8}, "encoding": axes, "layer": layers},
        title=f"{layer.capitalize()}: what gold was called",
        description=described,
    )


def _calibration(themes: Rows) -> Spec:
    """A panel a theme that occurs: points above the diagonal are more often right than they say."""
    shown = sorted((t for t in themes if t["gold"]), key=lambda t: -t["gold"])
    names = {t["theme"]: f"{t['theme']}, error {t['error']:.3f}" for t in shown}
    rows = [{**b, "theme": names[t["theme"]]} for t in shown for b in t["bins"]]
    unit = {"type": "quantitative", "scale": {"domain": [0, 1]}, "axis": {"values": [0, 0.5, 1], "format": "~g"}}
    x = {**unit, "field": "score", "title": "probability given"}
    size = {"type": "sqrt", "range": [8, 160]}
    layers = [
        {
            "mark": {"type": "line", "strokeDash": [4, 3], "color": "#8c959f", "strokeWidth": 1},
            "data": {"values": [{"a": 0, "b": 0}, {"a": 1, "b": 1}]},
            "encoding": {"x": {**unit, "field": "a"}, "y": {**unit, "field": "b"}},
        },
        {
            "mark": {"type": "rule", "color": vega.PALETTE[0], "opacity": 0.4},
            "encoding": {"x": x, "y": {**unit, "field": "low", "title": "share that has it"}, "y2": {"field": "high"}},
        },
        {
            "mark": {"type": "point", "filled": True, "opacity": 0.9},
            "encoding": {
                "x": x,
                "y": {**unit, "field": "share", "title": "share that has it"},
                "size": {
                    "field": "items",
                    "type": "quantitative",
                    "title": "texts",
                    "scale": size,
                },
            },
        },
    ]
    panel = {"width": _PANEL_PX, "height": _PANEL_PX, "layer": layers}
    return vega.chart(
        rows,
        {
            "facet": {"field": "theme", "type": "nominal", "sort": list(names.values()), "title": None},
            "columns": _COLUMNS,
            "spec": panel,
        },
        title="Reliability of themes, with the expected calibration error",
        description="For each theme the share of texts that have it, by the probability given, with 95 % intervals.",
    )
