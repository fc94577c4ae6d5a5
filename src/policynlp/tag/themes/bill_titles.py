"""Titles of bills and acts ("To amend the ...", "An Act to ..."), which say one thing in the words of legislators.

They have heads of their own beside the common ones (feature augmentation, Daumé 2007): what "to provide for" tells in the title of a
bill it does not tell in a speech.
"""

from __future__ import annotations

import re

_ENACTING = re.compile(
    r"\s*(?:To (?!(?:date|the|this|that|these|those|his|her|its|their|our|my|your|an?|all|some|many|be sure)\b)[a-z]|"
    r"(?i:An? (?:bill|act|resolution|regulation|ordinance|law) to\b))"
)
_SECOND_SENTENCE = re.compile(r"[a-z]{4}[.!?]\s+[\"“]?[A-Z]")
_MOST_CHARS = 600


def is_enacting_title(text: str) -> bool:
    """Whether a passage is one sentence that begins like the title of a bill: with an infinitive, or as an act or bill to do something."""
    return len(text) <= _MOST_CHARS and _ENACTING.match(text) is not None and _SECOND_SENTENCE.search(text) is None
