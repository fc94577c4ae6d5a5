"""DOCX: paragraphs by their styles, tables in their place (python-docx)."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

import docx
from docx.document import Document as DocxDocument
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml import etree

from policynlp.document import PassageKind
from policynlp.errors import Rejected
from policynlp.ingest.assemble import Block
from policynlp.ingest.metadata import Found
from policynlp.ingest.readers.styles import kind_of_style
from policynlp.ingest.tables import MOST_COLUMNS, MOST_HEADER_CHARS, is_figure
from policynlp.untrusted import refuse_entities, unfold

EXTRACTION = f"python-docx/{version('python-docx')}"
_HYPERLINK = qn("w:hyperlink")
_UNREAD = re.compile(r"word/(?:media|embeddings|fonts)/")
"""Parts without text; they stay folded."""


def read_docx(data: bytes, *, where: str, max_bytes: int) -> tuple[list[Block], Found]:
    """Blocks and properties of a DOCX file.

    Raises:
        Rejected: `corrupt`; `oversized` where it unfolds too far; `not_allowed` for entities and for names that lead out of
            the archive; `encrypted`.
    """
    try:
        document = docx.Document(_checked(data, where=where, max_bytes=max_bytes))
        blocks = list(_blocks(document))
    except Rejected:
        raise
    except (zipfile.BadZipFile, KeyError, ValueError, etree.LxmlError, OSError, AttributeError, RecursionError) as error:
        if isinstance(error, etree.LxmlSyntaxError) and error.code == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from error
        raise Rejected("corrupt", "the DOCX file cannot be opened", where=where, hint="Save it again.") from error
    core = document.core_properties
    found = Found(title=core.title or None, language=None)
    if core.author and core.author != "python-docx":
        found.authors = (core.author,)
    if core.created is not None:
        found.metadata["docx_created"] = core.created.isoformat()
    return blocks, found


def _checked(data: bytes, *, where: str, max_bytes: int) -> io.BytesIO:
    """The package written anew from what was unfolded within limits, for a reader that checks nothing itself."""
    wanted = lambda name: not _UNREAD.match(name)  # noqa: E731
    parts = unfold(data, max_bytes=max(max_bytes, len(data)) * 4, where=where, wanted=wanted)
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as archive:
        for name, content in parts.items():
            if name.endswith((".xml", ".rels")):
                refuse_entities(content or b"", where=where)
            archive.writestr(name, content or b"")
    package.seek(0)
    return package


def _blocks(document: DocxDocument) -> Iterator[Block]:
    kinds: dict[str | None, PassageKind | None] = {}  # by id, since looking a style up takes longer than reading a paragraph
    for item in document.iter_inner_content():
        if isinstance(item, Paragraph):
            style = item._p.style
            if style not in kinds:
                kinds[style] = kind_of_style((item.style.name if item.style is not None else "") or "")
            kind = kinds[style]
            links = item._p.findall(_HYPERLINK)
            link = next((h.address for h in item.hyperlinks if h.address), None) if links else None
            yield Block(item.text, kind, sure=kind == "boilerplate", link=link)
        elif isinstance(item, Table):
            yield from _rows(item)


def _rows(table: Table) -> Iterator[Block]:
    """Rows as wide as the grid: words of a merged cell stand in each place of it, a figure or a long text in the first."""
    above: list[Any] = []
    for i, row in enumerate(table.rows):
        within = row.cells[:MOST_COLUMNS]
        merged = [(cell._tc, " ".join(cell.text.split())) for cell in within]
        places = [tc for tc, _ in merged]
        if len({id(tc) for tc in places}) == 1:
            merged = merged[:1]
        cells = []
        for j, (tc, words) in enumerate(merged):
            again = (j > 0 and tc is places[j - 1]) or (j < len(above) and tc is above[j])
            cells.append("" if again and (is_figure(words) or len(words) > MOST_HEADER_CHARS) else words)
        above = places
        # paragraphs within cells tell something only where a row is a label and what it labels
        as_they_are = (
            tuple(c.text for j, c in enumerate(within) if j == 0 or places[j] is not places[0]) if len(within) < 3 else ()
        )
        yield Block("\t".join(cells), "table", sure=True, tight=i > 0, cells=as_they_are)
