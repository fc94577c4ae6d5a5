"""Speakers behind short titles, seats and initials; relatives inside of speech; names and signatures that say nothing."""

from __future__ import annotations

import pytest

from policynlp.tag.entities.tokens import Mention, Tokens
from policynlp.tag.extensions import prose_passages
from policynlp.tag.people.restored import restored
from policynlp.tag.quotes.cast import Cast
from policynlp.tag.quotes.reading import Reading
from policynlp.tag.quotes.speaker_names import NamesInSources


@pytest.mark.parametrize(
    ("text", "source", "speaker"),
    [
        ("Coun Dev Sandhu, who leads the group, said that it was late.", "Coun Dev Sandhu", "Dev Sandhu"),
        (
            'Deputy mayor Colin Bright has seen two floods. "You never plan a wedding around a rice cheque," Cr Bright said.',
            "Cr Bright",
            "Colin Bright",
        ),
        (
            "Grower Jim Trethowan, who farms at Mayrung with his sons, says he will sow less.",
            "Grower Jim Trethowan",
            "Jim Trethowan",
        ),
        (
            'Agriculture Principal Secretary Dr Paul Kiptanui defended the payments. "Quality is rewarded," said the PS.',
            "the PS",
            "Paul Kiptanui",
        ),
        (
            'Agriculture Principal Secretary Paul Kiptanui joined the Peasants Society (PS). "It is rewarded," said the PS.',
            "the PS",
            "Peasants Society",
        ),
        (
            (
                "According to the regional department of farming and herding, losses fell. In a report published in May, the department "
                "said that modern cellars covered half of the crop."
            ),
            "the department",
            "regional department of farming and herding",
        ),
        (
            "The National Office for Cereals was set up in 1960. The office itself said that it was late.",
            "The office itself",
            "National Office for Cereals",
        ),
        (
            'Maria Reis keeps the meter near. "My cow tasted the water," Maria Reis said. "I have a machine, but it is salty." – VNS',
            "Maria Reis",
            "Maria Reis",
        ),
        (
            "The Lisse Infirmary will close its unit. The hospital said that all of them would stay.",
            "The hospital",
            "Lisse Infirmary",
        ),
        (
            (
                'Neville Sharman said the road was bad.\n\n"We wait," Mr Sharman said.\n\nThat did not impress Des Murrant, who has a '
                "property south of the town. He told the meeting that the same bridges had been built twice."
            ),
            "He",
            "Des Murrant",
        ),
    ],
)
def test_who_speaks(said_by, text, source, speaker):
    found = said_by(text)
    assert found.get(source, "not found") == speaker, found


def test_the_agency_that_signs_a_text_says_nothing(quotes_of):
    text = 'Maria Reis keeps the meter near. "My cow tasted the water," Maria Reis said. "I have a machine, but it is salty." – VNS'
    assert {q.speaker for q in quotes_of(text)} == {"Maria Reis"}


def test_a_name_behind_a_dash_still_speaks(quotes_of):
    text = '"We will open the gates on the first of May, whatever the weather." — UNICEF'
    assert [text[slice(*q.source[0])] for q in quotes_of(text)] == ["UNICEF"]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ('"My daughter tells me we should sell by noon," said Nenita Gallego.', "My daughter", "we should sell by noon"),
        (
            '"I called four times. The girl told me that a team would come within ten days," says Geraldo Lemos.',
            "The girl",
            "that a team would come within ten days",
        ),
        (
            '"My grandchildren complain that the house is too hot," said Sun Guiying.',
            "My grandchildren",
            "that the house is too hot",
        ),
    ],
)
def test_relatives_and_whoever_told_the_speaker_speak_inside_of_speech(quotes_of, text, source, content):
    inner = [q for q in quotes_of(text) if q.source and text[slice(*q.source[0])] == source]
    assert [(text[slice(*q.content[0])], q.speaker) for q in inner] == [(content, None)]


def test_what_people_say_in_general_stays_part_of_the_speech(quotes_of):
    found = quotes_of('"People say that the house is too hot, and the book says nothing," said Sun Guiying.')
    assert [q.speaker for q in found] == ["Sun Guiying"]


def test_said_as_part_of_a_name_is_no_verb(quotes_of):
    assert not quotes_of("Traders were many. In Ouled Said the price matters more than the debate.")


@pytest.mark.parametrize(
    ("text", "source", "speaker"),
    [
        ("Election Commissioner Arun Goel spoke. The EC said that voting would begin in May.", "The EC", "EC"),
        (
            (
                "President Mary Obi signed the bill. It is named after Grace Amadi, who died in custody. She said the law would save "
                "lives."
            ),
            "She",
            "Mary Obi",
        ),
    ],
)
def test_who_does_not_speak(said_by, text, source, speaker):
    assert said_by(text).get(source, "not found") == speaker


@pytest.mark.parametrize("said", ["If my brother says that he is fine, he is fine", "The boss may say that we work"])
def test_what_somebody_might_say_is_nobodys_speech(quotes_of, said):
    assert [q.speaker for q in quotes_of(f'"{said}," said Ann Lee.')] == ["Ann Lee"]


def test_a_name_behind_a_participle_is_named_whatever_the_head_of_the_source(quotes_nlp):
    text = "Prosecuting for the Environment Agency, Simon Achebe said that dead trout had been found."
    reading = Reading(doc := quotes_nlp(text), prose_passages(doc))
    names = NamesInSources(reading, Cast(reading), None)
    whole = 0, text.index(" said")
    found = names.leading_person(doc[0], whole)
    assert found is not None
    assert found.name == "Simon Achebe"


def test_a_body_before_a_name_is_no_part_of_it(quotes_nlp):
    tokens = Tokens(quotes_nlp("The Deputy Director General of the Rescue Board Ott-Kaarel Saar spoke."))
    whole = tokens.doc.char_span(35, 63, alignment_mode="expand")
    assert whole is not None
    found = restored(tokens, [Mention(whole.start, whole.end, "PERSON", "model", 0.9)], certain=frozenset())
    assert [(tokens.words(m.start, m.end), m.label) for m in found] == [("Rescue Board", "ORG"), ("Ott-Kaarel Saar", "PERSON")]
