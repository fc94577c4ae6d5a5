"""Rows of tables: what names each of them, with the part of the table or the whole that it belongs to; columns that are no figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from policynlp.tag import dates
from policynlp.tag.claims.grid_cells import YEAR, Cell, Grid, column_of, figure_in
from policynlp.tag.claims.grid_headers import is_value
from policynlp.tag.claims.table_headers import Header, header_of

_UNIT_COLUMNS = frozenset({"unit", "units", "unit of measure", "measure unit", "unit of measurement"})
_PERIOD_COLUMNS = frozenset({"period", "reference period", "date", "year", "month", "as of", "when", "time"})
CHANGE_ROW = re.compile(r"(?:(?:annual|yearly|year-on-year|percentage) )?(?:change|chg|growth)\b", re.IGNORECASE)
"""A row that says by how much everything above it has changed."""
_AGES = re.compile(r"\d+[ ]?\d*[-–]\d+[ ]?\d*|\d+\+|[<>≥≤]\d+")
"""Rows of ages and sizes: "15-29"."""
_PART = re.compile(r"(?:[-–•][ ]?)?(?:of (?:whom|which|these|this)|thereof|therefrom)\b", re.IGNORECASE)
"""A row that is a part of the one above: "of whom women"."""
_BALANCE = re.compile(
    r"\b(?:balance|deficit|surplus|loss|net|gap|result|adjustment|variance|change|"
    r"borrowing|(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_RANK = re.compile(r"(?:rank|code|s\.?[ ]?no|sl\.?(?:[ ]?no)?|sr\.?(?:[ ]?no)?|no|nr|#|№)\.?", re.IGNORECASE)
"""Above a column that numbers the rows."""
TOTAL = re.compile(r"(?:(?:grand|sub-?)[ ]?)?totals?|sum|all|overall|whole|together", re.IGNORECASE)
"""A row of everything together: of no part."""


def stated_columns(grid: Grid, headers: Sequence[Header], published: str | None) -> tuple[int, int]:
    """The column that states units and the one that states times; -1 where there is none."""
    units = next(
        (j for j, h in enumerate(headers) if h.cell.text.lower() in _UNIT_COLUMNS and not _are_figures(grid.rows, j)), -1
    )
    whens = next((j for j, h in enumerate(headers) if j and h.cell.text.lower() in _PERIOD_COLUMNS), -1)
    found = [row[whens].text for row in grid.rows if 0 < whens < len(row) and row[whens].text]
    times = sum(
        (dates.resolve(words, published=published) is not None and not words.replace(".", "").isdigit())
        or bool(YEAR.fullmatch(words))
        for words in found
    )
    return units, whens if 2 * times > len(found) else -1  # minutes below "Time", fares below "Month"


def named_rows(
    text: str, grid: Grid, *, skipped: Sequence[int], published: str | None
) -> Iterator[tuple[int, tuple[Cell, ...], list[Header]]]:
    """The rows that have a name, by their number, with all that names them, the widest first.

    Args:
        text: The document's text.
        grid: The table.
        skipped: Columns that name nothing.
        published: ISO day of publication, or null.
    """
    whole: list[Header] = []
    part: Header | None = None
    lead: Header | None = None
    ranks = [j for j in range(grid.labels) if grid.labels > 1 and _RANK.fullmatch(grid.headers[-1][j].text)]
    for i, row in enumerate(grid.rows):
        if len(row) == 1 or (row[0].text and not any(c.text for c in row[1:])):
            below = next((r[0] for r in grid.rows[i + 1 : i + 2] if r[0].text), None)
            deeper = below is not None and column_of(text, below) > column_of(text, row[0])
            part, whole = header_of(row[0], published) if deeper else None, []
            continue
        labels = [header_of(c, published) for j, c in enumerate(row[: grid.labels]) if j not in (*skipped, *ranks) and c.text]
        if part is not None and row[0].text and column_of(text, row[0]) <= column_of(text, part.cell):
            part = None
        if len(labels) == 1 and part is not None and not TOTAL.fullmatch(labels[0].name):
            labels = [part, *labels]
        elif len(labels) == 1 and _PART.match(labels[0].name):
            labels = [*whole, *labels]
        elif len(labels) == 1 and lead is not None and _is_below(text, lead, labels[0]):
            labels = [lead, *labels]
        elif len(labels) == 1 and not CHANGE_ROW.match(labels[0].name):
            whole = labels
            lead = labels[0] if labels[0].unit and not labels[0].only_unit else None
        named = any(h.names or h.period for h in labels) or (labels and _AGES.fullmatch(labels[-1].name))  # not numbered
        if len(row) > 1 and (row[0].text or ranks) and named:
            yield i, row, labels


def _is_below(text: str, lead: Header, label: Header) -> bool:
    """Whether a row without a unit stands further in than one with: "  Callao" below "Landings (thousand tonnes)"."""
    return not label.unit and label.names and column_of(text, label.cell) > column_of(text, lead.cell)


def _are_figures(rows: Sequence[Sequence[Cell]], j: int) -> bool:
    """Whether most cells of a column are figures."""
    found = [row[j] for row in rows if j < len(row) and row[j].text]
    return 2 * sum(map(is_value, found)) > len(found)


def below_zero(grid: Grid) -> set[tuple[int, int]]:
    """Rows and columns of figures in brackets that are below 0, as in accounts: beside and above others without brackets.

    A column of figures in brackets alone has shares or errors of those beside it, a row of them those of the row above, unless its
    name says that it is a balance.
    """
    plain = [[figure_in(c.text) is not None for c in row] for row in grid.rows]
    width = max(map(len, plain), default=0)
    columns = [any(j < len(row) and row[j] for row in plain) for j in range(width)]
    out = set()
    for i, row in enumerate(grid.rows):
        beside = any(plain[i][grid.labels :]) or (bool(row) and _BALANCE.search(row[0].text) is not None)
        for j, cell in enumerate(row):
            words = cell.text
            if beside and columns[j] and words[:1] == "(" and words[-1:] == ")" and figure_in(words[1:-1]):
                out.add((i, j))
    return out
