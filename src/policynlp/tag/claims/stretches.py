"""Stretches of months that are told by their end: `the financial year to March`, `the six months ended 30 June 2024`."""

# ruff: noqa: SIM905 - word lists read better as text

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import replace
from datetime import date

from policynlp.document import Span
from policynlp.months import MONTH
from policynlp.tags import Period

_NUMBERS = {w: n for n, w in enumerate("two three four five six seven eight nine ten eleven twelve".split(), start=2)}
_YEARS = "financial|fiscal|crop|marketing|reporting|accounting|contract|school|academic|trading|budget|water|hydrological"
_TO = r"(?:to|ending|ended|closing|closed|through|up to|(?:that|which)[ ](?:ended|closed))"
_LEAD = re.compile(
    rf"\b(?:the[ ])?(?:(?:first|last|past)[ ])?(?:(?P<months>{'|'.join(_NUMBERS)}|[1-9]\d?)[ ]months|"
    rf"(?P<year>(?:(?:{_YEARS})[ ])?year)|(?P<half>half[- ]year)|(?P<quarter>quarter))"
    rf"[ ]{_TO}(?:[ ](?:on|in|at))?(?:[ ](?:the[ ])?end[ ](?:of[ ])?)?[ ]?$",
    re.IGNORECASE,
)
ENDS = re.compile(
    rf"\b(?:year|months|quarter)[ ]{_TO}[ ](?:the[ ]end[ ]of[ ])?(?P<month>{MONTH})\b(?![ ]?\d)(?![ ](?:of[ ])?(?:last|this|next))",
    re.IGNORECASE,
)
"""A month without a year that is the end of such a stretch."""
ENDED = re.compile(
    rf"[ ]months[ ](?:ended|ending)[ ](?:on[ ]|in[ ])?(?:the[ ]end[ ]of[ ])?(?:\d{{1,2}}[ ])?{MONTH}\b", re.IGNORECASE
)
"""Behind a number of months that are told by their end, and measure nothing."""
_LEAD_CHARS = 60
_YEAR_MONTHS, _HALF_MONTHS, _QUARTER_MONTHS = 12, 6, 3
_MONTH_DAYS = 31


def stretch(text: str, span: Span, end: Period) -> Period:
    """The stretch that a date is the end of, where the words in front of it say so; else the date.

    Args:
        text: The text.
        span: Of the date.
        end: The date.
    """
    lead = _LEAD.search(text, max(0, span[0] - _LEAD_CHARS), span[0])
    if lead is None or not end.end_date or not end.start_date:
        return end
    last = date.fromisoformat(end.end_date)
    if (last - date.fromisoformat(end.start_date)).days >= _MONTH_DAYS:
        return end  # "the year to 2025"
    counted = lead["months"]
    months = _NUMBERS.get(counted.lower()) or int(counted) if counted else 0
    months = months or (_YEAR_MONTHS if lead["year"] else _HALF_MONTHS if lead["half"] else _QUARTER_MONTHS)
    if last.day < monthrange(last.year, last.month)[1]:
        return end  # a year to the middle of a month is of no whole months
    at = last.year * 12 + last.month - months
    first = date(at // 12, at % 12 + 1, 1)
    return replace(
        end,
        text=text[lead.start() : span[1]],
        start_date=first.isoformat(),
        timex=f"{first.isoformat()[:7]}/{last.isoformat()[:7]}",
    )
