"""Which stretch of time a text or a section reports on: told by its title, by what "the figures cover", or by its lead."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from policynlp.document import Passage, Span
from policynlp.months import MONTH
from policynlp.tag import dates
from policynlp.tag.claims.figure import OF_THE_PAST, Figure
from policynlp.tag.claims.stretches import ENDS, stretch
from policynlp.tags import Period

_LEAD_CHARS = 700
LEAST_DAYS, _MOST_DAYS = 6, 370
_LONG_DAYS = 190
"""Longer than a half: a year in a lead is often but the latest of many."""
_RECENT, _RECENT_YEAR = timedelta(days=130), timedelta(days=400)
"""What is reported in a lead ended no longer ago."""
_YEAR = r"(?:19|20)\d\d"
_TITLED = re.compile(
    rf"\b(?:\d{{1,2}}[ ]{MONTH}[ ]?(?:[-–—]|to)[ ]?\d{{1,2}}[ ]{MONTH}(?:[ ]{_YEAR})?"
    rf"|{MONTH}\.?[ ]?(?:[-–—]|to|through|until)[ ]?{MONTH}(?:\.?,?[ ]{_YEAR})?"
    rf"|(?:\d{{1,2}}[ ])?{MONTH}\.?,?[ ]{_YEAR}|{MONTH}\.?[ ]\d{{1,2}},?[ ]{_YEAR}"
    rf"|Q[1-4](?:[ -]?(?:of[ ])?(?:FY)?[ ]?{_YEAR})?|[1-4]Q[ ]?(?:FY)?[ ]?(?:{_YEAR}|\d\d)\b"
    rf"|(?:H[12]|[12]H)[ ]?(?:FY)?[ ]?(?:{_YEAR}|\d\d)\b"
    rf"|(?:first|second|third|fourth)[ -](?:quarter|half)(?:[ ](?:of[ ])?(?:(?:fiscal|FY)[ ]?)?{_YEAR})?"
    rf"|FY[ ]?(?:{_YEAR}|\d\d)(?:[-–/]\d\d(?:\d\d)?)?|(?:fiscal|financial)[ ]year[ ]{_YEAR}(?:[-–/]\d\d(?:\d\d)?)?"
    rf"|(?:last|the[ ]past)[ ](?:month|quarter|year|week)|(?<=\bin[ ]){MONTH}\b(?![ ]?\d)|{_YEAR}(?:[-–/]\d\d(?:\d\d)?)?(?![-–/\d]))",
    re.IGNORECASE,
)
_LONE_MONTH = re.compile(rf"\b(?P<month>{MONTH})\b(?P<of>(?:['’]s)?[ ](?-i:[a-z])\w+)?(?![ ]?\d)", re.IGNORECASE)
"""As in "Ohio's August jobless rate"."""
_WORDS = frozenset({"May", "March", "Mar"})
_BARE_YEAR = re.compile(rf"{_YEAR}(?:[-–/]\d\d(?:\d\d)?)?")
_SERIES = (
    r"(?:inflation|unemployment|jobless|employment|gdp|growth|exports?|imports?|sales|output|production|arrivals|prices?|deficit|surplus|"
    r"revenues?|profits?|earnings|registrations|visitors|orders|index|trade|births|deaths|crime|cases|harvest|catch|economy|rates?|"
    r"starts|permits|spending|receipts|turnover|income|wages|situation|population|enrolment|consumption|traffic|tourism|debt)"
)
_DATA = (
    r"(?:figures?|numbers?|statistics|data|results?|report|survey|release|accounts?|bulletin|count|census|review|statement|totals?"
    r"|estimates?)"
)
_COVERS = re.compile(
    rf"\b{_DATA}\b[^.;:]{{0,90}}?\b(?:cover(?:s|ed|ing)?|relat(?:e|es|ing)[ ]to|refer(?:s|ring)?[ ]to|for|concern(?:s|ing)?|during|over)[ ]"
    r"(?:the[ ])?(?:whole[ ]of[ ]|period[ ])?(?:the[ ])?$",
    re.IGNORECASE,
)
"""In front of the time that data are of: "the statistics, published yesterday, cover the" + "year to the end of March"."""
_NO_DATE = re.compile(r"[^\W\d]{3,}")
_EDGE_OF = re.compile(r"\b(?:end|start|beginning|middle|close|since|from|than)[ ](?:of[ ]|in[ ])?(?:the[ ])?$", re.IGNORECASE)
_AT = re.compile(r"\b(?:in|during|for|over)[ ](?:the[ ])?$", re.IGNORECASE)
EDGE = re.compile(r"\b(?:end|close|start|beginning|middle|turn|eve)\b|\bas (?:of|at)\b", re.IGNORECASE)
"""Within a time that is a point and no stretch."""
_UNTIL = re.compile(r"\b(?:by|until|till|to|since|from|before|after)[ ]$", re.IGNORECASE)
_ASIDE = re.compile(r", (?:who|whose|which)\b[^,]*$")
_SENTENCE_END = re.compile(r"[a-z\d%)”\"’]\.[”\"’]?\s+(?=[A-Z“\"])")
_COMPARES = re.compile(
    rf"\b(?:{_DATA}|{_SERIES}|more|less|fewer|rose|fell|grew|shrank|declined|increased|decreased|climbed|dropped|highest|lowest|record)\b",
    re.IGNORECASE,
)
_SHORT_CHARS = 60
_MOST_OTHERS = 3
_TITLE_YEAR = re.compile(
    rf"\b(?:in|of|for|during)[ ](?:the[ ])?(?:year[ ])?$|\b{_DATA}[ ,:(–-]{{1,3}}(?:for[ ])?$", re.IGNORECASE
)
"""In front of a year that a title reports on, which is not that of a law: "Regulations 2025"."""
_ENDS_LEAD = re.compile(
    r"(?:(?:the[ ])?(?:year|quarter|half[- ]year|\w+[ ]months)[ ](?:to|ending|ended|through|up to)[ ](?:the[ ]end[ ]of[ ])?)$",
    re.IGNORECASE,
)
_DONE_IN = re.compile(rf"\b(?:\w{{3,}}ed|built|spent|done|made|sold|paid|begun|won)[ ]in[ ]{_YEAR}[ .:]*$", re.IGNORECASE)
"""A heading that says what was done in a year: "Infrastructure: delivered in 2024"."""
_OF_DATA = re.compile(rf"\b(?:{_DATA}|{_SERIES})\b", re.IGNORECASE)
_LEAD_DATE_CHARS = 60
_DAY_CHARS, _YEAR_CHARS = len("2024-05-20"), len("2024")
_SPLIT_YEAR = re.compile(r"(\d{4})/(\d{4})")
_FISCAL = re.compile(r"FY(?P<year>\d{4})(?:[-/](?:\d\d)?(?P<last>\d\d))?")
_PART_YEAR = re.compile(r"-[QH]\d$")
_Key = tuple[str | None, str | None, str | None]


def time_of_text(
    text: str, passages: Sequence[Passage], within: Sequence[Sequence[Figure]], published: str | None
) -> Period | None:
    """The stretch of time that a whole text reports on.

    Args:
        text: The text.
        passages: Its prose, in order.
        within: The figures of each of them, with the periods that their sentences tell.
        published: ISO day of publication, or null.
    """
    counted: Counter[_Key] = Counter()
    for inside in within:
        counted.update(key(f.period) for f in inside if f.period is not None and _is_report(f, published))
    titled = [p for p in _in_titles(text, passages, published) if not _is_bare(p) or _is_recent(p, published)]
    if titled:
        best = min(titled, key=_is_bare)
        return best if counted[key(best)] or _titles_data(text, passages, within) else None
    for period in _covered(text, passages, published):
        return period
    for f in _lead(text, passages, within):
        if f.period is None or not _is_report(f, published) or not _is_recent(f.period, published):
            continue
        n = counted[key(f.period)]
        if days(f.period) > _LONG_DAYS:
            if n >= 3 and n == max(counted.values()):
                return f.period
        else:
            return f.period
    told = next(_in_lead(text, passages, published), None)
    others = sum(counted.values()) - counted[key(told)] if told is not None else 0
    return told if told is not None and others <= counted[key(told)] + _MOST_OTHERS else None


def time_of_heading(heading: str, published: str | None) -> Period | None:
    """The one stretch of time that a heading tells beside other words: "Cumulative arrivals, January-May 2026"."""
    found = list(_titled(heading, 0, len(heading), published))
    if len(found) != 1:
        return None
    bare = _BARE_YEAR.fullmatch(found[0].text) is not None and _DONE_IN.search(heading) is None
    return None if bare else found[0]


def is_stretch(period: Period, published: str | None) -> bool:
    """Whether a period is a week to a year long, or a fiscal year or a part of it, and over."""
    if not period.start_date or not period.end_date:
        named = _FISCAL.match(period.timex or "")
        last = int(named["last"] or named["year"][-2:]) if named else 0
        ahead = 1 if named is not None and _PART_YEAR.search(period.timex or "") else 0  # a quarter may be over before its year
        return named is not None and (published is None or last <= int(published[2:4]) + ahead or named["year"] < published[:4])
    split = _SPLIT_YEAR.fullmatch(period.timex or "")
    if split is not None and int(split[2]) == int(split[1]) + 1:
        return published is None or split[2] <= published[:4]  # a school or fiscal year
    over = published is None or period.end_date <= published
    return over and LEAST_DAYS <= days(period) <= _MOST_DAYS


def days(period: Period) -> int:
    """How many days a period has; a year's where they are not known."""
    if not period.start_date or not period.end_date:
        return _MOST_DAYS
    return (date.fromisoformat(period.end_date) - date.fromisoformat(period.start_date)).days + 1


