"""One article of an export, as far as the export's own labels tell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from policynlp.document import content_id
from policynlp.ingest.assemble import Block
from policynlp.ingest.duplicates import normalised_words

_LEAD_WORDS = 25
"""Words of the text that name an article without a number: enough to tell apart the letters of one day under one title."""


@dataclass(slots=True, kw_only=True)
class Article:
    """What an export says of an article, and its text.

    Attributes:
        number: Place in the file, from 1.
        title, subtitle, outlet, section: As printed.
        authors: One by one.
        published: ISO date, with time and zone where they are printed.
        words: As the database counts them.
        language: ISO 639-1 code.
        accession: The database's own number.
        copyright: Its line, which becomes the licence.
        further: Other fields by name: page, edition, subjects and the like.
        body: Paragraphs, without anything of the above.
    """

    number: int = 0
    title: str | None = None
    subtitle: str | None = None
    outlet: str | None = None
    section: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    words: int | None = None
    language: str | None = None
    accession: str | None = None
    copyright: str | None = None
    further: dict[str, str] = field(default_factory=dict)
    body: list[Block] = field(default_factory=list)

    @property
    def is_headless(self) -> bool:
        """Whether nothing says what it is."""
        return not (self.title or self.outlet or self.published or self.accession)

    def key(self) -> str:
        """What names the article in every export: its number, else a hash of outlet, day, title and first words."""
        if self.accession:
            return self.accession
        lead = normalised_words(" ".join(b.text for b in self.body[:4]))[:_LEAD_WORDS]
        told = [" ".join(normalised_words(part or "")) for part in (self.outlet, self.title)]
        return content_id(*told, (self.published or "")[:10], " ".join(lead))


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A file of a press database.

    Attributes:
        database: Its name, such as `Factiva`.
        articles: In the order of the file; read as they are asked for.
    """

    database: str
    articles: Iterator[Article]
