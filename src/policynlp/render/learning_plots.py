"""Learning curves: what a model reached by the labels that it had."""

from __future__ import annotations

from typing import Any


def learning_lines() -> dict[str, Any]:
    """Vega-Lite for a learning curve: a line a figure; rows have `labels`, `figure`, `value`, `version`."""
    return {
        "width": "container",
        "autosize": {"type": "fit-x", "contains": "padding"},
        "height": 240,
        "mark": {"type": "line", "point": True, "tooltip": True},
        "encoding": {
            "x": {"field": "labels", "type": "quantitative", "title": "labelled passages"},
            "y": {"field": "value", "type": "quantitative", "title": "F1", "scale": {"zero": False}},
            "color": {"field": "figure", "type": "nominal", "title": None},
            "tooltip": [{"field": name} for name in ("labels", "figure", "value", "version")],
        },
    }
