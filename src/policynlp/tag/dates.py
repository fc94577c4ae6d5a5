"""When: date expressions to the days that they cover and a TIMEX3 value, told from the day of publication.

`resolve` reads one expression, `find` says where in a text such expressions stand. Nothing is filled in: `May 2024` is a
month, `recent years` has a value (`PAST_REF`) but no days, and relative expressions have no days where the day of publication
is not known precisely enough. The readers are regular expressions over a normalised text in `dates_absolute` and
`dates_relative`; this file strips prepositions and modifiers and puts ranges together.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache

from policynlp.tag import dates_absolute, dates_parts, dates_relative, dates_seasons, dates_stretches
from policynlp.tag import dates_calendar as cal
from policynlp.tag.dates_calendar import Interval, Reference, Tense
from policynlp.tag.dates_shapes import CERTAIN
from policynlp.tag.dates_words import DAY_PART, DAY_PARTS, MONTH, MONTHS, YEAR
from policynlp.tags import Period

__all__ = ["counted_from", "find", "resolve"]

_MAX_CHARS = 120  # longer than any date expression in the public sets by far; keeps hostile input cheap
_DASHES = str.maketrans({"–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "’": "'", "‘": "'", "\u00a0": " "})
_SPACES = re.compile(r"\s+")
_ABBREVIATION_DOT = re.compile(rf"\b({MONTH}|[ap]\.?m|[abc]\.?[cd]|b\.?c\.?e)\.(?=\W|$)")
_LEAD = re.compile(
    r"(?:in|on|at|during|of|for|over|within|throughout|around|about|approximately|roughly|some|nearly|almost|just|only|the|as of"
    r"|as at|dated|across|circa|c\.|by|back in|both|all of|entire|whole|calendar|starting|beginning|alone in|inside"
    r"|years(?= (?:19|20)\d\d))(?= )\W*"
)
_OPEN_END = re.compile(r"(?:ever )?(?:since|from|starting (?:from|in)|beginning (?:from|in)) (?:the )?|after (?:the )?")
_OPEN_START = re.compile(
    r"(?:until|till|up to|through|before|prior to|up until|(?:by )?(?:no|not) later than|(?:before|by) (?=the end of )) (?:the )?"
)
_BOUNDS = re.compile(
    r"(?:between (?P<a>.+?) and (?P<b>.+))|(?:from (?P<c>.+?) (?:to|until|till|through) (?P<d>.+))"
    r"|(?P<e>.+?) (?:to|until|till|through) (?P<f>.+)"
)
_SEASON = re.compile(rf"(?P<y>{YEAR})(?P<sep>[-/])(?P<z>\d\d|{YEAR})")
_DASHED = re.compile(r"(?P<e>[^-]+?) ?- ?(?P<f>[^-]+)")
_DAYS = re.compile(rf"(?P<a>[0-3]?\d)(?:st|nd|rd|th)?(?: ?- ?| to | and )(?P<b>[0-3]?\d)(?:st|nd|rd|th)?,? (?P<rest>{MONTH}.*)")
_DAYS_AFTER = re.compile(rf"(?P<m>{MONTH}) (?P<a>[0-3]?\d)(?: ?- ?| to | and )(?P<b>[0-3]?\d)(?:,? (?P<y>{YEAR}))?")
_DECADES = re.compile(r"(?P<a>'?\d{2,4}s) and (?:the )?(?P<b>'?\d{2,4}s)")
_PART = re.compile(
    r"(?:(?P<edge>(?:very )?end|close|beginning|start|middle|turn|(?:first|last) (?:day|week)s?)(?:s)? of |"
    r"(?P<third>early|mid|late|middle|earlier|later)(?: part of|[ -](?:in|on))?[ -])(?P<rest>.+)"
)
_BARE_EDGE = re.compile(
    rf"(?:at |by |as at |as of )?(?P<edge>end|start|beginning|middle)[ -](?P<rest>(?:{MONTH}(?: {YEAR})?|{YEAR}(?:[-/]\d\d)?))"
)
"""As the headers of tables say it: "End 2024", "end-June 2024"."""
_OF_DAY = re.compile(rf"(?:(?P<a>{DAY_PART}) (?:of |on )?(?P<b>.+)|(?P<c>.+?),? (?:at |in the )?(?P<d>{DAY_PART}))")
_AT_TIME = re.compile(
    r"(?P<t>(?:[0-2]?\d[:.][0-5]\d ?(?:[ap]m)?|1?\d ?[ap]m)(?: (?:gmt|utc|cet|local time))?) (?:on )?(?P<day>.+)"
    r"|(?P<day2>.+?),? (?:at )?(?P<t2>[0-2]?\d[:.][0-5]\d ?(?:[ap]m)?|1?\d ?[ap]m)(?: (?:gmt|utc|cet|local time))?"
)
_EDGE = {
    "end": "late",
    "very end": "late",
    "close": "late",
    "beginning": "early",
    "start": "early",
    "turn": "early",
    "middle": "mid",
    **dict.fromkeys(("first days", "first weeks"), "early"),
    **dict.fromkeys(("last days", "last weeks"), "late"),
}
_COUNTED_DAYS = {"first day": 1, "first week": 7, "last day": -1, "last week": -7}


def resolve(text: str, *, published: str | None, tense: Tense | None = None) -> Period | None:
    """The days that a date expression covers.

    Args:
        text: The expression, with or without its preposition ("in 2003", "the end of last year").
        published: ISO day of publication, or a part of it (`2024-05`), or null.
        tense: Tense of the verb, if known: decides whether a bare "Monday" or "September" lies ahead.

    Returns:
        Period with `text` as given, `timex`, and both days where they are certain (one of them null where the expression is
        open: "since 2003"); null where this is no date expression that is understood.
    """
    if len(text) > _MAX_CHARS:
        return None
    found = _resolve(text, published, tense)
    if found is None:
        return None
    return Period(
        text=text,
        start_date=found.start.isoformat() if found.start else None,
        end_date=found.end.isoformat() if found.end else None,
        timex=found.timex,
    )


@lru_cache(maxsize=8192)  # the same few dates come again and again in one document
def _resolve(text: str, published: str | None, tense: Tense | None) -> Interval | None:
    try:
        return _read(normalised(text), Reference.parse(published), tense)
    except (OverflowError, ValueError):  # before the year 1 or behind 9999
        return None


def normalised(text: str) -> str:
    """Lower case, plain dashes and apostrophes, single spaces, no dots after abbreviations, no marks around."""
    plain = _SPACES.sub(" ", text.translate(_DASHES).lower()).strip(' ,;:()[]"“”.')
    plain = _ABBREVIATION_DOT.sub(lambda m: m[1].replace(".", ""), plain + ".").removesuffix(".")
    return plain.removesuffix("'s").removesuffix("s'").strip() if not plain.endswith("0's") else plain


def counted_from(text: str, *, anchor: str, published: str | None) -> Period | None:
    """A date that is counted from another one of the text: `a year earlier`, `two days later`.

    Args:
        text: The expression.
        anchor: TIMEX3 value of the other date, or an empty string: what lies behind is counted from publication then.
        published: ISO day of publication, or null.

    Returns:
        Null where the expression is none of these, or cannot be counted from this anchor.
    """
    try:
        found = dates_relative.counted_from(normalised(text), anchor, published) if len(text) <= _MAX_CHARS else None
    except (OverflowError, ValueError):
        return None
    if found is None or found.start is None or found.end is None:
        return None
    return Period(text=text, start_date=found.start.isoformat(), end_date=found.end.isoformat(), timex=found.timex)


def _read(text: str, ref: Reference, tense: Tense | None, depth: int = 0) -> Interval | None:
    if depth > 4 or not text:
        return None
    if m := _BARE_EDGE.fullmatch(text):
        text = f"{m['edge']} of {m['rest']}"

    def inner_date(rest: str) -> Interval | None:
        return _read(rest, ref, tense, depth + 1)

    if found := dates_stretches.read(text, inner_date) or dates_seasons.read(text, inner_date):
        return found
    bare = _LEAD.sub("", text, count=1) if _LEAD.match(text) and not text.startswith("the ") else text
    found = dates_parts.read(bare.removeprefix("the "), ref, tense)
    found = found or (dates_relative.read(bare, ref, tense) if " to " in text else None)  # "the year to March" is no range
    if found := found or _range(text, ref, tense, depth):
        return found
    if m := _OPEN_END.match(text):
        begun: Tense | None = "past" if "since" in m[0] else tense  # whatever may not be exceeded since January
        inner = _read(text[m.end() :], ref, begun, depth + 1)
        if inner is None or inner.start is None:
            return inner
        if m[0].startswith("after"):
            return replace(inner, start=inner.end + timedelta(days=1) if inner.end else None, end=None)
        return replace(inner, end=None)
    if m := _OPEN_START.match(text):
        inner = _read(text[m.end() :], ref, tense, depth + 1)
        if inner is None or inner.end is None:
            return inner
        if m[0].startswith(("before", "prior")) and not text.startswith("end of ", m.end()):
            return replace(inner, start=None, end=inner.start - timedelta(days=1) if inner.start else None)
        return replace(inner, start=None)
    found = dates_absolute.read(text, ref, tense) or dates_relative.read(text, ref, tense)
    if found:
        return found
    if m := _LEAD.match(text):
        return _read(text[m.end() :], ref, tense, depth)
    return _part(text, ref, tense, depth)


def _part(text: str, ref: Reference, tense: Tense | None, depth: int) -> Interval | None:
    """`early 2024`, `the end of May`, `Friday morning`, `3 pm on Monday`."""
    if m := _PART.fullmatch(text):
        return _part_of(m, _read(m["rest"], ref, tense, depth + 1))
    if m := _OF_DAY.fullmatch(text):
        part, rest = (m["a"], m["b"]) if m["a"] else (m["d"], m["c"])
        if rest in {"this", "last"} and part != "tonight":
            return cal.with_part(cal.shifted(ref, "D", -1 if rest == "last" else 0), part)
        if rest in {"following", "previous", "next"}:  # of another day, not of publication
            return cal.with_part(cal.nothing("XXXX-XX-XX"), part)
        inner = _read(rest, ref, tense, depth + 1)
        if part.endswith("s") and inner is not None and (weekday := _weekday_of(inner)):  # "Tuesday nights": each of them
            return cal.with_part(cal.nothing(weekday), part)
        if inner is not None and (inner.grain == "D" or inner.timex.startswith("XXXX-")):
            return cal.with_part(inner, part)
    single = text.removesuffix("s")
    if single in DAY_PARTS and text not in {"tonight", "overnight"}:
        code = DAY_PARTS[single]
        return cal.nothing(code if code.startswith("T") else f"T{code}", "T")
    if text in {"tonight", "overnight"}:
        return cal.with_part(cal.shifted(ref, "D", 0), text)
    if m := _AT_TIME.fullmatch(text):
        clock = dates_absolute.read(m["t"] or m["t2"], Reference(), tense)
        day = _read(m["day"] or m["day2"], ref, tense, depth + 1)
        if clock and day and day.grain == "D":
            return Interval(day.start, day.end, day.timex + clock.timex, "T")
    return None


def _part_of(m: re.Match[str], inner: Interval | None) -> Interval | None:
    """The part of an interval that words single out: its end, its middle, its first week."""
    if inner is None or m["third"] in {"earlier", "later"}:
        return inner
    edge = m["edge"]
    if edge and edge.endswith("s") and inner.grain != "M":
        return None  # "the first weeks of 2024"
    if edge in _COUNTED_DAYS:
        return cal.outermost(inner, _COUNTED_DAYS[edge])
    if edge and (two := re.fullmatch(r"(\d{4})/(\d{4})", inner.timex)):
        first, last = int(two[1]), int(two[2])
        if last == first + 1:
            return cal.nothing(inner.timex)  # "the end of 2025-26", which has its own days in every country
        year = {"late": last, "early": first}.get(_EDGE[edge])
        inner = (cal.of_years(year, year, f"{year:04d}", "Y") if year else inner) or inner  # "the end of 2021-2025"
    if edge and edge != "middle":
        return cal.edges(inner, _EDGE[edge])
    return cal.thirds(inner, m["third"].replace("middle", "mid") if m["third"] else "mid")


def _weekday_of(day: Interval) -> str | None:
    """Any such day of the week, as TIMEX3 writes it, where the interval is a day."""
    if day.timex.startswith("XXXX-WXX-"):
        return day.timex
    return f"XXXX-WXX-{day.start.isoweekday()}" if day.grain == "D" and day.start else None


def _range(text: str, ref: Reference, tense: Tense | None, depth: int) -> Interval | None:
    """Two ends; the earlier takes its year (and month) from the later: `May to July 2024`, `5-7 May`, `2012-13`."""
    m: re.Match[str] | None
    if m := _SEASON.fullmatch(text):
        first, last = int(m["y"]), int(m["z"])
        if len(m["z"]) == 2:
            last += first // 100 * 100
            if last < first:
                last = last + 100 if first % 100 == 99 else 0
        if last > first and (len(m["z"]) == 4 or last > 12 + first // 100 * 100 or last - first == 1):
            return cal.of_years(first, last, f"{first:04d}/{last:04d}")
        return None
    if m := _DAYS.fullmatch(text):
        return _joined(
            _read(f"{m['a']} {m['rest']}", ref, tense, depth + 1), _read(f"{m['b']} {m['rest']}", ref, tense, depth + 1)
        )
    if m := _DAYS_AFTER.fullmatch(text):
        year = f" {m['y']}" if m["y"] else ""
        ends = [_read(f"{m['m']} {m[g]}{year}", ref, tense, depth + 1) for g in "ab"]
        return _joined(*ends)
    if m := _DECADES.fullmatch(text):
        ends = [_read(part, ref, tense, depth + 1) for part in (m["a"], m["b"])]
        return _joined(*ends) if all(e and e.grain == "DE" for e in ends) else None
    bounds = _BOUNDS.fullmatch(text) or _DASHED.fullmatch(text)
    if not bounds or ((m := _PART.fullmatch(text.removeprefix("the "))) and _SEASON.fullmatch(m["rest"])):
        return None
    groups = bounds.groupdict()
    first_text = groups.get("a") or groups.get("c") or groups["e"]
    last_text = groups.get("b") or groups.get("d") or groups["f"]
    if not first_text or not last_text:
        return None
    end = _read(last_text, ref, tense, depth + 1)
    if end is None or end.timex[0] == "P":
        return None
    if last_text in {"now", "present", "the present", "today"}:
        start = _read(first_text, ref, tense, depth + 1)
        return replace(start, end=ref.date, timex=f"{start.timex}/{end.timex}") if start and start.start else None
    named = re.search(rf"\b{YEAR}$", last_text)
    bare = not re.search(YEAR, first_text)
    if named and bare and any(w in MONTHS for w in re.split(r"\W+", first_text)):
        first_text = f"{first_text} {named[0]}"
    start = _read(first_text, ref, tense, depth + 1)
    if start and start.grain == "M" and start.start and end.start and start.start > end.start and not re.search(YEAR, text):
        start = _read(f"{first_text} {end.start.year}", ref, tense, depth + 1)  # "from January to November", written in January
    return _joined(start, end)


def _joined(first: Interval | None, last: Interval | None) -> Interval | None:
    if first is None or last is None or "P" in (first.timex[0], last.timex[0]):
        return None
    if first.start is None or last.end is None:
        return cal.nothing(f"{first.timex}/{last.timex}")
    if first.start > last.end:
        return None
    ends = first.timex.partition("/")[0], last.timex.rpartition("/")[2]  # of "2019/2020" to "2023/2024"
    return Interval(first.start, last.end, "/".join(ends), "range")


def find(text: str) -> list[tuple[int, int]]:
    """Where date expressions of certain shape stand, for taggers to add to what a model finds.

    Args:
        text: Any text.

    Returns:
        Half-open offsets, in order, not overlapping; each is understood by `resolve`. Bare years, months and week days are left
        to the model, since "2,022", "March" and "May" are often something else.
    """
    return [m.span() for m in CERTAIN.finditer(text) if resolve(m[0], published=None) is not None]
