"""The CAS export reads back with dkpro-cassis, and its offsets count UTF-16 units."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import cassis
import pytest
from corpus_samples import make_document, make_tags
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from policynlp.corpus.export import Selection, export
from policynlp.corpus.export.cas import CUSTOM, NAMED_ENTITY, SENTENCE, TOKEN, write_cas
from policynlp.corpus.export.cas_reading import read_cas
from policynlp.corpus.store import Store
from policynlp.document import Document, Passage, Source
from policynlp.errors import InputError
from policynlp.tags import Entity, Tags


def read(folder: Path, document: str) -> cassis.Cas:
    with (folder / "TypeSystem.xml").open("rb") as file:
        types = cassis.load_typesystem(file)
    with (folder / f"{document}.xmi").open("rb") as file:
        return cassis.load_cas_from_xmi(file, typesystem=types)


def test_annotations_cover_the_same_words(store: Store, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no licence of 3 texts"):
        export(store, "documents", tmp_path / "cas", form="cas")
    result = export(store, "documents", tmp_path / "cas", form="cas", selection=Selection(text="full"))
    assert result.rows == {"documents": 3}
    assert (tmp_path / "cas" / "manifest.json").exists()
    for document in store.load_documents():
        cas = read(tmp_path / "cas", document.id)
        assert cas.sofa_string == document.text
        tags = make_tags(document, store.require_active())
        assert [(e.begin, e.end, e.value) for e in cas.select(NAMED_ENTITY)] == [
            (e.start, e.end, e.label) for e in tags.entities
        ]
        quotes = cas.select("webanno.custom.Quotation")
        assert [(q.begin, q.end) for q in quotes] == list(tags.quotes[0].content)
        assert {(q.speaker, q.kind, q.identifier) for q in quotes} == {("Ada Öst", "direct", tags.quotes[0].id)}
        figure = cas.select("webanno.custom.Figure")[0]
        assert (figure.get_covered_text(), figure.value, figure.unit) == ("1.2 million euros", "1200000.0", "EUR")
        assert [s.get_covered_text() for s in cas.select(SENTENCE)][-1] == "© Harbour Gazette"
        assert {t.get_covered_text() for t in cas.select(TOKEN)} >= {"Landings", "🐟", "1", "million"}


def test_offsets_in_the_file_count_utf16(tmp_path: Path, store: Store) -> None:
    export(store, "documents", tmp_path / "cas", form="cas", selection=Selection(text="full"))
    document = next(store.load_documents())
    root = etree.parse(tmp_path / "cas" / f"{document.id}.xmi").getroot()
    figure = next(e for e in root.iter() if etree.QName(e).localname == "Figure")
    units = document.text.encode("utf-16-le")
    begin, end = int(figure.get("begin")), int(figure.get("end"))
    assert units[2 * begin : 2 * end].decode("utf-16-le") == "1.2 million euros"
    assert begin == make_tags(document, "t").claims[0].start + 1  # the emoji before it is two units


def test_every_custom_layer_is_declared(tmp_path: Path) -> None:
    assert write_cas([], tmp_path) == 0
    with (tmp_path / "TypeSystem.xml").open("rb") as file:
        types = cassis.load_typesystem(file)
    for name, features in CUSTOM.items():
        assert set(features) <= {feature.name for feature in types.get_type(name).all_features}


@settings(max_examples=50, deadline=None)
@given(st.text(st.sampled_from('ae\u0301汉𠀀🐟👩\u200d👧שא\u200f\x0c\x00\r\n <&"'), min_size=1), st.data())
def test_any_text_and_span(tmp_path_factory: pytest.TempPathFactory, text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    document = Document(text=text, source=Source(uri="u", title="t"), work="w")
    document = document.with_passages((Passage(id="p", start=0, end=len(text), kind="paragraph"),))
    entity = Entity(id="e", start=start, end=end, label="ORG", entity="k", name="n")
    folder = tmp_path_factory.mktemp("cas")
    write_cas([(document, replace(Tags(document=document.id, tagset="t"), entities=(entity,)))], folder)
    cas = read(folder, document.id)
    assert len(cas.sofa_string) == len(text)
    found = cas.select(NAMED_ENTITY)[0]
    assert (found.begin, found.end) == (start, end)
    assert found.get_covered_text() == text[start:end].replace("\x0c", " ").replace("\x00", " ")


def test_metadata_names_the_text(tmp_path: Path) -> None:
    document = make_document(0)
    write_cas([(document, Tags(document=document.id, tagset="t"))], tmp_path)
    about = read(tmp_path, document.id).select("de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData")[0]
    assert (about.documentTitle, about.documentId) == ("Harbour towns, part 0", document.id)


@pytest.mark.parametrize("name", ["TypeSystem.xml", "document"])
def test_entities_of_a_file_are_not_unfolded(store: Store, tmp_path: Path, name: str) -> None:
    export(store, "documents", tmp_path / "cas", form="cas", selection=Selection(text="full"))
    path = next((tmp_path / "cas").glob("*.xmi"))
    read_cas(path)
    target = path if name == "document" else path.with_name(name)
    head, _, rest = target.read_text(encoding="utf-8").partition("?>")
    target.write_text(f'{head}?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>{rest}', encoding="utf-8")
    with pytest.raises(InputError, match="declares entities"):
        read_cas(path)


def test_a_zip_that_unfolds_beyond_measure_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("TypeSystem.xml", "<a/>")
        archive.writestr("a.xmi", b" " * 30_000_000)
    with pytest.raises(InputError, match="unfolds to far more"):
        read_cas(path)
