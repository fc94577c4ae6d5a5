"""Cents and piastres as sums of the currency that a document writes."""

from __future__ import annotations

import pytest

from policynlp.link.statements import amounts_of_rate
from policynlp.tag.claims.money_table import SUBUNITS
from policynlp.tag.claims.subunits import _ONLY, with_sums
from policynlp.tags import Claim


def money(value: float, unit: str) -> Claim:
    return Claim(
        id=f"{value}{unit}", start=0, end=4, text="four", kind="money", value=value, unit=unit, value_base=value, unit_base=unit
    )


@pytest.mark.parametrize(
    ("part", "whole", "value", "base"),
    [
        ("cent", "EUR", 71, 0.71),
        ("cent", "ZAR", 195.95, 1.9595),
        ("piastre", "EGP", 20, 0.2),
        ("fils", "KWD", 500, 0.5),
        ("fils", "AED", 50, 0.5),
        ("jiao", "CNY", 8, 0.8),
        ("centavo", "PHP", 50, 0.5),
    ],
)
def test_the_sum_in_the_currency_of_the_document(part, whole, value, base):
    summed, other = with_sums([money(value, part), money(5, whole)])
    assert (summed.value, summed.unit) == (value, part)
    assert (summed.value_base, summed.unit_base) == (pytest.approx(base), whole)
    assert "currency_assumed" in summed.flags
    assert other.flags == ()


@pytest.mark.parametrize("others", [[], ["GBP"], ["cent"]])
def test_no_currency_that_has_such_parts(others):
    claims = [money(71, "cent"), *(money(5, unit) for unit in others)]
    assert with_sums(claims) == claims


def test_a_rate_in_cents_has_its_amount_in_the_currency():
    rate, _ = with_sums([money(71, "cent / meter ** 3"), money(5, "EUR")])
    assert (rate.value_base, rate.unit_base) == (pytest.approx(0.71), "EUR / meter ** 3")
    amount, per = next(amounts_of_rate(rate))
    assert (amount.value_base, amount.unit_base, per) == (pytest.approx(0.71), "EUR", "meter ** 3")


def test_all_parts_are_known():
    assert set(_ONLY) <= set(SUBUNITS.values())
