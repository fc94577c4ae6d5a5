"""Names in two halves, names with their body in one mention, offices and capitals that are no people."""

from __future__ import annotations

from dataclasses import replace

import pytest
from spacy.language import Language

from policynlp.tag.entities.finding import _bare, _with_purposes
from policynlp.tag.entities.organisations import find_organisations
from policynlp.tag.entities.tokens import Mention, Seen, Tokens
from policynlp.tag.people.restored import restored


def mention(tokens: Tokens, words: str, label: str, *, nth: int = 0) -> Mention:
    at = -1
    for _ in range(nth + 1):
        at = tokens.doc.text.index(words, at + 1)
    span = tokens.doc.char_span(at, at + len(words), alignment_mode="expand")
    assert span is not None
    return Mention(span.start, span.end, label, "model", 0.9)


def found(nlp: Language, text: str, *given: tuple[str, str]) -> list[tuple[str, str]]:
    tokens = Tokens(nlp(text))
    mentions = sorted((mention(tokens, words, label) for words, label in given), key=lambda m: m.start)
    return [(tokens.words(m.start, m.end), m.label) for m in restored(tokens, mentions, certain=frozenset())]


@pytest.mark.parametrize(
    ("text", "given", "name"),
    [
        ("A hydrologist, Malika Rahimova, disagrees.", [("Malika", "PERSON"), ("Rahimova", "PERSON")], "Malika Rahimova"),
        ("The ecologist Kh. Oyuntuya counts goats.", [("Kh", "PERSON"), ("Oyuntuya", "PERSON")], "Kh. Oyuntuya"),
        (
            '"It leaks," remarks Malika Rahimova, a hydrologist. Rahimova would begin there.',
            [("Malika", "PERSON")],
            "Malika Rahimova",
        ),
    ],
)
def test_two_halves_are_one_name(nlp, text, given, name):
    assert (name, "PERSON") in found(nlp, text, *given)


@pytest.mark.parametrize("text", ["Then Okoro, Adeyemi and others left.", "It was Okoro. Adeyemi left."])
def test_two_people_stay_two(nlp, text):
    assert {w for w, _ in found(nlp, text, ("Okoro", "PERSON"), ("Adeyemi", "PERSON"))} == {"Okoro", "Adeyemi"}


def test_a_person_and_a_body_in_one_mention_are_parted(nlp):
    names = found(
        nlp,
        "Professor Liv Haug of the Norwegian School of Planning wrote so.",
        ("Professor Liv Haug of the Norwegian School of Planning", "ORG"),
    )
    assert names == [("Liv Haug", "PERSON"), ("the Norwegian School of Planning", "ORG")]


def test_one_word_is_parted_from_a_body_where_the_text_calls_somebody_so(nlp):
    tokens = Tokens(nlp("Goats eat it, Oyuntuya of the National University points out. To Oyuntuya it is plain."))
    given = [mention(tokens, "Oyuntuya of the National University", "ORG"), mention(tokens, "Oyuntuya", "PERSON", nth=1)]
    names = [(tokens.words(m.start, m.end), m.label) for m in restored(tokens, given, certain=frozenset())]
    assert names[:2] == [("Oyuntuya", "PERSON"), ("the National University", "ORG")]


def test_a_body_that_is_called_after_a_place_stays_whole(nlp):
    text = "The Court of the Queen's Bench sat. Bench waited."
    assert ("Court of the Queen's Bench", "ORG") in found(nlp, text, ("Court of the Queen's Bench", "ORG"))


def test_an_office_before_its_holder_is_no_body(nlp):
    text = (
        "The Minority Spokesperson on Health, Mr Yaw Darko, said so. The Commissioner for Children, an office of ten, said so."
    )
    names = dict(
        found(
            nlp,
            text,
            ("The Minority Spokesperson on Health", "ORG"),
            ("Yaw Darko", "PERSON"),
            ("The Commissioner for Children", "ORG"),
        )
    )
    assert names == {"Yaw Darko": "PERSON", "The Commissioner for Children": "ORG"}


