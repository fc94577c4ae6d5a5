"""The DocBin export reads back in spaCy."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import spacy
from spacy.tokens import DocBin
from spacy.training import Corpus

from policynlp.corpus.tagged_document import TaggedDocument
from policynlp.document import Document, Passage, Source
from policynlp.tag.docbin import docbin
from policynlp.tag.spacy_doc import spacy_doc
from policynlp.tags import Claim, Entity, Quote, Tags, Theme

TEXT = "“Rain came,” Ms Öst said. 🐟 It fell 3.5% of the time."


def _tagged() -> tuple[Document, Tags]:
    document = Document(text=TEXT, source=Source(uri="u", title="Rain"), work="w", key="7")
    document = document.with_passages((Passage(id="p", start=0, end=len(TEXT), kind="paragraph"),))

    def at(words: str) -> tuple[int, int]:
        return TEXT.index(words), TEXT.index(words) + len(words)

    def entity(words: str, label: str, name: str) -> Entity:
        return Entity(id=name, start=at(words)[0], end=at(words)[1], label=label, entity=name, name=name)

    tags = Tags(
        document=document.id,
        tagset="t",
        entities=(entity("Öst", "PERSON", "short"), entity("Ms Öst", "PERSON", "long")),
        quotes=(Quote(id="q", kind="direct", act="speech", content=(at("Rain came,"),), cue=(at("said"),)),),
        claims=(Claim(id="c", start=at("3.5%")[0], end=at("3.5%")[1], text="3.5%", kind="percent", value=3.5),),
        themes=(
            Theme(id="1", passage="p", theme="agriculture", score=0.9, threshold=0.5, assigned=True),
            Theme(id="2", passage="p", theme="trade", score=0.1, threshold=0.5, assigned=False),
            Theme(id="3", passage=None, theme="agriculture", score=0.8, threshold=0.5, assigned=True),
        ),
    )
    return document, tags


def test_read_back(tmp_path: Path) -> None:
    path = tmp_path / "out.spacy"
    assert docbin([_tagged(), _tagged()], path) == 2
    docs = list(DocBin().from_disk(path).get_docs(spacy.blank("en").vocab))
    assert [d.text for d in docs] == [TEXT, TEXT]
    doc = docs[0]
    assert [(e.text, e.label_) for e in doc.ents] == [("Ms Öst", "PERSON")]
    assert [(s.text, s.label_, s.id_) for s in doc.spans["entities"]] == [
        ("Öst", "PERSON", "short"),
        ("Ms Öst", "PERSON", "long"),
    ]
    assert [(s.text, s.label_, s.id_) for s in doc.spans["quotes"]] == [("Rain came,", "direct", "q")]
    assert [s.text for s in doc.spans["cues"]] == ["said"]
    assert [(s.text, s.label_) for s in doc.spans["claims"]] == [("3.5%", "percent")]
    assert [s.label_ for s in doc.spans["themes"]] == ["agriculture"]
    assert doc.cats == {"agriculture": 0.8}
    assert doc.user_data["policynlp"]["key"] == "7"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_has_many_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policynlp.tag.docbin.SHARD_DOCS", 2)
    assert docbin([_tagged()] * 5, tmp_path) == 5
    assert sorted(path.name for path in tmp_path.iterdir()) == ["00000.spacy", "00001.spacy", "00002.spacy"]
    read = list(Corpus(tmp_path)(spacy.blank("en")))
    assert [example.reference.text for example in read] == [TEXT] * 5


def test_labels_by_people_are_told_from_suggestions(tmp_path: Path) -> None:
    document, tags = _tagged()
    label = replace(tags.claims[0], origin="human")
    docbin([(document, replace(tags, claims=(label,)))], tmp_path / "out.spacy")
    doc = next(DocBin().from_disk(tmp_path / "out.spacy").get_docs(spacy.blank("en").vocab))
    assert list(doc.user_data["policynlp"]["human"]) == [label.id]


def test_nothing(tmp_path: Path) -> None:
    assert docbin([], tmp_path / "out.spacy") == 0
    assert list(DocBin().from_disk(tmp_path / "out.spacy").get_docs(spacy.blank("en").vocab)) == []


def test_a_document_in_memory_has_our_types_beside_the_spans() -> None:
    document, tags = _tagged()
    doc = spacy_doc(document, tags)
    assert [(e.text, e.label_) for e in doc.ents] == [("Ms Öst", "PERSON")]
    assert doc._.policynlp_quotes == tags.quotes
    assert doc._.policynlp_claims[0].value == 3.5
    assert doc._.policynlp_document == document.id
    assert doc._.policynlp_passages == document.passages
    assert [(s.text, s.id_) for s in doc.spans["claims"]] == [("3.5%", "c")]
    assert TaggedDocument(document, tags).to_spacy().text == doc.text


def test_tokens_may_come_from_another_pipeline() -> None:
    nlp = spacy.blank("xx")
    document, tags = _tagged()
    assert TaggedDocument(document, tags).to_spacy(nlp).vocab is nlp.vocab
