"""Who asks and who answers behind "Q" and "A"."""

from __future__ import annotations

import pytest

TURNS = """

Q: Will the harvest be better this year?

A: It will, if the rain holds until May.

Q: And the price?

A: The price is for the market to say.
"""


@pytest.mark.parametrize(
    ("opening", "asks", "answers"),
    [
        ("An interview with Maria Santos on maize and rain", None, "Maria Santos"),
        ("Maria Santos, the head of the grain board, speaks to Peter Novak about maize.", "Peter Novak", "Maria Santos"),
        ("Peter Novak interviewed Maria Santos for this paper on Monday.", "Peter Novak", "Maria Santos"),
        ("The Harvest Hour: a conversation with Maria Santos", None, "Maria Santos"),
        ("We talked to Maria Santos, 52, a former miller, in her office above the mill.", None, "Maria Santos"),
        ("Maria Santos praised the mill that Peter Novak runs.", None, None),
        ("Interviews with Maria Santos and others. An interview with Peter Novak follows.", None, None),
    ],
)
def test_as_the_lines_in_front_say(quotes_of, opening, asks, answers):
    speakers = [q.speaker for q in quotes_of(opening + TURNS) if q.cue and quotes_label(opening + TURNS, q) in {"Q", "A"}]
    assert speakers == [asks, answers, asks, answers]


def quotes_label(text, quote):
    return text[slice(*quote.source[0])] if quote.source else ""


def test_as_the_turns_with_names_say(quotes_of):
    text = (
        "Peter Novak: Will the harvest be better this year?\n\nMaria Santos: It will, if the rain holds until May."
        "\n\nPeter Novak: Who says so?\n\nMaria Santos: The weather service does." + TURNS
    )
    speakers = [q.speaker for q in quotes_of(text) if quotes_label(text, q) in {"Q", "A"}]
    assert speakers == ["Peter Novak", "Maria Santos"] * 2


def test_nobody_where_both_ask(quotes_of):
    text = (
        "Peter Novak: Will the harvest be better this year?\n\nMaria Santos: What do you think of it?"
        "\n\nPeter Novak: Who says so?\n\nMaria Santos: The weather service does." + TURNS
    )
    assert {q.speaker for q in quotes_of(text) if quotes_label(text, q) in {"Q", "A"}} == {None}


def test_whom_the_questions_call_by_name_answers(quotes_of):
    text = (
        "Maria Santos runs the mill. Peter Novak runs the bakery.\n\nQ: Ms Santos, will the harvest be better this year?\n\n"
        "A: It will, if the rain holds until May.\n\nQ: And the price that Peter Novak pays?\n\nA: The price is for the market to say."
    )
    assert [q.speaker for q in quotes_of(text) if quotes_label(text, q) == "A"] == ["Maria Santos"] * 2
