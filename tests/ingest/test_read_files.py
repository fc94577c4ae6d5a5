"""Reading files of every kind, and the rejection of those that cannot be read."""

# ruff: noqa: E501 - a page on a line
from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import docx
import pytest
from fpdf import FPDF
from fpdf.enums import EncryptionMethod

from policynlp.document import Document
from policynlp.errors import Rejected, Rejection
from policynlp.ingest import encoding
from policynlp.ingest.read import read_bytes, read_path, read_rows, work_of
from policynlp.ingest.readers.docx import read_docx
from policynlp.settings import Settings, load_settings

PORTS = ("Mombasa", "Vigo", "Tromso")
SENTENCE = (
    "The council of the port said on Monday that the ferries would run again from June, after the harbour had been dredged."
)
FRENCH = (
    "Le conseil du port a annoncé lundi que les bateaux circuleraient de nouveau à partir de juin, après le dragage du bassin. "
    * 3
)


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.chdir(tmp_path)
    return load_settings()


def one(data: bytes, uri: str, settings: Settings, **known: str) -> Document | Rejection:
    (found,) = read_bytes(data, uri=uri, settings=settings, **known)
    return found


def document(data: bytes, uri: str, settings: Settings, **known: str) -> Document:
    found = one(data, uri, settings, **known)
    assert isinstance(found, Document), found
    return found


def pdf(lines: list[str], *, password: str | None = None) -> bytes:
    paper = FPDF()
    if password:
        paper.set_encryption(owner_password="o" + password, user_password=password, encryption_method=EncryptionMethod.RC4)
    for number in range(1, 4):
        paper.add_page()
        paper.set_font("Helvetica", size=11)
        paper.text(20, 15, "Harbour review 2024")
        for i, line in enumerate(lines):
            paper.text(20, 30 + i * 6, line.replace("{port}", PORTS[number - 1]))
        paper.text(100, 285, str(number))
    return bytes(paper.output())


