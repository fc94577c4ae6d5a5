"""The two sides of a contest: "lost the state 36 percent to 51 percent", "passed 52-48" are two figures each, no range."""

# ruff: noqa: E501 (patterns are read by the line)
from __future__ import annotations

import re

from policynlp.tag.claims import multiples, spans
from policynlp.tag.claims.figure import Figure

_CONTEST = re.compile(
    r"\b(?:(?P<bare>w[io]n(?:s|ning)?|los(?:e|es|t|ing))|beat(?:s|en|ing)?|defeat(?:s|ed|ing)?|trail(?:s|ed|ing)?|(?:leads?|led|leading)(?![ ]to\b)|ahead|behind|edg(?:e|es|ed|ing)[ ](?:out|past)"
    r"|outpoll(?:s|ed)?|outscor(?:es?|ed|ing)|thrash(?:es|ed)?|victor(?:y|ies)|defeats?|vot(?:es?|ed|ing)|poll(?:s|ed|ing)?|split|ruled|ruling|divided|tied?|deadlocked|end(?:s|ed)?[ ]up|finish(?:es|ed)?|pass(?:es|ed)?|confirm(?:s|ed)?|margin|runoff|referendum|ballot)\b",
    re.IGNORECASE,
)
_OPINION = re.compile(
    r"\b(?:vot(?:e|es|ed|ers?|ing)|polls?|elections?|primar(?:y|ies)|caucus(?:es)?|runoff|candidates?|referendum|ballots?|survey|seats?|senators?|party|match|game)\b",
    re.IGNORECASE,
)
_ADVERBS = re.compile(r"[ ]?(?:by|about|around|nearly|roughly|just|only|some)?[ ]?", re.IGNORECASE)
_BY = re.compile(r"\bby[ ](?:about[ ]|around[ ]|nearly[ ]|roughly[ ])?$", re.IGNORECASE)
_TO = re.compile(r"[ ]to[ ]|[ ]?[-–—][ ]?")
_ENDS = re.compile(r"\W*$|[.,;:)]|[ ](?:in|on|at|against|after|over|with|last|this|and|as|but|when|while|to)\b")
_DASHES = frozenset({"-", "–", "—"})
_WINDOW_CHARS = 90
_LEAST, _MOST = 60.0, 100.0
"""Percent that both sides of a vote have together, at least (others stand, or do not know) and at most."""


def are_sides(text: str, floor: int, p: Figure, f: Figure) -> bool:
    """Whether two neighbouring figures are those of two sides, as the verb or noun before them tells.

    Args:
        text: The text.
        floor: Where the passage starts.
        p: The first figure.
        f: The second.
    """
    gap = text[p.end : f.start]
    if not _TO.fullmatch(gap) or text[f.end : f.end + 4] == " of ":
        return False
    left = text[max(floor, p.start - _WINDOW_CHARS) : p.start]
    left = re.split(r"[.;:?!][ ]", left)[-1]
    shares = p.direct and f.direct and p.kind == f.kind == "percent"
    bare = not p.direct and not f.direct and p.number.plain and f.number.plain
    if not shares and not (bare and _ENDS.match(text, f.end)):
        return False
    cue = next(reversed(list(_CONTEST.finditer(left))), None)
    if bare and gap in _DASHES:
        dated = spans.is_date_part(text, p.number.start, p.number.end, p.value, bare=True)  # "a poll of March 11-13"
        return not dated and ((cue is not None and p.value >= f.value) or spans.is_score(text, p.start, f.end))
    if cue is None or multiples.changes(left, cue.end(), len(left)):
        return False
    if _BY.search(left):
        return shares and _LEAST <= p.value + f.value <= _MOST  # "trails by 3 to 5 points" is a range
    alone = cue["bare"] is not None and _ADVERBS.fullmatch(left[cue.end() :]) is not None
    return not alone or bare or _OPINION.search(text, max(floor, p.start - _WINDOW_CHARS), f.end + _WINDOW_CHARS) is not None
