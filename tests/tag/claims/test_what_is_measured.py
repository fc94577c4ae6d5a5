"""What sums, shares and stretches of time are of, where a person, a figure or a day stands near them."""

from __future__ import annotations

import pytest


def _of(claims, printed):
    (claim,) = (c for c in claims if c.text == printed)
    return claim.measure.text if claim.measure else None, claim.scope.text if claim.scope else None


@pytest.mark.parametrize(
    ("text", "printed", "measure", "scope"),
    [
        ("The bishop gave 4,000 euros to a school in Cork.", "4,000 euros", "school", "The bishop"),
        ("Priya Nair donated 90,000 rupees to the Kerala Trust.", "90,000 rupees", "the Kerala Trust", "Priya Nair"),
        ("The town is burdened with 7 million euros in pension debt.", "7 million euros", "pension debt", None),
        ("The airline cut 12 million dollars in costs.", "12 million dollars", "costs", None),
        ("They knocked 300,000 rupees off the monthly rent.", "300,000 rupees", "monthly rent", None),
        ("The firm won £2 million for cleaning the river.", "£2 million", "cleaning the river", "The firm"),
        ("The club charged a 900-rupee entrance fee, 90 percent of it refundable.", "90 percent", "entrance fee", "The club"),
        ("It owed 900 dollars for posters.", "900 dollars", "posters", None),
    ],
)
def test_what_money_is_or_goes_to(claims_of, text, printed, measure, scope):
    assert _of(claims_of(text), printed) == (measure, scope)


@pytest.mark.parametrize(
    ("text", "printed", "scope"),
    [
        ("In Leeds, Anna Weber received 38 percent.", "38 percent", "Anna Weber"),
        ("In May, Anna Weber asked for 2 million euros.", "2 million euros", "Anna Weber"),
    ],
)
def test_nobody_is_a_measure(claims_of, text, printed, scope):
    assert _of(claims_of(text), printed) == (None, scope)


@pytest.mark.parametrize(
    ("text", "printed", "measure"),
    [
        ("The port is closed by a six-day strike.", "six-day", "strike"),
        ("Her shifts run 11 hours a day.", "11 hours a day", "shifts"),
        ("Life expectancy is 71 years.", "71 years", "Life expectancy"),
        ("Output fell over six years.", "six years", None),
        ("The floods came nine weeks into the term.", "nine weeks", None),
        ("The ten-year bond yield fell.", "ten-year", None),
    ],
)
def test_what_lasts(claims_of, text, printed, measure):
    assert _of(claims_of(text), printed)[0] == measure


def test_a_figure_is_nobodys_scope(claims_of):
    claims = claims_of("In Bath 89 percent of girls and 83 percent of boys agree.")
    assert [c.scope for c in claims] == [None, None]


def test_both_ends_of_a_change_are_of_one_thing(claims_of):
    claims = claims_of("Her funding of the choir fell from 6,000 dollars two years ago to just 750 pledged for this year.")
    assert [c.measure.text for c in claims if c.kind == "money"] == ["funding", "funding"]
