"""Cells of a table that is set as text: how lines are cut into them, and which of them are figures.

Cells are set apart by tabs, bars or runs of spaces: three, or two beside a figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policynlp.document import Passage
from policynlp.months import MONTH

PLAIN_YEAR = re.compile(r"(?:19|20)\d\d(?:[-–/](?:19|20)?\d\d)?")
YEAR = re.compile(rf"{PLAIN_YEAR.pattern}(?:[*†‡a-z]|[ ]?\([a-z]\))?")
"""With a mark that it is preliminary, an estimate or has a note: "2025p", "2025*", "2025 (r)"."""
_NUMBER = r"\d{1,3}(?:[ \u00a0\u202f'’]\d{3})+(?:[.,]\d{1,2})?|\d{1,3}(?:\.\d{3})+,\d{1,2}|\d{1,3}(?:\.\d{3}){2,}|\d[\d,]*(?:\.\d+)?|\.\d+"
FIGURE = re.compile(
    rf"(?P<sign>[-–−+△]?)[ ]?(?P<money>[$€£¥₹₦]?)[ ]?(?P<number>{_NUMBER})"
    r"[ ]?(?P<unit>%?)(?:[*†‡]|[ ]?\([a-z]\)|[ ][pre](?![\w.])|[ ]?\((?P<year>(?:19|20)\d\d)\))?"
)
WITH_UNIT = re.compile(
    FIGURE.pattern.split("[ ]?(?P<unit>")[0]
    + rf"[ ](?P<unit>(?!(?:of|to|or|and|in|on|out|as|(?i:{MONTH}))\b)[^\W\d_][\w/.²³ -]{{0,40}})(?P<year>(?!))?"
)
"""A figure with its unit in words: "214 km", "3.5 million euros"."""


_BOUNDARY = re.compile(
    r"\t|[ ]?\|[ ]?| {3,}| {2}(?=[-–−+]?[$€£¥]?\d)|(?<=[\d%]) {2}(?=\S)|(?<=\d)[ ](?=\(\d[\d,]*(?:\.\d+%?|%)\))"
)
_CLOSING = re.compile(r"(?<=\d)(?:\"[.;]|”[.;]?)\s*$")
"""Behind the last figure of a table that a law quotes: `1,200".`."""
_BAR = re.compile(r"\|")
_RULE = re.compile(r"[\s|+\-=_:─━┼┬┴│]*|\s*[.·]{5,}\s*")
_MISSING = re.compile(r"[-–—.…*]+|n\.?[ ]?[ad]\.?|n/a|nil|x|:", re.IGNORECASE)
_MOST_LABELS = 3
MOST_CELLS = 20_000
"""Of one table: a larger one is data, not text."""
SHIFT = 2
"""Characters by which cells that stand one below the other may be shifted."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table.

    Attributes:
        headers: Rows of column headers, the topmost first; of equal width.
        rows: The rows below, as wide at most; a name that stands for several rows is repeated in each.
        labels: How many columns name the rows, from the left; one at least.
        unit: That a line above the headers or their corner states for all columns; else empty.
    """

    headers: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]
    labels: int
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its span in the text, without the spaces around."""

    start: int
    end: int
    text: str


def is_line(words: str) -> bool:
    """Whether words are a line drawn with dashes or dots."""
    return bool(words.strip()) and _RULE.fullmatch(words) is not None


def is_figure(cell: Cell) -> bool:
    """Whether a cell is a number that is no year."""
    return PLAIN_YEAR.fullmatch(cell.text) is None and figure_in(cell.text) is not None


def is_number(cell: Cell) -> bool:
    """Whether a cell is a figure, in brackets perhaps."""
    bracketed = cell.text[:1] == "(" and cell.text[-1:] == ")"
    return is_figure(Cell(cell.start, cell.end, cell.text[1:-1]) if bracketed else cell)


def figure_in(words: str) -> re.Match[str] | None:
    """The figure that a cell is, with groups sign, money, number, unit and year; null for other words."""
    return FIGURE.fullmatch(words) or WITH_UNIT.fullmatch(words)


