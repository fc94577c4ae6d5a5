"""Amounts as laws and notes of footnotes print them: in words and figures, the currency in front, marks behind a unit."""

from __future__ import annotations

import pytest


def read(claims_of, text: str) -> list[tuple[str, float | None, str | None]]:
    return [(c.text, c.value, c.unit) for c in claims_of(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The turnover exceeds rupees five crore.", [("rupees five crore", 5e7, "INR")]),
        ("The fine is rupees ten thousand.", [("rupees ten thousand", 1e4, "INR")]),
        ("The fee is five crore rupees.", [("five crore rupees", 5e7, "INR")]),
        ("Where prices are in rupees three hundred firms trade.", [("three hundred firms", 300, "firm")]),
        ("A permit costs two hundred fifty dollars ($250.00).", [("two hundred fifty dollars ($250.00)", 250, "USD")]),
        ("A fee of ten percent (10%) is due.", [("ten percent (10%)", 10, "percent")]),
        ("He paid five dollars (4 euros).", [("five dollars", 5, "USD"), ("4 euros", 4, "EUR")]),
    ],
)
def test_amounts_in_words_and_figures(claims_of, text, expected):
    assert read(claims_of, text) == expected


def test_a_bare_range_goes_on_in_the_money_before_it(claims_of):
    text = "The line expects sales of 12.4 billion euros, against an earlier outlook of 12.7 billion to 13.1 billion."
    assert [(c.value, c.value_high, c.unit) for c in claims_of(text)] == [(12.4e9, None, "EUR"), (12.7e9, 13.1e9, "EUR")]
    users = claims_of("The site lost $5 billion and 3 million to 4 million users.")
    assert [(c.value, c.unit) for c in users] == [(5e9, "USD"), (3e6, "user")]


@pytest.mark.parametrize("low", ["one", "two"])
def test_between_so_many_times_a_value(claims_of, low):
    (claim,) = claims_of(f"The fine is between {low} and five times the value of the goods.")
    assert (claim.kind, claim.value, claim.value_high) == ("ratio", 1 if low == "one" else 2, 5)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Costs rose by 4 percent.² Fees fell.", [("4 percent", 4, "percent")]),
        ("The vault holds 4 kg² of gold.", [("4 kg", 4, "kilogram")]),
        ("The park has 30 km² of forest.", [("30 km²", 30, "kilometer ** 2")]),
        ("Sales rose to $3 billion¹ in May.", [("$3 billion", 3e9, "USD")]),
    ],
)
def test_marks_of_notes_behind_a_unit(claims_of, text, expected):
    assert read(claims_of, text) == expected
