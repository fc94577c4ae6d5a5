"""Words around a date that belong to it, and dates that are counted from the one told before."""

# ruff: noqa: E501 (tables are read by the line)
from __future__ import annotations

import pytest

from policynlp.tag.claims.date_wording import with_second_year


def timex(claim):
    return claim.period.timex if claim.period else None


@pytest.mark.parametrize(
    ("text", "printed", "period"),
    [
        ("Meningitis claimed 74 lives between October 2023 and March, most of them in Kebbi.", "74 lives", "2023-10/2024-03"),
        ("Since the start of the outbreak on 16 April 2024 31 deaths have been reported.", "31 deaths", "2024-04-16"),
        ("The worst outbreak was that of 2020, with 1,189 cases in the first six months alone.", "1,189 cases", "2020-01/2020-06"),
        ("Sales rose from 3 million euros in 2023 to 4 million in the first quarter.", "4 million", "2024-Q1"),
        ("Debt will touch 4 billion dollars by the end of 2025-26.", "4 billion dollars", "2025/2026"),
        ("Debt will touch 4 billion dollars by the end of 2021-2025.", "4 billion dollars", "2025"),
        ("The ministry expects growth of 0.9 percent this year and 1.8 percent next.", "1.8 percent", "2025"),
        ("Over one-fourth of the children (in 2000: 12.1 percent) were born abroad.", "one-fourth", None),
        ("Over one-fourth of the children (in 2000: 12.1 percent) were born abroad.", "12.1 percent", "2000"),
        ("The cost is £11.4 million (2023 prices, 2024 present value) a year.", "£11.4 million", None),
        ("Shares pay a dividend of 24 cents, payable on 5 June 2024.", "24 cents", None),
        ("Data for April 2024, due on Tuesday, are expected to show sales of 24 million dollars.", "24 million dollars", "2024-04"),
        ("It beat a median forecast of 0.2 percent in a poll of economists taken last week.", "0.2 percent", None),
        ("A poll of voters taken last week found that 40 percent are undecided.", "40 percent", "2024-W20"),
        ("The rate hit 5.1 percent in April, highest since 2021.", "5.1 percent", "2024-04"),
        ("Bus fares, frozen since 2019, would go up by 25 cents in September.", "25 cents", "2024-09"),
        ("Stores were 54.3 percent full on Saturday, against 63.1 percent on the same day last year.", "63.1 percent", "2023-05-18"),
        ("Emissions were 38 percent below the 2019 baseline.", "38 percent", None),
    ],
)  # fmt: skip
def test_the_words_around_a_date_say_what_it_is_of(claims_of, text, printed, period):
    (claim,) = (c for c in claims_of(text) if c.text == printed)
    assert timex(claim) == period


@pytest.mark.parametrize(
    ("text", "printed", "period"),
    [
        ("Output rose 2.4 percent in April. It had risen by a revised 0.6 percent the previous month.", "0.6 percent", "2024-03"),
        ("In December 2023 they sold 210 cars. The following month the figure was 198 cars.", "198 cars", "2024-01"),
        ("Some 900 people came last year. The previous week 30 people had left.", "30 people", None),
        ("In the first quarter of 2024, 645 cases were recorded. In the corresponding period of 2023, 806 cases and 150 deaths were recorded.", "806 cases", "2023-Q1"),
        ("In the first quarter of 2024, 645 cases were recorded. In the corresponding period of 2023, 806 cases and 150 deaths were recorded.", "150 deaths", "2023-Q1"),
        ("The city had 3,000 hotels in 2022. The worst flood was in November 1999. The flood of that year killed more than 700 people.", "700 people", "1999"),
    ],
)  # fmt: skip
def test_a_time_is_counted_from_the_sentence_before(claims_of, text, printed, period):
    (claim,) = (c for c in claims_of(text) if c.text == printed)
    assert timex(claim) == period


def test_what_changed_on_the_month_is_counted_from_the_month_before(claims_of):
    claims = {c.text: c for c in claims_of("The value of work done in April 2024 was off 4.4 percent on the month.")}
    claim = claims["4.4 percent"]
    assert (claim.trend, timex(claim)) == ("down", "2024-04")
    assert claim.from_.period.timex == "2024-03"


def test_a_margin_that_improves_to_a_level_has_the_earlier_one(claims_of):
    claims = {c.text: c for c in claims_of("Net margin improved to 8.2 percent from 7.8 percent in 2022.")}
    assert timex(claims["8.2 percent"]) is None
    assert (claims["8.2 percent"].from_.value, claims["8.2 percent"].trend) == (7.8, "up")
    assert timex(claims["7.8 percent"]) == "2022"


@pytest.mark.parametrize(
    ("text", "span", "wanted"),
    [
        ("end of 2025-26.", (0, 11), (0, 14)),
        ("end of 1999/00", (0, 11), (0, 14)),
        ("end of 2025-27", (0, 11), (0, 11)),
        ("2025-26-01", (0, 4), (0, 4)),
        ("in 2025", (3, 7), (3, 7)),
    ],
)
def test_a_second_year_belongs_to_the_first(text, span, wanted):
    assert with_second_year(text, span) == wanted
