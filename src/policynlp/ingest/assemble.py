"""Blocks of a structured source, set as one text with a layout hint for each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from policynlp.document import PassageKind
from policynlp.ingest.layout import LayoutHint
from policynlp.ingest.text import normalise


@dataclass(slots=True)
class Block:
    """A paragraph, heading, item or table row as a reader found it."""

    text: str
    kind: PassageKind | None = None
    sure: bool = False
    page: int | None = None
    tight: bool = False
    """Only a line end before it: items of a list, rows of a table."""
    bold: bool = False
    """All of it is in bold letters."""
    link: str | None = None
    """Address that the paragraph or a part of it leads to."""
    cells: tuple[str, ...] = ()
    """Cells of a table row with their line ends; `text` has them in one line."""
    lines: tuple[str, ...] = ()
    """Lines of a page of paper that were joined to it, where there are several."""


def assemble(blocks: Iterable[Block]) -> tuple[str, list[LayoutHint]]:
    """The text (normalised) and where each block is in it; empty blocks are dropped."""
    parts: list[str] = []
    hints: list[LayoutHint] = []
    at = 0
    for block in blocks:
        clean = "\n".join(line for line in normalise(block.text).split("\n") if line.strip())
        clean = clean if block.kind == "table" and block.tight else clean.strip()  # an empty first cell of a row below
        if not clean:
            continue
        if parts:
            gap = "\n" if block.tight else "\n\n"
            parts.append(gap)
            at += len(gap)
        parts.append(clean)
        hints.append(LayoutHint(start=at, end=at + len(clean), kind=block.kind, sure=block.sure, page=block.page))
        at += len(clean)
    return "".join(parts), hints
