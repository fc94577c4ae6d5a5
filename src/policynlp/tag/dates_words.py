"""The words that dates are made of: names of months and days, numbers, units, parts of a day, as data.

English only. Each table maps a lower-case word to what it means; the patterns below are alternatives of their keys,
longest first, without a group of their own, to be put into larger patterns.
"""

from __future__ import annotations

from collections.abc import Iterable

_MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"
)  # fmt: skip
MONTHS: dict[str, int] = {name: i for i, name in enumerate(_MONTH_NAMES, 1)} | {
    name[:3]: i for i, name in enumerate(_MONTH_NAMES, 1)
}
MONTHS["sept"] = 9

_DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAYS: dict[str, int] = {name: i for i, name in enumerate(_DAY_NAMES)} | {
    "mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6
}  # fmt: skip

_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"
)  # fmt: skip
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
CARDINALS: dict[str, int] = (
    {w: i for i, w in enumerate(_ONES)}
    | _TENS
    | {f"{t}-{_ONES[i]}": n + i for t, n in _TENS.items() for i in range(1, 10)}
    | {f"{t} {_ONES[i]}": n + i for t, n in _TENS.items() for i in range(1, 10)}
    | {
        "a": 1,
        "an": 1,
        "couple": 2,
        "a couple of": 2,
        "a couple": 2,
        "dozen": 12,
        "a dozen": 12,
        "a hundred": 100,
        "hundred": 100,
    }
)
_FIRST = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
    "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth"
)  # fmt: skip
ORDINALS: dict[str, int] = {w: i for i, w in enumerate(_FIRST, 1)} | {
    "twenty-first": 21, "twenty first": 21, "twenty-second": 22, "twenty-third": 23, "twenty-fourth": 24, "twenty-fifth": 25,
    "twenty-sixth": 26, "twenty-seventh": 27, "twenty-eighth": 28, "twenty-ninth": 29, "thirtieth": 30, "thirty-first": 31
}  # fmt: skip
DECADES: dict[str, int] = {f"{t[:-1]}ies": n for t, n in _TENS.items()}
"""`nineties` to 90; `teens` and `noughties` are rare in the press and left out."""

UNITS: dict[str, str] = {
    "second": "TS", "sec": "TS", "minute": "TM", "min": "TM", "hour": "TH", "day": "D", "week": "W", "fortnight": "W2",
    "month": "M", "quarter": "Q", "year": "Y", "decade": "DE", "century": "CE", "centurie": "CE", "generation": "GEN",
    "night": "D", "weekend": "WE", "millennium": "ML"
}  # fmt: skip
"""Units without the plural s, and their letters in a TIMEX3 duration (`PT2H`, `P3Y`, `P1DE`); `W2` is two weeks."""

DAY_PARTS: dict[str, str] = {
    "morning": "MO", "noon": "T12:00", "midday": "MI", "afternoon": "AF", "evening": "EV", "night": "NI", "midnight": "T24:00",
    "tonight": "NI", "overnight": "NI", "dawn": "MO", "dusk": "EV", "lunchtime": "MI"
}  # fmt: skip
SEASONS: dict[str, str] = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
HOLIDAYS: dict[str, tuple[int, int]] = {
    "christmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25), "boxing day": (12, 26),
    "new year's eve": (12, 31), "new year's day": (1, 1), "may day": (5, 1), "valentine's day": (2, 14),
    "halloween": (10, 31), "armistice day": (11, 11), "international women's day": (3, 8), "labour day": (5, 1),
}  # fmt: skip
"""Days that fall on the same date in every country that writes of them in English; labor day (US) does not."""


def alternatives(words: Iterable[str]) -> str:
    """A regular expression group of the words, longest first, that captures nothing."""
    return "(?:" + "|".join(sorted(words, key=lambda w: (-len(w), w))) + ")"


MONTH = alternatives(MONTHS)
WEEKDAY = alternatives(WEEKDAYS)
NUMBER = r"(?:\d{1,4}(?:\.\d{1,2})?|" + alternatives(CARDINALS)[3:]
ORDINAL = r"(?:\d{1,3}(?:st|nd|rd|th)|" + alternatives(ORDINALS)[3:]
UNIT = alternatives(UNITS) + "s?"
DAY_PART = alternatives(DAY_PARTS) + "s?"
SEASON = alternatives(SEASONS)
YEAR = r"(?:1[0-9]\d\d|20\d\d|21\d\d)"


def cardinal(word: str) -> float | None:
    """Value of a number in digits or words, or null."""
    if word in CARDINALS:
        return CARDINALS[word]
    try:
        return float(word)
    except ValueError:
        return None


def ordinal(word: str) -> int | None:
    """Value of `3rd` or `third`, or null."""
    if word in ORDINALS:
        return ORDINALS[word]
    digits = word[:-2]
    return int(digits) if digits.isascii() and digits.isdigit() else None


def unit(word: str) -> str:
    """TIMEX3 letters of a unit, plural or not."""
    return UNITS.get(word) or UNITS[word.removesuffix("s")]