def key(period: Period) -> _Key:
    """What two periods that are the same time have in common."""
    if not period.start_date and not period.end_date:
        return (None, None, period.timex)
    return (period.start_date, period.end_date, None)


def _in_titles(text: str, passages: Sequence[Passage], published: str | None) -> Iterator[Period]:
    for passage in passages:
        if passage.kind == "title" and not _is_only_date(text[passage.start : passage.end]):
            yield from _titled(text, passage.start, passage.end, published)
            for m in _LONE_MONTH.finditer(text, passage.start, passage.end):
                if not m["month"][0].isupper() or (m["month"] in _WORDS and not m["of"]):
                    continue
                if _UNTIL.search(text, max(passage.start, m.start() - 8), m.start()):
                    continue
                if _names_something(text[passage.start : passage.end], m.end("month") - passage.start):
                    continue
                found = dates.resolve(m["month"], published=published, tense="past")
                if found is not None and is_stretch(found, published) and _is_recent(found, published):
                    yield found


def _titles_data(text: str, passages: Sequence[Passage], within: Sequence[Sequence[Figure]]) -> bool:
    """Whether a title has a figure or tells of data, so that its time is that of figures and not of a deed."""
    return any(
        bool(inside) or _OF_DATA.search(text, passage.start, passage.end) is not None
        for passage, inside in zip(passages, within, strict=True)
        if passage.kind == "title"
    )


