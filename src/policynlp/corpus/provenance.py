"""What a table or a chart rests on, said in one line: texts, denominators, tag set or release, and the SQL.

    with Views(store) as views:
        rows = views.query(sql, params)
        print(provenance(views, sql, params, rows=rows, what="quotes").line())

Every table and chart that a person takes away carries it: a number without its denominator is no finding.
"""

from __future__ import annotations

import math
import re
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from policynlp import __version__
from policynlp.errors import InputError

if TYPE_CHECKING:
    import pyarrow as pa

    from policynlp.corpus.read_only import ReadOnly

_SHORT_CHARS = 8
_DOCUMENT_COLUMNS = ("document", "from_document", "to_document")
_COUNTS = "SELECT (SELECT count(*) FROM documents_all WHERE latest) AS documents, (SELECT count(*) FROM documents) AS counted"
_PLACEHOLDER = re.compile(
    r"""(?P<kept>'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|/\*.*?\*/|(\$\w*\$).*?\2)|\$(?P<name>\w+)|\?(?P<number>\d*)""",
    re.DOTALL,
)


def not_there(texts: int) -> str:
    """Said where nothing was found in a release that holds some texts without their words: that is no "not found"."""
    of = "One text is" if texts == 1 else f"{texts:,} texts are"
    return f"{of} in the release without words, as licences ask: what is looked for by its words may still stand in the text."


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """What a result rests on.

    Attributes:
        what: What its rows are: `quotes`, `figures`, `passages`.
        rows: Number of rows, or None where the result is no table.
        in_documents: Texts that the rows stand in, or None where the rows do not say it.
        documents: Latest revisions in the corpus, repeated texts included.
        unique_documents: Those without texts that repeat another one; what the views show.
        denominators: Name to number of what shares are taken of.
        tagset: The tag set, or None where nothing is tagged.
        release: Name of the release, or None for a corpus that may still grow.
        state: State of the corpus that was read.
        version: Of policynlp.
        sql: The statement, values put in, that can be run again as it is.
    """

    what: str
    rows: int | None
    in_documents: int | None
    documents: int
    unique_documents: int
    denominators: Mapping[str, int] = field(default_factory=dict)
    tagset: str | None = None
    release: str | None = None
    state: str = ""
    version: str = __version__
    sql: str = ""

    def line(self) -> str:
        """One line for people, without the SQL."""
        found = "" if self.rows is None else f"{self.rows:,} {self.what if self.rows != 1 else self.what.removesuffix('s')}"
        if found and self.in_documents is not None:
            found += f" in {self.in_documents:,} of {self.unique_documents:,} unique documents"
        elif found:
            found += f" from {self.unique_documents:,} unique documents"
        else:
            found = f"{self.unique_documents:,} unique documents"
        parts = [f"{found} ({self.documents:,} with repeated texts)"]
        if self.denominators:
            parts.append("out of " + ", ".join(f"{n:,} {name}" for name, n in self.denominators.items()))
        if self.release:
            parts.append(f"release {self.release}")
        parts.append(f"tag set {self.tagset[:_SHORT_CHARS]}" if self.tagset else "no tag set")
        parts.append(f"policynlp {self.version}")
        return "; ".join(parts)

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready, with the line beside its parts."""
        return asdict(self) | {"denominators": dict(self.denominators), "line": self.line()}


def provenance(
    views: ReadOnly,
    sql: str = "",
    params: Sequence[Any] | Mapping[str, Any] = (),
    *,
    rows: pa.Table | int | None = None,
    in_documents: int | None = None,
    what: str = "rows",
    denominators: Mapping[str, int] | None = None,
) -> Provenance:
    """What a result of these views rests on.

    Args:
        views: The look at the corpus (or release) that the result was read from.
        sql: The statement.
        params: Its values.
        rows: The result; a table that has a column `document` (or `from_document`, `to_document`) tells how many texts it
            stands in. A number where only that is known.
        in_documents: How many texts the rows stand in, where that is known otherwise.
        what: What the rows are, in the plural.
        denominators: Name to number of what shares are taken of.
    """
    counts = views.query(_COUNTS).to_pylist()[0]
    if in_documents is None and rows is not None and not isinstance(rows, int):
        in_documents = _documents(rows)
    return Provenance(
        what=what,
        rows=rows if rows is None or isinstance(rows, int) else rows.num_rows,
        in_documents=in_documents,
        documents=counts["documents"],
        unique_documents=counts["counted"],
        denominators=dict(denominators or {}),
        tagset=views.tagset,
        release=views.release,
        state=views.state,
        sql=sql_with_values(sql, params),
    )


def _documents(rows: pa.Table) -> int | None:
    columns = [name for name in _DOCUMENT_COLUMNS if name in rows.column_names]
    return len({d for name in columns for d in rows[name].to_pylist()} - {None}) if columns else None


def dedented(sql: str) -> str:
    """A query without the indentation of the program that it stands in."""
    return textwrap.dedent(sql).strip()


def sql_with_values(sql: str, params: Sequence[Any] | Mapping[str, Any] = ()) -> str:
    """A statement with its values put in as literals, so that it runs again as it stands.

    Args:
        sql: SQL with `?`, `$1` or `$name`; those within quotes and comments are left alone.
        params: The values.

    Raises:
        InputError: A value is missing, or of a kind that has no literal.
    """
    waiting = iter(()) if isinstance(params, Mapping) else iter(params)

    def value(match: re.Match[str]) -> str:
        if match["kept"] is not None:
            return match["kept"]
        name = match["name"] or match["number"]
        try:
            if not name:
                return _literal(next(waiting))
            return _literal(params[name] if isinstance(params, Mapping) else params[int(name) - 1])
        except (StopIteration, LookupError, ValueError):
            raise InputError(f"no value for {match[0]}", where="SQL", hint="Give one value for each placeholder.") from None

    return _PLACEHOLDER.sub(value, sql.strip()) if params else sql.strip()


def _literal(value: Any) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return _double(value)
    if isinstance(value, datetime):
        return f"TIMESTAMPTZ '{value.isoformat(sep=' ')}'" if value.tzinfo else f"TIMESTAMP '{value.isoformat(sep=' ')}'"
    if isinstance(value, date):
        return f"DATE '{value.isoformat()}'"
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    if isinstance(value, list | tuple | set | frozenset):
        return "[" + ", ".join(_literal(v) for v in value) + "]"
    raise InputError(f"a {type(value).__name__} has no literal in SQL", where="SQL", hint="Give text, numbers or dates.")


def _double(value: float) -> str:
    """Without an exponent DuckDB would read a decimal number, which compares and divides otherwise."""
    if not math.isfinite(value):
        return f"'{value}'::DOUBLE"
    return repr(value) if "e" in repr(value) else f"{value!r}e0"
