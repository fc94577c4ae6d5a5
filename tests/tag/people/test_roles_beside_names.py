"""Roles on both sides of a name, in brackets, in relative clauses and below a signature."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from policynlp.tag.people.clusters import cluster_names
from policynlp.tags import Entity

Tag = Callable[..., Doc]


@pytest.mark.parametrize(
    "sentence, name, title",
    [
        ("Prime Minister Olga Brandt of Norland met them.", "Olga Brandt", "Prime Minister"),
        ("In Wales, First Minister Rhys Morgan spoke.", "Rhys Morgan", "First Minister"),
        ("Roads and Housing Minister Petra Novak resigned.", "Petra Novak", "Roads and Housing Minister"),
        ("The rapporteur, Luca Ferri (S&D, Italy), welcomed it.", "Luca Ferri", "rapporteur"),
        ("Its secretary-general, Anna Weber, spoke.", "Anna Weber", "secretary-general"),
        ("Dr Peter Kamau, a hydrologist at Moi University, spoke.", "Peter Kamau", "hydrologist"),
        ("The Minister for Care (Helen Marsh): I agree entirely.", "Helen Marsh", "Minister for Care"),
        ("Great Tidal Power, whose chair, Anna Weber, agreed, will run it.", "Anna Weber", "chair"),
        ("Deputy Agriculture Minister Olha Vovk told them.", "Olha Vovk", "Deputy Agriculture Minister"),
        ("Education Cabinet Secretary Rose Wanjala declined.", "Rose Wanjala", "Education Cabinet Secretary"),
        ("The Road Safety Committee, chaired by the independent MLC Anna Weber, met.", "Anna Weber", "chair"),
        ("Gov. Peter Kamau vetoed the bill.", "Peter Kamau", "Gov."),
        ("Anna Weber, 54, who founded the Lake Union, agreed.", "Anna Weber", "founder"),
        ("The Minister of Labour and Skills, Anna Weber, spoke.", "Anna Weber", "Minister of Labour and Skills"),
        ("Anna Weber, the chief medical adviser, spoke.", "Anna Weber", "chief medical adviser"),
        ("Anna Weber, chief operating officer, spoke.", "Anna Weber", "chief operating officer"),
        ("Anna Weber, the union chief, spoke.", "Anna Weber", "union chief"),
        ("Minister for Justice Anna Weber spoke.", "Anna Weber", "Minister for Justice"),
        ("Shadow Minister for Health Anna Weber spoke.", "Anna Weber", "Shadow Minister for Health"),
        ("The chief executive of the Grain Authority (GA), Mrs Anna Weber, spoke.", "Anna Weber", "chief executive"),
        ("They heard the rural affairs secretary, Anna Weber, in Lisse.", "Anna Weber", "rural affairs secretary"),
        ("The Trade and Industry Minister, Anna Weber, spoke.", "Anna Weber", "Trade and Industry Minister"),
        ("The energy and water resources minister, Anna Weber, spoke.", "Anna Weber", "energy and water resources minister"),
        ("Anna Weber, the Trade and Industry Minister, spoke.", "Anna Weber", "Trade and Industry Minister"),
        ("Health and Social Care Secretary Anna Weber spoke.", "Anna Weber", "Health and Social Care Secretary"),
        ("Health, Education and Welfare Secretary Anna Weber spoke.", "Anna Weber", "Health, Education and Welfare Secretary"),
        ("Anna Weber, minister of energy and secretary of the party, spoke.", "Anna Weber", "minister of energy"),
    ],
)
def test_title(tag: Tag, sentence: str, name: str, title: str) -> None:
    people = {p.name: p for p in tag(sentence)._.policynlp_people}
    assert title in people[name].titles


def test_a_signature_takes_its_role_from_the_next_line(tag: Tag) -> None:
    (person,) = tag("Birgit Solvang", "President of the Senate")._.policynlp_people
    assert person.titles[0].startswith("President")


def test_the_role_before_a_second_name_is_not_the_first_ones(tag: Tag) -> None:
    doc = tag("After a meeting chaired by Prime Minister Omar Said, Roads Minister Petra Novak spoke.")
    assert {p.name: p.titles for p in doc._.policynlp_people} == {
        "Omar Said": ("Prime Minister",),
        "Petra Novak": ("Roads Minister",),
    }


def test_plural_nouns_are_no_role(tag: Tag) -> None:
    (person,) = tag("Olga Brandt, a village without farmers and teachers, that is what you leave us.")._.policynlp_people
    assert person.titles == ()


def test_relatives_in_a_row(tag: Tag) -> None:
    doc = tag("She lives with her husband, Peter Kamau, and their adult son, Omar Said.")
    assert {p.name: p.titles for p in doc._.policynlp_people} == {"Peter Kamau": ("husband",), "Omar Said": ("adult son",)}


@pytest.mark.parametrize(
    "sentence, titles",
    [
        ("It will pass, said Tom Baker, citing the minister.", ()),
        ("They lost the vote, said Tom Baker, noting that Gov. Riley had signed it.", ()),
        ("It will pass, said Tom Baker, acting mayor of Ely.", ("acting mayor",)),
        ("It will pass, said Tom Baker, managing director of the mill.", ("managing director of the mill",)),
    ],
)
def test_what_somebody_does_is_no_title(tag: Tag, sentence: str, titles: tuple[str, ...]) -> None:
    assert next(p.titles for p in tag(sentence)._.policynlp_people if p.name == "Tom Baker") == titles


@pytest.mark.parametrize(
    "sentence, affiliation",
    [
        (
            "The Lowland Ministry of Health ended the scheme. A deputy director at the ministry, Anna Weber, agreed.",
            "Lowland Ministry of Health",
        ),
        (
            "The Lowland Ministry of Health ended it. Anna Weber, deputy director of the ministry, agreed.",
            "Lowland Ministry of Health",
        ),
        (
            "The Deep Sea Trawlers Union denies it. Dots are no proof, said the union's secretary, Anna Weber.",
            "Deep Sea Trawlers Union",
        ),
    ],
)
def test_the_ministry_is_the_one_that_was_named(tag: Tag, sentence: str, affiliation: str) -> None:
    (person,) = tag(sentence)._.policynlp_people
    assert person.affiliations == (affiliation,)
    assert "the" not in person.titles[0].split()


@pytest.mark.parametrize(
    "sentence, name",
    [
        ("Mr Shaw was asked by Labor MLC Priya Raman about the fault.", "Priya Raman"),
        ("Republican Donald Kemp told Kemp supporters to wait.", "Donald Kemp"),
        ("In the end Mum said to stop, Shane Corrigan said.", "Shane Corrigan"),
    ],
)
def test_parties_seats_and_parents_are_no_part_of_names(tag: Tag, sentence: str, name: str) -> None:
    names = {p.name for p in tag(sentence)._.policynlp_people}
    assert name in names
    assert not {n for n in names if {"Labor", "MLC", "Republican", "Mum"} & set(n.split())}


def test_a_body_with_the_is_the_one_whose_name_ends_so() -> None:
    entities = [
        Entity(id=str(k), start=k, end=k + 1, label="ORG", entity="", name=name, origin="rule", version="0")
        for k, name in enumerate(["Rural Workers Samiti", "Samiti", "Samiti"])
    ]
    clusters = cluster_names(entities, frozenset({"ORG"}), {}, definite=frozenset({1}))
    assert {c.name: c.members for c in clusters} == {"Rural Workers Samiti": [0, 1], "Samiti": [2]}


def test_a_family_name_behind_an_office_with_a_field(tag: Tag) -> None:
    doc = tag("On Friday, Deputy Minister of Agriculture and Environment Tran Quoc Lam said seed was the first link.")
    assert "Tran Quoc Lam" in {p.name for p in doc._.policynlp_people}


@pytest.mark.parametrize(
    "sentence",
    [
        "Anna Weber, who led a review of the roads, spoke.",
        "Anna Weber, who runs a bakery, spoke.",
        "Anna Weber, who led protests, spoke.",
    ],
)
def test_who_leads_no_body_has_no_title(tag: Tag, sentence: str) -> None:
    (person,) = tag(sentence)._.policynlp_people
    assert person.titles == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "Anna Weber, an economist at Nairobi-based Lake Capital Bank, spoke.",
        "Anna Weber, an economist at the Nairobi-based lender Lake Capital Bank, spoke.",
    ],
)
def test_somebody_is_of_the_body_and_not_of_its_place(tag: Tag, sentence: str) -> None:
    (person,) = tag(sentence)._.policynlp_people
    assert person.affiliations == ("Lake Capital Bank",)


@pytest.mark.parametrize(
    "text, names",
    [
        ("Union secretary Paula Manumanu spoke. Mr Manumanu left.", {"Paula Manumanu"}),
        ("Union secretary Paula Manumanu spoke. She left. Mr Manumanu stayed.", {"Paula Manumanu", "Manumanu"}),
        ("Paula Manumanu spoke. Mr Manumanu left.", {"Paula Manumanu", "Manumanu"}),
        ("Union secretary Paula Manumanu spoke. Ms Manumanu left.", {"Paula Manumanu"}),
    ],
)
def test_mr_outweighs_a_list_of_given_names(tag: Tag, text: str, names: set[str]) -> None:
    assert {p.name for p in tag(text)._.policynlp_people} == names


def test_ranks_of_the_police_are_no_names(tag: Tag) -> None:
    assert {p.name for p in tag("Supt Anna Weber spoke. Later Supt Weber left.")._.policynlp_people} == {"Anna Weber"}


def test_a_name_above_a_last_line_that_ends_with_an_adjective(tag: Tag) -> None:
    people = {p.name: p for p in tag("Talks ended on Monday.", "Jane Reis\nPhotograph Available")._.policynlp_people}
    assert "Jane Reis" in people
