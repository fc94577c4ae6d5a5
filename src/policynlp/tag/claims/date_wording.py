"""Words around a date that belong to it: a second year, what began then, the year of a part, the next one of two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from policynlp.document import Span
from policynlp.tag import dates
from policynlp.tag.claims.figure import Figure

_SECOND_YEAR = re.compile(r"[-–/](\d\d)\b(?![-–/.,]?\d)")
_ENDS_IN_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d$")
_SINCE_START = re.compile(
    r"\b(since[ ])(?:the[ ]|its[ ]|their[ ])?(?:start|beginning|outbreak|onset|launch|outset|opening|creation|introduction)"
    r"(?:[ ]of[ ](?:[\w'’-]+[ ]){1,5}?|[ ])(?:on|in)[ ](?:the[ ])?$",
    re.IGNORECASE,
)
"""In front of a date that something began on: "Since the start of the outbreak on" + "16 June 2025"."""
_OF_YEAR = re.compile(r"\b(?:of|in)[ ]((?:19|20)\d\d),?[ ](?:with|when|which)\b[^.;:()]*$")
_FIRST_PART = re.compile(r"(?:the[ ])?first[ ](?:\w+[ ]months|half|quarter)", re.IGNORECASE)
"""As in "the outbreak of 2020, with 1,189 cases in" + "the first six months"."""
_LEAD_CHARS = 70
_THIS_ONE = re.compile(r"this (?:year|quarter|month|week)", re.IGNORECASE)
_NEXT_ONE = re.compile(r" (?:in the )?next(?=[.,;)]|$| and\b)")
"""Behind the second figure of "0.9 percent this year and 1.8 percent next"."""
_PART = re.compile(r"\b(?:first|second|third|fourth)(?=[ ](?:quarter|half|semester|trimester)\b)", re.IGNORECASE)
_OTHER_PART = re.compile(r",? (?:in|for|during) the (?P<which>first|second|third|fourth)(?=[.,;)]|$| and\b| but\b)")
"""Behind the second figure of "3 percent in the first quarter and 4 percent in the second"."""
_BRACKET = re.compile(r"\([^()]{0,40}$")
_PRICES_OF = re.compile(r"[ ](?:(?:constant|fixed|market|real)[ ])?(?:prices|present[ ]value|dollars|pounds|euros|terms)[),;]")


_VALUED_AT = re.compile(
    r"\b(?:at|in)[ ](?:the[ ])?(?:(?:average|constant|fixed|current|official|market|mean|daily|annual)[ ])*"
    r"(?:(?:exchange|conversion)[ ])?(?:rates?|prices|parit(?:y|ies))[ ](?:of|in|for|from)[ ](?:the[ ])?$",
    re.IGNORECASE,
)
"""In front of the day of a price or rate that a sum is told in: "1.36 trillion dollars at the average rate of 2023"."""
_VALUED = re.compile(r"\b(?:at|in)[ ](?:constant[ ]|fixed[ ]|current[ ])?$", re.IGNORECASE)
_PRICES = re.compile(r"[ ](?:(?:constant|fixed|market)[ ])?(?:prices|exchange[ ]rates?)\b")
_COVER_CHARS = 160


def with_second_year(text: str, span: Span) -> Span:
    """A date up to the second of two years that it ends with: "the end of 2025" + "-26"."""
    years = _SECOND_YEAR.match(text, span[1]) if _ENDS_IN_YEAR.search(text[max(0, span[1] - 5) : span[1]]) else None
    if years is None or int(years[1]) != (int(text[span[1] - 2 : span[1]]) + 1) % 100:
        return span
    return span[0], years.end()


def worded(text: str, span: Span) -> str | None:
    """A date in the words that say all of it, where some of them stand before it; else null."""
    low = max(0, span[0] - _LEAD_CHARS)
    begun = _SINCE_START.search(text, low, span[0])
    if begun is not None:
        return begun[1] + text[slice(*span)]
    year = _OF_YEAR.search(text, low, span[0]) if _FIRST_PART.fullmatch(text, *span) else None
    return f"{text[slice(*span)]} of {year[1]}" if year is not None else None


def is_price_year(text: str, span: Span, lead: str) -> bool:
    """Whether a year in brackets says in whose prices a sum is told: "£11.4 million (2024 prices, 2025 present value)".

    Args:
        text: The text.
        span: Of the date.
        lead: What stands in front of it.
    """
    return _PRICES_OF.match(text, span[1]) is not None and _BRACKET.search(lead) is not None


def next_ones(text: str, figures: Sequence[Figure], published: str | None) -> None:
    """Sets the period of figures that say "next" behind one of "this year", and "in the second" behind one of "the first quarter"."""
    for before, f in pairwise(figures):
        part = _PART.search(before.period.text) if before.period is not None else None
        if before.period is not None and part is not None and (other := _OTHER_PART.match(text, f.end)) is not None:
            words = before.period.text[: part.start()] + other["which"] + before.period.text[part.end() :]
            f.period = dates.resolve(words, published=published) or f.period
        if before.period is not None and _NEXT_ONE.match(text, f.end) and _THIS_ONE.fullmatch(before.period.text):
            f.period = dates.resolve(f"next {before.period.text.split()[-1]}", published=published) or f.period


def is_valued_at(text: str, span: Span) -> bool:
    """Whether a date says of when the price or rate is that a sum is told in: "at 2015 prices", "at the rate of 2023"."""
    lead = text[max(0, span[0] - _COVER_CHARS) : span[0]]
    prices = _PRICES.match(text, span[1]) if _VALUED.search(lead) else None
    if prices is not None and lead.endswith("In ") and not text.startswith(",", prices.end()):
        prices = None  # "In 2024 prices rose by 4 percent"
    return is_price_year(text, span, lead) or prices is not None or _VALUED_AT.search(lead) is not None
