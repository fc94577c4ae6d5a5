"""Stretches of months that are told by their end."""

from __future__ import annotations

import pytest

from policynlp.tag import dates
from policynlp.tag.claims.stretches import ENDED, ENDS, stretch


@pytest.mark.parametrize(
    ("lead", "date", "start", "end"),
    [
        ("in the fiscal year ending ", "March 2025", "2024-04-01", "2025-03-31"),
        ("in the six months ended ", "30 June 2024", "2024-01-01", "2024-06-30"),
        ("in the year to ", "June 2024", "2023-07-01", "2024-06-30"),
        ("in the quarter to the end of ", "September 2024", "2024-07-01", "2024-09-30"),
        ("in the 18 months to ", "February 2024", "2022-09-01", "2024-02-29"),
        ("in the year to ", "2025", "2025-01-01", "2025-12-31"),
        ("in the year ended ", "15 March 2024", "2024-03-15", "2024-03-15"),
        ("it was sold in ", "March 2025", "2025-03-01", "2025-03-31"),
    ],
)
def test_from_its_first_day_to_its_last(lead, date, start, end):
    text = lead + date
    found = stretch(text, (len(lead), len(text)), dates.resolve(date, published=None))
    assert (found.start_date, found.end_date) == (start, end)
    assert text.endswith(found.text)


def test_months_that_end_a_stretch_without_a_year():
    assert ENDS.search("in the financial year to March.")["month"] == "March"
    assert ENDS.search("in the financial year to March 2025") is None
    assert ENDED.match(" months ended 30 June 2024") is not None
    assert ENDED.match(" months later it ended") is None


def test_the_figure_of_a_stretch(claims_of):
    (claim,) = claims_of("In the six months ended 30 June 2024, it sold 40 tons.")
    assert (claim.value, claim.period.start_date, claim.period.end_date) == (40.0, "2024-01-01", "2024-06-30")


@pytest.mark.parametrize(
    ("text", "value", "start", "end"),
    [
        ("It rebuilt 1,150 houses in the fiscal year that ended last month.", 1150.0, "2023-05-01", "2024-04-30"),
        ("There were 12,000 cases in the first six weeks of the year.", 12000.0, "2024-01-01", "2024-02-11"),
        ("As on 31.03.2024, 62,000 forms had come in.", 62000.0, "2024-03-31", "2024-03-31"),
        ("The premium for Kharif 2023 was Rs 7,842 crore.", 78_420_000_000.0, "2023-01-01", "2023-12-31"),
    ],
)
def test_the_time_of_a_figure_by_a_stretch(claims_of, text, value, start, end):
    (claim,) = claims_of(text)
    assert (claim.value, claim.period.start_date, claim.period.end_date) == (value, start, end)


def test_weeks_of_something_else_are_a_figure(claims_of):
    assert [c.value for c in claims_of("The first six weeks of the course cost 900 euros.")] == [6.0, 900.0]
