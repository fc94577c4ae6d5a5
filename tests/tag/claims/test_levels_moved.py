"""Verbs that move a level only with "by", "to" or a percentage behind them; every verb in every form, and what only looks like it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from policynlp.tag.claims.table_periods import days_first

UP = tuple(
    """
    lengthened firmed improved strengthened rocketed mushroomed thickened multiplied intensified bounced popped vaulted
    leapt heightened
    """.split()  # noqa: SIM905 - a table of words
)
DOWN = (
    "shrivelled faded sagged skidded wilted cooled thinned tanked softened ebbed deflated dwindled narrowed retreated".split()  # noqa: SIM905
)
UP_IN_TWO = ("shot up", "inched up", "ticked up", "edged higher", "went up")
DOWN_IN_TWO = ("drifted lower", "tailed off", "fell back", "fell away", "dropped off", "inched down")
FORMS = (
    "Exports {} 7.4 percent in the third quarter.",
    "The index {} 2.1 percent to 4,310.55.",
    "Revenue {} by about 3.1 million euros, the firm said.",
    "Output at the mine {} by 4,200 tonnes to 61,300 tonnes in May.",
)
RAISED = ("hiked", "hoisted", "lifted", "raised", "bumped up", "jacked up", "ratcheted up", "scaled up", "ramped up", "upped")
CUT = ("pared", "pruned", "chopped", "trimmed", "lowered", "curtailed", "scaled back", "rolled back", "marked down")
TRANSITIVE = (
    "The bank {} its dividend by 3 cents to 44 cents.",
    "The council {} the fee 12 percent to 90 pounds.",
    "The company {} its forecast to 310,000 ounces.",
)
CASES = [
    *(("up", form.format(verb)) for verb in (*UP, *UP_IN_TWO) for form in FORMS),
    *(("down", form.format(verb)) for verb in (*DOWN, *DOWN_IN_TWO) for form in FORMS),
    *(("up", form.format(verb)) for verb in RAISED for form in TRANSITIVE),
    *(("down", form.format(verb)) for verb in CUT for form in TRANSITIVE),
]
LEAST = 0.98


def test_levels_are_moved_the_way_the_verb_says(claims_of: Callable) -> None:
    wrong = [
        text
        for way, text in CASES
        if not (found := claims_of(text)) or any(c.trend != way or c.value_high is not None for c in found)
    ]
    assert len(wrong) <= (1 - LEAST) * len(CASES), wrong


@pytest.mark.parametrize(
    "text",
    [
        "The programme lifted 4,000 people out of poverty in two years.",
        "The firm extended 40 kilometres of track to 12 villages.",
        "The scheme was lifted by 300 volunteers from the parish.",
        "The party picked up 7 percent of the vote in the north.",
        "Workers pruned 3 percent of the trees.",
        "The plant cools 300 servers with 40 litres of water.",
        "The panel was moderated by 3 professors.",
        "Police were held up by 40 protesters for two hours.",
        "The bank shot down an offer of 44 dollars a share.",
        "The troops pulled back to 12 positions.",
        "The ship drifted 40 miles to the north.",
        "They warmed 200 meals.",
        "A jet crashed in a field 35 miles south of Amarillo.",
        "Of 90 posts some were flagged by 12 users.",
        "The valley has a tradition revived by 200 families.",
        "Inspectors flagged 12 percent as unsafe.",
        "The state recovered 85 percent by the deadline.",
        "Donors put up 3 million dollars to 40 clinics.",
        "Vaccines are cooled to minus 70 degrees.",
        "Meat should be heated to 75 degrees.",
        "Troops pulled back to positions 12 km from the border.",
        "The case was flagged to 3 ministries.",
        "Platforms took down posts by request of 12 governments.",
    ],
)
def test_what_only_looks_like_it(claims_of: Callable, text: str) -> None:
    assert [c.trend for c in claims_of(text)] == ["none"] * len(claims_of(text))


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The council pushed the monthly permit up by £3 to £14.50.", [3, 14.5]),
        ("Shares of the maker gave up $2.35 to $18.90 after its engineer resigned.", [2.35, 18.9]),
        ("The broker hiked its target by 8 francs to 96 francs.", [8, 96]),
    ],
)
def test_a_step_and_the_level_it_led_to(claims_of: Callable, text: str, values: list[float]) -> None:
    assert [(c.value, c.value_high) for c in claims_of(text)] == [(v, None) for v in values]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Fares rose by 3 to 5 percent.", 3, 5),
        ("Sea level will rise by 20 cm to 90 cm by the end of the century.", 20, 90),
        ("Crop yields will decline by 10% to 50%.", 10, 50),
        ("Journey times will fall by 5 minutes to 20 minutes.", 5, 20),
        ("Premiums went up by $100 to $450 per policy.", 100, 450),
        ("Tuition rose by 500 dollars to 3,000 dollars, depending on the course.", 500, 3000),
        ("Banks lost $1.2 to $10.4 million each.", 1.2e6, 10.4e6),
    ],
)
def test_a_range_of_steps_stays_a_range(claims_of: Callable, text: str, low: float, high: float) -> None:
    assert [(c.value, c.value_high) for c in claims_of(text)] == [(low, high)]


@pytest.mark.parametrize("text", ["Demand for the iPhone 15 was weak.", "The Boeing 737 flights were cancelled."])
def test_numbers_of_products(claims_of: Callable, text: str) -> None:
    assert claims_of(text) == ()


def test_what_a_firm_has_so_many_of(claims_of: Callable) -> None:
    assert [c.value for c in claims_of("Airbus 320 jobs will be lost in Bremen.")] == [320]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("On that day 1,093 of 1,885 engines had a unit.", [1093, 1885]),
        ("A firefighter earns $27.40 an hour before overtime.", [27.4]),
        ("It claims that three boreholes out of four in the plain have no permit.", [0.75]),
    ],
)
def test_numbers_behind_days_and_levels(claims_of: Callable, text: str, values: list[float]) -> None:
    assert [c.value for c in claims_of(text)] == values


def test_what_an_hour_pays_before_overtime(claims_of: Callable) -> None:
    assert [c.unit for c in claims_of("A firefighter earns $27.40 an hour before overtime, he said.")] == ["USD / hour"]


@pytest.mark.parametrize(
    ("row", "read"),
    [
        (["Crews", "July 15", "July 22"], ["Crews", "15 July", "22 July"]),
        (["Price", "June 23", "June 24"], ["Price", "June 23", "June 24"]),
        (["Price", "Jan 24", "Feb 24", "Mar 24"], ["Price", "Jan 24", "Feb 24", "Mar 24"]),
        (["Stocks", "July 22"], ["Stocks", "July 22"]),
    ],
)
def test_days_above_columns_are_no_years(row: list[str], read: list[str]) -> None:
    assert days_first(row) == read


BULLETIN = """Crews at work

Published July 23, 2024

The crews that are at work are fewer than the fires, as the table shows.

| Crews | July 15 | July 22 |
|---|---|---|
| Provincial | 905 | 1,012 |
"""


def test_cells_below_days_are_of_that_day(claims_on_page: Callable) -> None:
    dates = {c.text: c.period.start_date for c in claims_on_page(BULLETIN) if c.period}
    assert (dates["905"], dates["1,012"]) == ("2024-07-15", "2024-07-22")
