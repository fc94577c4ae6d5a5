"""Documents: a text as it was taken in, where it comes from, and how it is laid out.

A `Document` is one revision of one work. Its text is fixed at ingest, and every annotation points into it with
half-open `[start, end)` offsets that count code points. Nothing downstream may change the text.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from typing import Any, Literal, Self, get_args

Span = tuple[int, int]
"""Half-open code-point offsets into a document's text."""

PassageKind = Literal["title", "heading", "paragraph", "caption", "list", "table", "byline", "boilerplate"]
Genre = Literal["news", "policy", "statistics", "speech", "law", "other"]

PASSAGE_KINDS: tuple[str, ...] = get_args(PassageKind)
GENRES: tuple[str, ...] = get_args(Genre)
CONTENT_KINDS: frozenset[str] = frozenset({"title", "heading", "paragraph", "caption", "list", "table"})
"""Kinds that quotes, claims and themes are looked for in (tables: see `PROSE_KINDS`)."""
PROSE_KINDS: frozenset[str] = CONTENT_KINDS - {"table"}
"""Kinds that are read as sentences; the rows of a table are not."""

_SHORT_CHARS = 200
"""Of rules and labels between paragraphs; what is longer is a menu or another text."""
_ID_CHARS = 20  # 80 bits: a clash among 10**9 annotations has odds of about one in 10**6


def content_id(*parts: object) -> str:
    """A short id that depends on nothing but its parts, the same on every machine and in every run.

    Args:
        parts: Anything with a stable `str`; the order counts.

    Returns:
        20 hexadecimal digits.
    """
    joined = "\x1f".join(str(p) for p in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:_ID_CHARS]


def text_sha256(text: str) -> str:
    """SHA-256 of the UTF-8 form of a text, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a text comes from, as far as the source itself says so.

    Dates are ISO 8601, cut to their precision (`2024-05`, `2024-05-20`, `2024-05-20T07:20`); none is ever the day of
    fetching. `published` holds the update date where that is all that the page gives, and `date_method` says so.

    Attributes:
        uri: Path or URL that was read, with `#row` behind it for a row of a table.
        media_type: MIME type that was found, such as `text/html`.
        title, subtitle, authors, publisher, place: As printed; `place` is where the report was filed.
        genre: `news`, `policy`, `statistics`, `speech`, `law` or `other`.
        published, updated: ISO dates or null.
        date_method: Where the date was found: `meta`, `jsonld`, `byline`, `text`, `url`, `pdf`, `column`, `export`, `updated`.
        date_precision: `year`, `month`, `day` or `minute`.
        date_zone: UTC offset such as `+08:00` where the source gives one.
        language: ISO 639-1 code.
        canonical_url: `rel=canonical` or the like.
        licence: As stated by the source, or null.
        fetched_at: ISO time of reading, UTC.
        encoding: Name of the encoding and, after a `/`, how it was found.
        extraction: Method and version, such as `trafilatura/2.0.0`.
        bytes_sha256: Address of the bytes as fetched.
        metadata: Further columns of a table row, or tags of the source.
    """

    uri: str
    media_type: str = "text/plain"
    title: str | None = None
    subtitle: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    place: str | None = None
    genre: Genre = "other"
    published: str | None = None
    updated: str | None = None
    date_method: str | None = None
    date_precision: str | None = None
    date_zone: str | None = None
    language: str | None = None
    canonical_url: str | None = None
    licence: str | None = None
    fetched_at: str | None = None
    encoding: str | None = None
    extraction: str = ""
    bytes_sha256: str | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready mapping with every key."""
        out = {f.name: getattr(self, f.name) for f in fields(self)}
        out["authors"] = list(self.authors)
        out["metadata"] = dict(self.metadata)
        return out

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Inverse of `as_dict`; unknown keys are ignored."""
        known = {f.name: data[f.name] for f in fields(cls) if f.name in data}
        known["authors"] = tuple(known.get("authors") or ())
        known["metadata"] = dict(known.get("metadata") or {})
        return cls(**known)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of the text that belongs together; all text but white space belongs to exactly one.

    Attributes:
        id: `content_id` of document id, start and end.
        start, end: Half-open code-point offsets.
        kind: See `PASSAGE_KINDS`.
        section: Text of the nearest heading above, or null.
        number: Number printed before it ("3.", "Article 12"), or null.
        page: 1-based page of a paged source, or null.
    """

    id: str
    start: int
    end: int
    kind: PassageKind
    section: str | None = None
    number: str | None = None
    page: int | None = None

    @property
    def span(self) -> Span:
        """`(start, end)`."""
        return self.start, self.end

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready mapping."""
        return {f.name: getattr(self, f.name) for f in fields(self)}


@dataclass(frozen=True, kw_only=True)
class Document:
    """One revision of one work.

    Attributes:
        text: NFC, except that JSONL text is never changed.
        source: Where it comes from.
        work: What stays the same between revisions: canonical URL, the user's key, or the hash of the first text seen.
        key: The row's own id for JSONL and CSV; what `policynlp tag` gives back as `id`. The store keeps it as text.
        passages: In order of `start`, not overlapping.
        revision: 1 for the first text of a work.
        supersedes: Id of the revision before.
        duplicate_of: Id of the document that this repeats; duplicates are kept, but not counted by default.
        before, after: Neighbouring text that is context only and never annotated.
    """

    text: str
    source: Source
    work: str
    key: str | int | None = None
    passages: tuple[Passage, ...] = ()
    revision: int = 1
    supersedes: str | None = None
    duplicate_of: str | None = None
    before: str = ""
    after: str = ""

    @cached_property
    def id(self) -> str:
        """Hash of work and text: the same text of the same work is the same document."""
        return content_id("document", self.work, self.text_sha256)

    @cached_property
    def text_sha256(self) -> str:
        """SHA-256 of the text."""
        return text_sha256(self.text)

    def slice(self, span: Span) -> str:
        """The characters of a span."""
        return self.text[span[0] : span[1]]

    def content_passages(self) -> Iterator[Passage]:
        """Passages that are analysed: everything but bylines and boilerplate."""
        return (p for p in self.passages if p.kind in CONTENT_KINDS)

    def passages_in_context(self) -> Iterator[Passage]:
        """Content passages, and the short rules and labels that a page puts between them: "___", "* * *"."""
        content = [n for n, p in enumerate(self.passages) if p.kind in CONTENT_KINDS]
        for p in self.passages[content[0] : content[-1] + 1] if content else ():
            if p.kind in CONTENT_KINDS or (p.kind == "boilerplate" and p.end - p.start <= _SHORT_CHARS):
                yield p

    def with_passages(self, passages: tuple[Passage, ...]) -> Self:
        """The same document with another layout."""
        return replace(self, passages=passages)
