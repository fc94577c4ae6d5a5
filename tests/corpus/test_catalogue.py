"""What is committed is known from what came in since the last look; it is what reading everything says."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pyarrow.compute as pc
import pytest
from corpus_samples import fingerprints, make_document, make_tags
from hypothesis import given, settings
from hypothesis import strategies as st

from policynlp.corpus.catalogue import Catalogue
from policynlp.corpus.forgetting.rows import recount
from policynlp.corpus.rewriting import rewrite
from policynlp.corpus.rows import document_rows
from policynlp.corpus.store import Store
from policynlp.corpus.tables import Tables

WHAT = st.sampled_from(
    ["documents", "documents", "revision", "again", "tags", "corrections", "links", "late", "lost", "compact", "none"]
)


def known(catalogue: Catalogue, tagset: str) -> list[object]:
    """All that a catalogue says, orders included."""
    catalogue.refresh()
    done = [list(catalogue.done(*of).items()) for of in (("tagged", tagset), ("linked", tagset))]
    machine = list(catalogue.done("tagged", tagset, corrected=False).items())
    tables = [list(part.items()) for part in (catalogue.batches, catalogue.documents, catalogue.latest)]
    return [*tables, catalogue.newest, *done, machine]


def write(store: Store, what: str, n: int, *, tagset: str) -> None:
    """One change, as runs, people, repairs and upkeep make them."""
    ids = store.document_ids()
    if what in {"documents", "revision", "again"}:
        changes = {"work": "work-0", "revision": n + 2} if what == "revision" else {}
        documents = [make_document(n, **changes), make_document(0 if what == "again" else n + 100)]
        store.commit_documents(documents, run_id="r", fingerprints=fingerprints(*documents))
    elif what in {"tags", "corrections"} and ids:
        tags = [make_tags(d, tagset) for d in store.load_documents(ids[-2:])]
        (store.commit_tags if what == "tags" else store.commit_corrections)(tags, run_id="r", tagset=tagset)
    elif what == "links":
        store.commit_links([], documents=ids[:1], run_id="r", tagset=tagset)
    elif what == "late":  # written by a machine whose clock is behind: it comes before others that are known
        document, written = make_document(n + 200, work="work-0", revision=n + 1), {"batch_id": f"late-{n}", "run_id": "r"}
        rows = document_rows(document, fingerprint=None, ordinal=0)
        counts = {name: store.tables.append(name, [one | written for one in some]) for name, some in rows.items()}
        row = written | {"kind": "documents", "committed_at": datetime(2020, 1, 1, second=n, tzinfo=UTC)}
        store.tables.append("batches", [row | {"rows": json.dumps(counts)}])
    elif what == "lost" and ids:  # forgotten: its rows go, and the batches say so
        rest = pc.field("document") != ids[-1]
        rewrite(store.tables, "documents", holds=lambda _: True, change=lambda rows: rows.filter(rest))
        recount(store, list(store.catalogue.batches))
    elif what == "compact":
        store.tables.compact("batches")
        store.tables.compact("documents")


@pytest.mark.slow
@settings(max_examples=12, deadline=None)
@given(st.lists(WHAT, min_size=3, max_size=12))
def test_following_is_reading_anew(tmp_path_factory: pytest.TempPathFactory, changes: list[str]) -> None:
    path = tmp_path_factory.mktemp("followed") / "corpus"
    with Store.create(path) as writer, Store.open(path) as reader:
        tagset = writer.register_tagset({"rules": "1"})
        for n, what in enumerate(changes):
            write(writer, what, n, tagset=tagset)
            if n % 2:
                reader.catalogue.refresh()
        with Store.open(path) as anew:
            expected = known(anew.catalogue, tagset)
        assert known(reader.catalogue, tagset) == expected
        assert known(writer.catalogue, tagset) == expected


def test_a_commit_is_read_alone(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not the documents of other batches, nor the rows of `batches` that are known."""
    store.catalogue.refresh()
    before = store.document_ids()
    rows: dict[str, int] = {}
    read, stream = Tables.read, Tables.stream

    def count_read(tables: Tables, name: str, **options: object) -> object:
        found = read(tables, name, **options)  # type: ignore[arg-type]
        rows[name] = rows.get(name, 0) + found.num_rows
        return found

    def count_stream(tables: Tables, name: str, **options: object) -> object:
        for batch in stream(tables, name, **options):  # type: ignore[arg-type]
            rows[name] = rows.get(name, 0) + batch.num_rows
            yield batch

    with Store.open(store.path) as other:
        document = make_document(7)
        other.commit_documents([document], run_id="r", fingerprints=fingerprints(document))
    monkeypatch.setattr(Tables, "read", count_read)
    monkeypatch.setattr(Tables, "stream", count_stream)
    assert store.document_ids() == [*before, document.id]
    assert rows == {"batches": 1, "documents": 1}


def test_whoever_goes_through_the_documents_is_not_disturbed(store: Store) -> None:
    store.catalogue.refresh()
    going = iter(store.catalogue.documents)
    next(going)
    document = make_document(7)
    store.commit_documents([document], run_id="r", fingerprints=fingerprints(document))
    assert document.id in store.document_ids()
    assert len(list(going)) == 2
