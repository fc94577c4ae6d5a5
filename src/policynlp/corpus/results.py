"""The result of a question, for notebooks: rows to loop over, or a data frame of the reader's choice, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any, overload

import pyarrow as pa

from policynlp.corpus.answers.answer import Answer
from policynlp.corpus.polars_frames import polars_frame
from policynlp.corpus.provenance import Provenance

if TYPE_CHECKING:
    import datasets
    import pandas as pd
    import polars as pl

Row = Mapping[str, Any]

_SHOWN_ROWS = 20
_SHOWN_CHARS = 120
_HIDDEN = frozenset(
    {"document", "id", "start_char", "end_char", "identity", "uri", "quote", "passage", "score", "value_base", "unit_base"}
    | {f"{end}_{part}" for end in ("from", "to") for part in ("document", "annotation", "start_char", "end_char")}
)
"""Columns that are for joining, and would push out of sight what people read."""
_ADDED = {"sentence": pa.string(), "figures": pa.list_(pa.string()), "series": pa.string(), "change": pa.string()}
"""Columns that are no part of the statement."""


class Result(Sequence[Row]):
    """Rows of one question, in order: a sequence of mappings.

    Args:
        answer: The rows, and what they rest on.
        types: Arrow schema of the statement's columns.
    """

    def __init__(self, answer: Answer, *, types: pa.Schema) -> None:
        self._answer = answer
        self._types = types

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns."""
        return self._answer.columns

    @property
    def sql(self) -> str:
        """The statement, values put in; `corpus.sql(result.sql)` gives the rows again."""
        return self._answer.sql

    @property
    def provenance(self) -> Provenance:
        """Documents, denominators, tag set or release, version."""
        return self._answer.provenance

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader has to know to read the rows."""
        return self._answer.notes

    @property
    def stated(self) -> str:
        """One sentence on what was found where, "not found" included."""
        return self._answer.stated

    def __len__(self) -> int:
        return len(self._answer.rows)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | Sequence[Row]:
        return self._answer.rows[index]

    def __iter__(self) -> Iterator[Row]:
        return iter(self._answer.rows)

    def __repr__(self) -> str:
        return f"<{self.stated}>"

    def to_arrow(self) -> pa.Table:
        """The rows as an Arrow table; its metadata says what they rest on."""
        known = {field.name: field.type for field in self._types} | _ADDED
        fields = [pa.field(name, known.get(name, pa.string())) for name in self.columns]
        about: dict[bytes | str, bytes | str] = {"policynlp": self.provenance.line(), "sql": self.sql}
        return pa.Table.from_pylist([dict(row) for row in self], schema=pa.schema(fields, metadata=about))

    def to_pandas(self) -> pd.DataFrame:
        """The rows as a pandas data frame; `frame.attrs` says what they rest on."""
        frame: pd.DataFrame = self.to_arrow().to_pandas()
        frame.attrs |= {"policynlp": self.provenance.line(), "sql": self.sql}
        return frame

    def to_polars(self) -> pl.DataFrame:
        """The rows as a Polars data frame.

        Raises:
            InputError: Polars is not installed.
        """
        return polars_frame(self.to_arrow())

    def to_dataset(self) -> datasets.Dataset:
        """The rows as a Hugging Face dataset."""
        import datasets
        from datasets.table import InMemoryTable

        return datasets.Dataset(InMemoryTable(self.to_arrow().replace_schema_metadata(None)))

    def _repr_html_(self) -> str:
        shown = [name for name in self.columns if name not in _HIDDEN]
        head = "".join(f'<th scope="col">{escape(name)}</th>' for name in shown)
        body = "".join(
            f"<tr>{''.join(f'<td>{_cell(row.get(name))}</td>' for name in shown)}</tr>" for row in self[:_SHOWN_ROWS]
        )
        more = f"<p>The first {_SHOWN_ROWS} of {len(self):,} rows.</p>" if len(self) > _SHOWN_ROWS else ""
        notes = "".join(f"<p>{escape(note)}</p>" for note in self.notes)
        return (
            f"<table><caption>{escape(self.stated)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
            f"{more}{notes}<p><small>{escape(self.provenance.line())}</small></p>"
            f"<details><summary>SQL</summary><pre>{escape(self.sql)}</pre></details>"
        )


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        value = f"{value:,.0f}" if value.is_integer() or abs(value) >= 1e6 else f"{value:,.4g}"
    if isinstance(value, list):
        value = "; ".join(str(one) for one in value)
    text = str(value)
    return escape(text if len(text) <= _SHOWN_CHARS else f"{text[: _SHOWN_CHARS - 1]}…")
