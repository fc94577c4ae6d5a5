"""A document and its tags as one object: for loops, for notebooks, for spaCy."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

import policynlp  # its public names are loaded when they are used: spaCy is no dependency of this room
from policynlp.corpus.citing_formats import long_date
from policynlp.document import Document, Passage, Source, Span
from policynlp.render.annotated import article
from policynlp.tags import Claim, Entity, Person, Quote, Tags, Theme, tagged_dict


@dataclass(frozen=True, slots=True, repr=False)
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

    def __repr__(self) -> str:
        return f"<{self.title or self.id}: {len(self.quotes)} quotes, {len(self.claims)} claims, {len(self.entities)} entities>"

    def _repr_html_(self) -> str:
        source, tags = self.source, self.tags
        about = [*source.authors, source.publisher, long_date(source.published) or None, source.licence, source.uri]
        counts = ", ".join(f"{len(getattr(tags, layer)):,} {layer}" for layer in ("entities", "quotes", "claims"))
        said = f"{counts}; tag set {tags.tagset[:8]}" if tags.tagset else "no tags"
        head = f"<p><small>{escape(' · '.join(part for part in about if part))}<br>{escape(said)}</small></p>"
        if self.text:
            return head + article(self.document, tags)
        return f"{head}<p>{escape(source.title or 'untitled')}: the text is not in this release.</p>"

    def to_spacy(self, nlp: Any = None) -> Any:
        """The document as a spaCy `Doc` with entities, span groups and extensions: see `policynlp.spacy_doc`.

        Args:
            nlp: A spaCy pipeline whose tokenizer makes the tokens; None: that of spaCy's English.
        """
        return policynlp.spacy_doc(self.document, self.tags, nlp=nlp)
