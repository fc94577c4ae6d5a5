"""A result says what it rests on, and its SQL runs again as it is printed."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from corpus_samples import fingerprints, make_document
from hypothesis import given, settings
from hypothesis import strategies as st

from policynlp.corpus.provenance import provenance, sql_with_values
from policynlp.corpus.store import Store
from policynlp.corpus.views import Views
from policynlp.errors import InputError


def test_texts_denominators_tag_set_and_sql(store: Store) -> None:
    copy = make_document(0, work="elsewhere", duplicate_of=make_document(0).id)
    store.commit_documents([copy], run_id="r", fingerprints=fingerprints(copy))
    sql = "SELECT document, speaker FROM quotes WHERE speaker = $who AND document <> $not"
    params = {"who": "Ada Öst", "not": make_document(2).id}
    with Views(store) as views:
        rows = views.query(sql, params)
        found = provenance(views, sql, params, rows=rows, what="quotes", denominators={"passages": 12})
        assert views.query(found.sql).to_pylist() == rows.to_pylist()
    assert (found.rows, found.in_documents, found.documents, found.unique_documents) == (2, 2, 4, 3)
    assert found.tagset == store.require_active()
    line = found.line()
    assert line.startswith("2 quotes in 2 of 3 unique documents (4 with repeated texts); out of 12 passages; tag set ")
    assert found.as_dict()["line"] == line
    assert found.state == store.catalogue.state()


def test_a_link_stands_in_both_of_its_documents(store: Store) -> None:
    with Views(store) as views:
        rows = views.query("SELECT from_document, to_document FROM links")
        assert provenance(views, rows=rows, what="links").in_documents == 2
        assert "3 unique documents" in provenance(views, rows=7, what="groups").line()


def test_an_empty_corpus_has_a_provenance_too(empty: Store) -> None:
    with Views(empty) as views:
        assert "no tag set" in provenance(views).line()


@settings(deadline=None)
@given(st.lists(st.one_of(st.text(alphabet=st.characters(exclude_characters="\x00", exclude_categories=["Cs"])), st.integers(-9, 9),
                          st.booleans(), st.none(), st.floats(allow_nan=False, allow_infinity=False)), min_size=1))  # fmt: skip
def test_values_come_back_from_their_literals(values: list) -> None:
    import duckdb

    sql = sql_with_values("SELECT " + ", ".join("?" for _ in values) + " -- really?", values)
    assert list(duckdb.connect().execute(sql).fetchall()[0]) == values


def test_quotes_and_comments_keep_their_signs() -> None:
    sql = "SELECT '$a', \"b?\", $$ ? $$, $a /* ? $b */ -- $c\n"
    assert sql_with_values(sql, {"a": "it's"}) == "SELECT '$a', \"b?\", $$ ? $$, 'it''s' /* ? $b */ -- $c"
    assert sql_with_values("SELECT $2, $1", [1, date(2024, 5, 1)]) == "SELECT DATE '2024-05-01', 1"
    assert sql_with_values("SELECT ?", [datetime(2024, 5, 1, tzinfo=UTC)]) == "SELECT TIMESTAMPTZ '2024-05-01 00:00:00+00:00'"
    assert sql_with_values("SELECT ?", [["a", 1]]) == "SELECT ['a', 1]"


def test_a_value_that_is_missing_or_has_no_literal() -> None:
    with pytest.raises(InputError, match="no value for"):
        sql_with_values("SELECT ?, ?", [1])
    with pytest.raises(InputError, match="no value for"):
        sql_with_values("SELECT $who", {"whom": 1})
    with pytest.raises(InputError, match="no literal"):
        sql_with_values("SELECT ?", [object()])
