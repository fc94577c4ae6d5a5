"""Scopes: three districts are not the basin that they make up with others."""

from __future__ import annotations

import pytest

from policynlp.link.scopes import levels_of, part_of_people, relation, scope_of, site_of, wholes

BASIN = "The basin includes Arda, Belt and Corra, as well as the upper part of Dorn."
KNOWN = wholes([(BASIN, ("Arda", "Belt", "Corra", "Dorn"), ("Sela Basin",))])


def scope(text, *names, known=KNOWN):
    return scope_of(text, frozenset(names), known)


def test_a_whole_is_learnt_from_the_sentence_that_lists_its_members():
    assert len(KNOWN) == 1
    assert KNOWN[0].members == {"Arda", "Belt", "Corra", "Dorn"}
    assert KNOWN[0].names == {"sela basin"}
    assert KNOWN[0].partial


@pytest.mark.parametrize("text, names", [("the basin spent 5 million", ()), ("Sela Basin spent 5 million", ("Sela Basin",))])
def test_the_whole_is_wider_than_a_number_of_its_districts(text, names):
    whole, three = scope(text, *names), scope("the three districts spent 5 million", known=())
    assert relation(whole, three) == "wider"
    assert relation(three, whole) == "narrower"


def test_the_whole_spelt_out_is_the_whole():
    spelt = scope("the three districts and four villages of upper Dorn", "Dorn", known=())
    assert relation(scope("the basin spent"), spelt) == "same"


def test_a_number_of_units_and_the_list_of_them_are_the_same():
    three = scope("the three coastal districts", known=())
    assert relation(three, scope("Arda, Belt and Corra", "Arda", "Belt", "Corra", known=())) == "same"
    assert relation(scope("Arda and Belt", "Arda", "Belt", known=()), three) == "unknown"


def test_numbers_of_units_are_compared():
    assert relation(scope("five provinces", known=()), scope("three provinces", known=())) == "wider"
    assert relation(scope("three provinces", known=()), scope("five provinces", known=())) == "narrower"
    assert relation(scope("five provinces", known=()), scope("five provinces", known=())) == "same"


def test_leaving_something_out_narrows():
    assert relation(scope("spending without interest", known=()), scope("spending", known=())) == "narrower"


def test_a_name_that_is_stressed_leaves_nothing_out():
    stressed = scope_of("Germany alone took 31 percent of the leavers", frozenset({"Germany"}), ())
    plain = scope_of("Germany, which received 24 percent of the leavers", frozenset({"Germany"}), ())
    assert not stressed.only
    assert relation(stressed, plain) == "unknown"
    assert scope_of("grain alone", frozenset(), ()).only


def test_a_share_is_no_number_of_units():
    assert scope("one kilogram in nine of the country", known=()).counted is None


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Among women it was 52.1%.", "women"),
        ("18,200 women", "women"),
        ("Female literacy stood at 70 percent.", "female"),
        ("The plan cuts the outflow, chiefly by helping women to find work.", ""),
        ("21,400 people", ""),
        ("An attack by a group of armed men killed 45 people.", ""),
    ],
)
def test_the_part_of_the_people(text, part):
    assert part_of_people(text) == part


@pytest.mark.parametrize(
    ("text", "site"),
    [
        ("At the hospital in Black River, 41 percent of posts stood empty.", "Black River"),
        ("A fire at the hospital in Sremska killed 14 patients.", ""),
        ("In the labour market in Germany, 2.9 million people were out of work.", ""),
        ("In the public hospitals 28 percent of posts stood empty.", ""),
    ],
)
def test_the_one_place_that_a_sentence_is_about(text, site):
    assert site_of(text) == site


def test_a_share_of_the_country_is_of_no_level():
    assert levels_of("It covers about 15 percent of the country.") == frozenset()
    assert levels_of("The country has 3 million of them.") == {"national"}


@pytest.mark.parametrize("text", ["It was behind only Arda.", "Two thirds are without a roof.", "second only to Belt"])
def test_only_and_without_that_leave_nothing_out(text):
    assert not scope(text).only
    assert scope("All districts without Belt spent 5 million").only
