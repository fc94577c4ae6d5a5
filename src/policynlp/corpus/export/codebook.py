"""The description of the columns in the forms that people and programs read: a codebook table, and JSON Schema."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from policynlp.corpus.export.columns import Column, ViewColumns

CODEBOOK_HEADER = ("view", "column", "type", "unit", "format", "meaning", "values", "value_meanings")
_CSV_FORMS = {
    "strings": "strings, joined by '; '",
    "spans": "JSON, [[first, last + 1], ...]",
    "boolean": "true or false",
    "date": "ISO 8601",
    "time": "ISO 8601, UTC",
    "number": "plain digits, a point for decimals",
    "json": "JSON",
}
_SPAN_SCHEMA = {
    "type": "object",
    "properties": {"start": {"type": "integer", "minimum": 0}, "end": {"type": "integer", "minimum": 0}},
    "required": ["start", "end"],
}
_JSON_TYPES: dict[str, dict[str, Any]] = {
    "string": {"type": "string"},
    "json": {"type": "string", "contentMediaType": "application/json"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "boolean": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "time": {"type": "string", "format": "date-time"},
    "strings": {"type": "array", "items": {"type": "string"}},
    "spans": {"type": "array", "items": _SPAN_SCHEMA},
}


def codebook_rows(views: Iterable[ViewColumns]) -> list[tuple[str, ...]]:
    """A row a column, under `CODEBOOK_HEADER`; the type says how a CSV file writes it."""
    return [
        (
            view.name,
            column.name,
            _CSV_FORMS.get(column.type, column.type),
            column.unit or "",
            column.format or "",
            column.meaning,
            "; ".join(column.values),
            "; ".join(f"{value}: {meaning}" for value, meaning in column.values.items()),
        )
        for view in views
        for column in view.columns
    ]


def json_schema(view: ViewColumns) -> dict[str, Any]:
    """JSON Schema (2020-12) of a row of the view as JSONL exports write it."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": view.title,
        "description": f"A row is {view.row}.",
        "type": "object",
        "properties": {column.name: _property(column) for column in view.columns},
        "required": view.names,
        "additionalProperties": False,
    }


def _property(column: Column) -> dict[str, Any]:
    kind = _JSON_TYPES[column.type]
    allowed: dict[str, Any] = kind
    if column.values and column.type == "strings":
        allowed = {"type": "array", "items": {"type": "string", "enum": list(column.values)}}
    elif column.values:
        allowed = {"type": "string", "enum": list(column.values)}
    described = {"description": column.meaning if column.unit is None else f"{column.meaning} (unit: {column.unit})"}
    return described | {"anyOf": [allowed, {"type": "null"}]}
