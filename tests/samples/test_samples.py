from __future__ import annotations

import sys
from pathlib import Path

import pytest

from policynlp.document import Document
from policynlp.errors import Rejection
from policynlp.ingest.discover import Item, discover, load_sources
from policynlp.ingest.duplicates import DuplicateIndex, normalised_sha256, signature
from policynlp.settings import load_settings

sys.path.insert(0, str(Path(__file__).parent))  # the scripts beside this file

import make_docx
import make_pdf

CORPUS = Path(__file__).parents[2] / "corpus"
SAMPLES = sorted(p for p in (CORPUS / "samples").iterdir() if p.is_file())
SETTINGS = load_settings()


def items() -> list[Item]:
    found = list(discover(load_sources(CORPUS / "sources.toml"), settings=SETTINGS))
    assert not [f for f in found if isinstance(f, Rejection)]
    return [f for f in found if isinstance(f, Item)]


def read(item: Item) -> Document:
    reading = pytest.importorskip("policynlp.ingest.read")
    (document,) = reading.read_path(Path(item.uri), settings=SETTINGS, metadata=item.metadata)
    assert isinstance(document, Document), document
    return document


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    return {Path(item.uri).name: read(item) for item in items()}


def test_every_sample_is_found_once() -> None:
    assert sorted(Path(item.uri).resolve() for item in items()) == [p.resolve() for p in SAMPLES]


def test_the_card_lists_every_sample() -> None:
    card = (CORPUS / "README.md").read_text(encoding="utf-8")
    assert all(f"`{path.name}`" in card for path in SAMPLES)


def test_samples_are_small() -> None:
    assert sum(path.stat().st_size for path in SAMPLES) < 120_000


def test_every_sample_is_read_and_says_that_it_is_fictitious(documents: dict[str, Document]) -> None:
    for name, document in documents.items():
        raw = document.text if name.endswith((".pdf", ".docx")) else (CORPUS / "samples" / name).read_text(encoding="utf-8")
        assert "fictitious" in raw, name
        assert len(document.text.split()) > 200, name


def test_what_the_card_promises_is_in_the_texts(documents: dict[str, Document]) -> None:
    article, strategy = documents["northmark-article.txt"].text, documents["northmark-renewal-strategy.txt"].text
    echo = "Innovation should build on the industries that the region already has, rather than replace them"
    assert echo in article
    assert echo in strategy
    assert "284,300" in documents["northmark-communique.html"].text
    assert "engineers" in documents["northmark-energy-white-paper.pdf"].text


def test_the_reprint_repeats_the_article_and_nothing_else_does(documents: dict[str, Document]) -> None:
    index = DuplicateIndex(jaccard=SETTINGS.ingest.near_duplicate_jaccard)
    found = {}
    for name, document in documents.items():
        print_ = normalised_sha256(document.text), signature(document.text)
        found[name] = index.find(*print_, document.work)
        index.add(name, *print_, document.work)
    assert {name: of for name, of in found.items() if of} == {"northmark-reprint.txt": "northmark-article.txt"}


def test_the_pdf_is_what_its_script_makes(tmp_path: Path) -> None:
    """By its text: the bytes depend on the versions of fpdf2 and zlib."""
    pdfium = pytest.importorskip("pypdfium2")

    def text(path: Path) -> list[str]:
        with pdfium.PdfDocument(path) as pdf:
            return [page.get_textpage().get_text_range() for page in pdf]

    make_pdf.make(tmp_path / "new.pdf")
    kept = text(make_pdf.TARGET)
    assert text(tmp_path / "new.pdf") == kept
    assert len(kept) >= 2
    assert sum(page.count("\ufffe") for page in kept) >= 3  # how pdfium marks a word divided at a line's end


def test_the_docx_is_what_its_script_makes(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    make_docx.make(tmp_path / "new.docx")
    new, kept = (docx.Document(str(p)).element.xml for p in (tmp_path / "new.docx", make_docx.TARGET))
    assert new == kept
