"""What a page answers: one function gives the data; the page, the JSON, the CSV and the Parquet are made of it.

    router = APIRouter()

    @answers(router, "/figures", template="figures.html")
    def figures(reader: LentReader, measure: str | None = None) -> Answer:
        "Figures of the corpus."
        return Answer(title="Figures", data={...}, tables=(table(reader, "figures", sql, ...),))

serves `/figures` as a page and `/api/figures` as JSON, or with `format=csv&table=figures` as a file of all rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

import pyarrow as pa
from fastapi import APIRouter, Depends, Query, Request, Response

from policynlp.errors import InputError
from policynlp.render.vega import chart
from policynlp.web.conditional import unchanged
from policynlp.web.files import as_file
from policynlp.web.parameters import byte_order_mark, cursor, no_others
from policynlp.web.reader import Reader
from policynlp.web.readers import LentReader
from policynlp.web.templating import page
from policynlp.web.withholding import as_allowed
from policynlp.web.worded import headings, in_words

Kind = Literal["text", "number", "date", "link", "long"]
SHOWN_ROWS = 200
"""Rows of a table on a page; the files have all of them."""


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column as people see it.

    Attributes:
        name: Key in the rows.
        title: Heading.
        kind: `link` takes its address from the key `NAME_url` of the row; `long` is text that may wrap.
    """

    name: str
    title: str
    kind: Kind = "text"


@dataclass(frozen=True, kw_only=True)
class Table:
    """Rows that a page shows, and can be taken away whole.

    Attributes:
        name: Names it in addresses.
        caption: Above it.
        columns: Which keys are shown; the files have all.
        rows: What is shown.
        facts: The same rows for programs, where the page words some cells for people; null: `rows`.
        note: What the numbers rest on, beyond what stands at the foot of every page.
        sql, params: Where all rows come from, for the files and for people; null where `rows` are all there are.
        partial_sql: The SQL gives less than the rows, which are all there are: files are made of them.
        timeout_s: Time that the SQL may take; null: as long as it needs.
        batches: Gives all rows, where they do not come from SQL.
        more: There are more rows than are shown.
        empty: Said where there is no row.
    """

    name: str
    caption: str
    columns: tuple[Column, ...]
    rows: Sequence[Mapping[str, Any]]
    facts: Sequence[Mapping[str, Any]] | None = None
    note: str = ""
    sql: str | None = None
    params: Sequence[Any] | Mapping[str, Any] = ()
    partial_sql: bool = False
    timeout_s: float | None = None
    batches: Callable[[], Iterator[pa.RecordBatch]] | None = None
    more: bool = False
    empty: str = "Nothing found."


