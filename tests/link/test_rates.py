"""Rates beside amounts that leave out what they are per, mean ages, changes against the year before, and shares in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from policynlp.link.figures import figure
from policynlp.link.linker import Linker
from policynlp.link.pairs import party
from policynlp.link.statement_reading import statements
from policynlp.settings import LinkSettings
from policynlp.tag.claims.base import base_value
from policynlp.tags import Earlier, Period, TextSpan


def with_unit(tags, text, unit, **more):
    """Tags whose first claim prints `text` and has another unit."""
    claim = tags.claims[0]
    at = claim.start
    base, unit_base = base_value(claim.value, unit=unit, kind=claim.kind)
    changed = replace(claim, end=at + len(text), text=text, unit=unit, value_base=base, unit_base=unit_base, **more)
    return replace(tags, claims=(changed, *tags.claims[1:]))


def linked(reader, a, b, *, unit_a=None, unit_b=None, printed=""):
    one, tags_a = reader.read(reader.document(a, key="a", published="2024-06-01"))
    two, tags_b = reader.read(reader.document(b, key="b", published="2024-03-01", genre="statistics"))
    if unit_a:
        tags_a = with_unit(tags_a, tags_a.claims[0].text, unit_a)
    if unit_b:
        tags_b = with_unit(tags_b, printed or tags_b.claims[0].text, unit_b)
    return [link.kind for link in Linker(LinkSettings()).link([(one, tags_a), (two, tags_b)]).links]


TOLD = "In 2023 the producer price of cashew in Ghana was raised to 48,250 cedis."
STATED = "The producer price of cashew in Ghana was 48,250 cedis in 2023."


def test_a_rate_agrees_with_its_amount_told_alone(reader):
    assert linked(reader, TOLD, STATED, unit_b="GHS / metric_ton") == ["agrees"]
    assert linked(reader, TOLD, STATED, unit_a="GHS / metric_ton", unit_b="GHS / metric_ton / year") == ["agrees"]


def test_nothing_contradicts_a_rate_but_a_rate(reader):
    other = STATED.replace("48,250", "41,600")
    assert linked(reader, TOLD, other) == ["differs"]
    assert linked(reader, TOLD, other, unit_b="GHS / metric_ton") == []
    assert linked(reader, TOLD, other, unit_a="GHS / metric_ton", unit_b="GHS / metric_ton") == ["differs"]
    assert linked(reader, TOLD, STATED, unit_a="GHS / hectare", unit_b="GHS / metric_ton") == []


@pytest.mark.parametrize(("unit_a", "unit_b", "kind"), [("head", "person", "agrees"), ("capita", "inhabitant", "agrees")])
def test_people_are_counted_by_their_heads(reader, unit_a, unit_b, kind):
    assert linked(reader, TOLD, STATED, unit_a=f"GHS / {unit_a}", unit_b=f"GHS / {unit_b}") == [kind]


def test_the_stroke_of_a_unit_is_no_fraction(reader):
    _document, tags = reader.read(reader.document("Flats sold for 1,777 euros in Ghana."))
    (claim,) = with_unit(tags, "1,777 euros", "EUR / meter ** 2").claims
    assert figure(replace(claim, text="1,777 €/m²")).digits == 4
    assert figure(replace(claim, text="1/3", value=1 / 3, unit="fraction", value_base=1 / 3)).digits == 0


@pytest.mark.parametrize("measure, compared", [("average miner", True), ("the miner", False)])
def test_a_mean_age_is_a_measure(reader, measure, compared):
    document, tags = reader.read(reader.document("The average miner is 47 and has no heir."))
    span = TextSpan(start=4, end=4 + len(measure), text=measure)
    tags = with_unit(tags, "47", "year", kind="age", measure=span)
    assert bool(statements(party(document), document, tags)) == compared


def test_a_change_on_the_year_before_is_of_its_own_period(reader):
    document, tags = reader.read(reader.document("Exports fell by 30.2 percent in 2023."))

    def period(since):
        before = Earlier(value=None, period=Period(text=since, start_date=f"{since}-01-01", end_date=f"{since}-12-31"))
        own = Period(text="2023", start_date="2023-01-01", end_date="2023-12-31")
        (found,) = statements(
            party(document), document, replace(tags, claims=(replace(tags.claims[0], from_=before, period=own),))
        )
        return found.period[0].year

    assert period("2022") == 2023
    assert period("1990") == 1990


def test_what_a_share_in_words_counts_is_what_it_measures(reader):
    document, tags = reader.read(reader.document("About half of all is gone, one retiree in five works."))
    (claim, *_) = tags.claims
    start = document.text.index("one retiree")
    measure = TextSpan(start=start + 4, end=start + 11, text="retiree")
    claim = replace(claim, start=start, end=start + 19, text="one retiree in five", value=0.2, value_base=0.2, measure=measure)
    (found,) = statements(party(document), document, replace(tags, claims=(claim,)))
    assert any(term.startswith("retir") or term == "elderly" for term in found.core), found.core


@pytest.mark.parametrize("behind, kinds", [("", ["agrees"]), (" over five years", []), (" for a period of 10 years", [])])
def test_what_a_year_brings_is_not_what_five_years_do(reader, behind, kinds):
    yearly = "In Norway the compensation fund for skippers holds 152 million kroner."
    together = f"In Norway the compensation fund for skippers holds 152 million kroner{behind}."
    assert linked(reader, yearly, together, unit_a="NOK / year") == kinds


@pytest.mark.parametrize(("bound", "kinds"), [("nearly", ["differs"]), ("about", ["compatible"])])
def test_what_is_nearly_so_much_is_hardly_more(reader, bound, kinds):
    told = f"In 2023 the ports of Ghana exported {bound} 2.5 million tonnes of cocoa."
    assert linked(reader, told, "The ports of Ghana exported 2.61 million tonnes of cocoa in 2023.") == kinds
    assert linked(reader, told, "The ports of Ghana exported 2.44 million tonnes of cocoa in 2023.") == ["compatible"]
