"""Days that the head of a text tells in lines that are neither bylines nor datelines: of minutes, audits, decrees, bulletins.

They count only where nothing else says when a text appeared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from policynlp.document import Passage
from policynlp.ingest.dates import PrintedDate, find_dates
from policynlp.ingest.spoken_heads import is_place_and_day
from policynlp.months import MONTH, number_of

_MOST_PASSAGES, _MOST_WORDS, _MOST_CHARS, _BODY_WORDS = 16, 30, 240, 25
_KINDS = frozenset({"title", "heading", "paragraph", "byline", "boilerplate", "caption"})
"""Passages that may say when a text appeared; tables and lists tell of days of their own."""
_TAIL_PASSAGES, _TAIL_CHARS = 3, 60
_YEAR_CHARS = len("2025")
_YEARS = range(1900, 2100)
_SENTENCE = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|shall|can|could|may|must|says?|said)\b")
"""Words of sentences, which tell of other days."""
_COVERED = re.compile(
    r"\b(?:for the|period|years? end(?:ed|ing)|months? end(?:ed|ing)|as (?:of|at|on)|up to|until|since|from|between|by|to|"
    r"and|due|before|after|reference date|in force|effect(?:ive)?|entry into force|deadline|closing date|consultation closes?|"
    r"next|opens?|events?|starts?|begins?)\b[^.,;/|)]{0,24}$",
    re.IGNORECASE,
)
"""In front of a day that a text is about."""
_ABOUT = re.compile(
    r"\b(?:having|pursuant|in accordance|whereas|considering|in view|under|by virtue|noting|recalling|amend\w*|repeal\w*|replac\w*|"
    r"implement\w*|comments?|about|anniversary|revisited|review of|impact|evaluation|legacy|summary of|response to|guide|treaty|born|"
    r"photo\w*|picture|battle|elections?|embargo\w*|balance sheet|accounts|position|census|invitation|years? (?:after|since))\b"
    r"|\b(?:on the|inquiry|attacks?|fire|explosion)\b[^,]*$",
    re.IGNORECASE,
)
"""Words of what a title or recital is about: another act, something that happened; of what is yet to come."""
_CHANGED = re.compile(r"\b(?:as amended|repealed|consolidated|evaluation|explained|attacks?|deadline)\b", re.IGNORECASE)
"""Behind the day of another act."""
_NAMED = re.compile(
    r"\b(?:minutes|meeting|hearing|sitting|session|approved|adopted|order|decree|resolution|decision|laid|tabled|presented|received|issued|"
    r"remarks|speech|address|statement|lecture|gazette|bulletin|report|answer(?:s|ed)?|responses?|dated|signed|published|held|delivered|"
    r"judg(?:e)?ment|released?|posted|made|debated|issue)\b"
    r"(?:[ ,:.–—-]|\b(?:of|on|the|held|dated|at|by|in|minister|legislature|president|government|assembly|council|cabinet|state|before|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b|\b(?:no|nr)\b\.?|[\w/-]*\d[\w/-]*){0,14}$",
    re.IGNORECASE,
)
"""In front of a day: what a document is called, or what was done with it on that day, and its number."""
_PAPER = re.compile(
    r"\b(?:remarks|speech|address|statement|lecture|minutes|hearing|report|bulletin|edition|issue|newsletter|journal|news|agency|"
    r"times|post|gazette|brief)\b",
    re.IGNORECASE,
)
"""In a line that a day closes: what appeared or was said then."""
_ONLY_MARKS = re.compile(r"[^\w]*(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day[^\w]*)?", re.IGNORECASE)
_OPENS = ",;:|/-–—("
_GOES_ON = re.compile(r"(?!(?:in|at|room)\b)\w", re.IGNORECASE)
_BESIDE = re.compile(r"(?:[^\w:]*(?:(?:By|Room|Committee Room|Hall)\b.*|\d.*|)|:?\s*\W*)", re.DOTALL)
"""Behind a day that opens a line: nothing, whose text it is, or counts ("5 min read", "1,204 views"); no words that it is the day of."""
_SPAN = re.compile(r"\s*(?:[-–—]|to|until)\s*", re.IGNORECASE)
_NUMBERED = re.compile(
    r"\b(?:brief|bulletin|issue|report|circular|newsletter|(?:decree|order|resolution|decision|ordinance)[ ]no)\b\.?[ ]?(?:no\.?[ ]?)?"
    r"(?:(?!(?:19|20)\d\d)\d{1,4}[/-](?P<a>20\d\d)\b(?!-\d)|(?P<b>20\d\d)/(?P<month>0?\d|1[0-2])\b"
    r"|(?!(?:19|20)\d\d)\d{1,4} of (?:the year )?(?P<c>20\d\d)\b(?! [a-z]))",
    re.IGNORECASE,
)
"""The number of an issue or act with its year: `Policy Brief 2025/11`, `Issue 8/2025`, `DECREE No. 0874 OF 2025`; not `Report 2011/12`."""
_BRACKETED = re.compile(
    rf"\W*(?:(?P<d1>[0-3]?\d)(?:st|nd|rd|th)?(?: of)? (?P<m1>{MONTH})|(?P<m2>{MONTH})\.? (?P<d2>[0-3]?\d)(?:st|nd|rd|th)?)\W*",
    re.IGNORECASE,
)
"""Below it, the day: `(October 28)`."""


def dated_in_head(text: str, passages: Sequence[Passage]) -> list[PrintedDate]:
    """The day, or at least the year, that the lines above the first long paragraph tell, or a line with nothing else at the end.

    Args:
        text: The text.
        passages: Its layout.
    """
    lines = list(_head(text, passages))
    for line in lines:
        days = [d for d in find_dates(line) if d.precision in {"day", "minute"}]
        if any(_SPAN.fullmatch(line[a.span[1] : b.span[0]]) for a, b in pairwise(days)):
            continue  # "1 January 2024 - 31 December 2024"
        if own := [d for d in days if _is_its_own(line, d)]:
            return own[-1:]
    for passage in passages[-_TAIL_PASSAGES:]:
        for line in text[passage.start : passage.end].splitlines():
            if len(line) <= _TAIL_CHARS and is_place_and_day(line.strip()):
                return [d for d in find_dates(line)[:1] if _is_likely(d)]
    return _numbered(lines)


def _head(text: str, passages: Sequence[Passage]) -> Iterator[str]:
    """The lines above the first long paragraph, or table, or list."""
    for passage in passages[:_MOST_PASSAGES]:
        whole = text[passage.start : passage.end]
        lines = [" ".join(line.split()) for line in whole.splitlines()]
        if passage.kind not in _KINDS or (passage.kind == "paragraph" and len(whole.split()) >= _BODY_WORDS):
            return
        yield from (line for line in lines if line and len(line.split()) <= _MOST_WORDS and len(line) <= _MOST_CHARS)


def _is_its_own(line: str, printed: PrintedDate) -> bool:
    """Whether a day of a line is that of the text: it stands at an edge of it, or behind the name of a document."""
    before, behind = line[: printed.span[0]], line[printed.span[1] :].lstrip()
    if not _is_likely(printed) or _SENTENCE.search(line) or _ABOUT.search(before) or _COVERED.search(before):
        return False
    if _CHANGED.search(behind):
        return False
    if _NAMED.search(before) is not None:
        return printed.precision == "minute" or _GOES_ON.match(behind) is None
    if _ONLY_MARKS.fullmatch(before) is not None:
        return _BESIDE.fullmatch(behind) is not None
    closes = _ONLY_MARKS.fullmatch(behind) is not None and before.rstrip()[-1:] in _OPENS and not line.rstrip().endswith("?")
    return closes and _PAPER.search(before) is not None


def _is_likely(printed: PrintedDate) -> bool:
    """Whether a text of our days may have appeared on a day."""
    return int(printed.iso[:_YEAR_CHARS]) in _YEARS


def _numbered(lines: Sequence[str]) -> list[PrintedDate]:
    """The year of an issue or act, and its day where the next line has that."""
    for n, line in enumerate(lines):
        found = _NUMBERED.search(line)
        if found is None or _SENTENCE.search(line) or _ABOUT.search(line[: found.start()]):
            continue
        year = int(found["a"] or found["b"] or found["c"])
        if found["month"] and int(found["month"]) == (year + 1) % 100:
            continue
        below = next((m for after in lines[n + 1 : n + 2] if (m := _BRACKETED.fullmatch(after))), None)
        day = _printed(year, below) if below is not None else None
        return [day or PrintedDate(str(year), "year", None, False, found.span())]
    return []


def _printed(year: int, found: re.Match[str]) -> PrintedDate | None:
    """The day that a line names without its year, in a year; null where it has no such day."""
    month, day = number_of(found["m1"] or found["m2"]), int(found["d1"] or found["d2"])
    try:
        return PrintedDate(date(year, month, day).isoformat(), "day", None, False, found.span())
    except ValueError:
        return None
