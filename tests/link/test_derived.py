"""Figures told in parts: bags of a size, a price a bag, so much a year for some years, an annual sum."""

from __future__ import annotations

import pytest

from policynlp.link.derived import derived, size_of_bags
from policynlp.tags import Claim


def claim(text: str, printed: str, *, kind: str, value: float, unit: str) -> Claim:
    start = text.index(printed)
    return Claim(
        id="c",
        start=start,
        end=start + len(printed),
        text=printed,
        kind=kind,
        value=value,
        unit=unit,
        value_base=value,
        version="v",
    )  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "printed", "kind", "value", "unit", "expected"),
    [
        ("They brought in 25 million bags of 90kg.", "25 million bags", "count", 25e6, "bag", ("kilogram", 2.25e9, False)),
        (
            "The yield fell to 49.5 bags of 60 kilograms per hectare.",
            "49.5 bags",
            "count",
            49.5,
            "bag",
            ("kilogram / hectare", 2970.0, False),
        ),
        ("A 100kg bag of maize went for N62,000.", "N62,000", "money", 62000.0, "NGN", ("NGN / kilogram", 620.0, False)),
        ("Farmers get N62,000 for a 50kg bag.", "N62,000", "money", 62000.0, "NGN", ("NGN / kilogram", 1240.0, False)),
        (
            "It has a budget of $12 million a year for four years.",
            "$12 million a year",
            "money",
            12e6,
            "USD / year",
            ("USD", 48e6, True),
        ),
        (
            "It set up an annual contribution of 5 million won.",
            "5 million won",
            "money",
            5e6,
            "KRW",
            ("KRW / year", 5e6, False),
        ),
    ],
)
def test_the_same_in_another_unit(text, printed, kind, value, unit, expected):
    found = list(derived(claim(text, printed, kind=kind, value=value, unit=unit), text, (0, len(text)), None))
    assert [(c.unit, c.value, together) for c, together in found] == [expected]


def test_bags_have_the_one_size_that_a_text_tells():
    text = "Bags of 90kg are sold. Yields averaged 20 bags an acre."
    assert size_of_bags(text) == (90.0, "kilogram", "")
    ((found, _),) = derived(
        claim(text, "20 bags", kind="count", value=20.0, unit="bag"), text, (23, len(text)), size_of_bags(text)
    )
    assert (found.unit, found.value) == ("kilogram / acre", 1800.0)
    assert size_of_bags("Bags of 90kg and 50kg bags are sold.") is None
    assert size_of_bags("A cow that eats 20 kg can give 15 litres.") is None


@pytest.mark.parametrize(
    ("text", "printed", "kind", "unit"),
    [
        ("They sold 400 bags of maize.", "400 bags", "count", "bag"),
        ("It paid N62,000 for a bicycle.", "N62,000", "money", "NGN"),
        ("It will spend $12 million over four years.", "$12 million", "money", "USD"),
        ("They hold 25 schools of 90 kg.", "25 schools", "count", "school"),
        ("In all 115 of 153 blocks (75.2 per cent) were dry.", "115", "count", "block"),
    ],
)
def test_nothing_is_made_of_what_has_no_parts(text, printed, kind, unit):
    assert list(derived(claim(text, printed, kind=kind, value=3.0, unit=unit), text, (0, len(text)), None)) == []
