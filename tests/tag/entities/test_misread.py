"""Names that models misread whatever the text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from spacy.language import Language

from policynlp.tag.entities.misread import without_misread
from policynlp.tag.entities.tokens import Mention, Tokens


def read(nlp: Language, text: str, *names: tuple[str, str]) -> list[tuple[str, str]]:
    tokens = Tokens(nlp(text))
    found = []
    for words, label in names:
        at = text.index(words)
        span = tokens.doc.char_span(at, at + len(words), alignment_mode="expand")
        assert span is not None
        found.append(Mention(span.start, span.end, label, "model", 0.9))
    return [(tokens.words(m.start, m.end), m.label) for m in without_misread(tokens, sorted(found, key=lambda m: m.start))]


@pytest.mark.parametrize(
    "text, names, whole",
    [
        ("Weber Lindt AG will close.", [("Weber Lindt", "PERSON"), ("AG", "ORG")], [("Weber Lindt AG", "ORG")]),
        ("Berg Lind AB said so.", [("Berg Lind", "PERSON")], [("Berg Lind AB", "ORG")]),
        ("Rossi Bruno SpA said so.", [("Rossi Bruno SpA", "PERSON")], [("Rossi Bruno SpA", "ORG")]),
        ("Orders at Nordstahl AG fell.", [("AG", "ORG")], [("Nordstahl AG", "ORG")]),
        ("Orders fell, and AG fell.", [("AG", "ORG")], []),
        ("Senator Karl Weber SA said so.", [("Karl Weber", "PERSON")], [("Karl Weber", "PERSON")]),
        ("Karl Weber said so.", [("Karl Weber", "PERSON")], [("Karl Weber", "PERSON")]),
    ],
)
def test_a_firm_has_its_legal_form(nlp: Language, text: str, names: list, whole: list) -> None:
    assert read(nlp, text, *names) == whole


@pytest.mark.parametrize(
    "text, name",
    [
        ("Growth is put at 5 percent in FY2026.", ("FY2026", "GPE")),
        ("It is told in PART II of the law.", ("PART II", "GPE")),
        ("It cost KSh 40.", ("KSh", "ORG")),
        ("It cost 40 million SEK in May.", ("SEK", "ORG")),
        ("Governor Signs Bill to Cut Prices", ("Signs Bill", "PERSON")),
        ("Key Findings", ("Key Findings", "PERSON")),
    ],
)
def test_what_is_no_name(nlp: Language, text: str, name: tuple[str, str]) -> None:
    assert read(nlp, text, name) == []


@pytest.mark.parametrize(
    "text, name",
    [
        ("Governor Backs Bill Haslam", ("Bill Haslam", "PERSON")),
        ("They met in Fyfield in May.", ("Fyfield", "GPE")),
        ("Section 4 of the Act applies.", ("Section 4", "LAW")),
        ("A. Merkel said so.", ("A. Merkel", "PERSON")),
        ("On Monday the SEK had stormed the house.", ("SEK", "ORG")),
        ("DOI said it had issued 12 permits.", ("DOI", "ORG")),
        ("A man called Doi left.", ("Doi", "PERSON")),
    ],
)
def test_what_looks_like_it_is_one(nlp: Language, text: str, name: tuple[str, str]) -> None:
    assert read(nlp, text, name) == [name]


def test_the_letters_of_a_list_are_no_initials(nlp: Language) -> None:
    text = "A. Occupancy\n\nNobody lives there.\n\nB. Ana Reis\n\nShe does."
    assert read(nlp, text, ("A. Occupancy", "PERSON"), ("B. Ana Reis", "PERSON")) == [("Ana Reis", "PERSON")]


@pytest.mark.parametrize(
    "text, name, whole",
    [
        ("Ana Reis, WFP Regional Director, spoke.", ("WFP Regional", "ORG"), ("WFP", "ORG")),
        ("Ana Reis, FAO Subregional Coordinator, spoke.", ("FAO Subregional Coordinator", "ORG"), ("FAO", "ORG")),
        ("Ana Reis left Delta Regional on Monday.", ("Delta Regional", "ORG"), ("Delta Regional", "ORG")),
        ("The office of Women's Aid spoke.", ("Aid", "ORG"), ("Women's Aid", "ORG")),
        ("It rained in Cork and Kerry in May.", ("Kerry", "PERSON"), ("Kerry", "GPE")),
    ],
)
def test_where_a_name_ends_and_what_it_is(nlp: Language, text: str, name: tuple[str, str], whole: tuple[str, str]) -> None:
    assert read(nlp, text, name, *([("Cork", "GPE")] if "Cork" in text else []))[-1] == whole


@pytest.mark.parametrize(
    "text, place, person",
    [
        ("Talks in Beijing and Trump's visit took a week.", "Beijing", "Trump"),
        ("Elections in Poland and Tusk's victory were told.", "Poland", "Tusk"),
        ("Relations between Israel and Abbas are bad.", "Israel", "Abbas"),
        ("Ana Reis of Spain and Prado of Chile won.", "Spain", "Prado"),
        ("It was told in Boston and Lindt said so.", "Boston", "Lindt"),
    ],
)
def test_a_surname_beside_a_place_is_none(nlp: Language, text: str, place: str, person: str) -> None:
    assert (person, "PERSON") in read(nlp, text, (place, "GPE"), (person, "PERSON"))


def test_names_of_bodies_of_women_do_not_overlap(nlp: Language) -> None:
    tokens = Tokens(nlp("Women Aid Women Aid Women Aid Women spoke. Women Aid Women Aid left."))
    found = without_misread(tokens, [Mention(0, 3, "ORG", "model", 0.9)])
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_a_name_beside_a_place_may_be_somebody_s(nlp: Language) -> None:
    text = "It was told in Boston and Kerry left. John Kerry is 80."
    assert ("Kerry", "PERSON") in read(nlp, text, ("Boston", "GPE"), ("Kerry", "PERSON"))
