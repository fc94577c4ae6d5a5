"""Who speaks inside somebody's speech, who is only spoken to, and who introduces themselves."""

from __future__ import annotations

import pytest

from policynlp.tag.extensions import prose_passages
from policynlp.tag.quotes.edges import behind_address
from policynlp.tag.quotes.reading import Reading


def speakers(quotes_of, text: str) -> dict[str, str | None]:
    """Source mention to speaker."""
    return {text[slice(*q.source[0])]: q.speaker for q in quotes_of(text) if q.source}


@pytest.mark.parametrize(
    ("text", "teller", "told"),
    [
        ('"It is absurd," said Jonas Petrauskas. "She told me, \'You can stay.\' I left."', "Jonas Petrauskas", "She"),
    ],
)
def test_whoever_says_he_or_she_speaks_of_somebody_else(quotes_of, text, teller, told):
    found = speakers(quotes_of, text)
    assert teller in found.values()
    assert found[told] is None


def test_we_in_a_turn_is_whoever_has_it(quotes_of):
    text = (
        "Press conference with Bálint Horváth-Kis\n\nHorváth-Kis: The plan stands. We expect that the deficit will fall.\n\n"
        "Anna Kovács: By how much?\n\nHorváth-Kis: By a third."
    )
    assert {q.speaker for q in quotes_of(text) if q.source and text[slice(*q.source[0])] in {"We", "Horváth-Kis"}} == {
        "Bálint Horváth-Kis"
    }


@pytest.mark.parametrize(
    ("source", "speaks"),
    [
        ("Minister, landlords", "landlords"),
        ("Madam President, many doctors", "many doctors"),
        ("Prime Minister, the unions", "the unions"),
        ("Minister, a former banker", "Minister, a former banker"),
        ("Finance Minister, Nirmala Rao", "Finance Minister, Nirmala Rao"),
        ("Doctors, nurses and teachers", "Doctors, nurses and teachers"),
    ],
)
def test_who_is_spoken_to_does_not_speak(quotes_nlp, source, speaks):
    text = f"{source} say that a cap will drive flats off the market."
    doc = quotes_nlp(text)
    begin, end = behind_address(Reading(doc, prose_passages(doc)), (0, len(source)))
    assert text[begin:end] == speaks


def test_who_asks_says_their_name_and_outlet(quotes_of):
    text = (
        "Briefing on fuel prices\n\nQ: Park Ji-won, Yonhap. Where does the money come from?\n\nMR. LEE: From reserves.\n\n"
        "Q: This is John Okafor with the Daily Trust. Will prices rise?\n\nMR. LEE: No.\n\nQ: And after that?\n\nMR. LEE: We shall see."
    )
    asked = [q.speaker for q in quotes_of(text) if text[slice(*q.source[0])] == "Q"]
    assert asked == ["Park Ji-won", "John Okafor", None]


def test_a_question_of_the_teller_is_nobodys_wish(quotes_of):
    assert not quotes_of("Anjali Thomas, 22, sits on the bed. Does she want to go? She does not know.")


@pytest.mark.parametrize(
    ("text", "inner", "content"),
    [
        (
            "The spokesman said the president had told reporters that the talks were over.",
            "the president",
            "that the talks were over",
        ),
        (
            "The minister said the report had warned that the dams were weak.",
            "the report",
            "that the dams were weak",
        ),
    ],
)
def test_offices_and_documents_speak_inside_of_speech_where_that_begins_what_they_say(quotes_of, text, inner, content):
    found = {text[slice(*q.source[0])]: [text[slice(*s)] for s in q.content] for q in quotes_of(text) if q.source}
    assert len(found) == 2
    assert found[inner] == [content]


def test_bodies_inside_of_speech_speak_only_where_that_begins_what_they_say(quotes_of):
    text = "The spokesman said the committee had told reporters the talks were over."
    assert [text[slice(*q.source[0])] for q in quotes_of(text) if q.source] == ["The spokesman"]
