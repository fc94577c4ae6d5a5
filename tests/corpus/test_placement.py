"""Rows about a document are found by their batches: the same ones as a look through the whole table finds."""

from __future__ import annotations

import pyarrow.dataset as ds
from corpus_samples import fingerprints, make_document, make_link, make_tags

from policynlp.corpus.store import Store
from policynlp.corpus.surroundings import relatives, ties


def batches(store: Store, table: str, document: str) -> set[str]:
    store.catalogue.refresh()
    return store.placement.batches(store.tables, table, [document], committed=store.catalogue.batches.keys())


def test_both_ends_of_a_link_lead_to_its_batch(store: Store) -> None:
    first, second, third = (make_document(n).id for n in range(3))
    link = store.tables.read("links").to_pylist()[0]
    assert batches(store, "links", first) == batches(store, "links", second) == {link["batch_id"]}
    assert batches(store, "links", third) == set()
    assert batches(store, "identities", third) == {link["batch_id"]}
    assert batches(store, "links", "unknown") == set()


def test_what_is_committed_later_is_found_too(store: Store) -> None:
    tagset = store.require_active()
    third, first = make_document(2), make_document(0)
    assert ties(store, third.id, tagset=tagset) == ([], 0)
    later = store.commit_links([make_link(third, first)], documents=[], run_id="r", tagset=tagset)
    assert batches(store, "links", third.id) == {later}
    assert len(batches(store, "links", first.id)) == 2
    assert [(t.kind, t.later) for t in ties(store, third.id, tagset=tagset)[0]] == [("differs", True)]
    assert ties(store, first.id, tagset=tagset)[1] == 2


def test_identities_are_those_of_the_whole_table(store: Store) -> None:
    tagset = store.require_active()
    store.commit_links(
        [],
        documents=[],
        run_id="r",
        tagset=tagset,
        identities=[
            {
                "document": make_document(1).id,
                "entity": "person:ada-ost",
                "identity": "q2",
                "name": "A. Öst",
                "label": "PERSON",
            }
        ],
    )
    everything = store.identity_rows(tagset=tagset)
    assert {row["identity"] for row in everything.values()} == {"q1", "q2"}
    for n in range(3):
        document = make_document(n).id
        assert store.identity_rows(tagset=tagset, documents=[document]) == {
            key: row for key, row in everything.items() if key[0] == document
        }


def test_a_store_begins_with_what_another_has_read(store: Store) -> None:
    tagset = store.require_active()
    store.catalogue.done("tagged", tagset)
    with Store.open(store.path) as other:
        other.begin_with(store)
        assert other.document_ids() == store.document_ids()
        new = make_document(7)
        store.commit_documents([new], run_id="r", fingerprints=fingerprints(new))
        store.commit_tags([make_tags(new, tagset)], run_id="r", tagset=tagset)
        assert new.id in other.document_ids()
        assert new.id in other.catalogue.done("tagged", tagset)
        assert new.id in store.catalogue.done("tagged", tagset)


def test_revisions_and_repeats_are_found_in_the_catalogue(store: Store) -> None:
    first = make_document(0)
    copy = make_document(5, word="cod", duplicate_of=first.id)
    other = make_document(6, word="sprat", duplicate_of=first.id)
    newer = make_document(7, word="ling", work=first.work, revision=2, supersedes=first.id)
    store.commit_documents([copy, other, newer], run_id="r", fingerprints=fingerprints(copy, other, newer))
    around = relatives(store, first.id)
    assert [r["document"] for r in around["revisions"]] == [first.id, newer.id]
    assert {r["document"] for r in around["repeats"]} == {copy.id, other.id}
    assert {r["document"] for r in relatives(store, copy.id)["repeats"]} == {first.id, other.id}
    whole = store.tables.read("documents", where=ds.field("document") == copy.id).to_pylist()
    assert store.catalogue.documents[copy.id].duplicate_of == whole[0]["duplicate_of"] == first.id


def test_a_store_that_has_not_looked_is_asked_to_first(store: Store) -> None:
    with Store.open(store.path) as fresh, Store.open(store.path) as other:
        other.begin_with(fresh)
        assert other.catalogue.documents == fresh.catalogue.documents
        assert other.catalogue.documents is fresh.catalogue.documents  # once in memory, not once for each


def test_batches_of_many_commits_stay_apart(store: Store) -> None:
    tagset, documents = store.require_active(), [make_document(n) for n in range(20, 40)]
    store.commit_documents(documents, run_id="r", fingerprints=fingerprints(*documents))
    wanted: dict[str, set[str]] = {}
    for n, document in enumerate(documents):
        before = documents[n - 1] if n else make_document(0)
        batch = store.commit_links([make_link(document, before)], documents=[], run_id="r", tagset=tagset)
        for end in (document, before):
            wanted.setdefault(end.id, set()).add(batch)
        assert batches(store, "links", document.id) == wanted[document.id]
    for document in documents:
        assert batches(store, "links", document.id) == wanted[document.id]