def _is_bare(period: Period) -> bool:
    """Whether it is a year, or two that a slash joins, whose days another line may tell."""
    return _BARE_YEAR.fullmatch(period.text) is not None


def _names_something(title: str, end: int) -> bool:
    """Whether a word that may be a month belongs to a name: "June Brown, nurse, dies", "August in Naples"."""
    small = re.search(r" [a-z]{4,}", title) is not None  # in a title whose words all are capitalised nothing can be told
    return small and (re.match(r" [A-Z][a-z]| in [A-Z]|['’]s [A-Z]", title[end:]) is not None)


def _is_only_date(title: str) -> bool:
    """Whether a title is the day or month that a report appeared in."""
    return _NO_DATE.search(_TITLED.sub("", title)) is None


def _in_lead(text: str, passages: Sequence[Passage], published: str | None) -> Iterator[Period]:
    """What the first paragraph tells the time of, without a figure: "landed less fish in 2024 than in any year since 1990"."""
    for start, end in _first_lines(passages):
        if end - start < _SHORT_CHARS:
            continue
        stop = _SENTENCE_END.search(text, start, end)
        last = stop.end() if stop is not None else end
        if _COMPARES.search(text, start, last) is None:
            return
        for m in _TITLED.finditer(text, start, last):
            if _ASIDE.search(text, start, m.start()) or _EDGE_OF.search(text, max(start, m.start() - 20), m.start()):
                continue
            led = _AT.search(text, max(start, m.start() - 12), m.start()) or m[0].lower().startswith(("last", "the"))
            found = dates.resolve(m[0], published=published, tense="past") if led else None
            if found is not None and is_stretch(found, published) and _is_recent(found, published):
                yield found
        return


