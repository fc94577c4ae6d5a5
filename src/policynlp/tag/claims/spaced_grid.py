"""The grid of a table that is set with spaces, by where its cells stand.

Full rows of figures tell the columns. A word of a header belongs to the columns that it stands over; where a line has fewer words
than the lines below it, the columns in between belong to the nearest one. What several lines say of one column is one header.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from policynlp.document import Passage
from policynlp.tag.claims.amounts import states_unit
from policynlp.tag.claims.grid_cells import (
    MOST_CELLS,
    SHIFT,
    Cell,
    Grid,
    column_of,
    edges_of,
    is_figure,
    is_line,
    is_number,
    label_columns,
    spaced_cells,
    with_names_above,
)
from policynlp.tag.claims.grid_headers import is_value

Edge = tuple[int, int]

_GAP_CHARS = 12
"""Characters by which a word of a header may stand beside its column."""
_MOST_HEADER_LINES = 6
_MOST_COLUMNS = 64
_NAME_AND_FIGURE = 2
_LEAST_STROKES = 2
_STROKE = re.compile(r"[-─━=_]{2,}")
_IN_BRACKETS = re.compile(r"\(.*\)", re.DOTALL)
_SAYS_UNIT = re.compile(r"\(?(?:in|all|amounts|figures|values|unit:?|units:?)[ ].*|\(.*\)", re.IGNORECASE)
_TOUCHES = re.compile(r"(?P<name>.*\S)[ ](?P<figure>\S+)")
_UNENDED = re.compile(r"[ ](?:with|of|in|for|and|to|than|by|at|on|per|from|or|the|a|an|under|over|without|incl\.)$")
"""With which no name of a row ends."""
_DATED = re.compile(
    r"(?:[1-4][QH][ ])?(?:[A-Z][a-z]{2,8}\.?[ -]?|Q[1-4][ ]?|[1-4]Q[ ]?|FY[ ]?|\d\d?[./]\d\d?[./])?"
    r"(?:19|20)?\d\d(?:[-/–]\d\d(?:\d\d)?)?[*pre]?(?:[ ][QH][1-4])?"
)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A word of a header: its cell, and the columns of characters that it stands over."""

    cell: Cell
    edge: Edge


def read_spaced(text: str, passage: Passage) -> Grid | None:
    """The table of a passage that is set with spaces, or None where columns or headers cannot be told.

    Args:
        text: The document's text.
        passage: A passage whose lines are rows.
    """
    lines = list(spaced_cells(text, passage))
    rows = [row for _, row in lines]
    if sum(map(len, rows)) > MOST_CELLS:
        return None
    gaps = {b.start - a.end for row in rows for a, b in pairwise(row)}
    widths = {cell.end - cell.start for row in rows for cell in row[:-1]}
    if len(gaps) == 1 and len(widths) > 1:
        return None  # one gap everywhere, whatever the width of the cells: nothing stands below anything
    if len({len(row) for row in rows}) == 1 and not _is_body(rows[0]):  # each cell has its header, wherever they stand
        return (
            Grid((tuple(rows[0]),), tuple(map(tuple, rows[1:])), label_columns(rows[1:], len(rows[0])))
            if len(rows) > 1
            else None
        )
    top = next((i for i, row in enumerate(rows) if _is_body(row) and any(map(_is_body, rows[i + 1 :]))), None)
    if top is None or top > _MOST_HEADER_LINES or (not top and max(map(len, rows)) > _NAME_AND_FIGURE):
        return None
    while top > 1 and len(rows[top - 1]) == 1 and any(len(row) > 1 for row in rows[: top - 1]) and _names_rows(text, rows, top):
        top -= 1
    body = rows[top:]
    width = _width(body)
    full = [edges_of(text, r) for r in body if len(r) == width and _is_body(r)]
    if not 2 <= width <= _MOST_COLUMNS or len(full) < 2:
        return None
    columns = [(min(r[j][0] for r in full), max(r[j][1] for r in full)) for j in range(width)]
    if any(a[1] >= b[0] + SHIFT for a, b in pairwise(columns)):
        return None
    labels = label_columns(body, width)
    pieces = [_pieces(text, line) for line, _ in lines[:top]]
    headers, unit = _headers(pieces, columns, labels) if top else (_no_headers(rows[0][0]), "")
    if headers is None:
        return None
    fitted = tuple(_fitted(text, body, columns, full, labels))
    return Grid(headers, fitted, labels, unit)


def _no_headers(first: Cell) -> tuple[tuple[Cell, ...], ...]:
    """The row of headers of a list of names with one figure each, which has none."""
    empty = Cell(first.start, first.start, "")
    return ((empty, empty),)


