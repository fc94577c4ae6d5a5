"""What looks like a way to name what is measured and is none."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "figure", "measure"),
    [
        ("Food inflation hit 12 percent. The overall figure was 5 percent.", "5 percent", "overall figure"),
        ("The firm reported growth of 12 percent in sales.", "12 percent", None),
        ("They set a target of 42.5 percent of energy.", "42.5 percent", "energy"),
        ("Of the 41 percent who voted, 12 percent were new.", "12 percent", None),
        ("The state has a debt of 60 percent of GDP.", "60 percent", "debt"),
        ("Water use was 73 litres. The target for 2030 is 60 litres.", "60 litres", "Water use"),
    ],
)
def test_measures(claims_of, text, figure, measure):
    (found,) = [c for c in claims_of(text) if c.text == figure]
    assert (found.measure.text if found.measure else None) == measure


def test_a_wider_average_is_not_of_the_place_told_before(claims_of):
    (found,) = [
        c for c in claims_of("Unemployment in Leeds was 5.1 percent. The national average is 4.2 percent.") if c.value == 4.2
    ]
    assert (found.measure.text, found.scope) == ("Unemployment", None)


def test_a_bare_number_beside_money_is_no_money(claims_of):
    (found,) = [c for c in claims_of("Staff costs rose by 4 million dollars and headcount by 300.") if c.value == 300]
    assert found.kind == "count"


def test_brackets_with_years_ahead_are_forecasts(claims_of):
    found = claims_of("The plant will produce 40,000 tonnes (2026: 30,000; 2027: 36,000).")
    assert [(c.value, c.nature) for c in found] == [(40_000, "forecast"), (30_000, "forecast"), (36_000, "forecast")]
