"""A surname in a text that names somebody's relative in full: whoever is called by it is not the relative."""

from __future__ import annotations

import pytest


def speakers(quotes_of, text: str) -> list[str | None]:
    return [q.speaker for q in quotes_of(text)]


def test_a_prime_minister_is_not_his_wife(quotes_of):
    text = (
        "Prime Minister Okafor said on Monday that prices would fall. His wife, Grace Okafor, said that she was tired. "
        '"We will act," Mr. Okafor said. The prime minister said taxes would fall. "I sleep badly," Ms Okafor said.'
    )
    assert speakers(quotes_of, text) == ["Okafor", "Grace Okafor", "Okafor", "Okafor", "Grace Okafor"]


def test_a_first_lady_is_not_the_president(quotes_of):
    text = (
        "President Halvorsen said on Monday that the vote would be close. The first lady, Ingrid Halvorsen, will speak in Oslo. "
        '"Go and vote," Mrs. Halvorsen said. Halvorsen said that it mattered.'
    )
    assert speakers(quotes_of, text) == ["Halvorsen", "Ingrid Halvorsen", "Halvorsen"]


@pytest.mark.parametrize(
    "text",
    [
        'John Smith waited. His wife, Anna Berg, said that she was tired. "I sleep badly," Berg said.',
        'Berg was shot in his car. His mother, Anna Berg, said that he was kind. "They took my baby," Berg said.',
        'The widow, Anna Berg, said that she was tired. "I sleep badly," Berg said.',
    ],
)
def test_nobody_else_has_the_name(quotes_of, text):
    assert speakers(quotes_of, text) == ["Anna Berg", "Anna Berg"]
