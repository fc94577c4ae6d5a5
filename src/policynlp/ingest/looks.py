"""What became of a look at a source: whether it answered, where it has moved to, how many items it named."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from policynlp.errors import Rejected
from policynlp.ingest.answers import Fetched, NotModified
from policynlp.ingest.sources import SourceSpec, is_url


@dataclass(slots=True, kw_only=True)
class Look:
    """One look at one source, filled in while its items are found.

    Attributes:
        source: The source's name: its address, or its absolute path.
        type: `feed`, `sitemap`, `page`, `folder`, `file` or `glob`.
        items: What it named, repeats of other sources and items without an address among it.
        status: HTTP status of the feed or sitemap; null for pages, which are fetched later, and for files.
        moved_to: Its address from now on, as the server says, or null.
        reason, error: Why the look failed, or why it ended before the last item; null where all went well.
    """

    source: str
    type: str = "page"
    items: int = 0
    status: int | None = None
    moved_to: str | None = None
    reason: str | None = None
    error: str | None = None

    def answered(self, answer: Fetched | NotModified) -> None:
        """Take down what a server said."""
        self.status = answer.status if isinstance(answer, Fetched) else 304
        self.moved_to = answer.moved_to

    def failed(self, error: Rejected) -> None:
        """Take down why nothing more came."""
        self.status = error.status or self.status
        self.reason, self.error = error.reason, error.what


def source_name(spec: SourceSpec) -> str:
    """What a source is called in the record: the same from whatever folder a run is started."""
    return spec.uri if is_url(spec.uri) else str(Path(spec.uri).expanduser().absolute())
