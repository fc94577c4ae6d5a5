"""PDF: lines by their place on the page, joined to paragraphs; words divided at line ends made whole; running heads set aside.

pypdfium2 gives characters with boxes and font sizes. Baselines are compared, since a line that ends in a
soft hyphen comes as one with the next. A line opens a paragraph if the gap above it is wide, if it is
indented, or if the line before was short. Lines at the top or bottom of pages that recur are running heads.
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import pypdfium2
import pypdfium2.raw as pdfium

from policynlp.errors import Rejected
from policynlp.ingest.assemble import Block
from policynlp.ingest.metadata import Found
from policynlp.ingest.numbering import has_marker
from policynlp.ingest.units import is_terminal

EXTRACTION = f"pypdfium2/{pypdfium2.version.PYPDFIUM_INFO.version}"
_PASSWORD_ERROR = 4  # FPDF_ERR_PASSWORD
_EDGE_LINES = 2
_RUNNING_SHARE = 0.4
"""A line at the edge that recurs on this share of the pages (and twice at least) is a running head."""
_CELL_GAP = 1.8
"""A gap in a line of as many times its type size sets cells of a table apart; justified lines stay below one."""
_LOOSE = 0.6
"""A line wider than its characters at as much of their size each may have gaps: then each space is measured."""
_CELL_WORDS = 7
_COLUMN_POINTS = 20.0
_COLUMN_LINES = 4
_GAP = 1.35
_LARGER = 1.12
_FULL_SHARE = 0.88
_PAGE_NUMBER = re.compile(
    r"(?:page |p\. ?|seite )?[-–—|]? ?(?:\d{1,4}|[ivxlc]{1,6}) ?(?:(?:of|/) ?\d{1,4})? ?[-–—|]?", re.IGNORECASE
)
_HYPHENS = "\u00ad\x02\ufffe\ufffd"


@dataclass(slots=True)
class Line:
    """A line of a page; lengths in points."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    bold: bool
    page: int
    running: bool = False


