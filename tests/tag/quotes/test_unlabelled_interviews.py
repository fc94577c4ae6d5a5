"""Interviews that label the first question and answer alone, or no turn at all."""

from __future__ import annotations

import pytest

PAIR = "Coastal Review: How high was the water this year?\n\nPeter Novak: It rose by 40 centimetres."
RECEIVED = "Peter Novak has run the harbour since 2019. He received us in his office."


def spoken(quotes_of, text: str) -> dict[str, str | None]:
    """First words of a paragraph to whoever speaks it, of the paragraphs that have no cue."""
    return {text[slice(*q.content[0])].split()[0]: q.speaker for q in quotes_of(text) if q.source and not q.cue}


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        (
            ["Can it be held?", "I doubt it.", "And the port?", "Open."],
            {"Can": "Coastal Review", "I": "Peter Novak", "And": "Coastal Review", "Open.": "Peter Novak"},
        ),
        (  # a question without its mark
            [
                "Can it be held?",
                "I doubt it.",
                "Fishers say no.",
                "They have said so for many years.",
                "And the port?",
                "Open.",
            ],
            {"Can": "Coastal Review", "I": "Peter Novak", "Fishers": "Coastal Review", "They": "Peter Novak"}
            | {"And": "Coastal Review", "Open.": "Peter Novak"},
        ),
        (  # answers of several paragraphs: what stands right behind a question
            ["Can it be held?", "I doubt it.", "The bank says no, and so do we all.", "And the port?", "Open."],
            {"Can": "Coastal Review", "I": "Peter Novak", "And": "Coastal Review", "Open.": "Peter Novak"},
        ),
        (["The minister opened a dyke.", "It cost a fortune.", "Will it hold?", "Nobody knows."], {}),
    ],
)
def test_behind_a_labelled_pair(quotes_of, rest, expected):
    assert spoken(quotes_of, "\n\n".join(["The harbour of Beira is small.", PAIR, *rest])) == expected


def test_up_to_a_rule(quotes_of):
    text = "\n\n".join(
        [PAIR, "Can it be held?", "I doubt it.", "And the port?", "Open.", "---", "He was born there.", "So what?"]
    )
    assert set(spoken(quotes_of, text)) == {"Can", "I", "And", "Open."}


@pytest.mark.parametrize(
    ("opening", "answers"),
    [
        (RECEIVED, "Peter Novak"),
        ("An interview with Peter Novak, who runs the harbour.", "Peter Novak"),
        ("Peter Novak has run the harbour since 2019. He spoke to fishers on Monday.", None),
        ("Peter Novak has run the harbour since 2019. He was elected mayor.", None),
        ("Peter Novak and Maria Santos run the harbour. He received us in his office.", None),
    ],
)
def test_without_any_label(quotes_of, opening, answers):
    text = "\n\n".join([opening, "How high was the water?", "We lost two piers.", "Can it be held?", "I doubt it."])
    assert spoken(quotes_of, text) == ({"We": answers, "I": answers} if answers else {})


@pytest.mark.parametrize("answer", ["All drivers do.", "We all do."])
def test_what_a_paper_answers_itself_is_nobodys_word(quotes_of, answer):
    text = "\n\n".join([RECEIVED, "What is the tax?", "It is a levy on fuel.", "Who pays it?", answer])
    assert spoken(quotes_of, text) == {}


def test_a_headline_in_marks_is_not_the_papers(quotes_of):
    text = f'"We lost two piers"\n\n{PAIR}\n\nCoastal Review: Can it be held?\n\nPeter Novak: I doubt it.'
    assert all(q.speaker != "Coastal Review" for q in quotes_of(text) if "piers" in text[slice(*q.content[0])])


@pytest.mark.parametrize(
    ("told", "asks"),
    [("He received us in his office.", None), ("He spoke to Maria Santos in his office.", "Maria Santos")],
)
def test_whom_a_paragraph_introduces_answers(quotes_of, told, asks):
    text = (
        f"Peter Novak has run the harbour since 2019. {told}\n\nQ: How high was it?\n\nA: It rose.\n\nQ: Why?\n\nA: It rains."
    )
    assert [q.speaker for q in quotes_of(text) if q.cue] == [asks, "Peter Novak"] * 2
