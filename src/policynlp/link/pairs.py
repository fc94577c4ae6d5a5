"""Documents as links see them, and which of them may be tied at all."""

from __future__ import annotations

from dataclasses import dataclass

from policynlp.document import Document, content_id
from policynlp.link.order import Days, published
from policynlp.tags import End


@dataclass(frozen=True, slots=True)
class Party:
    """What is kept of a document on either side of a link.

    Attributes:
        document: Document id.
        work: What its revisions share.
        genre: Its genre.
        days: When it may have been published.
    """

    document: str
    work: str
    genre: str
    days: Days | None

    @property
    def order(self) -> tuple[str, str, str]:
        """Sorts documents by date, unknown dates first; ids decide between equals."""
        first, last = (d.isoformat() for d in self.days) if self.days else ("", "")
        return last, first, self.document


def party(document: Document) -> Party:
    """What links need to know of a document."""
    return Party(document.id, document.work, document.source.genre, published(document))


def may_meet(a: Party, b: Party) -> bool:
    """Whether two documents may be tied: not a document with itself, nor with another revision of its work."""
    return a.document != b.document and a.work != b.work


def link_id(kind: str, from_: End, to: End) -> str:
    """Id of a link: of what it ties, so that it survives a new model."""
    ends = (x for e in (from_, to) for x in (e.document, e.annotation, e.start, e.end))
    return content_id("links", kind, *ends)
