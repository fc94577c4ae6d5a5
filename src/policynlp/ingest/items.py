"""What there is to read: a file or a page, with what its source says of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from policynlp.ingest.sources import SourceSpec
from policynlp.place import Place

MEDIA_TYPES: Mapping[str, str] = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".rtf": "application/rtf",
    ".jsonl": "application/jsonl",
    ".ndjson": "application/jsonl",
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
}
"""Kinds of files that are looked for in folders."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something to read.

    Attributes:
        uri: Path or URL.
        kind: `path` or `url`.
        metadata: What the source says of it: `genre, publisher, licence, language, title, authors, published`.
        media_type: A hint, by the file's name; null for pages.
        source: The source that named it (`policynlp.ingest.looks.source_name`).
    """

    uri: str
    kind: Literal["path", "url"]
    metadata: Mapping[str, str] = field(default_factory=dict)
    media_type: str | None = None
    source: str | None = None


def file_item(file: Place, spec: SourceSpec) -> Item:
    """A file, of this machine or of an object store."""
    return Item(uri=str(file), kind="path", metadata=spec.metadata, media_type=MEDIA_TYPES.get(file.suffix.lower()))
