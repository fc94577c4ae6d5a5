"""Offices that nobody is named for, the pronouns after them, and names that are set off behind offices."""

from __future__ import annotations

import pytest

ABOVE = (
    "Ruth Adler is a skipper in the north. Adler has fished on the bank all her life, she says.\n\nOmar Diallo is a smith.\n\n"
)


def test_he_goes_on_for_an_office_without_a_name(said_by_rules):
    text = (
        ABOVE
        + "The energy minister said that the map was complete. He promised that nobody would get a licence before May.\n\n"
        '"There is room for both of us," he writes. He points out that the bank has been studied for three years.\n'
    )
    said = said_by_rules(text)
    assert said["he"] is None
    assert said["He"] is None


def test_until_somebody_is_named(said_by):
    text = (
        ABOVE + "The energy minister said that the map was complete.\n\n"
        "Omar Diallo has read it twice. He says that the bank is missing.\n"
    )
    assert said_by(text)["He"] == "Omar Diallo"


def test_the_subject_of_the_sentence_before_is_meant_named_or_not(said_by):
    text = (
        ABOVE + "The deputy director for finance did not rule that out. But the money would have to come from Oslo, he said.\n"
    )
    assert said_by(text)["he"] is None


@pytest.mark.parametrize(
    "text",
    [
        "Jana Arden resigned in January. The prime minister had led the country since 2017. She said that it was time.",
        "Jana Arden won in two sets. The player from Kent lost only four games. She said that it was fine.",
        "Jana Arden went on trial in June. The judge of the court sentenced her to two years. She said that it was wrong.",
    ],
)
def test_another_word_for_somebody_is_no_other_person(said_by, text):
    assert said_by(text)["She"] == "Jana Arden"


def test_according_to_somebody_who_is_not_named(quotes_of):
    (quote,) = quotes_of("According to the minister, Hugh Lyle will leave the town in May.")
    assert quote.speaker is None
