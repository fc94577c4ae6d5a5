"""Cells of tables as claims: the figure in the cell, what it measures and when from the headers of its row and column.

A table is a passage whose lines are rows and whose cells are set apart by tabs, bars or runs of spaces. Of the two headers of a
cell, one that is a date is its period; what is left names the measure, the column before the row where both do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policynlp.document import Passage, Span
from policynlp.errors import InputError
from policynlp.tag import dates
from policynlp.tag.claims.amounts import read_amount
from policynlp.tag.claims.nature import nature_of
from policynlp.tags import Claim, Period, TextSpan, annotation_id

FLAG = "table_cell"
_BOUNDARY = re.compile(r"\t|[ ]?\|[ ]?| {3,}")
_RULE = re.compile(r"[\s|+\-=_:─━┼┬┴│]*")
_FIGURE = re.compile(
    r"(?P<sign>[-–−+]?)(?P<money>[$€£¥]?)[ ]?(?P<number>\d[\d,]*(?:\.\d+)?|\.\d+)[ ]?(?P<unit>%?)(?:[*†‡]|[ ]?\([a-z]\))?"
)
_UNIT_IN_HEADER = re.compile(r"^(?P<name>.*?)[ ]*(?:\((?P<bracket>[^()]{1,40})\)|,[ ](?P<comma>[^,()]{1,40}))$")
_UNIT_COLUMNS = frozenset({"unit", "units", "unit of measure", "measure unit", "unit of measurement"})
_NO_MEASURE = re.compile(
    r"(?:rank|no|nr|id|code|page|pages|ref|section|chapter|tel|phone|postcode|zip|line|item)\.?|#|№", re.IGNORECASE
)
_YEAR = re.compile(r"(?:19|20)\d\d(?:[-–/](?:19|20)?\d\d)?")
_NO_UNIT = frozenset({"number", "numbers", "count", "persons", "no.", "index", "points"})
_MOST_CELLS = 20_000
"""Of one table: a larger one is data, not text."""


@dataclass(frozen=True, slots=True)
class _Cell:
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Header:
    """A header: its span and words, a unit that it names, and the period that it is."""

    cell: _Cell
    name: str
    unit: str
    period: Period | None


def table_claims(
    text: str, passages: Sequence[Passage], *, document: str, version: str, published: str | None = None
) -> Iterator[Claim]:
    """Claims of the cells of tables, in text order.

    Args:
        text: The document's text.
        passages: Its passages; those that are no tables are passed over.
        document: Its id.
        version: Of the claims.
        published: ISO day of publication, or null.
    """
    for passage in passages:
        if passage.kind == "table":
            yield from _of_table(text, passage, document=document, version=version, published=published)


def _of_table(text: str, passage: Passage, *, document: str, version: str, published: str | None) -> Iterator[Claim]:
    rows = list(_rows(text, passage))
    if len(rows) < 2 or sum(map(len, rows)) > _MOST_CELLS:
        return
    top = _header_row(rows)
    if top is None:
        return
    columns = [_header(cell, published) for cell in rows[top]]
    units = next((j for j, h in enumerate(columns) if h.cell.text.lower() in _UNIT_COLUMNS), -1)
    for row in rows[top + 1 :]:
        if len(row) < 2 or not row[0].text:
            continue
        head = _header(row[0], published)
        if head.period is None and not any(c.isalpha() for c in head.name):
            continue  # numbered, not named
        stated = row[units].text if 0 < units < len(row) else ""
        for j, cell in enumerate(row[1 : len(columns)], start=1):
            if j == units or not (figure := _FIGURE.fullmatch(cell.text)):
                continue
            claim = _claim(text, cell, figure, head, columns[j], stated, document=document, version=version)
            if claim is not None:
                yield claim


def _rows(text: str, passage: Passage) -> Iterator[list[_Cell]]:
    at = passage.start
    for line in text[passage.start : passage.end].split("\n"):
        if not _RULE.fullmatch(line):
            yield list(_cells(line, at))
        at += len(line) + 1


def _cells(line: str, offset: int) -> Iterator[_Cell]:
    inner = line.strip()
    start = line.index(inner[0]) if inner else 0
    if inner[:1] == "|":
        start += 1
    end = len(line.rstrip()) - (inner[-1:] == "|")
    for match in [*_BOUNDARY.finditer(line, start, end), None]:
        stop = match.start() if match else end
        cell = line[start:stop]
        left = start + len(cell) - len(cell.lstrip())
        yield _Cell(offset + left, offset + left + len(cell.strip()), cell.strip())
        start = match.end() if match else end


def _header_row(rows: Sequence[Sequence[_Cell]]) -> int | None:
    """The first row of words and years alone that is as wide as most."""
    width = max(len(r) for r in rows)
    for i, row in enumerate(rows[:3]):
        named = [c for c in row[1:] if c.text]
        if (
            len(row) >= max(2, width - 1)
            and named
            and all(_YEAR.fullmatch(c.text) or not _FIGURE.fullmatch(c.text) for c in named)
        ):
            return i
    return None


def _header(cell: _Cell, published: str | None) -> _Header:
    text = " ".join(cell.text.split())
    match = _UNIT_IN_HEADER.fullmatch(text)
    unit = (match["bracket"] or match["comma"] or "") if match else ""
    period = _period(text, published) or (_period(match["name"], published) if match else None)
    if unit and _reads_as_unit(unit):
        return _Header(cell, match["name"] if match else text, unit, period)
    return _Header(cell, text, "", period)


def _period(text: str, published: str | None) -> Period | None:
    """The period that a header is, where it is nothing else."""
    found = dates.resolve(text, published=published) if any(c.isdigit() for c in text) or published else None
    if found is None or not (found.start_date or found.end_date):
        return None
    bare = re.sub(r"\b(?:end|of|the|year|fiscal|in|as|at|\(p\)|[(),*])\b|[\s(),*]", "", text)
    return found if len(bare) <= len(re.sub(r"\s", "", found.text)) + 1 else None


def _reads_as_unit(words: str) -> bool:
    try:
        amount = read_amount("2", words)
    except InputError:
        return False
    return amount.kind != "count" or amount.value > 2 or words.lower() in _NO_UNIT


def _claim(
    text: str, cell: _Cell, figure: re.Match[str], row: _Header, column: _Header, stated: str, *, document: str, version: str
) -> Claim | None:
    measure, other = (row, column) if column.period is not None or (row.unit and not column.unit) else (column, row)
    if _NO_MEASURE.fullmatch(measure.name) or not any(c.isalpha() for c in measure.name):
        return None
    unit = figure["unit"] or _first_unit(stated) or measure.unit or other.unit
    unit = "" if unit.lower() in _NO_UNIT else unit
    unit = figure["money"] + " " + unit if figure["money"] and not unit.startswith(figure["money"]) else unit
    sign = "-" if figure["sign"] in {"-", "–", "−"} else ""
    try:
        amount = read_amount(sign + figure["number"], unit.strip())
    except InputError:
        return None
    period = row.period or column.period or _year_in(measure.name)
    if period is None and _YEAR.fullmatch(cell.text):
        return None  # the year of something
    scope = None if other.period is not None else _span(text, other.cell)
    around = f"{row.cell.text} {column.cell.text}"
    return Claim(
        id=annotation_id(document, "claims", [(cell.start, cell.end)]),
        start=cell.start,
        end=cell.end,
        text=cell.text,
        kind=amount.kind,
        value=amount.value,
        unit=amount.unit,
        value_base=amount.value_base,
        unit_base=amount.unit_base,
        nature=nature_of(around + " ", len(around) + 1, len(around) + 1, (0, len(around) + 1)),
        measure=_span(text, measure.cell, len(measure.name) if measure.unit else None),
        scope=scope,
        period=period,
        flags=(FLAG,),
        version=version,
    )


def _year_in(name: str) -> Period | None:
    """The year that a header of more words names ("Target 2030")."""
    years = re.findall(r"\b(?:19|20)\d\d\b", name)
    return dates.resolve(years[0], published=None) if len(years) == 1 else None


def _first_unit(stated: str) -> str:
    """Of "£ billion, current prices": what comes before the comma."""
    return stated.split(",")[0].strip()


def _span(text: str, cell: _Cell, length: int | None = None) -> TextSpan:
    span: Span = (cell.start, cell.end if length is None else min(cell.end, cell.start + length))
    return TextSpan(start=span[0], end=span[1], text=text[slice(*span)])
