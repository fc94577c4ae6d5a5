"""Figures of seasons, of years without days, and of a past year that the next sentence calls "the year"."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from policynlp.tags import Claim


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("In 2023 farms sold 300 tonnes. In the second season of 2024 farms sold 400 tonnes.", ["2023", "2024"]),
        ("In 2023 farms sold 300 tonnes. Last season farms sold 400 tonnes of rice.", ["2023", "PAST_REF"]),
        ("In 2023 the ministry closed 30 schools. This school year 361 schools were closed.", ["2023", "PRESENT_REF"]),
        ("Farms sold 300 tonnes in 2023, and mills another 655 tonnes.", ["2023", "2023"]),
        ("Farms replanted 6,900 hectares in 2023. The target for the year had been 12,000 hectares.", ["2023", "2023"]),
        ("In 2023 the company built 300 homes. Over the year, rents rose 5 percent.", ["2023", "2023"]),
        ("At 31 December 2023 it had 800 nurses. In the course of the year 40 nurses left.", ["2023-12-31", "2023"]),
        ("At 31 March 2025 it had 800 nurses. In the course of the year 40 nurses will leave.", ["2025-03-31", "2025"]),
        ("In 2023 exports came to 300 tonnes. The government expects 400 tonnes for the year.", ["2023", "2025"]),
    ],
)
def test_when(claims_on_page: Callable[[str], list[Claim]], text: str, told: list[str]) -> None:
    found = claims_on_page(f"Farming\n\nLEDA, 12 May 2025 - The minister spoke.\n\n{text}\n")
    assert [c.period.timex if c.period else None for c in found] == told
