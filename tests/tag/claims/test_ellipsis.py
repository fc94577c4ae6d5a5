"""Units that a sentence says once, and "one" that counts."""

from __future__ import annotations

import pytest


def _units(claims):
    return [(c.value, c.unit) for c in claims if c.kind != "duration"]


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Lagos has 14 ferries, Accra has nine.", [(14, "ferry"), (9, "ferry")]),
        ("The first clinic hired 18 nurses, while the second hired just 11.", [(18, "nurse"), (11, "nurse")]),
        ("Ana caught 40 trout. Her brother caught 22.", [(40, "trout"), (22, "trout")]),
        ("A ticket costs 12 euros in Turin and 9 in Bari.", [(12, "EUR"), (9, "EUR")]),
        ("The club won 21 games in 2018 and 16 in 2022.", [(21, "game"), (16, "game")]),
        ("The grant fell from 80,000 rupees two years ago to just 9,500.", [(80_000, "INR"), (9_500, "INR")]),
        ("Some 640 farms were flooded in the north compared with 95 in the south.", [(640, "farm"), (95, "farm")]),
        ("Of the 310 pupils, 1 in 5 walks and 45 were late.", [(310, "pupil"), (0.2, "fraction"), (45, "pupil")]),
        ("The inspectors looked at 60 lifts, and 7 of them were out of order.", [(60, "lift"), (7, "lift")]),
        ("The strikers, numbering 4,200, went home.", [(4_200, "striker")]),
        ("The village has 80 goats, and the road has 6 bends.", [(80, "goat"), (6, "bend")]),
        ("Support fell by 3 percentage points. Today it is 28.", [(3, "percentage_point"), (28, "percent")]),
        ("The storm closed one school and damaged three others.", [(1, "school"), (3, "school")]),
        ("The crash hurt two farmers and 12 others.", [(2, "farmer"), (12, "person")]),
        ("The tram has 53 seats. It has four 6-axle bogies.", [(53, "seat"), (4, None), (6, "axle")]),
        ("Pilots were paid late; 30 of them left.", [(30, "pilot")]),
        ("Patients whose scans failed came back; four of them left.", [(4, None)]),
        ("The village has 80 goats and the answer was 6.", [(80, "goat"), (6, None)]),
    ],
)
def test_a_bare_number_has_the_unit_of_the_figure_that_it_repeats(claims_of, text, units):
    assert _units(claims_of(text)) == units


def test_what_is_left_out_is_measured_of_its_own_subject(claims_of):
    (_, second) = claims_of("Lagos has 14 ferries, Accra has nine.")
    assert (second.measure.text, second.scope.text) == ("ferries", "Accra")


def test_a_clause_without_a_verb_has_that_of_the_one_before(claims_of):
    found = claims_of("Kenya planted 12 million trees, Uganda 8 million and Tanzania 7 million.")
    told = [(c.value, c.unit, c.measure.text, c.scope.text) for c in found]
    assert told == [
        (12_000_000, "tree", "trees", "Kenya"),
        (8_000_000, "tree", "trees", "Uganda"),
        (7_000_000, "tree", "trees", "Tanzania"),
    ]


@pytest.mark.parametrize(
    "text", ["Kenya closed 10 schools, Flight 7 and Gate 9.", "Kenya shut 10 schools, and Uganda 1999 was a film."]
)
def test_a_number_that_names_is_no_clause_without_a_verb(claims_of, text):
    assert [(c.value, c.unit) for c in claims_of(text) if c.unit] == [(10, "school")]


def test_the_earlier_value_of_a_change_is_of_what_changes(claims_of):
    (_, second) = claims_of("Membership rose from 1,400 anglers in 2012 to 2,600 in 2019.")
    assert (second.unit, second.measure.text, second.from_.value) == ("angler", "Membership", 1_400)


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Only one bakery is left.", [(1, "bakery")]),
        ("It is one of Peru's oldest bridges.", [(1, "bridge")]),
        ("It circles only one of the pair's stars.", [(1, "star")]),
        ("He was the only one to see it.", []),
        ("No one knows, and one should ask.", []),
        ("The park protects 90 species of moth.", [(90, "species")]),
        ("She won by a two-percentage-point margin.", [(2, "percentage_point")]),
        ("The average miner is 46.", [(46, "year")]),
        ("Farmers taking part in wheat clusters: 2.1 million o Pumps handed out: 36,000", [(2_100_000, None), (36_000, None)]),
        ("The store has a capacity of 200 (two hundred) tons.", [(200, "ton")]),
        ("It covers 46 (forty-six) primary schools.", [(46, "school")]),
        ("Three (3) members shall be elected.", [(3, "member")]),
        ("Of 69 (12) were new.", [(69, None), (12, None)]),
        ("Phase one in 14 districts ended in May.", [(14, "district")]),
        ("One in 14 dwellings in Kilkenny was vacant.", [(1 / 14, "fraction")]),
        ("Of the 1,420 ballots, 1190 were valid.", [(1_420, "ballot"), (1_190, "ballot")]),
    ],
)
def test_what_is_counted(claims_of, text, units):
    assert _units(claims_of(text)) == units


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("The film earned $12 million and was seen by 3 million.", "count"),
        ("The film earned $12 million and its maker lost 3 million.", "money"),
    ],
)
def test_those_who_see_it_are_no_sum(claims_of, sentence, kind):
    assert [c.kind for c in claims_of(sentence)] == ["money", kind]
