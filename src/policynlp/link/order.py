"""Which of two documents came first, as far as their dates say so."""

from __future__ import annotations

import calendar
from datetime import date

from policynlp.document import Document

Days = tuple[date, date]
"""First and last day that a date may mean."""


def days(iso: str | None) -> Days | None:
    """The days that a date of any precision covers.

    Args:
        iso: `2024`, `2024-05`, `2024-05-20`, or longer; or null.

    Returns:
        First and last day, or None for what is no date.
    """
    if not iso:
        return None
    try:
        parts = [int(p) for p in iso[:10].split("-")]
        if len(parts) == 1:
            return date(parts[0], 1, 1), date(parts[0], 12, 31)
        if len(parts) == 2:
            return date(parts[0], parts[1], 1), date(parts[0], parts[1], calendar.monthrange(*parts)[1])
        return date(*parts), date(*parts)
    except (ValueError, TypeError, calendar.IllegalMonthError):
        return None


def published(document: Document) -> Days | None:
    """The days on which a document may have been published."""
    return days(document.source.published)


def not_after(earlier: Days | None, later: Days | None) -> bool:
    """Whether the first was surely published before the second, or on the same day.

    A text of the same day counts as before: reports of an announcement appear hours after it. A date known to the month
    counts as before another month only; the same month says nothing. An unknown date gives no order.
    """
    if earlier is None or later is None:
        return False
    return earlier[1] <= later[0]
