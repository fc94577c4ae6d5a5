"""People whom a text calls by another name as well, honours before and behind names, and what is left of them."""

from __future__ import annotations

import json

import pytest

from policynlp.ingest.read import read_rows
from policynlp.settings import load_settings
from policynlp.tag.people.clusters import bare
from policynlp.tag.people.nicknames import by_nickname
from policynlp.tag.pipeline import Tagger
from policynlp.tags import Entity


def people(text: str, *names: str) -> list[Entity]:
    out, at = [], 0
    for n, name in enumerate(names):
        at = text.index(name, at)
        out.append(Entity(id=str(n), start=at, end=at + len(name), label="PERSON", entity=f"person:{n}", name=name))
        at += len(name)
    return out


@pytest.mark.parametrize(
    ("text", "names", "wanted"),
    [
        (
            "Chinyere Okonkwo, popularly known as Mama Emeka, sells fish. Mama Emeka",
            ["Chinyere Okonkwo", "Mama Emeka", "Mama Emeka"],
            ["Chinyere Okonkwo"] * 3,
        ),
        (
            'Don Beto, whose real name is Eriberto Mosca, spoke. "Don Beto"',
            ["Don Beto", "Eriberto Mosca", "Don Beto"],
            ["Eriberto Mosca"] * 3,
        ),
        (
            "Idris Kocak, known to two generations of customers as Idris Usta, bakes.",
            ["Idris Kocak", "Idris Usta"],
            ["Idris Kocak"] * 2,
        ),
        (
            "Jair Bolso, widely known as the Trump of the Tropics, came. Trump",
            ["Jair Bolso", "Trump", "Trump"],
            ["Jair Bolso", "Trump", "Trump"],
        ),
        ("Donald Frey called Ted Moss a liar.", ["Donald Frey", "Ted Moss"], ["Donald Frey", "Ted Moss"]),
        ("Ann Lee, who knows Ted Moss, left.", ["Ann Lee", "Ted Moss"], ["Ann Lee", "Ted Moss"]),
        ('Robert "Bobby" Scott came. Bobby Scott left.', ['Robert "Bobby" Scott', "Bobby Scott"], ["Robert Scott"] * 2),
    ],
)
def test_the_fullest_name(text, names, wanted):
    assert [e.name for e in by_nickname(text, people(text, *names))] == wanted


@pytest.mark.parametrize(
    ("name", "without"),
    [
        ("Seri Hishamuddin Che Wan", "Hishamuddin Che Wan"),
        ("Seri Rahayu", "Seri Rahayu"),
        ("Tuan Nguyen", "Tuan Nguyen"),
        ("Eng Bee Hua", "Eng Bee Hua"),
        ("Eng Chuang Min", "Eng Chuang Min"),
        ("Eng Peterson Lemaiyan", "Peterson Lemaiyan"),
        ("Arch Grace Wanjiru", "Grace Wanjiru"),
        ("Pol Maj Gen Anan Rattanakul", "Anan Rattanakul"),
        ("Gen Sato", "Gen Sato"),
        ("Ato Girma Wolde", "Girma Wolde"),
        ("Ato Kwamena Essel", "Ato Kwamena Essel"),
        ("Yasiin Bey", "Yasiin Bey"),
        ("Aunty Noeline Tarrant", "Noeline Tarrant"),
        ("Turgut Bey Arslan", "Turgut Bey Arslan"),
        ("Bey", "Bey"),
    ],
)
def test_honours_are_no_part_of_a_name(name, without):
    assert bare(name) == without


@pytest.fixture(scope="module")
def tagged():
    settings = load_settings()
    tagger = Tagger(settings.tag)

    def run(text: str):
        row = json.dumps({"id": "a", "text": text, "date": "2025-03-03"})
        return tagger.tag(next(iter(read_rows([row], uri="a.jsonl", settings=settings))))

    return run


def test_a_malay_title_of_two_words(tagged):
    text = (
        "Deputy Minister Datuk Seri Hishamuddin Che Wan said district offices had been told to accept a letter.\n\n"
        "Asked about it, Hishamuddin said he would not be drawn into a quarrel."
    )
    assert {q.speaker for q in tagged(text).quotes} == {"Hishamuddin Che Wan"}


def test_who_is_called_by_the_given_name_is_not_meant_by_the_surname(tagged):
    text = (
        "Karen Oldroyd said she had pressed the bell during the night when Jamie Oldroyd was moved.\n\n"
        "Jamie, who was 19, died on the Monday. Jamie liked maps.\n\n“He would have hated this,” Oldroyd said."
    )
    assert {q.speaker for q in tagged(text).quotes} == {"Karen Oldroyd"}


def test_a_place_before_a_colon_opens_a_report_and_says_nothing(tagged):
    text = (
        "Hishamuddin: No family will be left out\n\nBy FARAH AZMI\n\nKUALA KRAI: Every household at a relief centre will receive aid by "
        "Friday, after hundreds of names went missing from the list.\n\nThe floods came in December."
    )
    assert "KUALA KRAI" not in {q.speaker for q in tagged(text).quotes}


def test_a_court_of_two_states_has_one_name(tagged):
    tags = tagged("The Punjab and Haryana High Court observed last week that the right to protest ends at the highway.")
    assert {q.speaker for q in tags.quotes} == {"Punjab and Haryana High Court"}


def test_a_christian_democrat_is_no_christian(tagged):
    text = (
        "Economy Minister Carsten Hollweg disagreed. “We are paying for a bridge price,” the Christian Democrat said in Berlin."
    )
    tags = tagged(text)
    assert {q.speaker for q in tags.quotes} == {"Carsten Hollweg"}
    assert [p.name for p in tags.people] == ["Carsten Hollweg"]


def test_who_speaks_in_a_complaint_stands_behind_its_comma(tagged):
    text = "In a complaint filed last week, Ray Burchett and his daughter, Lottie Sayre, allege that the county “knew” of it."
    assert [q.speaker for q in tagged(text).quotes] == ["Ray Burchett"]


def test_a_union_is_called_by_all_its_initials(tagged):
    text = (
        "The Kenya Medical Practitioners, Pharmacists and Dentists Union (KMPDU) called out its members on February 24 over pay.\n\n"
        "The union said it had complied."
    )
    name = "Kenya Medical Practitioners, Pharmacists and Dentists Union"
    assert name in {e.name.removeprefix("The ") for e in tagged(text).entities}


def test_a_hospital_that_is_called_after_a_saint_is_nobody(tagged):
    text = "Fr Dominic Oluoch, who runs St Monica’s Mission Hospital, said that deliveries had gone up."
    assert [p.name for p in tagged(text).people] == ["Dominic Oluoch"]


def test_engineer_and_member_are_no_names(tagged):
    text = "Eng Salim Al Habsi said that the plant was ready. DA MPL Heinrich Vosloo said that it was late."
    assert {q.speaker for q in tagged(text).quotes} == {"Salim Al Habsi", "Heinrich Vosloo"}


def test_bey_honours_a_given_name(tagged):
    text = "“We expected more,” said Hüseyin Akbulut, 61, a grower. Hüseyin Bey said that he owed the bank two million liras."
    assert {q.speaker for q in tagged(text).quotes} == {"Hüseyin Akbulut"}
