"""Days that the name of a row states: "Vacant posts at 30 June", "Enterprises, year-end"; the year stands above the column."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from policynlp.months import MONTH, number_of
from policynlp.tag import dates
from policynlp.tags import Period

_MONTH = rf"{MONTH}\.?"
_STATE = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ ](?P<month>{_MONTH})|(?P<first>{_MONTH})[ ](?P<second>\d{{1,2}})(?:st|nd|rd|th)?)"
    r"(?![\w,]|[ ]\d)",
    re.IGNORECASE,
)
_YEAR_END = re.compile(r"\b(?:year[- ]?end|end[- ](?:of[- ](?:the[- ])?)?(?:calendar[- ])?year)\b(?!\s*\d)", re.IGNORECASE)
_FLOW = re.compile(
    r"\b(?:from|since|until|to|through|ended|ending|between|during|before|after|by)\s+(?:the\s+)?$", re.IGNORECASE
)
"""Before the day to or from which something is counted, which is no state on it."""
_FIRST_MONTHS = frozenset({4, 7, 10})
_TWO_YEARS = re.compile(r"(?P<first>(?:19|20)\d\d)\s?[-/–]\s?(?:(?:19|20)\d\d|\d\d)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_OF_A_RULE = re.compile(r"\b(?:Act|Law|Decree|Order|Regulation|Resolution)\b")
_HALF = 6
"""The second half of a year that is named by two begins the first of them in most countries that name it so."""


def dated(name: str, period: Period | None) -> Period | None:
    """The day of a year on which a row's state was, where the row's name states it.

    Args:
        name: Name of the row.
        period: Of the column, or null.

    Returns:
        That day; the period itself where the row names none, or the day does not lie in it.
    """
    if period is None:
        return None
    ends = _YEAR_END.search(name) is not None
    match = _STATE.search(name)
    if match is not None and _FLOW.search(name[: match.start()]):
        return period
    if match is None:
        last = period.end_date
        return replace(period, start_date=last, timex=last) if ends and last and _is_year(period) else period
    month = number_of(match["month"] or match["first"])
    number = int(match["day"] or match["second"])
    opens = number == 1 and month in _FIRST_MONTHS  # 1 April opens the financial year of which March is the last month
    for year in _years(period, _HALF + 1 if opens else month):
        try:
            day = date(year, month, number).isoformat()
        except ValueError:
            return period
        if (period.start_date or day) <= day <= (period.end_date or day):
            return replace(period, start_date=day, end_date=day, timex=day)
    return period


def day_in(name: str) -> Period | None:
    """The one day with its year that the name of a row states: "Handed over, to 30 June 2025"; none of a law."""
    found = [dates.resolve(name[a:b], published=None) for a, b in dates.find(name)]
    days = [p for p in found if p is not None and _DAY.fullmatch(p.timex or "")]
    return days[0] if len(days) == len(found) == 1 and not _OF_A_RULE.search(name) else None


def is_day(words: str) -> bool:
    """Whether the words behind the name of a row are a day, and no unit: "year-end", "31 Dec."."""
    return any(pattern.match(words) for pattern in (_YEAR_END, _STATE))


def _is_year(period: Period) -> bool:
    start, end = period.start_date, period.end_date
    return bool(start and end) and 360 < (date.fromisoformat(end or "") - date.fromisoformat(start or "")).days < 370


def _years(period: Period, month: int) -> list[int]:
    """Years in which a month of the period may lie."""
    if two := _TWO_YEARS.search(period.text):
        return [int(two["first"]) + (month <= _HALF)]
    return [int((period.start_date or "")[:4]), int((period.end_date or "")[:4])] if _is_year(period) else []
