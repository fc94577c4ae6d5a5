"""Cells of tables as claims: the figure in the cell, what it measures and when from the headers of its row and column.

Of the headers of a cell, one that is a date is its period; what is left names the measure, the column before the row where both
do. Where only the place is left, a caption that states a unit is the measure; where only a unit stands above, the table's own title.
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
from policynlp.tag.claims.table_grid import FIGURE, YEAR, Cell, Grid, read_grid
from policynlp.tags import Claim, Period, TextSpan, annotation_id

FLAG = "table_cell"
PARTIAL = "partial_header"
"""Of a cell with more headers than a claim has places for: it is kept, but compared with nothing."""
_UNIT_IN_HEADER = re.compile(r"^(?P<name>.*?)[ ]*(?:\((?P<bracket>[^()]{1,40})\)|,[ ](?:in[ ])?(?P<comma>[^,()]{1,40}))$")
_UNIT_COLUMNS = frozenset({"unit", "units", "unit of measure", "measure unit", "unit of measurement"})
_SPACES = re.compile(r"\s")
_NO_MEASURE = re.compile(
    r"(?:rank|no|nr|id|code|page|pages|ref|section|chapter|tel|phone|postcode|zip|line|item)\.?|#|№", re.IGNORECASE
)
_AREA = re.compile(
    r"\b(?:region|province|country|countries|area|place|state|county|counties|city|district|territory|prefecture)s?\b"
)
_CAPTION = re.compile(r"(?:(?:Table|Tab\.)[ ]?[\dA-Z][\d.]*[.:]?[ ]+)?(?P<rest>\S.*)", re.DOTALL)
_NUMBERED = re.compile(r"(?:Table|Tab\.)[ ]?[\dA-Z]")
_MOST_CAPTION_CHARS = 200
_ALSO_COUNTED = frozenset({"cups", "bars", "stones", "feet", "points", "degrees", "moles", "sols", "reals", "marks", "crowns"})
"""Units that are things or scores above a column."""
_NO_UNIT = frozenset({"number", "numbers", "count", "persons", "no.", "index", "points"})


@dataclass(frozen=True, slots=True)
class _Header:
    """A header: its span and words, a unit that it names, and the period that it is."""

    cell: Cell
    name: str
    unit: str
    period: Period | None

    @property
    def only_unit(self) -> bool:
        """Whether it is a unit and says nothing else: "Tonnes"."""
        return bool(self.unit) and self.unit == self.name

    @property
    def names(self) -> bool:
        """Whether it says what is measured, or of whom."""
        return self.period is None and any(c.isalpha() for c in self.name)


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
    before: Passage | None = None
    for passage in passages:
        if passage.kind == "table" and (grid := read_grid(text, passage)) is not None:
            title = _caption(text, before, published) if before is not None else None
            caption = title if title is not None and title.unit else None
            title = title if title is not None and _is_caption(text, before) else None
            yield from _of_table(text, grid, caption, title, document=document, version=version, published=published)
        before = passage


def _is_caption(text: str, passage: Passage | None) -> bool:
    """Whether a line is a table's own, not the heading of what it stands in."""
    return passage is not None and (passage.kind == "caption" or _NUMBERED.match(text, passage.start, passage.end) is not None)


def _caption(text: str, passage: Passage, published: str | None) -> _Header | None:
    """The line above a table that says what is in it: "Table 3. Grain output (million tonnes)"."""
    if passage.end - passage.start > _MOST_CAPTION_CHARS:
        return None
    match = _CAPTION.fullmatch(text[passage.start : passage.end])
    if match is None or (passage.kind not in {"caption", "heading", "title"} and match.start("rest") == 0):
        return None
    start = passage.start + match.start("rest")
    header = _header(Cell(start, passage.end, match["rest"]), published)
    return header if header.names else None


def _of_table(
    text: str, grid: Grid, caption: _Header | None, title: _Header | None, *, document: str, version: str, published: str | None
) -> Iterator[Claim]:
    top = [[_with_unit(_header(cell, published)) for cell in row] for row in grid.headers]
    units = next((j for j, h in enumerate(top[-1]) if h.cell.text.lower() in _UNIT_COLUMNS), -1)
    for row in grid.rows:
        labels = [_header(c, published) for j, c in enumerate(row[: grid.labels]) if j != units and c.text]
        if len(row) < 2 or not labels or not row[0].text:
            continue
        if not any(h.names or h.period for h in labels):
            continue  # numbered, not named
        stated = row[units].text if 0 < units < len(row) else ""
        for j in range(grid.labels, min(len(row), len(top[-1]))):
            if j == units or not (figure := FIGURE.fullmatch(row[j].text)):
                continue
            columns = [level[j] for level in top if j < len(level) and level[j].cell.text]
            columns = columns[:1] if len({h.name for h in columns}) == 1 else columns
            columns = [_titled(h, title) for h in columns]
            claim = _claim(
                text,
                row[j],
                figure,
                labels,
                columns,
                caption,
                stated,
                top[-1][: grid.labels],
                document=document,
                version=version,
            )
            if claim is not None:
                yield claim


