"""Periods that are told by another figure's: "28 million a year earlier", "in the same quarter of 2023", "than the month before"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from policynlp.document import Span
from policynlp.tag import dates
from policynlp.tag.claims.figure import Figure
from policynlp.tags import Earlier, Period

_YEAR_EARLIER = (
    r"(?:a|one|the) year (?:earlier|ago|before|previously)|(?:the )?(?:previous|preceding|prior) year|last year|(?:19|20)\d\d"
)
_SAME = (
    r"(?:the |its )?(?:(?:same|corresponding|comparable|equivalent) (?P<unit>period|time|point|stage|half|quarter|month|day|date|months)"
    rf"(?:,? (?:of |in |from )?(?P<of>{_YEAR_EARLIER}))|year-ago (?P<ago>period|quarter|month|half))"
)
_BEFORE = (
    r"(?:a|one|the) (?P<step>year|quarter|month) (?:earlier|before|previously|(?P<now>ago))"
    r"|the (?:previous|preceding|prior) (?P<prior>year|quarter|month)"
)
_PHRASE = re.compile(rf"\b(?P<phrase>{_SAME}|{_BEFORE})\b(?!-)(?! (?:of|in|to|when)\b)", re.IGNORECASE)
_AGAINST = re.compile(
    r"\b(?:from|than|over|on|against|to|with|versus|vs\.?|as|about|of)(?: (?:in|for|during|at))?$", re.IGNORECASE
)
"""In front of what a change is counted from; a figure of that time has none or "in"."""
_BREAK = re.compile(r"[;:—(]|\.\s|\b(?:while|whereas|but|although|and|after|when|which)\b", re.IGNORECASE)
_UNCHANGED = re.compile(
    r"\b(?:unchanged|steady|flat|stable|little changed|same)[ ](?:from|on|over|as|with)(?: in)?$", re.IGNORECASE
)
_ANNUAL = re.compile(
    r",?[ ](?:(?:year[- ](?:on|over|to)[- ]year|y[-/]o[-/]y|yoy|y/y)\b|in annual terms\b|on (?:the|an) (?:year|annual basis)\b)",
    re.IGNORECASE,
)
_MONTHLY = re.compile(r",?[ ](?:(?:month[- ](?:on|over|to)[- ]month|m[-/]o[-/]m|mom|m/m)\b|on the month\b)", re.IGNORECASE)
_QUARTERLY = re.compile(
    r",?[ ](?:(?:quarter[- ](?:on|over|to)[- ]quarter|q[-/]o[-/]q|qoq|q/q)\b|on the quarter\b)", re.IGNORECASE
)
GRAINS = {"year": re.compile(r"\d{4}"), "quarter": re.compile(r"\d{4}-Q\d"), "month": re.compile(r"\d{4}-\d\d")}
"""TIMEX3 values of one such unit."""
_OF_YEARS = re.compile(r"(?:FY)?\d{4}(?:-(?:Q\d|H\d|\d\d)(?:-\d\d)?)?(?:/\d{4}(?:-\d\d)?)?")
_YEAR_CHARS = 4
_OPENING_CHARS = 12
"""Of the start of a sentence, where "In the corresponding period of 2024" takes up what was told before."""
_LEAD_CHARS = 60
_BEHIND_CHARS = 90


def count_from_figures(
    text: str, sentence: Span, figures: Sequence[Figure], published: str | None, *, told: Period | None = None
) -> None:
    """Sets periods that a sentence tells by the period of another of its figures, and what its changes are counted from.

    Args:
        text: The text.
        sentence: Offsets of the sentence.
        figures: Its figures, with the periods that dates give them.
        published: ISO day of publication, or null.
        told: What the sentence before told last: a phrase that opens this one is counted from it where no figure here has a time.
    """
    relative: set[int] = set()
    for i, f in enumerate(figures):
        if f.main >= 0:
            continue
        found = _told_for(text, sentence, figures, i)
        if found is None:
            if f.is_change and f.from_ is None and f.period is not None and (base := _per_year(text, f, sentence)) is not None:
                f.from_ = Earlier(value=None, period=base)
            continue
        phrase, is_base = found
        own = f.period if f.period is not None and not _says(phrase, f.period) else None
        later = range(i + 1, len(figures)) if phrase["unit"] or phrase["ago"] else ()
        others = [k for k in (*range(i - 1, -1, -1), *later) if k not in relative]
        beside = next((figures[k].period for k in others if _is_dated(figures[k], phrase)), None)
        anchor = (own or beside) if is_base else (beside or own)
        anchor = anchor or (told if not is_base and phrase.start() - sentence[0] <= _OPENING_CHARS else None)
        period = _counted(phrase, anchor, published) if anchor is not None else None
        if period is None:
            continue
        if not is_base:
            same = [g for g in figures[i + 1 :] if g.period is not None and g.period == f.period]
            for g in (f, *same):  # "In the corresponding period of 2024, 806 cases and 150 deaths"
                g.period = period
            relative.add(i)
        elif f.from_ is None or f.from_.value is None:
            f.from_ = Earlier(value=None, period=period)
            f.period = own or (beside if f.is_change else f.period)


def same_times(text: str, sentence: Span) -> list[Span]:
    """Where a sentence says "the same period of 2023", whose year is no date of its own, or "unchanged from the previous month"."""
    return [
        m.span()
        for m in _PHRASE.finditer(text, *sentence)
        if (m["of"] and m["of"].isdigit()) or _UNCHANGED.search(text, max(sentence[0], m.start() - _LEAD_CHARS), m.start() - 1)
    ]


def _told_for(text: str, sentence: Span, figures: Sequence[Figure], i: int) -> tuple[re.Match[str], bool] | None:
    """The phrase that dates a figure, and whether it dates what the figure is counted from."""
    f = figures[i]
    start = max(sentence[0], f.start - _LEAD_CHARS, figures[i - 1].end if i else 0)
    for lead in _PHRASE.finditer(text, start, f.start):
        if _BREAK.search(text, lead.end(), f.start) is None and "," not in text[lead.end() : f.start].strip(" ,"):
            against = _AGAINST.search(text, start, lead.start() - 1) if lead.start() > start else None
            return None if against is not None else (lead, False)
    stop = min(sentence[1], f.end + _BEHIND_CHARS)
    following = next((k for k in range(i + 1, len(figures)) if figures[k].main != i), len(figures))
    if following < len(figures):
        stop = min(stop, figures[following].start)
    behind = _PHRASE.search(text, f.end, stop)
    if behind is None:
        return None
    between = text[f.end : behind.start()]
    if _BREAK.search(between) or between.count(",") > 1:
        return None
    day = (behind["unit"] or "").lower() in {"day", "date"} and between == " on "  # "63.1% on the same day last year"
    is_base = not day and _AGAINST.search(between.rstrip()) is not None
    if is_base:
        return (behind, True) if f.is_change or f.trend != "none" else None
    return (behind, False) if len(between.split()) <= 4 else None


def _says(phrase: re.Match[str], period: Period) -> bool:
    """Whether a period is what dates read the phrase as: it is no date of its own then."""
    words = period.text.lower()
    return words in phrase["phrase"].lower() or phrase["phrase"].lower() in words


def _is_dated(f: Figure, phrase: re.Match[str]) -> bool:
    return f.period is not None and f.period.timex is not None and f.main < 0 and not _says(phrase, f.period)


def skip_rhythm(text: str, start: int, end: int) -> int:
    """Where the text goes on behind "month on month", or `start` where nothing like it stands there."""
    found = next((m for p in (_ANNUAL, _QUARTERLY, _MONTHLY) if (m := p.match(text, start, end)) is not None), None)
    return found.end() if found is not None else start


def _per_year(text: str, f: Figure, sentence: Span) -> Period | None:
    """What "4 percent year on year" is counted from."""
    if f.period is None or f.period.timex is None:
        return None
    for pattern, unit in ((_ANNUAL, "year"), (_QUARTERLY, "quarter"), (_MONTHLY, "month")):
        if (found := pattern.match(text, f.end, sentence[1])) is not None:
            return _stepped(f.period, unit, found[0].strip(" ,"))
    return None


def _counted(phrase: re.Match[str], anchor: Period, published: str | None) -> Period | None:
    words = phrase["phrase"]
    step = phrase["step"] or phrase["prior"]
    if step is not None:
        if phrase["now"] and not _is_of_late(anchor, published):
            return None
        return _stepped(anchor, step.lower(), words)
    unit = (phrase["unit"] or phrase["ago"]).lower()
    if unit in GRAINS and not GRAINS[unit].fullmatch(anchor.timex or ""):
        return None
    of = (phrase["of"] or "").lower()
    year = _year_of(anchor)
    if year is None:
        return None
    if of.isdigit():
        return _shifted(anchor, int(of) - year, words)
    if of == "last year" and published:
        return _shifted(anchor, int(published[:4]) - 1 - year, words)
    return _shifted(anchor, -1, words)


def _stepped(anchor: Period, unit: str, words: str) -> Period | None:
    """The period one year, quarter or month before."""
    if unit == "year":
        return _shifted(anchor, -1, words)
    if not GRAINS[unit].fullmatch(anchor.timex or ""):
        return None
    found = dates.counted_from(f"a {unit} earlier", anchor=anchor.timex or "", published=None)
    return replace(found, text=words) if found is not None else None


def year_before(period: Period) -> Period | None:
    """The same time of the year before; null where that is not known."""
    return _shifted(period, -1, period.text)


def _is_of_late(period: Period, published: str | None) -> bool:
    """Whether a period of less than a year ended within the last year, so that "a year ago" is the one before it."""
    end = period.end_date
    short = len(period.timex or "") > _YEAR_CHARS
    return bool(published and end and short and _other_year(published, -1) <= end <= published)


def _year_of(period: Period) -> int | None:
    found = re.search(r"\d{4}", period.timex or "") or re.search(r"\d{4}", period.end_date or "")
    return int(found[0]) if found else None


def _shifted(period: Period, years: int, words: str) -> Period | None:
    """A year, half, quarter, month, day or stretch of months of another year; null for anything else, or for no other year."""
    timex = period.timex or ""
    if years >= 0 or not _OF_YEARS.fullmatch(timex):
        return None
    return Period(
        text=words,
        start_date=_other_year(period.start_date, years) if period.start_date else None,
        end_date=_other_year(period.end_date, years) if period.end_date else None,
        timex=re.sub(r"(?<!-)\d{4}", lambda m: f"{int(m[0]) + years:04d}", timex),
    )


def _other_year(day: str, years: int) -> str:
    was = date.fromisoformat(day)
    last = was.month == 2 and was.day >= 28 and (was.toordinal() + 1 == date(was.year, 3, 1).toordinal())
    if last:  # the last of February stays it
        return date.fromordinal(date(was.year + years, 3, 1).toordinal() - 1).isoformat()
    return was.replace(year=was.year + years).isoformat()
