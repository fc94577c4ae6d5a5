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
    r"second(?=(?:[ ]\w+)?[ ](?:amendments?|sessions?|reports?|meetings?|anniversary|birthday|street|congress|parliament|president|editions?|year|day|time|"
    r"century|floor|conference|assembly|minute|annual|summit|plenary|regiment|district|state|country|nation|member|in|of)\b))",
    re.IGNORECASE,
)
"""In small letters, "forty-second" is one only before what is counted so: "a forty-second delay" lasts."""
_BEHIND_HUNDRED = re.compile(
    rf"[ -](?:and[ -])?(?:{_TEENS}|{_ROUND})(?!\w)|[ -](?:and[ -])?(?:{_TENS})[-‑](?:{_SMALL}|second)(?!\w)|[ ]and[ ](?:{_SMALL}|second)(?![\w-])",
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
    tens = _ENDS_IN_TENS.search(words) is not None and _BEHIND_TENS.match(text, end) is not None
    return tens or (_ENDS_IN_HUNDRED.search(words) is not None and _BEHIND_HUNDRED.match(text, end) is not None)
