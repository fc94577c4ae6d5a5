"""What the search keeps in memory is read a few documents at a time, whatever these lack."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest
from corpus_samples import make_document, make_tags

from policynlp.corpus.search import columns as of_columns
from policynlp.corpus.search.columns import Columns, Pairs, read_columns
from policynlp.corpus.search.database import Database
from policynlp.corpus.search.index import refresh_index
from policynlp.corpus.store import Store


def read(store: Store) -> Columns:
    with Database(store.index_path) as database:
        return read_columns(database, tagset=store.active_tagset())


def plain(value: object) -> object:
    if isinstance(value, np.ndarray):
        return value.dtype.str, value.tolist()
    if isinstance(value, Pairs):
        return plain(value.names), plain(value.rows)
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    return [plain(one) for one in value] if isinstance(value, tuple) else value


@pytest.mark.parametrize("together", [1, 2, 3])
def test_the_same_however_many_are_read_at_a_time(store: Store, monkeypatch: pytest.MonkeyPatch, together: int) -> None:
    first, bare, last = make_document(7), make_document(8), make_document(9, duplicate_of=make_document(0).id)
    store.commit_documents([first, bare, last], run_id="r", fingerprints={})
    tagset = store.require_active()
    store.commit_tags([make_tags(d, tagset) for d in (first, last)], run_id="r", tagset=tagset)
    refresh_index(store)
    whole = read(store)
    monkeypatch.setattr(of_columns, "_TOGETHER_DOCS", together)
    parts = read(store)
    for field in fields(Columns):
        assert plain(getattr(parts, field.name)) == plain(getattr(whole, field.name)), field.name
    assert len(whole.documents) == 6
    assert whole.coded["genre"] == (["news"], pytest.approx(np.zeros(6)))
    passages = whole.doc == whole.documents.index(bare.id)
    assert not whole.seen[passages].any()
    assert whole.seen[~passages].any()
    assert whole.signs is not None
    assert whole.signs.shape[1] == len(whole.doc)
    assert whole.pairs["theme"].rows.size


def test_an_index_without_documents(empty: Store) -> None:
    refresh_index(empty)
    found = read(empty)
    assert found.documents == []
    assert found.rows == 0
    assert found.signs is None
