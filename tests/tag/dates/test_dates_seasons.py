"""Seasons of a year by number or name, and years that begin on a day of their own in every country and trade."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policynlp.tag import dates, dates_seasons


@pytest.mark.parametrize(
    ("text", "timex", "start", "end"),
    [
        ("the second season of 2024", "2024", "2024-01-01", "2024-12-31"),
        ("in the first fishing season of last year", "2024", "2024-01-01", "2024-12-31"),
        ("the 2023 season", "2023", "2023-01-01", "2023-12-31"),
        ("the 2024 summer season", "2024", "2024-01-01", "2024-12-31"),
        ("the 2023/24 growing season", "2023/2024", "2023-01-01", "2024-12-31"),
        ("the main season of 2023/24", "2023/2024", "2023-01-01", "2024-12-31"),
        ("this season", "PRESENT_REF", None, None),
        ("the current school year", "PRESENT_REF", None, None),
        ("last financial year", "PAST_REF", None, None),
        ("the previous rainy season", "PAST_REF", None, None),
        ("the coming academic year", "FUTURE_REF", None, None),
    ],
)
def test_seasons(text: str, timex: str, start: str | None, end: str | None) -> None:
    found = dates.resolve(text, published="2025-01-22")
    assert found is not None
    assert (found.timex, found.start_date, found.end_date) == (timex, start, end)


@pytest.mark.parametrize("text", ["the season", "the second season", "season tickets of 2024", "this year's season finale"])
def test_other_seasons_are_no_times(text: str) -> None:
    assert dates.resolve(text, published="2025-01-22") is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It landed 2 tonnes in the second season of 2024.", ["the second season of 2024"]),
        ("Last season was dry.", ["Last season"]),
        ("In the 2024 fishing season it sold more.", ["2024"]),
        ("The current fiscal year ends soon.", ["The current fiscal year"]),
        ("This reasonable season ticket costs 300 euros.", []),
    ],
)
def test_where_they_stand(text: str, found: list[str]) -> None:
    assert [text[a:b] for a, b in dates.find(text)] == found


def test_which_of_several() -> None:
    assert dates_seasons.one_of_several("the second season of 2024") == "second"
    assert dates_seasons.one_of_several("the 2024 season") == ""
    assert dates_seasons.one_of_several("the second quarter of 2024") == ""


@pytest.mark.parametrize("form", [dates_seasons._RUNNING, dates_seasons._OF_YEAR, dates_seasons._YEARS_SEASON])
@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_no_expression_of_a_form_is_an_error(form: re.Pattern[str], data: st.DataObject) -> None:
    text = data.draw(st.from_regex(form, fullmatch=True, alphabet=st.characters(max_codepoint=127)))
    for published in (None, "2024-02-29", "2023-12-31"):
        found = dates.resolve(text, published=published)
        assert found is None or not found.start_date or not found.end_date or found.start_date <= found.end_date
