"""Hearers that are no speakers, people without a name, papers whose maker a clause tells, bodies that count."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "source", "speaker"),
    [
        (
            (
                '"The soil is good," said Fortunato Layme, who leads the parents. "We sow it," he said.\n\n'
                "The regional manager of roads, Oscar Villafuerte, receives visitors under a map. He maintains that nine roads are closed."
            ),
            "He",
            "Oscar Villafuerte",
        ),
        (
            (
                "Ann Reeve of the council spoke first. One nurse, who has applied for a post in Ontario, cried in the car park."
                ' "I love the ward," she said.'
            ),
            "she",
            None,
        ),
        (
            'Karl Brandt left early.\n\nAn engineer who asked not to be named was blunter. "Everybody knew," he said.',
            "he",
            None,
        ),
        (
            (
                "Rhona Geddes spoke for the island. Every lorry that waits costs Donald Morrison, who sends fish to Vigo, £3,500."
                ' "Prawns don\'t read the apology," he said.'
            ),
            "he",
            "Donald Morrison",
        ),
        (
            (
                "Chancellor Olaf Brandt lost the vote on Monday evening.\n\nA visibly tired chancellor stepped up to the microphones."
                ' "We have failed," he said.'
            ),
            "he",
            "Olaf Brandt",
        ),
        (
            (
                "The think tank published a study on Monday. According to the study, the Clean Air Act saved lives."
                " The study says that 400,000 people would have died."
            ),
            "The study",
            "study",
        ),
        (
            "One sailing in 18 was lost, according to a report that Audit Lunde published last week.",
            "a report that Audit Lunde published last week",
            "Audit Lunde",
        ),
        (
            "One sailing in 18 was lost, according to a report that Audit Lunde issued too many permits.",
            "a report",
            "report",
        ),
        (
            (
                "The ministry's own blueprint, the National Programme for Herding, makes sober reading."
                " It says that only 13 percent of the herders are insured."
            ),
            "It",
            "National Programme for Herding",
        ),
    ],
)
def test_who_is_meant(said_by, text, source, speaker):
    assert said_by(text)[source] == speaker


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("The Northern Nurses' Alliance counts close to 900 departures in the year to May.", "Northern Nurses' Alliance"),
        ("A report by the Northern Audit Office found 1,263 workers on the site.", "Northern Audit Office"),
        ("Police found 12 bodies in the house.", None),
        ("The European Union counts 27 member states.", None),
        ("Officials counted 3,000 ballots by hand.", None),
        ("The province counts some 78,000 hectares of groves.", None),
        ("Barrois counted 12 boats at the quay.", None),
    ],
)
def test_bodies_that_count_say_so(quotes_of, sentence, speaker):
    assert [q.speaker for q in quotes_of(sentence)] == ([speaker] if speaker else [])


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("The region has retained an administrative system that calls for reforms.", False),
        ("The region was given a plan that calls for reforms of its schools.", True),
    ],
)
def test_a_thing_that_calls_for_something_says_nothing(quotes_of, sentence, said):
    assert bool(quotes_of(sentence)) is said
