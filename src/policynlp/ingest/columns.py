"""Which column of a table is which: by its name, as researchers' tables name them, else by what stands in it."""

# ruff: noqa: E501 - tables of names are read by the line
from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from policynlp.errors import Rejected
from policynlp.ingest.press.dates import iso_with_zone, order_of, press_date
from policynlp.settings import IngestSettings

ROW_NAMES = ("", "...1", "unnamed: 0", "rownames", "row.names", "rowname", ".rownames")
"""What R and pandas call the column of row names, by the function that wrote or read it."""
_NAMES: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "fulltext", "articletext", "bodytext", "content", "contenttext", "maintext", "plaintext", "cleantext", "articlebody", "article", "story", "transcript", "document", "texte", "contenu", "volltext", "inhalt", "texto", "contenido"),
    "id": ("docid", "id", "articleid", "documentid", "uid", "uuid", "accession", "accessionnumber", "identifier", "key"),
    "title": ("title", "headline", "heading", "articletitle", "titre", "titel", "titulo", "head"),
    "published": ("date", "published", "publicationdate", "pubdate", "publisheddate", "publishdate", "publishedat", "datepublished", "articledate", "datetime", "datetimestamp", "timestamp", "day", "datum", "fecha"),
    "publisher": ("publisher", "outlet", "source", "newspaper", "publication", "publicationtitle", "sourcename", "medianame", "media", "medium", "journal", "origin", "paper", "zeitung", "quelle", "medio"),
    "authors": ("authors", "author", "byline", "auteur", "autor"),
    "language": ("language", "lang", "langue", "sprache", "idioma"),
}  # fmt: skip
"""Names by what they hold, letters and digits only, the likelier first."""
_MISSING = frozenset(("NA", "<NA>", "NaN", "NULL", "None"))
"""How tables write that a value is missing; R writes NA."""
_LEAST_WORDS = 25
"""Mean words of a column that is taken for the text without such a name; titles and leads of the news have fewer."""
_MARGIN = 2.0
"""How much longer it has to be than the next."""
_R_EPOCH = date(1970, 1, 1)
_R_DAYS = re.compile(r"[12]\d{4}(?:\.0)?")
"""Days since 1970 between 1997 and 2052, as `as.numeric` of a Date in R."""
_ADDRESS = re.compile(r"https?://|www\.|[A-Za-z]:\\|/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Columns of a table.

    Attributes:
        text, id: Their names.
        fields: Column to the field of the source that it fills.
        order: `dmy` or `mdy` for dates in figures, as the table shows.
        rows: Name of the column of row names, which is no data.
        guessed: `text from 'body', date from 'day'`: what the caller did not name; empty where nothing was guessed.
    """

    text: str
    id: str | None
    fields: Mapping[str, str] = field(default_factory=dict)
    order: str | None = None
    rows: str | None = None
    guessed: str = ""


def named_columns(ingest: IngestSettings) -> Columns:
    """As the settings name them."""
    fields = {ingest.title_col or "title": "title", ingest.date_col or "date": "published"}
    return Columns(text=ingest.text_col, id=ingest.id_col, fields=fields)


def find_columns(names: Sequence[str], sample: Sequence[Mapping[str, Any]], *, ingest: IngestSettings, where: str) -> Columns:
    """What each column of a table holds; names given by the settings come first.

    Args:
        names: Of all columns.
        sample: The first rows.
        ingest: `text_col` counts as not given while it has its default and no column is called so.
        where: For the error.

    Raises:
        Rejected: `corrupt` where nothing tells which column holds the text.
    """
    row_names = next((n for n in names[:1] if n.strip().casefold() in ROW_NAMES), None)
    free = [n for n in names if n != row_names]
    default = type(ingest).model_fields["text_col"].default
    chosen: dict[str, str] = {}
    if ingest.text_col in names:
        text = ingest.text_col
    elif ingest.text_col != default:
        hint = f"Name the text column with --text-col; the file has: {', '.join(map(repr, names))[:300]}."
        raise Rejected("corrupt", f"there is no column {ingest.text_col!r}", where=where, hint=hint)
    else:
        text = chosen["text"] = _text_column(free, sample, where)
    given = {"id": ingest.id_col, "title": ingest.title_col, "published": ingest.date_col}
    fields: dict[str, str] = {}
    id_column: str | None = None
    for what in ("id", "title", "published", "publisher", "authors", "language"):
        asked = given.get(what)
        column = asked if asked in names else _by_name([n for n in free if n != text and n not in fields], what, sample)
        if column is None:
            continue
        if what == "id":
            id_column = column
        else:
            fields[column] = what
        if column not in (asked, what, "date" if what == "published" else what):
            chosen["date" if what == "published" else "outlet" if what == "publisher" else what] = column
    dated = next((c for c, what in fields.items() if what == "published"), None)
    order = order_of(str(row.get(dated) or "")[:40] for row in sample) if dated else None
    guessed = ", ".join(f"{what} from {column!r}" for what, column in chosen.items())
    return Columns(text=text, id=id_column or row_names, fields=fields, order=order, rows=row_names, guessed=guessed)


def is_missing(value: object) -> bool:
    """Whether a cell of a table says that there is no value."""
    return value is None or (isinstance(value, str) and (not value.strip() or value.strip() in _MISSING))


def column_date(value: str, *, order: str | None) -> str:
    """A cell of a date column as `iso_date` reads it: of R's numbers of days, and of dates in other languages."""
    value = value.strip()
    if _R_DAYS.fullmatch(value):
        return (_R_EPOCH + timedelta(days=int(value[:5]))).isoformat()
    if re.match(r"\d{4}", value):
        return value.replace("/", "-")
    printed = press_date(value, order=order)
    return iso_with_zone(printed) if printed else value


def _by_name(names: Sequence[str], what: str, sample: Sequence[Mapping[str, Any]]) -> str | None:
    folded = {re.sub(r"[\W_]", "", name.casefold()): name for name in reversed(names)}
    for known in _NAMES[what]:
        column = folded.get(known)
        if column is not None and _fits(what, [row.get(column) for row in sample]):
            return column
    return None


def _fits(what: str, values: Sequence[Any]) -> bool:
    """Whether values are such as the name of their column says."""
    said = [str(v).strip() for v in values if not is_missing(v)]
    if not said:
        return False
    if what == "id":
        return len(set(said)) == len(values)
    if what == "published":
        return any(any(c.isdigit() for c in v) for v in said)
    if what == "publisher":
        return all(len(v) <= 100 and not _ADDRESS.match(v) for v in said)
    return True


def _text_column(names: Sequence[str], sample: Sequence[Mapping[str, Any]], where: str) -> str:
    if named := _by_name(names, "text", sample):
        return named
    means = {n: sum(len(str(row.get(n) or "").split()) for row in sample) / max(1, len(sample)) for n in names}
    by_length = sorted(names, key=lambda n: -means[n])
    longest, next_longest = ([means[n] for n in by_length] + [0.0, 0.0])[:2]
    if longest >= _LEAST_WORDS and longest >= _MARGIN * next_longest:
        return by_length[0]
    shown = ", ".join(f"{n!r} ({means[n]:.0f} words)" for n in by_length[:12])
    raise Rejected(
        "corrupt",
        f"nothing tells which column holds the text: {shown or 'there are no columns'}",
        where=where,
        hint="Name it with --text-col.",
    )
