"""Rows of a plot as people read them: headings and keys in words; files and the API have them as they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

_TITLES: Mapping[str, str | None] = {
    "documents": "texts",
    "from_day": "from",
    "genre": "kind",
    "high": "upper end",
    "measure": None,
    "middle": None,
    "n": "number",
    "of_passages": "out of passages",
    "of_unique_documents": "out of texts",
    "quotes": "quotations",
    "speaker_key": None,
    "to_day": "to",
    "unique_documents": "texts",
}
"""Columns whose names people would not understand; None: they only serve the drawing or links, or another column says it in words."""
_KEYS = frozenset({"bound", "facet", "genre", "kind", "source_type", "theme", "unit", "what"})
"""Columns whose values are keys, not words of a text."""


def headings(row: Mapping[str, Any]) -> dict[str, str]:
    """Columns that people are shown of a row, with what stands above them."""
    told = {name: _TITLES.get(name, name.replace("_", " ")) for name in row}
    return {name: title for name, title in told.items() if title is not None}


def in_words(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The rows with their keys in words: `not comparable`, `regional infrastructure`."""
    return [{name: _worded(name, value) for name, value in row.items()} for row in rows]


def _worded(name: str, value: Any) -> Any:
    return value.replace("_", " ") if name in _KEYS and isinstance(value, str) else value
