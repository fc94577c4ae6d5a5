"""Rows of headers of a table that is set as text: which rows they are, and over which columns each of them stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from policynlp.tag.claims.grid_cells import YEAR, Cell, are_one_below_the_other, edges_of, is_figure

_MOST_HEADER_LINES = 2
_MOST_COLUMNS = 64
_SAYS = re.compile(r"[^\W\d_]{2}|[%$€£]|\b(?:19|20)\d\d\b")
"""What a header of a column has, and "--" and "n.a" below one have not."""
_DATE = re.compile(
    r"(?:19|20)\d\d[ -](?:[QHS]\d|[A-Za-z(])|\d\d?[./]\d\d?[./]\d\d|[1-4][QH][ ]?(?:19|20)?\d\d|\d\d?M[ -]?(?:19|20)\d\d"
    r"|\d\d?[ ](?:months|weeks|days)[ ](?:to|ended|ending)\b|(?:19|20)\d\d[-/]\d\d[ ][a-z]"
)
_TENS = re.compile(r"(?:['’]?000|(?:1|10|100),000)[ ][^\W\d]|100 million[ ]")


def is_value(cell: Cell) -> bool:
    """Whether a cell is a figure: no date ("2025p", "2023 H1", "4Q 2022"), nor what others are counted in ("10,000 tonnes")."""
    return not (YEAR.fullmatch(cell.text) or _DATE.match(cell.text) or _TENS.match(cell.text)) and is_figure(cell)


def unwrapped(text: str, rows: list[list[Cell]]) -> list[list[Cell]]:
    """Rows whose headers run over two lines made one: "Fully" above "immunised (%)", each right below its first half."""
    for i in range(min(_MOST_HEADER_LINES, len(rows) - 2)):
        upper, lower = rows[i], rows[i + 1]
        if i == 0 and (joined := _over_units(upper, lower)) is not None:
            return [*rows[:i], joined, *rows[i + 2 :]]
        if not 2 < len(upper) <= _MOST_COLUMNS or not 0 < len(lower) < len(upper):
            continue
        if any(map(is_value, (*upper, *lower))) or not any(map(is_figure, rows[i + 2])):
            continue
        above = edges_of(text, upper)
        over = [[k for k, a in enumerate(above) if are_one_below_the_other(a, b)] for b in edges_of(text, lower)]
        small = all(c.text[0].islower() or c.text[0] in "(%" or YEAR.match(c.text) for c in lower if c.text)
        whole = len(over) == len(upper) - 1 and not any(YEAR.fullmatch(c.text) for c in upper)  # "Value," above "US$ million"
        if (small or whole) and all(len(k) == 1 and k[0] for k in over):
            under = {k[0]: c for k, c in zip(over, lower, strict=True)}
            joined = [in_two_lines(c, under[k]) if k in under else c for k, c in enumerate(upper)]
            return [*rows[:i], joined, *rows[i + 2 :]]
    return rows


def _over_units(upper: list[Cell], lower: list[Cell]) -> list[Cell] | None:
    """Headers with the units that stand in brackets right below all of them but the first: "Average rent" above "(EUR/month)"."""
    below = [c for c in lower if c.text]
    named = len(upper) - len(below)
    if (
        not 2 < len(upper) <= _MOST_COLUMNS
        or named not in {0, 1}
        or any(map(is_value, upper))
        or not all(c.text[0] == "(" and c.text[-1] == ")" and not any(map(str.isdigit, c.text[1:3])) for c in below)
    ):
        return None  # "(4.7)" is a figure
    return [*upper[:named], *(in_two_lines(c, u) for c, u in zip(upper[named:], below, strict=True))]


def in_two_lines(upper: Cell, lower: Cell) -> Cell:
    """Both halves as one header, which stands where the half with more letters does."""
    words = lower.text.partition("(")[0].rstrip()
    unit = upper.text.endswith(",")  # "Yield 2024," above "kg per hectare"
    longer = not unit and sum(map(str.isalpha, words)) > sum(map(str.isalpha, upper.text))
    start, end = (lower.start, lower.start + len(words)) if longer else (upper.start, upper.end - unit)
    return Cell(start, end, f"{upper.text}\n{lower.text}")


def header_row(rows: Sequence[Sequence[Cell]]) -> int | None:
    """The first row of words and years alone that is as wide as most, or one cell less."""
    width = max(len(r) for r in rows)
    for i, row in enumerate(rows[:3]):
        named = [c for c in row[1:] if c.text]
        if (len(row) >= max(2, width - 1) and named and not any(map(is_value, named))) or (
            i + 1 < len(rows)
            and len(row) > 1
            and not any(map(is_value, row))
            and is_second_header(row, rows[i + 1], rows[i + 2 :])
        ):
            return i
    return None


def is_second_header(first: Sequence[Cell], second: Sequence[Cell], body: Sequence[Sequence[Cell]]) -> bool:
    """Whether a row divides the headers above it, some of which span several columns, and is no row of figures itself."""
    named = [c for c in second if c.text]
    if len(named) < 2 or not body or any(map(is_value, named)):
        return False
    spans = any(a.text == b.text != "" or not b.text for a, b in pairwise(first[1:]))
    width = max(map(len, body))
    divides = len(first) < width <= len(second) + 1 and all(_SAYS.search(c.text) for c in named)
    below = sum(any(map(is_figure, r)) for r in body)
    return (spans or divides or len(first) < len(second)) and below * 2 > len(body)


def aligned(header: Sequence[Cell], width: int, body: Sequence[Sequence[Cell]]) -> list[Cell] | None:
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


def spread(upper: Sequence[Cell], lower: Sequence[Cell]) -> list[Cell]:
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