@pytest.mark.parametrize(
    ("text", "word", "label"),
    [
        ('"Ulaanbaatar should come and count," she says.', "Ulaanbaatar", "GPE"),
        ("Islamabad should pay, she says.", "Islamabad", "GPE"),
        ("Washington should pay, she says.", "Washington", "PERSON"),  # a name as well: whoever read it so decides
        ("An officer at Kofikrom spoke.", "Kofikrom", "GPE"),
        ("The anger at Okoro grew.", "Okoro", "PERSON"),
    ],
)
def test_capitals_and_posts_are_places(nlp, text, word, label):
    assert (word, label) in found(nlp, text, (word, "PERSON"))


def test_a_month_before_a_surname_is_no_given_name(nlp):
    tokens = Tokens(nlp("The minister is Luis Prado. In June Prado told the committee so. In April Ryan's view, it rained."))
    surnames = {"Prado", "Ryan"}
    dated = _bare(tokens, mention(tokens, "June Prado", "PERSON"), surnames)
    assert tokens.words(dated.start, dated.end) == "Prado"
    named = _bare(tokens, mention(tokens, "April Ryan", "PERSON"), surnames)
    assert tokens.words(named.start, named.end) == "April Ryan"


def test_a_body_that_a_model_begins_late_begins_with_its_name(nlp):
    tokens = Tokens(nlp("Yet the Accounts Chamber came to another conclusion."))
    late, whole = mention(tokens, "Chamber", "ORG"), mention(tokens, "Accounts Chamber", "ORG")
    assert [tokens.words(m.start, m.end) for m in _with_purposes(tokens, [late], [whole])] == ["Accounts Chamber"]


def test_a_body_that_is_called_one_behind_its_name_is_whole(nlp):
    text = "Forest Watch Riau, a nongovernmental group, wrote so. Anna Weber, a company director, left."
    names = found(nlp, text, ("Watch Riau", "PERSON"), ("Anna Weber", "PERSON"))
    assert names == [("Forest Watch Riau", "ORG"), ("Anna Weber", "PERSON")]


@pytest.mark.parametrize(("third", "label"), [("She does not blame Eskom.", "ORG"), ("Mr Eskom, 54, left.", "PERSON")])
def test_a_word_that_is_read_as_a_body_twice_is_one_unless_somebody_is_shown(nlp, third, label):
    tokens = Tokens(nlp(f"Towns owe Eskom money. The plants of Eskom are old. {third}"))
    given = [mention(tokens, "Eskom", kind, nth=n) for n, kind in enumerate(("ORG", "ORG", "PERSON"))]
    assert [m.label for m in restored(tokens, given, certain=frozenset())][-1] == label


def test_the_initial_before_a_name_belongs_to_it(nlp):
    text = "Behind his camp D. Ganbold has piled hay. At No. Ganbold it stopped."
    assert found(nlp, text, ("Ganbold", "PERSON"))[0] == ("D. Ganbold", "PERSON")


@pytest.mark.parametrize(
    ("text", "short", "whole"),
    [
        ("So says the South African Grid Users' Forum, a lobby.", "South African Grid", "South African Grid Users' Forum"),
        ("According to the Sindh Growers' Forum, it costs more.", "Sindh Growers", "Sindh Growers' Forum"),
        ("The General Syndicate of Farmers said so.", "General Syndicate", "General Syndicate of Farmers"),
        ("Yet the Cabinet of Ministers said so.", "Cabinet", "Cabinet of Ministers"),
        ("A report by the Office of the Comptroller General holds so.", "Office", "Office of the Comptroller General"),
        ("Then the Office of Planning said so.", "Office", "Office"),
        ("It was the Cabinet of Norway.", "Cabinet", "Cabinet"),
    ],
)
def test_a_body_that_a_model_ends_early_ends_with_its_name(nlp, text, short, whole):
    tokens = Tokens(nlp(text))
    seen = replace(mention(tokens, short, "ORG"), firm=True)
    places = [replace(mention(tokens, w, "GPE"), firm=True) for w in ("Norway",) if w in text]
    longer = find_organisations(tokens, seen=Seen.of([seen], frozenset()))
    first = _with_purposes(tokens, [seen, *places], longer)[0]
    assert tokens.words(first.start, first.end) == whole
