"""Views as flat tables and back.

A cell of a flat table holds one value. Where a view has several spans in one (`content` of a quotation that is interrupted), the
flat table has `content_start_char` (of the first), `content_end_char` (of the last) and `content_spans` (how many), and each span
is a row of the table `spans`. Where a view has several texts in one (`authors`), the flat table has them joined by `; `, and each
is a row of the table `values`. So nothing is lost, and no tool has to know lists.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pyarrow as pa

SPANS_TABLE = "spans"
VALUES_TABLE = "values"
JOINER = "; "

_TEXT: pa.DataType = pa.string()
_INT: pa.DataType = pa.int32()
_KEY: list[tuple[str, pa.DataType]] = [
    ("layer", _TEXT),
    ("document", _TEXT),
    ("annotation", _TEXT),
    ("part", _TEXT),
    ("number", _INT),
]
LONG_TABLES: dict[str, pa.Schema] = {
    SPANS_TABLE: pa.schema([*_KEY, ("start_char", _INT), ("end_char", _INT)]),
    VALUES_TABLE: pa.schema([*_KEY, ("value", _TEXT)]),
}

Rows = list[dict[str, Any]]


def shapes(schema: pa.Schema) -> dict[str, str]:
    """Column of a view to how it is kept: `plain`, `spans` or `values`.

    Raises:
        TypeError: A column is of a kind that has no flat form.
    """
    out = {}
    for field in schema:
        if not pa.types.is_nested(field.type):
            out[field.name] = "plain"
        elif pa.types.is_list(field.type) and pa.types.is_struct(field.type.value_type):
            out[field.name] = SPANS_TABLE
        elif pa.types.is_list(field.type) and pa.types.is_string(field.type.value_type):
            out[field.name] = VALUES_TABLE
        else:
            raise TypeError(f"{field.name}: {field.type} has no flat form")
    return out


def span_columns(name: str) -> tuple[str, str, str]:
    """Flat columns of a column of spans."""
    return f"{name}_start_char", f"{name}_end_char", f"{name}_spans"


def flat_schema(schema: pa.Schema) -> pa.Schema:
    """Schema of the flat table of a view, columns in the order of the view."""
    fields: list[tuple[str, pa.DataType]] = []
    for name, shape in shapes(schema).items():
        if shape == SPANS_TABLE:
            fields += [(column, _INT) for column in span_columns(name)]
        else:
            fields.append((name, schema.field(name).type if shape == "plain" else _TEXT))
    return pa.schema(fields)


def flatten(rows: Rows, *, layer: str, columns: Mapping[str, str]) -> tuple[Rows, Rows, Rows]:
    """Rows of a view as rows of its flat table, of `spans` and of `values`.

    Args:
        rows: The rows, with a column `document`, and `id` where the layer is not `documents`.
        layer: Name of the view.
        columns: Column to shape, as `shapes` gave them.
    """
    flat: Rows = []
    spans: Rows = []
    values: Rows = []
    for row in rows:
        key = {"layer": layer, "document": row.get("document"), "annotation": row.get("id") or row.get("document")}
        out: dict[str, Any] = {}
        for name, shape in columns.items():
            value = row[name]
            if shape == SPANS_TABLE:
                out |= dict(zip(span_columns(name), _ends(value), strict=True))
                spans += [
                    key | {"part": name, "number": i, "start_char": s["start"], "end_char": s["end"]}
                    for i, s in enumerate(value or (), 1)
                ]
            elif shape == VALUES_TABLE:
                out[name] = None if value is None else JOINER.join(value)
                values += [key | {"part": name, "number": i, "value": v} for i, v in enumerate(value or (), 1)]
            else:
                out[name] = value
        flat.append(out)
    return flat, spans, values


def _ends(spans: list[dict[str, int]] | None) -> tuple[int | None, int | None, int | None]:
    if not spans:
        return None, None, None if spans is None else 0
    return spans[0]["start"], spans[-1]["end"], len(spans)


def unflatten(rows: Rows, *, columns: Mapping[str, str], spans: Rows, values: Rows) -> Rows:
    """Inverse of `flatten` for the rows of one layer and document.

    Args:
        rows: Rows of the flat table.
        columns: Column to shape, as `shapes` gave them.
        spans: Their rows of `spans`.
        values: Their rows of `values`.
    """
    lists: dict[tuple[str, str], list[Any]] = {}
    for row in sorted(spans, key=lambda row: row["number"]):
        lists.setdefault((row["annotation"], row["part"]), []).append({"start": row["start_char"], "end": row["end_char"]})
    for row in sorted(values, key=lambda row: row["number"]):
        lists.setdefault((row["annotation"], row["part"]), []).append(row["value"])
    out: Rows = []
    for row in rows:
        whole: dict[str, Any] = {}
        for name, shape in columns.items():
            if shape == "plain":
                whole[name] = row[name]
            else:
                stated = row[span_columns(name)[2]] if shape == SPANS_TABLE else row[name]
                whole[name] = None if stated is None else lists.get((row.get("id") or row["document"], name), [])
        out.append(whole)
    return out


def view_select(layer: str, columns: dict[str, str], *, base: str, spans: str, values: str) -> str:
    """SELECT that gives the view back from the flat tables.

    Args:
        layer: Name of the view.
        columns: Column to shape, as `shapes` gave them.
        base: Table of the flat rows.
        spans: Table of spans.
        values: Table of values.
    """
    names = {shape: [c for c, s in columns.items() if s == shape] for shape in (SPANS_TABLE, VALUES_TABLE)}
    key = '"document"' if layer == "documents" else '"id"'
    selected = []
    for name, shape in columns.items():
        if shape == SPANS_TABLE:
            empty = 'CAST([] AS STRUCT("start" INTEGER, "end" INTEGER)[])'
            selected.append(f'CASE WHEN b."{name}_spans" IS NOT NULL THEN coalesce(s."{name}", {empty}) END AS "{name}"')
        elif shape == VALUES_TABLE:
            selected.append(
                f'CASE WHEN b."{name}" IS NOT NULL THEN coalesce(v."{name}", CAST([] AS VARCHAR[])) END AS "{name}"'
            )
        else:
            selected.append(f'b."{name}"')
    sql = f"SELECT {', '.join(selected)} FROM {base} b"
    one = {SPANS_TABLE: "{'start': start_char, 'end': end_char}", VALUES_TABLE: '"value"'}
    for alias, shape, table in (("s", SPANS_TABLE, spans), ("v", VALUES_TABLE, values)):
        if names[shape]:
            lists = ", ".join(f"list({one[shape]} ORDER BY number) FILTER (part = '{n}') AS \"{n}\"" for n in names[shape])
            sql += (
                f" LEFT JOIN (SELECT document, annotation, {lists} FROM {table} WHERE layer = '{layer}' "
                f"GROUP BY document, annotation) {alias} ON {alias}.document = b.document AND {alias}.annotation = b.{key}"
            )
    return sql
