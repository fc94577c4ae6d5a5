"""Figures of ordinary papers and reports: units of trades, counts that look like years, shares in words, what a price was before."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "printed", "value_base", "unit_base"),
    [
        ("The State procured 229 LMT of wheat.", "229 LMT", 2.29e10, "kilogram"),
        ("The field delivers 604 mmscfd of gas.", "604 mmscfd", 604e6 * 0.3048**3 / 86_400, "meter ** 3 / second"),
        (
            "Output averaged 2,530 million standard cubic feet per day.",
            "2,530 million standard cubic feet per day",
            829.2,
            None,
        ),
        ("The yards delivered 2.86 million DWT.", "2.86 million DWT", 2.86e6, "deadweight_ton"),
    ],
)
def test_units_of_grain_gas_and_ships(claims_of, text, printed, value_base, unit_base):
    (claim,) = claims_of(text)
    assert claim.text == printed
    assert claim.kind == "measure"
    assert claim.value_base == pytest.approx(value_base, rel=1e-3)
    assert unit_base in {claim.unit_base, None}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Consents were issued for 1187 new dwellings in the district.", [("1187 new dwellings", 1187, "dwelling")]),
        ('He said the figure of 1000 homes was "plucked from the air".', [("1000 homes", 1000, "home")]),
        ("The castle was built in 1187 by monks.", []),
        ("In 1066 soldiers landed on the coast.", []),
        ("After 1066 many nobles fled.", []),
        ("By late 1347 rats had brought the plague.", []),
    ],
)
def test_a_count_below_1400_is_told_from_a_year_by_its_noun(claims_of, text, expected):
    assert [(c.text, c.value, c.unit) for c in claims_of(text)] == expected


@pytest.mark.parametrize(
    ("text", "printed", "value", "trend"),
    [
        ("Landings had fallen by more than half since the 1990s.", "half", 0.5, "down"),
        ("The agency has cut its rations by half since August.", "half", 0.5, "down"),
        ("Farm income was up by half on the disaster of 2023.", "half", 0.5, "up"),
        ("About six households in 10 in the region heat with it.", "six households in 10", 0.6, "none"),
    ],
)
def test_changes_by_half_and_some_of_several(claims_of, text, printed, value, trend):
    (claim,) = claims_of(text)
    assert (claim.text, claim.value, claim.unit, claim.trend) == (printed, pytest.approx(value), "fraction", trend)


def test_six_households_in_ten_districts_are_six(claims_of):
    assert [(c.text, c.unit) for c in claims_of("They visited six households in 10 districts.")] == [
        ("six households", "household"),
        ("10 districts", "district"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The reservoir was built for 885 million cubic metres. Last year it fell to 10 million.", "meter ** 3"),
        ("The plan needs 210 million dollars. Donors have committed 88 million so far.", "USD"),
        ("The programme costs $250 million. The number of pupils fell to 3 million.", "pupil"),
        ("The dam was built for 885 million cubic metres. Visits rose to 4 million.", None),
    ],
)
def test_bare_millions_are_of_what_it_was_and_not_of_another_thing(claims_of, text, expected):
    assert [c.unit for c in claims_of(text)][-1] == expected


def test_five_games_of_a_league_are_no_share(claims_of):
    units = [c.unit for c in claims_of("Three wins in five in the league put the club in fourth place.")]
    assert "fraction" not in units


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("He was jailed for two years and six months.", 2.5, "duration"),
        ("The child is three years and two months old.", 3 + 1 / 6, "age"),
    ],
)
def test_years_and_months_are_one_amount(claims_of, text, value, kind):
    assert [(c.value, c.kind) for c in claims_of(text)] == [(pytest.approx(value), kind)]


def test_what_a_price_was_before_has_its_unit_and_not_that_in_brackets(claims_of):
    units = {c.text: c.unit for c in claims_of("A ticket in Mexico City will cost 3,400 pesos (about $0.90), up from 3,200.")}
    assert units["3,200"] == units["3,400 pesos"] != units["$0.90"]
    rate = {c.text: c.unit for c in claims_of("Farmers pay 0.52 dirhams a cubic metre, up from 0.44.")}
    assert rate["0.44"] == rate["0.52 dirhams a cubic metre"]
