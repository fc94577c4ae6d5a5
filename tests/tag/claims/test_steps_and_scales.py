"""Figures as wire services and South Asian papers print them: a step and the level it led to, percent as "pc", trillions as "tr"."""

from __future__ import annotations

import pytest


def read(claims_of, text: str) -> list[tuple[float | None, float | None, str | None]]:
    return [(c.value, c.value_high, c.unit) for c in claims_of(text)]


@pytest.mark.parametrize(
    ("text", "step", "level"),
    [
        ("Cocoa futures fell $85 to $5,940 a tonne.", (85, "USD"), (5940, "USD / metric_ton")),
        ("The euro slipped 0.4 yen to 162.30 yen.", (0.4, "JPY"), (162.3, "JPY")),
        ("Coal stocks rose 2 million tonnes to 61 million tonnes.", (2e6, "metric_ton"), (61e6, "metric_ton")),
        ("Shares edged up a further $0.20 to $14.35.", (0.2, "USD"), (14.35, "USD")),
    ],
)
def test_what_moved_by_a_step_came_to_a_level(claims_of, text, step, level):
    assert read(claims_of, text) == [(step[0], None, step[1]), (level[0], None, level[1])]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Fares rose 3 to 5 percent.", 3, 5),
        ("Prices rose $1 to $10 a bag.", 1, 10),
        ("Catches fell 2 to 30 million tonnes.", 2e6, 30e6),
        ("The plant cut 200 to 3,000 jobs.", 200, 3000),
    ],
)
def test_a_range_stays_one_figure(claims_of, text, low, high):
    (claim,) = claims_of(text)
    assert (claim.value, claim.value_high) == (low, high)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("The ministry wants a deficit of 4.4pc of GDP.", 4.4, "percent"),
        ("Prices rose 3 pc in June.", 3, "percent"),
        ("The nearest star is 1.3 pc away.", 1.3, "parsec"),
        ("A galaxy of this kind is 900pc wide.", 900, "parsec"),
    ],
)
def test_pc_is_percent_but_in_the_sky(claims_of, text, value, unit):
    assert read(claims_of, text) == [(value, None, unit)]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("The budget came to Rs14.5tr.", 14.5e12, "INR"),
        ("Bonds of $1.2trn are due.", 1.2e12, "USD"),
        ("Debt reached 3.4trn yen.", 3.4e12, "JPY"),
        ("The fund lent 2.5tr rupees.", 2.5e12, "INR"),
        ("It lent ¥5bln.", 5e9, "CNY"),
    ],
)
def test_trillions_touch_their_digits(claims_of, text, value, unit):
    assert read(claims_of, text) == [(value, None, unit)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The number of households with power will grow to 12m.", [12e6]),
        ("Arrivals rose to 2.4m in July.", [2.4e6]),
        ("Visitors fell from 3.1m to 2.4m in July.", [3.1e6, 2.4e6]),
        ("The river rose to 2.4m in July.", [2.4]),
        ("The sea wall was raised to 10m.", [10]),
        ("The distance between pupils was cut from 2m to 1m.", [2, 1]),
        ("Drivers must keep to 2m at all times.", [2]),
        ("Boys grew to 1.2m by then.", [1.2]),
    ],
)
def test_an_m_alone_is_millions_of_what_is_counted(claims_of, text, values):
    assert [c.value for c in claims_of(text)] == pytest.approx(values)


@pytest.mark.parametrize(
    "text",
    [
        "Main results (in millions of euros, unless otherwise stated)",
        "All amounts are in thousands of dollars unless otherwise noted.",
        "Main results ($ millions)",
        "(Figures in thousands of tonnes, unless otherwise indicated)",
    ],
)
def test_words_that_state_the_unit_claim_nothing(claims_of, text):
    assert not claims_of(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The loss runs to millions of dollars.", 1e6),
        ("In thousands of villages there is no power.", 1e3),
        ("Investors put money in thousands of homes.", 1e3),
    ],
)
def test_other_thousands_are_many(claims_of, text, value):
    (claim,) = claims_of(text)
    assert (claim.value, claim.bound) == (value, "more_than")


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("The country shipped 298,500tn of coffee.", (298_500, None, "metric_ton")),
        ("Exports were 4,500 tn.", (4_500, None, "metric_ton")),
        ("The fund has £2.3tn in assets.", (2.3e12, None, "GBP")),
        ("Debt rose to ¥1,270tn.", (1.27e15, None, "CNY")),
        ("The temperature reached 46.5C on Tuesday.", (46.5, None, "degree_Celsius")),
        ("It was 104F in the shade, the hottest day of the year.", (104, None, "degree_Fahrenheit")),
    ],
)
def test_letters_that_stand_for_tonnes_and_degrees(claims_of, text, figure):
    assert read(claims_of, text) == [figure]


def test_flats_and_sections_are_no_degrees(claims_of):
    assert read(claims_of, "Flat 4C is empty. Section 12C applies.") == []
