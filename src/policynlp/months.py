"""Names of the months in English, as a part of patterns, and their numbers."""

from __future__ import annotations

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|"
    r"dec(?:ember)?)"
)
"""In full or short, without the full stop; for patterns that ignore case."""
_SHORT = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def number_of(month: str) -> int:
    """The number of a month, 1 to 12.

    Args:
        month: Its name in any case, at least the first three letters.

    Raises:
        ValueError: For what is no month.
    """
    return _SHORT.index(month[:3].lower()) + 1
