"""Every column of every view is described, truly: type, order, and the values that may stand in it."""

from __future__ import annotations

from typing import Any, get_args

import pyarrow as pa
import pytest

from policynlp import tags
from policynlp.corpus.export.codebook import CODEBOOK_HEADER, codebook_rows, json_schema
from policynlp.corpus.export.columns import ARROW_TYPES, describe, described, vocabularies
from policynlp.corpus.store import Store
from policynlp.corpus.view_sql import VIEWS
from policynlp.corpus.views import Views
from policynlp.document import GENRES, PASSAGE_KINDS
from policynlp.errors import REJECT_REASONS, InputError
from policynlp.tag.entities.organisation_types import TYPES

CLOSED: dict[str, Any] = {
    "genre": GENRES,
    "passage_kind": PASSAGE_KINDS,
    "origin": get_args(tags.Origin),
    "quote_kind": get_args(tags.QuoteKind),
    "act": get_args(tags.Act),
    "source_type": get_args(tags.SourceType),
    "claim_kind": get_args(tags.ClaimKind),
    "bound": get_args(tags.Bound),
    "trend": get_args(tags.Trend),
    "nature": get_args(tags.Nature),
    "link_kind": get_args(tags.LinkKind),
    "reject_reason": REJECT_REASONS,
}


def test_every_view_and_column_is_described_in_its_order(store: Store) -> None:
    assert set(described()) == set(VIEWS)
    with Views(store) as views:
        for name in VIEWS:
            schema = views.query(f"SELECT * FROM {name} LIMIT 0").schema
            own = [column for column in describe(name).columns if column.name in schema.names]
            assert [column.name for column in own] == schema.names
            for column in own:
                assert _alike(schema.field(column.name).type, ARROW_TYPES[column.type]), (name, column.name)


def _alike(actual: pa.DataType, stated: pa.DataType) -> bool:
    """The same type, whatever the name of the items of a list."""
    if pa.types.is_list(actual):
        return pa.types.is_list(stated) and actual.value_type == stated.value_type
    return actual == stated or (pa.types.is_timestamp(actual) and pa.types.is_timestamp(stated))


@pytest.mark.parametrize("name", CLOSED)
def test_vocabularies_are_those_of_the_types(name: str) -> None:
    assert set(vocabularies()[name]) == set(CLOSED[name])


def test_kinds_of_organisations_are_described() -> None:
    assert set(vocabularies()["entity_subtype"]) >= TYPES


def test_every_description_says_something() -> None:
    for view in described().values():
        assert len({c.name for c in view.columns}) == len(view.columns)
        assert set(view.key) <= set(view.names)
        for column in view.columns:
            assert len(column.meaning) > 8, (view.name, column.name)
            assert all(meaning for meaning in column.values.values())
            assert set(column.cut_from) <= set(view.names)
            assert (column.type in {"integer", "spans"}) <= (
                column.unit is not None or column.name in {"ordinal", "page", "revision"}
            )
            if column.cut_from:
                assert column.of in view.names
                assert column.text is not None


def test_codebook_and_json_schema_hold_every_column() -> None:
    rows = codebook_rows(described().values())
    assert all(len(row) == len(CODEBOOK_HEADER) for row in rows)
    assert len(rows) == sum(len(view.columns) for view in described().values())
    schema = json_schema(describe("quotes"))
    assert schema["properties"]["kind"]["anyOf"][0]["enum"] == ["direct", "indirect", "mixed"]
    assert "anyOf" in schema["properties"]["content"]


def test_unknown_view() -> None:
    with pytest.raises(InputError, match="no view 'speeches'"):
        describe("speeches")
    assert describe("quotes_all") is describe("quotes")