def cells_of(line: str, offset: int) -> Iterator[Cell]:
    """The cells of a line that begins at an offset."""
    inner = line.strip(" ")
    start = line.index(inner[0]) if inner else 0
    if inner[:1] == "|":
        start += 1
    end = len(line.rstrip()) - (inner[-1:] == "|")
    boundary = _BAR if "|" in inner else _BOUNDARY  # between bars, spaces only line the columns up
    for match in [*boundary.finditer(line, start, end), None]:
        stop = match.start() if match else end
        cell = line[start:stop]
        left = start + len(cell) - len(cell.lstrip())
        cell = _CLOSING.sub("", cell)
        yield Cell(offset + left, offset + left + len(cell.strip()), cell.strip())
        start = match.end() if match else end


def edges_of(text: str, row: Sequence[Cell]) -> list[tuple[int, int]]:
    """The columns of characters in which each cell begins and ends."""
    return [(left, left + len(c.text)) for c, left in ((c, column_of(text, c)) for c in row)]


def column_of(text: str, cell: Cell) -> int:
    """Characters before a cell in its line."""
    return cell.start - (text.rfind("\n", 0, cell.start) + 1)


def are_one_below_the_other(a: tuple[int, int], b: tuple[int, int]) -> bool:
    """Whether two cells of two lines begin, or end, in the same column."""
    return abs(a[0] - b[0]) <= SHIFT or abs(a[1] - b[1]) <= SHIFT


def rows_of(text: str, passage: Passage) -> Iterator[list[Cell]]:
    """The cells of each line of a passage, without the lines that are drawn."""
    at = passage.start
    for line in text[passage.start : passage.end].split("\n"):
        if not _RULE.fullmatch(line):
            yield list(cells_of(line, at))
        at += len(line) + 1


def label_columns(body: Sequence[Sequence[Cell]], width: int) -> int:
    """Columns of words, years or ranks, from the left, before the first one of figures; one at least."""
    full = [r for r in body if len(r) == width]
    for j in range(1, min(width - 1, _MOST_LABELS)):
        filled = [r[j] for r in full if r[j].text and not _MISSING.fullmatch(r[j].text)]
        if 2 * sum(map(is_number, filled)) >= len(filled):
            return j
    return max(1, min(width - 1, _MOST_LABELS))


def with_names_above(row: list[Cell], above: Sequence[Cell], labels: int) -> None:
    """Give a row the names of the row above where its own are left empty, as they are where one name stands for several.

    Args:
        row: Its cells; changed.
        above: The names of the row above.
        labels: How many columns name the rows.
    """
    if labels > 1 and len(row) > labels and any(c.text for c in row[1:labels]):
        for j in range(labels - 1):
            if row[j].text:
                break
            if j < len(above):
                row[j] = above[j]


_LEADERS = re.compile(r"[.…·]{3,}|(?<=[ ])[.…]{1,}(?=[ ])|(?:[ ]\.){3,}|(?<=[ ])[|¦│](?=[ ])")


def spaced_cells(text: str, passage: Passage) -> Iterator[tuple[tuple[int, int], list[Cell]]]:
    """The lines of a passage that is set with spaces, with their cells; without those that are drawn.

    Dots that lead from a name to its figure and bars between groups of columns count as spaces.
    """
    at = passage.start
    for line in text[passage.start : passage.end].split("\n"):
        if not _RULE.fullmatch(line):
            bare = _LEADERS.sub(lambda m: " " * len(m[0]), line)
            cells = list(cells_of(bare, at)) if bare.strip() else []
            yield (at, at + len(line)), [c for c in cells if c.text]
        at += len(line) + 1


_POINTS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_MILLIONS = re.compile(r"\d{1,3}(?:\.\d{3}){2,}|\d{1,3}(?:\.\d{3})+,\d{1,2}")
DECIMAL_COMMA = re.compile(r"\d+,\d{1,2}")


def thousands_by_points(grid: Grid) -> bool:
    """Whether points set thousands apart in a table: some figure cannot be read otherwise, and nothing speaks for decimals."""
    found = [m["number"] for row in grid.rows for c in row[grid.labels :] if (m := figure_in(c.text))]
    pointed = [n for n in found if "." in n]
    if not all((_POINTS.fullmatch(n) and n[0] != "0") or _MILLIONS.fullmatch(n) for n in pointed):
        return False
    if any("," in n and not DECIMAL_COMMA.fullmatch(n) and not _MILLIONS.fullmatch(n) for n in found):
        return False
    return bool(pointed) and any(_MILLIONS.fullmatch(n) or DECIMAL_COMMA.fullmatch(n) for n in found)
