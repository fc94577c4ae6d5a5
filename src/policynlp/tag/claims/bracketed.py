"""What a figure was at another time, in brackets behind it.

A year before, as companies report: "Net sales amounted to SEK 3,286 million (3,241)"; or when the bracket says: "(2023-24: 2.28 million)".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from policynlp.tag import dates
from policynlp.tag.claims.base_periods import year_before
from policynlp.tag.claims.figure import Figure
from policynlp.tags import Earlier, Period

_LEAST_PAIRS = 3
"""A text in which fewer figures have one such number behind them may count something else in brackets."""
_ACCOUNTS = re.compile(
    r"\b(?:sales|profits?|cash|margins?|EBITD?A?|earnings|income|revenues?|turnover|orders|equity|debt|dividends?|costs|result|investments|expenses)\b",
    re.IGNORECASE,
)
"""In front of what companies report so; seats stand in brackets behind shares of votes."""
_ACCOUNT_CHARS = 80
_MOST_TIMES = 4.0
_MARKS = range(1, 40)
"""Whole numbers that mark notes."""
_WHEN_CHARS, _SPACE_CHARS = 80, 3
_WHEN = re.compile(
    r"(?:\(|[;,][ ])(?P<when>[^():;,]{2,44}):[ ]?(?:(?:about|some|around|only|just)[ ])?(?:[A-Z]{0,3}[$€£¥][ ]?)?$",
)
_TIMES = re.compile(r"\d:[ ]?\S")
_LEADS = re.compile(r"(?:in|at|for|during|as[ ]of|as[ ]at|on|year|FY)[ ]", re.IGNORECASE)
_SINCE = re.compile(r"(?:since|from)[ ]", re.IGNORECASE)
_YEAR_BEFORE = re.compile(
    r"(?:the[ ])?(?:previous|prior|last|preceding)[ ](?:financial[ ]|fiscal[ ])?year|(?:a|the|one)[ ]year[ ](?:earlier|ago|before)",
    re.IGNORECASE,
)


def compare_bracketed(text: str, figures: Sequence[Figure]) -> list[tuple[Figure, Figure]]:
    """Gives bare numbers in brackets the unit of the figure in front, in a text that has several of them alone.

    Args:
        text: The text.
        figures: In order, with values and units.

    Returns:
        Pairs of a figure and the earlier one in brackets.
    """
    pairs = [(g, f) for g, f in pairwise(figures) if _is_pair(text, g, f)]
    reports = any(g.number.scale > 1 or _ACCOUNTS.search(text[max(0, g.start - _ACCOUNT_CHARS) : g.start]) for g, _ in pairs)
    if len(pairs) < _LEAST_PAIRS or not reports or all(f.value in _MARKS for _, f in pairs):
        return []
    for g, f in pairs:
        scale = g.number.scale if f.number.scale == 1.0 else 1.0
        f.value, f.kind, f.unit, f.is_earlier = f.value * scale, g.kind, g.unit, True
    return pairs


def tie_bracketed(pairs: Sequence[tuple[Figure, Figure]]) -> None:
    """What each figure is compared with, once their periods are known: the same time a year before."""
    for g, f in pairs:
        f.period = year_before(g.period) if g.period is not None else None
        f.measure, f.scope, f.share_of, f.place = g.measure, g.scope, g.share_of, g.place
        f.trend, f.nature = "none", "outturn"
        if g.from_ is None or g.from_.value is None:
            g.from_ = Earlier(value=f.value, period=f.period)
        if f.period is not None and g.period is not None:
            f.period = replace(f.period, text=g.period.text)


_AHEAD = frozenset({"target", "forecast"})
_MOST_BRACKET, _MOST_BACK = 400, 20
"""Characters of a bracket, and figures in front of it, at most."""


def date_bracketed(text: str, figures: Sequence[Figure], *, published: str | None) -> None:
    """Gives figures whose bracket says when they are of the measure of the figure in front: "2.41 million visits (2023-24: 2.28 million)".

    Args:
        text: The text.
        figures: In order, with measures and periods.
        published: ISO day of publication, or null.
    """
    for i, f in enumerate(figures):
        found = _WHEN.search(text, max(0, f.start - _WHEN_CHARS), f.start)
        if found is None or text[f.end : f.end + _SPACE_CHARS].lstrip(" ")[:1] not in {")", ";", ","}:
            continue
        floor = max(0, f.start - _MOST_BRACKET)
        opened = text.rfind("(", floor, f.start)
        if opened < 0 or opened < text.rfind(")", floor, f.start) or "\n" in text[opened : f.start]:
            continue
        told, since = _told(found["when"], published)
        before = _YEAR_BEFORE.fullmatch(found["when"].strip()) is not None
        g = next((g for g in reversed(figures[max(0, i - _MOST_BACK) : i]) if g.end <= opened and _are_alike(g, f)), None)
        if g is None or not (told is not None or since or before) or "\n" in text[g.end : opened]:
            continue
        _tie_dated(text, g, f, opened, told, published=published, at_another=not since, before=before)


def _tie_dated(
    text: str, g: Figure, f: Figure, opened: int, told: Period | None, *, published: str | None, at_another: bool, before: bool
) -> None:
    """What a figure in brackets has from the one in front, whose time it does not share."""
    inner = text[opened : f.start]
    if g.period is not None and g.period.text in inner and g.period.text not in text[g.start : opened]:
        g.period = None  # it was read from the bracket
    if f.kind == "count" and f.unit is None:
        f.kind, f.unit = g.kind, g.unit
    f.measure, f.scope, f.share_of = g.measure, g.scope, g.share_of
    ahead = told is not None and g.nature in _AHEAD and published is not None and (told.end_date or "") > published
    f.trend, f.nature = "none", g.nature if ahead else "outturn"
    f.period = (
        told if told is not None else year_before(g.period) if before and g.period is not None else f.period if before else None
    )
    earlier = (
        not ahead
        and at_another
        and (told is None or g.period is None or (told.start_date or "") < (g.period.start_date or "9"))
    )
    several = len(_TIMES.findall(text[opened : text.find(")", f.end)])) > 1  # they may be its parts
    if earlier and not g.is_change and not several:
        f.is_earlier = True
        if g.from_ is None or g.from_.value is None:
            g.from_ = Earlier(value=f.value, period=f.period)


def _told(words: str, published: str | None) -> tuple[Period | None, bool]:
    """The time that words consist of, and whether they tell since when."""
    words = words.strip()
    if _SINCE.match(words):
        return (dates.resolve(words, published=published) if any(map(str.isdigit, words)) else None), True
    bare = _LEADS.sub("", words, count=1) if _LEADS.match(words) else words
    found = dates.resolve(bare, published=published, tense="past")
    dated = found is not None and (found.start_date or found.end_date or (found.timex or "").startswith("FY"))
    whole = any(len(bare) <= end - start + len("the end of ") for start, end in dates.find(bare)) or (
        found is not None and found.text == bare
    )
    return (found if dated and whole and any(map(str.isdigit, bare)) else None), False


def _are_alike(g: Figure, f: Figure) -> bool:
    """Whether two figures may be of one thing: the same unit, or a bare number that is not far from the other."""
    if (g.kind, g.unit) == (f.kind, f.unit) or (g.kind == f.kind == "money" and (g.unit or "").startswith(f.unit or "?")):
        return True
    bare = f.kind == "count" and f.unit is None and f.number.form == "digits"
    low, high = sorted((abs(f.value), abs(g.value)))
    return bare and not g.is_change and (g.kind == "count" or (low > 0 and high <= _MOST_TIMES * low))


def _is_pair(text: str, g: Figure, f: Figure) -> bool:
    bare = f.kind == "count" and f.unit is None and f.high is None and g.high is None and f.sentence == g.sentence
    bracketed = text[g.end : f.start].strip(" \u00a0") == "(" and text.startswith(")", f.end)
    if not (bare and bracketed and g.unit is not None) or g.kind not in {"money", "percent", "measure"}:
        return False
    value = f.value * (g.number.scale if f.number.scale == 1.0 else 1.0)
    low, high = sorted((abs(value), abs(g.value)))
    return low > 0 and high <= _MOST_TIMES * low
