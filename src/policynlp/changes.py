"""Whether a figure is an amount of change ("rose by 5 percent") or a level ("rose to 5 percent")."""

from __future__ import annotations

import re

from policynlp.document import Span

_CHANGE_WORDS = (
    r"rose|risen|rising|rises?|grew|grown(?! on)|grow|growth|climb\w*|jump\w*|gain\w*|soar\w*|surg\w*|increas\w*|expand\w*|"
    r"expansion|up|fell|falls?|fallen|falling|drop\w*|declin\w*|decreas\w*|shr[aiu]nk\w*|slid|dwindl\w*|down|reduc\w*|"
    r"contract(?:ed|ion)|cut|loss|lost|added|slump\w*|plung\w*|raise[ds]?"
)
HEDGE = r"(?:(?:a|an|about|nearly|almost|some|around|roughly|more than|over|only|just|thus)\s+)*"
"""What may stand between a preposition and its figure."""
_CHANGE_BEFORE = re.compile(
    rf"(?:\b(?:{_CHANGE_WORDS})\b[^.;:,()]{{0,45}}?\b(?:by|of|is|was|at|thus|than)\s+|\b(?:by|adds|added|loses|lost|up|down|sheds?|gains|gained|grew|"
    rf"fell|rose|shrank|declined|dropped|increased|decreased|climbed)\s+){HEDGE}$",
    re.IGNORECASE,
)
_CHANGE_BEHIND = re.compile(
    r"\s*(?:year[- ]on[- ]year|\w+\s+)?(?:people|persons|points?|percentage points)?\s*(?:(?:more|less|fewer|higher|lower|above|"
    r"below|up|down)\b(?! than half| to\b)|(?:increase|decrease|rise|fall|drop|decline|growth|gain|reduction|loss|cut|contraction)\b)",
    re.IGNORECASE,
)
_PARTICLE = re.compile(
    r"\b(?:ma[dk]es?|making|set|sets|setting|gives?|gave|given|draws?|drew|drawn|drawing|follow\w*|takes?|took|taken|picks?|picked|"
    r"backs|backed|backing|splits?|teams?|teamed|turn\w*|comes?|came|sums?|summed|adds|signs?|signed|of)[ ]up\b",
    re.IGNORECASE,
)
"""As in "made up 9 percent", "set up 25 schools", "of up to": nothing goes up."""
_SHORT = re.compile(r"\b(?:fall(?:s|en|ing)?|fell) short\b", re.IGNORECASE)
"""Nothing goes down that falls short of something."""
_LEVEL = re.compile(rf"\b(?:to|from|at)\s+{HEDGE}$", re.IGNORECASE)
_DOWN = re.compile(
    r"\b(?:fell|falls?|fallen|falling|drop\w*|declin\w*|decreas\w*|shr[aiu]nk\w*|slid|dwindl\w*|down|reduc\w*|contract(?:ed|ion)|"
    r"cut|loss|loses|lost|slump\w*|plung\w*|less|fewer|lower|below|sheds?)\b",
    re.IGNORECASE,
)


def change(text: str, figure: Span, *, start: int, trend: str) -> str:
    """Whether a figure is an amount of change: `up`, `down`, or `none` for a level.

    Args:
        text: The whole text.
        figure: Span of the figure.
        start: Start of the sentence.
        trend: The claim's trend, which settles the direction.
    """
    before = text[max(start, figure[0] - 90) : figure[0]]
    before = _PARTICLE.sub(lambda m: m[0][:-2] + "__", before)
    before = _SHORT.sub(lambda m: "_" * len(m[0]), before)
    behind = _PARTICLE.sub(lambda m: m[0][:-2] + "__", text[figure[1] : figure[1] + 60])
    if _LEVEL.search(before):
        return "none"
    match = _CHANGE_BEFORE.search(before)
    after = _CHANGE_BEHIND.match(behind)
    if match is None and after is None:
        return "none"
    if trend in {"up", "down"}:
        return trend
    return "down" if _DOWN.search((match or after).group()) else "up"  # type: ignore[union-attr]
