"""What readers say of when a figure was measured, and how near a period comes to it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policynlp.tag import dates
from policynlp.tag.claims.time_cases import TimeCase
from policynlp.tags import Period
from policynlp.train.ranking import known
from policynlp.train.times import ALIKE, BEGUN, EXACT, Told, likeness, marked_case, measured, told


def period(text: str) -> Period:
    found = dates.resolve(text, published="2025-05-20")
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-Q3", date(2024, 7, 1), date(2024, 9, 30)),
        ("2024-H1", date(2024, 1, 1), date(2024, 6, 30)),
        ("2024-05-12", date(2024, 5, 12), date(2024, 5, 12)),
        ("2021-07/2022-06", date(2021, 7, 1), date(2022, 6, 30)),
        ("2017/", date(2017, 1, 1), None),
        ("/2030", None, date(2030, 12, 31)),
    ],
)
def test_times_of_readers(words: str, start: date | None, end: date | None):
    assert told(words) == Told(start, end)


@pytest.mark.parametrize("words", ["now", "none"])
def test_no_time(words: str):
    assert told(words) is None


@pytest.mark.parametrize("words", ["", "/", "last year", "2024-13", "2024-02-30", "24", "2024-Q5", "?2024", "2025/2024"])
def test_what_is_no_time(words: str):
    with pytest.raises(ValueError, match=r"."):
        told(words)


@pytest.mark.parametrize(
    ("text", "meant", "how"),
    [
        ("2024", "2024", EXACT),
        ("since 2017", "2017/", EXACT),
        ("the end of 2024", "2024-12-31", ALIKE),
        ("2023-24", "2023-07/2024-06", ALIKE),
        ("fiscal year 2024", "2023-10/2024-09", ALIKE),
        ("the autumn of 2024", "2024-09/2024-11", ALIKE),
        ("2 May 2025", "2025-05", ALIKE),
        ("since January", "2025-01/2025-05", ALIKE),
        ("January 2025", "2025-01/", BEGUN),
        ("2024", "2023", 0),
        ("2024", "2024-05", 0),
        ("2023-24", "2024-01", 0),
        ("the autumn of 2024", "2023", 0),
        ("since 2017", "2019/", 0),
    ],
)
def test_how_near_a_period_is(text: str, meant: str, how: int):
    found = told(meant)
    assert found is not None
    assert likeness(period(text), found) == how


@given(st.dates(date(1990, 1, 1), date(2040, 12, 31)), st.integers(0, 900))
def test_the_days_of_a_reader_are_exactly_those_of_the_period(start: date, length: int):
    end = date.fromordinal(start.toordinal() + length)
    meant = Told(start, end)
    assert likeness(Period(text="", start_date=start.isoformat(), end_date=end.isoformat()), meant) == EXACT


def test_the_nearest_of_several_is_right():
    case = TimeCase(0, (period("May 2025"), period("2 May 2025"), period("2024"), None), ((), (), (), ()), 2, "count", True)
    assert marked_case("a", case, told("2025-05")).right == (True, False, False, False)
    assert marked_case("a", case, told("2021")).right == (False, False, False, False)
    assert marked_case("a", case, None).right == (False, False, False, True)
    assert known([[marked_case("a", case, told("2021"))]]) == []


def test_what_is_measured():
    case = TimeCase(0, (period("2024"), period("2023"), None), ((), (), ()), 1, "count", True)
    right, none = marked_case("a", case, told("2024")), marked_case("b", case, None)
    figures = measured([(right, 0), (right, 2), (none, 2), (none, 0)])
    assert (figures["groups"], figures["figures"], figures["with_a_time"], figures["told"]) == (2, 4, 2, 2)
    assert (figures["ranker"]["given"], figures["ranker"]["right"]) == (2, 1)
    assert figures["ranker"]["precision"]["value"] == figures["ranker"]["recall"]["value"] == 0.5
    assert (figures["rules"]["given"], figures["rules"]["right"]) == (4, 0)
