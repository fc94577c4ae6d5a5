"""Figures as people ask for them: units by their everyday names, and values in a unit of the reader's choice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from policynlp.corpus.answers import Answer, FigureFilters, figures, over_periods
from policynlp.corpus.answers.filters import DIMENSIONS
from policynlp.corpus.read_only import ReadOnly
from policynlp.render.amounts import unit_name
from policynlp.tag.claims.conversion import Conversion, conversion_to, unit_named


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
    filters = filters or FigureFilters()
    if filters.unit and filters.unit not in {*DIMENSIONS, "money"}:
        filters = replace(filters, unit=unit_named(filters.unit))
    conversion = conversion_to(unit, rates=rates) if unit else None
    answer = over_periods(views, filters) if periods else figures(views, filters, order=order, limit=limit, offset=offset)
    return converted(answer, conversion) if conversion else answer


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
