"""Parts that a text sets beside their whole in one unit: "a line of 104 km, of which 71 km", "Of this amount $28.1 million".

Another text gives them as shares: "two thirds of the line", "a third of the money".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from policynlp.link.clauses import is_earlier
from policynlp.tag.claims.base import base_value
from policynlp.tags import Claim

_BEFORE = re.compile(
    r"(?:\bof (?:which|whom)|(?:^|[.,;:(—–]\s*|\n|\b(?:and|but) )(?:out )?"
    r"of (?:these|those|them|it|(?:this|that|the) (?:sum|amount|total|money|number|figure|budget|area|length|loan|debt)))"
    r"\b(?P<between>[^.;:()]{0,45})$",
    re.IGNORECASE,
)
"""At the head of a clause; "because of it", "in front of them" lead no part."""
_MORE = re.compile(r"[ ](?:more|fewer|less)\b")
_BEHIND = re.compile(r"[ ]of (?:them|these|those|which|whom|it)\b")
_LEAD_CHARS, _WHOLE_CHARS = 80, 260
_MOST_BEFORE = 8
_OPENS = re.compile(r"(?:^|[.;:\n]\s*|[“\"])(?:Out of|Of)[ ](?:the|this|its|their|all)[ ](?:[a-z-]+[ ]){0,2}$")
_LED = re.compile(r",[ ](?:(?:only|just|some|about|nearly|almost|over|roughly|more than|less than|up to|at least)[ ])*$")
_ENDS = re.compile(r"[.;:]\s|\n\n")
_MOST_AHEAD, _OPEN_CHARS, _AHEAD_CHARS = 3, 40, 140
_KINDS = frozenset({"money", "measure", "count"})
_LEAST_PART, _MOST_PART = 0.5, 99.0
"""Percent; beyond, hardly anybody tells the share."""


def share_of_whole(claims: Sequence[Claim], number: int, text: str) -> Iterator[Claim]:
    """A part as a share of the whole that was told before it; nothing where none was.

    Args:
        claims: Of a document, in order.
        number: Which of them.
        text: Of the document.
    """
    part = claims[number]
    if part.kind not in _KINDS or not part.value or part.value_high is not None or " / " in (part.unit or ""):
        return
    lead = _BEFORE.search(text, max(0, part.start - _LEAD_CHARS), part.start)
    if _MORE.match(text, part.end) is not None:
        return
    if lead is None and _BEHIND.match(text, part.end) is None:
        if (told := _told_ahead(claims, number, text)) is None:
            return
        yield from _as_share(part, told)
        return
    if lead is not None and any(char.isdigit() for char in lead["between"]):
        return  # the second of several parts
    before = [c for c in claims[max(0, number - _MOST_BEFORE) : number] if not is_earlier(text, c.start, bounded=False)]
    whole = _whole(before, part, lead.end() - len(lead["between"]) if lead else part.start)
    if whole is not None:
        yield from _as_share(part, whole)


def _told_ahead(claims: Sequence[Claim], number: int, text: str) -> Claim | None:
    """The sum that its sentence opens with: "Of the €9.0 billion set aside for 2025," €4.7 billion had been used; counts `derived` has."""
    part = claims[number]
    for claim in reversed(claims[max(0, number - _MOST_AHEAD) : number]):
        if claim.kind != part.kind or claim.unit_base != part.unit_base or claim.value_high is not None:
            continue
        between = text[claim.end : part.start]
        opens = _OPENS.search(text, max(0, claim.start - _OPEN_CHARS), claim.start) is not None
        ahead = opens and _LED.search(between) is not None and _ENDS.search(between) is None and len(between) <= _AHEAD_CHARS
        return (
            claim
            if ahead and claim.kind in {"money", "measure"} and (claim.value or 0.0) * _scale(claim, part) > (part.value or 0.0)
            else None
        )
    return None


def _as_share(part: Claim, whole: Claim) -> Iterator[Claim]:
    """The part as a percentage of the whole, unless it is too small or all of it."""
    percent = (part.value or 0.0) / (whole.value or 1.0) * 100 * _scale(part, whole)
    if not _LEAST_PART <= percent <= _MOST_PART:
        return
    value = float(f"{percent:.3g}")
    base, unit_base = base_value(value, unit="percent", kind="percent")
    bound = part.bound if whole.bound == "exact" else "about"
    told = replace(part, kind="percent", unit="percent", value=value, value_base=base, unit_base=unit_base, bound=bound)
    yield replace(told, text=f"{value:g} percent")


def _whole(before: Sequence[Claim], part: Claim, end: int) -> Claim | None:
    """The last figure of the part's kind and unit that is larger, in front of the words that say that it is the whole."""
    for claim in reversed(before):
        if end - claim.end > _WHOLE_CHARS:
            return None
        if claim.end > end or claim.kind != part.kind or not claim.value or claim.value_high is not None:
            continue
        if part.kind == "count" or claim.unit_base == part.unit_base:
            return claim if claim.value * (1 / _scale(part, claim)) > (part.value or 0.0) else None
    return None


def _scale(part: Claim, whole: Claim) -> float:
    """What a unit of the part is in units of the whole."""
    if not part.value_base or not whole.value_base or not part.value or not whole.value:
        return 1.0
    return (part.value_base / part.value) / (whole.value_base / whole.value)
