"""The grid of a table that is set as text: cells in their columns, the rows of headers, the columns that name the rows.

Cells are set apart by tabs, bars or runs of spaces. What a page leaves empty is told by how the rows fit together: a header row
that is one cell short of the rows below has no word over their names, a header that spans two columns stands over both.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from policynlp.document import Passage
from policynlp.months import MONTH

PLAIN_YEAR = re.compile(r"(?:19|20)\d\d(?:[-–/](?:19|20)?\d\d)?")
YEAR = re.compile(rf"{PLAIN_YEAR.pattern}(?:[*†‡a-z]|[ ]?\([a-z]\))?")
"""With a mark that it is preliminary, an estimate or has a note: "2025p", "2025*", "2025 (r)"."""
FIGURE = re.compile(
    r"(?P<sign>[-–−+]?)(?P<money>[$€£¥]?)[ ]?(?P<number>\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d{1,2})?|\d[\d,]*(?:\.\d+)?|\.\d+)"
    r"[ ]?(?P<unit>%?)(?:[*†‡]|[ ]?\([a-z]\)|[ ]?\((?P<year>(?:19|20)\d\d)\))?"
)
WITH_UNIT = re.compile(
    FIGURE.pattern.split("[ ]?(?P<unit>")[0]
    + rf"[ ](?P<unit>(?!(?:of|to|or|and|in|on|out|as|(?i:{MONTH}))\b)[^\W\d_][\w/.²³ -]{{0,40}})(?P<year>(?!))?"
)
"""A figure with its unit in words: "214 km", "3.5 million euros"."""
_TENS = re.compile(r"(?:1|10|100),000[ ][^\W\d]|100 million[ ]")
_BOUNDARY = re.compile(r"\t|[ ]?\|[ ]?| {3,}")
_BAR = re.compile(r"\|")
_RULE = re.compile(r"[\s|+\-=_:─━┼┬┴│]*|\s*[.·]{5,}\s*")
_MOST_CELLS = 20_000
"""Of one table: a larger one is data, not text."""
_MOST_LABELS = 3
_MOST_HEADER_LINES = 2
_MOST_COLUMNS = 64
_SHIFT = 2
"""Characters by which the second half of a header may be shifted from the first."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its span in the text, without the spaces around."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table.

    Attributes:
        headers: Rows of column headers, the topmost first; of equal width.
        rows: The rows below, as wide at most; a name that stands for several rows is repeated in each.
        labels: How many columns name the rows, from the left; one at least.
    """

    headers: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]
    labels: int


def read_grid(text: str, passage: Passage) -> Grid | None:
    """The table of a passage, or None where no row of headers can be told.

    Args:
        text: The document's text.
        passage: A passage whose lines are rows.
    """
    rows = _with_whole_labels(text, list(_rows(text, passage)))
    if len(rows) < 2 or sum(map(len, rows)) > _MOST_CELLS:
        return None
    rows = _unwrapped(text, rows)
    top = _header_row(rows)
    if top is None:
        return None
    bottom = top + 1 if top + 2 < len(rows) and _is_second_header(rows[top], rows[top + 1], rows[top + 2 :]) else top
    body = rows[bottom + 1 :]
    width = max(Counter(len(r) for r in body if len(r) > 1).items(), key=lambda x: (x[1], x[0]), default=(0, 0))[0]
    lowest = _aligned(rows[bottom], width, body)
    if lowest is None:
        return None
    if "\t" not in text[passage.start : passage.end] and "|" not in text[passage.start : passage.end]:
        body = list(_in_columns(text, body, width))
    headers = [lowest]
    if bottom > top:
        headers.insert(0, _spread(rows[top], headers[0]))
    labels = _labels(body, width)
    return Grid(tuple(map(tuple, headers)), tuple(_filled(body, labels)), labels)


def is_line(words: str) -> bool:
    """Whether words are a line drawn with dashes or dots."""
    return bool(words.strip()) and _RULE.fullmatch(words) is not None


def is_figure(cell: Cell) -> bool:
    """Whether a cell is a number that is no year."""
    return PLAIN_YEAR.fullmatch(cell.text) is None and figure_in(cell.text) is not None


def _is_value(cell: Cell) -> bool:
    """Whether a cell of a header would be a figure: no year with a mark ("2025p"), nor what others are counted in ("10,000 tonnes")."""
    return not (YEAR.fullmatch(cell.text) or _TENS.match(cell.text)) and is_figure(cell)


def figure_in(words: str) -> re.Match[str] | None:
    """The figure that a cell is, with groups sign, money, number, unit and year; null for other words."""
    return FIGURE.fullmatch(words) or WITH_UNIT.fullmatch(words)


def _rows(text: str, passage: Passage) -> Iterator[list[Cell]]:
    at = passage.start
    for line in text[passage.start : passage.end].split("\n"):
        if not _RULE.fullmatch(line):
            yield list(_cells(line, at))
        at += len(line) + 1


def _unwrapped(text: str, rows: list[list[Cell]]) -> list[list[Cell]]:
    """Rows whose headers run over two lines made one: "Fully" above "immunised (%)", each right below its first half."""
    for i in range(min(_MOST_HEADER_LINES, len(rows) - 2)):
        upper, lower = rows[i], rows[i + 1]
        if i == 0 and (joined := _over_units(upper, lower)) is not None:
            return [*rows[:i], joined, *rows[i + 2 :]]
        if not 2 < len(upper) <= _MOST_COLUMNS or not 0 < len(lower) < len(upper):
            continue
        small = all(c.text[0].islower() or c.text[0] in "(%" or YEAR.match(c.text) for c in lower if c.text)
        if not small or any(map(_is_value, (*upper, *lower))) or not any(map(is_figure, rows[i + 2])):
            continue
        above = _edges(text, upper)
        over = [[k for k, a in enumerate(above) if _are_one_below_the_other(a, b)] for b in _edges(text, lower)]
        if all(len(k) == 1 and k[0] for k in over):
            under = {k[0]: c for k, c in zip(over, lower, strict=True)}
            joined = [_in_two_lines(c, under[k]) if k in under else c for k, c in enumerate(upper)]
            return [*rows[:i], joined, *rows[i + 2 :]]
    return rows


def _with_whole_labels(text: str, rows: list[list[Cell]]) -> list[list[Cell]]:
    """Rows whose name runs over two lines made one: "Groundwater extracted by the mine," above "  telemetry, L/s   365   402"."""
    out: list[list[Cell]] = []
    for row in rows:
        last = out[-1] if out else []
        if len(out) > 1 and len(last) == 1 and len(row) > 1 and _goes_on(text, last[0], row[0]):
            first = Cell(last[0].start, row[0].end, f"{last[0].text} {row[0].text}")
            out[-1] = [first, *row[1:]]
        else:
            out.append(row)
    return out


def _goes_on(text: str, upper: Cell, lower: Cell) -> bool:
    """Whether the first cell of a row goes on with the line above: that ends in a comma, or this begins further in, in small letters."""
    deeper = _column(text, lower) > _column(text, upper)
    return bool(upper.text and lower.text) and deeper and (upper.text.endswith(",") or lower.text[0].islower())


def _over_units(upper: list[Cell], lower: list[Cell]) -> list[Cell] | None:
    """Headers with the units that stand in brackets right below all of them but the first: "Average rent" above "(EUR/month)"."""
    below = [c for c in lower if c.text]
    named = len(upper) - len(below)
    if (
        not 2 < len(upper) <= _MOST_COLUMNS
        or named not in {0, 1}
        or any(map(_is_value, upper))
        or not all(c.text[0] == "(" and c.text[-1] == ")" and not any(map(str.isdigit, c.text[1:3])) for c in below)
    ):
        return None  # "(4.7)" is a figure
    return [*upper[:named], *(_in_two_lines(c, u) for c, u in zip(upper[named:], below, strict=True))]


def _edges(text: str, row: Sequence[Cell]) -> list[tuple[int, int]]:
    """The columns of characters in which each cell begins and ends."""
    return [(left, left + len(c.text)) for c, left in ((c, _column(text, c)) for c in row)]


def _are_one_below_the_other(a: tuple[int, int], b: tuple[int, int]) -> bool:
    """Whether two cells of two lines begin, or end, in the same column."""
    return abs(a[0] - b[0]) <= _SHIFT or abs(a[1] - b[1]) <= _SHIFT


def _column(text: str, cell: Cell) -> int:
    """Characters before a cell in its line."""
    return cell.start - (text.rfind("\n", 0, cell.start) + 1)


def _in_two_lines(upper: Cell, lower: Cell) -> Cell:
    """Both halves as one header, which stands where the half with more letters does."""
    words = lower.text.partition("(")[0].rstrip()
    unit = upper.text.endswith(",")  # "Yield 2024," above "kg per hectare"
    longer = not unit and sum(map(str.isalpha, words)) > sum(map(str.isalpha, upper.text))
    start, end = (lower.start, lower.start + len(words)) if longer else (upper.start, upper.end - unit)
    return Cell(start, end, f"{upper.text} {lower.text}")


def _cells(line: str, offset: int) -> Iterator[Cell]:
    inner = line.strip(" ")
    start = line.index(inner[0]) if inner else 0
    if inner[:1] == "|":
        start += 1
    end = len(line.rstrip()) - (inner[-1:] == "|")
    boundary = _BAR if inner[:1] == inner[-1:] == "|" else _BOUNDARY  # between bars, spaces only line the columns up
    for match in [*boundary.finditer(line, start, end), None]:
        stop = match.start() if match else end
        cell = line[start:stop]
        left = start + len(cell) - len(cell.lstrip())
        yield Cell(offset + left, offset + left + len(cell.strip()), cell.strip())
        start = match.end() if match else end


def _header_row(rows: Sequence[Sequence[Cell]]) -> int | None:
    """The first row of words and years alone that is as wide as most, or one cell less."""
    width = max(len(r) for r in rows)
    for i, row in enumerate(rows[:3]):
        named = [c for c in row[1:] if c.text]
        if (len(row) >= max(2, width - 1) and named and not any(map(_is_value, named))) or (
            i + 1 < len(rows)
            and len(row) > 1
            and not any(map(_is_value, row))
            and _is_second_header(row, rows[i + 1], rows[i + 2 :])
        ):
            return i
    return None


def _is_second_header(first: Sequence[Cell], second: Sequence[Cell], body: Sequence[Sequence[Cell]]) -> bool:
    """Whether a row divides the headers above it, some of which span several columns, and is no row of figures itself."""
    named = [c for c in second if c.text]
    if len(named) < 2 or not body or any(map(_is_value, named)):
        return False
    spans = any(a.text == b.text != "" or not b.text for a, b in pairwise(first[1:]))
    short = len(first) < len(second)
    below = sum(any(map(is_figure, r)) for r in body)
    return (spans or short) and below * 2 > len(body)


def _aligned(header: Sequence[Cell], width: int, body: Sequence[Sequence[Cell]]) -> list[Cell] | None:
    """With an empty cell in front, where one cell is missing and each of the others has figures below.

    None where it cannot be told which column has no header: two columns name the rows, and the corner or the last one is empty.
    """
    if len(header) != width - 1:
        return list(header)
    full = [r for r in body if len(r) == width]
    columns = [2 * sum(is_figure(r[j]) for r in full) > len(full) for j in range(width)]
    if sum(columns) == len(header) or all(YEAR.fullmatch(c.text) for c in header if c.text):
        return [Cell(header[0].start, header[0].start, ""), *header]
    return list(header) if not columns[-1] else None


def _in_columns(text: str, body: Sequence[list[Cell]], width: int) -> Iterator[list[Cell]]:
    """Rows set with spaces; of fewer cells than the others, with empty cells where a row leaves columns out.

    Each figure stands where those of full rows begin or end; where it cannot be told, only the row's name is left of it. As they are,
    where full rows do not stand one below the other.
    """
    full = [_edges(text, r) for r in body if len(r) == width]
    edges = [_straight([r[j] for r in full]) for j in range(1, width)]
    straight = all(edges)
    padded = (
        len({b.start - a.end for row in body for a, b in pairwise(row)}) > 1
    )  # not one gap everywhere, whatever the cells' width
    for row in body:
        figures = row[1:]
        if len(full) < 2 or not (straight and padded) or not 1 < len(row) < width or not any(map(is_figure, figures)):
            yield row
            continue
        places = [
            [j for j, edge in enumerate(edges, 1) if any(abs(full[0][j][k] - at[k]) <= _SHIFT for k in edge)]
            for at in _edges(text, figures)
        ]
        if full and _edges(text, row[:1])[0][1] >= min(r[1][0] for r in full):
            yield row  # its name pushes the figures aside
            continue
        if any(len(p) != 1 for p in places) or len({p[0] for p in places}) < len(places):
            yield row[:1]
            continue
        out = [row[0], *(Cell(row[0].end, row[0].end, "") for _ in range(width - 1))]
        for (j,), cell in zip(places, figures, strict=True):
            out[j] = cell
        yield out


def _straight(column: Sequence[tuple[int, int]]) -> list[int]:
    """By which of their ends the cells of a column stand one below the other: 0 the left, 1 the right."""
    spread = [max(at) - min(at) for at in zip(*column, strict=True)]
    return [k for k, width in enumerate(spread) if width <= _SHIFT and width == min(spread)]


def _spread(upper: Sequence[Cell], lower: Sequence[Cell]) -> list[Cell]:
    """The upper headers over all columns that they span."""
    out = list(upper)
    if any(not c.text for c in out[1:]):  # what it spans is empty, and at the end of the line it is cut off
        out += [Cell(out[-1].end, out[-1].end, "")] * (len(lower) - len(out))
    if len(out) < len(lower) and all(c.text for c in out[1:]) and (len(lower) - 1) % max(1, len(out) - 1) == 0:
        each = (len(lower) - 1) // max(1, len(out) - 1)  # "Men | Women" over two years each
        out = [out[0], *(c for c in out[1:] for _ in range(each))]
    for j in range(1, len(out)):
        if not out[j].text and j < len(lower) and lower[j].text:
            out[j] = out[j - 1] if j > 1 else out[j]
    return out


def _labels(body: Sequence[Sequence[Cell]], width: int) -> int:
    """Columns of words or years, from the left, before the first one of figures."""
    full = [r for r in body if len(r) == width]
    for j in range(1, min(width - 1, _MOST_LABELS)):
        filled = [r[j] for r in full if r[j].text]
        if 2 * sum(map(is_figure, filled)) >= len(filled):
            return j
    return max(1, min(width - 1, _MOST_LABELS))


def _filled(body: Sequence[Sequence[Cell]], labels: int) -> Iterator[tuple[Cell, ...]]:
    """Rows with the name of the row above where their own is left empty, as it is where one name stands for several."""
    last: list[Cell] = []
    for row in body:
        out = list(row)
        if labels > 1 and len(out) > labels and any(c.text for c in out[1:labels]):
            for j in range(labels - 1):
                if out[j].text:
                    break
                if j < len(last):
                    out[j] = last[j]
        last = out[:labels] if len(out) > labels else last
        yield tuple(out)
