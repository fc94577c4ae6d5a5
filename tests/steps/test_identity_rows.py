"""Decisions over the rows of a corpus give what they give over its texts; only what changes is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policynlp.corpus.schema import SCHEMAS
from policynlp.link.decisions import Decision
from policynlp.link.identities import Identity, Named, resolve
from policynlp.steps.identity_rows import IdentityRows
from some_decisions import WHO, some_decisions

ANA, BO, CY = "person:ana-perez", "person:bo-ek", "person:cy-doe"
KEYS = (ANA, BO, CY, "person:new-one")
DOCUMENTS = ("d1", "d2", "d3")


@pytest.fixture(scope="module")
def database() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(":memory:") as connection:
        yield connection


def stored(
    database: duckdb.DuckDBPyConnection,
    *batches: Sequence[Identity],
    superseded: Sequence[str] = (),
    unseen: Sequence[Identity] = (),
) -> IdentityRows:
    """Rows as batches brought them, the last of which counts; `unseen` lies in one that was never committed."""
    rows = [
        asdict(row) | {"batch_id": f"b{n}", "ordinal": ordinal}
        for n, batch in enumerate((*batches, unseen))
        for ordinal, row in enumerate(batch)
    ]
    database.execute("DROP TABLE IF EXISTS rows_now")
    ranks = {f"b{n}": n for n in range(len(batches))}
    return IdentityRows(database, pa.Table.from_pylist(rows[::-1], SCHEMAS["identities"]), ranks, superseded)


def people(*names: str) -> list[Named]:
    """Texts that name people, a letter each."""
    full = {"a": "Ana Perez", "A": "Perez Ana", "b": "Bo Ek", "c": "Cy Doe"}
    return [
        Named(document=f"d{n}", entities=tuple((f"e{i}", full[x], "PERSON") for i, x in enumerate(some)), acronyms={})
        for n, some in enumerate(names, 1)
    ]


def decision(number: int, action: str, **fields: Any) -> Decision:
    return Decision(action=action, id=str(number), **WHO, **fields)


@settings(max_examples=50, deadline=None)
@given(
    names=st.lists(st.text("aAbc", max_size=3), min_size=1, max_size=3),
    before=st.lists(some_decisions(KEYS, DOCUMENTS), min_size=1, max_size=2),
    after=some_decisions(KEYS, DOCUMENTS),
)
def test_what_changes_makes_rows_those_of_all_texts(
    database: duckdb.DuckDBPyConnection, names: list[str], before: list[tuple[Decision, ...]], after: tuple[Decision, ...]
) -> None:
    texts = people(*names)
    batches = [resolve(texts, decisions) for decisions in before]
    rows = stored(database, *batches, unseen=resolve(texts, [decision(9, "hide", identity=ANA)]))
    assert tuple(rows.rows()) == batches[-1]
    was = {(row.document, row.entity): row for row in batches[-1]}
    expected = [row for row in resolve(texts, after) if was[row.document, row.entity] != row]
    changed = list(rows.changed(after))
    assert [one.row for one in changed] == expected
    assert [(one.identity, one.name) for one in changed] == [
        (was[row.document, row.entity].identity, was[row.document, row.entity].name) for row in expected
    ]


def test_what_readers_see_of_a_change(database: duckdb.DuckDBPyConnection) -> None:
    hide, rename = decision(0, "hide", identity=ANA), decision(1, "rename", identity=ANA, name="N. N.")
    hidden = stored(database, resolve(people("a", "b"), [hide]))
    assert [one.is_seen for one in hidden.changed([])] == [True]
    assert [one.is_seen for one in hidden.changed([rename, hide])] == [False]  # another name, which nobody sees


def test_a_superseded_text_is_decided_on_and_gives_no_name(database: duckdb.DuckDBPyConnection) -> None:
    old, new, other = resolve(people("a")), resolve(people("b", "A", "c"))[1:2], resolve(people("b", "b", "c"))[2:]
    rows = stored(database, old, new, other, superseded=["d1"])
    merged = [decision(0, "split", identity=ANA, into=CY, documents=("d1",)), decision(1, "merge", identity=ANA, into=CY)]
    assert [(c.row.document, c.row.identity, c.row.name) for c in rows.changed(merged)] == [
        ("d1", CY, "Ana Perez"),
        ("d2", CY, "Cy Doe"),
    ]


def test_an_identity_is_found_by_its_key_and_by_what_is_near_it(database: duckdb.DuckDBPyConnection) -> None:
    rows = stored(database, resolve(people("ab", "c", "aA", "bc"), [decision(0, "hide", identity=BO)]))
    assert ANA in rows
    assert BO not in rows
    assert None not in rows
    assert rows.near("person:ana-peres") == [ANA, CY]
    assert rows.near("organisation:bank") == []
    assert rows.documents_of(ANA, limit=6) == ["d1", "d3"]
    assert rows.documents_of(ANA, begun="d3", limit=6) == ["d3"]
    assert rows.count_documents(ANA) == 2
    assert [row.identity for row in rows.rows(kind="person")] == [ANA, CY, ANA, ANA, CY]
    assert list(rows.rows(kind="place")) == []
