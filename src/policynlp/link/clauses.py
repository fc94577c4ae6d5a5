"""The part of a sentence that belongs to one figure, and what in it belongs to nobody's figure."""

from __future__ import annotations

import re

from policynlp.changes import HEDGE
from policynlp.document import Span

_BREAK = re.compile(r"[;:]\s|,\s(?:while|whereas|and|but|with)\s")
_BEHIND = re.compile(r"[;:]\s|,\s|\s(?:while|whereas|but|because)\s|\sas\s(?!of\b|an?\b|part\b|well\b|much\b|many\b)")
_NAME = r"(?:[A-ZÀ-ÖØ-Þ][\w'’.-]*[ ]?)"
_ATTRIBUTION = re.compile(
    rf"\b[Aa]ccording to (?:data |figures |a |the )*[^,.;]{{0,80}}(?!\w)(?:, {_NAME}{{2,4}}(?:(?:of|from) (?:the )?{_NAME}{{1,4}})?(?=,))?"
    r"|,\s[^,.;]{0,80}\b(?:said|says|wrote|writes|reported|announced|"
    r"showed|shows|told)\b(?:[^,.;]{0,40}(?=[,.;]|\s*$))?"
)
_LEANS = re.compile(
    r"\b(?:the (?:sum|total|figure|number|amount|share|rate|proportion|increase|decrease|rise|fall|drop|decline|latter|former|"
    r"same|rest)|it|its|they|their|this|that|these|those|of (?:them|which|these|those)|then|compared|earlier|together)\b"
    r"|^\W*(?:there|here)(?=,)",
    re.IGNORECASE,
)
_SUM = re.compile(
    r"\b(?:the|this|that)\s+(?:sum|total|figure|amount|number|share|rate|proportion)\s+(?:is|was|comes?|came|stands?|stood|had|has|"
    r"rose|fell|reached|would|will)\b",
    re.IGNORECASE,
)
_THAT_SHARE = re.compile(r"\b(?:this|that)\s+(?:share|proportion|rate|percentage|ratio)\b", re.IGNORECASE)
_EARLIER = re.compile(
    rf"\b(?:(?:from|against|compared with|compared to|(?P<than>than))\s+(?:the\s+)?|(?:years?|months?|weeks?|decades?) "
    rf"(?:earlier|before|ago|previously),? (?:it|they|the \w+) (?:had been|had stood at|was|were|stood at)\s+){HEDGE}$"
)
_OUT_OF = re.compile(
    rf"\b(?:withdrawn|taken|received|collected|drawn|bought|obtained|gathered|compiled|heard|came|comes?|come|stolen|recruited|removed|"
    rf"revoked|cancel+ed|confiscated|seized|recovered|sourced|data|answers|replies|responses|figures|reports|samples|returns) "
    rf"from\s+(?:the\s+)?{HEDGE}$",
    re.IGNORECASE,
)
"""What is taken from so many: "licences were withdrawn from 16 dealers"."""
_RELEASED = re.compile(r"\b(?:released|published|issued|announced|out|reported|printed)\s+(?:in|on)?\s*$", re.IGNORECASE)
_SHARE_OF = re.compile(r"\s+of\s+(?:the\s+|all\s+|its\s+|their\s+)?")


def clause(text: str, figure: Span, *, left: int, right: int) -> Span:
    """The words around a figure that say what it measures.

    Args:
        text: The whole text.
        figure: Span of the figure.
        left: End of the figure before it, or start of the sentence.
        right: Start of the figure behind it, or end of the sentence.

    Returns:
        From the last break before the figure to the first behind it.
    """
    breaks = [m.end() for m in _BREAK.finditer(text, left, figure[0])]
    if breaks and figure[0] - breaks[-1] > 12:
        left = breaks[-1]
    behind = _BEHIND.search(text, figure[1], right)
    return left, max(behind.start() if behind else right, figure[1])


def attributions(text: str, start: int, end: int) -> list[Span]:
    """Spans that say whose figures they are, not what they measure ("according to ...", ", the ministry said")."""
    return [m.span() for m in _ATTRIBUTION.finditer(text, start, end)]


def leans(sentence: str) -> bool:
    """Whether a sentence takes up something of the one before it ("the sum", "it", "their")."""
    return _LEANS.search(sentence) is not None


def takes_up_share(sentence: str) -> bool:
    """Whether a sentence is about a share that was stated before ("cut that share to 25 percent")."""
    return _THAT_SHARE.search(sentence) is not None


def takes_up_measure(sentence: str) -> bool:
    """Whether what is measured stands in the sentence before ("the sum is 5 million")."""
    return _SUM.search(sentence) is not None


def breaks_between(text: str, start: int, end: int) -> bool:
    """Whether a new clause begins between two offsets."""
    return _BREAK.search(text, start, end) is not None


def is_earlier(text: str, start: int, *, bounded: bool) -> bool:
    """Whether a figure is the earlier state in a change ("from 8.5"); in "no more than 8.5" it is a bound."""
    before = text[max(0, start - 60) : start]
    match = _EARLIER.search(before)
    return match is not None and not (bounded and match["than"]) and _OUT_OF.search(before) is None


def is_release(text: str, at: int, start: int) -> bool:
    """Whether the date at an offset says when a figure was made known."""
    return _RELEASED.search(text[max(start, at - 40) : at]) is not None


def base_of_share(text: str, figure: Span, end: int) -> Span | None:
    """Where the whole is named that a share is taken of ("of China's total economy")."""
    match = _SHARE_OF.match(text, figure[1], end)
    if match is None:
        return None
    stop = re.compile(r"[,;:.]|\s(?:in|by|from|down|up|and|was|were|is|are|which)\s").search(text, match.end(), end)
    return match.end(), stop.start() if stop else end
