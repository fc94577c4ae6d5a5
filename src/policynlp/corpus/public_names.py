"""What a text is called where it is published: addresses stay, a file on somebody's disk keeps its name and loses its folders."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Any

_ADDRESS = re.compile(r"(?!file:)[a-z][a-z0-9+.-]+:", re.IGNORECASE)
_SEPARATORS = re.compile(r"[\\/]+")
_LOCAL = "file:"
_TOLD_APART_CHARS = 8


def public_uri(uri: str) -> str:
    """An address as it is; of a path the file's name alone, with what says which row of it (`rows.csv#3`)."""
    if _ADDRESS.match(uri):  # two letters at least before the colon: C:\ is a drive
        return uri
    path, mark, row = uri.partition("#")
    return _SEPARATORS.split(path.removeprefix(_LOCAL).rstrip("\\/"))[-1] + mark + row


def public_work(work: str) -> str:
    """What names a work: for a file its name, with a hash of the path behind it, since two folders may hold files of one name."""
    if not work.startswith(_LOCAL):
        return work
    path, mark, row = work.partition("#")
    told_apart = hashlib.sha256(path.encode()).hexdigest()[:_TOLD_APART_CHARS]
    return f"{_LOCAL}{public_uri(path)}~{told_apart}{mark}{row}"


def public_row(row: dict[str, Any]) -> dict[str, Any]:
    """A row of a view with its `uri` and `work` as they are published."""
    return row | {name: public(row[name]) for name, public in _COLUMNS.items() if isinstance(row.get(name), str)}


_COLUMNS: Mapping[str, Any] = {"uri": public_uri, "work": public_work}
