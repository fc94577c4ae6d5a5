"""People of a text: who they are, what they are, which mentions are theirs."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from policynlp.tags import Person

Tag = Callable[..., Doc]


def person(doc: Doc, name: str) -> Person:
    return next(p for p in doc._.policynlp_people if p.name == name)


@pytest.mark.parametrize(
    "sentence, name, titles, affiliations",
    [
        (
            "Participants: Laura Chinchilla, Minister of Health; Pedro Álvarez Gil, Director of Statistics; moderator: Ana Ruiz.",
            "Pedro Álvarez Gil",
            ("Director of Statistics",),
            (),
        ),
        ("Kenya's Agriculture Minister Jane Mwangi said exports rose.", "Jane Mwangi", ("Agriculture Minister",), ("Kenya",)),
        (
            "The visit of Russian President Vladimir Putin ended on Friday.",
            "Vladimir Putin",
            ("Russian President",),
            ("Russia",),
        ),
        ("Finance Ministry spokesman John Doe declined to comment.", "John Doe", ("spokesman",), ("Finance Ministry",)),
        ("Ma Wenli, Party chief of Qinghe University, said so.", "Ma Wenli", ("Party chief",), ("Qinghe University",)),
        (
            "Luo Jiahui, president of and a senior researcher with the Vietnam Institute for Water and Soil, said that it rains.",
            "Luo Jiahui",
            ("president", "senior researcher"),
            ("Vietnam Institute for Water and Soil",),
        ),
        (
            "Xu Mingtao, a researcher on coastal planning with the Qinghe Academy of Social Sciences, said it is late.",
            "Xu Mingtao",
            ("researcher on coastal planning",),
            ("Qinghe Academy of Social Sciences",),
        ),
        ("The bank's governor, Peter Kamau, spoke in London.", "Peter Kamau", ("governor",), ()),
        ("Maria Lopez is a former minister of health.", "Maria Lopez", ("former minister of health",), ()),
        (
            "European Commission President Ursula von der Leyen spoke.",
            "Ursula von der Leyen",
            ("President",),
            ("European Commission",),
        ),
    ],
)
def test_titles_and_affiliations(
    tag: Tag, sentence: str, name: str, titles: tuple[str, ...], affiliations: tuple[str, ...]
) -> None:
    found = person(tag(sentence), name)
    assert (found.titles, found.affiliations) == (titles, affiliations)


def test_who_heads_something_has_a_role_and_other_verbs_give_none(tag: Tag) -> None:
    heads = person(tag("Jane Mwangi, 54, who heads the Lake Farmers Union, said so on Monday."), "Jane Mwangi")
    assert (heads.titles, heads.affiliations) == (("head",), ("Lake Farmers Union",))
    assert person(tag("Jane Mwangi, who left the bank, said so on Monday."), "Jane Mwangi").titles == ()


def test_mentions_share_a_key(tag: Tag) -> None:
    doc = tag("Luo Jiahui, a researcher, spoke first.", "Luo said the harvest was good.")
    assert person(doc, "Luo Jiahui").mentions == ((0, 10), (doc.text.rindex("Luo"), doc.text.rindex("Luo") + 3))
    assert {e.entity for e in doc._.policynlp_entities if e.label == "PERSON"} == {"person:luo-jiahui"}


def test_two_full_names_are_never_one_person(tag: Tag) -> None:
    doc = tag("Peter Kamau spoke in Nairobi. Mary Kamau spoke in London.")
    assert {p.name for p in doc._.policynlp_people} == {"Peter Kamau", "Mary Kamau"}


def test_a_shared_surname_goes_to_the_last_mentioned(tag: Tag) -> None:
    doc = tag("Peter Kamau met Mary Kamau in London. Kamau said she was glad.")
    assert len(person(doc, "Mary Kamau").mentions) == 2


def test_an_honorific_decides_between_two(tag: Tag) -> None:
    doc = tag("Mr. Peter Kamau met Mrs. Mary Kamau in London. Mr. Kamau said it was late.")
    assert len(person(doc, "Peter Kamau").mentions) == 2
    assert (person(doc, "Peter Kamau").gender, person(doc, "Mary Kamau").gender) == ("male", "female")


def test_gender_from_pronouns_and_null_without(tag: Tag) -> None:
    doc = tag("Jane Mwangi left early. She did not speak.", "Peter Kamau stayed.")
    assert (person(doc, "Jane Mwangi").gender, person(doc, "Peter Kamau").gender) == ("female", None)


@pytest.mark.parametrize(
    "text",
    [
        "Papers of the CFN (National Railroads Company) show it. The president of the CFN spoke.",
        "Papers of the National Railroads Company (NRC) show it. The president of the NRC spoke.",
    ],
)
def test_initials_are_one_with_the_name_that_explains_them(tag: Tag, text: str) -> None:
    names = {e.name for e in tag(text)._.policynlp_entities if e.label == "ORG"}
    assert names == {"National Railroads Company"}


def test_organisation_and_acronym_are_one(tag: Tag) -> None:
    doc = tag("The Lakes Water Commission (LWC) met on Monday.", "Farmers had asked the LWC for help.")
    keys = {doc.text[e.start : e.end]: e.entity for e in doc._.policynlp_entities if e.label == "ORG"}
    assert keys["LWC"] == "org:lakes-water-commission"


def test_names_of_one_country_are_one(tag: Tag) -> None:
    doc = tag("The United States and China talked. The US agreed, and the U.S. Senate voted. America won.")
    keys = {e.entity for e in doc._.policynlp_entities if e.country == "US" and e.label == "GPE"}
    assert len(keys) == 1


def test_a_law_with_and_without_its_year_is_one(tag: Tag) -> None:
    doc = tag(
        "Congress passed the Inflation Reduction Act of 2022 in August.", "Critics of the Inflation Reduction Act were quiet."
    )
    assert len({e.entity for e in doc._.policynlp_entities if e.label == "POLICY"}) == 1


def test_reporters_of_a_byline_are_people(tag: Tag) -> None:
    doc = tag(("byline", "By Luo Jiahui in Harbin and Peter Kamau in Nairobi | Lakes Daily"), "It rained in Kenya.")
    assert [p.name for p in doc._.policynlp_people] == ["Luo Jiahui", "Peter Kamau"]
    assert all(p.titles == () for p in doc._.policynlp_people)


def test_a_document_without_entities(tag: Tag) -> None:
    assert tag("It rained and rained.")._.policynlp_people == ()
