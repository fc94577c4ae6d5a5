"""The corpus for Python users."""

from __future__ import annotations

from pathlib import Path

import pytest
from corpus_samples import fingerprints, make_document, make_tags

from policynlp.corpus.diff import diff
from policynlp.corpus.reading import Corpus, open_corpus
from policynlp.corpus.store import Store
from policynlp.errors import CorpusError, InputError
from policynlp.tags import tagged_dict


@pytest.fixture
def corpus(store: Store):
    with open_corpus(store.path) as corpus:
        yield corpus


def test_documents_with_their_tags(corpus: Corpus) -> None:
    documents = list(corpus.documents())
    assert [d.title for d in documents] == [f"Harbour towns, part {n}" for n in range(3)]
    first = documents[0]
    assert first.slice(first.quotes[0].content[0]) == "Catches fell,"
    assert first.text[first.claims[0].start : first.claims[0].end] == "1.2 million euros"
    assert (len(first.entities), len(first.people), len(first.themes), len(first.passages)) == (1, 1, 3, 4)
    assert first.as_dict() == tagged_dict(make_document(0), make_tags(make_document(0), corpus.store.require_active()))
    assert first.source.publisher == "Harbour Gazette"


def test_documents_that_are_named_or_hidden_or_not_tagged(corpus: Corpus) -> None:
    copy = make_document(0, work="elsewhere", duplicate_of=make_document(0).id)
    corpus.store.commit_documents([copy], run_id="r", fingerprints=fingerprints(copy))
    assert copy.id not in {d.id for d in corpus.documents()}
    assert copy.id in {d.id for d in corpus.documents(everything=True)}
    found = list(corpus.documents([copy.id, make_document(1).id]))
    assert [d.id for d in found] == [copy.id, make_document(1).id]
    assert found[0].quotes == ()


def test_rows_in_many_forms(corpus: Corpus) -> None:
    assert corpus.sql("SELECT count(*) AS n FROM quotes").to_pylist() == [{"n": 3}]
    assert corpus.arrow("claims").num_rows == 3
    frame = corpus.pandas("claims")
    assert frame["value"].tolist() == [1.2e6] * 3
    dataset = corpus.dataset("quotes")
    assert dataset[0]["content"][0]["start"] < dataset[0]["content"][0]["end"]
    assert len(dataset.filter(lambda row: row["speaker"] == "Ada Öst")) == 3
    with pytest.raises(InputError, match="no view"):
        corpus.arrow("sonnets")


def test_another_tag_set_than_the_active_one(corpus: Corpus) -> None:
    store = corpus.store
    other = store.register_tagset({"rules": "2"})
    store.commit_tags([make_tags(make_document(0), other, speaker="B")], run_id="r", tagset=other)
    assert corpus.sql("SELECT speaker FROM quotes", tagset=other).to_pylist() == [{"speaker": "B"}]
    assert [q.speaker for d in corpus.documents(tagset=other) for q in d.quotes] == ["B"]
    assert [t["active"] for t in corpus.tagsets] == [True, False]


def test_search_and_status(corpus: Corpus) -> None:
    assert len(corpus.search("catches", speaker="ada", limit=2)) == 2
    state = corpus.status()
    assert state["counts"]["quotes"] == 3
    assert state["runs"][0]["status"] == "completed"
    assert state["bytes"]["tables"] > 0
    assert state["hidden"] == {"duplicates": 0, "superseded": 0, "untagged": 0}
    assert state["active"] == corpus.store.active_tagset()
    assert isinstance(state["tagsets"][0]["created_at"], str)
    assert state["path"] == str(corpus.path)


def test_a_corpus_without_tags_can_be_read(empty: Store) -> None:
    document = make_document(0)
    empty.commit_documents([document], run_id="r", fingerprints={})
    with open_corpus(empty.path) as corpus:
        assert [(d.document, d.tags.quotes) for d in corpus.documents()] == [(document, ())]
        assert corpus.status()["hidden"]["untagged"] == 1
        assert [h.document for h in corpus.search("herring", kind="title")] == [document.id]


def test_no_corpus(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="there is no corpus"):
        open_corpus(tmp_path / "nowhere")


def test_what_a_new_tag_set_changes(store: Store) -> None:
    from dataclasses import replace

    old, new = store.require_active(), store.register_tagset({"rules": "2"})
    first, second = make_document(0), make_document(1)
    changed = make_tags(first, new, speaker="B")
    without = replace(make_tags(second, new), claims=())
    more = replace(changed.entities[0], id="added", start=0, end=7, version="2")
    changed = replace(changed, entities=(*changed.entities, more))
    store.commit_tags([changed, without], run_id="r", tagset=new)

    found = diff(store, old, new)
    assert (found["documents"], found["only_old"], found["only_new"]) == (2, 1, 0)
    numbers = {
        name: [layer[n] for n in ("before", "after", "added", "removed", "changed")] for name, layer in found["layers"].items()
    }
    assert numbers == {
        "entities": [2, 3, 1, 0, 0],
        "people": [2, 2, 0, 0, 0],
        "quotes": [2, 2, 0, 0, 1],
        "claims": [2, 1, 0, 1, 0],
        "themes": [4, 4, 0, 0, 0],
    }
    example = found["layers"]["quotes"]["examples"][0]
    assert example["what"] == "changed"
    assert example["fields"] == {"speaker": ["Ada Öst", "B"]}
    assert example["text"] == "Catches fell, … by a fifth."
    assert found["layers"]["entities"]["examples"][0]["text"] == "Harbour"
