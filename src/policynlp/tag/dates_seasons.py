"""Seasons of a year by their number or name, and years that begin in a month of their own, told from the day of publication.

`the second season of 2024` lies in 2024, `the 2023/24 planting season` in both years; which days it has is not known. `This season`,
`the last financial year` begin on another day in every country and trade: they stand as `PRESENT_REF`, `PAST_REF`, `FUTURE_REF`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from policynlp.tag import dates_calendar as cal
from policynlp.tag.dates_calendar import Interval
from policynlp.tag.dates_words import YEAR

_REFERENCE = {
    **dict.fromkeys(("last", "past", "previous", "preceding"), "PAST_REF"),
    **dict.fromkeys(("this", "current", "present", "ongoing", "running"), "PRESENT_REF"),
    **dict.fromkeys(("next", "coming", "upcoming", "following"), "FUTURE_REF"),
}
RUNNING = (
    rf"(?P<which>{'|'.join(_REFERENCE)})\s(?:(?:fiscal|financial|budget|school|academic|crop|marketing|agricultural|farming|cropping|water"
    r"|tax|production|milling|hydrological)\syear"
    r"|(?:(?:rainy|dry|wet|lean|hungry|main|long|short|growing|planting|sowing|harvest|harvesting|farming|cropping|crop|fishing"
    r"|tourist|tourism|holiday|heating|flu|fire|hurricane|monsoon|sugar|crushing|milling|marketing|irrigation|hunting|school)\s)?season)"
)
"""Years and seasons that have no days of the calendar, as running text names them."""
_RUNNING = re.compile(RUNNING)
_OF_YEAR = re.compile(
    rf"(?:[a-z]+[ ]){{0,3}}?season[ ](?:of|in)[ ](?:the[ ])?(?P<rest>(?:year[ ])?{YEAR}(?:[-/](?:{YEAR}|\d\d))?|(?:last|this|next)[ ]year)"
)
_YEARS_SEASON = re.compile(rf"(?P<rest>{YEAR}(?:[-/](?:{YEAR}|\d\d))?)[ ](?:[a-z]+[ ]){{0,2}}?season")

_ONE_OF_SEVERAL = re.compile(
    r"\b(?:first|second|third|main|major|minor|long|short|dry|wet|rainy|summer|winter|spring|autumn)\b"
)


def read(text: str, read_date: Callable[[str], Interval | None]) -> Interval | None:
    """What a normalised expression of these kinds stands for, or null.

    Args:
        text: Normalised.
        read_date: Reads the year that a season is told by.
    """
    bare = text.removeprefix("in ").removeprefix("during ").removeprefix("for ").removeprefix("the ")
    if m := _RUNNING.fullmatch(bare):
        return cal.nothing(_REFERENCE[m["which"]])
    if m := _OF_YEAR.fullmatch(bare) or _YEARS_SEASON.fullmatch(bare):
        return read_date(m["rest"])
    return None


def running(expression: str) -> str | None:
    """The TIMEX3 value of a year or season that begins on a day of its own ("the current fiscal year"); null for other times."""
    m = _RUNNING.fullmatch(expression.lower().removeprefix("the "))
    return _REFERENCE[m["which"]] if m is not None else None


def one_of_several(expression: str) -> str:
    """Which season of a year an expression names ("second" in "the second season of 2024"); empty where it names none or only the year."""
    m = _ONE_OF_SEVERAL.search(expression.lower())
    return m[0] if m is not None and "season" in expression.lower() else ""
