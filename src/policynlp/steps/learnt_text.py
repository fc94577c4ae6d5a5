"""A text that something is learnt from, or an error that says which one cannot be used."""

from __future__ import annotations

from pathlib import Path

from policynlp.document import Document
from policynlp.errors import InputError
from policynlp.settings import Settings


def learnt_text(path: Path, settings: Settings, *, hint: str) -> Document:
    """The text of a file.

    Args:
        path: The file.
        settings: All settings in force.
        hint: What to do where it cannot be used.

    Raises:
        InputError: It cannot be read, or was rejected.
    """
    from policynlp.ingest.read import read_path

    found = next(iter(read_path(path, settings=settings)))
    if not isinstance(found, Document):
        raise InputError(f"the text cannot be used: {found.reason}", where=str(path), hint=hint)
    return found
