"""What stands above a speech or above minutes: where and when it was delivered, who delivers it, whose sitting it was."""

from __future__ import annotations

import re

from policynlp.ingest.dates import PrintedDate, find_dates

_MOST_DELIVERY_CHARS = 220
_DELIVERED = re.compile(
    r"[\[(]?[ ]?(?:(?:speech|address|remarks|statement)[ ](?:as[ ])?(?:delivered|pronounced)|as[ ](?:delivered|pronounced)|delivered)\b"
    r"[^\n]{0,200}[\])]?\.?",
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
_BEFORE_DATE = re.compile(rf"[,;:(–—-][ ]?{_WEEKDAY}$", re.IGNORECASE)
_TOLD_OF = re.compile(r"(?:how|why|what|when|where|who|inside|behind|after|before)\b", re.IGNORECASE)
"""What a story about a sitting opens with: `Inside the hearing, 6 January 2021`."""
_SMALL_WORDS = frozenset(
    {
        "a",
        "an",
        "and",
        "at",
        "before",
        "by",
        "de",
        "du",
        "for",
        "in",
        "of",
        "the",
        "to",
        "with",
        "nation",
        "parliament",
        "house",
        "congress",
        "assembly",
        "council",
        "committee",
        "senate",
        "conference",
        "meeting",
        "session",
        "summit",
        "forum",
        "opening",
        "debate",
        "debates",
        "hearing",
        "sitting",
    }
)
"""Words of who speaks where, besides names."""
_PLACED = re.compile(rf"(?:[A-ZÀ-Þ][\w.'’-]+(?:[ ][A-ZÀ-Þ][\w.'’-]+)?,[ ])?{_WEEKDAY}")


def is_delivery(line: str) -> bool:
    """Whether a line says when a speech was delivered, and nothing else: no sentence goes on behind the day."""
    if len(line) > _MOST_DELIVERY_CHARS or _DELIVERED.fullmatch(line) is None:
        return False
    days = _days(line)
    return len(days) == 1 and (line[0] in "[(" or _names_only(line[days[0].span[1] :]))


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
    if len(days) != 1 or line[days[0].span[1] :].strip(" ).") or _TOLD_OF.match(line):
        return None
    before = line[: days[0].span[0]]
    held = _SITTING.search(before)
    if held is None or _BEFORE_DATE.search(before) is None or not _names_only(before[held.end() :]):
        return None  # what it was about has days of its own
    return days[0]


def is_place_and_day(line: str) -> bool:
    """Whether a line is a day, perhaps behind a place of one or two words, and nothing else: `JUNE 11, 2025`, `London, 3 June 2025`."""
    days = _days(line)
    return len(days) == 1 and _PLACED.fullmatch(line[: days[0].span[0]]) is not None and not line[days[0].span[1] :].strip(" .")


def _names_only(words: str) -> bool:
    """Whether words are names and what stands between them, so that no sentence goes on."""
    return all(w[0].isupper() or w in _SMALL_WORDS for w in re.findall(r"[^\W\d_][\w'’-]*", words))


def _days(line: str) -> list[PrintedDate]:
    return [d for d in find_dates(line) if d.precision in {"day", "minute"}]
