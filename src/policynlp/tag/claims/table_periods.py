"""When the figures of a table are of: from the headers of a cell, its row, or the line above the table."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policynlp.months import MONTH
from policynlp.tag import dates
from policynlp.tags import Period

_YEARS = re.compile(r"(?:\b(?:FY|fiscal year|financial year)[ ]?)?(?<!\d)(?:19|20)\d\d(?:[-–/](?:19|20)?\d\d)?(?!\d)")
_AIMS = re.compile(r"\b(?:vision|strategy|agenda|plan|horizon|targets?|goals?|outlook)\b", re.IGNORECASE)
_BASE = re.compile(r"[ ]?=[ ]?100\b")
_CENTURY = 2000
_MONTH_AND_YEAR = re.compile(rf"(?P<month>{MONTH})\.?[-–' ’](?P<year>\d\d)", re.IGNORECASE)
_YEAR_FIRST = re.compile(rf"(?P<year>(?:19|20)\d\d)[ -](?P<part>[HS][12]|Q[1-4]|{MONTH})\.?", re.IGNORECASE)
_HALF_FIRST = re.compile(r"(?P<n>[12])[HS][ -]?(?P<year>(?:19|20)\d\d)")
_MARKED = re.compile(
    r"(?P<year>(?:FY[ ]?)?(?:19|20)\d\d(?:[-–/](?:19|20)?\d\d)?)[ ]?\(?(?:[*†‡]|actuals?|accounts|"
    r"outturn|outcome|realised|realized|plan(?:ned)?|"
    r"[BR]E|budget|revised|estimate[sd]?|est\.?|provisional|prelim\w*\.?|proposed|targets?|forecast|proj\w*|likely|final|audited|approved|"
    r"[a-z])\)?(?:[ ]\d/)?",
    re.IGNORECASE,
)
_QUARTER = re.compile(
    r"\b(?P<n>1st|2nd|3rd|4th|first|second|third|fourth) quarter(?: of)?,? (?P<year>(?:19|20)\d\d)\b", re.IGNORECASE
)
_NUMBER = {"1st": 1, "first": 1, "2nd": 2, "second": 2, "3rd": 3, "third": 3, "4th": 4, "fourth": 4}
_PART_OF_YEAR = re.compile(rf"(?P<part>Q[1-4]|[HS][12]|{MONTH}(?:[ ]?[-–][ ]?{MONTH})?)\.?", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")


def written_out(text: str) -> str:
    """A header's date as running text has it: "Dec-23" as "Dec 2023", "2023 H1" as "H1 2023", "2024-25 BE" as "2024-25"."""
    if match := _MONTH_AND_YEAR.fullmatch(text):
        return f"{match['month']} {_CENTURY + int(match['year'])}"
    if match := _YEAR_FIRST.fullmatch(text):
        return f"{match['part']} {match['year']}"
    if match := _HALF_FIRST.fullmatch(text):
        return f"H{match['n']} {match['year']}"
    if match := _MARKED.fullmatch(text):
        return match["year"]
    return text


def joined(periods: Sequence[tuple[str, Period | None]]) -> Period | None:
    """The period of a cell, from its headers with the period that each states alone.

    A month or quarter is that of the year that another header names: "Q3" below "2022".
    """
    stated = [p for _, p in periods if p is not None]
    year = next((p for p in stated if p.timex and _YEAR.fullmatch(p.timex)), None)
    part = next((m["part"] for text, _ in periods if (m := _PART_OF_YEAR.fullmatch(text.strip(" .")))), None)
    if year is not None and part is not None:
        return dates.resolve(f"{part.replace(' ', '')} {year.timex}", published=None) or year
    finer = [p for p in stated if p.timex and not _YEAR.fullmatch(p.timex)]
    return next(iter(finer or stated), None)


def year_in(name: str) -> Period | None:
    """The year that a header of more words names ("Target 2030")."""
    years = _YEARS.findall(name)
    return dates.resolve(years[0], published=None) if len(years) == 1 else None


def period_above(title: str, published: str | None) -> Period | None:
    """The one time that the line above a table names: no year that a strategy is named after, none that had not begun."""
    if _AIMS.search(title):
        return None
    quarters = {f"Q{_NUMBER[m['n'].lower()]} {m['year']}" for m in _QUARTER.finditer(title)}
    if len(quarters) == 1:
        return dates.resolve(quarters.pop(), published=None)
    spans = [(a, b) for a, b in dates.find(title) if not _BASE.match(title, b) and any(map(str.isdigit, title[a:b]))]
    found = {
        p.timex: p
        for a, b in spans
        if (p := dates.resolve(title[a:b], published=None)) is not None and (p.start_date or (p.timex or "").startswith("FY"))
    }
    if len(found) != 1:
        return year_in(title) if not found and _not_ahead(year_in(title), published) else None
    (period,) = found.values()
    return period if _not_ahead(period, published) else None


def _not_ahead(period: Period | None, published: str | None) -> bool:
    return period is not None and not (published is not None and (period.start_date or "") > published)
