"""What holds for exports of every database: joined and split again, many, long, damaged, and never a text that is none."""

# ruff: noqa: E501 - texts on a line
from __future__ import annotations

from collections.abc import Callable

import pytest
from fpdf import FPDF
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.ingest.europresse_exports import europresse_html
from tests.ingest.factiva_exports import factiva_html, factiva_lines, factiva_rtf
from tests.ingest.gale_exports import gale_text
from tests.ingest.nexis_exports import nexis_file, nexis_lines, nexis_page, nexis_text
from tests.ingest.press_samples import Sample, samples
from tests.ingest.proquest_exports import proquest_html, proquest_rtf, proquest_text

from growth import grows_linearly, within
from policynlp.document import Document
from policynlp.errors import Rejection
from policynlp.ingest.press.split import export_of_page, export_of_text
from policynlp.ingest.read import read_bytes
from policynlp.settings import load_settings

SETTINGS = load_settings({"ingest.languages": [], "ingest.min_words": 0})
Layout = Callable[[list[Sample]], bytes]
LAYOUTS: dict[str, Layout] = {
    "factiva-labelled.html": factiva_html,
    "factiva-plain.html": lambda a: factiva_html(a, labelled=False),
    "factiva-labelled.rtf": factiva_rtf,
    "factiva-plain.rtf": lambda a: factiva_rtf(a, labelled=False),
    "nexis.html": lambda a: nexis_file(a, kind="html"),
    "nexis-cover.rtf": lambda a: nexis_file(a, kind="rtf", cover=True),
    "nexis-old.txt": nexis_text,
    "nexis-old.html": nexis_page,
    "proquest.txt": proquest_text,
    "proquest.rtf": proquest_rtf,
    "proquest.html": proquest_html,
    "europresse.html": europresse_html,
    "gale.txt": gale_text,
}
WORDS = st.sampled_from(
    [
        "ferry",
        "harbour",
        "said",
        "council",
        "12",
        "4.5",
        "percent",
        "Novak",
        "Zürich",
        "São",
        "中国",
        "the",
        "of",
        "and",
        "plan",
        "(new)",
        "“quoted”",
        "2023",
        "January",
        "Document",
        "End",
        "Factiva",
        "Body",
        "Title",
    ]
)
SENTENCES = st.lists(WORDS, min_size=3, max_size=9).map(lambda words: "The " + " ".join(words) + ".")
TITLES = st.lists(
    st.sampled_from(["Ferry", "harbour", "votes", "‘again’", "for", "Correction:", "Update:", "new", "plan", "7", "İzmir"]),
    min_size=2,
    max_size=6,
)
ARTICLES = st.lists(
    st.builds(
        lambda title, body, day, outlet: Sample(
            title=f"{' '.join(title)} votes", body=body, day=day, outlet=outlet, author=None
        ),
        TITLES,
        st.lists(SENTENCES, min_size=1, max_size=5),
        st.tuples(st.integers(1981, 2026), st.integers(1, 12), st.integers(1, 28)),
        st.sampled_from(["Northern Post", "The Harbour Courier (Vigo)", "Le Port"]),
    ),
    min_size=1,
    max_size=5,
)


def read(data: bytes, uri: str) -> list[Document | Rejection]:
    return list(read_bytes(data, uri=uri, settings=SETTINGS))


@pytest.mark.parametrize("uri", LAYOUTS)
@given(ARTICLES)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_joined_articles_come_back_as_they_were(uri: str, articles: list[Sample]) -> None:
    for number, sample in enumerate(articles, 1):
        sample.number = number
    found = read(LAYOUTS[uri](articles), uri)
    assert [f.text if isinstance(f, Document) else f for f in found] == ["\n\n".join([s.title, *s.body]) for s in articles]
    told = [(f.source.publisher, (f.source.published or "")[:10]) for f in found if isinstance(f, Document)]
    assert told == [(s.outlet, s.iso) for s in articles]


@pytest.mark.slow
@pytest.mark.parametrize("uri", ["factiva-plain.html", "nexis-old.txt", "proquest.txt", "gale.txt", "europresse.html"])
def test_ten_thousand_articles_take_time_in_proportion(uri: str) -> None:
    def work(count: int) -> Callable[[], object]:
        data = LAYOUTS[uri](samples(count)).decode()

        def read_all() -> None:
            export = export_of_page(data) if uri.endswith("html") else export_of_text(data)
            assert export is not None
            assert sum(1 for article in export.articles if article.body) == count

        return read_all

    assert grows_linearly(work, size=1_000, times=10, slack=2.5)


@pytest.mark.parametrize("uri", LAYOUTS)
def test_the_last_article_may_be_cut_off(uri: str) -> None:
    data = LAYOUTS[uri](samples(4))
    for share in (0.8, 0.9, 0.97):
        found = read(data[: int(len(data) * share)], uri)
        texts = [f.text for f in found if isinstance(f, Document)]
        whole = ["\n\n".join([s.title, *s.body]) for s in samples(4)]
        assert texts[:3] == whole[:3]
        assert len(texts) <= 4


