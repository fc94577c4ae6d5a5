"""Changes told behind a figure: "recorded 3,846 thefts, compared with 3,198 the year before, a rise of 20 percent" is one of thefts."""

# ruff: noqa: E501 (patterns are read by the line)
from __future__ import annotations

import re
from collections.abc import Sequence

from policynlp.tag.claims.contrasts import DEGREES
from policynlp.tag.claims.direction import THEN
from policynlp.tag.claims.figure import Figure

_NOUN = r"(?:increase|rise|gain|jump|surge|decrease|decline|fall|drop|reduction|cut|loss|improvement|slump|dip|plunge)"
_APPOSED = re.compile(
    rf"(?:,[ ](?:or[ ]|representing[ ]|marking[ ]|equal[ ]to[ ])?|[ ][–—-][ ]|—)(?:which[ ](?:is|was)[ ]|for[ ])?an?[ ](?:[a-z-]+[ ]){{0,2}}?{_NOUN}[ ]of[ ]{DEGREES}$",
    re.IGNORECASE,
)
"""In front of an amount of change that stands beside what has changed."""
_APPOSED_CHARS = 90
_BESIDE = re.compile(rf",[ ]{DEGREES}$", re.IGNORECASE)
_MORE = re.compile(r"[ ](?:more|fewer|less|higher|lower|up|down)[ ](?:than|from|on)[ ]", re.IGNORECASE)
"""Behind an amount of change: "316,000, 24,000 more than a year before"."""
_MORE_CHARS = 40
_IN_WHAT = re.compile(r"[ ](?:in|of)[ ](?!the[ ](?:year|month|quarter|week|same|past|last|previous)|an?[ ]year|\d)[a-z]")
"""Behind a change that says itself what changes: "a rise of 5 percent in exports"."""
_OF = re.compile(r"[ ]of[ ]")
"""Behind a share, which is a level even beside the change of another: "up 2 points, and 30 percent of prosecutors, a fall of 1 point"."""
_CUT = re.compile(r"[;:.](?!\d)|\b(?:but|while|whereas|although|because|who|whose)\b")
_MOST_COMMAS = 2
_LEVELS = frozenset({"count", "money", "measure", "percent", "ratio", "index"})


def name_changed(text: str, figures: Sequence[Figure], i: int, floor: int) -> None:
    """Gives a change that stands beside a level the measure of that level, whatever stands between them.

    Args:
        text: The text.
        figures: The figures of a sentence; those before `i` are described.
        i: Index of the change.
        floor: Where the sentence starts.
    """
    f = figures[i]
    if not f.is_change or f.trend == "none" or f.is_earlier or f.main >= 0:
        return
    lead = _APPOSED.search(text, max(floor, f.start - _APPOSED_CHARS), f.start)
    if lead is not None and _IN_WHAT.match(text, f.end):
        return
    if lead is None:
        more = _MORE.match(text, f.end)
        if more is None or THEN.search(text, more.end(), more.end() + _MORE_CHARS) is None:
            return
        lead = _BESIDE.search(text, max(floor, f.start - _APPOSED_CHARS), f.start)
    level = _level(text, figures[:i], lead.start()) if lead is not None else None
    if level is None or level.measure is None:
        return
    f.measure, f.scope, f.share_of = level.measure, level.scope, level.share_of
    if f.kind == "count" and f.unit is None and level.kind in {"count", "measure"}:
        f.unit, f.kind = level.unit, level.kind


def _level(text: str, before: Sequence[Figure], end: int) -> Figure | None:
    """The level of the clause that ends there: the later value where it is compared with an earlier one."""
    for g in reversed(before):
        between = text[g.end : end]
        if _CUT.search(between) or between.count(",") > _MOST_COMMAS:
            return None
        share = g.kind == "percent" and _OF.match(text, g.end) is not None
        if g.kind not in _LEVELS or (g.is_change and not share) or g.main >= 0:
            continue
        if not g.is_earlier:
            return g
        at = next(k for k, x in enumerate(before) if x is g)
        return next((x for x in before if x.earlier == at), None)
    return None
