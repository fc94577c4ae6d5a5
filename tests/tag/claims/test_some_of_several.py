"""Shares told by two numbers or by what they were before: "two bottles in three", "up from about a quarter five years ago"."""

from __future__ import annotations

import pytest
import spacy

from policynlp.tag.claims.document_reading import Reading
from policynlp.tag.claims.money_table import LETTERS


@pytest.mark.parametrize(
    ("sentence", "share"),
    [
        ("Two bottles in three still go abroad.", 2 / 3),
        ("It found that nearly two municipalities in five missed the legal minimum.", 0.4),
        ("Roughly one sailing in 18 on the network was cancelled.", 1 / 18),
        ("Nearly four of ten wards they visited had one nurse on duty.", 0.4),
        ("In that group, thirteen of every hundred hectares are lost.", 0.13),
        ("Nearly 3 teachers in 10 had quit by spring.", 0.3),
        ("Nearly six hectares of pasture in every ten are degraded.", 0.6),
        ("The State pumps out 156 litres for every 100 that rain puts back.", 1.56),
        ("The share of poor roads is up from about a quarter five years ago.", 0.25),
        ("The rate fell from a third in 2019.", 1 / 3),
        ("It is 30 percent, down from more than half in 2019.", 0.5),
    ],
)
def test_it_is_a_share(sentence, share, claims_of):
    found = [c.value for c in claims_of(sentence) if c.kind == "ratio"]
    assert found == [pytest.approx(share)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Two men in ten armed raids got away.",
        "She ran two schools in five towns.",
        "Four of ten wards were closed.",
        "He scored 2 goals in 5 games.",
        "Profits rose from a quarter earlier.",
        "They took 5 percent from a third party.",
        "About half a decade ago it rose.",
    ],
)
def test_it_is_none(sentence, claims_of):
    assert [c.text for c in claims_of(sentence) if c.kind == "ratio" and c.value is not None] == []


@pytest.mark.parametrize(
    ("sentence", "age"),
    [
        ("The typical first-time buyer is now 36.", 36.0),
        ("The average Polish nurse is fifty-four and a half.", 54.5),
        ("The average score is 36.", None),
        ("The average household has 3.", None),
    ],
)
def test_what_the_average_person_is_is_an_age(sentence, age, claims_of):
    assert [c.value for c in claims_of(sentence) if c.kind == "age"] == ([age] if age else [])


def test_millions_set_apart_by_points_are_no_telephone(claims_of):
    (found,) = claims_of("The harvest is estimated at 49.500.000 tons this season.")
    assert (found.value, found.unit) == (49_500_000.0, "ton")
    assert not claims_of("Call 210.555.123 or write.")


@pytest.mark.parametrize(("country", "code"), [("MW", "MWK"), ("ZM", "ZMW")])
def test_kwacha_are_of_the_country_that_is_named(country, code):
    reading = Reading(spacy.blank("en")(""), countries=[country], evidence={country: 2})
    assert reading.currency("ZMW") == code
    assert reading.most_named(LETTERS["K"]) == code
