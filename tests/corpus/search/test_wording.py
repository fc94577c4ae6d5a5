"""How a text is read: words, questions, and what cannot be parsed."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policynlp.corpus.search.wording import content_words, freely, is_question, strictly
from policynlp.errors import InputError


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("who spoke on food security?", ["food", "security"]),
        ("What did the minister say about O'Brien's farm", ["minister", "o'brien's", "farm"]),
        ("the who", ["the", "who"]),  # nothing else is there
        ("rice rice RICE", ["rice"]),
        ("", []),
        ("?!", []),
    ],
)
def test_content_words(text: str, words: list[str]) -> None:
    assert content_words(text) == words


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("who spoke on food security?", True),
        ("who spoke on food security", True),
        ("food security?", True),
        ("food security", False),
        ("who", False),
        ("World Health Organization", False),
        ("?", True),
    ],
)
def test_questions(text: str, question: bool) -> None:
    assert is_question(text) is question


@pytest.mark.parametrize(
    ("text", "ranked", "expression"),
    [
        ("food security", False, '"food" AND "security"'),
        ("the food security", False, '"food" AND "security"'),
        ("who spoke on food security?", True, '"food" OR "security"'),
        ('"food security"', False, '"food security"'),
        ("food OR rice", False, '("food" OR "rice")'),
        ("agricult*", False, '"agricult"*'),
        ('broken "phrase', True, '"broken" OR "phrase"'),
        ("(((", True, None),
        ("export prices rice wheat barley maize millet harvest", True, None),
    ],
)
def test_freely(text: str, ranked: bool, expression: str | None) -> None:
    reading = freely(text)
    assert reading.ranked is ranked
    assert not ranked or reading.words == tuple(content_words(text))
    if expression or text == "(((":
        assert reading.expression == expression


@pytest.mark.parametrize(
    ("text", "binding", "meant"),
    [
        ("grain NOT farm", True, "grain"),
        ('"food security"', True, "food security"),
        ("food NEAR security", True, "food security"),
        ("NEAR(food security, 3) NOT (farm OR hill)", True, "food security"),
        ("rice AND wheat", True, "rice wheat"),
        ("(rice OR wheat) export", True, "rice wheat export"),
        ("agricult*", True, "agricult"),
        ('who said "food security"?', True, "who said food security?"),
        ("food security", False, None),
        ("Plan (2024) of the ministry", False, None),  # brackets of a title
        ("who spoke on food security?", False, None),
    ],
)
def test_operators_bind_what_meaning_finds(text: str, binding: bool, meant: str | None) -> None:
    reading = freely(text)
    assert reading.binding is binding
    assert (reading.meant or "").replace(" ?", "?") == (meant or "")


def test_a_question_keeps_to_what_it_quotes() -> None:
    reading = freely('who said "food security" and “clean water”?')
    assert reading.expression == '"food security" AND "clean water"'
    assert "quoted" in (reading.note or "")


def test_strictly_fails_where_freely_does_not() -> None:
    with pytest.raises(InputError):
        strictly('"open')
    assert "quotation mark" in (freely('"open').note or "")


@given(st.text(max_size=80))
def test_whatever_is_typed_can_be_looked_for(text: str) -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5 (text, tokenize = 'porter unicode61 remove_diacritics 2')")
    reading = freely(text)
    for expression in (reading.expression, reading.any_word):
        if expression:
            connection.execute("SELECT rowid FROM t WHERE t MATCH ?", (expression,)).fetchall()
    connection.close()
