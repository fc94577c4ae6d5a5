"""Hours of the clock without "o'clock" or "pm": "every evening at six", "the shop opens at eight", "by seven the rain had stopped"."""

# ruff: noqa: E501 (patterns are read by the line)
from __future__ import annotations

import re

_HEDGE = r"(?:(?:about|around|exactly|nearly|just|shortly|soon)[ ])?"
_AT = re.compile(
    rf"\b(?:(?:morning|evening|afternoon|night|noon|day|tonight|today|tomorrow|yesterday|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?),?[ ]{_HEDGE}(?:at|by|before|until|till)"
    rf"|(?:starts?|started|begins?|began|opens?|opened|leaves?|left|wakes?|woke|(?:get|gets|got|woke|wakes|wake)[ ]up|arrives?|arrived|returns?|returned|meets|met|"
    rf"gathers?|gathered|finish(?:es|ed)?)(?:[ ](?!(?:rate|price|benchmark|forecast|target|estimate|level|ratio|share|number|figure|score|total|inflation|growth)s?\b)[a-z]{{2,12}}){{0,3}}?[ ]{_HEDGE}(?:at|by|before|until|till)"
    rf"|(?:half|quarter)[ ](?:past|to|after)|(?:just|shortly|soon)[ ](?:after|before))[ ]{_HEDGE}$",
    re.IGNORECASE,
)
_OPENS = re.compile(rf"(?:^|[.!?”\"’\n][ \n]*)(?:By|At|Before|After|Around|Until|Towards?)[ ]{_HEDGE}$")
_CLOSED = re.compile(
    r"[ ]*(?:[.,;:)!?”\"]|$|\n)|[ ](?:in[ ]the[ ](?:morning|evening|afternoon)|at[ ]night|sharp|on|every|each|to|and|but|when|with|until|till|for|because|so|as|"
    r"tomorrow|today|tonight|yesterday|last[ ]night|this[ ](?:morning|evening|afternoon))\b"
)
_SUBJECT = re.compile(r",?[ ](?:the|he|she|they|we|I|it|his|her|their|our|my|a|an|everyone|everybody|nobody|there)\b")
_HOURS = 12
_BEFORE_CHARS = 70


def is_hour(text: str, start: int, end: int, value: float, *, begin: int) -> bool:
    """Whether a number without a unit is an hour of the clock, or somebody's age said alike: "she left school at ten".

    "Rates stood at six" and "fell by seven" are none.

    Args:
        text: The text.
        start: Where the number starts.
        end: Where it ends.
        value: What it is.
        begin: Where its passage begins.
    """
    if value != int(value) or not 1 <= value <= _HOURS:
        return False
    left = text[max(begin, start - _BEFORE_CHARS) : start]
    if _AT.search(left):
        return _CLOSED.match(text, end) is not None
    return _OPENS.search(left) is not None and _SUBJECT.match(text, end) is not None
