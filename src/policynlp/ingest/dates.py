"""Dates as bylines and title pages print them: ISO, day-month and month-day order, with time and zone if given."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from policynlp.months import MONTH, number_of

_MONTH = rf"(?P<month>{MONTH})\b\.?"
_YEAR = r"(?P<year>(?:1[6-9]|20)\d\d)(?!\d)"
_DAY = r"(?<!\d)(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_FORMS: tuple[re.Pattern[str], ...] = (
    re.compile(rf"(?<!\d){_YEAR}[-/.](?P<monthno>[01]?\d)[-/.](?P<day>[0-3]?\d)(?!\d)"),
    re.compile(rf"{_DAY}(?: day)?(?: of)? {_MONTH}(?:, ?| ){_YEAR}", re.IGNORECASE),
    re.compile(rf"\b{_MONTH} {_DAY}(?:, ?| ){_YEAR}", re.IGNORECASE),
    re.compile(rf"\b{_MONTH} ?[-/] ?{_DAY} ?[-/,] ?{_YEAR}", re.IGNORECASE),
    re.compile(rf"\b(?P<month>{MONTH})\.{_DAY}\.{_YEAR}", re.IGNORECASE),
    re.compile(rf"{_DAY} ?[-/] ?{_MONTH} ?[-/,] ?{_YEAR}", re.IGNORECASE),
    re.compile(rf"(?<!\d)(?P<a>[0-3]?\d)[/.](?P<b>[0-3]?\d)[/.]{_YEAR}"),
    re.compile(rf"\b{_MONTH},? {_YEAR}", re.IGNORECASE),
    re.compile(rf"(?<!\d){_YEAR}年(?P<monthno>[01]?\d)月(?P<day>[0-3]?\d)日"),
)
_NUMERIC = next(form for form in _FORMS if "(?P<a>" in form.pattern)
_IN_WORDS = (re.compile(rf"{_DAY} {_MONTH}", re.IGNORECASE), re.compile(rf"\b{_MONTH} {_DAY}(?!\d)", re.IGNORECASE))
_TIME = re.compile(
    r"[\sT,]{0,3}(?:at |- |– |\| |, )?(?P<hour>[0-2]?\d)[:.h](?P<minute>[0-5]\d)(?::[0-5]\d(?:\.\d{1,6})?)?\s?(?P<half>[ap]\.?m\.?)?"
    r"\s{0,2}\(?(?P<zone>Z\b|(?:UTC|GMT)?[+-]\d\d?:?(?:\d\d)?|[A-Z]{2,4}\b)?",
    re.IGNORECASE,
)
_ZONES = {
    "Z": "+00:00", "UTC": "+00:00", "GMT": "+00:00", "WET": "+00:00", "BST": "+01:00", "CET": "+01:00", "WAT": "+01:00",
    "CEST": "+02:00", "EET": "+02:00", "SAST": "+02:00", "CAT": "+02:00", "EAT": "+03:00", "MSK": "+03:00", "HKT": "+08:00",
    "SGT": "+08:00", "JST": "+09:00", "KST": "+09:00", "AEST": "+10:00", "AEDT": "+11:00", "NZST": "+12:00",
    "EST": "-05:00", "EDT": "-04:00", "CDT": "-05:00", "MST": "-07:00", "PST": "-08:00", "PDT": "-07:00",
}  # fmt: skip
# CST and IST stand for several zones and are left out: no zone is better than a wrong one.
_TIME_BEFORE = re.compile(
    r"(?<![\d:.])(?P<hour>[0-2]?\d)[:.h](?P<minute>[0-5]\d)\s?(?P<half>[ap]\.?m\.?(?!\w))?\s?\(?(?P<zone>(?:UTC|GMT)[+-]\d\d?(?::?\d\d)?|[A-Z]{2,4})?\)?"
    r"[\s,|]{0,3}(?:on |- |– |/ )?(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6},? )?$",
    re.IGNORECASE,
)
"""A clock time before a date counts only with a mark that prose figures lack: see `_clock_before`."""
_NUMBERED = re.compile(
    r"\b(?:version|release|article|section|clause|chapter|paragraph|annex|rule|build|firmware|v|no)\.? ?$", re.IGNORECASE
)
"""In front of numbers with points that are no dates."""
_UPDATED = re.compile(r"\b(?:last |page )?(?:updated|modified|revised|amended|changed)\b[^.|\n]{0,16}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date in a text.

    Attributes:
        iso: Cut to its precision.
        precision: `year`, `month`, `day` or `minute`.
        zone: UTC offset, or None.
        updated: Whether it is said to be the date of an update.
        span: Offsets in the string that was searched.
    """

    iso: str
    precision: str
    zone: str | None
    updated: bool
    span: tuple[int, int]


