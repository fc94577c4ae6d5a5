"""Europresse and Gale: every article with what its head and foot say."""

from __future__ import annotations

import pytest
from tests.ingest.europresse_exports import europresse_html
from tests.ingest.gale_exports import gale_text
from tests.ingest.press_samples import samples

from policynlp.document import Document
from policynlp.errors import Rejection
from policynlp.ingest.read import read_bytes
from policynlp.settings import load_settings

SETTINGS = load_settings({"ingest.languages": []})


def read(data: bytes, uri: str) -> list[Document | Rejection]:
    return list(read_bytes(data, uri=uri, settings=SETTINGS))


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("old", [True, False])
def test_europresse_gives_the_articles_back(language: str, old: bool) -> None:
    written = samples(5)
    found = read(europresse_html(written, language, old=old), "press.html")
    assert len(found) == len(written)
    for number, (sample, document) in enumerate(zip(written, found, strict=True), 1):
        assert isinstance(document, Document), document
        source = document.source
        assert document.text == "\n\n".join([sample.title, *sample.body])
        assert (source.title, source.publisher, source.published) == (sample.title, sample.outlet, sample.iso)
        assert source.authors == ((sample.author,) if sample.author else ())
        assert source.uri == f"press.html#{number}"
        told = source.metadata
        assert document.work == "europresse:" + told["accession"]
        assert told["accession"] == f"news·{sample.iso.replace('-', '')}·HC·{number:07}"
        assert (told["database"], told["page"], told["volume"]) == ("Europresse", "5", f"2431{number}")
        assert told.get("section") == sample.section
        assert told["copyright"].startswith("© 2023")


def test_an_article_without_text_is_named() -> None:
    written = samples(3)
    written[1].body = ()
    found = read(europresse_html(written), "press.html")
    assert [isinstance(f, Document) for f in found] == [True, False, True]
    assert isinstance(found[1], Rejection)
    assert "article 2 of the Europresse export" in found[1].what


def test_gale_gives_the_articles_back() -> None:
    written = samples(4)
    found = read(gale_text(written), "gale.txt")
    assert len(found) == len(written)
    for sample, document in zip(written, found, strict=True):
        assert isinstance(document, Document), document
        assert document.text == "\n\n".join([sample.title, *sample.body])
        assert document.work == f"gale:A{732_000_000 + sample.number}"
        source = document.source
        assert (source.title, source.publisher, source.published) == (sample.title, sample.outlet, sample.iso)
        assert source.authors == ((sample.author,) if sample.author else ())
