"""Forms that show speech by themselves, and whose it is: an unnamed official who goes on, put at a figure, kept records."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "source", "speaker"),
    [
        ("Fire Brigade records show that 12 sheds burnt down in October.", "Fire Brigade records", "Fire Brigade"),
        (
            (
                "Ana Reis keeps the list, and she shows it. It was late, according to a senior official of the water authority, "
                "who agreed to speak only without a name. She believes that people gave up."
            ),
            "She",
            None,
        ),
        (
            "The network's coordinator, Ana Reis, attributed the delay to inflation.",
            "The network's coordinator, Ana Reis",
            "Ana Reis",
        ),
        (
            "Ana Reis, the party's spokesperson on energy, puts it at R16.4bn, once the plants are counted.",
            "Ana Reis, the party's spokesperson on energy",
            "Ana Reis",
        ),
        (
            "The minister, Ana Reis, put output in the year just ended at 600,000 tonnes.",
            "The minister, Ana Reis",
            "Ana Reis",
        ),
    ],
)
def test_who_says_it(said_by, text, source, speaker):
    found = said_by(text)
    assert source in found
    assert found[source] == speaker


def test_a_figure_of_another_clause_is_not_what_somebody_puts_at(quotes_of):
    assert not quotes_of("The mayor put money in the bank and prices stood at 600 euros.")
