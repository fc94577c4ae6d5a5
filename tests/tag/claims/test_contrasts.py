"""Figures of two groups, and figures beside a limit or target, are no changes over time; what sums are called."""

from __future__ import annotations

import pytest


def _of(claim):
    return claim.trend, claim.from_ and claim.from_.value


@pytest.mark.parametrize(
    ("text", "scopes"),
    [
        (
            "The Greens raised 3 million euros in March, compared with 2 million euros for the Liberals.",
            ["The Greens", "the Liberals"],
        ),
        (
            "Illness in the trade stood at 9 percent in 2023, compared with 6 percent in the economy as a whole.",
            [None, "the economy"],
        ),
        ("The rate was 71 percent among women, compared with 84 percent among men.", ["women", "men"]),
        ("Smith won 41% of the ballots, against 39% for Okoro.", ["Smith", "Okoro"]),
        ("The mill sold 300 tonnes in May, versus 500 tonnes at its rival.", [None, "its rival"]),
        ("A road cost 12 million lei a mile, against 3 million lei a mile in the plain.", [None, "the plain"]),
    ],
)
def test_two_groups(claims_of, text, scopes):
    claims = claims_of(text)
    assert [_of(c) for c in claims] == [("none", None), ("none", None)]
    assert claims[1].scope.text == scopes[1]
    if scopes[0]:
        assert claims[0].scope.text == scopes[0]
    assert claims[1].period == claims[0].period


@pytest.mark.parametrize(
    ("text", "wholes"),
    [
        (
            "Only 31 percent of foam waste was recycled in 2019, compared with 42 percent for glass as a whole.",
            ["foam waste", "glass"],
        ),
        ("In 2019, 60 percent of men voted, compared with 45 percent of women.", ["men", "women"]),
        ("60 percent of men voted in 2019, compared with 45 percent for women.", ["men", "women"]),
    ],
)
def test_shares_of_two_groups(claims_of, text, wholes):
    claims = claims_of(text)
    assert [c.share_of.text for c in claims] == wholes
    assert [_of(c) for c in claims] == [("none", None), ("none", None)]


def test_places_of_two_groups(claims_of):
    spent, other = claims_of("Towns spent 37 percent of their revenue on roads, compared with 58 percent in Portugal.")
    assert (spent.place, other.place) == (None, "Portugal")
    assert other.share_of == spent.share_of


@pytest.mark.parametrize(
    "text",
    [
        "Prices rose 5 percent in Kenya, compared with 3 percent in Uganda.",
        "Prices rose by 5 percent in the north, versus 3 percent in the south.",
    ],
)
def test_changes_of_two_groups(claims_of, text):
    assert [_of(c) for c in claims_of(text)] == [("up", None), ("up", None)]


def test_level_after_a_rise_beside_another_group(claims_of):
    claims = claims_of("Unemployment rose to 6 percent in March, compared with 4 percent in the rest of the union.")
    assert [_of(c) for c in claims] == [("up", None), ("none", None)]


@pytest.mark.parametrize(
    ("text", "trend", "earlier"),
    [
        ("The rate fell to 4.8 percent, compared with 8.5 percent in 2016.", "down", 8.5),
        ("Growth was 3 percent, compared with 2 percent in the first half.", "up", 2.0),
        ("Exports were $3 billion in 2022, compared with $2 billion for 2021.", "up", 2e9),
        ("The index rose to 104 points, compared with 101 points for May.", "up", 101.0),
        ("Output was 300 tonnes, compared with 250 tonnes for the whole of last year.", "up", 250.0),
        ("Debt rose to 60 percent of GDP, compared with 45 percent of GDP.", "up", 45.0),
        ("Revenue grew to 30 million euros, compared with 25 million euros.", "up", 25e6),
        ("Unemployment was 4 percent in May, compared with 5 percent in April.", "down", 5.0),
    ],
)
def test_earlier_values_stay(claims_of, text, trend, earlier):
    assert _of(claims_of(text)[0]) == (trend, earlier)


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("Rents would have to rise by 8% next year, against the 5% limit.", "at_most"),
        ("Losses rose to 47 percent in 2022, against the sector benchmark of 25 percent.", "exact"),
        ("Lead reached 40 micrograms, compared with the 15 microgram limit set by the agency.", "at_most"),
        ("Output fell to 3 million tonnes, against 4 million tonnes in the plan.", "exact"),
        ("Inflation rose to 4%, against the bank's 2% target.", "exact"),
    ],
)
def test_a_standard_is_no_earlier_value(claims_of, text, bound):
    figure, standard = claims_of(text)
    assert figure.from_ is None
    assert (standard.trend, standard.nature, standard.bound) == ("none", "target", bound)


@pytest.mark.parametrize(
    ("text", "measure", "scope"),
    [
        ("The league pays each club a yearly grant of 600,000 cedis.", "yearly grant", None),
        ("Norway shall pay an annual contribution of EUR 2.75 million.", "annual contribution", None),
        ("A total of $4 million was spent on roads.", "roads", None),
        ("The bank lent the mill a sum of 3 million euros.", None, "The bank"),
        ("The campaign had $84 million in the bank at the end of April.", None, "The campaign"),
        ("The fund holds $12 billion.", None, "The fund"),
        ("The firm had $3 billion in debt.", "debt", None),
        ("The state has a debt of $5 million.", "debt", None),
    ],
)
def test_what_a_sum_is(claims_of, text, measure, scope):
    (claim,) = claims_of(text)
    assert (claim.measure and claim.measure.text, claim.scope and claim.scope.text) == (measure, scope)


@pytest.mark.parametrize(
    ("text", "earlier"),
    [
        ("Unemployment fell to 5 percent, compared with 9 percent in the crisis.", 9),
        ("Unemployment fell to 5 percent, compared with 9 percent at the height of the crisis.", 9),
        ("Unemployment fell to 5 percent, compared with 9 percent at the onset of the war.", 9),
        ("Arrivals rose to 3 million, compared with 2 million in the first wave of Covid.", 2e6),
        ("Output rose to 3 million tonnes, compared with 2 million tonnes at independence.", 2e6),
        ("The pound rose to 1.35 dollars, compared with 1.30 dollars in early trade.", 1.3),
        ("The pound rose to 1.35 dollars, compared with 1.30 dollars at Monday's close.", 1.3),
        ("Costs rose to 12 million dollars, compared with 9 million dollars in the original contract.", 9e6),
        ("Costs rose to 12 million dollars, compared with 9 million dollars in the tender.", 9e6),
        ("Shares rose to 12 dollars, compared with 9 dollars at the IPO.", 9),
        ("Profit rose to 3 million euros, compared with 2 million euros on a like-for-like basis.", 2e6),
    ],
)
def test_times_events_and_plans_are_no_groups(claims_of, text, earlier):
    claims = claims_of(text)
    assert claims[0].from_.value == earlier
    assert claims[1].scope is None


@pytest.mark.parametrize(
    "text",
    ["The House voted against the 4 billion dollar limit.", "Crowds protested against the 3 percent cap."],
)
def test_who_is_against_a_limit(claims_of, text):
    (claim,) = claims_of(text)
    assert (claim.nature, claim.bound) == ("outturn", "exact")
