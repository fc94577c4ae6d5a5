"""Rows of an export filled: the words put back that were cut from texts which somebody has."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from policynlp.corpus.export.columns import Column, ViewColumns
from policynlp.corpus.export_csv import safe_cell
from policynlp.document import Span

HASHES = {"document": "text_sha256", "from_document": "from_text_sha256", "to_document": "to_text_sha256"}
"""Column of a document to that of its text's SHA-256."""
_BETWEEN = " … "
_PARTS = ("measure", "scope", "share_of")


def fill_row(row: dict[str, Any], view: ViewColumns, texts: Mapping[str, str], *, as_csv: bool = False) -> bool:
    """Put the words back into the text columns of a row.

    Args:
        row: Changed in place.
        view: What it is a row of.
        texts: SHA-256 to text.
        as_csv: Whether its cells are those of a CSV file.

    Returns:
        Whether anything was put in; only where all texts of the row are there.
    """
    hashes = {column: row[name] for column, name in HASHES.items() if row.get(name)}
    if row.get("text_policy") in (None, "", "full") or not hashes or any(sha not in texts for sha in hashes.values()):
        return False
    for column in view.columns:
        if column.text is None:
            continue
        text = texts[hashes[column.of]]
        value = _cut(row, column, text) if column.cut_from else text if column.name == "text" else None
        if value is not None:
            row[column.name] = safe_cell(value) if as_csv else value
    row["text_policy"] = "full"
    return True


def _cut(row: Mapping[str, Any], column: Column, text: str) -> str | None:
    if len(column.cut_from) == 1:
        spans = _spans(row[column.cut_from[0]])
        return _BETWEEN.join(text[start:end] for start, end in spans) or None
    start, end = (row[name] for name in column.cut_from)
    return None if start in (None, "") else text[int(start) : int(end)]


def _spans(value: Any) -> list[Span]:
    """Spans of a column, be they structs, pairs, or pairs in JSON."""
    plain = json.loads(value) if isinstance(value, str) and value else value or []
    return [(s["start"], s["end"]) if isinstance(s, dict) else (s[0], s[1]) for s in plain]


def fill_document(row: dict[str, Any], texts: Mapping[str, str]) -> bool:
    """Put the text back into a whole tagged document, changed in place; whether it was put in."""
    text = texts.get(row["text_sha256"])
    if row.get("text_policy") == "full" or text is None:
        return False
    row["text"] = text
    for claim in row["claims"]:
        claim["text"] = text[claim["start"] : claim["end"]]
        for part in _PARTS:
            if claim[part]:
                claim[part]["text"] = text[claim[part]["start"] : claim[part]["end"]]
    row["text_policy"] = "full"
    return True
