"""A new model fills its tag set beside the old one; switching is one row, and so is switching back."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo

import pytest
from corpus_samples import make_tags

from policynlp.corpus.store import Store
from policynlp.corpus.upkeep import check, compact
from policynlp.corpus.views import Views
from policynlp.errors import CorpusError, InputError


def speakers(store: Store) -> set[str]:
    with Views(store) as views:
        return set(views.query("SELECT speaker FROM quotes")["speaker"].to_pylist())


def test_the_same_versions_are_the_same_tag_set(empty: Store) -> None:
    first = empty.register_tagset({"a": 1, "b": "2"})
    assert empty.register_tagset({"b": "2", "a": 1}) == first
    assert empty.register_tagset({"a": 2, "b": "2"}) != first
    assert [t["manifest"] for t in empty.tagsets()] == [{"a": 1, "b": "2"}, {"a": 2, "b": "2"}]


def test_switch_when_complete_and_back(store: Store) -> None:
    old = store.require_active()
    new = store.register_tagset({"rules": "2"})
    documents = list(store.load_documents())
    store.commit_tags([make_tags(documents[0], new, speaker="B")], run_id="r2", tagset=new)
    assert speakers(store) == {"Ada Öst"}
    state = {t["tagset"]: (t["documents"], t["complete"], t["active"]) for t in store.tagsets()}
    assert state == {old: (3, True, True), new: (1, False, False)}

    store.commit_tags([make_tags(d, new, speaker="B") for d in documents[1:]], run_id="r2", tagset=new)
    assert store.untagged(new) == []
    store.activate(new, by="r2")
    assert speakers(store) == {"B"}
    assert store.previous_tagset() == old
    assert [q.speaker for t in store.load_tags() for q in t.quotes] == ["B"] * 3

    store.activate(old, by="somebody")
    assert speakers(store) == {"Ada Öst"}
    assert store.previous_tagset() == new


def test_links_belong_to_their_tag_set(store: Store) -> None:
    new = store.register_tagset({"rules": "2"})
    store.commit_tags([make_tags(d, new) for d in store.load_documents()], run_id="r2", tagset=new)
    assert len(store.unlinked(new)) == 3
    store.activate(new, by="r2")
    with Views(store) as views:
        assert views.query("SELECT * FROM links").num_rows == 0


def test_no_tag_set_is_active_at_first(empty: Store) -> None:
    assert empty.active_tagset() is None
    assert empty.previous_tagset() is None
    with pytest.raises(CorpusError, match="no tag set is active"):
        list(empty.load_tags())
    with pytest.raises(InputError, match="no tag set"):
        empty.activate("nobody", by="me")


def test_find_by_the_beginning(empty: Store) -> None:
    tagset = empty.register_tagset({"a": 1})
    empty.register_tagset({"a": 2})
    assert empty.find_tagset(tagset[:8]) == tagset
    with pytest.raises(InputError, match="2 tag sets"):
        empty.find_tagset("")
    with pytest.raises(InputError, match="no tag set"):
        empty.find_tagset("zz")


def test_compacting_keeps_the_active_and_the_previous_tag_set(store: Store) -> None:
    documents = list(store.load_documents())
    tagsets = [store.require_active()]
    for n in (2, 3):
        tagsets.append(store.register_tagset({"rules": str(n)}))
        for document in documents:
            store.commit_tags([make_tags(document, tagsets[-1], speaker=f"S{n}")], run_id=f"r{n}", tagset=tagsets[-1])
        store.activate(tagsets[-1], by="me")
    filling = store.register_tagset({"rules": "4"})
    store.commit_tags([make_tags(documents[0], filling)], run_id="r4", tagset=filling)

    report = compact(store, retention_hours=0)
    assert report["dropped"] == [tagsets[0]]
    assert report["files_removed"] > report["files_added"]
    assert report["files_deleted"] > 0
    assert check(store) == []
    assert list(store.load_documents()) == documents
    assert speakers(store) == {"S3"}
    store.activate(tagsets[1], by="me")
    assert speakers(store) == {"S2"}
    assert store.tagged(filling) == [documents[0].id]
    assert len(store.untagged(tagsets[0])) == 3


def test_a_clock_that_was_a_year_ahead_does_not_hold_what_comes_later_back(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = store.require_active()
    documents = list(store.load_documents())
    new = store.register_tagset({"rules": "2"})
    store.commit_tags([make_tags(d, new, speaker="B") for d in documents], run_id="r2", tagset=new)
    with monkeypatch.context() as patch:
        patch.setattr("policynlp.corpus.moments.datetime", _Ahead)
        store.activate(new, by="r2")
        name = {"document": documents[0].id, "entity": "person:ada-ost", "identity": "person:a", "label": "PERSON"}
        store.commit_links([], documents=[], run_id="r2", tagset=new, identities=[name | {"name": "Then"}])
        store.begin_run("ahead", kind="run", tagset=new, settings_json="{}", backend="local")
        store.finish_run("ahead", status="completed", counts={}, seconds=1)
    store.begin_run("after", kind="run", tagset=new, settings_json="{}", backend="local")
    store.finish_run("after", status="failed", counts={}, seconds=1)
    store.commit_links([], documents=[], run_id="r3", tagset=new, identities=[name | {"name": "Now"}])
    assert {row["name"] for row in store.identity_rows(tagset=new).values()} == {"Now"}
    assert store.runs()[-1]["run_id"] == "after"
    store.activate(old, by="r3")
    assert store.active_tagset() == old


class _Ahead(datetime):
    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:
        return datetime.now(tz) + timedelta(days=365)
