"""Tables of texts: JSONL and CSV, a document a row. The text of a JSONL row is never changed."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import islice
from typing import Any

from policynlp.document import GENRES, Document, Source, content_id
from policynlp.errors import Rejection
from policynlp.ingest.columns import Columns, column_date, find_columns, is_missing, named_columns
from policynlp.ingest.csv_table import Table
from policynlp.ingest.layout import lay_out
from policynlp.ingest.metadata import Found, complete
from policynlp.ingest.text import normalise
from policynlp.settings import Settings

_EXTRACTION = {"application/x-ndjson": "jsonl/1", "text/csv": "csv/1"}
_SOURCE_KEYS = ("title", "publisher", "genre", "licence", "language", "authors", "published", "subtitle")
_MAX_CELL_CHARS = 2_000
_SAMPLE_ROWS = 2_000
"""Rows by which columns are told apart."""


def jsonl_documents(lines: Iterable[str], *, uri: str, work: str, settings: Settings) -> Iterator[Document | Rejection]:
    """One document or rejection for every line that is not blank, in order."""
    columns = named_columns(settings.ingest)
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        where = f"{uri}#{number}"
        try:
            row = json.loads(line.removeprefix("\ufeff"))
        except (ValueError, RecursionError) as error:
            yield _bad(where, f"the line is no JSON: {str(error)[:120]}", "Write one JSON object a line.")
            continue
        if not isinstance(row, dict):
            yield _bad(where, f"the line holds no JSON object, but {type(row).__name__}", "Write one JSON object a line.")
            continue
        yield _document(
            row, number, uri=uri, work=work, settings=settings, media_type="application/x-ndjson", exact=True, columns=columns
        )


def csv_documents(
    text: str, *, uri: str, work: str, settings: Settings, delimiter: str | None
) -> Iterator[Document | Rejection]:
    """One document or rejection for every record of a CSV or TSV text with a header, in order.

    Columns that the settings do not name are found by their names or what stands in them; `metadata["columns"]` says which.
    """
    table = Table(text, delimiter=delimiter, most_chars=settings.ingest.max_chars)
    sample: list[dict[str, str]] = []
    with suppress(csv.Error):  # told below, behind the rows that can be read
        sample.extend(islice(table.rows(), _SAMPLE_ROWS))
    columns = find_columns(table.names, sample, ingest=settings.ingest, where=uri)
    number = 0
    try:
        for number, row in enumerate(table.rows(), 1):
            cells = {name: None if is_missing(value) else value for name, value in row.items()}
            cells[columns.text] = row.get(columns.text) if cells.get(columns.text) else ""
            yield _document(
                cells, number, uri=uri, work=work, settings=settings, media_type="text/csv", exact=False, columns=columns
            )
    except csv.Error as error:
        yield _bad(f"{uri}#{number + 1}", f"the table cannot be read from here on: {error}", "Check quotes and delimiters.")
    else:
        if number == 0:
            yield _bad(uri, "the table has a header, but no rows", "Check how it was written.", "empty")


def _bad(where: str, what: str, hint: str, reason: Any = "corrupt") -> Rejection:
    return Rejection(uri=where, stage="ingest", reason=reason, what=what, hint=hint)


def _document(
    row: Mapping[str, Any],
    number: int,
    *,
    uri: str,
    work: str,
    settings: Settings,
    media_type: str,
    exact: bool,
    columns: Columns,
) -> Document | Rejection:
    ingest = settings.ingest
    where = f"{uri}#{number}"
    text = row.get(columns.text)
    if not isinstance(text, str):
        what = f"the row has no text under {columns.text!r}" if text is None else f"{columns.text!r} holds no text"
        return _bad(where, what, f"Name the column with --text-col; the row has: {', '.join(str(k) for k in row)[:300]}.")
    if len(text) > ingest.max_chars:
        return _bad(where, f"the text is longer than {ingest.max_chars:,} characters", "Raise ingest.max_chars.", "oversized")
    if not exact:
        text = normalise(text)
        if not text:
            return _bad(where, "the row's text is empty", "Leave the row out.", "empty")
    given = row.get(columns.id) if columns.id is not None else None
    key = given if type(given) is int else str(number) if given is None or given == "" else str(given)
    fields = columns.fields
    hints = {fields.get(str(k), str(k)): _cell(v) for k, v in row.items() if v is not None and k is not None}
    for name in (columns.text, columns.id, columns.rows, "before", "after"):
        hints.pop(name, None)  # type: ignore[arg-type]
    if not exact and "published" in hints:
        hints["published"] = column_date(hints["published"], order=columns.order)
    if columns.guessed:
        hints["columns"] = columns.guessed
    hints["column"] = next((name for name, what in fields.items() if what == "published"), "date")
    row_work = f"{work}#{key}"
    title = hints.get("title")
    passages = lay_out(text, document_id=content_id(row_work, text), title=title)
    source = Source(uri=where, media_type=media_type, extraction=_EXTRACTION[media_type])
    given_genre = hints.get("genre") if hints.get("genre") in GENRES else None
    source = complete(
        source, text, passages, found=Found(title=title), hints={**hints, **({"genre": given_genre} if given_genre else {})},
        default_genre=ingest.genre,
    )  # fmt: skip
    metadata = {k: v for k, v in hints.items() if k not in _SOURCE_KEYS and k != "column"}
    source = Source.from_dict({**source.as_dict(), "metadata": metadata})
    document = Document(
        text=text, source=source, work=row_work, key=key, before=_context(row, "before"), after=_context(row, "after")
    )
    return document.with_passages(lay_out(text, document_id=document.id, title=title, publisher=source.publisher))


def _context(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    return value if isinstance(value, str) else ""


def _cell(value: Any) -> str:
    plain = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return plain[:_MAX_CELL_CHARS]
