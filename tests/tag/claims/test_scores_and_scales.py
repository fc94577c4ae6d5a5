"""Scales that touch their digits, and the two sides of a contest, which are no range."""

from __future__ import annotations

import pytest


def _figures(claims):
    return [(c.value, c.value_high, c.unit) for c in claims]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("The harbour raised £64million for its quay.", [(64e6, None, "GBP")]),
        ("The bank set aside €1.2trillion.", [(1.2e12, None, "EUR")]),
        ("The boat cost 30 grand to mend.", [(30_000, None, "USD")]),
        ("The hall has three grand pianos.", [(3, None, "piano")]),
        ("It takes a couple of million euros.", [(2e6, None, "EUR")]),
        ("A couple hundred cyclists came.", [(200, None, "cyclist")]),
        ("Onions sold for between Rs 30 and Rs 45 a kilo.", [(30, 45, "INR / kilogram")]),
        ("Between 61 and 64 percent of pupils passed.", [(61, 64, "percent")]),
    ],
)
def test_scales_and_ranges(claims_of, text, figures):
    assert _figures(claims_of(text)) == figures


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("He lost the district 41 percent to 55 percent.", [(41, None, "percent"), (55, None, "percent")]),
        ("Labour is trailing 31 percent to 38 percent in the survey.", [(31, None, "percent"), (38, None, "percent")]),
        ("The motion passed 27-24.", [(27, None, None), (24, None, None)]),
        ("The council was split 6-6.", [(6, None, None), (6, None, None)]),
        ("Wigan beat Hull 66 to 58.", [(66, None, None), (58, None, None)]),
        ("Durham lost 71 to 88 in Hull.", [(71, None, None), (88, None, None)]),
        ("Rents rose 5 percent to 7 percent.", [(5, 7, "percent")]),
        ("The peso lost 5 percent to 7 percent.", [(5, 7, "percent")]),
        ("Growers lost 5 to 7 percent of the crop.", [(5, 7, "percent")]),
        ("She leads by 3 percent to 5 percent.", [(3, 5, "percent")]),
        ("The part is split into lines 4–12.", [(4, 12, None)]),
    ],
)
def test_sides_of_a_contest_are_no_range(claims_of, text, figures):
    assert _figures(claims_of(text)) == figures


def test_what_a_side_lost_with_is_no_fall(claims_of):
    assert {c.trend for c in claims_of("He lost the district 41 percent to 55 percent.")} == {"none"}
    assert [c.trend for c in claims_of("The peso lost 5 percent.")] == ["down"]
    assert [c.trend for c in claims_of("The union lost the vote by 90 votes.")] == ["none"]


@pytest.mark.parametrize(
    "text",
    ["The mayor doubled down on the toll.", "One side gave a clear answer, the other a negative one.", "It opens at 9:30AM."],
)
def test_no_figure(claims_of, text):
    assert [c for c in claims_of(text) if c.value != 1] == []
