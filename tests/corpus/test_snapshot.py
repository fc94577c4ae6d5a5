"""The views from a file that was worked out before: the same rows, only as long as they are true, and read-only."""

from __future__ import annotations

from typing import Any

import duckdb
import pytest
from corpus_samples import fingerprints, make_document, make_tags

from policynlp.corpus import snapshot_slices
from policynlp.corpus.overview import layer_counts
from policynlp.corpus.snapshot import KEPT
from policynlp.corpus.snapshot_build import build_snapshot
from policynlp.corpus.store import Store
from policynlp.corpus.view_sql import VIEWS
from policynlp.corpus.views import Views
from policynlp.errors import InputError


def everything(store: Store) -> dict[str, list]:
    names = [*VIEWS, *(name for name in KEPT)]
    with Views(store) as views:
        return {name: sorted(map(str, views.query(f"SELECT * FROM {name}").to_pylist())) for name in names}


@pytest.mark.parametrize("together", [1, 2, 5_000])
def test_rows_and_columns_are_those_of_the_views(store: Store, monkeypatch: pytest.MonkeyPatch, together: int) -> None:
    """However many documents the rows are made of at a time."""
    monkeypatch.setattr(snapshot_slices, "_TOGETHER_DOCS", together)
    before = everything(store)
    path = build_snapshot(store, least_documents=1)
    assert path is not None
    assert path.exists()
    with Views(store) as views:
        assert views.kept
    assert everything(store) == before


def test_documents_that_do_not_fit_into_memory_are_taken_fewer_at_a_time(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    before, made = everything(store), snapshot_slices.rows_of
    asked = []

    def scarce(store: Store, table: str, *, known: dict[str, Any], **rest: Any) -> Any:
        if known:
            asked.append(known["_committed"].num_rows)
        if known and known["_committed"].num_rows > 1:
            raise duckdb.OutOfMemoryException("failed to allocate")
        return made(store, table, known=known, **rest)

    monkeypatch.setattr(snapshot_slices, "rows_of", scarce)
    monkeypatch.setattr(snapshot_slices, "_LEAST_TOGETHER_DOCS", 1)
    assert build_snapshot(store, least_documents=1) is not None
    assert max(asked) > 1
    assert everything(store) == before
    monkeypatch.setattr(snapshot_slices, "_LEAST_TOGETHER_DOCS", 8)
    new = make_document(8)
    store.commit_documents([new], run_id="r", fingerprints=fingerprints(new))
    for old in (store.path / "index").glob("views-*"):
        old.unlink()
    with pytest.raises(duckdb.OutOfMemoryException):
        build_snapshot(store, least_documents=1)


def test_what_is_committed_later_is_seen_and_an_old_file_is_removed(store: Store) -> None:
    old = build_snapshot(store, least_documents=1)
    new = make_document(8)
    store.commit_documents([new], run_id="r", fingerprints=fingerprints(new))
    store.commit_tags([make_tags(new, store.require_active())], run_id="r", tagset=store.require_active())
    with Views(store) as views:
        assert not views.kept
        assert not views.outdone
        assert views.query("SELECT count(*) AS n FROM quotes").to_pylist() == [{"n": 4}]
        made = build_snapshot(store, least_documents=1)
        assert views.outdone
    assert made is not None
    assert made != old
    assert list((store.path / "index").glob("*views*")) == [made]


def test_another_tag_set_has_its_own(store: Store) -> None:
    build_snapshot(store, least_documents=1)
    other = store.register_tagset({"rules": "2"})
    with Views(store, tagset=other) as views:
        assert not views.kept
        assert views.query("SELECT count(*) AS n FROM quotes").to_pylist() == [{"n": 0}]


def test_a_small_corpus_gets_none(store: Store) -> None:
    assert build_snapshot(store) is None
    assert list((store.path / "index").glob("*views*")) == [] if (store.path / "index").exists() else True


@pytest.mark.parametrize(
    "attack",
    ["DELETE FROM kept.quotes_all", "INSERT INTO kept.quotes_all SELECT * FROM kept.quotes_all", "DETACH kept",
     "CREATE TABLE kept.t AS SELECT 1", "WITH w AS (DELETE FROM kept.quotes_all RETURNING *) SELECT * FROM w"],
)  # fmt: skip
def test_the_file_cannot_be_written_to(store: Store, attack: str) -> None:
    path = build_snapshot(store, least_documents=1)
    assert path is not None
    size = path.stat().st_size
    with Views(store) as views:
        with pytest.raises(InputError):
            views.query(attack)
        assert views.query("SELECT count(*) AS n FROM quotes").to_pylist() == [{"n": 3}]
    assert path.stat().st_size == size


def test_several_readers_share_a_file_that_is_replaced_under_them(store: Store) -> None:
    build_snapshot(store, least_documents=1)
    with Views(store) as one, Views(store) as two:
        build_snapshot(store, least_documents=1)
        for views in (one, two):
            assert views.query("SELECT count(*) AS n FROM claims").to_pylist() == [{"n": 3}]


def test_layers_are_counted_the_same_with_a_file(store: Store) -> None:
    counts = []
    for kept in (False, True):
        build_snapshot(store, least_documents=1)
        with Views(store, kept=kept) as views:
            counts.append(layer_counts(lambda sql, views=views: views.query(sql).to_pylist()))  # type: ignore[misc]
    assert counts[0] == counts[1]
    assert counts[0]["passages"] == 12
