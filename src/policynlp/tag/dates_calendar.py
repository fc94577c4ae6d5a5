"""Calendar units as intervals of days with their TIMEX3 value, and arithmetic that keeps to the unit.

An `Interval` knows what it is a span of (a year, a month, a day ...), so that no missing part is ever filled in: `May 2024` is
all of May, not a day in it.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from policynlp.tag.dates_words import DAY_PARTS

Tense = Literal["past", "future"]


@dataclass(frozen=True, slots=True)
class Interval:
    """Days, both inclusive; null where open or not known.

    Attributes:
        start, end: First and last day.
        timex: TIMEX3 value.
        grain: `Y`, `Q`, `M`, `W`, `D`, ..., or empty where it is none of these.
    """

    start: date | None
    end: date | None
    timex: str
    grain: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """The day of publication as far as it is known: year, perhaps month, perhaps day."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, published: str | None) -> Reference:
        """From an ISO date or a part of one; anything else is a reference that knows nothing."""
        if not published:
            return cls()
        parts = published[:10].split("-")
        try:
            numbers = [int(p) for p in parts if p.isascii()]
            if len(numbers) == 3:
                date(numbers[0], numbers[1], numbers[2])
            elif len(numbers) == 2:
                date(numbers[0], numbers[1], 1)
            else:
                date(numbers[0], 1, 1)
        except (ValueError, TypeError, IndexError):
            return cls()
        return cls(*numbers[:3])

    @property
    def date(self) -> date | None:
        """The day, or null where only month or year are known."""
        if self.year and self.month and self.day:
            return date(self.year, self.month, self.day)
        return None


def nothing(timex: str, grain: str = "") -> Interval:
    """An expression that is understood but names no certain days."""
    return Interval(None, None, timex, grain)


def of_year(year: int) -> Interval | None:
    """All of a year."""
    return Interval(date(year, 1, 1), date(year, 12, 31), f"{year:04d}", "Y") if 1 <= year <= 9998 else None


def of_years(first: int, last: int, timex: str, grain: str = "") -> Interval | None:
    """Whole years, both inclusive."""
    if not 1 <= first <= last <= 9998:
        return None
    return Interval(date(first, 1, 1), date(last, 12, 31), timex, grain)


def of_months(year: int, first: int, last: int, timex: str, grain: str = "M") -> Interval | None:
    """Whole months of one year, both inclusive."""
    if not (1 <= year <= 9998 and 1 <= first <= last <= 12):
        return None
    return Interval(date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]), timex, grain)


def of_month(year: int, month: int) -> Interval | None:
    """All of a month."""
    return of_months(year, month, month, f"{year:04d}-{month:02d}")


def of_quarter(year: int, quarter: int) -> Interval | None:
    """A calendar quarter, 1 to 4."""
    return of_months(year, 3 * quarter - 2, 3 * quarter, f"{year:04d}-Q{quarter}", "Q") if 1 <= quarter <= 4 else None


def of_half(year: int, half: int) -> Interval | None:
    """A half year, 1 or 2."""
    return of_months(year, 6 * half - 5, 6 * half, f"{year:04d}-H{half}", "H") if half in (1, 2) else None


def of_day(day: date) -> Interval:
    """One day."""
    return Interval(day, day, day.isoformat(), "D")


def on_day(year: int, month: int, day: int) -> Interval | None:
    """One day by its numbers, or null where the calendar has none such."""
    try:
        return of_day(date(year, month, day))
    except ValueError:
        return None


def of_week(day: date) -> Interval:
    """The ISO week that holds a day, Monday to Sunday."""
    year, week, weekday = day.isocalendar()
    monday = day - timedelta(days=weekday - 1)
    return Interval(monday, monday + timedelta(days=6), f"{year:04d}-W{week:02d}", "W")


def of_decade(first: int) -> Interval | None:
    """Ten years from `first`, which ends in 0."""
    return of_years(first, first + 9, f"{first // 10:03d}", "DE")


def of_century(number: int) -> Interval | None:
    """The n-th century; TIMEX3 writes the 19th as `18`."""
    return of_years(100 * number - 99, 100 * number, f"{number - 1:02d}", "CE") if 1 <= number <= 30 else None


