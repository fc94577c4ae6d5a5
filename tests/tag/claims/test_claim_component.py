import math

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