def _with_unit(header: _Header) -> _Header:
    """A column's header that is a unit in the plural and nothing else, with that unit: "Tonnes", "Million cubic metres"."""
    words = header.name
    plain = not header.unit and header.period is None and words[:1].isupper() and words.endswith("s")
    if not plain or words.lower() in _ALSO_COUNTED or not _is_unit(words):
        return header
    return _Header(header.cell, words, words, None)


def _titled(header: _Header, title: _Header | None) -> _Header:
    """A header that is a unit alone, as what the table's title names in that unit: "Tonnes" below "Catches in the north"."""
    if not header.only_unit or title is None or title.unit:
        return header
    return _Header(title.cell, title.name, header.unit, None)


def _header(cell: Cell, published: str | None) -> _Header:
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


def _is_unit(words: str) -> bool:
    """Whether the words are a unit of measure, or money, and nothing besides."""
    try:
        amount = read_amount("2", words.lower() if words[1:].islower() else words)
    except InputError:
        return False
    return amount.kind in {"measure", "money", "percent"}


def _reads_as_unit(words: str) -> bool:
    try:
        amount = read_amount("2", words)
    except InputError:
        return False
    return amount.kind != "count" or amount.value > 2 or words.lower() in _NO_UNIT


def _claim(
    text: str,
    cell: Cell,
    figure: re.Match[str],
    labels: Sequence[_Header],
    columns: Sequence[_Header],
    caption: _Header | None,
    stated: str,
    corner: Sequence[_Header],
    *,
    document: str,
    version: str,
) -> Claim | None:
    named = _measure(text, labels, columns, None if stated else caption, corner)
    if named is None:
        return None
    measure, scope, partial = named
    everything = [*labels, *columns]
    period = next((h.period for h in everything if h.period), None) or _year_in(measure.name)
    if period is None and YEAR.fullmatch(cell.text):
        return None  # the year of something
    units = [figure["unit"], _first_unit(stated), measure.unit, *(h.unit for h in everything), caption.unit if caption else ""]
    unit = next(filter(None, units), "")
    unit = "" if unit.lower() in _NO_UNIT else unit
    unit = figure["money"] + " " + unit if figure["money"] and not unit.startswith(figure["money"]) else unit
    sign = "-" if figure["sign"] in {"-", "–", "−"} else ""
    try:
        amount = read_amount(sign + _SPACES.sub("", figure["number"]), unit.strip())
    except InputError:
        return None
    around = " ".join(h.cell.text for h in everything)
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
        flags=(FLAG, PARTIAL) if partial else (FLAG,),
        version=version,
    )


def _measure(
    text: str, labels: Sequence[_Header], columns: Sequence[_Header], caption: _Header | None, corner: Sequence[_Header]
) -> tuple[_Header, TextSpan | None, bool] | None:
    """What a cell measures, of whom, and whether a header is left out of both."""
    left = [h for h in labels if h.names]
    above = [h for h in columns if h.names]
    if any(_NO_MEASURE.fullmatch(h.name) for h in above):
        return None
    partial = len(above) > 1
    if above and left and not (any(h.unit for h in left) and not any(h.unit for h in above)):
        measure = next((h for h in above if h.unit), above[-1])
        return measure, _joined(text, left), partial
    if above:
        return (left[0], _span(text, above[-1].cell), partial or len(left) > 1) if left else (
            next((h for h in above if h.unit), above[-1]), None, partial
        )  # fmt: skip
    if not left:
        return None
    if caption is not None and not any(h.unit for h in left):
        return caption, _joined(text, left), False
    if len(left) == 1:
        return left[0], None, False
    area = next((i for i, h in enumerate(left) if i < len(corner) and _AREA.search(corner[i].name.lower())), len(left) - 1)
    others = [h for i, h in enumerate(left) if i != area]
    return others[0], _span(text, left[area].cell), len(others) > 1


def _joined(text: str, headers: Sequence[_Header]) -> TextSpan:
    """Several names of a row as one span, from the first to the last of them; a name far above stays out."""
    first, last = headers[0].cell, headers[-1].cell
    if "\n" in text[first.start : last.end] or first.start > last.start:
        return _span(text, last)
    return TextSpan(start=first.start, end=last.end, text=text[first.start : last.end])


def _year_in(name: str) -> Period | None:
    """The year that a header of more words names ("Target 2030")."""
    years = re.findall(r"\b(?:19|20)\d\d\b", name)
    return dates.resolve(years[0], published=None) if len(years) == 1 else None


def _first_unit(stated: str) -> str:
    """Of "£ billion, current prices": what comes before the comma."""
    return stated.split(",")[0].strip()


def _span(text: str, cell: Cell, length: int | None = None) -> TextSpan:
    span: Span = (cell.start, cell.end if length is None else min(cell.end, cell.start + length))
    return TextSpan(start=span[0], end=span[1], text=text[slice(*span)])
