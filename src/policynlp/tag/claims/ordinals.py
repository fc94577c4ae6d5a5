"""Ordinals of several words: "forty-first", "one hundred nineteenth"; what stands in front of their last word is no number."""

# ruff: noqa: E501 (patterns are read by the line)
from __future__ import annotations

import re

_TENS = "twenty|thirty|forty|fourty|fifty|sixty|seventy|eighty|ninety"
_SMALL = "first|third|fourth|fifth|sixth|seventh|eighth|ninth"
_TEENS = "tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth"
_ROUND = "|".join(tens.replace("y", "ieth") for tens in _TENS.split("|"))
_ENDS_IN_TENS = re.compile(rf"(?:^|[\s-])(?:{_TENS})$", re.IGNORECASE)
_ENDS_IN_HUNDRED = re.compile(r"(?:^|[\s-])(?:hundred|thousand)$", re.IGNORECASE)
_BEHIND_TENS = re.compile(
    rf"[-‑](?:(?:{_SMALL})(?![\w]|-(?:time|party|hand|class|rate|degree|person|aid|generation|grade|place)\b)|(?-i:Second|SECOND)\b|"
    r"(?P<small>second)(?=[ ](?:in|of)\b|(?:[ ]\w+)?[ ](?:amendments?|sessions?|reports?|meetings?|anniversary|birthday|street|congress|parliament|president|editions?|year|day|time|"
    r"century|floor|conference|assembly|minute|annual|summit|plenary|regiment|district|state|country|nation|member)\b))",
    re.IGNORECASE,
)
"""In small letters, "forty-second" is one only before what is counted so: "a forty-second delay" lasts."""
_DEFINITE = re.compile(r"(?:\b(?:the|its|their|his|her|our|my|this)|['’]s)[ ]$", re.IGNORECASE)
"""In front of it then: "a sixty-second report" lasts too."""
_DEFINITE_CHARS = 8
_BEHIND_HUNDRED = re.compile(
    rf"[ -](?:and[ -])?(?:{_TEENS}|{_ROUND})(?!\w|[ ]graders?\b)|[ -](?:and[ -])?(?:{_TENS})[-‑](?:{_SMALL}|second)(?!\w)|[ ]and[ ](?:{_SMALL}|second)(?![\w-])",
    re.IGNORECASE,
)


def is_ordinal(text: str, start: int, end: int) -> bool:
    """Whether number words go on as an ordinal.

    Args:
        text: The text.
        start: Where the number words start.
        end: Where they end.
    """
    words = text[start:end]
    behind = _BEHIND_TENS.match(text, end) if _ENDS_IN_TENS.search(words) is not None else None
    lasts = behind is not None and behind["small"] and _DEFINITE.search(text[max(0, start - _DEFINITE_CHARS) : start]) is None
    return (behind is not None and not lasts) or (
        _ENDS_IN_HUNDRED.search(words) is not None and _BEHIND_HUNDRED.match(text, end) is not None
    )