def read_pdf(data: bytes, *, where: str, max_chars: int) -> tuple[list[Block], Found]:
    """Paragraphs, headings and running heads of a PDF, and what its properties say.

    Raises:
        Rejected: `encrypted`, `corrupt`, `oversized`, or `empty` for scans without text.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD_ERROR or "assword" in str(error):
            raise Rejected(
                "encrypted", "the PDF is locked by a password", where=where, hint="Save an unlocked copy."
            ) from error
        raise Rejected("corrupt", "the PDF cannot be opened", where=where, hint="Get the file again.") from error
    try:
        lines: list[Line] = []
        chars = 0
        for number in range(len(document)):
            page = list(_page_lines(document, number, max_chars - chars, where))
            chars += sum(len(line.text) for line in page)
            lines += page
        properties = document.get_metadata_dict()
        pages = len(document)
    except pypdfium2.PdfiumError as error:
        raise Rejected(
            "corrupt", f"a page of the PDF cannot be read: {error}", where=where, hint="Get the file again."
        ) from error
    finally:
        document.close()
    if not lines:
        raise Rejected("empty", "the PDF has no text; it may be a scan", where=where, hint="Run OCR on it first (ocrmypdf).")
    _mark_running(lines, pages)
    return list(_paragraphs(lines)), _properties(properties)


def _properties(properties: dict[str, str]) -> Found:
    found = Found()
    title = (properties.get("Title") or "").strip()
    if (
        len(title) >= 8
        and " " in title
        and not re.search(r"\.(?:docx?|pdf|indd|qxd|tex)$|^Microsoft Word", title, re.IGNORECASE)
    ):
        found.title = title
    author = (properties.get("Author") or "").strip()
    if " " in author:
        found.authors = (author,)
    if properties.get("CreationDate"):
        found.metadata["pdf_created"] = properties["CreationDate"]
    return found


def _page_lines(document: pypdfium2.PdfDocument, number: int, room: int, where: str) -> Iterator[Line]:
    page = document[number]
    try:
        textpage = page.get_textpage()
        try:
            count = textpage.count_chars()
            if count > room:
                raise Rejected("oversized", "the PDF has too much text", where=where, hint="Raise ingest.max_chars to take it.")
            codes = [pdfium.FPDFText_GetUnicode(textpage, i) for i in range(count)]
            start = 0
            for i in range(count + 1):
                if i == count or codes[i] in (10, 13):
                    if i > start:
                        line = _line(textpage, codes, start, i, number + 1)
                        if line is not None:
                            yield line
                    start = i + 1
        finally:
            textpage.close()
    finally:
        page.close()


def _line(textpage: pypdfium2.PdfTextPage, codes: list[int], start: int, end: int, page: int) -> Line | None:
    text = "".join(chr(c) for c in codes[start:end] if c)
    if not text.strip():
        return None
    seen = [i for i in range(start, end) if codes[i] not in (0, 2, 32, 160, 0xFFFE)]
    boxes = [_box(textpage, i) for i in (sorted({seen[0], seen[-1], seen[len(seen) // 2]}) if seen else [start])]
    size_of = [
        pdfium.FPDFText_GetFontSize(textpage, i) * _scale(textpage, i) for i in (seen[:: max(1, len(seen) // 4)] or [start])
    ]
    size = round(median(size_of), 1)
    if seen and size > 0 and boxes[-1][1] - boxes[0][0] > _LOOSE * size * len(seen):
        text = _with_tabs(textpage, codes, start, end, size)
    weight = pdfium.FPDFText_GetFontWeight(textpage, seen[len(seen) // 2] if seen else start)
    return Line(
        text=text.strip(),
        left=min(b[0] for b in boxes),
        right=max(b[1] for b in boxes),
        bottom=min(b[2] for b in boxes),
        top=max(b[3] for b in boxes),
        size=size,
        bold=weight >= 600 or "bold" in _font(textpage, seen[len(seen) // 2] if seen else start).lower(),
        page=page,
    )


def _with_tabs(textpage: pypdfium2.PdfTextPage, codes: list[int], start: int, end: int, size: float) -> str:
    """The text of a line, with a tab for each gap that is too wide for a space."""
    out: list[str] = []
    last: int | None = None
    for i in range(start, end):
        code = codes[i]
        if code in (32, 160, 9):
            continue
        if last is not None and i - last > 1:
            wide = _box(textpage, i)[0] - _box(textpage, last)[1] > _CELL_GAP * size
            out.append("\t" if wide else " ")
        if code:
            out.append(chr(code))
        last = i
    return "".join(out)


def _box(textpage: pypdfium2.PdfTextPage, i: int) -> tuple[float, float, float, float]:
    left, bottom, right, top = textpage.get_charbox(i, loose=True)
    return left, right, bottom, top


def _scale(textpage: pypdfium2.PdfTextPage, i: int) -> float:
    matrix = pdfium.FS_MATRIX()
    return abs(matrix.d) or 1.0 if pdfium.FPDFText_GetMatrix(textpage, i, matrix) else 1.0


def _font(textpage: pypdfium2.PdfTextPage, i: int) -> str:
    buffer, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(textpage, i, buffer, 128, ctypes.byref(flags))
    return buffer.value.decode("utf-8", "replace")


def _mark_running(lines: list[Line], pages: int) -> None:
    """Mark page numbers, and lines at the edges that recur from page to page with other digits."""
    by_page: dict[int, list[Line]] = {}
    for line in lines:
        by_page.setdefault(line.page, []).append(line)
    seen: Counter[str] = Counter()
    edges: list[tuple[Line, str]] = []
    for group in by_page.values():
        ordered = sorted(group, key=lambda x: -x.top)
        near = ordered[:_EDGE_LINES] + (ordered[-_EDGE_LINES:] if len(ordered) > _EDGE_LINES else [])
        keys = {re.sub(r"\d+", "#", " ".join(line.text.split()).casefold()): line for line in near}
        seen.update(keys.keys())
        edges += [(line, key) for key, line in keys.items()]
    for line, key in edges:
        recurs = pages > 1 and seen[key] >= max(2, _RUNNING_SHARE * pages)
        line.running = recurs or bool(_PAGE_NUMBER.fullmatch(line.text.strip()))


def _paragraphs(lines: list[Line]) -> Iterator[Block]:
    body = [line for line in lines if not line.running]
    if not body:
        yield from (Block(line.text, "boilerplate", sure=True, page=line.page) for line in lines)
        return
    weights: Counter[float] = Counter()
    for line in body:
        weights[line.size] += len(line.text)
    usual = weights.most_common(1)[0][0]
    steps = [(a.bottom - b.bottom, a, b) for a, b in pairwise(body) if a.page == b.page]
    gaps = [step for step, a, _ in steps if 0 < step < 4 * usual and a.size == usual]
    gap = _common_gap(gaps) or 1.2 * usual
    edges = _right_edges(body)
    rows = _rows(lines)
    group: list[Line] = []
    aside: list[Line] = []
    row_before = False
    for line in lines:
        if line.running:
            line.text = line.text.replace("\t", " ")
            aside.append(line)
            continue
        if id(line) in rows:
            if group:
                yield _block(group, usual)
            yield from (Block(x.text, "boilerplate", sure=True, page=x.page) for x in aside)
            yield Block(line.text, "table", sure=True, page=line.page, tight=row_before)
            group, aside, row_before = [], [], True
            continue
        line.text, row_before = line.text.replace("\t", " "), False
        if group and not _joins(group, line, gap=gap, width=edges(line)):
            yield _block(group, usual)
            yield from (Block(x.text, "boilerplate", sure=True, page=x.page) for x in aside if x.page <= group[-1].page)
            aside = [x for x in aside if x.page > group[-1].page]
            yield from (Block(x.text, "boilerplate", sure=True, page=x.page) for x in aside)
            aside, group = [], []
        elif not group:
            yield from (Block(x.text, "boilerplate", sure=True, page=x.page) for x in aside)
            aside = []
        group.append(line)
    if group:
        yield _block(group, usual)
    yield from (Block(x.text, "boilerplate", sure=True, page=x.page) for x in aside)


def _right_edges(body: list[Line]) -> Callable[[Line], float]:
    """How far lines reach in the column that a line stands in: columns of a page are told apart by where lines begin."""
    columns: dict[int, list[float]] = {}
    for line in body:
        columns.setdefault(round(line.left / _COLUMN_POINTS), []).append(line.right)
    ends = {k: sorted(v)[int(len(v) * 0.9)] for k, v in columns.items() if len(v) >= _COLUMN_LINES}
    widest = sorted(line.right for line in body)[int(len(body) * 0.9)]

    def edge(line: Line) -> float:
        at = round(line.left / _COLUMN_POINTS)
        fitting = [k for k in ends if k <= at + 1 and ends[k] > line.left]
        return ends[max(fitting)] if fitting else widest

    return edge


def _rows(lines: list[Line]) -> set[int]:
    """Which lines are rows of tables: two in a row at least with cells of few words; two columns of prose have longer ones."""
    cells = [_cells(line) for line in lines]
    found: set[int] = set()
    for i, (line, n) in enumerate(zip(lines, cells, strict=True)):
        near = [cells[j] for j in (i - 1, i + 1) if 0 <= j < len(lines) and lines[j].page == line.page]
        if n >= 2 and any(m >= 2 and abs(m - n) <= 1 and max(m, n) >= 2 for m in near):
            found.add(id(line))
    return found


def _cells(line: Line) -> int:
    if line.running or "\t" not in line.text:
        return 1
    cells = line.text.split("\t")
    short = all(len(c.split()) <= _CELL_WORDS for c in cells) and not any(is_terminal(c) and len(c.split()) > 3 for c in cells)
    return len(cells) if short else 1


def _common_gap(gaps: list[float]) -> float | None:
    rounded = Counter(round(g, 0) for g in gaps)
    return rounded.most_common(1)[0][0] if rounded else None


def _joins(group: list[Line], line: Line, *, gap: float, width: float) -> bool:
    last = group[-1]
    if abs(last.size - line.size) > 0.6 or (last.bold != line.bold and not _open(last.text)):
        return False
    if _divided(last.text):
        return True
    if last.page != line.page or line.bottom > last.bottom:  # next page or column
        return (
            not is_terminal(last.text)
            and not has_marker(line.text)
            and (line.text[:1].islower() or last.right >= width * _FULL_SHARE)
        )
    if last.bottom - line.bottom > gap * _GAP and line.size <= last.size + 0.6:
        larger = line.size / max(gap, 1) > 0.9
        if not larger or last.bottom - line.bottom > line.size * 1.7:
            return False
    if has_marker(line.text) and (is_terminal(last.text) or last.right < width * _FULL_SHARE or len(group) == 1):
        return False
    indented = line.left - min(x.left for x in group) > line.size * 0.8 and len(group) > 1
    return not (indented and is_terminal(last.text)) and not (is_terminal(last.text) and last.right < width * _FULL_SHARE)


def _open(text: str) -> bool:
    return text[-1:] in ",;-–" or text[-1:] in _HYPHENS


def _divided(text: str) -> bool:
    return text[-1:] in _HYPHENS or (text[-1:] == "-" and text[-2:-1].isalpha())


def _block(group: list[Line], usual: float) -> Block:
    text = group[0].text
    for line in group[1:]:
        text = _join(text, line.text)
    first = group[0]
    text = "".join(c for c in text if c not in _HYPHENS)
    larger = first.size >= usual * _LARGER
    words = len(text.split())
    heading = (larger or first.bold) and words <= 25 and not text.endswith((".", ";", ","))
    lines = tuple(line.text for line in group) if len(group) > 1 else ()
    return Block(text, "heading" if heading else None, page=first.page, lines=lines)


def _join(text: str, following: str) -> str:
    """Put a line behind another: a soft hyphen goes; a hard one goes between lower-case letters.

    "sub-regional" divided at its own hyphen loses it: nothing on the page tells the two apart.
    """
    if text[-1:] in _HYPHENS:
        return text[:-1] + following
    if text[-1:] == "-" and text[-2:-1].islower() and following[:1].islower():
        return text[:-1] + following
    return text + following if text[-1:] in "-–" and text[-2:-1].isalnum() else f"{text} {following}"
