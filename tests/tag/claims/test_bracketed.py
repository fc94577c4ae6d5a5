"""Figures of the year before in brackets, and marks of notes that look like them."""

from __future__ import annotations

REPORT = (
    "In the third quarter of 2023 order intake rose to SEK 3,412 million (3,159). In the third quarter of 2023 net sales were "
    "SEK 3,286 million (3,241). In the third quarter of 2023 the operating margin was 11.3 percent (12.4)."
)


def test_numbers_in_brackets_are_those_of_the_year_before(claims_of):
    claims = {c.text: c for c in claims_of(REPORT)}
    assert claims["SEK 3,412 million"].from_ is not None
    assert claims["SEK 3,412 million"].from_.value == 3.159e9
    earlier = claims["3,159"]
    assert (earlier.value, earlier.unit) == (3.159e9, "SEK")
    assert earlier.period is not None
    assert earlier.period.timex == "2022-Q3"
    assert claims["12.4"].measure is not None
    assert claims["12.4"].measure.text == "operating margin"
    assert (claims["12.4"].kind, claims["12.4"].value) == ("percent", 12.4)


def test_one_number_in_brackets_is_left_alone(claims_of):
    claims = {c.text: c for c in claims_of("Order intake rose to SEK 3,412 million (3,159).")}
    assert claims["3,159"].unit is None


def test_marks_of_notes_are_no_earlier_figures(claims_of):
    text = "Sales were SEK 3 million (1). Costs were SEK 2 million (2). Profit was SEK 4 million (3)."
    assert all(c.from_ is None for c in claims_of(text))


def test_seats_behind_shares_of_votes_are_no_earlier_figures(claims_of):
    claims = claims_of("The Reds won 45 percent (42). The Blues won 30 percent (33). The Greens won 12 percent (15).")
    assert all(c.from_ is None for c in claims)
    assert [c.unit for c in claims] == ["percent", None, "percent", None, "percent", None]
