"""The days within which a fiscal year lies, whatever words stand around its two years."""

from __future__ import annotations

from datetime import date

import pytest

from policynlp.link.statements import period_days
from policynlp.tag.dates import resolve


@pytest.mark.parametrize("text", ["the 2023/24 financial year", "2023-24 fiscal year", "financial year 2023/24", "FY2023-24"])
def test_two_years_are_those_it_begins_and_ends_in(text: str) -> None:
    period = resolve(text, published="2025-02-01")
    assert period is not None
    assert period_days(period) == (date(2023, 1, 1), date(2024, 12, 31))


def test_one_year_may_be_the_one_it_ends_in() -> None:
    period = resolve("the 2024 financial year", published="2025-02-01")
    assert period is not None
    assert period_days(period) == (date(2023, 4, 1), date(2024, 12, 31))
