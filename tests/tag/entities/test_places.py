"""Where places lie: certain by their names, settled by the document, or open."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from policynlp.tag.entities.gazetteer import certain, parted, readings
from policynlp.tag.entities.organisation_types import organisation_type, policy_type
from policynlp.tag.entities.place_names import divisions
from policynlp.tag.entities.places import country_of, is_zone

Tag = Callable[..., Doc]


def places(doc: Doc) -> dict[str, tuple[str | None, str | None, str | None]]:
    return {e.name: (e.country, e.iso, e.subtype) for e in doc._.policynlp_entities if e.label in {"GPE", "LOC"}}


def test_codes_are_well_formed_and_names_unique_within_a_country() -> None:
    assert all(len(d.code) >= 4 and d.code[2] == "-" and d.code[:2].isupper() for d in divisions())
    alone = [(d.code[:2], d.name) for d in divisions() if "~" not in d.marks and "=" not in d.marks]
    assert len(alone) == len(set(alone))
    assert len({d.code for d in divisions() if d.code.startswith("CN-")}) == 31


@pytest.mark.parametrize(
    "name, parts",
    [
        ("Heilongjiang Province", ("heilongjiang", "province")),
        ("the State of Victoria", ("victoria", "state")),
        ("Xinjiang Uygur Autonomous Region", ("xinjiang uygur", "province")),
        ("the Republic of Korea", ("republic of korea", None)),
        ("New York City", ("new york city", None)),
        ("Kansas", ("kansas", None)),
    ],
)
def test_a_name_and_its_noun(name: str, parts: tuple[str, str | None]) -> None:
    assert parted(name) == parts


@pytest.mark.parametrize("name", ["georgia", "jordan", "punjab", "victoria", "santiago", "springfield", "cambridge", "limburg"])
def test_names_with_several_readings_are_open(name: str) -> None:
    assert certain(readings(name)) == ()
    assert country_of(name) is None


def test_the_larger_of_two_cities_in_one_country_counts() -> None:
    assert [(p.country, p.kind) for p in certain(readings("haikou"))] == [("CN", "city")]
    assert certain(readings("hainan"))[0].iso == "CN-HI"


def test_one_certain_mention_settles_the_others(tag: Tag) -> None:
    doc = tag("Voters in Georgia, US, queued.", "Nobody in Georgia was surprised.")
    assert [e.iso for e in doc._.policynlp_entities if e.name == "Georgia"] == ["US-GA", "US-GA"]


def test_evidence_for_two_countries_leaves_a_name_open(tag: Tag) -> None:
    doc = tag("He flew to Tbilisi in May. Florida and Alabama voted. In Georgia there was silence.")
    assert places(doc)["Georgia"] == (None, None, None)


def test_a_list_is_no_address(tag: Tag) -> None:
    assert places(tag("He flew to Tarvikstad, Germany and Spain."))["Germany"][0] == "DE"
    assert places(tag("He flew to Tarvikstad, Germany and Spain.")).get("Tarvikstad", (None,))[0] is None


def test_an_acronym_has_the_kind_of_its_name(tag: Tag) -> None:
    doc = tag("The National Grain Administration (NGA) met.", "The NGA was silent.")
    assert [e.subtype for e in doc._.policynlp_entities if e.name == "NGA"] == ["government", "government"]


def test_names_are_found_again(tag: Tag) -> None:
    doc = tag(
        "The Ministry of Coastal Affairs drafted the Harbour Renewal Strategy.",
        ("title", "What The Ministry of Coastal Affairs Wants From The Harbour Renewal Strategy In Spring"),
    )
    names = [doc.text[e.start : e.end].removeprefix("The ") for e in doc._.policynlp_entities]
    assert names.count("Ministry of Coastal Affairs") == 2
    assert names.count("Harbour Renewal Strategy") == 2


@given(st.text(max_size=300))
def test_any_name_gets_a_kind_or_none(name: str) -> None:
    assert organisation_type(name) is None or isinstance(organisation_type(name), str)
    assert policy_type(name) in {None, "law", "treaty", "plan", "programme", "paper"}
    assert isinstance(is_zone(name), bool)
    country_of(name)


def test_a_long_name_takes_no_time() -> None:
    assert organisation_type("union of " * 50_000) is None


def test_a_city_yields_to_the_country_that_the_document_is_about(tag: Tag) -> None:
    doc = tag("He spoke in Ohio and in Boston.", "He lives in Birmingham now.")
    assert places(doc)["Birmingham"] == (None, None, "city")


def test_abbreviated_states_say_where_a_town_lies(tag: Tag) -> None:
    assert country_of("the District of Columbia") == "US"
    assert certain(readings("pa."))[0].iso == "US-PA"
    assert places(tag("She was born in Columbus, Ga., in 1950."))["Columbus"][0] == "US"
