"""The corpus as one SQLite file, made for Datasette: tables with foreign keys, full-text search, and a description of each column.

What a foreign key reaches is not repeated: the passage of a figure is in `passages`, the licence of its text in `documents`.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from policynlp.corpus.export.columns import Column, ViewColumns, describe
from policynlp.corpus.export.manifest import ExportResult

_TYPES = {"integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}
_REACHED = frozenset({"licence", "text_sha256", "text_chars", "passage_start_char", "passage_end_char"})
_SEARCHED = {
    "passages": ("text", "section", "document_title"),
    "quotes": ("content_text", "speaker"),
    "claims": ("measure_text", "sentence_text"),
}
"""Table to the columns that its full-text index holds."""
_INDEXED = (
    "document",
    "passage",
    "identity",
    "speaker",
    "kind",
    "theme",
    "label",
    "from_document",
    "to_document",
    "duplicate_of",
)
_FACETS = {
    "documents": ("genre", "publisher", "language"),
    "passages": ("kind", "genre"),
    "entities": ("label", "subtype", "origin"),
    "quotes": ("kind", "act", "source_type", "origin"),
    "claims": ("kind", "unit", "nature", "origin"),
    "themes": ("theme", "assigned", "origin"),
    "links": ("kind", "relation"),
}
_LABELS = {
    "documents": "title",
    "passages": "text",
    "entities": "text",
    "people": "name",
    "quotes": "content_text",
    "claims": "text",
}


def table_columns(view: ViewColumns) -> list[Column]:
    """The columns of the table of a view: without those that a foreign key reaches."""
    if view.name in {"documents", "passages"}:
        return [c for c in view.columns if not (c.export and c.name in _REACHED)]
    return [
        c
        for c in view.columns
        if not (c.export and (c.name in _REACHED or c.name.removeprefix("from_").removeprefix("to_") in _REACHED))
        and c.text not in {"passage", "document"}
    ]


def write_tables(path: Path, rows: Mapping[str, Iterator[pa.RecordBatch]], *, whole: bool) -> dict[str, int]:
    """Make the file.

    Args:
        path: Of the new file.
        rows: Table to its rows, in the schema of its description; documents first, then passages.
        whole: Whether all annotations of the documents are there, so that one may refer to another.

    Returns:
        Table to number of rows.
    """
    counts = {}
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 4096;")
        for name, batches in rows.items():
            view = describe(name)
            columns = table_columns(view)
            connection.execute(_create(view, columns, tables=set(rows), whole=whole))
            insert = f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(columns))})'
            counts[name] = 0
            for batch in batches:
                connection.executemany(insert, _cells(batch, columns))
                counts[name] += batch.num_rows
            for column in columns:
                if column.name in _INDEXED and (column.name,) != view.key:
                    connection.execute(f'CREATE INDEX "{name}_{column.name}" ON "{name}" ("{column.name}")')
        for name in [name for name in _SEARCHED if name in rows]:
            _index_words(connection, name)
        connection.execute("ANALYZE")
        connection.commit()
    return counts


def write_manifest(path: Path, manifest: Mapping[str, Any]) -> None:
    """Put the manifest into the file, a row a key; a value that is no text is JSON."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE manifest (key TEXT PRIMARY KEY, value TEXT)")
        rows = [
            (key, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)) for key, value in manifest.items()
        ]
        connection.executemany("INSERT INTO manifest VALUES (?, ?)", rows)
        connection.commit()


def _create(view: ViewColumns, columns: Sequence[Column], *, tables: set[str], whole: bool) -> str:
    lines = [f'"{c.name}" {_TYPES.get(c.type, "TEXT")}' for c in columns]
    if view.key:
        lines.append(f"PRIMARY KEY ({', '.join(map(_quoted, view.key))})")
    lines += [
        f"FOREIGN KEY ({_quoted(column)}) REFERENCES {_quoted(table)} ({_quoted(key)})"
        for column, table, key in _references(view, {c.name for c in columns}, whole=whole)
        if table in tables
    ]
    return f"CREATE TABLE {_quoted(view.name)} ({', '.join(lines)})"


def _quoted(name: str) -> str:
    return f'"{name}"'


def _references(view: ViewColumns, columns: set[str], *, whole: bool) -> list[tuple[str, str, str]]:
    found: list[tuple[str, str, str]] = [
        (name, "documents", "document") for name in ("document", "from_document", "to_document") if name in columns
    ]
    if view.name == "documents":
        return []
    if "passage" in columns:
        found.append(("passage", "passages", "id"))
    if view.name == "claims" and whole:
        found += [("quote", "quotes", "id"), ("equivalent_to", "claims", "id")]
    return found


def _cells(batch: pa.RecordBatch, columns: Sequence[Column]) -> Iterator[tuple[Any, ...]]:
    values = [[_cell(value) for value in batch.column(c.name).to_pylist()] for c in columns]
    return zip(*values, strict=True)


def _cell(value: Any) -> Any:
    """Lists as JSON, which Datasette can take apart; spans as pairs."""
    if isinstance(value, list):
        plain = [[v["start"], v["end"]] if isinstance(v, dict) else v for v in value]
        return json.dumps(plain, ensure_ascii=False)
    return value.isoformat() if isinstance(value, date) else value


def _index_words(connection: sqlite3.Connection, table: str) -> None:
    """Full-text index over a table, which keeps the texts; never VACUUM the file, it would number the rows anew."""
    columns = ", ".join(_quoted(name) for name in _SEARCHED[table])
    connection.execute(
        f'CREATE VIRTUAL TABLE "{table}_fts" USING fts5({columns}, content="{table}", tokenize="porter unicode61")'
    )
    connection.execute(f'INSERT INTO "{table}_fts" ("{table}_fts") VALUES (\'rebuild\')')


def datasette_metadata(database: str, result: ExportResult, manifest: Mapping[str, Any]) -> dict[str, Any]:
    """The `metadata.json` that Datasette shows beside the data.

    Args:
        database: Stem of the file, by which Datasette calls the database.
        result: What went out.
        manifest: Its manifest.
    """
    licences = result.licences
    one = licences[0] if len(licences) == 1 and licences[0]["name"] else None
    corpus = manifest["corpus"]
    return {
        "title": "Tagged policy and news texts",
        "description": (
            f"{result.documents:,} texts ({result.unique_documents:,} unique) with names, people, quotations, figures, themes "
            f"and links, found by policynlp {manifest['policynlp']}, tag set {corpus['tagset']}. Offsets count Unicode code points."
        ),
        "license": one["name"] if one else "Each text has its own: see the column licence of documents",
        **({"license_url": one["url"]} if one else {}),
        "source": f"policynlp export, {manifest['created_at']}",
        "databases": {
            database: {
                "tables": {name: _table_metadata(describe(name)) for name in result.rows}
                | {f"{name}_fts": {"hidden": True} for name in _SEARCHED if name in result.rows}
            }
        },
    }


def _table_metadata(view: ViewColumns) -> dict[str, Any]:
    columns = table_columns(view)
    return {
        "title": view.title,
        "description": f"A row is {view.row}.",
        "columns": {c.name: c.meaning + (f" Values: {', '.join(c.values)}." if c.values else "") for c in columns},
        "facets": list(_FACETS.get(view.name, ())),
        **({"label_column": _LABELS[view.name]} if view.name in _LABELS else {}),
    }