def _width(body: Sequence[Sequence[Cell]]) -> int:
    """Cells of most rows of figures, or of those with as many figures and one name more: a name that stands for several rows."""
    lengths = Counter(len(r) for r in body if _is_body(r))
    most = max(lengths.items(), key=lambda x: (x[1], x[0]))[0]
    wider = [r for r in body if len(r) == most + 1 and _is_body(r) and not is_value(r[0]) and not is_value(r[1])]
    return most + 1 if len(wider) > 1 and len(wider) == lengths[most + 1] else most


def _names_rows(text: str, rows: Sequence[Sequence[Cell]], top: int) -> bool:
    """Whether the one word right above the first row of figures stands where the names of rows do: it names those that follow."""
    at, below = (column_of(text, rows[k][0]) for k in (top - 1, top))
    return at <= below + SHIFT and not rows[top - 1][0].text.startswith("(")


def _is_body(row: Sequence[Cell]) -> bool:
    """Whether a line is a row of figures: one at least behind its name, or figures alone."""
    return any(map(is_value, row[1:])) or (len(row) > 1 and is_value(row[0]))


def _pieces(text: str, line: Edge) -> list[_Piece]:
    """The words of a line of headers, cut at two spaces, each with all that is drawn around it ("---- USD million ----")."""
    out = []
    start = text.rfind("\n", 0, line[0]) + 1
    for m in re.finditer(r"\S+(?:[ ](?!(?<=\)[ ])\()(?=\S)\S*)*", text[start : line[1]]):
        words = m[0].strip("|¦│ ")
        bare = words.strip("-─━=_ ")
        if not bare or is_line(words):
            continue
        at = start + m.start() + m[0].index(bare)
        drawn = bare if len(words) - len(bare) < 4 else words
        left = m.start() + m[0].index(drawn)
        out.append(_Piece(Cell(at, at + len(bare), bare), (left, left + len(drawn))))
    return _underlined(text, line[1], out)


def _underlined(text: str, end: int, pieces: list[_Piece]) -> list[_Piece]:
    """The words over as much as is drawn below each of them, where a line of as many strokes follows."""
    below = text[end + 1 :].partition("\n")[0] if end < len(text) else ""
    strokes = [m.span() for m in _STROKE.finditer(below)] if is_line(below) else []
    if len(strokes) < len(pieces) or len(strokes) < _LEAST_STROKES:
        return pieces
    under = [[s for s in strokes if _gap(s, p.edge) < 0] for p in pieces]
    if not all(len(found) == 1 for found in under):
        return pieces
    return [_Piece(p.cell, found[0]) for p, found in zip(pieces, under, strict=True)]


def _headers(
    lines: Sequence[list[_Piece]], columns: Sequence[Edge], labels: int
) -> tuple[tuple[tuple[Cell, ...], ...] | None, str]:
    """The rows of headers, the topmost first, and the unit that a line of its own or the corner states for all columns."""
    kept, corner, unit = _words_over_columns(lines, columns, labels)
    if not kept:
        return None, unit
    above, own = _stacked(kept, columns, labels)
    own[0] = corner[-1:] or own[0]
    for j in range(labels, len(columns)):
        dated = [c for c in own[j] if _DATED.fullmatch(c.text)]
        if dated and len(own[j]) > len(dated) and not above[j]:
            above[j], own[j] = dated, [c for c in own[j] if c not in dated]
    empty = Cell(kept[0][0].cell.start, kept[0][0].cell.start, "")
    lowest = tuple(_joined(c) if c else empty for c in own)
    upper = tuple(_joined(c) if c else empty for c in above)
    return ((upper, lowest) if any(above) else (lowest,)), unit.strip("() ")


def _words_over_columns(
    lines: Sequence[list[_Piece]], columns: Sequence[Edge], labels: int
) -> tuple[list[list[_Piece]], list[Cell], str]:
    """Of each line the words that stand over columns; what stands over the names of the rows; the unit of all columns."""
    unit = ""
    corner: list[Cell] = []
    kept: list[list[_Piece]] = []
    for n, line in enumerate(lines):
        left = [p for p in line if _is_corner(p, columns, line)]
        right = [p for p in line if p not in left]
        if not right and len(left) == 1 and n + 1 < len(lines) and _IN_BRACKETS.fullmatch(left[0].cell.text):
            unit, left = unit or left[0].cell.text, []
        if len(right) == 1 and _says_unit(right[0].cell.text) and (n + 1 < len(lines) or not left):
            unit, right = right[0].cell.text, []
        for piece in left:
            if _IN_BRACKETS.fullmatch(piece.cell.text) and right:
                unit = unit or piece.cell.text
            elif right or len(lines) == 1 or piece.edge[1] <= columns[labels][0]:
                corner.append(piece.cell)
        if right:
            kept.append(right)
    return kept, corner, unit


