"""Texts that something is learnt from and rows of their readers, or an error that says which one cannot be used."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from policynlp.document import Document
from policynlp.errors import InputError
from policynlp.settings import Settings


def learnt_text(path: Path, settings: Settings, *, hint: str, text: str | None = None) -> Document:
    """The text of a file, or one that stands in a row.

    Args:
        path: The file; of a row, what it is called.
        settings: All settings in force.
        hint: What to do where it cannot be used.
        text: Of a row.

    Raises:
        InputError: It cannot be read, or was rejected.
    """
    from policynlp.ingest.read import read_bytes, read_path

    if text is None:
        found = next(iter(read_path(path, settings=settings)))
    else:
        found = next(iter(read_bytes(text.encode(), uri=str(path), settings=settings, media_type="text/plain")))
    if not isinstance(found, Document):
        raise InputError(f"the text cannot be used: {found.reason}", where=str(path), hint=hint)
    return found


Row = TypeVar("Row")


def rows_of_readers(path: Path, read: Callable[[Any], Row], *, of: str, hint: str) -> Iterator[Row]:
    """The rows of a file in which readers wrote something down.

    Args:
        path: JSONL.
        read: Makes of a row what it says; it raises ValueError, KeyError, TypeError or AttributeError where it says something else.
        of: What the rows are of, for messages.
        hint: Where their form is told.

    Raises:
        InputError: The file cannot be read, or a row is not of this form.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeError) as error:
        raise InputError(f"the file of {of} cannot be read", where=str(path), hint=hint) from error
    for number, line in enumerate(lines, 1):
        try:
            yield read(json.loads(line))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise InputError(f"not a row of {of}: {error}", where=f"{path}:{number}", hint=hint) from error


def articles_by_id(path: Path, *, hint: str) -> dict[str, str]:
    """Texts that stand in rows, by id.

    Args:
        path: Rows with `id` and `text`, JSONL.
        hint: What to do where it cannot be used.

    Raises:
        InputError: It cannot be read, or a row is not of this form.
    """
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        return {str(row["id"]): str(row["text"]) for row in rows}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"the articles cannot be read: {error}", where=str(path), hint=hint) from error
