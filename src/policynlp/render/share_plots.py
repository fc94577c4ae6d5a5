"""Shares of themes, of the corpus, of sources and over time; and how often somebody is heard and named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from policynlp.render.vega import WHOLE

_PERCENT = {"format": "%", "tickCount": 5}
_MOST_LINES = 8
"""As many as the palette has colours."""
_LEAST_MONTHS = 4


def share_bars() -> dict[str, Any]:
    """Vega-Lite for shares of one group: a bar a theme; rows are those of `share_points`."""
    return {
        "width": "container",
        "autosize": {"type": "fit-x", "contains": "padding"},
        "height": {"step": 20},
        "mark": {"type": "bar", "cornerRadiusEnd": 3, "tooltip": True},
        "encoding": {
            "y": {"field": "name", "type": "nominal", "sort": "-x", "title": None, "axis": {"labelLimit": 240}},
            "x": {"field": "share", "type": "quantitative", "title": "share of passages", "axis": _PERCENT},
            "tooltip": _share_tooltip("name"),
        },
    }


def share_grid(group: str) -> dict[str, Any]:
    """Vega-Lite for shares of several groups: a square a theme and group, darker where the share is larger, with its number.

    Args:
        group: What the groups are, for the axis.
    """
    at = {"y": {"field": "name", "type": "nominal", "title": None, "axis": {"labelLimit": 200}}, "x": _group_axis(group)}
    return {
        "width": "container",
        "height": {"step": 22},
        "transform": [{"joinaggregate": [{"op": "max", "field": "share", "as": "most"}]}],
        "encoding": at,
        "layer": [
            {
                "mark": {"type": "rect", "cornerRadius": 2},
                "encoding": {
                    "color": {
                        "field": "share",
                        "type": "quantitative",
                        "title": "share of passages",
                        "scale": {"scheme": "greens", "domainMin": 0},
                        "legend": {"format": "%", "orient": "bottom"},
                    },
                    "tooltip": [{"field": "group", "title": group}, *_share_tooltip("name")],
                },
            },
            {
                "mark": {"type": "text", "fontSize": 11},
                "encoding": {
                    "text": {"field": "share", "format": ".0%"},
                    "color": {"condition": {"test": "datum.share > 0.55 * datum.most", "value": "#ffffff"}, "value": "#1f2328"},
                },
            },
        ],
    }


def _group_axis(group: str) -> dict[str, Any]:
    return {
        "field": "group",
        "type": "nominal",
        "title": group,
        "axis": {"labelAngle": -35, "labelLimit": 130, "orient": "top"},
    }


def share_lines(by: str = "month") -> dict[str, Any]:
    """Vega-Lite for shares over time: a line a theme.

    Args:
        by: What `group` is: `year` or `month`; the axis has no days between.
    """
    format_, unit = ("%Y", "utcyear") if by == "year" else ("%b %Y", "utcyearmonth")
    axis = {"format": format_, "tickCount": by, "labelOverlap": "greedy"}
    return {
        "width": "container",
        "height": 260,
        "mark": {"type": "line", "point": True},
        "encoding": {
            "x": {"field": "group", "type": "temporal", "timeUnit": unit, "title": None, "axis": axis},
            "y": {"field": "share", "type": "quantitative", "title": "share of passages", "axis": _PERCENT},
            "color": {"field": "name", "type": "nominal", "title": None, "legend": {"orient": "bottom", "columns": 4}},
            "tooltip": [{"field": "group", "title": "time"}, *_share_tooltip("name")],
        },
    }


def _share_tooltip(name: str) -> list[dict[str, str]]:
    return [
        {"field": name, "title": "theme"},
        {"field": "share", "format": ".1%"},
        {"field": "passages"},
        {"field": "of_passages", "title": "of passages"},
        {"field": "unique_documents", "title": "texts"},
        {"field": "of_unique_documents", "title": "of texts"},
    ]


def share_points(rows: Sequence[Mapping[str, Any]], *, by: str, most: int | None = None) -> list[dict[str, Any]]:
    """Rows of `policynlp.corpus.answers.theme_shares` as they are drawn, with zeros where a theme was not found.

    Of times every theme has a point, so that no line runs past a year without it; other groups have zeros where nothing was found.

    Args:
        rows: The rows.
        by: How they are grouped.
        most: Keep the themes that have most passages, so many of them; None: all.
    """
    total: Counter[str] = Counter()
    for row in rows:
        if row["theme"] is not None:
            total[_name(row)] += row["passages"]
    kept = [name for name, _ in total.most_common(most)]
    found: dict[str, dict[str, Mapping[str, Any]]] = {}
    for row in rows:
        if row["group"] is not None:
            found.setdefault(row["group"], {})[_name(row)] = row
    points = []
    for themes in found.values():
        whole = next(iter(themes.values()))
        nothing = {name: 0 if name in _COUNTED else whole[name] for name in _DRAWN}
        empty = by in _TIMES or not any(row["passages"] for row in themes.values())
        drawn = kept if empty else [name for name in kept if name in themes]
        points += [{"name": name, **{key: themes.get(name, nothing)[key] for key in _DRAWN}} for name in drawn]
    return points


def layout_of(rows: Sequence[Mapping[str, Any]], *, by: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The plot that fits a grouping, as Vega-Lite and its rows.

    Args:
        rows: Of `policynlp.corpus.answers.theme_shares`.
        by: How they are grouped.
    """
    if by == "corpus":
        return share_bars(), share_points(rows, by=by)
    if by in _TIMES and len({row["group"] for row in rows}) > 2:
        return share_lines(by), share_points(rows, by=by, most=_MOST_LINES)
    return share_grid(by), share_points(rows, by=by)


