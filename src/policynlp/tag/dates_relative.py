"""Dates that are told from the day of publication, and lengths of time: `last year`, `three years ago`, `the past decade`."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from policynlp.tag import dates_calendar as cal
from policynlp.tag.dates_absolute import month_near
from policynlp.tag.dates_calendar import Interval, Reference, Tense
from policynlp.tag.dates_words import MONTH, MONTHS, NUMBER, ORDINAL, UNIT, WEEKDAY, WEEKDAYS, YEAR, cardinal, ordinal, unit

Reader = Callable[[re.Match[str], Reference], Interval | None]
_SATURDAY = 5
_WEEKS = 52
_STEPS = {
    "this past": -1, "last": -1, "past": -1, "previous": -1, "preceding": -1, "this": 0, "current": 0, "next": 1, "coming": 1,
    "following": 1, "upcoming": 1,
}  # fmt: skip
_WHICH = (
    r"(?P<which>this past|last|previous|this|current|next|coming|upcoming)"  # "the past year" is the 12 months before today
)
_DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1, "day before yesterday": -2, "day after tomorrow": 2}
_VAGUE = {
    "PRESENT_REF": r"now|right now|nowadays|currently|at present|present|(?:present|current) (?:day|time)|these days",
    "PAST_REF": (
        r"recent (?:years|months|weeks|days|decades|times|history)|recently|(?:past|last) (?:years|months|weeks|decades)|past"
        r"|once|formerly|previously|in the past|earlier|ancient times|long ago|lately|(?:previous|earlier) (?:years|decades)"
        r"|years ago|decades ago|months ago|some time ago"
    ),
    "FUTURE_REF": (
        r"(?:near |foreseeable |not too distant |distant )?future|(?:coming|next|future|following) (?:years|months|weeks|days|decades)"
        r"|(?:years|decades|months|weeks|days) (?:to come|ahead)|soon|later|long term|near term"
    ),
}  # fmt: skip
_FREQUENCY = {
    "daily": "P1D", "weekly": "P1W", "fortnightly": "P2W", "monthly": "P1M", "quarterly": "P1Q", "annually": "P1Y",
    "annual": "P1Y", "yearly": "P1Y", "hourly": "PT1H", "biennial": "P2Y", "per annum": "P1Y", "nightly": "P1D",
}  # fmt: skip
_VAGUE_COUNTS = r"several|few|a few|many|some|dozens of|hundreds of|thousands of|tens of|countless|various|couple of"


def _which_unit(m: re.Match[str], ref: Reference) -> Interval:
    if m["u"].endswith("s"):  # "the coming weeks"
        return cal.nothing({-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}[_STEPS[m["which"]]])
    if m["u"] == "night":
        return cal.with_part(cal.shifted(ref, "D", _STEPS[m["which"]]), "night")
    return cal.shifted(ref, unit(m["u"]), _STEPS[m["which"]])


def _the_unit(m: re.Match[str], ref: Reference) -> Interval:
    """`the year` (as in `the end of the year`) is the running one."""
    return cal.shifted(ref, unit(m["u"]), 0)


def _ending(m: re.Match[str], ref: Reference) -> Interval | None:
    """`the five years to 2022`, `the 12 months ending March 2024`, `the year to August`: a stretch that ends with a stated one."""
    count, letters = cardinal(m["n"] or "one"), unit(m["u"])
    if count is None or count != int(count):
        return None
    value = cal.duration(count, letters)
    if letters == "Y" and m["y"] and not m["m"]:
        return cal.of_years(int(m["y"]) - int(count) + 1, int(m["y"]), value)
    last = None
    if m["m"]:
        last = cal.of_month(int(m["y"]), MONTHS[m["m"]]) if m["y"] else month_near(MONTHS[m["m"]], ref, None)
    if last and last.start and last.end:
        months = int(count) * {"M": 1, "Q": 3, "Y": 12}.get(letters, 0)
        first = cal.moved(last.start, "M", 1 - months) if months else None
        return Interval(first, last.end, value) if first else None
    return cal.nothing(value)


def _year_end(_m: re.Match[str], ref: Reference) -> Interval:
    return cal.edges(cal.shifted(ref, "Y", 0), "late")


def _turn_of_year(_m: re.Match[str], ref: Reference) -> Interval:
    """December and January; the nearest one."""
    if ref.year is None:
        return cal.nothing("XXXX")
    year = ref.year + (ref.month is not None and ref.month > 6)
    return Interval(date(year - 1, 12, 1), date(year, 1, 31), f"{year - 1:04d}-12/{year:04d}-01")


def _day_of_week(m: re.Match[str], ref: Reference) -> Interval:
    """`Tuesday next week`."""
    week = cal.shifted(ref, "W", _STEPS[m["which"]])
    day = WEEKDAYS[m["wd"]]
    return cal.of_day(week.start + timedelta(days=day)) if week.start else cal.nothing(f"XXXX-WXX-{day + 1}", "D")


def _day_of_year(m: re.Match[str], ref: Reference) -> Interval | None:
    """`June 16 of last year`."""
    month, day = MONTHS[m["m"] or m["m2"]], int(m["d"] or m["d2"])
    if ref.year is None:
        return cal.nothing(f"XXXX-{month:02d}-{day:02d}", "D")
    return cal.on_day(ref.year + _STEPS[m["which"]], month, day)


def _and_a_half(m: re.Match[str], _ref: Reference) -> Interval | None:
    count = cardinal(m["n"])
    return cal.nothing(cal.duration(count + 0.5, unit(m["u"]))) if count is not None else None


def _month_of(m: re.Match[str], ref: Reference) -> Interval | None:
    """`September last year`, `May of this year`; "of the same year" counts from another date of the text."""
    month = MONTHS[m["m"]]
    if ref.year is None or m["which"].endswith("same"):
        return cal.nothing(f"XXXX-{month:02d}", "M")
    return cal.of_month(ref.year + _STEPS[m["which"]], month)


def _which_month(m: re.Match[str], ref: Reference) -> Interval | None:
    """`last September`: the latest one that is over; `next September`: the next that has not begun."""
    month, which = MONTHS[m["m"]], m["which"]
    if ref.year is None or ref.month is None:
        return cal.nothing(f"XXXX-{month:02d}", "M")
    if _STEPS[which] < 0:
        return cal.of_month(ref.year - (month >= ref.month), month)
    if _STEPS[which] > 0:
        return cal.of_month(ref.year + (month <= ref.month), month)
    return cal.of_month(ref.year, month)


def _day_of_which(m: re.Match[str], ref: Reference) -> Interval | None:
    day = int(m["d"])
    base = cal.shifted(ref, "M", _STEPS[m["which"]])
    return cal.on_day(base.start.year, base.start.month, day) if base.start else cal.nothing(f"XXXX-XX-{day:02d}", "D")


def _ago(m: re.Match[str], ref: Reference) -> Interval | None:
    return _at_distance(m, ref, -1)


def _hence(m: re.Match[str], ref: Reference) -> Interval | None:
    return _at_distance(m, ref, 1)


def _at_distance(m: re.Match[str], ref: Reference, sign: int) -> Interval | None:
    count, letters = cardinal(m["n"]), unit(m["u"])
    if count is None or letters in {"GEN", "ML", "WE"}:
        return cal.nothing("PAST_REF" if sign < 0 else "FUTURE_REF")
    if letters[0] == "T":
        return cal.nothing(cal.duration(count, letters))
    if count != int(count):
        return cal.nothing(cal.duration(count, letters))
    if letters in {"DE", "CE"}:
        count, letters = count * (10 if letters == "DE" else 100), "Y"
    return cal.shifted(ref, letters, sign * int(count))


def _named_day(m: re.Match[str], ref: Reference) -> Interval:
    found = cal.shifted(ref, "D", _DAYS[m["day"]])
    if found.start is None and m["day"] == "today":
        return cal.nothing("PRESENT_REF")
    return found


def _stretch(m: re.Match[str], ref: Reference) -> Interval | None:
    """`the past five years`, `the last two decades`, `the next three to five years`."""
    count = cardinal(m["high"] or m["n"] or "one")
    letters, back = unit(m["u"]), _STEPS[m["which"]] < 0
    value = cal.duration(count, letters)
    today = ref.date
    if today is None or count is None or count != int(count) or count < 1:
        return cal.nothing(value)
    other = cal.moved(today, letters, -int(count) if back else int(count))
    if other is None:
        return cal.nothing(value)
    one = timedelta(days=1)
    return Interval(other + one, today, value) if back else Interval(today + one, other, value)


def _day_of_the_month(m: re.Match[str], ref: Reference) -> Interval | None:
    """`the first of the month`: of this one, or of the one before where that day lies ahead."""
    day = ordinal(m["d"])
    if day is None or not 1 <= day <= 31:
        return None
    base = cal.shifted(ref, "M", -1 if ref.day is not None and day > ref.day else 0)
    return cal.on_day(base.start.year, base.start.month, day) if base.start else cal.nothing(f"XXXX-XX-{day:02d}", "D")


def _first_months(m: re.Match[str], ref: Reference) -> Interval | None:
    """`the first five months of 2024`; without a year, of the year of publication, or the year before if they lie ahead."""
    count, letters = cardinal(m["n"]), unit(m["u"])
    if count is None or letters not in {"M", "Q"} or count != int(count):
        return None
    months = int(count) * (3 if letters == "Q" else 1)
    if not 1 <= months <= 12:
        return None
    if m["y"]:
        year = int(m["y"])
    elif ref.year is None:
        return cal.nothing(f"P{months}M")
    elif m["which"]:
        year = ref.year + _STEPS[m["which"]]
    else:
        year = ref.year - (ref.month is not None and m["end"] == "first" and months > ref.month)
    first, last = (1, months) if m["end"] == "first" else (13 - months, 12)
    return cal.of_months(year, first, last, f"{year:04d}-{first:02d}/{year:04d}-{last:02d}")


def _first_weeks(m: re.Match[str], ref: Reference) -> Interval | None:
    """`the first six weeks of the year`: days counted from its first one, or back from its last."""
    count = cardinal(m["n"])
    year = int(m["y"]) if m["y"] else ref.year + _STEPS.get(m["which"] or "this", 0) if ref.year is not None else None
    if count is None or count != int(count) or not 1 <= count <= _WEEKS:
        return None
    if year is None:
        return cal.nothing(f"P{int(count)}W")
    days = timedelta(days=7 * int(count) - 1)
    first, last = date(year, 1, 1), date(year, 12, 31)
    start, end = (first, first + days) if m["end"] == "first" else (last - days, last)
    return Interval(start, end, f"{start.isoformat()}/{end.isoformat()}", "W")


def _numbered_week(m: re.Match[str], _ref: Reference) -> Interval | None:
    """`week 1 of 2025`, as ISO 8601 counts weeks."""
    try:
        return cal.of_week(date.fromisocalendar(int(m["y"]), int(m["n"]), 1))
    except ValueError:
        return None


def _part_of_which(m: re.Match[str], ref: Reference) -> Interval | None:
    """`the first quarter of this year`, `the second half of last year`."""
    number = (4 if m["part"] == "quarter" else 2) if m["n"] == "last" else ordinal(m["n"]) or 0
    if ref.year is None:
        return cal.nothing(f"XXXX-{'Q' if m['part'] == 'quarter' else 'H'}{number}")
    year = ref.year + _STEPS[m["which"]]
    return cal.of_quarter(year, number) if m["part"] == "quarter" else cal.of_half(year, number)


def _so_far(m: re.Match[str], ref: Reference) -> Interval | None:
    whole = cal.shifted(ref, unit(m["u"]), 0)
    return Interval(whole.start, ref.date, whole.timex, whole.grain) if ref.date else whole


def _length(m: re.Match[str], _ref: Reference) -> Interval | None:
    high = m["high"] if "high" in m.groupdict() else None
    count = cardinal((high or m["n"]).strip())
    return cal.nothing(cal.duration(count, unit(m["u"]))) if count is not None else None


def _vague_length(m: re.Match[str], _ref: Reference) -> Interval:
    return cal.nothing(cal.duration(None, unit(m["u"])))


def _every(m: re.Match[str], _ref: Reference) -> Interval:
    count = cardinal(m["n"]) if m["n"] else 1
    return cal.nothing(cal.duration(count, unit(m["u"])))


def _every_weekday(m: re.Match[str], _ref: Reference) -> Interval:
    return cal.nothing(f"XXXX-WXX-{WEEKDAYS[m['wd']] + 1}")


def _as_long(m: re.Match[str], _ref: Reference) -> Interval:
    """`month-long`; of `decades-long` the count is open."""
    return cal.nothing(cal.duration(None if m["u"].endswith("s") else 1, unit(m["u"])))


def _frequency(m: re.Match[str], _ref: Reference) -> Interval:
    return cal.nothing(_FREQUENCY[m[0]])


def _earlier(m: re.Match[str], _ref: Reference) -> Interval:
    """`a year earlier` counts from a date that the sentence has, not from publication."""
    return cal.nothing(cal.duration(cardinal(m["n"]), unit(m["u"])))


def _vague(m: re.Match[str], _ref: Reference) -> Interval:
    return cal.nothing(m.lastgroup or "")


_COUNT = rf"(?P<n>{NUMBER})"
_RANGE = rf"(?P<n>{NUMBER})(?:(?: to | or |-| and )(?P<high>{NUMBER}))?"
_HEDGE = (
    r"(?:another |further |full |whole |entire |more than |over |at least |less than |under |up to |as (?:much|long|many|few) as "
    r"|no more than |fewer than |almost |nearly |first |last |only )"
)
_BETWEEN = r"(?:or (?:so|more) |full |consecutive |straight |whole |more |calendar |working |business |long |odd )"
_TAIL = r"(?:[ -](?:old|long|period|now|or so|or more|in a row|straight|later|apart|of age)s?)"
_ENDING = r"(?:to|ending|ended|through|ending in|ended in)(?: the end of)?"
_IN_YEAR = r"(?: (?:of|in) (?:the )?(?:year )?(?:(?P<y>\d{4})|(?P<which>last|this|next) year|year))"
_AWAY = r"(?: ago| later| earlier| from now| before| after)"
_THAT_YEAR = r"(?:,? of)?,? (?P<which>last|this|next) year"
_NTH = "first|second|third|fourth|last|1st|2nd|3rd|4th"
_PATTERNS: tuple[tuple[str, Reader], ...] = (
    (rf"(?:same (?:period|time|month|day|quarter) )?(?:of )?(?:the )?{_WHICH} (?P<u>{UNIT})", _which_unit),
    (r"the (?P<u>year|month|week|weekend|quarter|decade|century)", _the_unit),
    (r"(?:the )?turn of (?:the|this) year", _turn_of_year),
    (r"(?P<u>year)[ -]end|end[ -](?:of[ -])?year", _year_end),
    (rf"(?P<wd>{WEEKDAY})(?:,? of)? (?P<which>last|this|next) week", _day_of_week),
    (rf"(?:(?P<m>{MONTH}) (?P<d>[0-3]?\d)(?:st|nd|rd|th)?|(?P<d2>[0-3]?\d)(?:st|nd|rd|th)? (?P<m2>{MONTH})){_THAT_YEAR}", _day_of_year),
    (rf"(?:the )?(?:(?P<n>{NUMBER}) )?(?P<u>years?|months?|quarters?) {_ENDING} (?:(?P<m>{MONTH}) ?)?(?P<y>{YEAR})?", _ending),
    (rf"(?P<m>{MONTH})(?:,? of)?,? (?P<which>last|this|next|the same|same) year", _month_of),
    (rf"{_WHICH} (?P<m>{MONTH})", _which_month),
    (r"(?P<d>[0-3]?\d)(?:st|nd|rd|th)? (?:of )?(?P<which>last|this|next) month", _day_of_which),
    (rf"(?:the )?(?P<d>{ORDINAL})(?: day)? of the month", _day_of_the_month),
    (rf"(?:more than |over |at least |less than )?{_COUNT}[ -](?P<u>{UNIT}) (?:ago|back)", _ago),
    (rf"{_COUNT} (?P<u>{UNIT}) (?:from now|hence)", _hence),
    (r"(?P<day>today|yesterday|tomorrow|day before yesterday|day after tomorrow)", _named_day),
    (rf"(?P<which>last|past|previous|preceding|next|coming|following|upcoming) (?:{_RANGE}[ -])?(?P<u>{UNIT})", _stretch),
    (rf"(?P<end>first|last|final) {_COUNT} (?P<u>months?|quarters?){_IN_YEAR}?", _first_months),
    (rf"(?P<end>first|last|final) {_COUNT} weeks?{_IN_YEAR}", _first_weeks),
    (r"week (?P<n>\d{1,2}) of (?P<y>\d{4})", _numbered_week),
    (rf"(?P<n>{_NTH})[ -](?P<part>quarter|half) (?:of )?(?P<which>last|this|next) year", _part_of_which),
    (r"(?:so far this|(?:this )?(?P<x>year|month)-to-date|thus far this) ?(?P<u>year|month|week|quarter)", _so_far),
    (rf"{_HEDGE}*{_RANGE}[ -]{_BETWEEN}?(?P<u>{UNIT}){_TAIL}?", _length),
    (rf"(?:the )?(?:last |past |next |coming )?(?:{_VAGUE_COUNTS}) (?P<u>{UNIT}){_AWAY}?", _vague_length),
    (rf"{_COUNT} and a half (?P<u>{UNIT})", _and_a_half),
    (r"(?P<u>days|weeks|months|years|decades|centuries|hours|minutes)", _vague_length),
    (rf"(?:every|each|a|per) (?:(?P<n>{NUMBER}) )?(?P<u>{UNIT})", _every),
    (rf"(?:every|each) (?P<wd>{WEEKDAY})", _every_weekday),
    (rf"(?P<u>{UNIT})-long", _as_long),
    ("|".join(_FREQUENCY), _frequency),
    (rf"{_COUNT} (?P<u>{UNIT}) (?:earlier|before|previously|later|after|afterwards)", _earlier),
    ("|".join(f"(?P<{name}>{pattern})" for name, pattern in _VAGUE.items()), _vague),
)  # fmt: skip
_READERS = tuple((re.compile(p), r) for p, r in _PATTERNS)


def counted_from(text: str, anchor: str, published: str | None = None) -> Interval | None:
    """`a year earlier`, `two days later`, counted from a date of the text, with its grain where that is a month or quarter.

    Args:
        text: Normalised.
        anchor: TIMEX3 value of that date: a year, quarter, month, week or day.
        published: ISO day of publication; not before it is counted where `anchor` is empty and the expression looks back.
    """
    if before := _YEAR_BEFORE.fullmatch(text) if anchor else None:
        text = f"one {before['u'] or before['v']} before"
    if same := _SAME_YEAR.fullmatch(text):
        return cal.of_month(int(anchor[:4]), MONTHS[same["m"]]) if anchor[:4].isdigit() else None
    m = _FROM_ANCHOR.fullmatch(text)
    count = cardinal(m["n"]) if m else None
    if m is None or count is None or count != int(count):
        return None
    steps = int(count) * (1 if m["way"] == "later" else -1)
    letters = unit(m["u"])
    if not anchor:
        return (
            cal.shifted(Reference.parse(published), letters, steps)
            if published and steps < 0 and letters in _CALENDAR
            else None
        )
    year, quarter = anchor[:4], re.fullmatch(r"\d{4}-Q(\d)", anchor)
    if letters == "Y" and quarter:
        return cal.of_quarter(int(year) + steps, int(quarter[1]))
    if letters == "Q" and quarter:
        return cal.of_quarter(int(year) + (int(quarter[1]) - 1 + steps) // 4, (int(quarter[1]) - 1 + steps) % 4 + 1)
    if letters == "Y" and (month := re.fullmatch(r"\d{4}-(\d\d)", anchor)):
        return cal.of_month(int(year) + steps, int(month[1]))
    if not re.fullmatch(r"\d{4}(?:-\d\d(?:-\d\d)?)?", anchor) or letters not in _CALENDAR:
        return None
    return cal.shifted(Reference.parse(anchor), letters, steps)


_CALENDAR = frozenset({"D", "W", "M", "Q", "Y"})
_YEAR_BEFORE = re.compile(
    r"(?:\w+ than )?(?:in |over |of )?the (?:(?:previous|preceding) (?P<u>year|month|quarter)|(?P<v>year|month|quarter) before)"
)
_SAME_YEAR = re.compile(rf"(?P<m>{MONTH})(?:,? of)?,? (?:the )?same year")
_FROM_ANCHOR = re.compile(rf"(?P<n>{NUMBER}) (?P<u>{UNIT}) (?P<way>earlier|later|before)")


def read(text: str, ref: Reference, tense: Tense | None) -> Interval | None:
    """What a normalised relative expression or duration stands for."""
    if text in {"weekend", "the weekend"} and tense != "future":  # the one that is over
        return cal.shifted(ref, "WE", 0 if ref.date is not None and ref.date.weekday() >= _SATURDAY else -1)
    for pattern, reader in _READERS:
        if (m := pattern.fullmatch(text)) and (found := reader(m, ref)):
            return found
    return None
