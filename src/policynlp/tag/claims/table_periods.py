"""When the figures of a table are of: from the headers of a cell, its row, or the line above the table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Protocol

from policynlp.document import Passage
from policynlp.months import MONTH
from policynlp.tag import dates
from policynlp.tags import Period

_YEARS = re.compile(r"(?:\b(?:FY|fiscal year|financial year)[ ]?)?(?<!\d)(?:19|20)\d\d(?:[-–/](?:19|20)?\d\d)?(?!\d)")
_AIMS = re.compile(r"\b(?:vision|strategy|agenda|plan|horizon|targets?|goals?|outlook)\b", re.IGNORECASE)
_BASE = re.compile(r"[ ]?=[ ]?100\b")
_CENTURY = 2000
_MOST_LINE_CHARS = 60
_LAST_MONTH = re.compile(rf"(?:,|[–—-]|\(|[ ]in|[ ]for)[ ]?(?P<month>{MONTH})\)?[ .:]*$", re.IGNORECASE)
"""A month without its year with which a title ends: "Main figures, October"."""
_BESIDE_TIME = re.compile(
    r"(?:\b(?:as|at|in|for|the|of|year|quarter|month|months|period|to|end|ended|ending|on)\b|[ ,:.])*", re.IGNORECASE
)
_MONTHS = re.compile(rf"(?P<part>{MONTH}(?:[ ]?[-–][ ]?{MONTH})?)\.?", re.IGNORECASE)
_SEASON_NAME = re.compile(
    r"[A-Za-z]+(?: (?:season|crop|harvest|quarter))?,? (?:FY ?)?(?:19|20)\d\d(?:[-–/]\d\d(?:\d\d)?)?(?: [a-z])?"
)
_OF_A_LAW = re.compile(
    r"(?:\b(?:Act|Law|Decree|Order|Regulation|Census|Agreement|Treaty)(?:[ ](?:of|No\.?[ ]?\d+|dated))*|\b(?:since|before|by))[ ]$",
    re.IGNORECASE,
)
_MONTH_AND_YEAR = re.compile(rf"(?P<month>{MONTH})\.?[-–' ’](?P<year>\d\d)", re.IGNORECASE)
_DAY_OF_MONTH = re.compile(rf"(?P<month>{MONTH})\.? (?P<day>[1-9]|[12]\d|3[01])", re.IGNORECASE)
_YEAR_FIRST = re.compile(rf"(?P<year>(?:19|20)\d\d)[ -](?P<part>[HS][12]|Q[1-4]|{MONTH})\.?", re.IGNORECASE)
_HALF_FIRST = re.compile(r"(?P<n>[12])[HS][ -]?(?P<year>(?:19|20)\d\d)")
_PART_NUMBERED = re.compile(
    r"(?:(?P<n>[1-4])(?P<unit>[QH])|(?P<unit2>[QH])(?P<n2>[1-4]))[ -]?['’]?(?P<year>(?:19|20)?\d\d)", re.IGNORECASE
)
_PART_COUNTED = re.compile(r"(?P<n>1st|2nd|first|second) half(?: of)? (?P<year>(?:19|20)\d\d)", re.IGNORECASE)
_FIRST_OF_YEAR = re.compile(r"(?:(?P<n>[369]|11|10|[24578])M|M(?P<n2>[369]))[ -]?(?P<year>(?:19|20)\d\d)")
_TO_DATE = re.compile(rf"(?:YTD|year[- ]to[- ]date)(?:[ ]to)? (?P<month>{MONTH})\.? (?P<year>(?:19|20)\d\d)", re.IGNORECASE)
_NAMED_YEAR = re.compile(
    r"(?:(?:(?:academic|school|marketing|crop|sugar|water|tax|agricultural)[ ]year|season|census|campaign)[ ]"
    r"(?P<a>(?:19|20)\d\d(?:[-–/]\d\d(?:\d\d)?)?)"
    r"|(?P<b>(?:19|20)\d\d(?:[-–/]\d\d(?:\d\d)?)?)[ ](?:season|census|campaign|(?:academic|school|marketing|crop|agricultural)[ ]year))",
    re.IGNORECASE,
)
_MONTHS_IN_WORDS = dict(enumerate(["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"], 2))
_SEASON = re.compile(r"\d{4}-(?:SP|SU|AU|FA|WI)")
_MARKED = re.compile(
    r"(?P<year>(?:FY[ ]?)?(?:19|20)\d\d(?:[-–/](?:19|20)?\d\d)?)[ ]?\(?(?:[*†‡]|actuals?|accounts|"
    r"outturn|outcome|realised|realized|plan(?:ned)?|"
    r"[BR]E|budget|revised|estimate[sd]?|est\.?|provisional|prelim\w*\.?|proposed|targets?|forecast|proj\w*|likely|final|audited|approved|"
    r"[a-z])\)?(?:[ ]\d/)?",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"(?:full|whole|entire)[ -]year (?P<year>(?:19|20)\d\d)", re.IGNORECASE)
_QUARTER = re.compile(
    r"\b(?P<n>1st|2nd|3rd|4th|first|second|third|fourth) quarter(?: of)?,? (?P<year>(?:19|20)\d\d)\b", re.IGNORECASE
)
_NUMBER = {"1st": 1, "first": 1, "2nd": 2, "second": 2, "3rd": 3, "third": 3, "4th": 4, "fourth": 4}
_PART_OF_YEAR = re.compile(rf"(?P<part>Q[1-4]|[HS][12]|{MONTH}(?:[ ]?[-–][ ]?{MONTH})?)\.?", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_FISCAL = re.compile(r"FY\d{4}(?:-[QH]\d)?")


def written_out(text: str) -> str:
    """A header's date as running text has it: "Dec-23" as "Dec 2023", "2023 H1" as "H1 2023", "2024-25 BE" as "2024-25"."""
    if match := _MONTH_AND_YEAR.fullmatch(text):
        return f"{match['month']} {_CENTURY + int(match['year'])}"
    if match := _YEAR_FIRST.fullmatch(text):
        return f"{match['part']} {match['year']}"
    if match := _HALF_FIRST.fullmatch(text):
        return f"H{match['n']} {match['year']}"
    if match := _PART_NUMBERED.fullmatch(text):
        year = match["year"]
        return f"{(match['unit'] or match['unit2']).upper()}{match['n'] or match['n2']} {year if len(year) > 2 else _CENTURY + int(year)}"
    if match := _MARKED.fullmatch(text) or _WHOLE.fullmatch(text):
        return match["year"]
    return _worded_out(text)


