"""A document and its tags as one object: for loops, for notebooks, for spaCy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import policynlp  # its public names are loaded when they are used: spaCy is no dependency of this room
from policynlp.document import Document, Passage, Source, Span
from policynlp.tags import Claim, Entity, Person, Quote, Tags, Theme, tagged_dict


@dataclass(frozen=True, slots=True)
class TaggedDocument:
    """A document and its tags, side by side.

    Attributes:
        document: The text and where it comes from.
        tags: What was found in it; empty where it has no tags in the tag set.
    """

    document: Document
    tags: Tags

    @property
    def id(self) -> str:
        """Document id."""
        return self.document.id

    @property
    def text(self) -> str:
        """The text that all spans point into."""
        return self.document.text

    @property
    def source(self) -> Source:
        """Title, authors, dates, address."""
        return self.document.source

    @property
    def title(self) -> str | None:
        """Title as printed."""
        return self.document.source.title

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Layout."""
        return self.document.passages

    @property
    def entities(self) -> tuple[Entity, ...]:
        """Mentions of named things, and dates."""
        return self.tags.entities

    @property
    def people(self) -> tuple[Person, ...]:
        """Persons with their mentions."""
        return self.tags.people

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """Who said what."""
        return self.tags.quotes

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Figures."""
        return self.tags.claims

    @property
    def themes(self) -> tuple[Theme, ...]:
        """Themes of passages and document, those below their threshold too (`assigned` is false)."""
        return self.tags.themes

    def slice(self, span: Span) -> str:
        """The characters of a span."""
        return self.document.slice(span)

    def as_dict(self) -> dict[str, Any]:
        """The tagged document as `policynlp tag` writes it."""
        return tagged_dict(self.document, self.tags)

    def to_spacy(self, nlp: Any = None) -> Any:
        """The document as a spaCy `Doc` with entities, span groups and extensions: see `policynlp.spacy_doc`.

        Args:
            nlp: A spaCy pipeline whose tokenizer makes the tokens; None: that of spaCy's English.
        """
        return policynlp.spacy_doc(self.document, self.tags, nlp=nlp)
