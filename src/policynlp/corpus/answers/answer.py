"""An answer: rows, what they were counted over, and the query that gives them again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self

import pyarrow as pa

from policynlp.corpus.answers.filters import Filters
from policynlp.corpus.answers.known import check_asked, check_document
from policynlp.corpus.export_csv import csv_line, safe_cell
from policynlp.corpus.provenance import Provenance, not_there, provenance
from policynlp.corpus.read_only import ReadOnly
from policynlp.corpus.snapshot import Worked, question_key

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Rows of one question.

    Attributes:
        columns: Names of the columns, in order.
        rows: A page of the rows, JSON-ready but for dates.
        total: Number of rows on all pages.
        unique_documents: Texts that the rows of all pages stand in, each text once.
        documents: The same with the texts that repeat them: rows are never counted twice for it.
        provenance: What was looked through, and the query.
        notes: What a reader has to know to read the rows.
    """

    columns: tuple[str, ...]
    rows: list[Row]
    total: int
    unique_documents: int
    documents: int
    provenance: Provenance
    notes: tuple[str, ...] = field(default=())

    @property
    def sql(self) -> str:
        """The query, with its values, for `policynlp query` or a notebook."""
        return self.provenance.sql

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready mapping."""
        return {
            "total": self.total,
            "documents": self.documents,
            "unique_documents": self.unique_documents,
            "stated": self.stated,
            "provenance": self.provenance.as_dict(),
            "notes": list(self.notes),
            "columns": list(self.columns),
            "rows": self.rows,
        }

    def csv(self) -> Iterator[str]:
        """The rows as lines of CSV with a header, no cell of which a spreadsheet would run."""
        yield csv_line(self.columns)
        for row in self.rows:
            yield csv_line([safe_cell(row.get(name)) for name in self.columns])

    def with_rows(self, rows: list[Row], *, columns: Sequence[str] | None = None, notes: Sequence[str] = ()) -> Self:
        """The same answer with other rows, and more notes."""
        return replace(
            self, rows=rows, columns=tuple(columns) if columns is not None else self.columns, notes=(*self.notes, *notes)
        )

    @property
    def stated(self) -> str:
        """One sentence on what was found where: "7 figures in 2 texts, of 20 texts looked through."."""
        looked = _texts(self.provenance.unique_documents, self.provenance.documents)
        if not self.total:
            return f"Not found in {looked}."
        what = self.provenance.what if self.total != 1 else self.provenance.what.removesuffix("s")
        return f"{self.total:,} {what} in {_texts(self.unique_documents, self.documents)}, of {looked} looked through."


def _texts(unique: int, everything: int) -> str:
    noun = "text" if unique == 1 else "texts"
    return f"{unique:,} {noun}" + (f" ({everything:,} with those that repeat one)" if everything != unique else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A query with its values.

    Attributes:
        sql: SELECT without ORDER BY.
        values: Its parameters.
        what: What the rows are, in the plural.
        counted: SELECT with the column `document`, for rows that are sums over documents; None: `sql` has it.
        bare: `sql` without its conditions, where each row stands for itself: rows that were chosen are read by it.
        over: Name and SELECT of rows that the others are put over; `ReadOnly.holding` keeps them for several questions.
    """

    sql: str
    values: Mapping[str, Any]
    what: str
    counted: str | None = None
    bare: str | None = None
    over: tuple[str, str] | None = None

    def stated(self, sql: str) -> str:
        """A statement over the rows of `over`, as one that tells what these are."""
        if self.over is None:
            return sql
        name, select = self.over
        told = f"WITH {name} AS MATERIALIZED ({select})"
        return f"{told}, {sql.removeprefix('WITH ')}" if sql.startswith("WITH ") else f"{told}\n{sql}"


