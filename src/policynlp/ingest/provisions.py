"""Lines of laws that are parts of sentences, however short: recitals, words of enactment, words that lead to a list."""

from __future__ import annotations

import re

_RECITAL = re.compile(
    r"\W{0,3}(?:(?i:and )?(?:WHEREAS[,:]?|(?i:whereas)[,:])|(?i:now,? therefore|therefore,? be it)\b[,:]?|THEREFORE[,:]?) \S"
)
"""Without a comma or capitals a headline may begin so: "Whereas the minister dithers, cities act"."""
_ENACTING = re.compile(
    r"\W{0,3}(?:(?:be it|it is) (?:hereby |further |therefore )?(?:enacted|ordained|resolved)|enacted by)\b", re.IGNORECASE
)
_GOES_ON = re.compile(r"(?:;(?: ?(?:and|or))?|[\w,)][:,]? ?[—–]|: ?-)$", re.IGNORECASE)
"""A semicolon, or a dash that leads to what follows: "2. In these Regulations—", "namely:—"."""


def is_clause(line: str) -> bool:
    """Whether a line is part of a sentence of a law, so that it is neither a title nor a heading."""
    line = line.strip()
    return bool(_RECITAL.match(line) or _ENACTING.match(line) or _GOES_ON.search(line[-12:]))
