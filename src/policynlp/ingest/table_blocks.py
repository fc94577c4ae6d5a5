"""Blocks of lines that are one table: rows of figures set one below the other, with the lines between and above them.

A line by itself may look like anything: the name of a part of the rows ("Coastal"), the second line of a header ("% of plan"), the
first half of a name. Between rows of figures, with no empty line, it belongs to the table.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from policynlp.ingest.tables import is_drawn, is_figure
from policynlp.ingest.units import Unit, is_terminal

_GAP = re.compile(r" {2,}|\t|[ ]?\|[ ]?|[.…]{3,}[ ]")
_VALUE = re.compile(r"[(△]?[-+−–]?[(]?[A-Z]{0,3}[$€£¥₹]?[ ]?\d[\d.,'’ \u00a0\u202f]*%?\)?[*†pre]?(?:[ ][\w/%.³²-]{1,9}){0,2}")
_CAPTION = re.compile(
    r"(?:Table|Tab\.|Figure|Fig\.|Chart|Box|Annex|Appendix|Exhibit|(?:Schedule|Annexure|Statement)(?=[ ][\"“']?[\dA-Z][\"”']?(?!\w)))"
    r"[ ]?[\"“']?[\dA-Z]",
    re.IGNORECASE,
)
_MARK = re.compile(r"\d{1,3}[.)]|\([a-z\d]{1,3}\)|[-–•*]|[a-zA-Z][.)]")
_NOTE = re.compile(r"\([a-z\d]\)\s|\d/\s|[*†‡]|(?:notes?|source)\b", re.IGNORECASE)
_DATED = re.compile(r"(?:19|20)\d\d|^(?:Q[1-4]|[1-4]Q)")
_MOST_NAME_WORDS = 8
_LEAST_ROWS = 2
_LEAST_CELLS = 3
_FAR = 12
"""Spaces before a word that stands over columns, not at the left edge as a title does."""
_LEAST_TITLE_WORDS = 3
_SHIFT = 1


def mark_blocks(rows: list[bool], units: Sequence[Unit], text: str) -> None:
    """Mark the lines of blocks that are tables.

    Args:
        rows: Whether each unit is a row; changed.
        units: Of the text, a line each where it may be a table.
        text: The text.
    """
    for first, last in _blocks(units, text):
        lines = [_line(text, unit) for unit in units[first:last]]
        figures = [_is_row_of_figures(line) for line in lines]
        least = max(_LEAST_ROWS, len(lines) / 2 - sum(map(is_drawn, lines)))
        if sum(figures) < least or not _aligned([line for line, row in zip(lines, figures, strict=True) if row]):
            continue
        top, end = 0, max(i for i, row in enumerate(figures) if row) + 1
        while top < end and not figures[top] and _is_above(lines[top]):
            top += 1
        while end < len(lines) and is_drawn(lines[end]):
            end += 1
        if not _has_header(lines[top:end], figures[top:end]):
            continue
        for i in range(top, end):
            rows[first + i] = rows[first + i] or not _is_prose(lines[i])


def _blocks(units: Sequence[Unit], text: str) -> Iterator[tuple[int, int]]:
    """Stretches of units with no empty line between them, of which nobody knows the kind."""
    free_units = [u.hint is None and (u.kind is None or is_drawn(u.text)) for u in units]  # lines that are drawn seem furniture
    first = 0
    for i in range(1, len(units) + 1):
        free = free_units[first]
        goes_on = i < len(units) and free_units[i] and text[units[i - 1].end : units[i].start].count("\n") == 1
        if goes_on and free:
            continue
        if i - first > _LEAST_ROWS and free:
            yield first, i
        first = i


def _line(text: str, unit: Unit) -> str:
    """A unit with the spaces before it, which tell where its cells stand."""
    start = text.rfind("\n", 0, unit.start) + 1
    return text[start : unit.end] if not text[start : unit.start].strip() else text[unit.start : unit.end]


def _cells(line: str) -> list[str]:
    """The cells of a line, without the number or mark of an item in front."""
    cells = [cell for cell in _GAP.split(line.strip()) if cell]
    return cells[1:] if cells and _MARK.fullmatch(cells[0]) else cells


def _is_row_of_figures(line: str) -> bool:
    """Whether a line has three cells at least, of which most behind the first are figures; no sentences with wide gaps."""
    cells = _cells(line)
    if len(cells) < _LEAST_CELLS:
        return False
    values = [cell for cell in cells if _VALUE.fullmatch(cell)]
    missing = [cell for cell in cells[1:] if is_figure(cell) and cell not in values]
    if line.rstrip()[-1] in ".!?" and cells[-1] not in (*values, *missing):
        return False
    return any(cell in values for cell in cells[1:]) and (len(values) + len(missing)) * 2 >= len(cells) - 1


def _has_header(lines: Sequence[str], figures: Sequence[bool]) -> bool:
    """Whether words of several columns, or dates, stand above the figures."""
    at = figures.index(True)
    above = [line for line in lines[:at] if len(_cells(line)) > 1 and not is_drawn(line)]
    first = _cells(lines[at])[1:]
    return bool(above) or (
        any(map(_DATED.search, first)) and all(_DATED.search(cell) or not _VALUE.fullmatch(cell) for cell in first)
    )


def _is_prose(line: str) -> bool:
    """Whether a line between rows is a sentence or a note: none that names a part of the rows or is half of a name."""
    words = line.split()
    if is_drawn(line) or len(_cells(line)) > 1:
        return False
    told = len(words) > _MOST_NAME_WORDS or (len(words) > _MOST_NAME_WORDS // 2 and any(map(str.isdigit, line)))
    return told or (len(words) > 1 and _NOTE.match(line.strip()) is not None) or (len(words) > 3 and is_terminal(line.strip()))


def _aligned(lines: Sequence[str]) -> bool:
    """Whether two rows at least end in one column, or begin their last cell there; those with tabs and bars need not."""
    if any("\t" in line or "|" in line for line in lines):
        return True
    ends = Counter(len(line.rstrip()) for line in lines)
    begins = Counter(line.rstrip().rfind("  ") for line in lines)
    near = max(sum(ends[n + k] for k in range(-_SHIFT, _SHIFT + 1)) for n in ends)
    return max(near, *begins.values()) >= min(_LEAST_ROWS, len(lines))


def _is_above(line: str) -> bool:
    """Whether a line at the top of a block is the title of the table, what leads to it or what is drawn above it, not a header."""
    words = line.strip()
    if is_drawn(line) or len([c for c in _GAP.split(words) if c]) > 1:
        return is_drawn(line) or _CAPTION.match(words) is not None
    over = len(line) - len(line.lstrip()) >= _FAR and len(words.strip("-─━=_ ").split()) < _LEAST_TITLE_WORDS
    return _CAPTION.match(words) is not None or is_terminal(words) or words[0] == "(" or not over