@pytest.mark.parametrize(
    "data, uri, reason",
    [
        (b"", "a.txt", "empty"),
        (b" \n\n", "a.txt", "empty"),
        (b"Two words", "a.txt", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "a.txt", "binary"),
        (bytes(range(256)) * 20, "a.txt", "binary"),
        (b"%PDF-1.7\nnothing of the kind", "a.pdf", "corrupt"),
        (pdf([SENTENCE[:70]], password="x"), "a.pdf", "encrypted"),
        (FRENCH.encode(), "a.txt", "language"),
        (b"PK\x03\x04" + b"word/document.xml" + bytes(50), "a.docx", "corrupt"),
        (b"<html><body><nav><a href='/'>Home</a> <a href='/x'>News</a></nav></body></html>", "a.html", "no_article"),
        (b"id,remark\n1,words\n", "a.csv", "corrupt"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_rejected(data: bytes, uri: str, reason: str, settings: Settings) -> None:
    found = one(data, uri, settings)
    assert isinstance(found, Rejection), found
    assert found.reason == reason
    assert found.uri.startswith(uri)
    assert found.what
    assert found.hint


def test_an_unknown_encoding_is_rejected(settings: Settings) -> None:
    found = one(bytes([0x81, 0x8D, 0x8F, 0x90, 0x9D, 0xFF, 0xFE, 0x20] * 40), "a.txt", settings, charset="utf-8")
    assert isinstance(found, Rejection)
    assert found.reason == "encoding"


def test_oversized_and_missing_files_are_not_read(tmp_path: Path, settings: Settings) -> None:
    small = load_settings({"ingest.max_bytes": 10})
    path = tmp_path / "a.txt"
    path.write_text(SENTENCE)
    (big,) = read_path(path, settings=small)
    (gone,) = read_path(tmp_path / "b.txt", settings=settings)
    assert isinstance(big, Rejection)
    assert isinstance(gone, Rejection)
    assert (big.reason, gone.reason) == ("oversized", "missing")


def test_files_that_may_not_be_read_are_rejected(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path, mode: str) -> None:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "a.txt"
    path.write_text(SENTENCE)
    (folder,) = read_path(tmp_path, settings=settings)
    monkeypatch.setattr(Path, "open", refuse)
    (locked,) = read_path(path, settings=settings)
    assert isinstance(folder, Rejection)
    assert isinstance(locked, Rejection)
    assert (folder.reason, locked.reason) == ("unreadable", "unreadable")
    assert "Permission denied" in locked.what


def bomb(megabytes: int) -> bytes:
    """A DOCX whose document unfolds to so many megabytes of zeros."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"0" * (megabytes * 1_000_000))
    return buffer.getvalue()


@pytest.mark.parametrize(
    "megabytes, max_bytes", [(60, 50_000_000), (9, 1_000_000)], ids=["beyond any document's ratio", "beyond the limit of bytes"]
)
def test_docx_bombs_are_refused_before_they_unfold(megabytes: int, max_bytes: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_, **__: pytest.fail("a member was opened"))
    data = BOMBS[megabytes]
    assert len(data) < max_bytes
    with pytest.raises(Rejected) as caught:
        read_docx(data, where="a.docx", max_bytes=max_bytes)
    assert caught.value.reason == "oversized"


BOMBS = {n: bomb(n) for n in (60, 9)}


def test_a_pdf_with_too_much_text_is_refused(settings: Settings) -> None:
    found = one(pdf([SENTENCE[:80]] * 30), "a.pdf", load_settings({"ingest.max_chars": 1_000}))
    assert isinstance(found, Rejection)
    assert found.reason == "oversized"


@pytest.mark.parametrize(
    "data, charset, how",
    [
        ("\ufeffCafé. ".encode() + SENTENCE.encode(), None, "utf-8/bom"),
        (("Café. " + SENTENCE).encode("utf-16"), None, "utf-16-le/bom"),
        (("Café. " + SENTENCE).encode("latin-1"), "iso-8859-1", "cp1252/header"),
        (("Café. " + SENTENCE).encode(), None, "utf-8/valid"),
    ],
)  # fmt: skip
def test_the_encoding_is_found_and_stored(data: bytes, charset: str | None, how: str, settings: Settings) -> None:
    read = document(data, "a.txt", settings, **({"charset": charset} if charset else {}))
    assert "Café" in read.text
    assert read.source.encoding == how


def test_html_keeps_kinds_dates_and_the_canonical_address(settings: Settings) -> None:
    page = f"""<html><head><title>Ferries | Coast Times</title><meta property="og:title" content="Ferries to return">
    <meta property="og:site_name" content="Coast Times"><link rel="canonical" href="https://coast.example/ferries">
    <meta property="article:published_time" content="2024-05-06T07:15:00+03:00"></head><body><nav><a href="/">Home</a></nav>
    <article><h1>Ferries to return</h1><p>{SENTENCE}</p><figure><img src="x.jpg"><figcaption>The harbour at dawn on Friday.</figcaption></figure>
    <h2>A long wait</h2><p>Traders {SENTENCE}</p><ul><li>Four basins are dredged.</li><li>Two quays are rebuilt.</li></ul>
    <table><tr><th>Port</th><th>Calls</th></tr><tr><td>East</td><td>120</td></tr></table><p>Later {SENTENCE}</p></article>
    <footer><p>Copyright 2026 Coast Times</p></footer></body></html>"""  # fmt: skip
    read = document(page.encode(), "https://coast.example/ferries?utm_source=x", settings)
    kinds = {p.kind for p in read.passages}
    assert {"title", "heading", "paragraph", "list", "table", "caption"} <= kinds
    assert read.work == read.source.canonical_url == "https://coast.example/ferries"
    assert (read.source.title, read.source.publisher) == ("Ferries to return", "Coast Times")
    assert (read.source.published, read.source.date_zone, read.source.date_method) == ("2024-05-06T07:15", "+03:00", "meta")
    assert "Copyright" not in read.text


def test_html_without_a_date_has_none(settings: Settings) -> None:
    page = f"<html><body><article><h1>Ferries</h1><p>{SENTENCE}</p><p>Again, {SENTENCE}</p></article></body></html>"
    assert document(page.encode(), "a.html", settings).source.published is None


def test_pdf_joins_lines_and_sets_running_heads_aside(settings: Settings) -> None:
    read = document(
        pdf(["The council of {port} said on Monday that all of the fer-", "ries would run again from June."]), "a.pdf", settings
    )
    paragraphs = [read.slice(p.span) for p in read.passages if p.kind == "paragraph"]
    assert paragraphs == [
        f"The council of {port} said on Monday that all of the ferries would run again from June." for port in PORTS
    ]
    furniture = [(read.slice(p.span), p.page) for p in read.passages if p.kind == "boilerplate"]
    assert sorted(furniture) == sorted([("Harbour review 2024", n) for n in (1, 2, 3)] + [(str(n), n) for n in (1, 2, 3)])


def columns(paper: FPDF, x: float, y: float, paragraphs: list[str]) -> None:
    for text in paragraphs:
        paper.set_xy(x, y)
        paper.multi_cell(80, 5, text, align="L")
        y = paper.get_y() + 3


def test_pdf_columns_keep_their_paragraphs(settings: Settings) -> None:
    left = [
        "The town lit its streets with gas for longer than others did.",
        "In 2020 it spent a million on light. In 2023 it spent three million, although every fourth lamp had been put out.",
    ]
    right = ["The town should change all of its lamps by 2027, and begin with the roads.", "A loan would be paid back out of savings in seven years, at the prices of last winter, the office holds."]  # fmt: skip
    paper = FPDF()
    paper.add_page()
    paper.set_font("Helvetica", size=10)
    columns(paper, 20, 40, left)
    columns(paper, 110, 40, right)
    read = document(bytes(paper.output()), "a.pdf", settings)
    assert [read.slice(p.span) for p in read.passages] == left + right


def test_pdf_rows_are_tables_by_the_gaps_between_their_cells(settings: Settings) -> None:
    rows = [("Port", "Calls", "Tonnes a year"), ("East Quay", "120", "4,500"), ("West", "98", "3,900")]
    paper = FPDF()
    paper.add_page()
    paper.set_font("Helvetica", size=10)
    columns(paper, 20, 40, ["The council counted ships in both of its ports for a year."])
    paper.set_y(60)
    for row in rows:
        paper.set_x(20)
        for cell in row:
            paper.cell(40, 6, cell)
        paper.ln(6)
    columns(paper, 20, 90, ["It will count them again when the basin has been dredged."])
    read = document(bytes(paper.output()), "a.pdf", settings)
    assert [p.kind for p in read.passages] == ["paragraph", "table", "paragraph"]
    assert read.slice(read.passages[1].span) == "\n".join("\t".join(row) for row in rows)


def test_docx_styles_are_kinds(settings: Settings) -> None:
    paper = docx.Document()
    paper.add_heading("Harbour review", 0)
    paper.add_heading("Findings", 1)
    paper.add_paragraph(SENTENCE)
    table = paper.add_table(rows=2, cols=2)
    for i, word in enumerate(("Port", "Calls", "East", "120")):
        table.cell(i // 2, i % 2).text = word
    buffer = io.BytesIO()
    paper.save(buffer)
    read = document(buffer.getvalue(), "a.docx", settings)
    assert [p.kind for p in read.passages] == ["title", "heading", "paragraph", "table"]
    assert read.slice(read.passages[-1].span) == "Port\tCalls\nEast\t120"


def test_jsonl_rows_come_back_as_they_are(settings: Settings) -> None:
    texts = ["Cafe\u0301 \u00a0 x\r\n\r\ny ", "", "Share"]
    lines = [json.dumps({"id": i, "text": t, "before": "b", "topic": "sea"}) for i, t in enumerate(texts)]
    found = list(read_rows([*lines[:2], "{broken", lines[2]], uri="-", settings=settings))
    read = [d for d in found if isinstance(d, Document)]
    assert [d.text for d in read] == texts
    assert [str(d.key) for d in read] == ["0", "1", "2"]
    assert read[0].before == "b"
    assert read[0].source.metadata["topic"] == "sea"
    assert [p.kind for p in read[2].passages] == ["paragraph"]
    assert isinstance(found[2], Rejection)
    assert found[2].uri == "-#3"


def test_csv_names_its_columns(settings: Settings) -> None:
    chosen = load_settings(
        {"ingest.text_col": "body", "ingest.id_col": "no", "ingest.date_col": "day", "ingest.title_col": "head"}
    )
    data = f"no,day,head,body,desk\n7,2024-05-06,Ferries,{json.dumps(SENTENCE)},coast\n".encode()
    read = document(data, "a.csv", chosen)
    assert (read.key, read.text, read.source.title, read.source.published) == ("7", SENTENCE, "Ferries", "2024-05-06")
    assert read.source.date_method == "column"
    assert read.source.metadata == {"desk": "coast"}


@pytest.mark.parametrize(
    "line, authors, place, publisher, published, method",
    [
        ("By Ana Ruiz in Vigo and Li Na in Cadiz, Andalusia | Coast Times | Updated: 2024-05-06 09:00", ("Ana Ruiz", "Li Na"), "Vigo; Cadiz, Andalusia", "Coast Times", "2024-05-06T09:00", "updated"),
        ("By JANE DOE, Staff Writer", ("JANE DOE",), None, None, None, None),
        ("Story by Ngozi Obi | May 6, 2024", ("Ngozi Obi",), None, None, "2024-05-06", "byline"),
        ("Ministry of Ports, 6 May 2024", (), None, "Ministry of Ports", "2024-05-06", "byline"),
    ],
)  # fmt: skip
def test_bylines(
    line: str,
    authors: tuple[str, ...],
    place: str | None,
    publisher: str | None,
    published: str | None,
    method: str | None,
    settings: Settings,
) -> None:
    read = document(f"Ferries to return to the strait\n\n{line}\n\n{SENTENCE}\n\nLater, {SENTENCE}".encode(), "a.txt", settings)
    source = read.source
    assert (source.authors, source.place, source.publisher, source.published, source.date_method) == (
        authors,
        place,
        publisher,
        published,
        method,
    )


def test_works_leave_out_tracking_and_fragments() -> None:
    assert work_of("https://Coast.example/a?id=3&utm_source=x#top") == "https://coast.example/a?id=3"


@pytest.mark.parametrize(
    "text",
    [
        "name,price\ncafé,€5\nthé vert,€4\n",
        "The minister said “no” to a £3 levy – twice.\n",
        "São Tomé signed; Curaçao did not.",
    ],
)
def test_a_short_western_text_without_declaration_is_windows_1252(text: str) -> None:
    decoded, how = encoding.decode(text.encode("cp1252"), where="t.csv")
    assert decoded == text
    assert how == "cp1252/detected"