@dataclass(frozen=True, kw_only=True)
class Plot:
    """A plot with its data.

    Attributes:
        name: Names it in addresses.
        caption: Above it.
        spec: Vega-Lite, with its data.
        rows: The data.
        note, sql, params, partial_sql: As of a table.
    """

    name: str
    caption: str
    spec: Mapping[str, Any]
    rows: Sequence[Mapping[str, Any]]
    note: str = ""
    sql: str | None = None
    params: Sequence[Any] | Mapping[str, Any] = ()
    partial_sql: bool = False

    @property
    def columns(self) -> tuple[Column, ...]:
        """Those of the data, for the table in its place."""
        first: Mapping[str, Any] = self.rows[0] if self.rows else {}
        return tuple(
            Column(name=name, title=title, kind="number" if isinstance(first[name], int | float) else "text")
            for name, title in headings(first).items()
        )

    @property
    def told(self) -> Sequence[Mapping[str, Any]]:
        """The data, keys in words."""
        return in_words(self.rows)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a page shows.

    Attributes:
        title: Of the page.
        data: JSON-ready; the template sees each key by its name.
        tables, plots: See `Table` and `Plot`; the template finds them by name in `tables` and `plots`.
        description: One sentence under the title, or empty.
        fault: What is wrong with the question: the page says so in its place, the API answers with it.
        shown: What the template sees beside `data`; no part of the API.
        whole: Gives the JSON in place of all this, where it is another thing than what the page shows.
    """

    title: str
    data: Mapping[str, Any] = field(default_factory=dict)
    tables: tuple[Table, ...] = ()
    plots: tuple[Plot, ...] = ()
    description: str = ""
    fault: InputError | None = None
    shown: Mapping[str, Any] = field(default_factory=dict)
    whole: Callable[[], Mapping[str, Any]] | None = None

    def as_dict(self, basis: Mapping[str, Any]) -> dict[str, Any]:
        """JSON-ready mapping."""
        if self.whole is not None:
            return dict(self.whole())
        return {
            "title": self.title,
            **self.data,
            "tables": {
                t.name: {
                    "caption": t.caption,
                    "rows": t.rows if t.facts is None else t.facts,
                    "more": t.more,
                    "sql": t.sql,
                }
                for t in self.tables
            },
            "plots": {p.name: {"caption": p.caption, "rows": p.rows, "sql": p.sql} for p in self.plots},
            "basis": basis,
        }


def table(
    reader: Reader,
    name: str,
    sql: str,
    params: Sequence[Any] | Mapping[str, Any] = (),
    *,
    caption: str,
    columns: Sequence[Column],
    note: str = "",
    limit: int = SHOWN_ROWS,
    empty: str = "Nothing found.",
    links: Callable[[dict[str, Any]], Mapping[str, Any]] | None = None,
    kept: bool = False,
) -> Table:
    """A table from SQL over the views.

    Args:
        reader: The corpus.
        name: Names it in addresses.
        sql: One SELECT.
        params: Values for `?` or `$name`.
        caption: Above it.
        columns: Which are shown.
        note: What the numbers rest on.
        limit: Rows that the page shows.
        empty: Said where there is no row.
        links: Gives what is put into a row beside its columns, such as `title_url`.
        kept: Keep the rows on disk until something is committed: see `Reader.kept_rows`; there are no `params` then.
    """
    found = reader.kept_rows(sql, limit=limit + 1) if kept else reader.rows(sql, params, limit=limit + 1)
    rows = [row | dict(links(row)) for row in found[:limit]] if links else found[:limit]
    more = len(found) > limit
    return Table(
        name=name,
        caption=caption,
        columns=tuple(columns),
        rows=rows,
        note=note,
        sql=sql,
        params=params,
        more=more,
        empty=empty,
    )


def plot(
    name: str,
    rows: Sequence[Mapping[str, Any]],
    layout: Mapping[str, Any],
    *,
    caption: str,
    description: str = "",
    note: str = "",
    sql: str | None = None,
    params: Sequence[Any] | Mapping[str, Any] = (),
    partial_sql: bool = False,
) -> Plot:
    """A plot of rows; arguments as in `policynlp.render.vega.chart` and `Plot`."""
    spec = chart(rows, layout, description=description or caption)
    return Plot(name=name, caption=caption, spec=spec, rows=rows, note=note, sql=sql, params=params, partial_sql=partial_sql)


Format = Annotated[Literal["json", "csv", "parquet"], Query(description="csv and parquet hold all rows of one table")]
TableName = Annotated[str | None, Query(description="Table or plot of the page, for csv and parquet; default: the first")]


_TABLES: dict[int | str, dict[str, Any]] = {200: {"content": {"text/csv": {}, "application/vnd.apache.parquet": {}}}}
"""A table of an answer may be asked for as a file."""


def answers(
    router: APIRouter, path: str, *, template: str, api: str | None = None, paged: bool = False
) -> Callable[[Callable[..., Answer]], Any]:
    """Serve what a function answers as a page and in the API; its parameters are those of the address.

    Args:
        router: Of the page's module.
        path: Of the page.
        template: In `web/templates`.
        api: Path behind `/api`; default: the page's.
        paged: The rows come in pages, which `answered.Page` reads from the address.
    """

    def decorate(function: Callable[..., Answer]) -> Callable[..., Answer]:
        name = function.__name__

        def html(request: Request, reader: LentReader, answer: Answer = Depends(function)) -> Response:  # noqa: B008
            return page(request, reader, template, as_allowed(request, reader, answer), api=f"/api{api or path}")

        def data(
            request: Request,
            reader: LentReader,
            format: Format = "json",  # noqa: A002
            table: TableName = None,
            answer: Answer = Depends(function),  # noqa: B008
        ) -> Response:
            return as_file(request, reader, as_allowed(request, reader, answer), form=format, name=table)

        docs = (function.__doc__ or name).strip().split("\n")[0].rstrip(".")
        fresh = [Depends(unchanged)]
        router.get(path, name=name, include_in_schema=False, dependencies=fresh)(html)
        strict = [Depends(no_others), Depends(byte_order_mark), *fresh, *([Depends(cursor)] if paged else [])]
        router.get(f"/api{api or path}", name=f"{name}_api", summary=docs, dependencies=strict, responses=_TABLES)(data)
        return function

    return decorate