_TIMES = frozenset({"year", "month"})
_COUNTED = frozenset({"share", "passages", "unique_documents"})
_DRAWN = ("group", "share", "passages", "of_passages", "unique_documents", "of_unique_documents")


def _name(row: Mapping[str, Any]) -> str:
    name = row["theme"] if row["facet"] is None else f"{row['theme']}: {row['facet']}"
    return str(name).replace("_", " ")


def heard_and_named(rows: Sequence[Mapping[str, Any]]) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Quotations and mentions by month, as rows and Vega-Lite.

    Args:
        rows: The part `times` of a profile.
    """
    points = [
        {"month": row["published"][:7], "what": what, "n": row[name]}
        for row in rows
        if row["published"]
        for what, name in (("quotations", "quotes"), ("mentions", "mentions"))
    ]
    months = {point["month"] for point in points}
    if len(months) < _LEAST_MONTHS:
        return points, _few_months()
    layout = {
        "width": "container",
        "height": 130,
        "mark": {"type": "bar", "tooltip": True, "width": {"band": 0.8}},
        "encoding": {
            "x": {"field": "month", "type": "temporal", "timeUnit": "yearmonth", "title": None},
            "xOffset": {"field": "what"},
            "y": {"field": "n", "type": "quantitative", "title": None, "axis": WHOLE},
            "color": {"field": "what", "type": "nominal", "title": None, "legend": {"orient": "top"}},
        },
    }
    return points, layout


def _few_months() -> dict[str, Any]:
    """Thin bars, a row a month: on an axis of time one month would fill the plot with two blocks."""
    return {
        "width": "container",
        "height": {"step": 14},
        "mark": {"type": "bar", "tooltip": True, "cornerRadiusEnd": 3},
        "encoding": {
            "y": {"field": "month", "type": "nominal", "title": None},
            "yOffset": {"field": "what"},
            "x": {"field": "n", "type": "quantitative", "title": None, "axis": WHOLE},
            "color": {"field": "what", "type": "nominal", "title": None, "legend": {"orient": "top"}},
        },
    }


SOURCES = {
    "named_person": "named person",
    "organisation": "organisation",
    "document": "document",
    "anonymous": "anonymous",
    "none": "nobody named",
}
"""Kinds of sources as people read them."""


def voice_bars(rows: Sequence[Mapping[str, Any]]) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Quotations by kind of source, direct, mixed and indirect, as rows and Vega-Lite.

    Args:
        rows: Of `policynlp.corpus.answers.voice_kinds`.
    """
    points = [
        {"source": SOURCES.get(row["source_type"], row["source_type"]), "kind": kind, "quotations": row[kind]}
        for row in rows
        for kind in ("direct", "mixed", "indirect")
        if row[kind]
    ]
    layout = {
        "width": "container",
        "height": {"step": 26},
        "mark": {"type": "bar", "tooltip": True},
        "encoding": {
            "y": {"field": "source", "type": "nominal", "sort": "-x", "title": None},
            "x": {"field": "quotations", "type": "quantitative", "axis": WHOLE},
            "color": {
                "field": "kind",
                "type": "nominal",
                "title": None,
                "scale": {"domain": ["direct", "mixed", "indirect"]},
                "legend": {"orient": "top"},
            },
        },
    }
    return points, layout
