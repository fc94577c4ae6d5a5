import math

import pytest

from policynlp.tags import Claim


def test_two_currencies_are_tied(claims_of):
    main, other = claims_of("The dam cost about 9 billion rupees ($108 million), officials said.")
    assert other.equivalent_to == main.id
    assert (main.unit, other.unit) == ("INR", "USD")
    assert main.bound == other.bound == "about"


def test_no_claims_from_dates_names_and_codes(claims_of):
    text = (
        "On 3 March 2020, at 7:30 p.m., the G20 met. COVID-19 and 5G were discussed under Article 12. "
        "Registration Number: 0130349. Call 555-123-4567. The 2012-13 season ended."
    )
    assert claims_of(text) == ()


def test_source_in_the_sentence(claims_of):
    text = "According to figures from the statistics office, exports fell 4 percent in April."
    (claim,) = claims_of(text)
    assert [text[s:e] for s, e in claim.source] == ["figures from the statistics office"]


def test_a_change_that_does_not_add_up_is_flagged(claims_of):
    claims = claims_of("Output rose by 300 tonnes from 1,000 tonnes to 1,200 tonnes.")
    assert any("change_mismatch" in c.flags for c in claims)
    claims = claims_of("Output rose by 200 tonnes from 1,000 tonnes to 1,200 tonnes.")
    assert not any("change_mismatch" in c.flags for c in claims)


def test_order_of_paragraphs_does_not_matter(claims_of):
    one, two = "Exports rose 5 percent in May.", "The army lost 12 tanks."

    def key(claims):
        return sorted((c.text, c.value, c.unit, c.trend) for c in claims)

    assert key(claims_of(f"{one}\n\n{two}")) == key(claims_of(f"{two}\n\n{one}"))


def test_base_values(claims_of):
    claims = claims_of("The farm covers 30 mu. Rates rose 25 basis points.")
    assert [(round(c.value_base, 4), c.unit_base) for c in claims] == [(20000.0, "meter ** 2"), (0.0025, "fraction")]


def test_round_trip_and_hostile_text(claims_of):
    for claim in claims_of("About 9 percent, " + "9" * 10_000 + " 1e999 trillion, \u202e5 km\u202c and \x00 7 tonnes."):
        assert Claim.from_dict(claim.as_dict()) == claim
        assert claim.value is None or math.isfinite(claim.value)


def test_a_change_of_something_else_is_no_mismatch(claims_of):
    text = "Bus mileage has fallen from 16.2 million to 10.9 million kilometres, while fares rose 44 percent."
    assert not [c.flags for c in claims_of(text) if c.flags]
    wrong = "Bus mileage fell by 44 percent, from 16.2 million to 10.9 million kilometres."
    assert [c.text for c in claims_of(wrong) if "change_mismatch" in c.flags] == ["44 percent"]


def test_less_than_behind_an_amount_compares(claims_of):
    found = {c.text: c.bound for c in claims_of("Councils spent £38 million, £7 million less than five years earlier.")}
    assert set(found.values()) == {"exact"}
    assert [c.bound for c in claims_of("Councils spent less than £7 million.")] == ["less_than"]


@pytest.mark.parametrize(
    "text, nature",
    [
        ("Three district hospitals may have to close wards.", "hypothetical"),
        ("One in four households could not afford it in 2023.", "outturn"),
        ("In May three hospitals closed.", "outturn"),
    ],
)
def test_may_behind_a_figure_makes_it_a_hypothesis(text, nature, claims_of):
    assert claims_of(text)[0].nature == nature


def test_a_change_takes_up_the_figure_of_the_sentence_before(claims_of):
    text = "In 2021 the three counties had 3,618,400 inhabitants. This was a decrease of 284,300 from the census of 2011."
    level, change = claims_of(text)[-2:]
    assert (change.value, change.unit, change.trend) == (284300, level.unit, "down")
    assert change.measure == level.measure is not None
    assert change.period == level.period is not None
    unrelated = claims_of("In 2021 the county had 3,618,400 inhabitants.\n\nThis was a decrease of 284,300 from 2011.")
    assert unrelated[-1].measure is None


def test_each_of_two_values_has_the_place_behind_it(claims_of):
    claims = claims_of("The rate ranged from 3.9 percent in France to 12.4 percent in Spain.")
    assert [(c.value, c.place, c.trend) for c in claims] == [(3.9, "France", "none"), (12.4, "Spain", "none")]