def _worded_out(text: str) -> str:
    """Parts of years and years with a name: "6M 2024" as "first six months of 2024", "Season 2023/24" as "2023/24"."""
    if match := _PART_COUNTED.fullmatch(text):
        return f"{'first' if match['n'][0] in '1f' else 'second'} half of {match['year']}"
    if match := _FIRST_OF_YEAR.fullmatch(text):
        return f"first {_MONTHS_IN_WORDS[int(match['n'] or match['n2'])]} months of {match['year']}"
    if match := _TO_DATE.fullmatch(text):
        return f"January to {match['month']} {match['year']}"
    if match := _NAMED_YEAR.fullmatch(text):
        return str(match["a"] or match["b"])
    return text


def is_season(period: Period) -> bool:
    """Whether a time is a season of a year, which has no days of its own."""
    return _SEASON.fullmatch(period.timex or "") is not None


def days_first(row: Sequence[str]) -> list[str]:
    """The headers of a row, days before their months where they are days: "July 15" and "July 22", but "June 23" and "June 24" are years.

    Years follow each other in one month or repeat in several; days do neither.
    """
    found = [m for text in row if (m := _DAY_OF_MONTH.fullmatch(text.strip()))]
    numbers = [int(m["day"]) for m in found]
    months = {m["month"].lower()[:3] for m in found}
    steps = {b - a for a, b in pairwise(numbers)}
    are_days = len(found) > 1 and len(months) < len(found) and not steps <= {0, 1, -1}
    return [f"{m['day']} {m['month']}" if are_days and (m := _DAY_OF_MONTH.fullmatch(text.strip())) else text for text in row]


class Dated(Protocol):
    """A header: its words, and the period that it is."""

    @property
    def name(self) -> str:
        """Its words."""
        ...

    @property
    def period(self) -> Period | None:
        """What it is by itself, or null."""
        ...


