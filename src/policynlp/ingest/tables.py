"""Rows of tables in plain text: cells set apart by tabs, bars or runs of spaces, or lines made of figures."""

from __future__ import annotations

import re

_GAP = re.compile(r"\S {3,}(?=\S)")
_RULE = re.compile(r"[\s|+\-=_:─━┼┬┴│]{5,}")
_FIGURE = re.compile(r"[-+−]?[$€£¥]?\d[\d.,]*%?|[-–—.…]|n/?a")
_SIGNED = re.compile(
    r"\b(?:19|20)\d\d[-/]\d\d?[-/]\d|\b\d{1,2}:\d\d\b|\b(?:updated|published|posted|issued|by)\b", re.IGNORECASE
)
"""In a line with bars that is a byline, not a row."""
_MEASURED = re.compile(r"[-+−]?(?:[$€£¥]|[A-Z][A-Za-z]{0,2})?[ ]?\d[\d.,]*%?(?:[ ][\w%/.°()-]+){0,4}")
_SEASON = re.compile(r"(?:19|20)\d\d(?:[-/–]\d\d(?:\d\d)?)?|[-–—.…]|n/?a")
_LINE = re.compile(r"[-=_─━.·]{5,}(?:[ ]+[-=_─━.·]{3,})*")
"""A line drawn below a header or above a total, of dashes or dots."""
_GAP_PAIR = re.compile(r"\S.*?\S?[ ]{3,}(?P<figure>\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?|\S+)")
_NUMBERED_CAPTION = re.compile(r"(?:Table|Tab\.|Figure|Fig\.|Chart|Box)[ ]?[\dA-Z][\d.]*\b", re.IGNORECASE)
_MIN_CELLS = 3
_MIN_FIGURES = 3
_MAX_CHARS = 600
MOST_COLUMNS = 64
"""Of a cell that spans several; no table that is read by people has more."""
MOST_HEADER_CHARS = 200
"""A longer text in a spanning cell is no header, and is not repeated."""


def is_figure(cell: str) -> bool:
    """Whether a cell holds a figure or a sign that it is missing, not words."""
    return _FIGURE.fullmatch("".join(cell.split())) is not None


def is_row(line: str) -> bool:
    """Whether a line looks like the row of a table by itself.

    Three cells at least (two tabs, two bars, two gaps of three spaces), or half of its words and three of them figures.
    """
    line = line.strip()
    if not line or len(line) > _MAX_CHARS:
        return False
    if line.count("\t") >= _MIN_CELLS - 1 or (line[0] == "|" and line.count("|") >= 2) or _is_rule(line):
        return True
    if line.count(" | ") >= _MIN_CELLS - 1 and any(c.isdigit() for c in line):
        measured = all(_MEASURED.fullmatch(cell) or _SEASON.fullmatch(cell) for cell in line.split(" | ")[1:])
        return measured or not _SIGNED.search(line)
    if len(_GAP.findall(line)) >= _MIN_CELLS - 1:
        return True
    words = line.split()
    figures = sum(bool(_FIGURE.fullmatch(w)) and any(c.isdigit() for c in w) for w in words)
    return figures >= _MIN_FIGURES and figures * 2 >= len(words) and line[-1] not in ".!?;,"


def is_weak_row(line: str) -> bool:
    """Two cells, which count next to a sure row."""
    line = line.strip()
    return (
        bool(line)
        and len(line) <= _MAX_CHARS
        and not _NUMBERED_CAPTION.match(line)
        and (line.count("\t") >= 1 or len(_GAP.findall(line)) >= 1 or line.count("|") >= 1)
    )


def is_pair(line: str) -> bool:
    """Two cells with a bar between them, the second a figure, perhaps with a unit: a row, where several stand one below the other."""
    cells = [cell.strip() for cell in line.strip().split("|")]
    return len(cells) == 2 and bool(cells[0]) and len(line) <= _MAX_CHARS and _MEASURED.fullmatch(cells[1]) is not None


def is_gap_pair(line: str) -> bool:
    """A name and a figure set apart by three spaces or more: a row below a header of two such cells; no year, as in lists of winners."""
    gap = _GAP_PAIR.fullmatch(line.strip()) if len(line) <= _MAX_CHARS else None
    if gap is None or _NUMBERED_CAPTION.match(line.strip()) or _SEASON.fullmatch(gap["figure"]):
        return False
    return is_figure(gap["figure"]) and any(c.isdigit() for c in gap["figure"])


def is_gap_header(line: str) -> bool:
    """Two cells of words set apart by three spaces or more: "Origin      Thousand tons"."""
    cells = re.split(r" {3,}", line.strip()) if len(line) <= _MAX_CHARS else []
    return len(cells) == 2 and not any(c.isdigit() for c in line) and all(any(map(str.isalpha, cell)) for cell in cells)


def is_drawn(line: str) -> bool:
    """Whether a line is drawn with dashes or dots: part of a table, where rows stand on either side."""
    return _LINE.fullmatch(line.strip()) is not None


def _is_rule(line: str) -> bool:
    return bool(_RULE.fullmatch(line)) and any(c in "|+│┼" for c in line)