def _stacked(kept: Sequence[list[_Piece]], columns: Sequence[Edge], labels: int) -> tuple[list[list[Cell]], list[list[Cell]]]:
    """Of each column the words of headers that span several, and its own, each from the top."""
    own: list[list[Cell]] = [[] for _ in columns]
    above: list[list[Cell]] = [[] for _ in columns]
    for n, line in enumerate(kept):
        below = max((len(other) for other in kept[n + 1 :]), default=0)
        before = max((len(other) for other in kept[:n]), default=0)
        over = [_over(p, columns, labels) for p in line]
        if len(line) == len(columns) - 1:
            over = [[j] for j in range(1, len(columns))]
        if before <= len(line) < below or any(len(o) > 1 for o in over):
            for j, cell in _nearest(line, columns, labels, kept[n + 1 :]):
                above[j].append(cell)
            continue
        for piece, o in zip(line, over, strict=True):
            for j in o:
                own[j].append(piece.cell)
    return (above, own) if any(own[labels:]) else ([[] for _ in columns], above)


def _is_corner(piece: _Piece, columns: Sequence[Edge], line: Sequence[_Piece]) -> bool:
    """Whether a word stands over the names of the rows, not over another column."""
    if piece.edge[1] <= columns[1][0] - SHIFT:
        return True
    begins = piece is line[0] and piece.edge[0] <= columns[0][0] + SHIFT
    return begins and (piece.edge[1] <= columns[1][0] or len(line) < len(columns))


def _says_unit(words: str) -> bool:
    return _SAYS_UNIT.fullmatch(words) is not None and not any(map(str.isdigit, words.replace("000", "").replace("100", "")))


def _over(piece: _Piece, columns: Sequence[Edge], labels: int) -> list[int]:
    """The columns that a word stands over; the nearest one where it stands beside all of them."""
    gaps = {j: _gap(piece.edge, columns[j]) for j in range(1, len(columns))}
    over = [j for j, gap in gaps.items() if gap < 0 and j >= labels]
    nearest = min(gaps, key=lambda j: gaps[j])
    return over or ([nearest] if gaps[nearest] <= _GAP_CHARS else [])