def joined(columns: Sequence[Dated], labels: Sequence[Dated]) -> Period | None:
    """The period of a cell, from the headers of its column and the names of its row.

    A month or quarter is that of the year that another header names: "Q3" below "2022". Rows called Q1 to Q9 are questions as well.
    """
    stated = [h.period for h in (*labels, *columns) if h.period is not None]
    year = next((p for p in stated if p.timex and _YEAR.fullmatch(p.timex)), None)
    parts = [m["part"] for h in columns if (m := _PART_OF_YEAR.fullmatch(h.name.strip(" .")))]
    parts += [m["part"] for h in labels if (m := _MONTHS.fullmatch(h.name.strip(" .")))]
    if year is not None and parts:
        return dates.resolve(f"{parts[0].replace(' ', '')} {year.timex}", published=None) or year
    finer = [p for p in stated if p.timex and not _YEAR.fullmatch(p.timex)]
    return next(iter(finer or stated), None)


def latest(periods: Sequence[Period]) -> Period | None:
    """Of dated columns the time of what has changed since the others: the latest, wherever it stands, else the last that stands there."""
    if periods and all(p.start_date for p in periods):
        return max(reversed(periods), key=lambda p: p.end_date or p.start_date or "")  # "Jan-Feb" behind "Jan", "Feb"
    parts = {(p.timex or "")[len("FY2024") :] for p in periods if _FISCAL.fullmatch(p.timex or "")}
    if len(parts) == 1 and all(_FISCAL.fullmatch(p.timex or "") for p in periods):
        return max(reversed(periods), key=lambda p: p.timex or "")
    return periods[-1] if periods else None


def season_in(name: str) -> Period | None:
    """The year of a row that is a season or a year by its name ("Wet 2021", "Dry 2022/23 f"); "Schools built by 1990" is none."""
    return year_in(name) if _SEASON_NAME.fullmatch(name) else None


def year_in(name: str) -> Period | None:
    """The year that a header of more words names ("Target 2030")."""
    years = _YEARS.findall(name)
    return dates.resolve(years[0], published=None) if len(years) == 1 else None


def period_above(title: str, published: str | None) -> Period | None:
    """The one time that the line above a table names: no year that a strategy is named after, none that had not begun."""
    if _AIMS.search(title):
        return None
    month = _LAST_MONTH.search(title) if published is not None else None
    if month is not None:
        return dates.resolve(month["month"], published=published, tense="past")
    quarters = {f"Q{_NUMBER[m['n'].lower()]} {m['year']}" for m in _QUARTER.finditer(title)}
    if len(quarters) == 1:
        return dates.resolve(quarters.pop(), published=None)
    spans = [(a, b) for a, b in dates.find(title) if _is_time(title, a, b)]
    found = {
        p.timex: p
        for a, b in spans
        if (p := dates.resolve(title[a:b], published=None)) is not None and (p.start_date or (p.timex or "").startswith("FY"))
    }
    if len(found) != 1:
        return year_in(title) if not found and _not_ahead(year_in(title), published) else None
    (period,) = found.values()
    return period if _not_ahead(period, published) else None


def time_line(text: str, passage: Passage, published: str | None) -> Period | None:
    """The time that a line between a table and its title consists of: "October 2025", "(as at 30 June 2024)"."""
    words = text[passage.start : passage.end].strip(" ()") if passage.end - passage.start <= _MOST_LINE_CHARS else ""
    whole = dates.resolve(words, published=published, tense="past") if words and words[-1].isdigit() else None
    if whole is not None and whole.text == words and whole.start_date and _not_ahead(whole, published):
        return whole  # "January to March 2026"
    spans = dates.find(words)
    if len(spans) != 1 or _BESIDE_TIME.fullmatch(words[: spans[0][0]] + words[spans[0][1] :]) is None:
        return None
    found = dates.resolve(words[slice(*spans[0])], published=published, tense="past")
    return found if found is not None and _not_ahead(found, published) and (found.start_date or found.end_date) else None


def _is_time(title: str, start: int, end: int) -> bool:
    """Whether a date in a title says when its figures are of: no base of an index, no law."""
    told = any(map(str.isdigit, title[start:end])) and not _BASE.match(title, end)
    return told and not _OF_A_LAW.search(title[max(0, start - 30) : start])


def _not_ahead(period: Period | None, published: str | None) -> bool:
    return period is not None and not (published is not None and (period.start_date or "") > published)
