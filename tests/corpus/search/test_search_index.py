"""The search index follows the corpus, is never damaged for long, and lets others read and write."""

from __future__ import annotations

import sqlite3
import threading
from dataclasses import replace

import pytest
from asking import ask, counts, documents, ids
from corpus_samples import fingerprints, make_document, make_tags

from policynlp.corpus.search import request_from
from policynlp.corpus.search.index import SearchIndex, days, refresh_index
from policynlp.corpus.search.searcher import Searcher
from policynlp.corpus.store import Store
from policynlp.errors import CorpusError


def test_what_is_new_is_found(store: Store) -> None:
    with Searcher(store) as searcher:
        assert searcher.page(request_from("walrus", mode="words")).total == 0
        new = make_document(5, word="walrus")
        store.commit_documents([new], run_id="r", fingerprints=fingerprints(new))
        page = searcher.page(request_from("walrus", mode="words"))
        assert [h.document for h in page] == [new.id]
        assert (page.index.documents, page.index.passages, page.index.behind) == (4, 16, 0)
        assert searcher.page(request_from("walrus", mode="words", kind="title", theme="agriculture")).total == 0
        tagset = store.require_active()
        store.commit_tags([make_tags(new, tagset, speaker="Zoë")], run_id="r", tagset=tagset)
        assert [h.document for h in searcher.page(request_from("catches", mode="words", speaker="zoë"))] == [new.id]


def test_the_version_changes_with_what_is_found(store: Store) -> None:
    before = ask(store, "catches").index.version
    assert ask(store, "landings").index.version == before
    store.commit_documents([make_document(5, word="walrus")], run_id="r", fingerprints={})
    assert ask(store, "catches").index.version != before


def test_repeated_and_superseded_texts_are_found_only_when_asked_for(store: Store) -> None:
    copy = make_document(0, work="elsewhere", duplicate_of=make_document(0).id)
    newer = make_document(1, word="cod", work="work-1", revision=2, supersedes=make_document(1).id)
    ask(store, "catches")
    store.commit_documents([copy, newer], run_id="r", fingerprints={})
    assert documents(store, "catches") == sorted([*ids(0, 2), newer.id])
    assert documents(store, "catches", duplicates=True) == sorted([*ids(0, 1, 2), copy.id, newer.id])
    hits = ask(store, "catches", duplicates=True)
    assert {h.document for h in hits if h.duplicate} == {copy.id, make_document(1).id}


def test_a_switch_of_tag_sets_changes_what_filters_find(store: Store) -> None:
    old, new = store.require_active(), store.register_tagset({"rules": "2"})
    loaded = list(store.load_documents())
    with Searcher(store) as searcher:

        def spoken(who: str) -> list[str]:
            return sorted({h.document for h in searcher.page(request_from("catches", mode="words", speaker=who))})

        store.commit_tags([make_tags(d, new, speaker="Somebody Else") for d in loaded], run_id="r", tagset=new)
        assert spoken("else") == []
        store.activate(new, by="me")
        assert spoken("else") == ids(0, 1, 2)
        assert spoken("ada") == []
        store.activate(old, by="me")
        assert spoken("ada") == ids(0, 1, 2)


def test_tags_of_a_set_that_is_not_active_are_never_shown(store: Store) -> None:
    refresh_index(store)
    new = store.register_tagset({"rules": "2"})
    store.activate(new, by="me")  # nothing is tagged in it yet
    page = ask(store, "catches", wait=False)
    assert page.total == 3
    assert page.facets["speaker"].values == ()
    assert page.index.tagset == new


def test_a_decision_on_identities_changes_names(store: Store) -> None:
    assert counts(ask(store, "catches"), "speaker") == {"q1": (3, 3)}
    row = {"document": make_document(0).id, "entity": "person:ada-ost", "label": "PERSON"}
    tagset = store.require_active()
    renamed = [row | {"identity": "q2", "name": "Adele Öst"}]
    store.commit_links([], documents=[], run_id="r", tagset=tagset, identities=renamed)
    page = ask(store, "catches")
    assert counts(page, "speaker") == {"q1": (2, 2), "q2": (1, 1)}
    assert documents(store, "catches", speaker="adele") == ids(0)
    store.commit_links([], documents=[], run_id="r", tagset=tagset, identities=[row | {"identity": None, "name": "x"}])
    assert counts(ask(store, "catches"), "speaker") == {"q1": (2, 2)}  # hidden


def test_refresh_does_nothing_twice(store: Store) -> None:
    with SearchIndex(store) as index:
        assert index.refresh() == 0
        version = index.version()
        assert index.refresh() == 0
        assert index.version() == version


def test_a_page_that_must_come_at_once_says_what_is_missing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    refresh_index(store)
    monkeypatch.setattr("policynlp.corpus.search.index._CHUNK_DOCS", 1)
    monkeypatch.setattr("policynlp.corpus.search.searcher._BUDGET_S", -1.0)
    store.commit_documents([make_document(5, word="walrus"), make_document(6, word="walrus")], run_id="r", fingerprints={})
    with Searcher(store) as searcher:
        request = request_from("walrus", mode="words")
        assert searcher.page(request, wait=False).index.behind == 2
        monkeypatch.setattr("policynlp.corpus.search.searcher._BUDGET_S", 10.0)
        page = searcher.page(request, wait=False)
        assert (page.index.behind, page.documents) == (0, 2)


