"""What readers say that bare numbers count, and which thing near them that is."""

from __future__ import annotations

import pytest

from policynlp.tag.claims.bare_numbers import Thing
from policynlp.tag.claims.unit_cases import UnitCase
from policynlp.tag.claims.unit_features import FEATURES
from policynlp.train.units import NOTHING, is_meant, marked_case, measured

STATION, PERSON, AGE = Thing("count", "station"), Thing("count", "person"), Thing("age", "year")


@pytest.mark.parametrize(
    ("words", "thing", "told"),
    [
        ("stations", STATION, {"stations"}),
        ("railway stations", STATION, {"61 railway stations", "stations"}),
        ("stations", STATION, {"61 stations"}),
        ("Stations", STATION, set()),
        ("people", PERSON, set()),
        ("vacant posts", Thing("count", "post"), {"Posts", "posts"}),
        ("members of a council", Thing("count", "member"), {"members"}),
        ("pesos", Thing("money", "COP"), {"1.64 trillion Colombian pesos"}),
        ("$", Thing("money", "USD"), {"$4.2bn"}),
        ("associations of users", Thing("count", "association"), {"associations"}),
        ("yen", Thing("money", "JPY"), {"1.81 million yen"}),
        ("K", Thing("money", "MWK"), {"K1.9 billion"}),
        ("cubic metres a day", Thing("measure", "meter ** 3 / day"), {"400,000 cubic metres a day"}),
        ("cubic metres", Thing("measure", "meter ** 3"), {"400,000 cubic metres a day"}),
        ("percent", Thing("percent", "percent"), {"12 per cent"}),
        ("years old", AGE, set()),
    ],
)
def test_what_a_reader_means(words: str, thing: Thing, told: set[str]):
    assert is_meant(words, thing, told)


@pytest.mark.parametrize(
    ("words", "thing", "told"),
    [
        ("bridges", STATION, {"stations"}),
        ("people", STATION, {"stations"}),
        ("yen", Thing("money", "USD"), {"$1.81 million"}),
        ("cubic metres", Thing("measure", "meter ** 3 / day"), {"400,000 cubic metres a day"}),
        ("cubic metres a day", Thing("measure", "meter ** 3"), {"400,000 cubic metres a day"}),
        ("years old", Thing("duration", "year"), {"ten years"}),
        ("percent", Thing("count", "percent"), {"percents"}),
        ("percent", Thing("percent", "percentage_point"), {"3 percentage points"}),
        ("metres", Thing("measure", "kilometer"), {"12 kilometres"}),
        ("feet", Thing("measure", "foot ** 2"), {"300 square feet"}),
        ("hours", Thing("measure", "hour * kilowatt"), {"40 kilowatt hours"}),
        ("$", Thing("money", "AUD"), {"A$5"}),
        ("years", AGE, {"12 years old"}),
    ],
)
def test_what_a_reader_does_not_mean(words: str, thing: Thing, told: set[str]):
    assert not is_meant(words, thing, told)


def _case() -> UnitCase:
    things = (STATION, PERSON, AGE, None)
    told = (frozenset({"stations"}), frozenset[str](), frozenset[str](), frozenset[str]())
    return UnitCase(0, things, (3, -1, -1, -1), told, ((0.0,) * len(FEATURES.names),) * 4, 3, "count")


@pytest.mark.parametrize("words", sorted(NOTHING))
def test_numbers_of_nothing(words: str):
    assert marked_case("a", _case(), words).right == (False, False, False, True)


def test_what_is_told_nowhere_near_is_nothing_that_can_be_meant():
    assert marked_case("a", _case(), "stations").right == (True, False, False, False)
    assert not any(marked_case("a", _case(), "bridges").right)


def test_measured():
    cases = [
        marked_case(g, _case(), words) for g, words in (("a", "stations"), ("a", "bridges"), ("b", "none"), ("b", "people"))
    ]
    found = measured(list(zip(cases, (0, 0, 3, 3), strict=True)))
    assert (found["groups"], found["numbers"], found["of_a_unit"], found["told"]) == (2, 4, 3, 2)
    assert (found["given"], found["right"]) == (2, 1)
    assert found["precision"]["value"] == 0.5
    assert found["recall"]["value"] == pytest.approx(1 / 3)
