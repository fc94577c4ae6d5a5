"""Factiva: every layout gives every article back, with what its head says."""

# ruff: noqa: E501 - texts on a line
from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.ingest.factiva_exports import factiva_docx, factiva_html, factiva_lines, factiva_rtf
from tests.ingest.press_samples import Sample, samples

from policynlp.document import Document
from policynlp.errors import Rejection
from policynlp.ingest.read import read_bytes
from policynlp.settings import Settings, load_settings

SETTINGS = load_settings({"ingest.languages": []})
LAYOUTS: list[tuple[str, Callable[[list[Sample], str], bytes]]] = [
    ("labelled.html", lambda a, lang: factiva_html(a, language=lang)),
    ("plain.html", lambda a, lang: factiva_html(a, language=lang, labelled=False)),
    ("labelled.rtf", lambda a, lang: factiva_rtf(a, language=lang)),
    ("labelled.docx", lambda a, lang: factiva_docx(a, language=lang)),
    ("plain.rtf", lambda a, lang: factiva_rtf(a, language=lang, labelled=False)),
    ("plain.txt", lambda a, lang: "\n\n".join(line for s in a for line in factiva_lines(s, lang)).encode()),
]


def read(data: bytes, uri: str, settings: Settings = SETTINGS) -> list[Document | Rejection]:
    return list(read_bytes(data, uri=uri, settings=settings))


@pytest.mark.parametrize("language", ["en", "fr", "de", "zh"])
@pytest.mark.parametrize(("uri", "layout"), LAYOUTS, ids=[name for name, _ in LAYOUTS])
def test_every_layout_gives_the_articles_back(uri: str, layout: Callable[[list[Sample], str], bytes], language: str) -> None:
    written = samples(7)
    found = read(layout(written, language), uri)
    assert len(found) == len(written)
    for number, (sample, document) in enumerate(zip(written, found, strict=True), 1):
        assert isinstance(document, Document), document
        source = document.source
        assert document.text == "\n\n".join([sample.title, *sample.body])
        assert (source.title, source.publisher, source.authors) == (
            sample.title, sample.outlet, (_as_printed(sample.author, uri),) if sample.author else (),
        )  # fmt: skip
        assert (source.published or "")[:10] == sample.iso
        assert source.date_method == "export"
        assert source.licence == "all rights reserved"
        assert source.genre == "news"
        assert source.uri == f"{uri}#{number}"
        assert document.work == f"factiva:{sample.accession}"
        told = source.metadata
        assert (told["database"], told["accession"], told["words"]) == ("Factiva", sample.accession, str(sample.words))
        assert told.get("section") == sample.section
        assert (told["page"], told["publisher"]) == ("12", "Courier Newspapers Ltd")
        assert told["copyright"].startswith("(c) 2023")
        assert [p.kind for p in document.passages] == ["title", "paragraph", "paragraph", "paragraph"]


def _as_printed(author: str, uri: str) -> str:
    """Pages print names in capitals."""
    return author.upper() if uri == "plain.html" else author


def test_the_labelled_layout_tells_more() -> None:
    (document,) = read(factiva_html(samples(1)), "one.html")
    assert isinstance(document, Document)
    assert document.source.published == "2023-01-01T15:32"
    assert document.source.metadata["subjects"] == "gtrans : Transport | gcat : Political/General News"
    assert document.source.metadata["places"] == "spain : Spain"


def test_the_same_article_in_two_exports_is_one_work() -> None:
    first, second = samples(2)
    one = read(factiva_html([first, second]), "monday.html")
    two = read(factiva_rtf([second], labelled=False), "tuesday.rtf")
    assert [d.id for d in one[1:] if isinstance(d, Document)] == [d.id for d in two if isinstance(d, Document)]


@pytest.mark.parametrize(("uri", "layout"), LAYOUTS, ids=[name for name, _ in LAYOUTS])
def test_a_damaged_article_is_named_and_the_others_go_on(uri: str, layout: Callable[[list[Sample], str], bytes]) -> None:
    written = samples(4)
    written[2].body = ()
    found = read(layout(written, "en"), uri)
    assert [isinstance(f, Document) for f in found] == [True, True, False, True]
    rejection = found[2]
    assert isinstance(rejection, Rejection)
    assert (rejection.reason, rejection.uri) == ("empty", f"{uri}#3")
    assert "article 3 of the Factiva export" in rejection.what
    assert written[2].title[:20] in rejection.what


def test_the_end_mark_of_the_last_article_may_be_missing() -> None:
    written = samples(3)
    lines = [line for s in written for line in factiva_lines(s)][:-1]
    found = read("\n\n".join(lines).encode(), "cut.txt")
    assert [d.source.title for d in found if isinstance(d, Document)] == [s.title for s in written]
    last = found[-1]
    assert isinstance(last, Document)
    assert last.text.endswith(written[-1].body[-1])
    assert last.source.metadata["end_mark"] == "missing"
    assert last.work.startswith("factiva:")


@pytest.mark.parametrize(
    "text",
    [
        "The report, Document 1 of 2, was sent on Monday.\n\nDocument 1 of 2\n\nIt has 812 words.\n\nEnd of Document\n\nNothing else was said by the council.",
        "Where to find it\n\nThe reader may ask for\n\nDocument HARBC00020230105ej1500001\n\nwhich the library keeps, with many others of the kind.",
        "812 words\n\n5 January 2023\n\nThat was all that the minister wrote, and nobody asked for more of it.",
    ],
)
def test_a_text_that_only_speaks_of_such_marks_stays_whole(text: str) -> None:
    (document,) = read(text.encode(), "ordinary.txt")
    assert isinstance(document, Document)
    assert document.text == text
    assert "database" not in document.source.metadata


@pytest.mark.parametrize(
    "rights", ["The Harbour Courier 2023. ", "Courier Newspapers Ltd.", "(c) 2023, The Harbour Courier", None]
)
def test_the_owner_may_be_named_without_a_sign_or_not_at_all(rights: str | None) -> None:
    (sample,) = samples(1)
    lines = factiva_lines(sample)
    at = lines.index("English") + 1
    lines[at : at + 1] = [rights] if rights else []
    (document,) = read("\n\n".join(lines).encode(), "owner.txt")
    assert isinstance(document, Document)
    assert document.text == "\n\n".join([sample.title, *sample.body])
    assert document.source.metadata.get("copyright") == (rights.strip() if rights else None)


def test_other_languages_are_left_out_unless_they_are_asked_for() -> None:
    sample = Sample(
        title="Le conseil vote le plan des bateaux",
        body=(
            "Le conseil du port a annoncé lundi que les bateaux circuleraient de nouveau à partir de juin, après le dragage.",
        ),
    )
    (found,) = read(factiva_html([sample], language="fr"), "fr.html", load_settings())
    assert isinstance(found, Rejection)
    assert (found.reason, found.uri) == ("language", "fr.html#1")
