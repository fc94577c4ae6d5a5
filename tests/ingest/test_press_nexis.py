"""Nexis: with a cover page and without, old and new, in three languages and four formats."""

# ruff: noqa: E501 - texts on a line
from __future__ import annotations

import io
from collections.abc import Callable

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from tests.ingest.nexis_exports import nexis_file, nexis_lines, nexis_page, nexis_text
from tests.ingest.press_samples import Sample, samples, word_file

from policynlp.document import Document
from policynlp.errors import Rejection
from policynlp.ingest.read import read_bytes
from policynlp.settings import load_settings

SETTINGS = load_settings({"ingest.languages": []})
Layout = Callable[[list[Sample]], bytes]
LAYOUTS: list[tuple[str, Layout]] = [
    *((f"{language}-{'cover' if cover else 'bare'}.{kind}", lambda a, k=kind, lang=language, c=cover: nexis_file(a, kind=k, language=lang, cover=c))
      for kind in ("docx", "rtf", "html") for language in ("en", "de", "fr") for cover in (False, True)),
    ("unannounced.docx", lambda a: nexis_file(a, kind="docx", body=False)),
    ("old.txt", nexis_text),
    ("old.html", nexis_page),
]  # fmt: skip


def read(data: bytes, uri: str) -> list[Document | Rejection]:
    return list(read_bytes(data, uri=uri, settings=SETTINGS))


@pytest.mark.parametrize(("uri", "layout"), LAYOUTS, ids=[name for name, _ in LAYOUTS])
def test_every_layout_gives_the_articles_back(uri: str, layout: Layout) -> None:
    written = samples(5)
    found = read(layout(written), uri)
    assert len(found) == len(written)
    for number, (sample, document) in enumerate(zip(written, found, strict=True), 1):
        assert isinstance(document, Document), document
        source = document.source
        assert document.text == "\n\n".join([sample.title, *sample.body])
        assert (source.title, source.publisher, source.authors) == (
            sample.title, sample.outlet, (sample.author,) if sample.author else (),
        )  # fmt: skip
        assert (source.published or "")[:10] == sample.iso
        assert (source.date_method, source.licence, source.genre) == ("export", "all rights reserved", "news")
        assert source.uri == f"{uri}#{number}"
        assert document.work.startswith("nexis:")
        told = source.metadata
        assert (told["database"], told["words"]) == ("Nexis", str(sample.words))
        assert told.get("section") == (f"{sample.section}; Pg. 5" if sample.section else None)
        assert told["copyright"].startswith("Copyright 2023")
        assert told["subjects"].startswith("PORTS & HARBORS (90%)")
        assert "loaded" in told
        assert [p.kind for p in document.passages] == ["title", "paragraph", "paragraph", "paragraph"]


def test_times_zones_and_editions() -> None:
    (sample,) = samples(1)
    (document,) = read(word_file(nexis_lines(sample)), "one.docx")
    assert isinstance(document, Document)
    assert (document.source.published, document.source.date_zone) == ("2023-01-01T15:14", "+00:00")
    assert document.source.metadata["graphic"] == "The harbour at dusk"
    (old,) = read(nexis_text([sample]), "one.txt")
    assert isinstance(old, Document)
    assert old.source.metadata["edition"] == "Final Edition Scotland"


def test_abstracts_and_captions_are_no_part_of_the_text() -> None:
    (sample,) = samples(1)
    text = sample.body
    sample.body = [
        "ABSTRACT",
        "The council votes for ferries.",
        "FULL TEXT",
        *text,
        "PHOTO: The harbour at dusk (PHOTOGRAPH BY JON BERG)",
    ]
    lines = nexis_lines(sample)
    at = lines.index("Graphic")
    (document,) = read(word_file(lines[:at] + lines[at + 2 :]), "abstract.docx")
    assert isinstance(document, Document)
    assert document.text == "\n\n".join([sample.title, *text])
    assert document.source.metadata["abstract"] == "The council votes for ferries."
    assert document.source.metadata["graphic"].startswith("The harbour at dusk")


def test_an_article_has_the_same_work_in_every_export_of_it() -> None:
    written = samples(3)
    one = read(nexis_file(written, kind="docx", cover=True), "one.docx")
    two = read(nexis_file(written[1:], kind="rtf"), "two.rtf")
    assert [d.id for d in one[1:] if isinstance(d, Document)] == [d.id for d in two if isinstance(d, Document)]


def test_letters_of_one_day_under_one_title_are_works_of_their_own() -> None:
    written = samples(2)
    for sample in written:
        sample.title, sample.outlet, sample.day = "Letters to the editor", "Northern Post", (2023, 3, 4)
    one, two = read(nexis_file(written, kind="docx"), "letters.docx")
    assert isinstance(one, Document)
    assert isinstance(two, Document)
    assert one.work != two.work


def test_the_number_in_the_link_of_a_title_names_the_work() -> None:
    (sample,) = samples(1)
    link = "https://advance.lexis.com/api/document?collection=news&amp;id=urn:contentItem:67AB-C1D1-JBNF-W2XY-00000-00&amp;context="
    page = nexis_file([sample], kind="html").decode().replace(
        f"<p>{sample.title}</p>", f'<p><a href="{link}">{sample.title}</a></p>'
    )  # fmt: skip
    (document,) = read(page.encode(), "one.html")
    assert isinstance(document, Document)
    assert document.work == "nexis:67AB-C1D1-JBNF-W2XY-00000-00"
    assert document.source.metadata["accession"] == "67AB-C1D1-JBNF-W2XY-00000-00"


def test_links_of_word_files_are_read() -> None:
    (sample,) = samples(1)
    document = docx.Document(io.BytesIO(word_file(nexis_lines(sample))))
    title = document.paragraphs[0]
    target = "https://advance.lexis.com/api/document?id=urn%3AcontentItem%3A67AB-C1D1-JBNF-W2XY-00000-00"
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), document.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    link.extend(title._p.r_lst)
    title._p.append(link)
    out = io.BytesIO()
    document.save(out)
    (found,) = read(out.getvalue(), "linked.docx")
    assert isinstance(found, Document)
    assert (found.work, found.source.title) == ("nexis:67AB-C1D1-JBNF-W2XY-00000-00", sample.title)


def test_a_damaged_article_is_named_and_the_others_go_on() -> None:
    first, second, third = ([*nexis_lines(s)] for s in samples(3))
    broken = ["We are sorry but there is an error in this document and it is not possible to display it.", "End of Document"]
    found = read(word_file([*first, *broken, *second, *third[:-1]]), "broken.docx")
    assert [isinstance(f, Document) for f in found] == [True, False, True, True]
    rejection = found[1]
    assert isinstance(rejection, Rejection)
    assert rejection.uri == "broken.docx#2"
    assert "article 2 of the Nexis export" in rejection.what


@pytest.mark.parametrize(
    "text",
    [
        "The report has two parts.\n\nDocument 1 of 2\n\nThe first part says little.\n\nEnd of Document\n\nThe second was lost, as the clerk said on Monday.",
        "Ferries again\n\nJanuary 5, 2023\n\nThe council said that ferries would run again.\n\nEnd of Document",
        "1 of 3 DOCUMENTS\n\nwere kept by the clerk, who said that the other two had been burnt in the fire of 1911.",
    ],
)
def test_a_text_that_only_speaks_of_such_marks_stays_whole(text: str) -> None:
    (document,) = read(text.encode(), "ordinary.txt")
    assert isinstance(document, Document)
    assert document.text == text
