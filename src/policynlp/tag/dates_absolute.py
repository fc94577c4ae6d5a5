"""Dates that name their calendar unit: years, months, days, quarters, decades, centuries, week days, clock times.

Every reader takes a normalised expression (see `policynlp.tag.dates`) and matches all of it or gives null. What has no year is
placed by the reference date: a month or week day lies in the past unless the tense says future, a day of a month is the
nearest one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from policynlp.tag import dates_calendar as cal
from policynlp.tag.dates_calendar import Interval, Reference, Tense
from policynlp.tag.dates_words import (
    DECADES,
    HOLIDAYS,
    MONTH,
    MONTHS,
    ORDINAL,
    SEASON,
    SEASONS,
    WEEKDAY,
    WEEKDAYS,
    YEAR,
    alternatives,
    ordinal,
)  # fmt: skip

Reader = Callable[[re.Match[str], Reference, Tense | None], Interval | None]
_DAY = r"(?P<d>[0-3]?\d)(?:st|nd|rd|th)?"
_ZONE = r"(?: (?:gmt|utc|cet|est|edt|pst|bst|ist|e\.?t|eastern|local time|hours))?"
_OF_YEAR = rf"(?:(?P<y>{YEAR})|(?P<later>last|this|next) year)"
_ANY_DAY = rf"(?:{WEEKDAY}|(?:mon|tues|wednes|thurs|fri|satur|sun)days)"
_WEEKDAY_BEFORE = rf"(?:{WEEKDAY},? )?"
_HOUR_WORDS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]


def _year(m: re.Match[str], _ref: Reference, _tense: Tense | None) -> Interval | None:
    return cal.of_year(int(m["y"]))


def _year_before_christ(m: re.Match[str], _ref: Reference, _tense: Tense | None) -> Interval:
    return cal.nothing(f"BC{int(m['y']):04d}", "Y")


def _month(m: re.Match[str], ref: Reference, tense: Tense | None) -> Interval | None:
    month = MONTHS[m["m"]]
    if m["y"]:
        return cal.of_month(int(m["y"]), month)
    return month_near(month, ref, tense)


def month_near(month: int, ref: Reference, tense: Tense | None) -> Interval | None:
    """A month without a year: the latest that has begun, or with future tense the next."""
    if ref.year is None:
        return cal.nothing(f"XXXX-{month:02d}", "M")
    now = ref.month or 12
    if tense == "future":
        return cal.of_month(ref.year + (month < (ref.month or 1)), month)
    return cal.of_month(ref.year - (month > now), month)


def _day_of_month(m: re.Match[str], ref: Reference, tense: Tense | None) -> Interval | None:
    month, day = MONTHS[m["m"]], int(m["d"])
    if m["y"]:
        return cal.on_day(int(m["y"]), month, day)
    today = ref.date
    if today is None:
        if ref.year is not None and ref.month == month:
            return cal.on_day(ref.year, month, day)
        return cal.nothing(f"XXXX-{month:02d}-{day:02d}", "D") if cal.on_day(2000, month, day) else None
    found = [i for y in (-1, 0, 1) if (i := cal.on_day(today.year + y, month, day))]
    found = [i for i in found if _fits(i, today, tense)] or found
    return min(found, key=lambda i: abs((i.start - today).days) if i.start else 0, default=None)


def _fits(interval: Interval, today: date, tense: Tense | None) -> bool:
    if tense is None or interval.start is None:
        return True
    return interval.start >= today if tense == "future" else interval.start <= today


def _iso(m: re.Match[str], _ref: Reference, _tense: Tense | None) -> Interval | None:
    if m["d"]:
        return cal.on_day(int(m["y"]), int(m["m"]), int(m["d"]))
    return cal.of_month(int(m["y"]), int(m["m"]))


def _slashed(m: re.Match[str], _ref: Reference, _tense: Tense | None) -> Interval | None:
    """`20/5/2024` or `5/20/2024`; where both readings are dates, none is chosen."""
    a, b, y = int(m["a"]), int(m["b"]), int(m["y"])
    if y < 100:
        y += 2000 if y < 50 else 1900
    british, american = cal.on_day(y, b, a), cal.on_day(y, a, b)
    if british and american and british != american:
        return british if m["sep"] == "." else cal.nothing(f"{y:04d}-XX-XX", "D")
    return british or american


def _quarter(m: re.Match[str], ref: Reference, tense: Tense | None) -> Interval | None:
    number = int(m["n"]) if m["n"].isdigit() else 4 if m["n"] == "final" else ordinal(m["n"])
    if number is None or not 1 <= number <= 4:
        return None
    return _within(m["y"], number, 4, ref, tense, cal.of_quarter, "Q")


def _half(m: re.Match[str], ref: Reference, tense: Tense | None) -> Interval | None:
    number = int(m["n"]) if m["n"].isdigit() else ordinal(m["n"])
    if number is None or number > 2:
        return None
    return _within(m["y"], number, 2, ref, tense, cal.of_half, "H")


def _within(
    year: str | None,
    number: int,
    parts: int,
    ref: Reference,
    tense: Tense | None,
    of: Callable[[int, int], Interval | None],
    grain: str,
) -> Interval | None:
    if year:
        return of(int(year), number)
    if ref.year is None:
        return cal.nothing(f"XXXX-{grain}{number}", grain)
    months = 12 // parts
    begun = ref.month is None or (number - 1) * months < ref.month
    if tense == "future" and ref.month is not None:
        return of(ref.year + (number * months < ref.month), number)
    return of(ref.year - (not begun), number)


def _decade(m: re.Match[str], ref: Reference, _tense: Tense | None) -> Interval | None:
    text = m["dec"]
    if text in DECADES:
        first = DECADES[text]
    else:
        first = int(text.strip("'s"))
        if first % 10:
            return None
    if first < 50 and m["dec"][0] != "'":
        return None  # "mid-30s" is an age or a temperature
    if first < 100:
        first += 1900 if first >= 30 or ref.year is None else 2000
    return cal.of_decade(first)


def _century(m: re.Match[str], _ref: Reference, _tense: Tense | None) -> Interval | None:
    number = ordinal(m["n"])
    return cal.of_century(number) if number else None


def _weekday(m: re.Match[str], ref: Reference, tense: Tense | None) -> Interval | None:
    wanted = WEEKDAYS[m["wd"].removesuffix("s")] if m["wd"] not in WEEKDAYS else WEEKDAYS[m["wd"]]
    today, which = ref.date, m["which"]
    if today is None:
        return cal.nothing(f"XXXX-WXX-{wanted + 1}", "D")
    back = (today.weekday() - wanted) % 7
    if which in {"last", "past", "previous"}:
        return cal.of_day(today - timedelta(days=back or 7))
    if which in {"next", "coming", "upcoming"} or tense == "future":
        ahead = (wanted - today.weekday()) % 7
        return cal.of_day(today + timedelta(days=ahead or (7 if which else 0)))
    return cal.of_day(today - timedelta(days=back))


def _season(m: re.Match[str], ref: Reference, _tense: Tense | None) -> Interval:
    year, which = m["y"], m["which"] or m["later"]
    if which in {"following", "previous"}:  # of another date, not of publication
        return cal.nothing(f"XXXX-{SEASONS[m['s']]}", "S")
    known = int(year) if year else ref.year
    if known is not None and which in {"last", "past"}:
        known -= 1
    elif known is not None and which == "next":
        known += 1
    return cal.nothing(f"{known:04d}-{SEASONS[m['s']]}" if known else f"XXXX-{SEASONS[m['s']]}", "S")


def _holiday(m: re.Match[str], ref: Reference, tense: Tense | None) -> Interval | None:
    month, day = HOLIDAYS[m["h"]]
    if m["y"]:
        return cal.on_day(int(m["y"]), month, day)
    today = ref.date
    if today is None:
        return cal.nothing(f"XXXX-{month:02d}-{day:02d}", "D")
    found = [i for y in (-1, 0, 1) if (i := cal.on_day(today.year + y, month, day)) and _fits(i, today, tense)]
    return min(found, key=lambda i: abs((i.start - today).days) if i.start else 0, default=None)


def _clock(m: re.Match[str], ref: Reference, _tense: Tense | None) -> Interval | None:
    text = m["h"]
    hour, minute = (_HOUR_WORDS.index(text) + 1 if text in _HOUR_WORDS else int(text)), int(m["min"] or 0)
    half = m["half"]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half[0] == "p" else 0)
    if hour > 24 or minute > 59:
        return None
    today = ref.date
    day = today.isoformat() if today else ""
    return Interval(today, today, f"{day}T{hour:02d}:{minute:02d}", "T")


def _fiscal(m: re.Match[str], _ref: Reference, _tense: Tense | None) -> Interval:
    """Fiscal years begin in another month in every country, so the value stands without days."""
    year = m["y"] or m["short"]
    first = int(year) if len(year) > 2 else 2000 + int(year)
    return cal.nothing(f"FY{first:04d}", "FY")


_PATTERNS: tuple[tuple[str, Reader], ...] = (
    (rf"(?:year )?(?P<y>{YEAR})(?: ?(?:ad|ce))?", _year),
    (r"(?P<y>\d{1,4}) ?(?:bc|bce)", _year_before_christ),
    (rf"(?:month of )?(?P<m>{MONTH})(?:,? (?:of )?(?P<y>{YEAR}))?", _month),
    (rf"{_WEEKDAY_BEFORE}{_DAY} (?:day )?(?:of )?(?P<m>{MONTH})(?:,? (?:of )?(?P<y>{YEAR}))?", _day_of_month),
    (rf"{_WEEKDAY_BEFORE}(?P<m>{MONTH}) (?:the )?{_DAY}(?:,? ?(?P<y>{YEAR}))?", _day_of_month),
    (rf"(?P<d>)(?P<y>{YEAR})[-/.](?P<m>0?[1-9]|1[0-2])", _iso),
    (rf"(?P<y>{YEAR})(?P<sep>[-/.])(?P<m>0?[1-9]|1[0-2])(?P=sep)(?P<d>[0-3]?\d)", _iso),
    (r"(?P<a>[0-3]?\d)(?P<sep>[-/.])(?P<b>[0-3]?\d)(?P=sep)(?P<y>(?:19|20)\d\d|\d\d)", _slashed),
    (rf"q(?P<n>[1-4])(?:[ ,/-]*(?:of )?(?P<y>{YEAR}))?", _quarter),
    (rf"(?P<n>[1-4])q(?:[ ,/-]*(?P<y>{YEAR}))", _quarter),
    (rf"(?P<y>{YEAR})[ -]?q(?P<n>[1-4])", _quarter),
    (rf"(?P<n>{ORDINAL}|final)[ -]quarter(?:,? (?:of )?(?:the )?(?:year )?(?P<y>{YEAR})| of (?:the|this) year)?", _quarter),
    (rf"h(?P<n>[12])[ ,/-]*(?:of )?(?P<y>{YEAR})", _half),
    (rf"(?P<n>first|second)[ -](?:half|semester)(?:,? (?:of )?(?:the )?(?:year )?(?P<y>{YEAR})| of (?:the|this) year)?", _half),
    (rf"(?P<dec>'?(?:1[0-9]|20|21)?\d0'?s|{alternatives(DECADES)})", _decade),
    (rf"(?P<n>{ORDINAL})[ -]centur(?:y|ies)", _century),
    (rf"(?:(?P<which>last|past|previous|next|coming|upcoming|this) )?(?P<wd>{_ANY_DAY})", _weekday),
    (rf"(?:(?P<which>last|past|this|next|following|previous) )?(?P<s>{SEASON})(?:,? (?:of )?{_OF_YEAR})?", _season),
    (rf"(?P<h>{alternatives(HOLIDAYS)})(?:,? (?P<y>{YEAR}))?", _holiday),
    (rf"(?P<h>[0-2]?\d)[:.](?P<min>[0-5]\d)(?::[0-5]\d)? ?(?P<half>[ap]m)?{_ZONE}", _clock),
    (rf"(?P<h>1?\d|{alternatives(_HOUR_WORDS)})(?P<min>) ?(?P<half>[ap]m){_ZONE}", _clock),
    (rf"(?P<h>1?\d|{alternatives(_HOUR_WORDS)})(?P<min>)(?P<half>) ?o'clock", _clock),
    (rf"(?:fiscal(?: year)?|financial year|fy) ?(?:(?P<y>{YEAR})|(?P<short>\d\d))(?:[-/](?:20)?\d\d)?", _fiscal),
)  # fmt: skip
_READERS = tuple((re.compile(p), r) for p, r in _PATTERNS)


def read(text: str, ref: Reference, tense: Tense | None) -> Interval | None:
    """The calendar unit that a normalised expression names."""
    for pattern, reader in _READERS:
        if (m := pattern.fullmatch(text)) and (found := reader(m, ref, tense)):
            return found
    return None