def _nearest(
    line: Sequence[_Piece], columns: Sequence[Edge], labels: int, below: Sequence[Sequence[_Piece]]
) -> Iterator[tuple[int, Cell]]:
    """Each column of figures with the word of a line that stands over it or nearest to it.

    Of words that are set flush with the first of as many columns each, these columns. A column that states a date by itself belongs
    to no word without one that it does not stand below.
    """
    free = list(range(labels, len(columns)))
    each, rest = divmod(len(free), len(line))
    flush = not rest and all(
        abs(p.edge[0] - min(columns[free[k * each]][0], *_lefts(below, columns[free[k * each]]))) <= SHIFT
        for k, p in enumerate(line)
    )
    dates = any(_DATED.fullmatch(p.cell.text) for p in line)
    for n, j in enumerate(free):
        piece = line[n // each] if flush else min(line, key=lambda p: _gap(p.edge, columns[j]))
        gap = _gap(piece.edge, columns[j])
        own = [p.cell.text for row in below for p in row if _gap(p.edge, columns[j]) < 0]
        if len(line) == 1 and gap >= 0 and not dates and any(map(_DATED.fullmatch, own)):
            continue
        yield j, piece.cell


def _lefts(below: Iterable[Sequence[_Piece]], column: Edge) -> list[int]:
    return [p.edge[0] for row in below for p in row if _gap(p.edge, column) < 0] or [column[0]]


def _joined(cells: Sequence[Cell]) -> Cell:
    """Several words of a header as one, which stands where the one with most letters does; a unit is not that one."""
    named = [c for c in cells if not (c.text[0] == "(" or states_unit(c.text))] or cells
    named = [cells[0]] if cells[0].text.endswith(",") else named
    longest = max(named, key=lambda c: sum(map(str.isalpha, c.text)))
    words = longest.text.partition("(")[0].rstrip(" ,") if len(cells) > 1 else longest.text
    return Cell(longest.start, longest.start + len(words or longest.text), "\n".join(c.text for c in cells))


def _gap(a: Edge, b: Edge) -> int:
    """Characters between two stretches of a line; below 0 where they stand one below the other."""
    return max(a[0], b[0]) - min(a[1], b[1])


def _fitted(
    text: str, body: Sequence[list[Cell]], columns: Sequence[Edge], full: Sequence[Sequence[Edge]], labels: int
) -> Iterator[tuple[Cell, ...]]:
    """Rows with an empty cell for each column that they leave out; of those that do not fit, the name alone.

    A name that touches its figure is cut off from it, one that runs over two lines is one, one that is left out is that of the row
    above where it names several rows.
    """
    width = len(columns)
    straight = _straight(full, width)
    names: list[Cell] = []
    waiting: Cell | None = None
    for row in body:
        if len(row) == 1 and not is_value(row[0]):
            if waiting is not None:
                yield (waiting,)
            waiting = row[0]
            continue
        cells = _cut(text, row, columns) if len(row) < width else row
        if len(cells) == width and not (is_figure(cells[0]) and _gap(edges_of(text, cells[:1])[0], columns[0]) >= 0):
            out = list(cells)
        else:
            out = _placed(text, cells, columns, straight)
        if waiting is not None and not out[0].text:
            out[0], waiting = waiting, None
        elif waiting is not None and _goes_on(text, waiting, out[0]):
            out[0], waiting = Cell(waiting.start, out[0].end, f"{waiting.text} {out[0].text}"), None
        elif waiting is not None:
            yield (waiting,)
            waiting = None
        with_names_above(out, names, labels)
        names = out[:labels] if len(out) > labels else names
        yield tuple(out)
    if waiting is not None:
        yield (waiting,)


def _goes_on(text: str, upper: Cell, lower: Cell) -> bool:
    """Whether the name of a row goes on with the line above."""
    deeper = column_of(text, lower) - column_of(text, upper)
    small = lower.text[:1].islower()
    unended = _UNENDED.search(upper.text) is not None  # "Factories late with" above "September wages, %"
    return (deeper > 0 and (upper.text.endswith(",") or small or unended)) or (deeper == 0 and small)


def _cut(text: str, row: Sequence[Cell], columns: Sequence[Edge]) -> list[Cell]:
    """A row in which one space sets cells apart, cut where its columns are: "Credit to private sector 62.52", "(62.1) (5.3)"."""
    out: list[Cell] = []
    for k, cell in enumerate(row):
        match = _TOUCHES.fullmatch(cell.text)
        if match is not None and not is_number(cell) and len(out) + len(row) - k < len(columns):
            name = Cell(cell.start, cell.start + len(match["name"]), match["name"])
            figure = Cell(cell.end - len(match["figure"]), cell.end, match["figure"])
            right = edges_of(text, [figure])[0][1]
            two = (k > 0 and is_number(name)) or (k == 0 and any(map(str.isalpha, name.text)))
            if two and is_number(figure) and any(abs(right - end) <= SHIFT for _, end in columns[1:]):
                out += [name, figure]
                continue
        out.append(cell)
    return out


def _placed(text: str, row: Sequence[Cell], columns: Sequence[Edge], straight: Sequence[Sequence[int]]) -> list[Cell]:
    """A row of another number of cells, each in the column that it stands in; the name alone where that cannot be told."""
    empty = Cell(row[0].end, row[0].end, "")
    out = [empty] * len(columns)
    taken = -1
    for cell, edge in zip(row, edges_of(text, row), strict=True):
        places = [j for j in range(len(columns)) if _stands_in(edge, j, columns, straight)]
        if not places and taken < 0 and edge[0] <= columns[0][0] + SHIFT + SHIFT:
            places = [0]
        if len(places) != 1 or places[0] <= taken:
            return [row[0]] if not is_value(row[0]) else [empty]
        taken = places[0]
        out[taken] = cell
    return out


def _stands_in(edge: Edge, j: int, columns: Sequence[Edge], straight: Sequence[Sequence[int]]) -> bool:
    """Whether a cell stands in a column: below its figures, begun or ended where they are."""
    left, right = columns[j]
    if _gap(edge, (left, right)) >= 0:
        return False
    if j and not straight[j]:
        return edge[0] >= left - SHIFT and edge[1] <= right + SHIFT
    return any(abs(edge[k] - (left, right)[k]) <= SHIFT for k in straight[j]) or (not j and edge[0] <= right)


def _straight(full: Sequence[Sequence[Edge]], width: int) -> list[list[int]]:
    """By which of their ends the cells of each column stand one below the other: 0 the left, 1 the right."""
    out = []
    for j in range(width):
        spread = [max(row[j][k] for row in full) - min(row[j][k] for row in full) for k in (0, 1)]
        out.append([k for k in (0, 1) if spread[k] <= SHIFT and spread[k] == min(spread)])
    return out
