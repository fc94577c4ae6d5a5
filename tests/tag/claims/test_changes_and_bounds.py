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
