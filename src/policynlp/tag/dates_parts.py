"""Parts of a year that are told by months, weeks and quarters: "March and April", "the September quarter", "the last quarter of 2023"."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from policynlp.tag import dates_calendar as cal
from policynlp.tag.dates_calendar import Interval, Reference, Tense
from policynlp.tag.dates_words import MONTH, MONTHS, ORDINAL, YEAR, ordinal

_OF_YEAR = rf"(?:,? (?:of )?(?P<y>{YEAR}))?"
_QUARTER, _YEAR_MONTHS, _WEEK, _WEEKS = 3, 12, 7, 4
Reader = Callable[["re.Match[str]", Reference, Tense | None], Interval | None]


def _year_of(year: str | None, month: int, ref: Reference, tense: Tense | None) -> int | None:
    """The year that is printed, or that of the last time when that month had begun; with future tense of the next time."""
    if year or ref.year is None:
        return int(year) if year else None
    if tense == "future":
        return ref.year + (month < (ref.month or 1))
    return ref.year - (month > (ref.month or _YEAR_MONTHS))


def _months(m: re.Match[str], ref: Reference, tense: Tense | None) -> Interval | None:
    """`March and April 2024`, `March, April and May`: as one stretch, where they follow each other."""
    named = [MONTHS[m[k]] for k in ("a", "b", "c") if m[k]]
    year = _year_of(m["y"], named[-1], ref, tense)
    if named != list(range(named[0], named[0] + len(named))):
        return None
    if year is None:
        return cal.nothing(f"XXXX-{named[0]:02d}/XXXX-{named[-1]:02d}")
    return cal.of_months(year, named[0], named[-1], f"{year:04d}-{named[0]:02d}/{year:04d}-{named[-1]:02d}")


def _quarter_to(m: re.Match[str], ref: Reference, tense: Tense | None) -> Interval | None:
    """`the September quarter`: the three months that end with it."""
    month = MONTHS[m["m"]]
    year = _year_of(m["y"], month, ref, tense)
    if month % _QUARTER:
        return None
    return cal.of_quarter(year, month // _QUARTER) if year is not None else cal.nothing(f"XXXX-Q{month // _QUARTER}", "Q")


def _last_quarter(m: re.Match[str], _ref: Reference, _tense: Tense | None) -> Interval | None:
    return cal.of_quarter(int(m["y"]), 4)


def _edge_month(m: re.Match[str], _ref: Reference, _tense: Tense | None) -> Interval | None:
    return cal.of_month(int(m["y"]), 1 if m["end"] == "first" else _YEAR_MONTHS)


def _week_of_month(m: re.Match[str], ref: Reference, tense: Tense | None) -> Interval | None:
    """`the second week of April`: days 8 to 14; the last week is the last seven days."""
    month = MONTHS[m["m"]]
    year = _year_of(m["y"], month, ref, tense)
    number = _WEEKS if m["n"] in {"last", "final"} else ordinal(m["n"])
    whole = cal.of_month(year, month) if year is not None else None
    if whole is None or whole.start is None or whole.end is None or number is None or not 1 <= number <= _WEEKS:
        return None
    start = whole.start + timedelta(days=_WEEK * (number - 1))
    if m["n"] in {"last", "final"}:
        start = whole.end - timedelta(days=_WEEK - 1)
    end = start + timedelta(days=_WEEK - 1)
    return Interval(start, end, f"{start.isoformat()}/{end.isoformat()}")


def _year_end(m: re.Match[str], _ref: Reference, _tense: Tense | None) -> Interval | None:
    whole = cal.of_year(int(m["y"]))
    return cal.edges(whole, "late") if whole is not None else None


_PATTERNS: tuple[tuple[str, Reader], ...] = (
    (rf"(?P<a>{MONTH})(?:, (?P<b>{MONTH}))?,? and (?P<c>{MONTH}){_OF_YEAR}", _months),
    (rf"(?P<m>{MONTH}) quarter{_OF_YEAR}", _quarter_to),
    (rf"last quarter of (?:the year )?(?P<y>{YEAR})", _last_quarter),
    (rf"(?P<end>first|last|final) month of (?:the year )?(?P<y>{YEAR})", _edge_month),
    (rf"(?P<n>{ORDINAL}|last|final) week of (?P<m>{MONTH}){_OF_YEAR}", _week_of_month),
    (rf"(?:year[ -]end|end-) ?(?P<y>{YEAR})", _year_end),
)
_READERS = tuple((re.compile(p), r) for p, r in _PATTERNS)


def read(text: str, ref: Reference, tense: Tense | None) -> Interval | None:
    """The part of a year that a normalised expression names, without its article."""
    for pattern, reader in _READERS:
        if (m := pattern.fullmatch(text)) and (found := reader(m, ref, tense)):
            return found
    return None
