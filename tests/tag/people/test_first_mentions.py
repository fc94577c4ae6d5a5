"""People whom the text calls by the surname alone have the full name of their first mention, whatever models take it for."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            'It took Wilson Mafabi eleven hours to bring the bags down.\n\n"My coffee is good," said Mafabi, 58.',
            "Wilson Mafabi",
        ),
        (
            (
                "At the edge of Chimbay, Bakhtiyar Allanazarov kneels between two rows of cotton.\n\n"
                '"I used to quarrel," said Allanazarov, who runs a farm.'
            ),
            "Bakhtiyar Allanazarov",
        ),
        (
            (
                "The tarpaulin over Merlene Okello's kitchen in Treasure Beach has been changed four times."
                ' "I know every corner of it," said Okello, a 64-year-old farmer.'
            ),
            "Merlene Okello",
        ),
    ],
)
def test_the_first_mention_is_the_full_name(tag, text, name):
    doc = tag(*text.split("\n\n"))
    assert [p.name for p in doc._.policynlp_people] == [name]


@pytest.mark.parametrize(
    "text",
    [
        'The boats came up Lake Charlotte.\n\n"It is late," said Charlotte, who sells nets.',
        'Floods hit Sao Paulo on Monday.\n\nPaulo, a 45-year-old baker, lost his shop. "It is all gone," said Paulo.',
        'The Salmon River Authority has met.\n\n"It is late," said Salmon, who sells nets.',
    ],
)
def test_what_is_called_after_somebody_is_no_first_mention(tag, text):
    doc = tag(*text.split("\n\n"))
    assert not {"Lake Charlotte", "Sao Paulo", "The Salmon", "Salmon River"} & {p.name for p in doc._.policynlp_people}


def test_a_general_of_an_office_owns_its_department(tag):
    doc = tag("The Auditor General's Department reported in June that 3,212 of the roofs had been mended.")
    assert "Auditor General's Department" in {doc.text[e.start : e.end].removeprefix("The ") for e in doc._.policynlp_entities}


def test_a_seat_of_two_words_is_nobody(tag):
    doc = tag('State Rep. Alton Guidry, R-Belle Chasse, voted against it. "You don\'t do that," he told a town hall.')
    assert [p.name for p in doc._.policynlp_people] == ["Alton Guidry"]