def ask(
    views: ReadOnly,
    question: Question,
    *,
    order: str,
    limit: int | None = None,
    offset: int = 0,
    key: str | None = None,
    filters: Filters | None = None,
) -> Answer:
    """Put a question whose rows stand in documents. Its conditions are looked up once, whatever is counted of them.

    Args:
        views: The corpus.
        question: The question.
        order: Columns to order by; has to be total, so that pages do not overlap.
        limit: Rows at the most; None: all.
        offset: Rows to pass over.
        key: Column that tells rows apart: a page of wide rows is first chosen by it.
        filters: What the question was narrowed by.

    Raises:
        InputError: There is no such theme, or nothing was found since no text goes by the name of the document.
    """
    if filters:
        check_asked(views, filters)
    sql = question.stated(question.sql)
    known = _used(sql, question.values)
    worked = views.worked.get(question_key(sql, known))
    part = "" if limit is None else f"\nLIMIT {int(limit)} OFFSET {int(offset)}"
    if worked:
        total: Worked | None = worked
        table = views.query(f"SELECT * FROM {worked.table}\nORDER BY {order}{part}")
    elif key and part:
        total, keys = _chosen(views, question, key, f"ORDER BY {order}{part}")
        listed = ", ".join(map(_quoted, keys)) or "NULL"
        table = _put(
            views, question, f"SELECT * FROM ({question.bare or question.sql}) WHERE {key} IN ({listed})\nORDER BY {order}"
        )
    else:
        total, table = _counted(views, question, f"ORDER BY {order}{part}")
    total = total or _totals(views, question)
    if filters and not total.rows:
        check_document(views, filters.document)
    return Answer(
        columns=tuple(table.column_names),
        rows=table.to_pylist(),
        total=total.rows,
        unique_documents=total.unique_documents,
        documents=total.unique_documents + total.repeats,
        provenance=provenance(
            views,
            f"{sql}\nORDER BY {order}",
            known,
            rows=total.rows,
            in_documents=total.unique_documents,
            what=question.what,
        ),
        notes=() if total.rows or not views.wordless else (not_there(views.wordless),),
    )


def _chosen(views: ReadOnly, question: Question, key: str, page: str) -> tuple[Worked, list[Any]]:
    """Totals, and the keys of the rows of a page."""
    found = f"found AS MATERIALIZED ({question.sql})"
    totals = totals_sql("FROM found", counted=question.counted).removeprefix("WITH ")
    sql = f"WITH {found}, {totals},\n    (SELECT list({key}) FROM (SELECT {key} FROM found {page})) AS keys"
    row = _put(views, question, sql).to_pylist()[0]
    keys = row.pop("keys") or []
    return Worked(table="", **row), keys


def _counted(views: ReadOnly, question: Question, page: str) -> tuple[Worked | None, pa.Table]:
    """Totals, where there is a row that tells their number, and the rows of a page."""
    sql = f"SELECT *, count(*) OVER () AS {_ROWS} FROM ({question.sql})\n{page}"
    table = _put(views, question, sql)
    if not table.num_rows:
        return None, table.drop_columns([_ROWS])
    rows = table[_ROWS][0].as_py()
    sql = totals_sql(question.sql, counted=question.counted, rows=str(rows))
    total = Worked(table="", **_put(views, question, sql).to_pylist()[0])
    return total, table.drop_columns([_ROWS])


def _totals(views: ReadOnly, question: Question) -> Worked:
    sql = totals_sql(question.sql, counted=question.counted)
    return Worked(table="", **_put(views, question, sql).to_pylist()[0])


def _put(views: ReadOnly, question: Question, sql: str) -> pa.Table:
    """The rows of a statement that may be over the rows of `over`."""
    held = question.over is not None and views.holds(*question.over, question.values)
    said = sql if held else question.stated(sql)
    return views.query(said, _used(said, question.values))


def totals_sql(sql: str, *, counted: str | None, rows: str | None = None) -> str:
    """Numbers of rows, of the texts that they stand in, and of texts that repeat these.

    Args:
        sql: The rows.
        counted: As in `Question`.
        rows: Their number, where it is known.
    """
    rows = rows or (f"(SELECT count(*) FROM ({sql}))" if counted else "(SELECT sum(n) FROM stood)")
    return _TOTALS.format(rows=rows, documents=counted or sql)


def _quoted(text: object) -> str:
    return "'" + str(text).replace("'", "''") + "'"


_ROWS = "rows_of_all_pages"
_TOTALS = """WITH stood AS MATERIALIZED (SELECT document, count(*) AS n FROM ({documents}) GROUP BY document)
SELECT coalesce({rows}, 0)::BIGINT AS rows, (SELECT count(document) FROM stood) AS unique_documents,
    (SELECT count(*) FROM documents_all WHERE latest AND duplicate_of IN (SELECT document FROM stood)) AS repeats"""


def _used(sql: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Those of the values that a statement asks for; DuckDB takes no others."""
    names = set(_PLACE.findall(sql))
    return {name: value for name, value in values.items() if name in names}


_PLACE = re.compile(r"\$([a-z_]+[0-9]*)\b")
