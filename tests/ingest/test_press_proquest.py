"""ProQuest: the text format with its rules, RTF and pages without any, in the languages of the page."""

# ruff: noqa: E501 - texts on a line
from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.ingest.press_samples import Sample, samples
from tests.ingest.proquest_exports import proquest_html, proquest_id, proquest_rtf, proquest_text

from policynlp.document import Document
from policynlp.errors import Rejection
from policynlp.ingest.read import read_bytes
from policynlp.settings import load_settings

SETTINGS = load_settings({"ingest.languages": []})
Layout = Callable[[list[Sample], str], bytes]
LAYOUTS: list[tuple[str, Layout]] = [("text.txt", proquest_text), ("table.rtf", proquest_rtf), ("boxes.html", proquest_html)]


def read(data: bytes, uri: str) -> list[Document | Rejection]:
    return list(read_bytes(data, uri=uri, settings=SETTINGS))


@pytest.mark.parametrize("count", [1, 7])
@pytest.mark.parametrize("language", ["en", "fr", "es"])
@pytest.mark.parametrize(("uri", "layout"), LAYOUTS, ids=[name for name, _ in LAYOUTS])
def test_every_layout_gives_the_articles_back(uri: str, layout: Layout, language: str, count: int) -> None:
    written = samples(count)
    written[-1].day = (2023, 5, 27)  # tells which number is the day
    found = read(layout(written, language), uri)
    assert len(found) == len(written)
    for number, (sample, document) in enumerate(zip(written, found, strict=True), 1):
        assert isinstance(document, Document), document
        source = document.source
        assert document.text == "\n\n".join([sample.title, *sample.body])
        assert (source.title, source.publisher, source.authors) == (
            sample.title, sample.outlet, (sample.author,) if sample.author else (),
        )  # fmt: skip
        assert (source.published or "")[:10] == sample.iso
        assert source.uri == f"{uri}#{number}"
        assert (source.licence, source.genre, source.language) == ("all rights reserved", "news", "en")
        assert document.work == f"proquest:{proquest_id(sample)}"
        told = source.metadata
        assert (told["database"], told["accession"], told["page"]) == ("ProQuest", proquest_id(sample), "5")
        assert told.get("section") == sample.section
        assert told["collection"] == "ProQuest Central"
        assert told["subjects"] == "Ferries; Harbors; City councils"


def test_days_and_months_in_figures_are_not_guessed() -> None:
    written = samples(2)
    for sample, day in zip(written, ((2023, 3, 4), (2023, 5, 6)), strict=True):
        sample.day = day
    found = read(proquest_html(written, "fr"), "unclear.html")
    assert [d.source.published for d in found if isinstance(d, Document)] == [None, None]


def test_a_record_without_its_text_is_named() -> None:
    written = samples(3)
    written[1].body = ()
    for uri, layout in LAYOUTS:
        found = read(layout(written, "en"), uri)
        assert [isinstance(f, Document) for f in found] == [True, False, True], uri
        rejection = found[1]
        assert isinstance(rejection, Rejection)
        assert (rejection.reason, rejection.uri) == ("empty", f"{uri}#2")


def test_a_text_on_such_records_stays_whole() -> None:
    text = "How to cite\n\nDocument 1 of 2\n\nGive the number that the page shows as ProQuest document ID: 251439970 and the day on which you read it."
    (document,) = read(text.encode(), "ordinary.txt")
    assert isinstance(document, Document)
    assert document.text == text