def find_dates(text: str, *, order: str | None = None) -> list[PrintedDate]:
    """All dates of a short text (a line or two), in order, not overlapping.

    Args:
        text: What is searched.
        order: `dmy` or `mdy` for dates like 03/05/2024, which are left out without it.
    """
    found: list[PrintedDate] = []
    for form in _FORMS:
        for match in form.finditer(text):
            if any(match.start() < d.span[1] and d.span[0] < match.end() for d in found):
                continue
            printed = _read(match, text, order)
            if printed is not None:
                found.append(printed)
    return sorted(found, key=lambda d: d.span)


def has_numeric_date(line: str) -> bool:
    """Whether a line has a date in figures, be its order known or not."""
    return bool(_NUMERIC.search(line))


def numeric_order(text: str) -> str | None:
    """`dmy` or `mdy` if the text tells how it writes dates in figures: by a day above 12, or by the same day in words."""
    found: set[str] = set()
    days = {(number_of(m["month"]), int(m["day"])) for form in _IN_WORDS for m in form.finditer(text)}
    for match in _NUMERIC.finditer(text):
        a, b = int(match["a"]), int(match["b"])
        if a > 12 >= b or (b, a) in days:
            found.add("dmy")
        if b > 12 >= a or (a, b) in days:
            found.add("mdy")
    return found.pop() if len(found) == 1 else None


def iso_date(value: str | None) -> PrintedDate | None:
    """A date from metadata (`2025-03-20T09:30:00+00:00`, a feed's RFC 822 date, `D:20240514`, or a printed one).

    A bare year gives precision `year`.
    """
    value = (value or "").strip()[:80]
    if re.fullmatch(r"(?:1[6-9]|20)\d\d", value):
        return PrintedDate(value, "year", None, False, (0, 4))
    if month := re.fullmatch(r"((?:1[6-9]|20)\d\d)-(0[1-9]|1[0-2])", value):
        return PrintedDate(value, "month", None, False, month.span())
    if basic := re.match(r"(?:D:)?(\d{4})(\d\d)(\d\d)(?:\d{6}|$)", value):
        value = "-".join(basic.groups())
    dates = find_dates(value)
    return dates[0] if dates else None


def _read(match: re.Match[str], text: str, order: str | None) -> PrintedDate | None:
    parts = match.groupdict()
    year = int(parts["year"])
    day = int(parts["day"]) if parts.get("day") else None
    if parts.get("month"):
        month = number_of(parts["month"])
    elif parts.get("monthno"):
        month = int(parts["monthno"])
    else:
        a, b = int(parts["a"]), int(parts["b"])
        pointed = (
            "." in match[0] and _NUMBERED.search(text[: match.start()]) is None
        )  # 3.5.2024 is the third of May wherever dates are written so
        if a <= 12 and b <= 12 and a != b and order is None and not pointed:  # 03/05/2024 is May or March: not guessed
            return None
        first_is_day = b <= 12 and (a > 12 or order == "dmy" or pointed or a == b)
        day, month = (a, b) if first_is_day else (b, a)
    try:
        date(year, month, day or 1)
    except ValueError:
        return None
    updated = bool(_UPDATED.search(text[max(0, match.start() - 40) : match.start()]))
    if day is None:
        return PrintedDate(f"{year:04}-{month:02}", "month", None, updated, match.span()) if "day" not in parts else None
    iso, end = f"{year:04}-{month:02}-{day:02}", match.end()
    clock = _TIME.match(text, end)
    start = match.start()
    if clock is None or int(clock["hour"]) > 23:
        clock = _clock_before(text, start)
        if clock is None:
            return PrintedDate(iso, "day", None, updated, (start, end))
        start = clock.start()
        updated = bool(_UPDATED.search(text[max(0, start - 40) : start]))
    else:
        end = clock.end()
    hour = int(clock["hour"])
    if clock["half"]:
        hour = hour % 12 + (12 if clock["half"][0].lower() == "p" else 0)
    zone = _offset(clock["zone"])
    return PrintedDate(f"{iso}T{hour:02}:{clock['minute']}", "minute", zone, updated, (start, end))


def _clock_before(text: str, start: int) -> re.Match[str] | None:
    """`05:45 PM August 22, 2023`: a time right before a date, with a colon, a half of the day or a zone."""
    clock = _TIME_BEFORE.search(text, max(0, start - 40), start)
    marked = clock is not None and int(clock["hour"]) <= 23 and (":" in clock[0] or clock["half"] or clock["zone"])
    return clock if marked else None


def _offset(zone: str | None) -> str | None:
    if not zone:
        return None
    if zone.upper() in _ZONES:
        return _ZONES[zone.upper()]
    digits = re.search(r"([+-])(\d\d?):?(\d\d)?", zone)
    return f"{digits[1]}{int(digits[2]):02}:{digits[3] or '00'}" if digits and int(digits[2]) <= 14 else None
