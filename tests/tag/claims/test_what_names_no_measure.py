"""What looks like a rule of what is measured and is not: sayers, clauses of their own, verbs with particles, other things."""

from __future__ import annotations

import pytest

from policynlp.tag.claims.table_natures import is_foreseen
from policynlp.tag.dates import resolve


def _of(claims, printed):
    (claim,) = (c for c in claims if c.text == printed)
    return claim.measure.text if claim.measure else None, claim.scope.text if claim.scope else None, claim.place


@pytest.mark.parametrize(
    ("text", "printed", "measure"),
    [
        ("Rents charged, the mayor added, rose by 14 percent.", "14 percent", "Rents"),
        ("Flats built, analysts said, fell to 9,000.", "9,000", "Flats"),
        ("Deaths recorded, the ministry noted, declined by 4 percent.", "4 percent", None),
        ("Fees really charged, which cover few cases, have grown by 6 percent.", "6 percent", "Fees"),
        ("Taking buses increased by 6 percent.", "6 percent", None),
        ("Operating costs rose by 6 percent.", "6 percent", "costs"),
        ("Trading company Delta Grain has received 14.2 million tonnes.", "14.2 million tonnes", None),
    ],
)
def test_subjects_that_are_none(claims_of, text, printed, measure):
    found = _of(claims_of(text), printed)[0]
    assert found is None if measure is None else measure in (found or "")


@pytest.mark.parametrize(
    ("text", "printed", "measure", "place"),
    [
        ("Poverty was highest in Leeds (6.3 percent) and lowest in York (3.1 percent).", "6.3 percent", "Poverty", "Leeds"),
        ("Poverty was highest in Leeds (6.3 percent) and lowest in York (3.1 percent).", "3.1 percent", "Poverty", "York"),
        ("Poverty was 27 percent in Kenya, and in Uganda 14 percent.", "14 percent", "Poverty", "Uganda"),
        ("Inflation rose to 5 percent, and in Kenya 14 percent went hungry.", "14 percent", None, "Kenya"),
        ("Turnout was 61 percent, but in Cork 40 percent stayed away.", "40 percent", None, None),
    ],
)
def test_other_places_and_other_things(claims_of, text, printed, measure, place):
    found = _of(claims_of(text), printed)
    assert found[0] == measure
    assert place is None or found[2] == place


def test_a_place_with_a_sum_of_its_own(claims_of):
    claims = claims_of("Fees in Texas (4,100 dollars) exceed those in Ohio (3,000 dollars).")
    assert [(c.scope.text, c.place) for c in claims] == [("Texas", "Texas"), ("Ohio", "Ohio")]


def test_a_sum_in_another_place(claims_of):
    claims = claims_of("Sales were 4 million dollars in Spain and in Italy 2 million.")
    assert [c.place for c in claims] == ["Spain", "Italy"]


def test_the_last_of_two_places_is_not_the_place(claims_of):
    (claim,) = claims_of("Profits rose in Spain and Portugal, nearly 12 percent of the total.")
    assert claim.place != "Portugal"


@pytest.mark.parametrize(
    ("text", "printed", "measure"),
    [
        ("Wheat exports up 12 percent while rice exports up 4 percent", "4 percent", "rice exports"),
        ("Retail sales up 2 percent; car sales down 4 percent", "4 percent", "car sales"),
        ("Net profit up 12% to $41 million, revenue down 3% to $9 million", "$9 million", "revenue"),
        ("Tax revenue up 5 percent and spending up 3 percent", "3 percent", "spending"),
        ("Brewer closes down 4 plants", "4 plants", "plants"),
        ("Mayor down to 38 percent approval", "38 percent", "approval"),
        ("Fewer trains, tickets up 12 percent", "12 percent", "tickets"),
    ],
)
def test_clauses_of_headlines(claims_of, text, printed, measure):
    assert _of(claims_of(text), printed)[0] == measure


@pytest.mark.parametrize(
    ("text", "printed", "measure"),
    [
        ("Traffic rose to 12 accidents a day.", "12 accidents a day", "accidents"),
        ("The workforce was cut to three shifts.", "three shifts", "shifts"),
        ("The population grew by two villages.", "two villages", "villages"),
        ("Output fell by 3 percent and the firm by 12 jobs.", "12 jobs", "jobs"),
        ("The workforce was cut to 300 employees.", "300 employees", "workforce"),
        ("Rail traffic rose to 40 billion passenger-kilometres.", "40 billion passenger-kilometres", "Rail traffic"),
        ("Traffic rose to 900 cars a day.", "900 cars a day", "Traffic"),
    ],
)
def test_amounts_in_things_that_they_are_of(claims_of, text, printed, measure):
    assert _of(claims_of(text), printed)[0] == measure


def test_a_change_is_of_the_share_beside_it(claims_of):
    claims = claims_of("Women make up 44 percent of nurses, a rise of 2 points, and 30 percent of pilots, a fall of 1 point.")
    assert _of(claims, "1 point")[0] == "pilots"


@pytest.mark.parametrize(("published", "foreseen"), [("2025-05-10", True), ("2025-11-20", False)])
def test_a_season_that_is_over_is_not_foreseen(published, foreseen):
    period = resolve("2024/25", published=published)
    assert is_foreseen(["Outlook for barley"], ["2024/25"], period, published) is foreseen


@pytest.mark.parametrize(
    ("text", "printed", "measure"),
    [
        ("Food inflation hit 12 percent. The overall figure was 5 percent.", "5 percent", "overall figure"),
        ("The firm reported growth of 12 percent in sales.", "12 percent", None),
        ("They set a target of 42.5 percent of energy.", "42.5 percent", "energy"),
        ("Of the 41 percent who voted, 12 percent were new.", "12 percent", None),
        ("The state has a debt of 60 percent of GDP.", "60 percent", "debt"),
        ("Water use was 73 litres. The target for 2030 is 60 litres.", "60 litres", "Water use"),
    ],
)
def test_wholes_growth_and_targets(claims_of, text, printed, measure):
    assert _of(claims_of(text), printed)[0] == measure


def test_a_wider_average_is_not_of_the_place_told_before(claims_of):
    (found,) = [
        c for c in claims_of("Unemployment in Leeds was 5.1 percent. The national average is 4.2 percent.") if c.value == 4.2
    ]
    assert (found.measure.text, found.scope) == ("Unemployment", None)


def test_a_bare_number_beside_money_is_no_money(claims_of):
    (found,) = [c for c in claims_of("Staff costs rose by 4 million dollars and headcount by 300.") if c.value == 300]
    assert found.kind == "count"


def test_brackets_with_years_ahead_are_forecasts(claims_of):
    found = claims_of("The plant will produce 40,000 tonnes (2026: 30,000; 2027: 36,000).")
    assert [(c.value, c.nature) for c in found] == [(40_000, "forecast"), (30_000, "forecast"), (36_000, "forecast")]


PLAN = """Irrigation plan: summary for the council

Agadir, 14 April 2025

The area that is served with desalinated water is to grow, as the table shows.

| | 2024 | 2027 | 2030 |
|---|---|---|---|
| Area equipped (ha) | 13,600 | 17,500 | 20,000 |
"""


def test_cells_of_a_time_that_had_not_begun_are_foreseen(claims_on_page):
    natures = {c.text: c.nature for c in claims_on_page(PLAN)}
    assert (natures["13,600"], natures["17,500"], natures["20,000"]) == ("outturn", "forecast", "forecast")
