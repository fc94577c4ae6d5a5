"""Fiscal years and their parts, named halves, quarters told by their months, weeks told by their last day."""

from __future__ import annotations

import pytest

from policynlp.tag import dates


@pytest.mark.parametrize(
    ("text", "timex", "start", "end"),
    [
        ("the 2027 fiscal year", "FY2027", None, None),
        ("the first half of FY2025", "FY2025-H1", None, None),
        ("the third quarter of fiscal 2025", "FY2025-Q3", None, None),
        ("Q3 FY25", "FY2025-Q3", None, None),
        ("the first nine months of fiscal year 2025", "FY2025-M1/M9", None, None),
        ("between fiscal years 2015 and 2024", "FY2015/FY2024", None, None),
        ("from 2019/20 to 2023/24", "2019/2024", "2019-01-01", "2024-12-31"),
        ("1H25", "2025-H1", "2025-01-01", "2025-06-30"),
        ("the 2023-24 crop year", "2023/2024", "2023-01-01", "2024-12-31"),
        ("the July-September quarter", "2025-07/2025-09", "2025-07-01", "2025-09-30"),
        ("the four weeks to Oct. 12", "2025-09-15/2025-10-12", "2025-09-15", "2025-10-12"),
        ("the week ended 5 October 2025", "2025-09-29/2025-10-05", "2025-09-29", "2025-10-05"),
        ("the year to 31 March 2025", "2024-04-01/2025-03-31", "2024-04-01", "2025-03-31"),
        ("the quarter ended September 30", "2025-07-01/2025-09-30", "2025-07-01", "2025-09-30"),
        ("the first two weeks of November 2025", "2025-11-01/2025-11-14", "2025-11-01", "2025-11-14"),
        ("the last ten days of March 2025", "2025-03-22/2025-03-31", "2025-03-22", "2025-03-31"),
        ("the first half of November 2025", "2025-11-01/2025-11-15", "2025-11-01", "2025-11-15"),
        ("the second half of February 2024", "2024-02-16/2024-02-29", "2024-02-16", "2024-02-29"),
        ("between November 3rd and 14th, 2025", "2025-11-03/2025-11-14", "2025-11-03", "2025-11-14"),
        ("from 3 to 14 November 2025", "2025-11-03/2025-11-14", "2025-11-03", "2025-11-14"),
        ("the period 2026–2029", "2026/2029", "2026-01-01", "2029-12-31"),
        ("end-June 2025", "2025-06", "2025-06-21", "2025-06-30"),
        ("before the end of May 2025", "2025-05", None, "2025-05-31"),
        ("not later than June 30, 2026", "2026-06-30", None, "2026-06-30"),
        ("the decade to 2024", "2015/2024", "2015-01-01", "2024-12-31"),
        ("between 2020 and the end of 2024", "2020/2024", "2020-01-01", "2024-12-31"),
        ("the close of 2024", "2024", "2024-10-01", "2024-12-31"),
        ("from the beginning of the year to 20 December 2024", "2024-01-01/2024-12-20", "2024-01-01", "2024-12-20"),
        ("from the start of the year to the end of September", "2025-01/2025-09", "2025-01-01", "2025-09-30"),
        ("the start of last year to Nov. 30, 2024", "2024-01-01/2024-11-30", "2024-01-01", "2024-11-30"),
    ],
)
def test_stretches(text, timex, start, end):
    found = dates.resolve(text, published="2025-10-20")
    assert found is not None
    assert (found.timex, found.start_date, found.end_date) == (timex, start, end)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Spending rose in the first half of FY2025.", ["the first half of FY2025"]),
        ("Output in 2020–2023 was high.", ["2020–2023"]),
        ("By the close of 2024 half of it was paid.", ["the close of 2024"]),
        ("Between 2020 and the end of 2024 the council shut nine schools.", ["Between 2020 and the end of 2024"]),
        ("From the start of the year to 20 December 2024 it sold 310.", ["From the start of the year to 20 December 2024"]),
        ("It is published in vol. 3, 2019-2023.", []),
        ("It grew in the four weeks to Nov. 2.", ["the four weeks to Nov. 2"]),
        ("It met 40 people between November 3rd and 14th.", ["between November 3rd and 14th"]),
        ("It rose from March 3 to 14 percent.", ["March 3"]),
        ("They went in weeks to London.", []),
        ("The room FY 12 is empty in 1H.", ["FY 12"]),
        ("It fell in January from a high.", ["January"]),
        ("It fell in Marchand.", []),
    ],
)
def test_found_in_text(text, found):
    assert [text[a:b] for a, b in dates.find(text)] == found


def test_more_days_than_a_month_has_are_none():
    assert dates.resolve("the last forty days of March 2025", published="2025-10-20") is None
