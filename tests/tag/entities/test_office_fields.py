"""Who holds an office with a field in its title; the field is no body."""

from __future__ import annotations

import pytest
from spacy.language import Language

from policynlp.tag.entities.office_fields import with_holders
from policynlp.tag.entities.tokens import Mention, Tokens


def held(nlp: Language, text: str, *given: tuple[str, str]) -> list[tuple[str, str]]:
    tokens = Tokens(nlp(text))
    model = []
    for words, label in given:
        span = tokens.doc.char_span(text.index(words), text.index(words) + len(words), alignment_mode="expand")
        assert span is not None
        model.append(Mention(span.start, span.end, label, "model", 0.9, firm=True))
    return [(tokens.words(m.start, m.end), m.label) for m in with_holders(tokens, sorted(model, key=lambda m: m.start))]


@pytest.mark.parametrize(
    ("text", "given", "found"),
    [
        (
            "Minister for Rehabilitation Mir Sohrab Lashari said that it was over.",
            [("Lashari", "PERSON")],
            [("Mir Sohrab Lashari", "PERSON")],
        ),
        (
            "Minister for Rural Development Jone Nasilivata told Parliament.",
            [("Rural Development", "ORG"), ("Jone Nasilivata", "PERSON"), ("Parliament", "ORG")],
            [("Jone Nasilivata", "PERSON"), ("Parliament", "ORG")],
        ),
        (
            "The Commissioner for Human Rights Dunja Reis wrote.",
            [("Human Rights", "ORG"), ("Dunja Reis", "PERSON")],
            [("Dunja Reis", "PERSON")],
        ),
        (
            "Plantation Industries Minister Ann Lee saw the plantation.",
            [("Plantation", "PERSON"), ("Ann Lee", "PERSON")],
            [("Ann Lee", "PERSON")],
        ),
        (
            "The Trade and Industry Minister, Ann Lee, spoke.",
            [("The Trade and Industry", "ORG"), ("Ann Lee", "PERSON")],
            [("Ann Lee", "PERSON")],
        ),
        (
            "Health, Education and Welfare Secretary Ann Lee spoke.",
            [("Health, Education", "ORG"), ("Ann Lee", "PERSON")],
            [("Ann Lee", "PERSON")],
        ),
        (
            "The Health Trust and Welfare Secretary Ann Lee spoke.",
            [("The Health Trust", "ORG"), ("Ann Lee", "PERSON")],
            [("The Health Trust", "ORG"), ("Ann Lee", "PERSON")],
        ),
        (
            "Reis Treasury Secretary Ann Lee spoke.",
            [("Reis", "PERSON"), ("Ann Lee", "PERSON")],
            [("Reis", "PERSON"), ("Ann Lee", "PERSON")],
        ),
        (
            "The Commissioner for Coffee Development, Dr Patrick Okello, spoke.",
            [("Coffee", "PERSON"), ("Patrick Okello", "PERSON")],
            [("Patrick Okello", "PERSON")],
        ),
        (
            "Bomet Senator Hillary Sang called it late.",
            [("Bomet", "PERSON"), ("Hillary Sang", "PERSON")],
            [("Bomet", "GPE"), ("Hillary Sang", "PERSON")],
        ),
        ("He met the minister for tourism in Rome.", [("Rome", "GPE")], [("Rome", "GPE")]),
        (
            "The Minister of Health Services Union rejected it.",
            [("Minister of Health Services Union", "ORG")],
            [("Minister of Health Services Union", "ORG")],
        ),
        ("The Secretary for Justice. Paul Lam was there.", [("Paul Lam", "PERSON")], [("Paul Lam", "PERSON")]),
    ],
)
def test_the_name_begins_behind_the_field(nlp, text, given, found):
    assert held(nlp, text, *given) == found


def test_one_word_of_a_longer_name_is_no_body(tag):
    found = tag("The company pays a levy, which its director, Gerd Haas, says has doubled in three years.")
    names = {(e.name, e.label) for e in found._.policynlp_entities}
    assert ("Gerd Haas", "PERSON") in names
    assert not any(name == "Gerd" for name, _ in names)