@pytest.mark.parametrize("damage", ["missing", "no database", "cut off", "inside", "other version"])
def test_a_damaged_index_is_made_anew(store: Store, damage: str) -> None:
    refresh_index(store)
    path = store.index_path
    data = path.read_bytes()
    if damage == "missing":
        path.unlink()
    elif damage == "no database":
        path.write_bytes(b"this is no database at all" * 100)
    elif damage == "cut off":
        path.write_bytes(data[: len(data) // 2])
    elif damage == "inside":
        path.write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))
    else:
        with sqlite3.connect(path) as connection:
            connection.execute("PRAGMA user_version = 999")
        connection.close()
    assert documents(store, "catches", speaker="ada") == ids(0, 1, 2)


@pytest.mark.parametrize(
    "damage", ["DELETE FROM fts_data", "DROP TABLE fts_config", "DROP TABLE columns", "DROP TABLE names", "DROP TABLE docs"]
)
def test_an_index_with_a_part_missing_is_made_anew(store: Store, damage: str) -> None:
    refresh_index(store)
    connection = sqlite3.connect(store.index_path)
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute(damage)
    connection.commit()
    connection.close()
    assert documents(store, "catches", speaker="ada") == ids(0, 1, 2)


def test_an_index_that_is_deleted_while_it_is_open_is_made_anew(store: Store) -> None:
    with Searcher(store) as searcher:
        assert searcher.page(request_from("catches", mode="words")).total == 3
        for path in store.index_path.parent.glob("search.sqlite*"):
            path.unlink()
        assert searcher.page(request_from("catches", mode="words")).total == 3


def test_an_index_that_is_made_anew_while_hits_are_read_says_so(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policynlp.corpus.search.searcher._STREAMED", 1)
    with Searcher(store) as searcher:
        hits = searcher.hits(request_from("catches", mode="words"))
        assert next(hits).document in ids(0, 1, 2)
        for path in store.index_path.parent.glob("search.sqlite*"):
            path.unlink()
        assert searcher.page(request_from("catches", mode="words")).total == 3
        with pytest.raises(CorpusError, match="made anew while"):
            next(hits)


def test_an_index_that_another_holds_for_long_says_so(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    refresh_index(store)
    monkeypatch.setattr("policynlp.corpus.derived_file.BUSY_MS", 50)
    store.commit_documents([make_document(5, word="walrus")], run_id="r", fingerprints={})
    with SearchIndex(store) as other:
        other.connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(CorpusError, match="locked"):
            ask(store, "walrus")
        page = ask(store, "catches", wait=False)
        assert (page.total, page.index.behind) == (3, 1)
        other.connection.execute("ROLLBACK")
    assert ask(store, "walrus").total == 1


def test_an_index_that_cannot_be_written_is_read(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    refresh_index(store)
    before = {p.name: p.read_bytes() for p in store.index_path.parent.iterdir()}
    store.commit_documents([make_document(5, word="walrus")], run_id="r", fingerprints={})
    monkeypatch.setattr("policynlp.corpus.search.database.os.access", lambda *_: False)
    assert documents(store, "catches", speaker="ada") == ids(0, 1, 2)
    page = ask(store, "walrus")
    assert (page.total, page.index.behind) == (0, 1)  # as old as the index is
    assert {p.name: p.read_bytes() for p in store.index_path.parent.iterdir()} == before
    store.index_path.write_bytes(b"damaged" * 1000)
    with pytest.raises(CorpusError, match="search index"):
        ask(store, "catches")


def test_reading_goes_on_while_another_writes(store: Store) -> None:
    refresh_index(store)
    with SearchIndex(store) as writer:
        writer.connection.execute("BEGIN IMMEDIATE")
        writer.connection.execute("UPDATE docs SET title = 'x'")
        assert documents(store, "catches") == ids(0, 1, 2)
        writer.connection.execute("ROLLBACK")


def test_threads_ask_one_searcher(store: Store) -> None:
    found: list[int] = []
    with Searcher(store) as searcher:

        def ask_often() -> None:
            found.extend(searcher.page(request_from(text, mode="words")).total for text in ("catches", "landings") * 10)

        threads = [threading.Thread(target=ask_often) for _ in range(4)]
        for thread in threads:
            thread.start()
        for n in range(4, 9):
            store_documents = [replace(make_document(n, word="walrus"))]
            with Store.open(store.path) as other:
                other.commit_documents(store_documents, run_id="r", fingerprints={})
        for thread in threads:
            thread.join()
    assert len(found) == 80
    assert set(found) <= set(range(3, 9))


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2024", (20240101, 20241231)),
        ("2024-02", (20240201, 20240231)),
        ("2024-02-03", (20240203, 20240203)),
        ("2024-02-03T10:00", (20240203, 20240203)),
        (None, (0, 0)),
        ("soon", (0, 0)),
    ],
)
def test_days_that_a_date_may_mean(published: str | None, expected: tuple) -> None:
    assert days(published) == expected
