"""What a change is measured against is no period of its own; conditions, permissions, limits; whose age and whose shares."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "printed", "period", "earlier"),
    [
        ("Exports rose 7.4% from a year earlier in the third quarter.", "7.4%", "the third quarter", None),
        ("Compared with 2019, the jobless rate fell by 1.1 percentage points.", "1.1 percentage points", None, None),
        ("Emissions of the power sector are to fall by 68% relative to 2005.", "68%", None, "2005"),
        (
            "The catch was 1.98 million tons in the first half of 2025, 2.1 percent less than a year ago.",
            "2.1 percent",
            "the first half of 2025",
            None,
        ),
        ("Output in the first semester of 2025 was lower by 2.1 percent.", "2.1 percent", "the first semester of 2025", None),
        ("In 2024 output was up by more than a tenth year-on-year.", "a tenth", "2024", "year-on-year"),
        ("Median earnings were 3,400 kwacha, up 6.2 percent on the previous quarter.", "3,400 kwacha", None, None),
        ("Median earnings were 3,400 kwacha, up 6.2 percent on the previous quarter.", "6.2 percent", None, None),
    ],
)
def test_what_a_change_is_measured_against_is_not_when_it_happened(claims_of, text, printed, period, earlier):
    (claim,) = (c for c in claims_of(text) if c.text == printed)
    assert (claim.period.text if claim.period else None) == period
    assert (claim.from_.period.text if claim.from_ and claim.from_.period else None) == earlier


@pytest.mark.parametrize(
    ("text", "printed", "nature"),
    [
        ("Should grain prices fall by more than 10%, the fund will buy 40,000 tonnes.", "10%", "hypothetical"),
        ("Should grain prices fall by more than 10%, the fund will buy 40,000 tonnes.", "40,000 tonnes", "hypothetical"),
        ("Should losses exceed 12.5 percent, the fund will pay.", "12.5 percent", "hypothetical"),
        ("Should the council, which has 12 members, be larger?", "12 members", "outturn"),
        ("No more than 3% of the farmland may be allocated to solar plants.", "3%", "target"),
        ("We see the order book at about $410 million.", "$410 million", "forecast"),
        ("At least 12,000 hectares of peatland will be flooded again.", "12,000 hectares", "forecast"),
        ("At least 12,000 hectares of peatland burned in the north, which will be missed.", "12,000 hectares", "outturn"),
        ("We saw 12,000 hectares of peatland burn.", "12,000 hectares", "outturn"),
    ],
)
def test_conditions_permissions_and_views_of_the_future(claims_of, text, printed, nature):
    assert {c.nature for c in claims_of(text) if c.text == printed} == {nature}


def test_within_is_a_limit_that_may_be_used_up(claims_of):
    assert [c.bound for c in claims_of("The ministry will answer within six months.")] == ["at_most"]


@pytest.mark.parametrize(
    ("text", "printed", "scope"),
    [
        ("Ana Castro, 34, walks 3 kilometres to the well.", "34", "Ana Castro"),
        ("Her eldest daughter, 13, has left school.", "13", "eldest daughter"),
    ],
)
def test_an_age_is_somebodys(claims_of, text, printed, scope):
    (claim,) = (c for c in claims_of(text) if c.text == printed)
    assert (claim.kind, claim.unit, claim.scope.text if claim.scope else None) == ("age", "year", scope)


def test_shares_of_a_company_are_no_share_of_it(claims_of):
    (claim,) = claims_of("Shares of Siemens closed 4.6% higher on Friday.")
    assert (claim.measure.text, claim.scope.text, claim.share_of) == ("Shares", "Siemens", None)


def test_names_joined_are_the_scope_together(claims_of):
    found = claims_of("Veldland, Ostmark and Nordmark together had 98.51 million permanent residents in 2020.")
    assert [c.scope.text for c in found if c.scope] == ["Veldland, Ostmark and Nordmark"]


def test_what_all_have_together_is_not_the_firsts(claims_of):
    text = "Kenya brought in 77 million tonnes, Uganda 40 million: together 117 million tonnes of maize."
    (last,) = [c for c in claims_of(text) if c.value == 117e6]
    assert last.scope is None


@pytest.mark.parametrize(
    "text",
    [
        "The sum is 9.8 trillion yuan, roughly 1.36 trillion US dollars at the average rate of 2023.",
        "Investment reached 4 million euros at 2015 prices.",
        "Output was worth 3 billion rupees at the prices of 2011.",
    ],
)
def test_the_year_of_a_price_is_not_that_of_the_sum(claims_of, text):
    assert all(c.period is None for c in claims_of(text))


def test_a_year_beside_prices_is(claims_of):
    (claim,) = claims_of("The fund paid 4 million dollars in 2015 and prices rose.")
    assert claim.period.timex == "2015"


@pytest.mark.parametrize(
    ("text", "nature"),
    [
        ("No more than 30 percent of the electricity of a region should depend on one cable.", "target"),
        ("By 2030 the planners want it back above 5 percent.", "target"),
        ("The ministry wants them down to 12 percent.", "target"),
        ("More than 30 percent of the electricity of the region depends on one cable.", "outturn"),
    ],
)
def test_what_should_be_is_a_target(claims_of, text, nature):
    assert [c.nature for c in claims_of(text) if c.kind == "percent"] == [nature]
