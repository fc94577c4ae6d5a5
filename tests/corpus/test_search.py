"""Full-text search: what is found and why, and an index that is never behind."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date

import pytest
from corpus_samples import fingerprints, make_document, make_tags

from policynlp.corpus.search.index import SearchIndex, days, refresh_index
from policynlp.corpus.search.words import MARK_END, MARK_START, search
from policynlp.corpus.store import Store
from policynlp.errors import CorpusError, InputError


def documents(store: Store, query: str, **filters: object) -> list[str]:
    return sorted({hit.document for hit in search(store, query, **filters)})


def ids(*numbers: int) -> list[str]:
    return sorted(make_document(n).id for n in numbers)


def test_a_hit_says_where_it_stands_and_why(store: Store) -> None:
    hit = search(store, "catches fell", limit=1)[0]
    document = next(store.load_documents([hit.document]))
    assert document.text[hit.start : hit.end].startswith("“Catches fell,”")
    assert f"{MARK_START}Catches{MARK_END}" in hit.snippet
    assert hit.why == "words: catches, fell"
    assert (hit.title, hit.publisher, hit.kind) == (document.source.title, "Harbour Gazette", "paragraph")
    assert hit.score > 0
    assert hit.as_dict()["passage"] == document.passages[1].id


def test_stems_accents_and_case_do_not_matter(store: Store) -> None:
    assert documents(store, "catch") == ids(0, 1, 2)
    assert documents(store, "OST") == ids(0, 1, 2)


def test_filters(store: Store) -> None:
    assert documents(store, "catches", theme="agriculture") == ids(0, 1, 2)
    assert documents(store, "landings", theme="agriculture") == []
    assert documents(store, "catches", theme="trade") == []  # scored, but not assigned
    assert documents(store, "catches", theme="agriculture", facet="fish") == []
    assert documents(store, "catches", speaker="ada") == ids(0, 1, 2)
    assert documents(store, "catches", speaker="Maria") == ids(0, 1, 2)  # the name that the corpus knows her by
    assert documents(store, "landings", speaker="ada") == []
    assert documents(store, "catches", entity="ÖST") == ids(0, 1, 2)
    assert documents(store, "catches", source="gazette") == ids(0, 1, 2)
    assert documents(store, "catches", source="notes/1") == ids(1)
    assert documents(store, "catches", genre="law") == []
    assert documents(store, "herring", kind="title") == ids(0, 1, 2)
    assert documents(store, "herring", kind="paragraph") == []
    assert documents(store, "catches", since=date(2024, 2, 15)) == ids(1, 2)
    assert documents(store, "catches", until=date(2024, 2, 14)) == ids(0)
    hit = search(store, "catches", theme="agriculture", speaker="ada")[0]
    assert hit.why == "words: catches; theme: agriculture 0.80; speaker: Ada Maria Öst, Ada Öst"


def test_boilerplate_is_found_only_when_asked_for(store: Store) -> None:
    assert documents(store, "gazette") == []
    assert documents(store, "gazette", kind="boilerplate") == ids(0, 1, 2)


def test_a_filter_alone_lists_the_newest_first(store: Store) -> None:
    hits = search(store, "", speaker="ada")
    assert [h.published for h in hits] == ["2024-03-15", "2024-02-15", "2024-01-15"]
    assert hits[0].snippet.startswith("“Catches")
    with pytest.raises(InputError, match="nothing to search for"):
        search(store, "  ")
    with pytest.raises(InputError, match="belongs to a theme"):
        search(store, "a", facet="b")


def test_limit_and_offset_page_through_all(store: Store) -> None:
    everything = [h.passage for h in search(store, "catches OR landings")]
    pages = [h.passage for offset in range(0, 6, 2) for h in search(store, "catches OR landings", limit=2, offset=offset)]
    assert len(everything) == 6
    assert pages == everything


def test_what_is_new_is_found(store: Store) -> None:
    assert documents(store, "walrus") == []
    new = make_document(5, word="walrus")
    store.commit_documents([new], run_id="r", fingerprints=fingerprints(new))
    assert documents(store, "walrus") == [new.id]
    assert documents(store, "walrus", kind="title", theme="agriculture") == []
    store.commit_tags([make_tags(new, store.require_active(), speaker="Zoë")], run_id="r", tagset=store.require_active())
    assert documents(store, "catches", speaker="zoë") == [new.id]


def test_repeated_and_superseded_texts_are_found_only_when_asked_for(store: Store) -> None:
    copy = make_document(0, work="elsewhere", duplicate_of=make_document(0).id)
    newer = make_document(1, word="cod", work="work-1", revision=2, supersedes=make_document(1).id)
    search(store, "catches")
    store.commit_documents([copy, newer], run_id="r", fingerprints={})
    assert documents(store, "catches") == sorted([*ids(0, 2), newer.id])
    assert documents(store, "catches", duplicates=True) == sorted([*ids(0, 1, 2), copy.id, newer.id])


def test_a_switch_of_tag_sets_changes_what_filters_find(store: Store) -> None:
    old, new = store.require_active(), store.register_tagset({"rules": "2"})
    loaded = list(store.load_documents())
    store.commit_tags([make_tags(d, new, speaker="Somebody Else") for d in loaded], run_id="r", tagset=new)
    assert documents(store, "catches", speaker="else") == []
    store.activate(new, by="me")
    assert documents(store, "catches", speaker="else") == ids(0, 1, 2)
    assert documents(store, "catches", speaker="ada") == []
    store.activate(old, by="me")
    assert documents(store, "catches", speaker="ada") == ids(0, 1, 2)


def test_refresh_does_nothing_twice(store: Store) -> None:
    assert refresh_index(store) == 3
    assert refresh_index(store) == 0


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


@pytest.mark.parametrize("damage", ["DELETE FROM fts_data", "DROP TABLE fts_config", "DROP TABLE marks"])
def test_an_index_with_a_part_missing_is_made_anew(store: Store, damage: str) -> None:
    refresh_index(store)
    connection = sqlite3.connect(store.index_path)
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute(damage)
    connection.commit()
    connection.close()
    assert documents(store, "catches", speaker="ada") == ids(0, 1, 2)


def test_an_index_that_another_holds_for_long_says_so(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    refresh_index(store)
    monkeypatch.setattr("policynlp.corpus.search.index._BUSY_MS", 50)
    store.commit_documents([make_document(5, word="walrus")], run_id="r", fingerprints={})
    with SearchIndex(store) as other:
        other.connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(CorpusError, match="locked"):
            search(store, "walrus")
        other.connection.execute("ROLLBACK")
    assert len(search(store, "walrus")) == 1


def test_an_index_that_cannot_be_written_is_read(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    refresh_index(store)
    before = {p.name: p.read_bytes() for p in store.index_path.parent.iterdir()}
    new = make_document(5, word="walrus")
    store.commit_documents([new], run_id="r", fingerprints={})
    monkeypatch.setattr("policynlp.corpus.search.index.os.access", lambda *_: False)
    assert documents(store, "catches", speaker="ada") == ids(0, 1, 2)
    assert documents(store, "walrus") == []  # as old as the index is
    assert {p.name: p.read_bytes() for p in store.index_path.parent.iterdir()} == before
    store.index_path.write_bytes(b"damaged" * 1000)
    with pytest.raises(CorpusError, match="damaged"):
        search(store, "catches")


def test_reading_goes_on_while_another_writes(store: Store) -> None:
    refresh_index(store)
    with SearchIndex(store) as writer:
        writer.connection.execute("BEGIN IMMEDIATE")
        writer.connection.execute("UPDATE docs SET title = 'x'")
        assert documents(store, "catches") == ids(0, 1, 2)
        writer.connection.execute("ROLLBACK")


def test_control_characters_in_a_text_are_no_marks(empty: Store) -> None:
    document = replace(make_document(0), text="before\x02 whale\x00 after\x03 it " + "9" * 20_000)
    passage = replace(make_document(0).passages[1], start=0, end=len(document.text))
    empty.commit_documents([document.with_passages((passage,))], run_id="r", fingerprints={})
    hit = search(empty, "whale after")[0]
    assert hit.snippet.count(MARK_START) == 2
    assert "\x00" not in hit.snippet


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2024", ("2024-01-01", "2024-12-31")),
        ("2024-02", ("2024-02-01", "2024-02-31")),
        ("2024-02-03", ("2024-02-03", "2024-02-03")),
        ("2024-02-03T10:00", ("2024-02-03", "2024-02-03")),
        (None, (None, None)),
    ],
)
def test_days_that_a_date_may_mean(published: str | None, expected: tuple) -> None:
    assert days(published) == expected
