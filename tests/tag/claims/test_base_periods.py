"""Periods that are told by another figure's: "a year earlier", "in the same quarter of 2023", "unchanged from the previous month"."""

# ruff: noqa: E501 (tables are read by the line)
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policynlp.tag.claims.base_periods import _shifted
from policynlp.tags import Period


@pytest.mark.parametrize(
    ("text", "printed", "timex"),
    [
        ("Sales rose to 31 million euros in the third quarter of 2024 from 28 million in the previous quarter.", "28 million", "2024-Q2"),
        ("Sales rose to 31 million euros in the third quarter of 2024 from 28 million a year earlier.", "28 million", "2023-Q3"),
        ("Sales were 31 million euros in October 2024, against 28 million in the previous month and 27 million a year earlier.", "27 million", "2023-10"),
        ("Profit was 220 million euros in the first half of 2024, against 190 million in the same period of 2023.", "190 million", "2023-H1"),
        ("Deposits stood at 5 billion euros on 30 June 2024, up from 4.4 billion euros a year earlier.", "4.4 billion euros", "2023-06-30"),
        ("In the corresponding period of 2023, the plant made 3,000 cars; in the first quarter of 2024 it made 4,000.", "3,000 cars", "2023-Q1"),
        ("Exports were 3 billion dollars in the same period of 2023.", "3 billion dollars", "2023"),
    ],
)  # fmt: skip
def test_a_figure_of_an_earlier_time_has_the_grain_of_the_later_one(claims_of, text, printed, timex):
    (claim,) = (c for c in claims_of(text) if c.text == printed)
    assert (claim.period.timex if claim.period else None) == timex


@pytest.mark.parametrize(
    ("text", "printed", "period", "base"),
    [
        ("Wheat exports fell 12 percent in the first nine months of 2024 from the same period of 2023, to 14 million tonnes.", "12 percent", "2024-01/2024-09", "2023-01/2023-09"),
        ("Output fell 2 percent in the second quarter of 2024 from the previous quarter.", "2 percent", "2024-Q2", "2024-Q1"),
        ("The jobless rate was 4.1 percent in December 2024, unchanged from the previous month but 0.4 percentage points lower than a year earlier.", "0.4 percentage points", "2024-12", "2023-12"),
        ("Consumer prices rose 0.2 percent month on month and 2.4 percent year on year in January 2025.", "0.2 percent", "2025-01", "2024-12"),
        ("Consumer prices rose 0.2 percent month on month and 2.4 percent year on year in January 2025.", "2.4 percent", "2025-01", "2024-01"),
    ],
)  # fmt: skip
def test_what_a_change_is_counted_from(claims_of, text, printed, period, base):
    (claim,) = (c for c in claims_of(text) if c.text == printed)
    assert claim.period is not None
    assert claim.period.timex == period
    assert claim.from_ is not None
    assert claim.from_.period is not None
    assert claim.from_.period.timex == base


@given(st.dates(), st.integers(1, 30))
def test_a_day_moves_by_whole_years(day, years):
    iso = day.isoformat()
    if day.year <= years:
        return
    moved = _shifted(Period(text="x", start_date=iso, end_date=iso, timex=iso[:7]), -years, "y")
    assert moved is not None
    assert moved.start_date is not None
    assert int(moved.start_date[:4]) == day.year - years
    assert moved.start_date[4:7] == iso[4:7]
    assert moved.timex == f"{day.year - years:04d}{iso[4:7]}"
