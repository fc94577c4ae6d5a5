"""Amounts as people write them."""

from __future__ import annotations

import pytest

from policynlp.render.amounts import amount, other_number
from policynlp.render.wording import bounded


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (1 / 6, "fraction", "one-sixth"),
        (2 / 3, "fraction", "two-thirds"),
        (0.5, "fraction", "half"),
        (0.17, "fraction", "0.17"),
        (0.000441, "fraction", "0.000441"),
        (2.0, "fraction", "2 times"),
        (3.0, "province", "3 provinces"),
        (1.0, "province", "1 province"),
        (2.0, "university", "2 universities"),
        (400.0, "person", "400 people"),
        (5.0, "metric_ton", "5 metric tons"),
        (2.0, "percentage_point", "2 percentage points"),
        (1.52e6, "kilometer ** 2", "1.52 million km²"),
        (9.0, "acre_foot", "9 acre feet"),
        (260.0, "GBP / hectare / year", "260 GBP per hectare per year"),
        (11.8, "percent", "11.8 percent"),
        (12e12, "CNY", "12 trillion CNY"),
        (7.0, None, "7"),
        (8.0, "mile ** 2", "8 square miles"),
    ],
)
def test_a_value_with_its_unit_reads_as_a_person_writes_it(value: float, unit: str | None, said: str) -> None:
    assert amount(value, unit) == said


def test_a_range_has_one_unit() -> None:
    assert amount(65_000, "hectare", high=80_000) == "65,000 to 80,000 hectares"
    assert amount(0.25, "fraction", high=1 / 3) == "one-quarter to one-third"


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("transfers", ["transfer"]),
        ("county", ["counties"]),
        ("cities", ["city", "citie"]),
        ("taxes", ["tax", "taxe"]),
        ("people", ["person"]),
        ("class", ["classes"]),
        ("news", []),
        ("km", []),
    ],
)
def test_a_noun_has_another_number(word: str, forms: list[str]) -> None:
    assert other_number(word) == forms


def test_a_bound_is_said_once() -> None:
    assert bounded("more_than", "5 percent") == "more than 5 percent"
    assert bounded("exact", "5 percent") == "5 percent"
    assert bounded("more_than", "dozens of universities") == "dozens of universities"
