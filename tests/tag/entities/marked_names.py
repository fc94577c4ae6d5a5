"""Words with names in them, as a model might see them, without a model."""

from __future__ import annotations

import spacy

from policynlp.tag.entities.tokens import Mention, Tokens
from policynlp.tag.extensions import register_extensions


def named(text: str, *names: tuple[str, str]) -> tuple[Tokens, list[Mention]]:
    """The words of a text, and names in it as a model sees them."""
    register_extensions()
    doc = spacy.blank("en")(text)
    for token in doc:
        token.is_sent_start = token.i == 0
    tokens = Tokens(doc)
    found = []
    for name, label in names:
        at = doc.char_span(text.index(name), text.index(name) + len(name), alignment_mode="expand")
        assert at is not None
        found.append(Mention(at.start, at.end, label))
    return tokens, sorted(found, key=lambda m: m.start)


def texts(tokens: Tokens, mentions: list[Mention]) -> list[tuple[str, str]]:
    return [(tokens.words(m.start, m.end), m.label) for m in mentions]
