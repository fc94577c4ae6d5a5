"""Web Annotations: selectors that find the words again, RDF that says what the JSON says, text only where it may go out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from corpus_samples import fingerprints, make_document, make_tags
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import RDF

from policynlp.corpus.export import Selection, export
from policynlp.corpus.export.offsets import Utf16Offsets
from policynlp.corpus.store import Store
from policynlp.errors import InputError

OA = Namespace("http://www.w3.org/ns/oa#")
# the terms of http://www.w3.org/ns/anno.jsonld that we use, since tests fetch nothing
W3C_TERMS: dict[str, Any] = {
    "oa": "http://www.w3.org/ns/oa#", "as": "http://www.w3.org/ns/activitystreams#", "dcterms": "http://purl.org/dc/terms/",
    "dctypes": "http://purl.org/dc/dcmitype/", "dc": "http://purl.org/dc/elements/1.1/", "rdf": str(RDF),
    "foaf": "http://xmlns.com/foaf/0.1/", "id": "@id", "type": "@type",
    "Annotation": "oa:Annotation", "AnnotationCollection": "as:OrderedCollection", "AnnotationPage": "as:OrderedCollectionPage",
    "TextPositionSelector": "oa:TextPositionSelector", "TextQuoteSelector": "oa:TextQuoteSelector", "TextualBody": "oa:TextualBody",
    "Text": "dctypes:Text", "Person": "foaf:Person", "Software": "as:Application",
    "body": {"@type": "@id", "@id": "oa:hasBody"}, "target": {"@type": "@id", "@id": "oa:hasTarget"},
    "source": {"@type": "@id", "@id": "oa:hasSource"}, "selector": {"@type": "@id", "@id": "oa:hasSelector"},
    "motivation": {"@type": "@vocab", "@id": "oa:motivatedBy"}, "purpose": {"@type": "@vocab", "@id": "oa:hasPurpose"},
    "start": "oa:start", "end": "oa:end", "exact": "oa:exact", "prefix": "oa:prefix", "suffix": "oa:suffix",
    "items": {"@type": "@id", "@id": "as:items", "@container": "@list"}, "first": {"@type": "@id", "@id": "as:first"},
    "total": "as:totalItems", "startIndex": "as:startIndex", "label": "rdf:label", "value": "rdf:value", "format": "dc:format",
    "language": "dc:language", "creator": {"@type": "@id", "@id": "dcterms:creator"},
    "generator": {"@type": "@id", "@id": "as:generator"}, "name": "foaf:name",
    "identifying": "oa:identifying", "describing": "oa:describing", "classifying": "oa:classifying", "tagging": "oa:tagging",
}  # fmt: skip


def read(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))


def selectors(collection: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for annotation in collection["first"]["items"]:
        targets = annotation["target"] if isinstance(annotation["target"], list) else [annotation["target"]]
        for target in targets:
            if isinstance(target, dict):
                yield target["source"], {s["type"]: s for s in target["selector"]}


def test_selectors_find_the_words(store: Store, tmp_path: Path) -> None:
    result = export(store, "documents", tmp_path / "a.jsonld", selection=Selection(text="full"))
    collection = read(tmp_path / "a.jsonld")
    texts = {f"urn:policynlp:document:{d.id}": d.text for d in store.load_documents()}
    assert result.rows == {"documents": 3, "annotations": collection["total"]}
    assert collection["total"] == len(collection["first"]["items"]) == 3 * 6  # name, person, quote, figure, theme, theme of all
    found = list(selectors(collection))
    assert len(found) == 3 * 6  # the quotation has two spans, the theme of the document none
    for source, by_type in found:
        position, quote = by_type["TextPositionSelector"], by_type["TextQuoteSelector"]
        text = texts[source]
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert text[: position["start"]].endswith(quote["prefix"])
        assert text[position["end"] :].startswith(quote["suffix"])
    assert {t["policynlp:text_sha256"] for t in collection["policynlp:texts"]} == {
        d.text_sha256 for d in store.load_documents()
    }


def test_utf16_for_clients_in_javascript(store: Store, tmp_path: Path) -> None:
    chosen = Selection(text="full", offsets="utf16")
    export(store, "documents", tmp_path / "a.jsonld", selection=chosen)
    texts = {f"urn:policynlp:document:{d.id}": d.text.encode("utf-16-le") for d in store.load_documents()}
    shifted = 0
    for source, by_type in selectors(read(tmp_path / "a.jsonld")):
        position, quote = by_type["TextPositionSelector"], by_type["TextQuoteSelector"]
        units = texts[source][2 * position["start"] : 2 * position["end"]]
        assert units.decode("utf-16-le") == quote["exact"]
        shifted += quote["exact"] == "1.2 million euros"  # which stands behind an emoji
    assert shifted == 3
    with pytest.raises(InputError, match="one kind of offsets"):
        export(store, "documents", tmp_path / "a.jsonl", selection=chosen)


def test_it_is_rdf(store: Store, tmp_path: Path) -> None:
    export(store, "documents", tmp_path / "a.jsonld", selection=Selection(text="full"))
    collection = read(tmp_path / "a.jsonld")
    assert collection["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    graph = Graph().parse(data=json.dumps(collection | {"@context": [W3C_TERMS, collection["@context"][1]]}), format="json-ld")
    annotations = set(graph.subjects(RDF.type, OA.Annotation))
    assert len(annotations) == collection["total"]
    for annotation in annotations:
        assert list(graph.objects(annotation, OA.hasTarget))
        assert list(graph.objects(annotation, OA.motivatedBy))
    exact = {str(value) for value in graph.objects(None, OA.exact)}
    assert {"Catches fell,", "by a fifth.", "1.2 million euros"} <= exact
    speakers = {str(o) for o in graph.objects(None, URIRef("urn:policynlp:terms:speaker"))}
    assert speakers == {"Ada Öst"}


def test_words_only_where_they_may_go_out(store: Store, tmp_path: Path) -> None:
    for mode, kinds in (("none", {"TextPositionSelector"}), ("snippet", {"TextPositionSelector", "TextQuoteSelector"})):
        export(store, "documents", tmp_path / "a.jsonld", selection=Selection(text=mode))  # type: ignore[arg-type]
        collection = read(tmp_path / "a.jsonld")
        used = [set(by_type) for _, by_type in selectors(collection)]
        assert set().union(*used) == kinds
        written = (tmp_path / "a.jsonld").read_text(encoding="utf-8")
        assert "told the Skärhamn" not in written  # around the name, in no annotation
        assert ("Catches fell" in written) == (mode == "snippet")


def test_labels_have_a_creator_and_suggestions_a_generator(store: Store, tmp_path: Path) -> None:
    document = make_document(7)
    made = make_tags(document, store.require_active())
    store.commit_documents([document], run_id="r", fingerprints=fingerprints(document))
    store.commit_tags([replace(made, quotes=(replace(made.quotes[0], origin="human"),))], run_id="r", tagset=made.tagset)
    export(store, "documents", tmp_path / "a.jsonld", selection=Selection(where=f"document = '{document.id}'"))
    items = read(tmp_path / "a.jsonld")["first"]["items"]
    assert ["creator" in item for item in items] == [item["id"].startswith("urn:policynlp:quotes:") for item in items]
    assert all(("creator" in item) != ("generator" in item) for item in items)


@given(st.text(st.sampled_from("ae\u0301汉𠀀🐟👩\u200d👧שא\u200f\n ")), st.data())
def test_offsets_in_utf16(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    offsets = Utf16Offsets(text)
    first, last = offsets.span((start, end))
    assert text.encode("utf-16-le")[2 * first : 2 * last].decode("utf-16-le") == text[start:end]
    assert (offsets.to_points(first), offsets.to_points(last)) == (start, end)
