"""A text as a file, read as a user's."""

from __future__ import annotations

from pathlib import Path

from policynlp.document import Document
from policynlp.ingest.read import read_path
from policynlp.settings import load_settings


def document(folder: Path, text: str) -> Document:
    """The document of a text file."""
    path = folder / "text.txt"
    path.write_text(text, encoding="utf-8")
    (found,) = read_path(path, settings=load_settings())
    assert isinstance(found, Document), found
    return found


def kinds(found: Document) -> dict[str, str]:
    """The kind of each passage by its words."""
    return {found.text[p.start : p.end]: p.kind for p in found.passages}