def shifted(ref: Reference, unit: str, steps: int) -> Interval:
    """The calendar unit `steps` away from the one that the reference lies in (-1 and `Y`: last year).

    Without a reference of that precision, the value has X for what is not known.
    """
    try:
        if unit in {"Y", "DE", "CE"}:
            size = {"Y": 1, "DE": 10, "CE": 100}[unit]
            if ref.year is not None:
                if unit == "DE":
                    return of_decade((ref.year // 10 + steps) * 10) or nothing("XXX")
                if unit == "CE":
                    return of_century((ref.year - 1) // 100 + 1 + steps) or nothing("XX")
                return of_year(ref.year + steps * size) or nothing("XXXX")
            return nothing("XXXX" if unit == "Y" else "XXX" if unit == "DE" else "XX")
        if unit in {"M", "Q"}:
            if ref.year is None or ref.month is None:
                return nothing("XXXX-XX" if unit == "M" else "XXXX-QX")
            if unit == "M":
                months = ref.year * 12 + ref.month - 1 + steps
                return of_month(months // 12, months % 12 + 1) or nothing("XXXX-XX")
            quarters = ref.year * 4 + (ref.month - 1) // 3 + steps
            return of_quarter(quarters // 4, quarters % 4 + 1) or nothing("XXXX-QX")
        today = ref.date
        if today is None:
            return nothing({"W": "XXXX-WXX", "WE": "XXXX-WXX-WE"}.get(unit, "XXXX-XX-XX"))
        if unit == "WE":
            week = of_week(today + timedelta(days=7 * steps))
            assert week.end is not None  # noqa: S101 - of_week always has an end; for the type checker
            return Interval(week.end - timedelta(days=1), week.end, f"{week.timex}-WE", "WE")
        if unit in {"W", "W2"}:
            return of_week(today + timedelta(days=7 * steps * (2 if unit == "W2" else 1)))
        return of_day(today + timedelta(days=steps))
    except OverflowError:
        return nothing("XXXX")


def moved(day: date, unit: str, steps: int) -> date | None:
    """The day `steps` units before or after; the last day of a shorter month stands for its 31st."""
    try:
        if unit in {"D", "W", "W2"}:
            return day + timedelta(days=steps * {"D": 1, "W": 7, "W2": 14}[unit])
        months = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}.get(unit)
        if months is None:
            return None
        total = day.year * 12 + day.month - 1 + steps * months
        year, month = total // 12, total % 12 + 1
        return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
    except (OverflowError, ValueError):
        return None


def duration(amount: float | None, unit: str) -> str:
    """TIMEX3 value of a length of time; `X` for an amount that is not stated."""
    if unit == "W2":
        amount, unit = (amount * 2 if amount is not None else None), "W"
    elif unit == "WE":
        unit = "WE"
    text = "X" if amount is None else f"{amount:g}"
    return f"PT{text}{unit[1:]}" if unit[0] == "T" else f"P{text}{unit}"


def with_part(interval: Interval, part: str) -> Interval:
    """A part of a day: `2024-05-17TMO`."""
    code = DAY_PARTS.get(part) or DAY_PARTS[part.removesuffix("s")]
    joined = code if code.startswith("T") else f"T{code}"
    return Interval(interval.start, interval.end, interval.timex + joined, "T")


def thirds(interval: Interval, part: str) -> Interval:
    """Early, middle or late third (the first, middle or last third of its days or years); the value stays the whole's."""
    start, end = interval.start, interval.end
    if start is None or end is None or start == end:
        return interval
    if interval.grain in {"DE", "CE"}:
        years = end.year - start.year + 1
        a, b = {"early": (0, 0.4), "mid": (0.3, 0.7), "late": (0.6, 1)}[part]
        first, last = start.year + round(a * years), start.year + round(b * years) - 1
        return of_years(first, last, interval.timex) or interval
    if interval.grain == "Y":
        first, last = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}[part]
        return of_months(start.year, first, last, interval.timex) or interval
    days = (end - start).days + 1
    third = days // 3
    if part == "early":
        return Interval(start, start + timedelta(days=max(third - 1, 0)), interval.timex)
    if part == "mid":
        return Interval(start + timedelta(days=third), end - timedelta(days=third), interval.timex)
    return Interval(end - timedelta(days=max(third - 1, 0)), end, interval.timex)


def outermost(inner: Interval, days: int) -> Interval | None:
    """The first so many days of a month or more, or the last ones where the number is negative."""
    if inner.grain not in {"M", "Q", "H", "Y"} or inner.start is None or inner.end is None:
        return None
    if abs(days) == 1:
        return of_day(inner.start if days > 0 else inner.end)
    first = inner.start if days > 0 else inner.end + timedelta(days=days + 1)
    last = first + timedelta(days=abs(days) - 1)
    return Interval(first, last, f"{first.isoformat()}/{last.isoformat()}")


def edges(interval: Interval, part: str) -> Interval:
    """Beginning or end: the outer quarter of a year (three months), or the outer third of anything else."""
    if interval.grain == "Y" and interval.start is not None:
        first, last = (1, 3) if part == "early" else (10, 12)
        return of_months(interval.start.year, first, last, interval.timex) or interval
    return thirds(interval, part)
