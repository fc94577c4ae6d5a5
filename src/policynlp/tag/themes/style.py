"""Titles of bills and acts ("To amend the ...", "An Act to ..."), which say one thing in the words of legislators.

They have heads of their own beside the common ones (feature augmentation, Daumé 2007): what "to provide for" tells in the title of a
bill it does not tell in a speech.
"""

from __future__ import annotations

import re

_ENACTING = re.compile(r"\s*(?:To|An? (?:bill|act|resolution|regulation|ordinance|law) to)\b", re.IGNORECASE)
_MOST_CHARS = 600


def is_enacting_title(text: str) -> bool:
    """Whether a passage begins like the title of a bill: with an infinitive, or as an act or bill to do something."""
    match = _ENACTING.match(text)
    return match is not None and len(text) <= _MOST_CHARS and not match[0].lstrip().startswith("to")
