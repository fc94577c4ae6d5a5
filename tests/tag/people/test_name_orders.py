"""Names of eight naming customs through a text: found whole, with their title, and their short forms tied to them.

`names.json` holds invented people, ten or more for each custom, with the form that the press goes on with.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from policynlp.tag.people.clusters import same_full_name
from policynlp.tag.people.surnames import is_pinyin, is_surname_first, short_forms, surname

NAMES = json.loads((Path(__file__).parent / "names.json").read_text(encoding="utf-8"))
STORY = (
    "{full}, a senior researcher at the Institute of Rural Affairs, said the reform had begun. The plan costs 3 million dollars.",
    "{Short} said the harvest was better than in 2022. Officials agreed with {short} on prices.",
)
PRONOUNS = {"He", "You"}  # "He said" and "You said" are read as the pronoun, as they should be


@pytest.mark.parametrize("custom", sorted(NAMES))
def test_full_name_title_and_short_forms(tag: Callable[..., Doc], custom: str) -> None:
    missed = []
    for name in NAMES[custom]:
        full, short = name["full"], name["short"]
        doc = tag(*(s.format(full=full, short=short, Short=short[0].upper() + short[1:]) for s in STORY))
        found = {p.name: p for p in doc._.policynlp_people}
        mentions = 2 if short in PRONOUNS else 3
        if full not in found or len(found[full].mentions) != mentions or found[full].titles != ("senior researcher",):
            missed.append((full, list(found.values())))
    assert missed == []


@pytest.mark.parametrize(
    "name, expected",
    [
        ("Luo Jiahui", "Luo"),
        ("Kim Min-seo", "Kim"),
        ("Nguyen Van Thanh", "Thanh"),
        ("Jane Mwangi", "Mwangi"),
        ("Li Smith", "Smith"),
        ("Ursula von der Heyden", "von der Heyden"),
        ("Robert Brown Jr.", "Brown"),
        ("Khalid bin Salman", "bin Salman"),
    ],
)
def test_what_stands_alone_afterwards(name: str, expected: str) -> None:
    assert surname(name.split()) == expected


@pytest.mark.parametrize("name", ["Jane Mwangi", "Martin Luther", "Li Smith", "Chi Omega", "Peter Kamau", "Han Solo-Smith"])
def test_names_in_western_order(name: str) -> None:
    assert not is_surname_first(name.split())


@pytest.mark.parametrize(
    "word, expected", [("Fulin", True), ("Xuefei", True), ("Zhi-gang", True), ("Smith", False), ("Vladimir", False)]
)
def test_pinyin(word: str, expected: bool) -> None:
    assert is_pinyin(word) is expected


@pytest.mark.parametrize(
    "a, b, same",
    [
        ("Luo Jiahui", "Jiahui Luo", True),
        ("Luo Jia-hui", "Luo Jiahui", True),
        ("John F. Whitlock", "John Whitlock", True),
        ("Pedro Sánchez", "Pedro Sanchez", True),
        ("Peter Kamau", "Mary Kamau", False),
        ("Luo Jiahui", "Luo Jiaming", False),
        ("Anna Maria Gil", "Anna Paula Gil", False),
    ],
)
def test_one_name_or_two(a: str, b: str, same: bool) -> None:
    assert same_full_name(a, b) is same
    assert same_full_name(b, a) is same


@given(st.lists(st.text(min_size=1, max_size=8).filter(lambda w: not any(c.isspace() for c in w)), max_size=6))
def test_any_words_have_short_forms_or_none(words: list[str]) -> None:
    assert all(isinstance(f, str) and f for f in short_forms(words))
