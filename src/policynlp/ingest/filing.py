"""What stands before a date or a colon and names the place of a report, and what only stands there."""

from __future__ import annotations

import re

_WEEKDAY_BEHIND = re.compile(r",? (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$")
_NO_PLACE = re.compile(
    r"\b(?:tabled|received|submitted|forwarded|issued|released|analyst|author|season|year|no|vol(?:ume)?|issue|nation|meeting|session|"
    r"sitting|answers?|questions?|brief|paper|report|order|decree|resolution|decision|circular|notice|bulletin|letter|minutes|budget|"
    r"department|ministry|committee|commission|council|agency|office|university|institute|parliament|"
    r"courier|observer|herald|gazette|tribune|times|post(?=,|$)|journal|chronicle|weekly|daily|title|subject|date|attention|purpose|agenda|"
    r"background|recommendations?|summary|reference)\b"
    r"|(?<![-\w])(?:re|to|from|through|by|on)(?![-\w])",
    re.IGNORECASE,
)
"""Words of papers, offices and titles; small words between hyphens are part of a name ("Stoke-on-Trent")."""


def place_named(words: str) -> str | None:
    """The place that words before a date name, without the day of the week behind it; None where they name something else."""
    place = _WEEKDAY_BEHIND.sub("", words.strip(" ,")).strip(" ,")
    return place if place and _NO_PLACE.search(place) is None else None


def is_text(rest: str) -> bool:
    """Whether words behind a place and a colon are a text, not the rest of a title in capitals."""
    return any(word.strip(".,;:'\"’”").islower() for word in rest.split()[:12])
