"""What stands above a speech or above minutes: where and when it was delivered, who delivers it, whose sitting it was."""

from __future__ import annotations

import re

from policynlp.ingest.dates import PrintedDate, find_dates

_MOST_DELIVERY_CHARS = 220
_DELIVERED = re.compile(
    r"[\[(]?[ ]?(?:(?:speech|address|remarks|statement)[ ])?(?:as[ ])?(?:delivered|pronounced)\b[^\n]{0,200}[\])]?\.?",
    re.IGNORECASE,
)
"""`[Delivered at the Session Hall, on July 28, 2025]`, `(As delivered on 3 May 2025)`, `DELIVERED TO THE HOUSE ON 3 MAY 2025`."""
_PRESENTED = re.compile(
    r"(?:delivered|presented|given|read|made)[ ](?:(?:to|in|at|before)[ ](?:the[ ])?[A-Z][\w’' ]{2,60}[ ])?by(?:$|[ ](?=[A-Z]))",
    re.IGNORECASE,
)
_OFFICE = (
    r"(?:(?:prime|deputy|first|finance|foreign)[ ])?"
    r"(?:minister|president|governor|premier|chancellor|chair(?:man|woman)?|speaker|mayor|director)"
)
_NAMED = re.compile(
    rf"[A-ZÀ-Þ][\w.'’-]*(?:[ ](?:[A-ZÀ-Þ][\w.'’-]*|de|da|van|von|bin|al)){{1,5}},[ ](?i:(?:the[ ])?{_OFFICE})\b[^.!?]{{0,80}}"
)
"""`Ana Reis, Minister of Finance`."""
_SPOKEN = re.compile(r"\b(?:speech|address|remarks|statement|lecture|keynote)\b", re.IGNORECASE)
_SITTING = re.compile(
    r"\b(?:debates?|hansard|proceedings|press[ ](?:conference|briefing)|hearing|sitting|oral[ ]evidence|question[ ](?:time|period)"
    r"|speech|address|remarks|lecture|interview)\b",
    re.IGNORECASE,
)
"""What is held on a day: the date behind it is the text's."""
_SESSION = re.compile(
    r"(?:THE )?(?:[A-Z-]+ (?:AND )?){0,3}(?:FIRST|SECOND|THIRD|[A-Z]+(?:TH|IETH)|\d{1,3}(?:ST|ND|RD|TH)) (?:CONGRESS|SESSION|PARLIAMENT)"
)
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day[ ]?,?[ ])?"
_BEFORE_DATE = re.compile(rf"(?:[,;:(–—-]|[ ]on)[ ]?{_WEEKDAY}$", re.IGNORECASE)
_PLACED = re.compile(rf"(?:[A-ZÀ-Þ][\w.'’-]+(?:[ ][A-ZÀ-Þ][\w.'’-]+)?,[ ])?{_WEEKDAY}")


def is_delivery(line: str) -> bool:
    """Whether a line says when a speech was delivered, and nothing else."""
    return len(line) <= _MOST_DELIVERY_CHARS and _DELIVERED.fullmatch(line) is not None and len(_days(line)) == 1


def names_speaker(line: str) -> bool:
    """Whether a line below the title of a speech names who gives it: `Presented by Ana Reis`, `Ana Reis, Minister of Finance`."""
    return _PRESENTED.match(line) is not None or _NAMED.fullmatch(line) is not None


def is_presented(title: str, below: str) -> bool:
    """Whether a line below the title of a speech or statement says who presents it."""
    return is_of_speech(title) and _PRESENTED.match(below) is not None


def is_session(line: str) -> bool:
    """Whether a line of capitals counts a parliament and its sessions: `ONE HUNDRED NINETEENTH CONGRESS`, `SECOND SESSION`."""
    return _SESSION.fullmatch(line) is not None


def is_of_speech(title: str) -> bool:
    """Whether a short title says that a text is a speech."""
    return _SPOKEN.search(title) is not None


def sitting_date(line: str) -> PrintedDate | None:
    """The day that closes a title of what was held on it: `Dáil debates - Wednesday, 14 May 2025`; null for other lines."""
    days = _days(line)
    if len(days) != 1 or _SITTING.search(line[: days[0].span[0]]) is None or line[days[0].span[1] :].strip(" )."):
        return None
    return days[0] if _BEFORE_DATE.search(line[: days[0].span[0]]) is not None else None


def is_place_and_day(line: str) -> bool:
    """Whether a line is a day, perhaps behind a place of one or two words, and nothing else: `JUNE 11, 2025`, `London, 3 June 2025`."""
    days = _days(line)
    return len(days) == 1 and _PLACED.fullmatch(line[: days[0].span[0]]) is not None and not line[days[0].span[1] :].strip(" .")


def _days(line: str) -> list[PrintedDate]:
    return [d for d in find_dates(line) if d.precision in {"day", "minute"}]
