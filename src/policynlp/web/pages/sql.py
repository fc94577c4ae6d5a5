"""Read-only SQL over the views, with the schema beside it; queries that are worth it are saved beside the corpus."""

from __future__ import annotations

import time
from typing import Annotated, Any

import pyarrow as pa
from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import RedirectResponse

from policynlp.corpus.saved_queries import QUESTIONS, remove_query, save_query, saved_queries
from policynlp.corpus.view_sql import VIEWS
from policynlp.errors import InputError
from policynlp.web.answered import Page
from policynlp.web.answers import Answer, Column, Table, answers
from policynlp.web.pages import Nav
from policynlp.web.reader import Reader
from policynlp.web.readers import LentReader
from policynlp.web.templating import place_url

router = APIRouter()
NAV = Nav("SQL", "/sql", "q")


@answers(router, "/sql", template="sql.html")
def sql(request: Request, reader: LentReader, q: Annotated[str, Query(description="One SELECT over the views")] = "") -> Answer:
    """Rows of a read-only query (DuckDB)."""
    web = request.app.state.settings.web
    query, began = q.strip(), time.perf_counter()
    result, fault = None, None
    if query:
        try:
            make = _file if request.url.path.startswith("/api") and Page(request).whole else _result
            result = make(reader, query, limit=web.sql_rows, timeout_s=web.sql_timeout_s)
        except InputError as error:
            fault = error
    return Answer(
        title="SQL",
        data={"query": query, "seconds": round(time.perf_counter() - began, 3)},
        tables=(result,) if result else (),
        fault=fault,
        shown={
            "result": result,
            "rows_limit": web.sql_rows,
            "timeout_s": web.sql_timeout_s,
            "schema": reader.remembered("schema", lambda: _schema(reader)),
            "questions": [(title, text.strip()) for title, text in QUESTIONS],
            "saved": saved_queries(reader.store.place),
        },
    )


@router.post("/sql/queries", include_in_schema=False)
def save(reader: LentReader, name: Annotated[str, Form()], sql: Annotated[str, Form()]) -> Response:
    """Save a query under a name."""
    save_query(reader.store.place, name, sql)
    return RedirectResponse("/sql#saved", status_code=303)


@router.post("/sql/queries/remove", include_in_schema=False)
def remove(reader: LentReader, name: Annotated[str, Form()]) -> Response:
    """Forget a saved query."""
    remove_query(reader.store.place, name)
    return RedirectResponse("/sql#saved", status_code=303)


def _result(reader: Reader, query: str, *, limit: int, timeout_s: float) -> Table:
    batches = list(reader.asked(query, limit=limit + 1, timeout_s=timeout_s, whole=True))
    found = pa.Table.from_batches(batches, schema=batches[0].schema)
    rows = [_shown(row) for row in found.slice(0, limit).to_pylist()]
    numbers = {f.name for f in found.schema if str(f.type).startswith(("int", "uint", "float", "double", "decimal"))}
    columns = []
    for name in found.column_names:
        kind: Any = "number" if name in numbers else "link" if name in {"document", "id"} else "text"
        columns.append(Column(name=name, title=name, kind=kind))
    return Table(
        name="result",
        caption="Result",
        columns=tuple(columns),
        rows=rows,
        sql=query,
        batches=lambda: reader.asked(query, timeout_s=timeout_s),
        more=found.num_rows > limit,
        empty="No rows.",
    )


def _file(reader: Reader, query: str, *, timeout_s: float, **_: int) -> Table:
    """The same for a file, which has more rows than a page could show: they are read as they are written."""
    return Table(
        name="result",
        caption="Result",
        columns=(),
        rows=(),
        sql=query,
        batches=lambda: reader.asked(query, timeout_s=timeout_s),
    )


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    """A row with addresses for the ids in it."""
    out = dict(row)
    if isinstance(row.get("document"), str):
        out["document_url"] = place_url(row["document"], start=row.get("start_char"))
    if isinstance(row.get("id"), str):
        out["id_url"] = f"/annotations/{row['id']}"
    return out


def _schema(reader: Reader) -> list[dict[str, Any]]:
    """Every view with its columns and their types."""
    described = {view: reader.rows(f"SELECT column_name, column_type FROM (DESCRIBE {view})") for view in VIEWS}  # noqa: S608
    return [{"view": view, "columns": columns} for view, columns in described.items()]
