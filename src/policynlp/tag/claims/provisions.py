"""Numbers that name a part of a text or one of several things: "section 4", "Article 15", "Regulation 4A", "Option 2", "Phase 5"."""

# ruff: noqa: E501 (patterns are read by the line)
from __future__ import annotations

import re

_PARTS = r"(?:sub-?)?(?:section|article|paragraph|clause|regulation|rule|chapter|annex|appendix|schedule)"
_LED = re.compile(
    rf"(?<!\bthis )(?<!\bthat )(?<!\beach )(?<!\bevery )(?<!\bany )(?<!\ba )(?<!\bto )(?<!\bwill )(?<!\bwould )(?<![\w'’-]){_PARTS}[ \u00a0]$",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?<![\w'’-])(?:Article|Section|Chapter|Regulation|Rule|Clause|Paragraph|Annex|Appendix|Schedule|Phase|Tier|Level|Grade|Category|Class|"
    r"Type|Option|Recommendation|Objective|Pillar|Finding)[ \u00a0]$"
)
"""In the singular with a capital: what follows is its number, whatever noun comes behind ("Article 15 Provinces may", "Level 4 hospitals")."""
_SEVERAL_LED = re.compile(
    r"(?<![\w'’-])(?:(?:sub-?)?(?:sections?|articles?|paragraphs?|clauses?|regulations?|rules?|chapters?|annex(?:es)?|appendix|schedules?|parts?)|paras?\.?|ss?\.|"
    r"(?-i:Class|Grade|Block|Gate|Form|Flat|Room|Lot|Unit|Route|Table|Figure))[ \u00a0]"
    r"(?:\d{1,4}[A-Za-z]{0,2}(?:\(\w{1,4}\)){0,3}(?:,[ ](?:and[ ]|or[ ])?|[ ](?:and|or|to)[ ]|[-–])){0,8}$",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[A-Za-z](?![\w/²³])")
_COUNTS = re.compile(r"[ ]of[ ]|[ ](?:[a-z-]{2,20}[ ])?(?:[a-z]{2,20}s|people|children|men|women)\b")
_ASKS = re.compile(r"(?:^|[.!?][ ]|\n)Schedule[ ]$")
"""As a verb: "Schedule 12 meetings a year"."""
_OF_UNIT = re.compile(
    r"[ \u00a0]?(?:%|per[ ]?cent\b|percent\b|percentage\b|(?:hundred|thousand|million|billion|minutes?|hours?|days?|weeks?|months?|years?|points?|km|kilomet(?:er|re)s?|met(?:er|re)s?|miles?|tonnes?|tons?|kg|hectares?|ha)\b)|[.,]\d|-[a-z]"
)
_LEAD_CHARS = 16
_LIST_CHARS = 80


def numbers_a_part(text: str, start: int, end: int) -> bool:
    """Whether digits are the number of what stands in front of them, so that nothing is counted, measured or joined with them.

    "In section 4 to 2 per cent" has one figure, "section 9A" no current. "Under this rule 12 firms paid" counts firms.

    Args:
        text: The text.
        start: Where the digits start.
        end: Where they end.
    """
    if not text[start:end].isdigit() or end - start > len("1234"):
        return False
    left = text[max(0, start - _LIST_CHARS) : start]
    if _LETTER.match(text, end) and _SEVERAL_LED.search(left):
        return True
    left = left[-_LEAD_CHARS:]
    if _OF_UNIT.match(text, end) or (_ASKS.search(left) and _COUNTS.match(text, end)):
        return False
    return _NAMED.search(left) is not None or (_LED.search(left) is not None and _COUNTS.match(text, end) is None)