def _titled(text: str, start: int, end: int, published: str | None) -> Iterator[Period]:
    """The stretches of time of a title, its letters large or small."""
    for m in _TITLED.finditer(text, start, end):
        words = re.sub(r"^([1-4])Q[ ]?(?:FY[ ]?)?", r"Q\1 FY", m[0]) if re.match(r"[1-4]Q ?FY", m[0]) else m[0]
        joined = re.fullmatch(rf"((?:\d+ )?{MONTH})\.?[ ]?[-–—][ ]?((?:\d+ )?{MONTH}.*)", words, re.IGNORECASE)
        words = f"from {joined[1]} to {joined[2]}" if joined else words
        if _BARE_YEAR.fullmatch(m[0]) and not _TITLE_YEAR.search(text, max(start, m.start() - 40), m.start()):
            behind = re.match(rf"[ ](?:[\w-]+[ ]){{0,2}}{_DATA}\b", text[m.end() : end], re.IGNORECASE)
            if behind is None:
                continue
        found = dates.resolve(words, published=published, tense="past")
        if found is None:
            continue
        whole = stretch(text, m.span(), replace(found, text=m[0]))
        if is_stretch(whole, published):
            yield whole


def _covered(text: str, passages: Sequence[Passage], published: str | None) -> Iterator[Period]:
    """What the first paragraphs say that the figures are of."""
    for start, end in _first_lines(passages):
        for m in (*_TITLED.finditer(text, start, end), *ENDS.finditer(text, start, end)):
            at = m.start("month") if "month" in m.re.groupindex else m.start()
            stop = m.end("month") if "month" in m.re.groupindex else m.end()
            found = dates.resolve(text[at:stop], published=published, tense="past")
            lead = _ENDS_LEAD.search(text, max(start, at - _LEAD_DATE_CHARS), at)
            begin = lead.start() if lead else at
            if found is None or _COVERS.search(text, max(start, begin - 140), begin) is None:
                continue
            found = stretch(text, (at, stop), found)
            if is_stretch(found, published) and not _BARE_YEAR.fullmatch(found.text):
                yield found


def _first_lines(passages: Sequence[Passage]) -> Iterator[Span]:
    begin: int | None = None
    for passage in passages:
        if passage.kind == "paragraph" and begin is None:
            begin = passage.start
        if begin is not None and passage.start > begin + _LEAD_CHARS:
            return
        if passage.kind == "paragraph":
            yield passage.start, passage.end


def _lead(text: str, passages: Sequence[Passage], within: Sequence[Sequence[Figure]]) -> Iterator[Figure]:
    """The figures of the title and of the first sentence of the first paragraph that has any."""
    for passage, inside in zip(passages, within, strict=True):
        for f in inside:
            aside = _ASIDE.search(text, passage.start, f.start) is not None
            if passage.kind == "title" or (not aside and _SENTENCE_END.search(text, passage.start, f.start) is None):
                yield f
        if passage.kind in {"paragraph", "list"} and inside:
            return


def _is_report(f: Figure, published: str | None) -> bool:
    if f.period is None or f.is_earlier or f.nature not in OF_THE_PAST or EDGE.search(f.period.text):
        return False
    return is_stretch(f.period, published)


def _is_recent(period: Period, published: str | None) -> bool:
    if published is None or not period.end_date:
        return True
    if len(published) < _DAY_CHARS:
        published = f"{published}-28" if len(published) > _YEAR_CHARS else f"{published}-12-28"
    since = date.fromisoformat(published[:_DAY_CHARS]) - date.fromisoformat(period.end_date)
    return since <= (_RECENT_YEAR if days(period) > _LONG_DAYS else _RECENT)
