"""What people type is never a syntax error of the database."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from growth import within
from policynlp.corpus.search.query_language import to_fts5
from policynlp.errors import InputError

TEXTS = {
    1: "Rice exports rose while wheat prices fell",
    2: "The minister spoke of food security and of rice",
    3: "Wheat, barley and the COVID-19 years: U.S. tariffs on O'Brien's farm",
    4: "Agricultural exports of rice one two three four five six seven eight nine ten eleven wheat",
}


@pytest.fixture(scope="module")
def table() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    connection.execute("CREATE VIRTUAL TABLE t USING fts5 (text, tokenize = 'porter unicode61 remove_diacritics 2')")
    connection.executemany("INSERT INTO t (rowid, text) VALUES (?, ?)", TEXTS.items())
    return connection


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("rice", {1, 2, 4}),
        ("RICE export", {1, 4}),
        ("rice AND export", {1, 4}),
        ('"food security"', {2}),
        ("“food security”", {2}),
        ('"security food"', set()),
        ("agricult*", {4}),
        ('"food secur"*', {2}),
        ("barley OR minister", {2, 3}),
        ("rice wheat OR barley", {1, 3, 4}),
        ("rice NOT wheat", {2}),
        ("rice AND NOT wheat", {2}),
        ("rice NOT wheat NOT minister", set()),
        ("(minister OR barley) NOT rice", {3}),
        ("rice NOT (wheat OR minister)", set()),
        ("rice NEAR wheat", {1}),
        ("rice NEAR/11 wheat", {1, 4}),
        ("NEAR(rice wheat)", {1}),
        ("NEAR(rice wheat, 11)", {1, 4}),
        ("NEAR(rice wheat,11)", {1, 4}),
        ("rice NEAR exports NEAR wheat", {1}),
        ("COVID-19", {3}),
        ("O'Brien U.S.", {3}),
        ("text:rice", set()),
        ("^rice", {1, 2, 4}),
        ("and", {2, 3}),
        ("—", set()),
    ],
)
def test_finds(table: sqlite3.Connection, query: str, expected: set[int]) -> None:
    found = table.execute("SELECT rowid FROM t WHERE t MATCH ?", (to_fts5(query),)).fetchall()
    assert {rowid for (rowid,) in found} == expected


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ('"rice', "quotation mark"),
        ("(rice", "not closed"),
        ("rice)", "one bracket too many"),
        ("rice AND", "missing at the end"),
        ("OR rice", "nothing to stand on"),
        ("NOT rice", "nothing to stand on"),
        ("NEAR rice", "nothing to stand on"),
        ("rice NEAR (a b)", "not brackets"),
        ("(a b) NEAR c", "not brackets"),
        ("NEAR(rice)", "two words"),
        ("NEAR(rice wheat, many)", "no number"),
        ("NEAR(rice wheat", "missing at the end"),
        ("()", "nothing to stand on"),
        ("(" * 31 + "a" + ")" * 31, "deep"),
        ("a" * 10_001, "longer than"),
    ],
)
def test_says_what_is_wrong(query: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        to_fts5(query)


PIECES = st.sampled_from(
    [
        "rice",
        "AND",
        "OR",
        "NOT",
        "NEAR",
        "NEAR/3",
        "NEAR(",
        "(",
        ")",
        ",",
        "3",
        '"',
        "*",
        "food*",
        "a:b",
        "{",
        "^",
        "-",
        "+",
        "'",
        "\x00",
        "“",
    ]
)


@given(st.lists(PIECES, max_size=12), st.sampled_from(["", " "]))
def test_the_database_reads_whatever_comes_out(table: sqlite3.Connection, pieces: list[str], between: str) -> None:
    try:
        expression = to_fts5(between.join(pieces) or "rice")
    except InputError:
        return
    table.execute("SELECT rowid FROM t WHERE t MATCH ?", (expression,)).fetchall()


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(table: sqlite3.Connection, text: str) -> None:
    try:
        expression = to_fts5(text)
    except InputError:
        return
    table.execute("SELECT rowid FROM t WHERE t MATCH ?", (expression,)).fetchall()


def test_long_queries_take_linear_time() -> None:
    assert within(1, lambda: to_fts5("a " * 4_999))
