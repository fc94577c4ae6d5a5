"""Limits that a sentence states once for several cases: "may not exceed 500 dollars for a first offence and 1,000 for a second"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from policynlp.tag.claims.direction import THEN
from policynlp.tag.claims.figure import Figure

_LIMITS = frozenset({"at_most", "at_least"})
_KINDS = frozenset({"money", "percent", "ratio", "measure", "duration"})
"""Counts are not meant: "at least 3 people died in Lagos and 5 in Accra" knows the five."""
_RULE = re.compile(
    r"\b(?:may|must|shall|should|can(?:not)?|exceed|up[ ]to|maximum|minimum|limit(?:s|ed)?|cap(?:s|ped)?|at[ ]most|"
    r"(?:no|not)[ ](?:more|less)[ ]than)\b",
    re.IGNORECASE,
)
"""What is no limit but a guess is told of one figure alone: "at least 3 percent in May and 2 percent in June"."""
_RULE_CHARS = 80
_FOR_ALL = re.compile(r"[ ]for[ ](?:[a-z]+s|children|men|women|people)\b")
"""As in "at least 20 euros for adults and 10 euros for children": prices of two kinds alike."""
_CASE = re.compile(
    r"[ ](?:for|in|of|on|at|per|to|if|where|during)[ ](?:[^,;.:()\d]|\b(?:19|20)\d\d\b){2,60}?(?:,?[ ](?:and|or)[ ]|,[ ])"
)
_NEXT = re.compile(r",?[ ](?:and|or)[ ]|,[ ]")
_OTHER_CASE = re.compile(r"[ ](?:for|in|of|on|at|per|to|if|where|during|elsewhere|otherwise)\b")


def share_bounds(text: str, figures: Sequence[Figure]) -> None:
    """Gives the later cases of a limit the bound of the first.

    Args:
        text: The text.
        figures: The figures of one passage, in order, with their own bounds.
    """
    for p, f in pairwise(figures):
        if f.bound != "exact" or p.bound not in _LIMITS or f.kind not in _KINDS or p.kind != f.kind or f.sentence != p.sentence:
            continue
        if (p.unit or "").split(" / ")[0] != (f.unit or "").split(" / ")[0] or f.main >= 0:
            continue
        prices = _FOR_ALL.match(text, p.end) and _FOR_ALL.match(text, f.end)
        ruled = prices or _RULE.search(text, max(0, p.start - _RULE_CHARS), p.start)
        if not ruled or THEN.search(text, p.end, f.start):
            continue
        told = _CASE.fullmatch(text, p.end, f.start) is not None and _OTHER_CASE.match(text, f.end) is not None
        rates = p.unit != f.unit and " / " in (p.unit or "") and " / " in (f.unit or "")  # "500 dollars a truck and 200 a car"
        if told or (rates and _NEXT.fullmatch(text, p.end, f.start)):
            f.bound = p.bound
