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
_OPENS = re.compile(rf"(?:^|[.!?”\"’\n][ \n]*)(?P<word>By|At|Before|Around|Until|Towards?)[ ]{_HEDGE}$")
_CLOSED = re.compile(
    r"(?!,[ ](?:down|up|from|against|compared)\b)[ ]*(?:[.,;:)!?”\"]|$|\n)|[ ](?:in[ ]the[ ](?:morning|evening|afternoon)|at[ ]night|sharp|on|every|each|to(?![ ]the)|and|but|when|with|until|till|for|because|so|as|"
    r"tomorrow|today|tonight|yesterday|last[ ]night|this[ ](?:morning|evening|afternoon))\b"
)
_SUBJECT = re.compile(r",?[ ](?:the|he|she|they|we|I|it|his|her|their|our|my|a|an|everyone|everybody|nobody|there)\b")
_PERSON = re.compile(r",?[ ](?:he|she|they|we|I)\b(?![ ](?:is|are|was|were|has|have|had)\b)")
"""Behind "At eight": "at five, it has the lowest rate" is no hour."""
_MEASURED = re.compile(
    r"\b(?:rates?|numbers?|tolls?|index|inflation|unemployment|rupees?|dollars?|euros?|pounds?|currency|shares?|prices?|scores?|levels?|yields?|the[ ]year)\b[^.!?]*$",
    re.IGNORECASE,
)
"""What stands, begins or ends at a number that is none."""
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
        return _MEASURED.search(left) is None and _CLOSED.match(text, end) is not None
    opens = _OPENS.search(left)
    subject = _PERSON if opens is not None and opens["word"] == "At" else _SUBJECT
    return opens is not None and subject.match(text, end) is not None
