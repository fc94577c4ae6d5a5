"""Figures as people ask for them: units by their everyday names, and values in a unit of the reader's choice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from policynlp.corpus.answers import Answer, FigureFilters, comparisons, figures, over_periods, verdicts_for
from policynlp.corpus.answers.filters import DIMENSIONS
from policynlp.corpus.read_only import ReadOnly
from policynlp.errors import InputError
from policynlp.render.amounts import other_number, unit_name
from policynlp.tag.claims.conversion import Conversion, conversion_to, is_unit, unit_named


def ask_figures(
    views: ReadOnly,
    filters: FigureFilters | None = None,
    *,
    unit: str | None = None,
    rates: Mapping[str, float] | None = None,
    periods: bool = False,
    order: str = "contested",
    limit: int | None = None,
    offset: int = 0,
) -> Answer:
    """Figures, in a unit of the reader's choice.

    Args:
        views: The corpus.
        filters: What to narrow them by; `unit` may be a word ("hectares") or a sign ("km2").
        unit: What to convert to; None: nothing is converted.
        rates: For money: currency to how much of the unit one of it is; without a rate, money is never converted.
        periods: Only figures with a period, in the order of their periods, with the series that each belongs to.
        order: See `policynlp.corpus.answers.figures`; not with `periods`.
        limit: Rows at the most; None: all. Not with `periods`.
        offset: Rows to pass over.

    Raises:
        InputError: There is no such unit, order, or value of a filter.
    """
    filters = _in_unit(views, filters or FigureFilters())
    conversion = conversion_to(unit, rates=rates) if unit else None
    answer = over_periods(views, filters) if periods else figures(views, filters, order=order, limit=limit, offset=offset)
    return converted(answer, conversion) if conversion else answer


def compare_figures(
    views: ReadOnly,
    filters: FigureFilters | None = None,
    *,
    against: str | None = None,
    contested: bool = False,
    limit: int | None = None,
    offset: int = 0,
) -> Answer:
    """Figures beside those of other texts: all that were compared where one text is held against another, else those that differ.

    Args:
        views: The corpus.
        filters: What to narrow one side by; `unit` as of `ask_figures`.
        against: The other side: a document (id, its beginning, words of the title), or a genre.
        contested: Those only that differ.
        limit: Rows at the most; None: all.
        offset: Rows to pass over.

    Raises:
        InputError: There is no such unit, document, or value of a filter.
    """
    verdicts = verdicts_for(against=against, contested=contested)
    filters = _in_unit(views, filters or FigureFilters())
    return comparisons(views, filters, against=against, verdicts=verdicts, limit=limit, offset=offset)


def _in_unit(views: ReadOnly, filters: FigureFilters) -> FigureFilters:
    """The filters with their unit by its name; what is counted ("farms") is a unit, too, where a figure of the corpus has it.

    Raises:
        InputError: There is no such unit.
    """
    if not filters.unit or filters.unit in {*DIMENSIONS, "money"}:
        return filters
    unit = unit_named(filters.unit)
    if not is_unit(unit):
        sql = "SELECT unit FROM claims_all WHERE unit IN (SELECT unnest($forms)) OR unit_base = $unit ORDER BY unit LIMIT 1"
        found = views.query(sql, {"forms": [unit, *other_number(unit)], "unit": unit})["unit"].to_pylist()
        if not found:
            written = "Write it as texts do (hectares, km2, percent, farms), as a currency's code"
            hint = f"{written}, or as one of: {', '.join(DIMENSIONS)}, money."
            raise InputError(f"there is no unit {filters.unit!r}", where="unit", hint=hint)
        unit = found[0] if found[0] in other_number(unit) else unit
    return replace(filters, unit=unit)


def converted(answer: Answer, conversion: Conversion) -> Answer:
    """The same figures with three columns behind `unit`: `converted`, `converted_high`, `converted_unit`; notes say what was not."""
    rows = [row | _converted(row, conversion) for row in answer.rows]
    at = answer.columns.index("unit") + 1
    columns = (*answer.columns[:at], "converted", "converted_high", "converted_unit", *answer.columns[at:])
    given = [f"1 {one} = {rate:g} {conversion.unit}" for one, rate in (conversion.rates or {}).items()]
    notes = [f"Converted at a stated rate, not that of the period: {', '.join(given)}."] if given else []
    return answer.with_rows(rows, columns=columns, notes=[*notes, *_left(rows, conversion)])


def _left(rows: Sequence[Mapping[str, Any]], conversion: Conversion) -> list[str]:
    """Why some of the rows are not converted."""
    left = [row for row in rows if row["converted"] is None]
    if not left:
        return []
    some = f"{len(left):,} of the {len(rows):,} figures shown {'is' if len(left) == 1 else 'are'} not"
    told = f"{some if len(left) < len(rows) else 'None of the figures shown is'} converted to {unit_name(conversion.unit)}"
    unrated = sorted({row["unit"] for row in left if row["kind"] == "money" and row["unit"] and row["value"] is not None})
    if conversion.rates is not None and unrated:
        return [f"{told}: no rate is given for {', '.join(unrated)} (`--rate {unrated[0]}=...`)."]
    return [f"{told}: they measure something else."]


def _converted(row: Mapping[str, Any], conversion: Conversion) -> dict[str, Any]:
    value = conversion.of(row["value"], unit=row["unit"], kind=row["kind"])
    high = conversion.of(row["value_high"], unit=row["unit"], kind=row["kind"])
    return {"converted": value, "converted_high": high, "converted_unit": None if value is None else conversion.unit}
