"""Changes that news tells by the way, what looks like one, how exact a number is told, rates of counts, numbers in names."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "trends"),
    [
        ("Copper closed up $41, to settle at $9,820 a tonne.", ["up", "up"]),
        ("The toll has gone up to 14 euros.", ["up"]),
        ("The law gave pilots a 6% bump in pay.", ["up"]),
        ("Exports got a 12 percent boost from the port.", ["up"]),
        ("The purchase takes us up to 70 lorries.", ["up"]),
        ("They knocked 300,000 rupees off the rent.", ["down"]),
        ("The subsidy fell from 90,000 pesos three years ago to just 12,000.", ["none", "none", "down"]),
        ("You can claim up to 80 euros.", ["none"]),
        ("The bond was downgraded six times.", ["none"]),
        ("Leeds spent about £3 million more than Bradford.", ["none"]),
        ("Leeds spent about £3 million more than in 2019.", ["up"]),
        ("The choir raised 9,000 euros, twice as much as the band.", ["none", "none"]),
        ("She took three days off.", ["none"]),
        ("Output rose threefold.", ["up"]),
    ],
)
def test_trend(claims_of, text, trends):
    assert [c.trend for c in claims_of(text)] == trends


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("Perhaps 700 seals live there.", "about"),
        ("Maybe 2,000 cyclists came.", "about"),
        ("Perhaps one reason is the rain.", "exact"),
        ("Rooms start at 45 euros.", "at_least"),
        ("The sensor was heated starting from 20°C.", "exact"),
        ("The pay scale starts from 2,100 euros.", "at_least"),
        ("The error is plus or minus 3 percent.", "exact"),
        ("The survey has a three percent plus or minus margin.", "exact"),
        ("An average of 31 buses ran.", "exact"),
        ("There were more than “three or four cases.”", "more_than"),
    ],
)
def test_bound(claims_of, text, bound):
    assert [c.bound for c in claims_of(text)] == [bound]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("The ward treats 60 children a week.", [("60 children a week", "child / week")]),
        ("Bakers work 11 hours a day.", [("11 hours a day", "hour / day")]),
        ("He left 3 days a week ago.", [("3 days", "day")]),
        ("The charity Two Rivers feeds 90 dogs.", [("90 dogs", "dog")]),
        ("The film ‘40 Winters’ ran for two hours.", [("two hours", "hour")]),
        ("Thirty Ducks Swim Over Two Rivers", [("Thirty Ducks", "duck"), ("Two Rivers", "river")]),
    ],
)
def test_rates_of_counts_and_numbers_in_names(claims_of, text, figures):
    assert [(c.text, c.unit) for c in claims_of(text)] == figures


def test_a_time_per_time_is_no_time(claims_of):
    (claim,) = claims_of("Bakers work 11 hours a day.")
    assert (claim.value_base, claim.unit_base) == (11, "hour / day")


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("Police arrested over 300 people in a fraud case.", "more_than"),
        ("Police arrested over 12 people for theft.", "more_than"),
        ("Prosecutors charged over 300 tax dodgers.", "more_than"),
        ("The agency probed over 40 fraud cases.", "more_than"),
        ("The bank charged over 300 million euros in fees.", "more_than"),
        ("Customers were charged over $30 late fees.", "more_than"),
        ("Lenders charged over 300 percent interest on loans.", "more_than"),
        ("Minister questioned over 3 million euro contract.", "exact"),
        ("Protests over 12 percent fare hike.", "exact"),
        ("Officials cannot account for more than 3 million dollars.", "more_than"),
        ("The army cannot feed more than 300,000 refugees.", "more_than"),
        ("Teachers were not able to reach more than 12,000 pupils.", "more_than"),
        ("They were prevented from boarding more than 12 buses.", "more_than"),
    ],
)
def test_over_and_more_than_stay(claims_of, text, bound):
    assert [c.bound for c in claims_of(text)] == [bound]


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("It costs at least 300 euros for a room, and 20 euros for breakfast.", ["at_least", "exact"]),
        ("She paid at least 300 euros for a bed and 200 euros for a chair.", ["at_least", "exact"]),
        ("Output rose at least 3 percent in May and 2 percent in June.", ["at_least", "exact"]),
        (
            "Profit must be at least 12 million euros in the first quarter, and 14 million euros in the second.",
            ["at_least", "exact"],
        ),
        ("The fine may not exceed 500 dollars for a first offence and 900 dollars for a second.", ["at_most", "at_most"]),
    ],
)
def test_only_rules_share_their_limit(claims_of, text, bounds):
    assert [c.bound for c in claims_of(text)] == bounds


@pytest.mark.parametrize(
    ("text", "trend", "measure"),
    [
        ("Tesla lost 30 billion dollars in market value.", "down", "market value"),
        ("The company's shares lost 30 billion dollars.", "down", "shares"),
        ("The bank's deposits lost 40 million dollars.", "down", "deposits"),
        ("The firm lost 40 million dollars in 2023.", "none", None),
        ("Factory output contracts by 3 percent.", "down", None),
        ("Unemployment fell to near a record low of 3 percent.", "down", "Unemployment"),
        ("Unemployment fell below the record low of 3 percent.", "down", "Unemployment"),
        ("Arrivals rose to near a record high of 3 million.", "up", "Arrivals"),
        ("The load increased 2 to 24 a day, depending on the line.", "up", "load"),
    ],
)
def test_changes_that_stay(claims_of, text, trend, measure):
    (claim,) = claims_of(text)
    assert (claim.trend, claim.measure and claim.measure.text) == (trend, measure)


@pytest.mark.parametrize(
    ("text", "earlier"),
    [
        ("The firm made 12 million dollars in profit in 2024, from 300 million dollars in sales.", None),
        ("Revenue was 300 million euros in 2024, from 400 million euros of sales.", None),
        ("Output was 30 tonnes in 2024, from 12 tonnes of seed.", None),
        ("Output was 30 tonnes in 2023, from 12 tonnes in 2022.", 12.0),
        ("Output was 30 tonnes in 2023, from 12 tonnes.", 12.0),
    ],
)
def test_what_something_is_made_from_is_no_earlier_value(claims_of, text, earlier):
    claim = claims_of(text)[0]
    assert (claim.from_ and claim.from_.value) == earlier
