"""Years that do not begin in January and their parts, and stretches that are told by their last day or month.

`the 2027 fiscal year`, `the third quarter of fiscal 2025`, `1H25`, `the July-September quarter`, `the four weeks to 2 November`.
Fiscal years begin in another month in every country, so theirs stand without days: `FY2025`, `FY2025-Q3`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from policynlp.tag import dates_calendar as cal
from policynlp.tag.dates_calendar import Interval
from policynlp.tag.dates_words import MONTH, NUMBER, ORDINALS, YEAR, cardinal

ReadDate = Callable[[str], Interval | None]
Reader = Callable[[re.Match[str], ReadDate], Interval | None]
_TWO = r"(?:[-/](?:20)?\d\d)?"
_FISCAL = rf"(?:the )?(?:fiscal(?: year)?|financial year|fy) ?(?:(?P<y>{YEAR})|(?P<short>\d\d)){_TWO}"
_KINDS = r"(?:school|academic|crop|marketing|harvest|growing|water|contract|sugar|milling|cropping|winter|summer|election|flu)"
_ENDS = r"(?:to|through|ended|ending|ending on|ended on|up to)"
_LATE = 50
"""Two digits from here on are of the last century."""


def _number(words: str) -> int:
    digits = next((int(c) for c in words if c.isdigit()), 0)
    return digits or (4 if words in {"final", "last"} else ORDINALS.get(words, 0))


def _year_of(m: re.Match[str]) -> int:
    if m["y"]:
        return int(m["y"])
    short = int(m["short"])
    return short + (1900 if short >= _LATE else 2000)


def _fiscal_part(m: re.Match[str], _read: ReadDate) -> Interval | None:
    number, letter = _number(m["n"]), "Q" if "q" in m["part"] else "H"
    number = 2 if letter == "H" and m["n"] in {"final", "last"} else number
    return cal.nothing(f"FY{_year_of(m):04d}-{letter}{number}") if 1 <= number <= (4 if letter == "Q" else 2) else None


def _fiscal_months(m: re.Match[str], _read: ReadDate) -> Interval | None:
    count = cardinal(m["n"])
    return cal.nothing(f"FY{_year_of(m):04d}-M1/M{int(count)}") if count is not None and 1 <= count <= 12 else None


def _fiscal_year(m: re.Match[str], _read: ReadDate) -> Interval | None:
    return cal.nothing(f"FY{int(m['y']):04d}", "FY")


def _fiscal_years(m: re.Match[str], _read: ReadDate) -> Interval | None:
    return cal.nothing(f"FY{int(m['a']):04d}/FY{int(m['b']):04d}") if int(m["a"]) < int(m["b"]) else None


def _kind_of_year(m: re.Match[str], read: ReadDate) -> Interval | None:
    return read(m["years"])


def _short_half(m: re.Match[str], _read: ReadDate) -> Interval | None:
    return cal.of_half(_year_of(m), int(m["n"] or m["n2"]))


def _months(m: re.Match[str], read: ReadDate) -> Interval | None:
    year = f" {m['y']}" if m["y"] else ""
    return read(f"from {m['a']} to {m['b']}{year}")


def _years(m: re.Match[str], read: ReadDate) -> Interval | None:
    return read(m["rest"])


def _weeks(m: re.Match[str], read: ReadDate) -> Interval | None:
    """`the four weeks to 2 November`: their last day is told."""
    last, count = read(m["rest"]), cardinal(m["n"] or "one")
    if last is None or last.grain != "D" or count is None or count != int(count):
        return None
    if last.end is None:
        return cal.nothing(cal.duration(count, "W"))
    first = last.end - timedelta(days=7 * int(count) - 1)
    return Interval(first, last.end, f"{first.isoformat()}/{last.end.isoformat()}", "W")


def _from_new_year(m: re.Match[str], read: ReadDate) -> Interval | None:
    """`from the beginning of the year to 20 December 2024`: of the year in which it ends."""
    last = read(m["rest"])
    if last is None or last.grain not in {"D", "M", "Q"}:
        return None
    if last.end is None:
        return cal.nothing(f"XXXX-01/{last.timex}")
    opening = f"{last.end.year:04d}-01-01" if last.grain == "D" else f"{last.end.year:04d}-01"
    return Interval(date(last.end.year, 1, 1), last.end, f"{opening}/{last.timex}")


def _half_of_month(m: re.Match[str], read: ReadDate) -> Interval | None:
    """`the second half of November 2025`: from the 16th on."""
    month = read(m["rest"])
    if month is None or month.grain != "M":
        return None
    if month.start is None or month.end is None:
        return cal.nothing(cal.duration(15, "D"))
    middle = month.start.replace(day=15)
    first, last = (month.start, middle) if m["n"] in {"first", "1st"} else (middle + timedelta(days=1), month.end)
    return Interval(first, last, f"{first.isoformat()}/{last.isoformat()}")


def _days(m: re.Match[str], read: ReadDate) -> Interval | None:
    """`between November 3rd and 14th`, `from 3 to 14 November 2025`."""
    year = f" {m['y']}" if m["y"] else ""
    return read(f"{m['a']}-{m['b']} {m['m']}{year}")


def _part_of_month(m: re.Match[str], read: ReadDate) -> Interval | None:
    """`the first two weeks of November`, `the last ten days of March 2025`."""
    month, count = read(m["rest"]), cardinal(m["n"])
    if month is None or month.grain != "M" or count is None or count != int(count):
        return None
    days = int(count) * (7 if m["u"].startswith("week") else 1)
    if month.start is None or month.end is None:
        return cal.nothing(cal.duration(days, "D"))
    if not 1 <= days <= (month.end - month.start).days:
        return None
    span = timedelta(days=days - 1)
    first, last = (month.start, month.start + span) if m["end"] == "first" else (month.end - span, month.end)
    return Interval(first, last, f"{first.isoformat()}/{last.isoformat()}")


def _year_to_day(m: re.Match[str], read: ReadDate) -> Interval | None:
    """`the year to 31 March 2025`, `the 12 months ended June 15`."""
    return _back_from(read(m["rest"]), 12)


def _months_to_day(m: re.Match[str], read: ReadDate) -> Interval | None:
    """`the quarter ended September 30`, `the nine months to 30 June 2025`."""
    count = {"quarter": 3.0, "half-year": 6.0, "half year": 6.0}.get(m["n"]) or cardinal(m["n"].partition(" ")[0])
    return _back_from(read(m["rest"]), int(count)) if count is not None and count == int(count) else None


def _back_from(last: Interval | None, months: int) -> Interval | None:
    """The months that end on a day; their number alone where the day has no year."""
    if last is None or last.grain != "D":
        return None
    first = cal.moved(last.end + timedelta(days=1), "M", -months) if last.end else None
    if first is None or last.end is None:
        return cal.nothing(cal.duration(months, "M"))
    return Interval(first, last.end, f"{first.isoformat()}/{last.end.isoformat()}")


def _end_of(m: re.Match[str], read: ReadDate) -> Interval | None:
    inner = read(m["rest"])
    return cal.edges(inner, "late") if inner is not None else None


def _decade_to(m: re.Match[str], _read: ReadDate) -> Interval | None:
    last = int(m["y"])
    return cal.of_years(last - 9, last, f"{last - 9:04d}/{last:04d}")


_JOINED = r" ?(?:and|to|through|-) ?(?:(?:fiscal|financial) year )?"
_PART = r"(?P<n>first|second|third|fourth|final|last|1st|2nd|3rd|4th)[ -](?P<part>quarter|half)"
_DAY_A = r"(?P<a>[0-3]?\d)(?:st|nd|rd|th)?"
_DAY_B = r"(?P<b>[0-3]?\d)(?:st|nd|rd|th)?"
_TO = r"(?:to|until|till|through|up to)(?: the (?:end|close) of)?"
_AND = r"(?:and|to|until|till|through)"
_PATTERNS: tuple[tuple[str, Reader], ...] = (
    (rf"{_PART} (?:of )?{_FISCAL}", _fiscal_part),
    (rf"(?P<part>q|h)(?P<n>[1-4])[ ,/-]*(?:of )?{_FISCAL}", _fiscal_part),
    (rf"(?P<n>[1-4])(?P<part>q|h)[ ,/-]*{_FISCAL}", _fiscal_part),
    (rf"first (?P<n>{NUMBER}) months (?:of |in )?{_FISCAL}", _fiscal_months),
    (rf"(?P<y>{YEAR}){_TWO} (?:fiscal|financial|budget) year", _fiscal_year),
    (
        rf"(?:between |from )?(?:the )?(?:fiscal|financial) years? (?P<a>{YEAR}){_TWO}{_JOINED}(?P<b>{YEAR}){_TWO}",
        _fiscal_years,
    ),
    (rf"(?P<years>{YEAR}[-/](?:{YEAR}|\d\d)) {_KINDS} (?:year|season|campaign)", _kind_of_year),
    (rf"(?:(?P<n>[12])h|h(?P<n2>[12]))[ ,/-]?(?:(?P<y>{YEAR})|(?P<short>\d\d))", _short_half),
    (rf"(?P<a>{MONTH}) ?(?:-|to) ?(?P<b>{MONTH}) (?:quarter|period|half)(?:,? (?:of )?(?P<y>{YEAR}))?", _months),
    (rf"(?:period|years) (?P<rest>(?:from |between )?{YEAR}(?: ?- ?| to | and )(?:{YEAR}|\d\d))", _years),
    (rf"(?:(?P<n>{NUMBER}) )?weeks? {_ENDS} (?P<rest>.*\d.*)", _weeks),
    (rf"(?:from )?(?:the )?(?:beginning|start) of (?:the|this|last) year {_TO} (?P<rest>.+)", _from_new_year),
    (rf"(?:between|from) (?P<m>{MONTH}) {_DAY_A} {_AND} {_DAY_B}(?:,? (?P<y>{YEAR}))?", _days),
    (rf"(?:between|from) {_DAY_A} {_AND} {_DAY_B} (?:of )?(?P<m>{MONTH})(?:,? (?P<y>{YEAR}))?", _days),
    (rf"(?P<n>first|second|latter|1st|2nd) half of (?P<rest>(?:{MONTH})(?: {YEAR})?)", _half_of_month),
    (rf"(?P<end>first|last|final) (?P<n>{NUMBER}) (?P<u>weeks|days) (?:of|in) (?P<rest>(?:{MONTH})(?: {YEAR})?)", _part_of_month),
    (rf"(?:year|12 months|twelve months) {_ENDS} (?P<rest>.*\d.*)", _year_to_day),
    (rf"(?P<n>quarter|half[- ]year|{NUMBER} months) {_ENDS} (?P<rest>.*\d.*)", _months_to_day),
    (rf"end-(?P<rest>(?:{MONTH})(?: {YEAR})?|{YEAR})", _end_of),
    (rf"decade (?:to|ending|ended) (?P<y>{YEAR})", _decade_to),
)  # fmt: skip
_READERS = tuple((re.compile(p), r) for p, r in _PATTERNS)
_LEAD = re.compile(r"(?:(?:in|for|during|over|within|of|the|first|past|last) (?!(?:quarter|half|\d+ months|\w+ months)\b))+")


def read(text: str, read_date: ReadDate) -> Interval | None:
    """What a normalised expression of these kinds stands for, or null.

    Args:
        text: Normalised.
        read_date: Reads the date that a stretch is told by.
    """
    for candidate in dict.fromkeys((text, _LEAD.sub("", text, count=1) if _LEAD.match(text) else text)):
        for pattern, reader in _READERS:
            if (m := pattern.fullmatch(candidate)) and (found := reader(m, read_date)):
                return found
    return None
