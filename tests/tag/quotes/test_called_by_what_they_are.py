"""Who speaks where the text says what somebody is, not who: by age, by profession, by the first word of a title."""

from __future__ import annotations

import pytest

from policynlp.tag.extensions import passages
from policynlp.tag.quotes.attribution import Attribution
from policynlp.tag.quotes.reading import Reading
from policynlp.tag.quotes.speakers import Speakers


@pytest.mark.parametrize(
    ("text", "source", "speaker"),
    [
        (
            '"The river is low," said Brewline\'s head of data, Anna Weber. The economist, who grew up in Lund, said prices would rise.',
            "The economist",
            "Anna Weber",
        ),
        (
            (
                "Pedro Alves, the chief warden of the bay, said boats had been damaged.\n\n"
                '"Nobody asked us," the chief said, mending a net with his sons.'
            ),
            "the chief",
            "Pedro Alves",
        ),
        (
            "For Milena Costa, a trainee at Harbour Hospital, the reform comes late. The 26-year-old said she would leave in May.",
            "The 26-year-old",
            "Milena Costa",
        ),
        (
            "His nephew, Tomas Alves, owns a small boat with two friends. The 31-year-old said a longer rest would pay for itself.",
            "The 31-year-old",
            "Tomas Alves",
        ),
        (
            (
                "Leila Haddad left a post in Lyon last year to run a laboratory in Sfax.\n\n"
                '"They asked me why," recalled the 34-year-old materials scientist, who leads a team of nine.'
            ),
            "the 34-year-old materials scientist",
            "Leila Haddad",
        ),
        (
            (
                "Peter Kamau, a hydrologist at the Dry Lands Institute, has written three reports. The hydrologist from Nairobi said "
                "that meters were overdue."
            ),
            "The hydrologist from Nairobi",
            "Peter Kamau",
        ),
        (
            "Rosa Lindt lives in a hut with her adult son, Peter Kamau.\n\nHer son said the rain came in.",
            "Her son",
            "Peter Kamau",
        ),
        (
            "Rosa Lindt lives in a hut with her husband, Peter Kamau.\n\nHer son said the rain came in.",
            "Her son",
            None,
        ),
        (
            "A farmer at the gate refused to talk. Rosa Lindt, the mayor, said the road would open. The farmer said it would not.",
            "The farmer",
            None,
        ),
        (
            'Rosa Lindt, the mayor, said the road would open. Then Anna Weber spoke. "It is late," the engineer said.',
            "the engineer",
            "Anna Weber",
        ),
    ],
)
def test_who_is_meant(said_by_rules, text, source, speaker):
    found = {name: who for name, who in said_by_rules(text).items() if name.startswith(source)}
    assert found
    assert set(found.values()) == {speaker}


def test_a_body_is_called_by_the_noun_that_stands_behind_its_name(said_by):
    text = (
        '"We have waited," said Paula Renn, president of the Milltown Educators Association, the union that represents teachers.'
        + "".join(f"\n\nThe board met again in week {i}, and nothing came of it." for i in range(14))
        + "\n\nThe union warned that classes would stop."
    )
    assert said_by(text)["The union"] == "Milltown Educators Association"


def attributed(nlp, text: str, *, source: str, cue: str, content: str) -> tuple[Reading, Attribution]:
    """An attribution as the encoder may find it."""
    doc = nlp(text)
    reading = Reading(doc, passages(doc))

    def span(words: str) -> tuple[int, int]:
        return text.index(words), text.index(words) + len(words)

    word = reading.token_at(span(cue)[0])
    return reading, Attribution([span(content)], "speech", word, span(cue), -1, [span(source)])


@pytest.mark.parametrize(("verb", "speaker"), [("heard", None), ("found", "parliamentary inquiry")])
def test_whoever_hears_says_nothing(quotes_nlp, verb, speaker):
    text = f"Families had waited for two years, a parliamentary inquiry {verb} on Tuesday."
    reading, found = attributed(
        quotes_nlp, text, source="a parliamentary inquiry", cue=verb, content="Families had waited for two years"
    )
    (figure,) = Speakers(reading, [found]).resolve_all([found])
    assert figure.name == speaker


def test_a_consultancy_with_a_clause_behind_its_name_speaks(quotes_of):
    text = "In a note this week, consultancy Granoval, which tracks shipping, said that insurance would decide the season."
    assert [q.speaker for q in quotes_of(text)] == ["Granoval"]


def test_a_report_is_its_makers(quotes_of):
    text = "A draft report by the Meuse Commission, reviewed for this article, warns that the channel could close in June."
    assert [q.speaker for q in quotes_of(text)] == ["Meuse Commission"]


def test_the_name_of_a_column_is_no_speaker(quotes_of):
    text = "Across Iberia: Northern province woos young doctors with houses and patience\n\nThe first three arrived in May."
    assert not [q for q in quotes_of(text) if q.speaker]


def test_a_body_is_not_named_up_to_an_adjective(quotes_nlp):
    text = "The ministry's meeting on the use of the latest Coastal Renewal Strategy identified the directions."
    cut = "The ministry's meeting on the use of the latest"
    reading, found = attributed(quotes_nlp, text, source=cut, cue="identified", content="the directions")
    (figure,) = Speakers(reading, [found]).resolve_all([found])
    assert figure.name == "ministry's meeting on the use"


def test_his_company_is_the_one_that_he_directs(said_by):
    text = (
        "Peter Kamau, general director of the Green Valley Seed Company, said many firms waited. "
        "His company said in May that it would spend 300 million on a plant."
    )
    assert said_by(text)["His company"] == "Green Valley Seed Company"


def test_a_programme_speaks(quotes_of):
    text = (
        "Seed will be grown at home by 2030, according to a national seed programme recently approved by the Ministry of Land."
    )
    assert [q.speaker for q in quotes_of(text)] == ["national seed programme"]
