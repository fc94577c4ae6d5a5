"""Plots of answers: what is drawn, and that it can be drawn."""

from __future__ import annotations

import re

import pytest

from policynlp.render.figure_plots import period_layout, period_points
from policynlp.render.share_plots import heard_and_named, layout_of, voice_bars
from policynlp.render.vega import chart, svg


def figure(value, year, *, unit="hectare", base=1e4, unit_base="meter ** 2", **fields):
    row = {
        "series": "quay (Brenta)",
        "value": value,
        "value_high": None,
        "unit": unit,
        "value_base": value * base,
        "unit_base": unit_base,
    }
    row |= {
        "period_start": f"{year}-01-01",
        "period_end": f"{year}-12-31",
        "bound": "exact",
        "who": "Harbour Board",
        "text": f"{value} {unit}",
    }
    return row | {"document_title": "A plan", "uri": "u"} | fields


def test_figures_of_one_unit_keep_it_and_those_of_several_are_drawn_in_the_base_unit():
    same = period_points([figure(3, 2020), figure(4, 2021, value_high=5)])
    assert [(p["value"], p["high"], p["unit"], p["middle"]) for p in same] == [
        (3, None, "hectare", "2020-07-01"),
        (4, 5, "hectare", "2021-07-02"),
    ]
    mixed = period_points([figure(3, 2020, value_high=4), figure(20_000, 2021, unit="meter ** 2", base=1)])
    assert [(p["value"], p["high"], p["unit"]) for p in mixed] == [(3e4, 4e4, "meter ** 2"), (2e4, None, "meter ** 2")]


def test_converted_values_are_drawn_and_what_could_not_be_converted_is_not():
    rows = [figure(3, 2020) | {"converted": 7.5, "converted_high": None, "converted_unit": "acre"}]
    rows += [
        figure(9, 2020, unit="boat", unit_base="boat") | {"converted": None, "converted_high": None, "converted_unit": None}
    ]
    assert [(p["value"], p["unit"]) for p in period_points(rows)] == [(7.5, "acre")]


def test_many_sources_are_drawn_as_others():
    points = period_points([figure(n, 2000 + n, who=f"Body {n}") for n in range(1, 13)])
    assert len({p["source"] for p in points}) == 8
    assert sum(p["source"] == "others" for p in points) == 5


def test_a_panel_a_unit_and_none_for_a_single_period():
    points = period_points([figure(3, 2020), figure(4, 2021), figure(7, 2020, unit="boat", unit_base="boat")])
    layout = period_layout(points)
    assert layout["encoding"]["y"]["title"] == "hectare"
    both = period_layout([*points, *period_points([figure(8, 2021, unit="boat", unit_base="boat")])])
    assert [p["encoding"]["y"]["title"] for p in both["vconcat"]] == ["boat", "hectare"]


def share(theme, group, passages, of=10):
    row = {"theme": theme, "facet": None, "group": group, "passages": passages, "of_passages": of, "share": passages / of}
    return row | {"unique_documents": 1, "of_unique_documents": 2}


@pytest.mark.parametrize(
    "by, groups, mark",
    [
        ("corpus", ["all"], "bar"),
        ("year", ["2020", "2021", "2022"], "line"),
        ("year", ["2020"], None),
        ("genre", ["news", None], None),
    ],
)
def test_shares_are_drawn_as_fits_their_groups(by, groups, mark):
    rows = [share(theme, group, n) for group in groups for n, theme in enumerate(("trade", "food_supply"), 1)]
    layout, points = layout_of(rows, by=by)
    assert {p["name"] for p in points} == {"trade", "food supply"}
    assert all(p["group"] is not None for p in points)
    assert ("layer" in layout) if mark is None else layout["mark"]["type"] == mark


def test_a_time_without_a_theme_is_drawn_as_nothing():
    rows = [share("trade", "2020", 2), share("health", "2020", 1), share(None, "2021", 0, of=4), share("trade", "2022", 3)]
    _, points = layout_of(rows, by="year")
    drawn = {(p["name"], p["group"]): (p["share"], p["of_passages"]) for p in points}
    assert drawn["trade", "2021"] == drawn["health", "2021"] == (0, 4)
    assert drawn["health", "2022"] == (0, 10)
    _, points = layout_of(rows, by="publisher")  # apart from times, what is not there needs no square of its own
    assert {(p["name"], p["group"]) for p in points if not p["share"]} == {("trade", "2021"), ("health", "2021")}


def test_every_layout_can_be_drawn():
    points = period_points(
        [figure(3, 2020, value_high=5, bound="about"), figure(4, 2021), figure(1, 2021, unit="x", unit_base="x")]
    )
    shares = [share("trade", str(y), 2) for y in range(2020, 2024)]
    times = [{"published": "2024-05", "quotes": 2, "mentions": 3}, {"published": None, "quotes": 0, "mentions": 1}]
    kinds = [{"source_type": "named_person", "direct": 1, "mixed": 0, "indirect": 4}]
    drawn = [(points, period_layout(points)), heard_and_named(times), voice_bars(kinds)]
    drawn += [tuple(reversed(layout_of(shares, by=by))) for by in ("corpus", "year", "genre")]
    for rows, layout in drawn:
        assert rows
        wide = {k: v for k, v in layout.items() if k != "autosize"}
        assert "<path" in svg(chart(rows, wide | ({"width": 400} if wide.get("width") == "container" else {})))
    assert [p["n"] for p in heard_and_named(times)[0]] == [2, 3]
    assert {p["kind"]: p["quotations"] for p in voice_bars(kinds)[0]} == {"direct": 1, "indirect": 4}


def test_few_months_are_thin_rows_and_counts_have_no_ticks_between_whole_numbers() -> None:
    rows = [{"published": "2024-05", "quotes": 1, "mentions": 2}]
    points, layout = heard_and_named(rows)
    assert layout["encoding"]["y"]["field"] == "month"
    drawn = svg(chart(points, layout | {"width": 300}))
    assert set(re.findall(r">(\d[\d.]*)</text>", drawn)) == {"0", "1", "2"}
    many = [{"published": f"2024-0{month}", "quotes": 1, "mentions": 2} for month in range(1, 6)]
    assert heard_and_named(many)[1]["encoding"]["x"]["type"] == "temporal"