@pytest.mark.parametrize("uri", LAYOUTS)
def test_one_article_gives_one_document(uri: str) -> None:
    found = read(LAYOUTS[uri](samples(1)), uri)
    assert len(found) == 1
    assert isinstance(found[0], Document)
    assert found[0].source.metadata["database"]


@pytest.mark.parametrize("uri", LAYOUTS)
def test_labels_are_never_content(uri: str) -> None:
    for document in read(LAYOUTS[uri](samples(3)), uri):
        assert isinstance(document, Document)
        for words in (
            "Copyright",
            "reserved",
            "words",
            "Load-Date",
            "LOAD-DATE",
            "Subject",
            "SUBJECT",
            "gtrans",
            "ProQuest",
            "Factiva",
            "Document",
        ):
            assert words not in document.text


def test_the_limit_of_length_holds_for_each_article() -> None:
    written = samples(5)
    written[3].body = ["The ferry came again. " * 200]
    small = load_settings({"ingest.max_chars": 2_000})
    data = gale_text(written)
    assert len(data) > 2_000
    found = list(read_bytes(data, uri="gale.txt", settings=small))
    assert [f.reason if isinstance(f, Rejection) else "" for f in found] == ["", "", "", "oversized", ""]
    assert isinstance(found[3], Rejection)
    assert found[3].uri == "gale.txt#4"


@pytest.mark.parametrize("mark", ["End of Document\n", "Document HARBC00020230105ej1500001\n", "ProQuest document ID: 251439970\n", "1 of 9 DOCUMENTS\n", "_" * 60 + "\n"])  # fmt: skip
def test_marks_alone_make_no_export(mark: str) -> None:
    text = ("The council said nothing more on it.\n\n" + mark + "\n") * 3_000
    found: list[object] = []
    assert within(30, lambda: found.extend(read(text.encode(), "marks.txt")))
    (found,) = found
    assert isinstance(found, Document)
    assert "database" not in found.source.metadata


def paper(lines: list[str]) -> bytes:
    """A PDF with a paragraph a line."""
    pages = FPDF()
    pages.add_page()
    pages.set_font("Helvetica", size=10)
    for line in lines:
        pages.multi_cell(0, 5, line.encode("latin-1", "replace").decode("latin-1"), new_x="LMARGIN", new_y="NEXT")
        pages.ln(3)
    return bytes(pages.output())


def proquest_lines(sample: Sample) -> list[str]:
    return [line for line in proquest_text([sample]).decode("utf-8-sig").splitlines() if line.strip()]


PAPERS = {"Factiva": factiva_lines, "Nexis": nexis_lines, "ProQuest": proquest_lines}


@pytest.mark.parametrize("database", PAPERS)
def test_pages_of_several_articles_are_split(database: str) -> None:
    written = samples(4)
    written[1].words = 77  # as articles differ
    found = read(paper([line for s in written for line in PAPERS[database](s)]), "several.pdf")
    assert [d.source.title for d in found] == [s.title for s in written]
    assert [d.source.publisher for d in found] == [s.outlet for s in written]
    assert [d.source.published[:10] for d in found] == ["{:04}-{:02}-{:02}".format(*s.day) for s in written]
    for document, sample in zip(found, written, strict=True):
        words = " ".join(document.text.split())
        assert all(" ".join(paragraph.split()) in words for paragraph in sample.body)
        assert not any(other.body[0] in words for other in written if other is not sample)
        assert document.source.metadata["database"] == database
        assert document.source.licence == "all rights reserved"


@pytest.mark.parametrize("database", PAPERS)
def test_pages_whose_articles_cannot_be_told_apart_are_refused(database: str) -> None:
    """An end that was cut off would give a text of two articles under the name of one."""
    written = samples(4)
    written[1].words = 77
    lines = [PAPERS[database](s) for s in written]
    body = next(i for i, line in enumerate(lines[2]) if written[2].body[0][:20] in line)
    whole = [line for part in (*lines[:2], lines[2][: body + 1], lines[3][4:]) for line in part]
    marks = [line for line in lines[2] if "Length" in line or "ProQuest document ID" in line or line.startswith("Document ")]
    (found,) = read(paper([*whole, *marks]), "several.pdf")
    assert isinstance(found, Rejection)
    assert (found.reason, found.uri) == ("unsupported", "several.pdf")
    assert database in found.what
    assert "RTF" in found.hint


@pytest.mark.parametrize("database", PAPERS)
def test_a_page_of_one_article_is_no_export(database: str) -> None:
    (single,) = read(paper(PAPERS[database](samples(1)[0])), "single.pdf")
    assert isinstance(single, Document)
    assert single.source.uri == "single.pdf"
