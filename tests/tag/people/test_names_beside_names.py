"""Names that share a surname, offices whose field is no part of a name, sums that are nobody, and what "its" chair chairs."""

from __future__ import annotations

import pytest
from spacy.lang.en import English
from spacy.language import Language

from policynlp.tag.entities.tokens import Mention, Tokens
from policynlp.tag.extensions import register_extensions
from policynlp.tag.people.couples import with_shared_surnames
from policynlp.tag.people.offices import without_fields
from policynlp.tags import Entity


@pytest.fixture(scope="module")
def nlp() -> Language:
    register_extensions()
    return English()


def found(nlp: Language, text: str, *names: tuple[str, str]) -> tuple[Tokens, list[Mention], list[Entity]]:
    """Tokens, and the named words as mentions and entities."""
    doc = nlp.make_doc(text)
    mentions, entities, behind = [], [], 0
    for words, label in names:
        start = text.index(words, behind)
        behind = start + len(words)
        span = doc.char_span(start, behind)
        mentions.append(Mention(span.start, span.end, label, "model", 1.0))
        entities.append(Entity(id=words, start=start, end=behind, label=label, entity=words.lower(), name=words))
    return Tokens(doc), mentions, entities


@pytest.mark.parametrize(
    ("text", "names", "first"),
    [
        ("Sinéad and Tom Hartigan keep goats. Tom milks them.", ["Sinéad", "Tom Hartigan", "Tom"], "Sinéad Hartigan"),
        ("Maria and Otto Lind keep goats.", ["Maria", "Otto Lind"], "Maria Lind"),
        ("Trump and Hillary Clinton spoke.", ["Trump", "Hillary Clinton"], "Trump"),
        ("Maria and Otto Lind met Ana Maria.", ["Maria", "Otto Lind", "Ana Maria"], "Maria"),
    ],
)
def test_a_surname_that_is_printed_once_is_of_both(nlp, text, names, first):
    tokens, mentions, entities = found(nlp, text, *((name, "PERSON") for name in names))
    named = [e.name for e in with_shared_surnames(tokens, mentions, entities)]
    assert named == [first, *names[1:]]


@pytest.mark.parametrize(
    ("text", "names", "left"),
    [
        (
            "The Ministry of Jal Shakti is silent. Minister of State for Jal Shakti Prahlad Kaushal spoke.",
            [("Ministry of Jal Shakti", "ORG"), ("Jal Shakti Prahlad Kaushal", "PERSON")],
            ["Ministry of Jal Shakti", "Prahlad Kaushal"],
        ),
        ("Minister of State for Jal Shakti Prahlad spoke.", [("Jal Shakti Prahlad", "PERSON")], ["Jal Shakti Prahlad"]),
        ("Musa spends N9,000 daily on petrol.", [("Musa", "PERSON"), ("N9,000 daily", "PERSON")], ["Musa"]),
        (
            "The Minister of Agriculture and Rural Development Hoàng Thịnh told a meeting so.",
            [("Rural Development Hoàng Thịnh", "PERSON")],
            ["Hoàng Thịnh"],
        ),
    ],
)
def test_what_is_no_part_of_a_name_goes(nlp, text, names, left):
    tokens, mentions, _ = found(nlp, text, *names)
    assert [tokens.words(m.start, m.end) for m in without_fields(tokens, mentions)] == left


def test_its_chair_is_the_chair_of_the_body_before(tag):
    text = "The River Farmers Association objects to the plan. Its regional chairman, Declan Tuohy, called it a slow eviction."
    (person,) = (p for p in tag(text)._.policynlp_people if p.name == "Declan Tuohy")
    assert person.affiliations == ("River Farmers Association",)
