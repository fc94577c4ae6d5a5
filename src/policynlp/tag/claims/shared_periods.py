"""Periods that a figure has from its neighbour, with which it tells one happening: "317 people arrived in five boats on Monday"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from policynlp.tag.claims.figure import Figure

_DATED_CHARS = 40
OF_THEM = re.compile(r" of (?:which|whom|these|those|them)\b")
_LISTED = frozenset({", ", " and ", ", and "})
_LEVEL_BEHIND = re.compile(
    r",? to (?:(?:about|around|nearly|almost|just|only|some|over|under|roughly|more than|less than|at least|an?|record|estimated) )*$",
    re.IGNORECASE,
)
_TO_LEVEL = re.compile(
    r"(?: (?:from|over|on|than|compared with|compared to)(?: [\w'’-]+){1,5}| year[- ]on[- ]year| in annual terms)?"
    r" to (?:(?:about|around|nearly|almost|just|only|some|over|"
    r"under|roughly|more than|less than|at least|an?|record|estimated) )*",
    re.IGNORECASE,
)
"""Between a change and the level that it led to: "widened by 34 percent" + " from a year earlier to " + "$6.9 billion last month"."""
_ALSO_THEN = re.compile(
    r"(?: [\w'’-]+){1,5} (?:in|on|at|of|across|by|with|for) (?:(?:some|about|the|its|their|his|her|a|an) )*$"
)
_DID = r"(?:(?:has|have|had|also) ){0,2}(?:[a-z]{2,12}ed|spent|sent|built|sold|lost|won|paid|made|took|taken|given|gave|got)"
_AT_THAT_DAY = r"(?:as of|as at|through|up to|until|by|by the end of|at the end of|on)"
_AND_DID = re.compile(rf"(?: (?!and|but|or|from|to|than)[\w'’-]+){{0,5}},? and {_DID}(?: (?!in |by |on |at )[\w'’-]+){{0,3}} $")
"""Between two amounts of one subject: "66 million" + " and reported spending of " + "15 million as of June 30"."""
_ANOTHER = re.compile(
    r",?(?: and| with| while)(?: [\w'’-]+){1,5} (?:another|a further|an additional) (?:(?:about|some|nearly|almost|around|over) )?"
)
"""Between two amounts of one time, of which the second has no verb: "1,722 million in 2024" + ", and fish oil another " + "655 million"."""
_BEGUN = re.compile(r"\b(?:founded|started|began|opened|set up|put in)\b[^,;.]{0,30}$")
_DATED_AT = re.compile(rf"(?: (?!and|but|or|from|to|than)[\w'’-]+){{0,4}},? {_AT_THAT_DAY} (?:the )?$")
_QUALIFIED = re.compile(r"\b[a-z]{1,12}(?:ed|en|lt|ug|ut)\b")
"""A participle in front of a date: "12 wells dug in 1998"."""
_OTHER_CLAUSE = re.compile(
    r"\b(?:that|which|who|whom|whose|where|it|he|she|they|we|from|than|out|if|when|compared|versus|per|under|over|within|for)\b"
)


def _behind(text: str, figures: Sequence[Figure], f: Figure) -> str:
    """What stands between the last figure of a row and the date that all have from it."""
    last = [g for g in figures if g.start >= f.start and g.period == f.period][-1:]
    at = text.find(f.period.text, last[0].end, last[0].end + _DATED_CHARS) if f.period is not None and last else -1
    return text[last[0].end : at] if at >= 0 else ""


def share_with_neighbours(text: str, figures: Sequence[Figure]) -> None:
    """Gives figures without a period that of a neighbour that tells the same happening.

    The level that a change led to ("fell 6 percent last year, to 1,049"), and who came in what is dated behind ("317 people arrived
    in five boats on Monday").
    """
    for before, f in pairwise(figures):
        if f.period is None and before.period is not None and before.is_change and not f.is_earlier and not f.is_change:
            between = text[before.end : f.start]
            tail = _LEVEL_BEHIND.search(between)
            if tail is not None and before.period.text in between and not re.search(r"\b(?:from|than|and|but)\b", between):
                f.period = before.period
    for f, after in pairwise(figures):
        led = f.period is None and f.is_change and after.period is not None and not after.is_earlier
        if led and _TO_LEVEL.fullmatch(text[f.end : after.start]):
            f.period = after.period
    for before, f in pairwise(figures):
        if f.period is None and before.period is not None and f.kind == before.kind and not (f.is_earlier or before.is_earlier):
            own = text.find(before.period.text, before.end, f.start)
            at = own + len(before.period.text) if own >= 0 else before.end
            f.period = before.period if _ANOTHER.fullmatch(text, at, f.start) else None
    _share_days(text, figures)
    for f, after in reversed(list(pairwise(figures))):
        if f.period is not None or f.is_earlier or f.is_change or after.period is None or after.is_earlier or f.main >= 0:
            continue
        if OF_THEM.match(text, after.end):
            continue  # "300 schools, 40 of which will be closed in 2027"
        between = text[f.end : after.start]
        if between in _LISTED and f.kind == after.kind == "count" and _QUALIFIED.search(_behind(text, figures, after)) is None:
            f.period = after.period  # "86,000 households, 3,100 farms and 47 hospitals by 2028"
        dated_behind = text.find(after.period.text, after.end, after.end + _DATED_CHARS) >= 0
        if dated_behind and after.kind == "count" and _ALSO_THEN.fullmatch(between) and not _OTHER_CLAUSE.search(between):
            f.period = after.period


def _share_days(text: str, figures: Sequence[Figure]) -> None:
    """Gives sums of what one subject has done the day behind either: "had received 66 million through Dec. 31 and spent 15 million"."""
    for f, after in pairwise(figures):
        if (f.period is None) == (after.period is None) or not f.kind == after.kind == "money":
            continue
        if f.is_earlier or after.is_earlier or f.is_change or after.is_change:
            continue
        between = text[f.end : after.start]
        if f.period is not None:
            at = between.find(f.period.text)
            told = at >= 0 and _DATED_AT.fullmatch(between[:at]) and _AND_DID.fullmatch(between[at + len(f.period.text) :])
            after.period = f.period if told else None
        elif after.period is not None:
            at = text.find(after.period.text, after.end, after.end + _DATED_CHARS)
            begun = _BEGUN.search(text, max(0, f.start - _DATED_CHARS), f.start) is not None
            if at >= 0 and not begun and _DATED_AT.fullmatch(text[after.end : at]) and _AND_DID.fullmatch(between):
                f.period = after.period
