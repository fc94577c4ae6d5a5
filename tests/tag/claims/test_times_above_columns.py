"""Times above the columns of a table, in the many ways in which offices print them: the rows keep their own names."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from policynlp.tags import Claim

Page = Callable[[str], tuple[Claim, ...]]
PAGE = """Department of Schools
School statistics

3 September 2025

The table shows how many pupils and teachers the schools of the province have had, as far as reports have come in from the districts.

\t{first}\t{second}
Pupils\t13,612\t17,534
Teachers\t1,352\t1,901
"""


@pytest.mark.parametrize(
    ("first", "second", "day"),
    [
        ("End 2024", "End 2023", "2024-10-01"),
        ("end-June 2024", "end-June 2023", "2024-06-21"),
        ("31.12.2024", "30.06.2024", "2024-12-31"),
        ("Q1 25", "Q1 24", "2025-01-01"),
        ("1Q25", "1Q24", "2025-01-01"),
        ("2H 2024", "2H 2023", "2024-07-01"),
        ("1st half 2025", "1st half 2024", "2025-01-01"),
        ("6M 2024", "6M 2023", "2024-01-01"),
        ("9M2024", "9M2023", "2024-01-01"),
        ("YTD June 2024", "YTD June 2023", "2024-01-01"),
        ("12 months to June 2024", "12 months to June 2023", "2023-07-01"),
        ("Season 2023/24", "Season 2022/23", "2023-01-01"),
        ("2023/24 season", "2022/23 season", "2023-01-01"),
        ("Academic year 2023/24", "Academic year 2022/23", "2023-01-01"),
        ("2021 census", "2011 census", "2021-01-01"),
        ("Mar-24", "Mar-23", "2024-03-01"),
    ],
)
def test_a_time_names_no_row(claims_on_page: Page, first: str, second: str, day: str) -> None:
    found = {c.text: c for c in claims_on_page(PAGE.format(first=first, second=second))}
    claim = found["13,612"]
    assert claim.measure is not None
    assert claim.measure.text == "Pupils"
    assert claim.period is not None
    assert claim.period.start_date == day


def test_a_season_above_a_column_has_no_days(claims_on_page: Page) -> None:
    (claim,) = (c for c in claims_on_page(PAGE.format(first="Spring 2024", second="Spring 2023")) if c.text == "13,612")
    assert claim.period is not None
    assert (claim.period.timex, claim.period.start_date) == ("2024-SP", None)
