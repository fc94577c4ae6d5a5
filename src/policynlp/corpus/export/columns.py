"""What every column of every view means, described once.

Codebook, dataset card, Croissant, JSON schema and Datasette's metadata are made from it.

The descriptions are data (`data/columns.toml`, `data/vocabularies.toml`), so that they can be read, and translated, without
the program.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import pyarrow as pa

from policynlp.corpus.schema import SPANS, STRINGS, TIME
from policynlp.errors import InputError
from policynlp.taxonomy import load_taxonomy

ColumnType = Literal["string", "integer", "number", "boolean", "date", "time", "strings", "spans", "json"]
TextRole = Literal["item", "sentence", "passage", "document"]
"""What text of the document a column repeats: the annotation's own words, the sentence or passage around it, or all of it."""

ARROW_TYPES: Mapping[str, pa.DataType] = {
    "string": pa.string(),
    "integer": pa.int32(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "time": TIME,
    "strings": STRINGS,
    "spans": SPANS,
    "json": pa.string(),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column.

    Attributes:
        name: As it stands in the view.
        type: See `ColumnType`; `spans` are lists of `{start, end}`, `json` is text that is JSON.
        meaning: One sentence for people.
        values: Allowed value to its meaning; empty where anything may stand in it. Null may always stand.
        unit: Of a number: `characters`, `seconds`, `probability`, `share`; or null.
        format: How a string is written, such as `iso-date`; or null.
        text: What text of the document it repeats; null for what is no text of it.
        cut_from: Columns with the offsets that the text is cut at: first and last of one span, or one column of spans.
        of: The column that names the document.
        export: Whether it is no part of the view, but added by exports.
    """

    name: str
    type: ColumnType
    meaning: str
    values: Mapping[str, str]
    unit: str | None = None
    format: str | None = None
    text: TextRole | None = None
    cut_from: tuple[str, ...] = ()
    of: str = "document"
    export: bool = False

    @property
    def arrow(self) -> Any:
        """The Arrow field, with the description as its metadata."""
        return pa.field(self.name, ARROW_TYPES[self.type], metadata={"description": self.meaning})


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewColumns:
    """A view and its columns, in their order.

    Attributes:
        name: Of the view.
        title: For people.
        row: What a row is.
        key: Columns that tell rows apart; empty where none do.
        columns: Those of exports among them.
    """

    name: str
    title: str
    row: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def names(self) -> list[str]:
        """Names of all columns."""
        return [column.name for column in self.columns]

    @property
    def schema(self) -> pa.Schema:
        """Arrow schema of an export of the view."""
        return pa.schema([column.arrow for column in self.columns])

    def __getitem__(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)


def _data(name: str) -> dict[str, Any]:
    return tomllib.loads(files("policynlp.data").joinpath(name).read_text(encoding="utf-8"))


@cache
def vocabularies() -> Mapping[str, Mapping[str, str]]:
    """Name of a vocabulary to its values, each with its meaning; themes are those of the shipped taxonomy."""
    themes = {name: entry.definition for name, entry in load_taxonomy().themes.items()}
    return _data("vocabularies.toml") | {"theme": themes}


@cache
def described() -> Mapping[str, ViewColumns]:
    """View name to its description."""
    data = _data("columns.toml")
    shared = data.pop("shared")
    return {
        name: ViewColumns(
            name=name,
            title=view["title"],
            row=view["row"],
            key=tuple(view["key"]),
            columns=tuple(_column(column, view["own"].get(column) or shared[column]) for column in view["columns"]),
        )
        for name, view in data.items()
    }


def _column(name: str, entry: Mapping[str, Any]) -> Column:
    return Column(
        name=name,
        type=entry["type"],
        meaning=entry["meaning"],
        values=vocabularies()[entry["values"]] if "values" in entry else {},
        unit=entry.get("unit"),
        format=entry.get("format"),
        text=entry.get("text"),
        cut_from=tuple(entry.get("from", ())),
        of=entry.get("of", "document"),
        export=entry.get("export", False),
    )


def describe(view: str) -> ViewColumns:
    """The description of a view; `quotes_all` has that of `quotes`.

    Raises:
        InputError: There is no such view.
    """
    base = view.removesuffix("_all")
    if base not in described():
        raise InputError(f"there is no view {view!r}", hint=f"Views: {', '.join(described())}.")
    return described()[base]
