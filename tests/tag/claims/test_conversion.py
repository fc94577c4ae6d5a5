"""Figures in another unit."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policynlp.errors import InputError
from policynlp.tag.claims.base import base_value
from policynlp.tag.claims.conversion import conversion_to, unit_named


@pytest.mark.parametrize(
    "words, value, unit, kind, expected",
    [
        ("hectares", 1.0, "kilometer ** 2", "measure", 100),
        ("km2", 15.0, "mu", "measure", 0.01),
        ("square kilometres", 1.0, "hectare", "measure", 0.01),
        ("tonnes", 500.0, "kilogram", "measure", 0.5),
        ("degrees celsius", 32.0, "degree_Fahrenheit", "measure", 0),
        ("percent", 0.2, "fraction", "ratio", 20),
        ("days", 2.0, "week", "duration", 14),
        ("tonnes", 5.0, "hectare", "measure", None),
        ("tonnes", None, "kilogram", "measure", None),
        ("EUR", 7.0, "EUR", "money", 7),
        ("EUR", 7.0, "USD", "money", None),
        ("percent", 3.0, "person", "count", None),
    ],
)
def test_values_are_converted_where_they_measure_the_same(words, value, unit, kind, expected):
    if words == "degrees celsius":
        words = "degree_Celsius"
    found = conversion_to(words).of(value, unit=unit, kind=kind)
    assert found == (None if expected is None else pytest.approx(expected, abs=1e-6))


def test_money_needs_a_stated_rate():
    conversion = conversion_to("usd", rates={"CNY": 0.14})
    assert conversion.of(100.0, unit="CNY", kind="money") == 14
    assert conversion.of(100.0, unit="EUR", kind="money") is None
    assert conversion.of(100.0, unit="USD", kind="money") == 100


def test_unknown_units_are_told():
    with pytest.raises(InputError, match="no unit 'smoots per fortnight'"):
        conversion_to("smoots per fortnight")


@given(st.floats(-1e12, 1e12), st.sampled_from(["hectare", "kilometer ** 2", "mu", "meter ** 2"]))
def test_there_and_back_is_the_same(value, unit):
    there = conversion_to("mu").of(value, unit=unit, kind="measure")
    back = conversion_to(unit).of(there, unit="mu", kind="measure")
    assert back == pytest.approx(value, rel=1e-8, abs=1e-6)


def test_names_and_signs_of_a_unit_are_one():
    assert unit_named("km²") == unit_named("km2") == unit_named("Square  Kilometers") == "kilometer ** 2"
    assert unit_named("boat") == "boat"


@given(st.text(min_size=1, max_size=12), st.sampled_from(["EUR", "metric_ton", "day"]))
def test_whatever_stands_behind_per_is_no_error(what, unit):
    for kind in ("money", "measure", "duration"):
        value, _ = base_value(2.0, unit=f"{unit} / {what}", kind=kind)
        assert value is None or math.isfinite(value)


@pytest.mark.parametrize("what", ["½ kilogram", "² week", "(", "if", "lambda", "1e999", "None", "0"])
def test_nor_is_a_fraction_or_a_word_of_a_programming_language(what):
    assert base_value(8.4, unit=f"CNY / {what}", kind="money")[0] is not None
