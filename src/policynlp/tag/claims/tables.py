"""Cells of tables as claims: the figure in the cell, what it measures and when from the headers of its row and column.

Of the headers of a cell, one that is a date is its period; what is left names the measure, the column before the row where both
do. Where only the place is left, a caption that states a unit is the measure; where only a unit stands above, the table's own title or
the heading above it if that names a year.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from policynlp.document import Passage, Span
from policynlp.errors import InputError
from policynlp.tag import dates
from policynlp.tag.claims.amounts import read_amount, states_unit
from policynlp.tag.claims.base import base_value
from policynlp.tag.claims.grid_cells import DECIMAL_COMMA, PLAIN_YEAR, Cell, Grid, figure_in, is_line, thousands_by_points
from policynlp.tag.claims.nature import nature_of
from policynlp.tag.claims.number_atoms import grouped_by_points
from policynlp.tag.claims.table_changes import change_of, changed_header, is_change
from policynlp.tag.claims.table_dates import dated, day_in
from policynlp.tag.claims.table_grid import read_grid
from policynlp.tag.claims.table_headers import (
    UNLESS,
    Header,
    are_places,
    caption_of,
    header_of,
    is_caption,
    is_of_many_things,
    is_plain,
    titled,
    unit_line,
    with_unit,
)
from policynlp.tag.claims.table_natures import is_ahead, is_foreseen, nature_of_column
from policynlp.tag.claims.table_periods import days_first, joined, latest, period_above, season_in, time_line, year_in
from policynlp.tag.claims.table_reports import at_report
from policynlp.tag.claims.table_rows import CHANGE_ROW, TOTAL, below_zero, named_rows, stated_columns
from policynlp.tag.claims.table_units import unit_of
from policynlp.tags import Claim, Nature, Period, TextSpan, Trend, annotation_id

FLAG = "table_cell"
PARTIAL = "partial_header"
"""Of a cell with more headers than a claim has places for: it is kept, but compared with nothing."""
_TITLES = frozenset({"heading", "caption", "title", "list"})
_INDICATORS = frozenset({"indicator", "indicators"})
_MOST_TITLE_CHARS = 100
_LIST = re.compile(r",(?!\d{3}\b)")
_SHARE_ROW = re.compile(r"(?:as )?(?:percent(?:age)?\b|per cent\b|%|share(?:[ ](?:of|in)\b|$))", re.IGNORECASE)
_BETWEEN_DIGITS = re.compile(r"[\s'’]")
_NO_MEASURE = re.compile(
    r"(?:rank|no|nr|id|code|page|pages|ref|section|chapter|tel|phone|postcode|zip|line|item)\.?|#|№", re.IGNORECASE
)
_ASIDE = re.compile(r"\([^()\n]{1,60}\)")
"""A line in brackets below the title of a table: "(2016/17 = 100)"."""
_COUNTED = re.compile(r"no\.?|nos\.?|number|n", re.IGNORECASE)
_AREA = re.compile(
    r"\b(?:region|province|country|countries|area|place|state|county|counties|city|cities|district|territory|territories|prefecture|"
    r"municipality|municipalities|town|governorate|department|oblast|voivodeship|island|village|commune)s?\b"
)


def table_claims(
    text: str,
    passages: Sequence[Passage],
    *,
    document: str,
    version: str,
    published: str | None = None,
    currency: Callable[[str], str] = str,
    report: Period | None = None,
) -> Iterator[Claim]:
    """Claims of the cells of tables, in text order.

    Args:
        text: The document's text.
        passages: Its passages; those that are no tables are passed over.
        document: Its id.
        version: Of the claims.
        published: ISO day of publication, or null.
        currency: The code that a name or sign of money stands for here, where several countries share it.
        report: The time that the whole text reports on, or null: that of a table that tells none.
    """
    earlier: Passage | None = None
    before: Passage | None = None
    for passage in passages:
        if passage.kind == "table" and (grid := read_grid(text, passage)) is not None:
            stated = unit_line(text, before) if before is not None and earlier is not None else ""
            before = earlier if stated else before
            dated_line = (
                time_line(text, before, published) if before is not None and earlier is not None and not stated else None
            )
            before = earlier if dated_line is not None else before
            title = caption_of(text, before, published) if before is not None else None
            title = replace(title, unit=stated) if stated and title is not None and not title.unit else title
            leads = before is not None and before.kind not in _TITLES
            caption = title if title is not None and title.unit else None
            heading, title = title, title if title is not None and is_caption(text, before) else None
            above = dated_line or (
                period_above(text[before.start : before.end], published)
                if before is not None and (before.kind in _TITLES or title is not None or _is_short(text, before))
                else None
            )
            found = _of_table(
                text,
                grid,
                caption,
                title,
                heading if above else None,
                leads,
                above,
                stated,
                header_of(Cell(before.start, before.end, text[before.start : before.end]), published)
                if before is not None and (before.kind in _TITLES or _is_short(text, before))
                else None,
                document=document,
                version=version,
                published=published,
            )
            cells = [_at_home(claim, currency) if assumed else claim for claim, assumed in found]
            yield from at_report(text, cells, passage, before, report, published)
        words = text[passage.start : passage.end]
        if not is_line(words) and not (_ASIDE.fullmatch(words) and not unit_line(text, passage)):
            earlier, before = before, passage


def _of_table(
    text: str,
    grid: Grid,
    caption: Header | None,
    title: Header | None,
    heading: Header | None,
    leads: bool,
    above: Period | None,
    stated_above: str,
    line_above: Header | None,
    *,
    document: str,
    version: str,
    published: str | None,
) -> Iterator[tuple[Claim, bool]]:
    """The cells, and of each whether its currency is one that several countries share."""
    read = [[replace(c, text=t) for c, t in zip(row, days_first([c.text for c in row]), strict=True)] for row in grid.headers]
    top = [[with_unit(header_of(cell, published)) for cell in row] for row in read]
    units, whens = stated_columns(grid, top[-1], published)
    own = top[-1][grid.labels :]
    if leads and len(own) > 1 and 2 * sum(not (h.period or h.only_unit) for h in own) >= len(own):
        caption = None  # "Share of staff who left, by office (%):" says nothing of a column of staff
    if caption is None and title is not None and any(_AREA.search(h.name.lower()) for h in top[-1][:1]):
        caption = title  # "Table 1. Population by region" above regions and years
    by_place = are_places([h.name for h in top[-1][grid.labels :] if h.names]) and not _rows_are_places(grid, top[-1][0])
    points, negative = thousands_by_points(grid), below_zero(grid)
    top_periods = [next((level[j] for level in top if j < len(level) and level[j].period), h) for j, h in enumerate(top[-1])]
    above_all = title or heading or caption
    for i, row, labels in named_rows(text, grid, skipped=(units, whens), published=published):
        stated = row[units].text if 0 < units < len(row) else ""
        when = dates.resolve(row[whens].text, published=published) if 0 < whens < len(row) and row[whens].text else None
        for j in range(grid.labels, min(len(row), len(top[-1]))):
            figure = figure_in(row[j].text) or (figure_in(row[j].text[1:-1]) if (i, j) in negative else None)
            if j in (units, whens) or not figure:
                continue
            columns = [level[j] for level in top if j < len(level) and level[j].cell.text]
            columns = columns[:1] if len({h.name for h in columns}) == 1 else columns
            said = columns
            columns = [
                titled(h, above_all, line_above, _beside(top[-1], grid.labels, j))
                for h in columns
                if not is_plain(h, top[-1][0], above_all)
            ]
            moved = change_of(columns, figure["unit"])
            if moved is not None:
                before = titled(top[-1][j - 1], above_all, line_above) if j > grid.labels and j - 1 != units else None
                moved = changed_header(moved, before, labels, only=j == grid.labels + 1)
                columns = [moved] if moved is not None else columns
            after = latest([h.period for h in _compared(top_periods, grid.labels, j) if h.period]) if is_change(said) else None
            claim = _claim(
                text,
                row[j],
                figure,
                labels,
                columns,
                replace(caption, unit="percent") if caption is not None and moved is not None else caption,
                "" if moved is not None else stated,
                top[-1][: grid.labels],
                said=said,
                by_place=by_place,
                when=dates.resolve(figure["year"], published=None) if figure["year"] else when or after,
                above=above,
                changed=moved is not None,
                titles=[h for h in (title, heading, caption, line_above) if h is not None],
                whole_unit=grid.unit or _corner_unit(grid) or stated_above,
                points=points,
                published=published,
                document=document,
                version=version,
            )
            if claim is not None:
                yield claim


def _beside(headers: Sequence[Header], first: int, j: int) -> Sequence[Header]:
    """The columns of figures beside one."""
    return [*headers[first:j], *headers[j + 1 :]]


def _compared(headers: Sequence[Header], first: int, j: int) -> Sequence[Header]:
    """The columns that a column of changes stands behind: those since the last such column, if any of them is dated."""
    begin = next((k + 1 for k in range(j - 1, first - 1, -1) if is_change([headers[k]])), first)
    since = headers[begin:j]
    return since if any(h.period for h in since) else headers[:j]


def _corner_unit(grid: Grid) -> str:
    """The unit that stands over the names of the rows: "(in millions of euros)", "Key figures, SEK million"."""
    words = UNLESS.sub("", grid.headers[-1][0].text)
    inner = words[1:-1].strip() if words[:1] == "(" and words[-1:] == ")" else words.rpartition(", ")[2].strip()
    return inner if inner != words and states_unit(inner) else ""


def _is_short(text: str, passage: Passage) -> bool:
    """Whether a line is none of running text: a title that looks like nothing else."""
    words = text[passage.start : min(passage.end, passage.start + _MOST_TITLE_CHARS + 1)]
    return len(words) <= _MOST_TITLE_CHARS and words[-1] not in ".:;?!"


def _rows_are_places(grid: Grid, corner: Header) -> bool:
    """Whether the rows are of places, too, or are named by one: a trade of one country with others."""
    return _AREA.search(corner.name.lower()) is not None or are_places(
        [row[0].text for row in grid.rows if row and row[0].text]
    )


def _at_home(claim: Claim, currency: Callable[[str], str]) -> Claim:
    """With the currency that a shared name stands for in this document."""
    code, slash, rest = (claim.unit or "").partition(" / ")
    unit = currency(code) + slash + rest
    base, unit_base = base_value(claim.value, unit=unit, kind=claim.kind)
    return replace(claim, unit=unit, value_base=base, unit_base=unit_base, flags=(*claim.flags, "currency_assumed"))


def _claim(
    text: str,
    cell: Cell,
    figure: re.Match[str],
    labels: Sequence[Header],
    columns: Sequence[Header],
    caption: Header | None,
    stated: str,
    corner: Sequence[Header],
    *,
    said: Sequence[Header],
    by_place: bool,
    when: Period | None,
    above: Period | None,
    changed: bool,
    titles: Sequence[Header],
    whole_unit: str,
    points: bool,
    published: str | None,
    document: str,
    version: str,
) -> tuple[Claim, bool] | None:
    if by_place and len(columns) == len(labels) == 1 and not any(h.unit for h in columns) and _is_named(labels[0]):
        labels, columns = columns, labels  # "Births" in the row, "Zamora" above
    everything = [*labels, *columns]
    share = any(_SHARE_ROW.match(h.name) for h in labels)  # "Percent of total", below rows of what the table's title measures
    caption = None if share else caption
    moves = len(labels) == 1 and CHANGE_ROW.match(labels[0].name) is not None and "%" in (figure["unit"], labels[0].unit)
    changed = changed or moves
    if moves and caption is not None and not any(h.names for h in columns):
        named: tuple[Header, TextSpan | None, bool] | None = (replace(caption, unit="percent"), None, False)
    else:
        of_many = caption is not None and (
            is_of_many_things(caption.name) or any(h.name.lower() in _INDICATORS for h in corner[:1])
        )
        named = _measure(text, labels, columns, None if stated or of_many else caption, corner)
        named = (titles[0], None, False) if named is None and titles and not any(h.names for h in everything) else named
    if named is None:
        return None
    measure, scope, partial = named
    day = next((found for h in labels if (found := day_in(h.cell.text))), None)
    named_above = above if measure.cell in [h.cell for h in titles] else None
    period = when or joined(columns, labels) or day or named_above or year_in(measure.name) or above
    period = period or next((found for h in labels if (found := season_in(h.name))), None)
    period = dated(" ".join(h.cell.text for h in labels), period)
    if period is None and PLAIN_YEAR.fullmatch(cell.text):
        return None  # the year of something
    over = [h.unit for h in columns]
    units = [figure["unit"], "percent" if changed else "", *over, _first_unit(stated), measure.unit, *(h.unit for h in labels)]
    units += ["percent"] if share else []
    unit = unit_of(units, figure["number"], titles=[caption.unit if caption is not None else "", whole_unit])
    unit = figure["money"] + " " + unit if figure["money"] and not unit.startswith(figure["money"]) else unit
    sign = "-" if figure["sign"] in {"-", "–", "−", "△"} or cell.text.startswith("(") else ""
    try:
        number = _BETWEEN_DIGITS.sub("", figure["number"])
        number = number.replace(".", "") if points else grouped_by_points(text, number)
        number = number.replace(",", ".") if DECIMAL_COMMA.fullmatch(number) else number
        amount = read_amount(sign + number, unit.strip())
    except InputError:
        return None
    around = " ".join(h.cell.text for h in (*labels, *said))
    value, base = amount.value, amount.value_base
    trend: Trend = "none"
    if changed and value:
        trend, value, base = ("down" if sign else "up"), abs(value), abs(base or 0.0)
    claim = Claim(
        id=annotation_id(document, "claims", [(cell.start, cell.end)]),
        start=cell.start,
        end=cell.end,
        text=cell.text,
        kind=amount.kind,
        value=value,
        unit=amount.unit,
        value_base=base,
        unit_base=amount.unit_base,
        trend=trend,
        nature=_nature([h.cell.text for h in titles], [h.cell.text for h in said], around, period, published),
        measure=_span(text, measure.cell, len(measure.name) if measure.unit else None),
        scope=scope,
        period=period,
        flags=(FLAG, PARTIAL) if partial else (FLAG,),
        version=version,
    )
    return claim, amount.assumed


def _nature(titles: Sequence[str], headers: Sequence[str], around: str, period: Period | None, published: str | None) -> Nature:
    """What a cell is: by its column, by a title that looks ahead, by the words around it, or by a time that had not begun."""
    if (of_column := nature_of_column(headers, published)) is not None:
        return of_column
    if is_foreseen(titles, headers, period, published):
        return "forecast"
    told = nature_of(around + " ", len(around) + 1, len(around) + 1, (0, len(around) + 1))
    return "forecast" if told == "outturn" and is_ahead(headers, period, published) else told


def _is_named(header: Header) -> bool:
    return header.names and not TOTAL.fullmatch(header.name)


def _measure(
    text: str, labels: Sequence[Header], columns: Sequence[Header], caption: Header | None, corner: Sequence[Header]
) -> tuple[Header, TextSpan | None, bool] | None:
    """What a cell measures, of whom, and whether a header is left out of both."""
    left = [h for h in labels if h.names]
    above = [h for h in columns if h.names]
    if any(_NO_MEASURE.fullmatch(h.name) for h in above):
        if len(columns) < 2 or not _COUNTED.fullmatch(above[-1].name):  # "No." below a year or the name of a group
            return None
        above = [h for h in above if not _COUNTED.fullmatch(h.name)]
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


def _joined(text: str, headers: Sequence[Header]) -> TextSpan | None:
    """Several names of a row as one span, from the first to the last of them; a name far above stays out; a total is no name."""
    if len(headers) == 1 and TOTAL.fullmatch(headers[0].name):
        return None
    first, last = headers[0].cell, headers[-1].cell
    if "\n" in text[first.start : last.end] or first.start > last.start:
        return _span(text, last)
    return TextSpan(start=first.start, end=last.end, text=text[first.start : last.end])


def _first_unit(stated: str) -> str:
    """Of "£ billion, current prices": what comes before the comma; "10,000 tonnes" has none."""
    return _LIST.split(stated)[0].strip()


def _span(text: str, cell: Cell, length: int | None = None) -> TextSpan:
    whole = length is None or "\n" in text[cell.start : cell.end]
    span: Span = (cell.start, cell.end if whole or length is None else min(cell.end, cell.start + length))
    return TextSpan(start=span[0], end=span[1], text=text[slice(*span)])
