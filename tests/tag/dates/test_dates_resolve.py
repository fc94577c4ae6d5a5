"""What date expressions stand for, by kind of expression; publication day 20 May 2024, a Monday."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from growth import within
from policynlp.tag.dates import counted_from, find, resolve

PUBLISHED = "2024-05-20"
CASES = """
2022 | 2022 | 2022-01-01 | 2022-12-31
in 2003 | 2003 | 2003-01-01 | 2003-12-31
May 2024 | 2024-05 | 2024-05-01 | 2024-05-31
February 2024 | 2024-02 | 2024-02-01 | 2024-02-29
20 May 2024 | 2024-05-20 | 2024-05-20 | 2024-05-20
May 20, 2024 | 2024-05-20 | 2024-05-20 | 2024-05-20
Sept. 3, 2019 | 2019-09-03 | 2019-09-03 | 2019-09-03
Monday | 2024-05-20 | 2024-05-20 | 2024-05-20
on Friday | 2024-05-17 | 2024-05-17 | 2024-05-17
the first of the month | 2024-05-01 | 2024-05-01 | 2024-05-01
the 25th of the month | 2024-04-25 | 2024-04-25 | 2024-04-25
September of the same year | XXXX-09 | - | -
last Monday | 2024-05-13 | 2024-05-13 | 2024-05-13
next Tuesday | 2024-05-21 | 2024-05-21 | 2024-05-21
the weekend | 2024-W20-WE | 2024-05-18 | 2024-05-19
3:30 p.m. Sunday | 2024-05-19T15:30 | 2024-05-19 | 2024-05-19
Friday morning | 2024-05-17TMO | 2024-05-17 | 2024-05-17
yesterday | 2024-05-19 | 2024-05-19 | 2024-05-19
last week | 2024-W20 | 2024-05-13 | 2024-05-19
last month | 2024-04 | 2024-04-01 | 2024-04-30
last year | 2023 | 2023-01-01 | 2023-12-31
the end of last year | 2023 | 2023-10-01 | 2023-12-31
September last year | 2023-09 | 2023-09-01 | 2023-09-30
last September | 2023-09 | 2023-09-01 | 2023-09-30
the years 2024 to 2029 | 2024/2029 | 2024-01-01 | 2029-12-31
the last day of October 2023 | 2023-10-31 | 2023-10-31 | 2023-10-31
the first day of 2023 | 2023-01-01 | 2023-01-01 | 2023-01-01
the last days of June 2023 | 2023-06 | 2023-06-21 | 2023-06-30
the first week of May | 2024-05-01/2024-05-07 | 2024-05-01 | 2024-05-07
the last week of March 2024 | 2024-03-25/2024-03-31 | 2024-03-25 | 2024-03-31
November | 2023-11 | 2023-11-01 | 2023-11-30
Q3 2022 | 2022-Q3 | 2022-07-01 | 2022-09-30
the third quarter of 2022 | 2022-Q3 | 2022-07-01 | 2022-09-30
the third quarter | 2023-Q3 | 2023-07-01 | 2023-09-30
the second half of last year | 2023-H2 | 2023-07-01 | 2023-12-31
the first five months | 2024-01/2024-05 | 2024-01-01 | 2024-05-31
the first six weeks of 2025 | 2025-01-01/2025-02-11 | 2025-01-01 | 2025-02-11
week 1 of 2025 | 2025-W01 | 2024-12-30 | 2025-01-05
the first 11 months of 2023 | 2023-01/2023-11 | 2023-01-01 | 2023-11-30
the 1990s | 199 | 1990-01-01 | 1999-12-31
the early 2000s | 200 | 2000-01-01 | 2003-12-31
the 19th century | 18 | 1801-01-01 | 1900-12-31
between 2003 and 2022 | 2003/2022 | 2003-01-01 | 2022-12-31
from 2015 to 2020 | 2015/2020 | 2015-01-01 | 2020-12-31
2019–2021 | 2019/2021 | 2019-01-01 | 2021-12-31
2012-13 | 2012/2013 | 2012-01-01 | 2013-12-31
May to July 2023 | 2023-05/2023-07 | 2023-05-01 | 2023-07-31
5-7 May 2024 | 2024-05-05/2024-05-07 | 2024-05-05 | 2024-05-07
the 1980s and 1990s | 198/199 | 1980-01-01 | 1999-12-31
since 2003 | 2003 | 2003-01-01 | -
until 2027 | 2027 | - | 2027-12-31
by 2030 | 2030 | 2030-01-01 | 2030-12-31
in recent years | PAST_REF | - | -
the past decade | P1DE | 2014-05-21 | 2024-05-20
the past five years | P5Y | 2019-05-21 | 2024-05-20
three years ago | 2021 | 2021-01-01 | 2021-12-31
two weeks ago | 2024-W19 | 2024-05-06 | 2024-05-12
the five years to 2022 | P5Y | 2018-01-01 | 2022-12-31
fiscal year 2024-25 | FY2024 | - | -
three years | P3Y | - | -
the next three to five years | P5Y | 2024-05-21 | 2029-05-20
45-year-old | P45Y | - | -
a year earlier | P1Y | - | -
the end of the year | 2024 | 2024-10-01 | 2024-12-31
2024-05-20 | 2024-05-20 | 2024-05-20 | 2024-05-20
25/12/2023 | 2023-12-25 | 2023-12-25 | 2023-12-25
05/06/2024 | 2024-XX-XX | - | -
Tuesday nights | XXXX-WXX-2TNI | - | -
tomorrow morning | 2024-05-21TMO | 2024-05-21 | 2024-05-21
the following morning | XXXX-XX-XXTMO | - | -
the following spring | XXXX-SP | - | -
the early part of 2010 | 2010 | 2010-01-01 | 2010-04-30
currently | PRESENT_REF | - | -
""".strip().splitlines()


@pytest.mark.parametrize("line", CASES, ids=lambda line: line.split(" | ")[0])
def test_value_and_days(line: str) -> None:
    text, timex, start, end = (None if part == "-" else part for part in line.split(" | "))
    assert text is not None
    period = resolve(text, published=PUBLISHED)
    assert period is not None
    assert (period.text, period.timex, period.start_date, period.end_date) == (text, timex, start, end)


@pytest.mark.parametrize(
    "text, timex",
    [
        ("last year", "XXXX"),
        ("Monday", "XXXX-WXX-1"),
        ("September", "XXXX-09"),
        ("last week", "XXXX-WXX"),
        ("three years ago", "XXXX"),
    ],
)
def test_no_days_without_a_day_of_publication(text: str, timex: str) -> None:
    period = resolve(text, published=None)
    assert period is not None
    assert (period.timex, period.start_date, period.end_date) == (timex, None, None)


def test_a_partial_day_of_publication_gives_what_it_can() -> None:
    year = resolve("last year", published="2024")
    month = resolve("last month", published="2024")
    assert year is not None
    assert month is not None
    assert year.start_date == "2023-01-01"
    assert month.start_date is None


@pytest.mark.parametrize("tense, day", [("past", "2024-05-17"), ("future", "2024-05-24"), (None, "2024-05-17")])
def test_tense_places_a_week_day(tense: object, day: str) -> None:
    period = resolve("Friday", published=PUBLISHED, tense=tense)  # type: ignore[arg-type]
    assert period is not None
    assert period.start_date == day


@pytest.mark.parametrize(
    "text", ["", "yuan", "31 February 2024", "the region", "version 2.0", "hello 2022 world", "99/99/2024"]
)
def test_what_is_no_date(text: str) -> None:
    assert resolve(text, published=PUBLISHED) is None


@given(st.dates())
def test_every_day_comes_back_in_every_style(day: object) -> None:
    for style in ("%d %B %Y", "%B %d, %Y", "%A, %d %b %Y", "%Y-%m-%d"):
        text = day.strftime(style)  # type: ignore[attr-defined]
        if not 1000 <= day.year <= 2199:  # type: ignore[attr-defined]
            continue
        period = resolve(text, published=None)
        assert period is not None
        assert period.timex == period.start_date == period.end_date == day.isoformat()  # type: ignore[attr-defined]


@given(st.text(max_size=130), st.one_of(st.none(), st.text(max_size=12)))
def test_never_raises_and_days_are_in_order(text: str, published: str | None) -> None:
    period = resolve(text, published=published)
    if period and period.start_date and period.end_date:
        assert period.start_date <= period.end_date


@pytest.mark.parametrize("text", ["9" * 119, "a " * 59, "in the " * 17, "- " * 59, "from to " * 14, "may " * 29, "1 to " * 23])
def test_hostile_input_is_cheap(text: str) -> None:
    assert within(0.2, lambda: resolve(text, published=PUBLISHED))


@pytest.mark.parametrize(
    "text, timex, start",
    [
        ("Tuesday next week", "2024-05-28", "2024-05-28"),
        ("June 16th of last year", "2023-06-16", "2023-06-16"),
        ("last night", "2024-05-19TNI", "2024-05-19"),
        ("the coming weeks", "FUTURE_REF", None),
        ("seven and a half years", "P7.5Y", None),
        ("9 p.m. E.T.", "2024-05-20T21:00", "2024-05-20"),
        ("the first quarter of the year", "2024-Q1", "2024-01-01"),
        ("year-end", "2024", "2024-10-01"),
    ],
)
def test_forms_of_the_press(text: str, timex: str, start: str | None) -> None:
    period = resolve(text, published=PUBLISHED)
    assert period is not None
    assert (period.timex, period.start_date) == (timex, start)


@pytest.mark.parametrize("text", ["mid-30s", "year", "age 16", "low-50s", "the day"])
def test_no_dates_of_the_press(text: str) -> None:
    assert resolve(text, published=PUBLISHED) is None


def test_find_gives_dates_and_nothing_else() -> None:
    text = "From 2015 to 2020 output rose; in early May 2024, March was cold. It cost $2,022 and 5 May percent, or Q3 2022."
    assert [text[s:e] for s, e in find(text)] == ["From 2015 to 2020", "early May 2024", "5 May", "Q3 2022"]


@given(st.text(alphabet="0123456789 May-of,the", max_size=300))
def test_finds_are_in_order_and_understood(text: str) -> None:
    spans = find(text)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert all(resolve(text[s:e], published=None) for s, e in spans)


@pytest.mark.parametrize(
    ("text", "anchor", "timex"),
    [
        ("a year earlier", "2012-Q3", "2011-Q3"),
        ("two years later", "2012-03", "2014-03"),
        ("two days later", "2013-03-26", "2013-03-28"),
        ("a week earlier", "2013-03-26", "2013-W12"),
        ("three years earlier", "2013", "2010"),
        ("a year earlier", "", "2023"),
        ("two days later", "", None),  # nothing to count from
        ("five hours later", "2013-03-26", None),
        ("a day later", "2013", None),
        ("last year", "2013", None),
        ("the previous year", "2013", "2012"),
        ("the year before", "2013", "2012"),
        ("fewer than the year before", "2013", "2012"),
        ("the preceding quarter", "2013-Q2", "2013-Q1"),
        ("the previous year", "", None),
        ("September of the same year", "2013-04-02", "2013-09"),
        ("May, the same year", "2013", "2013-05"),
        ("May of the same year", "", None),
    ],
)
def test_dates_that_are_counted_from_another(text, anchor, timex):
    found = counted_from(text, anchor=anchor, published=PUBLISHED)
    assert (found.timex if found else None) == timex


@pytest.mark.parametrize(("text", "timex"), [("every Friday", "XXXX-WXX-5"), ("month-long", "P1M"), ("decades-long", "PXDE")])
def test_sets_and_lengths(text, timex):
    assert find(f"A {text} event") == [(2, 2 + len(text))]
    found = resolve(text, published=PUBLISHED)
    assert (found.timex, found.start_date) == (timex, None)


@pytest.mark.parametrize(
    ("text", "timex"),
    [("the winter of last year", "2023-WI"), ("the summer of next year", "2025-SU"), ("spring 2022", "2022-SP")],
)
def test_seasons_of_a_year(text, timex):
    assert resolve(text, published=PUBLISHED).timex == timex


@pytest.mark.parametrize("tense", ["past", "future", None])
def test_whatever_goes_on_since_a_month_has_begun(tense: object) -> None:
    period = resolve("since January", published="2025-04-06", tense=tense)  # type: ignore[arg-type]
    assert period is not None
    assert (period.start_date, period.end_date) == ("2025-01-01", None)


@pytest.mark.parametrize("text", ["Version 1.10.2024 of it", "Rule 5.10.2012 says", "3.10.2024.5 of it"])
def test_numbers_with_points_that_are_no_day(text: str) -> None:
    assert find(text) == []
