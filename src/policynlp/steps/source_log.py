"""What came of each source in a run: kept beside the documents, so that a source that falls silent is noticed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from policynlp.document import Document
from policynlp.errors import Rejected, Rejection
from policynlp.ingest.answers import Fetched, NotModified
from policynlp.ingest.items import Item
from policynlp.ingest.looks import Look


@dataclass(slots=True)
class _Outcome:
    """Counts of one source."""

    look: Look | None = None
    documents: list[Document] = field(default_factory=list)
    revisions: int = 0
    unchanged: int = 0
    rejects: list[str] = field(default_factory=list)
    answer: Look | None = None

    def row(self, source: str) -> dict[str, Any]:
        seen = self.look or Look(source=source)
        said = self.answer or seen  # a page answers when it is read, a feed when it is looked at
        return {
            "source": source,
            "looked": self.look is not None,
            "type": seen.type if self.look else None,
            "items": seen.items if self.look else None,
            "documents": [document.id for document in self.documents],
            "chars": [len(document.text) for document in self.documents],
            "languages": [document.source.language or "" for document in self.documents],
            "revisions": self.revisions,
            "unchanged": self.unchanged,
            "rejects": sorted(self.rejects),
            "status": said.status,
            "moved_to": said.moved_to,
            "reason": said.reason,
            "error": said.error,
        }


class SourceLog:
    """Takes down what comes of each source; `rows` gives the rows of the table `sources`.

    Args:
        began: When the looking began; default: now.
    """

    def __init__(self, began: datetime | None = None) -> None:
        self._began = began or datetime.now(UTC)
        self._of: dict[str, _Outcome] = {}

    def looked(self, look: Look) -> None:
        """A source was gone through to its end."""
        self._outcome(look.source).look = look

    def took(self, source: str | None, found: Document | Rejection | NotModified, counts: Mapping[str, int]) -> None:
        """Something came out of an item of a source.

        Args:
            source: Of the item; None: it is not known, and not counted.
            found: What came.
            counts: What the ingestor made of it.
        """
        if source is None:
            return
        outcome = self._outcome(source)
        if isinstance(found, Rejection):
            outcome.rejects.append(found.reason)
        elif isinstance(found, Document) and counts.get("documents"):
            outcome.documents.append(found)
            outcome.revisions += counts.get("revisions", 0)
        else:
            outcome.unchanged += 1

    def fetched(self, item: Item, answer: Fetched | NotModified | Rejected) -> None:
        """A server answered for an item; only of a source that is a page itself does its answer tell how the source is."""
        if item.source is None or item.uri != item.source:
            return
        said = Look(source=item.source)
        if isinstance(answer, Rejected):
            said.failed(answer)
        else:
            said.answered(answer)
        self._outcome(item.source).answer = said

    def _outcome(self, source: str) -> _Outcome:
        return self._of.setdefault(source, _Outcome())

    def rows(self) -> list[dict[str, Any]]:
        """A row a source, without run and part."""
        return [outcome.row(source) | {"looked_at": self._began} for source, outcome in self._of.items()]
