"""Roles on both sides of a name, in brackets, in relative clauses and below a signature."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

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
        ("Gov. Peter Kamau vetoed the bill.", "Peter Kamau", "Gov."),
        ("Anna Weber, 54, who founded the Lake Union, agreed.", "Anna Weber", "founder"),
        ("The Minister of Labour and Skills, Anna Weber, spoke.", "Anna Weber", "Minister of Labour and Skills"),
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
