"""The years, seasons and months that a sentence prints, whatever its figures are bound to: a second look at when something was.

The period of a claim may be missing or wrong; two sentences that print different years are hardly ever of one thing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from datetime import date

from policynlp.document import Span
from policynlp.link.order import Days
from policynlp.tag.dates_words import MONTHS
from policynlp.tags import Entity

_YEAR = re.compile(r"\b((?:19|20)\d\d)(?:[-/–](?:20)?(\d\d))?\b")
_MONTH = re.compile(r"\b(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b", re.IGNORECASE)
_SEASON, _NAMED = "/", "m"
_YEAR_ALONE = re.compile(
    r"(?<!Act )(?<!Law )(?<!Code )(?<!the )(?<!census )(?<![\d/–—-])((?:19|20)\d\d)(?![\d/]|\s?[–—-]\s?\d| census)"
)
_RECENT_YEARS = 2
_LEAST_DAYS, _MOST_DAYS = 27, 400

QUESTIONS = ("other years", "a year in common", "other seasons", "other months", "a month in common")
"""Names of what `compared` answers, in its order."""


class ToldTimes:
    """The times of a text that its words tell without a number ("last year", "the year that ended in June"), as they were resolved.

    Args:
        entities: All of the text, in order; those of less than a month date what is said, not what is measured.
    """

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._found = [(e.start, _days(e)) for e in entities if e.label == "DATE" and e.start_date and e.end_date]
        self._starts = [start for start, _ in self._found]

    def within(self, span: Span) -> frozenset[str]:
        """Years and seasons, as `printed_times` gives them, of a stretch."""
        found = self._found[bisect_left(self._starts, span[0]) : bisect_left(self._starts, span[1])]
        return frozenset(time for _, days in found for time in times_of(days))


def times_of(period: Days | None) -> frozenset[str]:
    """The years and the season of a period of a month to a year, as `printed_times` gives them."""
    told = period is not None and _LEAST_DAYS <= (period[1] - period[0]).days <= _MOST_DAYS
    return frozenset(_years(*period)) if period is not None and told else frozenset()


def _days(entity: Entity) -> Days:
    return date.fromisoformat(entity.start_date or ""), date.fromisoformat(entity.end_date or "")


def _years(first: date, last: date) -> set[str]:
    if first.year == last.year:
        return {str(last.year)}
    return {str(first.year), str(last.year), f"{first.year}{_SEASON}{last.year % 100:02d}"}


def printed_times(text: str) -> frozenset[str]:
    """The times that a stretch prints.

    Returns:
        Years ("2024", both of a season), seasons ("2023/24") and months ("m5").
    """
    found: set[str] = set()
    for year in _YEAR.finditer(text):
        found.add(year[1])
        if year[2]:
            found |= {f"20{year[2]}", f"{year[1]}{_SEASON}{year[2]}"}
    return frozenset(found | {f"{_NAMED}{MONTHS[m[0].lower()]}" for m in _MONTH.finditer(text) if m[0][0].isupper()})


def line_of(text: str, span: Span, sentence: Span) -> Span:
    """The line of a sentence that a figure stands in: of a table, its row."""
    begin = text.rfind("\n", sentence[0], span[0]) + 1
    stop = text.find("\n", span[1], sentence[1])
    return max(begin, sentence[0]), sentence[1] if stop < 0 else stop


def year_of_title(title: str, written: Days | None) -> Days | None:
    """The past year that a document is about by its title: "the year" of a fact sheet on 2023, of March 2024, is 2023."""
    years = {int(y) for y in _YEAR_ALONE.findall(title)}
    if len(years) != 1 or written is None or not 0 < written[1].year - (year := years.pop()) <= _RECENT_YEARS:
        return None
    return date(year, 1, 1), date(year, 12, 31)


def compared(a: frozenset[str], b: frozenset[str]) -> tuple[bool, ...]:
    """What the times of two sentences say of each other.

    Args:
        a: `printed_times` of one.
        b: Of the other.

    Returns:
        The answers to `QUESTIONS`.
    """
    years, seasons, months = (
        tuple(frozenset(filter(kind, side)) for side in (a, b)) for kind in (_is_year, _is_season, _is_month)
    )

    def other(of: tuple[frozenset[str], ...]) -> bool:
        return bool(of[0]) and bool(of[1]) and not of[0] & of[1]

    return other(years), bool(years[0] & years[1]), other(seasons), other(months), bool(months[0] & months[1])


def _is_year(time: str) -> bool:
    return time.isdigit()


def _is_season(time: str) -> bool:
    return _SEASON in time


def _is_month(time: str) -> bool:
    return time.startswith(_NAMED)
