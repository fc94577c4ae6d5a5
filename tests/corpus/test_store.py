"""Batches are seen whole or not at all, once each, in the order of their commits."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from corpus_samples import fingerprints, make_document, make_link, make_tags

from policynlp.corpus.store import MARKER, Store
from policynlp.corpus.upkeep import check
from policynlp.errors import CorpusError, Rejection
from policynlp.tags import Tags


def commit(store: Store, *documents, run: str = "r") -> str:
    return store.commit_documents(documents, run_id=run, fingerprints=fingerprints(*documents))


def test_documents_come_back_as_they_were_in_the_order_asked_for(empty: Store) -> None:
    documents = [make_document(n) for n in range(5)]
    commit(empty, *documents[:2])
    commit(empty, *documents[2:])
    assert list(empty.load_documents()) == documents
    ids = [documents[4].id, "nobody", documents[0].id]
    assert list(empty.load_documents(ids)) == [documents[4], documents[0]]
    assert empty.known(["nobody", documents[3].id]) == {documents[3].id}


def test_tags_come_back_with_vectors_when_asked_for(store: Store) -> None:
    documents = list(store.load_documents())
    expected = [make_tags(d, store.require_active()) for d in documents]
    without = list(store.load_tags())
    assert [t.as_dict() for t in without] == [t.as_dict() for t in expected]
    assert not without[0].vectors
    with_vectors = list(store.load_tags(vectors=True))
    assert [list(t.vectors) for t in with_vectors] == [list(t.vectors) for t in expected]


def test_a_batch_whose_marker_is_missing_is_not_seen(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    before = list(store.load_documents())
    append = store.tables.append

    def cut_off(name, rows, **how):
        if name == "batches":
            raise KeyboardInterrupt
        return append(name, rows, **how)

    new = make_document(9)
    tagset = store.require_active()
    monkeypatch.setattr(store.tables, "append", cut_off)
    with pytest.raises(KeyboardInterrupt):
        commit(store, new)
    with pytest.raises(KeyboardInterrupt):
        store.commit_links([make_link(*before[1:])], documents=[], run_id="r", tagset=tagset)
    monkeypatch.undo()
    assert list(store.load_documents()) == before
    assert store.unlinked(tagset) == []
    commit(store, new)
    assert list(store.load_documents()) == [*before, new]
    assert check(store) == []


def test_the_same_document_in_two_batches_is_read_once(empty: Store) -> None:
    document = make_document(1)
    commit(empty, document, document)
    commit(empty, document, make_document(2))
    assert list(empty.load_documents()) == [document, make_document(2)]
    tagset = empty.register_tagset({})
    for speaker in ("First", "Second"):
        empty.commit_tags([make_tags(document, tagset, speaker=speaker)], run_id="r", tagset=tagset)
    tags = list(empty.load_tags(tagset=tagset))
    assert [q.speaker for t in tags for q in t.quotes] == ["First"]


def test_another_open_store_sees_commits(empty: Store) -> None:
    with Store.open(empty.path) as other:
        assert other.document_ids() == []
        commit(empty, make_document(1))
        assert other.document_ids() == [make_document(1).id]
        commit(other, make_document(2))
        assert empty.document_ids() == [make_document(1).id, make_document(2).id]


def test_revisions_supersede(empty: Store) -> None:
    old = make_document(1, work="w")
    new = make_document(1, word="cod", work="w", revision=2, supersedes=old.id)
    commit(empty, old)
    assert empty.latest_revisions(["w", "other"]) == {"w": (old.id, 1)}
    commit(empty, new)
    assert empty.latest_revisions(["w"]) == {"w": (new.id, 2)}
    assert empty.superseded() == {old.id}
    assert empty.counted() == [new.id]


def test_what_ingest_asks_for(empty: Store) -> None:
    document = make_document(1)
    sha, minhash = fingerprints(document)[document.id]
    fetches = [
        {"url": "u", "final_url": "v", "etag": tag, "last_modified": None, "fetched_at": at, "status": 200, "bytes_sha256": "x"}
        for tag, at in (("new", "2026-01-02"), ("old", "2026-01-01"))
    ]
    empty.commit_documents([document], run_id="r", fingerprints=fingerprints(document), fetches=fetches)
    assert list(empty.fingerprints()) == [(document.id, document.work, sha, minhash)]
    assert empty.fetch_states() == {"u": {"etag": "new", "last_modified": None}}


def test_a_text_that_is_no_unicode_is_rejected_alone(empty: Store) -> None:
    broken = make_document(1, word="\ud83d")
    commit(empty, broken, make_document(2))
    assert empty.document_ids() == [make_document(2).id]
    assert [r["reason"] for r in empty.tables.read("rejects").to_pylist()] == ["encoding"]


def test_tags_without_annotations_count_as_tagged(empty: Store) -> None:
    document = make_document(1)
    commit(empty, document)
    tagset = empty.register_tagset({"a": 1})
    assert empty.untagged(tagset) == [document.id]
    failed = Rejection(uri="u", stage="tag", reason="internal", what="it broke")
    empty.commit_tags([Tags(document=document.id, tagset=tagset)], [failed], run_id="r", tagset=tagset)
    assert empty.untagged(tagset) == []
    assert empty.unlinked(tagset) == [document.id]
    empty.commit_links([], documents=[document.id], run_id="r", tagset=tagset)
    assert empty.unlinked(tagset) == []


def test_tags_of_another_tag_set_are_refused(empty: Store) -> None:
    with pytest.raises(CorpusError, match="cannot go into"):
        empty.commit_tags([Tags(document="d", tagset="a")], run_id="r", tagset="b")


def test_runs_fold_to_their_end(empty: Store) -> None:
    for run in ("a", "b", "c"):
        empty.begin_run(run, kind="run", tagset="", settings_json="{}", backend="local")
    for run in ("b", "a"):
        empty.finish_run(run, status="completed", counts={"items": 2}, seconds=0.5)
    runs = empty.runs()
    assert [(r["run_id"], r["status"]) for r in runs] == [("c", "running"), ("b", "completed"), ("a", "completed")]
    assert runs[-1]["counts"] == {"items": 2}
    assert runs[-1]["seconds"] == 0.5


def test_no_corpus(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="there is no corpus"):
        Store.open(tmp_path)


def test_creating_twice_opens(store: Store) -> None:
    with Store.create(store.path) as again:
        assert len(again.document_ids()) == 3


@pytest.mark.parametrize("change", [{"format": 99}, {"schemas": {"documents": 99}}, {"schemas": {"sonnets": 1}}])
def test_a_newer_corpus_is_refused(store: Store, change: dict) -> None:
    marker = json.loads((store.path / MARKER).read_text())
    marker["schemas"] |= change.pop("schemas", {})
    (store.path / MARKER).write_text(json.dumps(marker | change))
    with pytest.raises(CorpusError, match="newer version") as error:
        Store.open(store.path)
    assert "later policynlp" in error.value.hint


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": 1}', '{"format": 1, "schemas": 3}'])
def test_a_damaged_marker_says_so(store: Store, text: str) -> None:
    (store.path / MARKER).write_text(text)
    with pytest.raises(CorpusError, match="cannot be read"):
        Store.open(store.path)


def test_a_damaged_table_says_what_to_do(store: Store) -> None:
    for path in (store.path / "tables" / "documents").rglob("*.parquet"):
        path.write_bytes(b"PAR1 this is not one")
    with Store.open(store.path) as again, pytest.raises(CorpusError) as error:
        list(again.load_documents())
    assert "documents" in error.value.where
    assert "policynlp doctor" in error.value.hint


def test_a_damaged_table_is_told_at_every_look_and_never_passes_for_an_empty_one(store: Store) -> None:
    (data,) = (store.path / "tables" / "documents").glob("*.parquet")
    sound = data.read_bytes()
    data.write_bytes(b"PAR1 this is not one")
    with Store.open(store.path) as again:
        for _ in range(2):
            with pytest.raises(CorpusError, match="documents"):
                again.document_ids()
        data.write_bytes(sound)
        assert again.document_ids() == store.document_ids()


def test_a_missing_table_says_what_to_do(store: Store) -> None:
    (store.path / "tables" / "quotes").rename(store.path / "elsewhere")
    with Store.open(store.path) as again, pytest.raises(CorpusError, match="missing"):
        list(again.load_tags())


def test_a_damaged_log_says_what_to_do(store: Store) -> None:
    for path in (store.path / "tables" / "batches" / "_delta_log").glob("*.json"):
        path.write_text("nothing of the kind")
    with Store.open(store.path) as again, pytest.raises(CorpusError, match="batches"):
        again.document_ids()


def test_check_finds_missing_rows(store: Store) -> None:
    store.tables.table("passages").delete(f"document = '{make_document(1).id}'")
    assert any("passages" in fault for fault in check(store))
