"""Surnames that several bear, words beside names that are none of them, nicknames, pronouns that are somebody else."""

from __future__ import annotations

import pytest

from policynlp.tag.entities.tokens import Mention, Tokens
from policynlp.tag.people.strays import over_hyphens, without_strays


def names(doc) -> set[str]:
    return {p.name for p in doc._.policynlp_people}


def bearer(doc, words: str) -> str:
    """Name of the person whose mention begins with the first such words behind everything else that is like them."""
    start = doc.text.rindex(words)
    return next(p.name for p in doc._.policynlp_people for s, _ in p.mentions if s == start)


@pytest.mark.parametrize(
    ("text", "short", "name"),
    [
        (
            (
                "Peter Kamau opened the mill in May. Peter Kamau owns two others, and his sister Mary Kamau runs a farm near Thika.",
                "Kamau said that the mill would hire forty people.",
            ),
            "Kamau said",
            "Peter Kamau",
        ),
        (("Peter Kamau met Mary Kamau in London on Friday.", "Kamau said she was glad."), "Kamau said", "Mary Kamau"),
        (
            ("Peter Kamau met Mary Kamau in London. Mary Kamau had come alone.", "Mr. Kamau said that the mill was safe."),
            "Kamau said",
            "Peter Kamau",
        ),
        (
            (
                "Mr. Hale spoke in York. Mr. Hale had come by train, and the crowd liked Susan Hale, the first to speak.",
                "Hale said that it was time.",
            ),
            "Hale said",
            "Hale",
        ),
    ],
    ids=["whoever is named in full more often", "the pronoun behind", "the honorific", "a man has no woman's name"],
)
def test_a_surname_of_several_is_one_persons(tag, text, short: str, name: str) -> None:
    assert bearer(tag(*text), short) == name


def test_whoever_is_called_by_both_surnames_is_not_called_by_one(tag) -> None:
    doc = tag(
        "Tomás Arroyo Vega, who built the dam, died on Friday. His daughter, Inés Arroyo Luna, told the radio so.",
        "The mayor sat beside Arroyo Luna at the wake.",
        "Arroyo was born in Talca.",
    )
    assert bearer(doc, "Arroyo was") == "Tomás Arroyo Vega"
    assert bearer(doc, "Arroyo Luna") == "Inés Arroyo Luna"


def test_a_surname_goes_to_whoever_came_last_where_the_other_is_long_past(tag) -> None:
    doc = tag(
        "Peter Kamau opened the mill. Peter Kamau owns two others, as Peter Kamau often says.",
        *["The river rose again and nobody crossed it for a week or so." * 12] * 2,
        "Mary Kamau, a geologist, had warned of it.",
        "Kamau said that it would rise again.",
    )
    assert bearer(doc, "Kamau said") == "Mary Kamau"


def test_apostrophes_of_both_kinds_are_one_name(tag) -> None:
    assert names(tag("James O’Neill, the commissioner, spoke first.", "O'Neill said that the street was open.")) == {
        "James O’Neill"
    }


def test_a_nickname_between_marks_is_known_again(tag) -> None:
    doc = tag('Rep. Walter J. "Buddy" Nash asked for time.', "Buddy Nash said that he had none.")
    assert bearer(doc, "Buddy Nash said") == "Walter J. Nash"


def test_who_is_met_is_not_who_meets(tag) -> None:
    doc = tag("Mwangi Otieno met with her in Kisumu.")
    assert [p.gender for p in doc._.policynlp_people if p.name == "Mwangi Otieno"] == [None]


def test_a_clause_with_who_gives_no_title_of_a_wife(tag) -> None:
    doc = tag("Among them was George Adeyemi, who signed the law for the museum, and his wife, Laura, who spoke of it.")
    assert all("wife" not in p.titles for p in doc._.policynlp_people if p.name == "George Adeyemi")


def test_a_town_is_not_the_mayor(tag) -> None:
    doc = tag("At a briefing in Chelsea, the mayor said that the street was closed.")
    assert all(not p.titles for p in doc._.policynlp_people)


def test_a_capital_is_not_its_country(tag) -> None:
    doc = tag("Mexico asked for proof.", "The case was heard in Mexico City.")
    assert len({e.entity for e in doc._.policynlp_entities if "Mexico" in e.name}) == 2


@pytest.mark.parametrize(
    ("text", "spans", "kept"),
    [
        ("Grim Helen Marsh spoke. Helen Marsh sat. Helen Marsh left.", [(0, 3), (5, 7), (9, 11)], "Helen Marsh"),
        (
            "Helen Marsh Slams Bank Over Hidden Fees. Helen Marsh sat. Helen Marsh left.",
            [(0, 3), (8, 10), (12, 14)],
            "Helen Marsh",
        ),
        ("Marsh Wins Third Term In Close Vote. Helen Marsh sat. Marsh left.", [(0, 3), (8, 10), (12, 13)], "Marsh"),
        ("Grim Helen Marsh spoke.", [(0, 3)], "Grim Helen Marsh"),
        ("Ana Helen Marsh spoke. Helen Marsh sat. Helen Marsh left.", [(0, 3), (5, 7), (9, 11)], "Ana Helen Marsh"),
    ],
    ids=["an epithet", "a headline's verb", "a surname and a headline's verb", "named once", "a given name"],
)
def test_words_beside_a_name_go_where_the_text_has_the_name_without_them(blank, text: str, spans, kept: str) -> None:
    tokens = Tokens(blank(text))
    mentions = without_strays(tokens, [Mention(s, e, "PERSON", "model") for s, e in spans])
    assert tokens.words(mentions[0].start, mentions[0].end) == kept


def test_a_name_over_a_hyphen_is_one_person(blank) -> None:
    tokens = Tokens(blank("Jo - Renee Faber spoke.".replace(" - ", "-")))
    pieces = [i for i in range(len(tokens)) if tokens.text[i] in {"Jo", "Renee"}]
    assert len(pieces) == 2, "the tokenizer cuts at hyphens"
    found = over_hyphens(tokens, [Mention(pieces[0], pieces[0] + 1, "PERSON"), Mention(pieces[1], pieces[1] + 2, "PERSON")])
    assert [tokens.words(m.start, m.end) for m in found] == ["Jo-Renee Faber"]


def test_a_line_without_end_is_no_headline(blank) -> None:
    """Nobody looks along a text of one line for every name in it."""
    tokens = Tokens(
        blank("Helen Marsh Slams " + "Banks And Their Hidden Fees " * 20 + "and Helen Marsh sat and Helen Marsh left.")
    )
    last = len(tokens) - 1
    assert not tokens.headline[0]
    found = without_strays(
        tokens, [Mention(0, 3, "PERSON"), Mention(last - 6, last - 4, "PERSON"), Mention(last - 3, last - 1, "PERSON")]
    )
    assert tokens.words(found[0].start, found[0].end) == "Helen Marsh Slams"
