"""What all readers give, as lines: exports of every format say the same things on lines of their own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from policynlp.document import PassageKind
from policynlp.ingest.assemble import Block
from policynlp.ingest.text import normalise

_MOST_LABEL_CHARS = 60
_WRAPPED_CHARS = (45, 110)
"""Lengths between which the lines of a text are taken to be wrapped: of what is printed 50 to 100 letters wide."""


@dataclass(slots=True)
class Line:
    """A line of an export.

    Attributes:
        text: Normalised, without space at its ends; a label and its value in cells of a table have a tab between them.
        apart: Whether a new paragraph begins with it.
        kind: By mark-up.
        bold: All of it is in bold letters.
        link: Where it leads.
        unit: Number of the element of the page that holds one article, 0 outside of any.
        role: What its class on the page says: `author`, `paragraph` or nothing.
    """

    text: str
    apart: bool = True
    kind: PassageKind | None = None
    bold: bool = False
    link: str | None = None
    unit: int = 0
    role: str = ""


def lines_of_blocks(blocks: Iterable[Block]) -> list[Line]:
    """Lines of a document with paragraphs and tables."""
    return [line for block in blocks for line in _of_block(block)]


def lines_of_paper(blocks: Iterable[Block], *, kept: Callable[[str], bool]) -> list[Line]:
    """Lines of pages of paper, where several short ones may have been joined to one paragraph: labels, bylines, dates.

    A paragraph whose lines but the last are wide is one of prose, and stays joined.

    Args:
        blocks: As read from the pages.
        kept: Whether a running head or foot belongs to an article: what ends each recurs, too.
    """
    out: list[Line] = []
    for block in blocks:
        printed = [clean for line in block.lines if (clean := normalise(line).strip())]
        if block.kind == "boilerplate":
            out += [Line(line.text) for line in _of_block(block) if kept(line.text)]
        elif not printed or all(len(line) >= _WRAPPED_CHARS[0] for line in printed[:-1]):
            out += _of_block(block)
        else:
            wide = [False, *(len(line) >= _WRAPPED_CHARS[0] for line in printed)]
            out += [Line(line, not goes_on, block.kind) for line, goes_on in zip(printed, wide, strict=False)]
    return out


def lines_of_text(text: str) -> list[Line]:
    """Lines of a plain text; blank ones part its paragraphs."""
    out: list[Line] = []
    apart = True
    for raw in re.split(r"\r\n?|\n|\f", text):
        clean = normalise(raw).strip()
        if clean:
            out.append(Line(clean, apart))
        apart = not clean or raw.startswith("\f")
    return out


def row_lines(cells: Sequence[Sequence[str]]) -> Iterator[str]:
    """Lines of a table row: a short first cell is the label of the first line of the second."""
    filled = [[line for line in cell if line] for cell in cells]
    filled = [cell for cell in filled if cell]
    if len(filled) == 2 and len(filled[0]) == 1 and len(filled[0][0]) <= _MOST_LABEL_CHARS:
        yield f"{filled[0][0]}\t{filled[1][0]}"
        yield from filled[1][1:]
    elif len(filled) == 1 or any(len(cell) > 1 for cell in filled):
        for cell in filled:
            yield from cell
    elif filled:
        yield "\t".join(next(iter(filter(None, cell)), "") for cell in cells).rstrip()


def paragraphs(lines: Sequence[Line]) -> list[Block]:
    """Blocks of a body; lines that were wrapped at the width of a page are joined."""
    out: list[Block] = []
    group: list[Line] = []
    for line in lines:
        if line.apart and group:
            out += _joined(group)
            group = []
        group.append(line)
    return out + _joined(group)


def _of_block(block: Block) -> Iterator[Line]:
    if block.cells:
        cells = [[normalise(part).strip() for part in cell.split("\n")] for cell in block.cells]
        for i, text in enumerate(row_lines(cells)):
            yield Line(text, kind="table" if "\t" in text else None, link=None if i else block.link)
        return
    first = True
    for part in normalise(block.text).split("\n"):
        if part.strip():
            yield Line(part.strip(), first, block.kind, block.bold, block.link)
            first = False


def _joined(group: Sequence[Line]) -> list[Block]:
    low, high = _WRAPPED_CHARS
    if len(group) > 1 and all(low <= len(line.text) <= high for line in group[:-1]):
        return [Block(" ".join(line.text for line in group), group[0].kind)]
    return [Block(line.text, line.kind, sure=line.kind == "table") for line in group]
