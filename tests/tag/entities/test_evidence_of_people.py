"""People whom the words around a name show, whatever the model takes the name for; and places that look like people."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

Tag = Callable[..., Doc]


def labelled(doc: Doc, label: str) -> set[str]:
    return {doc.text[e.start : e.end].removeprefix("the ") for e in doc._.policynlp_entities if e.label == label}


@pytest.mark.parametrize(
    "sentence, name",
    [
        ('"We lack 300 midwives," Provost Marisol Ibarra Leal said.', "Marisol Ibarra Leal"),
        ('"The dyke held," Ottilie Brandvold told reporters.', "Ottilie Brandvold"),
        ("Liberal MEP Greta Lindqvist said the text was weak.", "Greta Lindqvist"),
        ("The company's founder Joost Verhagen left in May.", "Joost Verhagen"),
        ("Sudan's Minister of Irrigation, Yasir bin Khalid Al Tayeb, signed it.", "Yasir bin Khalid Al Tayeb"),
        ("Rival Petra Halvorsen won the vote.", "Petra Halvorsen"),
        ("Coal Minister Bart Nowicki resigned on Monday.", "Bart Nowicki"),
        ("Culture Minister Szabo Katalin opened the fair, and Szabo left early.", "Szabo Katalin"),
        ("The hall was full, said Amara Diallo MBE, chief executive of the fund.", "Amara Diallo"),
        ("Ximena Duarte Olmos, a leader of the growers' front, told a crowd to wait.", "Ximena Duarte Olmos"),
    ],
)
def test_a_role_or_a_verb_of_speech_shows_a_person(tag: Tag, sentence: str, name: str) -> None:
    assert name in labelled(tag(sentence), "PERSON")


def test_a_signature_is_a_person(tag: Tag) -> None:
    assert "Birgit Solvang" in labelled(
        tag("Done at Oldport, 3 May 2023", "Birgit Solvang", "President of the Senate"), "PERSON"
    )


@pytest.mark.parametrize(
    "sentence, name",
    [
        ("He worked for Grupo Alvarado Ruiz in Lima.", "Grupo Alvarado Ruiz"),
        ("Ann Moss, chief executive of the trade body Growing Rutland, agreed.", "Growing Rutland"),
        ("Ann Moss, an economist at the Northern Initiative for Fair Taxes, agreed.", "Northern Initiative for Fair Taxes"),
    ],
)
def test_bodies_are_no_people_and_no_policies(tag: Tag, sentence: str, name: str) -> None:
    assert name in labelled(tag(sentence), "ORG")


@pytest.mark.parametrize(
    "text, place", [("PORT ELLERY, March 3 (Agency) — Fish prices fell.", "PORT ELLERY"), ("KISUMU — Rain fell.", "KISUMU")]
)
def test_datelines_are_places(tag: Tag, text: str, place: str) -> None:
    assert place in labelled(tag(text), "GPE")


def test_what_somebody_lives_in_is_no_person(tag: Tag) -> None:
    doc = tag("Residents of Muong Lat said an old man in Muong Lat walks to the market.")
    assert "Muong Lat" not in labelled(doc, "PERSON")


def test_words_of_laws_alone_are_no_people(tag: Tag) -> None:
    doc = tag("Annex: the notice. This Law lays down the rules. Groundwater is a public good. Thank you, Mr Speaker.")
    assert not labelled(doc, "PERSON")


def test_the_id_of_a_text_is_computed_once(tag: Tag) -> None:
    from policynlp.tag.extensions import document_id

    doc = tag("Rain fell.")
    first = document_id(doc)
    assert doc._.policynlp_document == first == document_id(doc)
