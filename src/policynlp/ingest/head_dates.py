"""Days that the head of a text tells in lines that are neither bylines nor datelines: of minutes, audits, decrees, bulletins.

They count only where nothing else says when a text appeared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from policynlp.document import Passage
from policynlp.ingest.dates import PrintedDate, find_dates
from policynlp.ingest.spoken_heads import is_place_and_day
from policynlp.months import MONTH, number_of

_MOST_PASSAGES, _MOST_WORDS, _BODY_WORDS = 16, 30, 25
_TAIL_PASSAGES = 3
_SENTENCE = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|shall|can|could|may|must|says?|said)\b")
"""Words of sentences, which tell of other days."""
_COVERED = re.compile(
    r"\b(?:for the|period|years? end(?:ed|ing)|months? end(?:ed|ing)|as (?:of|at|on)|up to|until|since|from|between|by|to|"
    r"and|due|before|after|"
    r"reference date|in force|effect(?:ive)?|entry into force|deadline|closing date|consultation closes?)\b[^.;/|)]{0,24}$",
    re.IGNORECASE,
)
"""In front of a day that a text is about."""
_RECITAL = re.compile(
    r"(?:having|pursuant|in accordance|whereas|considering|in view|under|by virtue|noting|recalling|amend\w*|repeal\w*)\b",
    re.IGNORECASE,
)
_OF_DOCUMENTS = re.compile(
    r"\b(?:minutes|meeting|hearing|sitting|session|approved|adopted|order|decree|resolution|decision|laid|tabled|presented|received|issued|"
    r"remarks|speech|address|statement|lecture|gazette|bulletin|report|answer(?:ed)?|responses?|dated|signed|published|held|delivered)\b",
    re.IGNORECASE,
)
_EDGE = re.compile(r"[\W_]*(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)?(?:day)?[\W_]*", re.IGNORECASE)
_NUMBERED = re.compile(
    r"\b(?:brief|bulletin|issue|report|paper|note|circular|letter|newsletter|number|no)\b\.?[ ]?(?:no\.?[ ]?)?"
    r"(?:\d{1,4}[/-](?P<a>20\d\d)\b(?!-\d)|(?P<b>20\d\d)/\d{1,3}\b|\d{1,4} of (?:the year )?(?P<c>20\d\d)\b)",
    re.IGNORECASE,
)
"""The number of an issue or act with its year: `Policy Brief 2025/11`, `Issue 8/2025`, `DECREE No. 0874 OF 2025`."""
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
        days = [d for d in find_dates(line) if d.precision in {"day", "minute"} and _is_its_own(line, d)]
        if days:
            return days[-1:]
    for passage in passages[-_TAIL_PASSAGES:]:
        for line in text[passage.start : passage.end].splitlines():
            if is_place_and_day(line.strip()):
                return find_dates(line)[:1]
    return _numbered(lines)


def _head(text: str, passages: Sequence[Passage]) -> Iterator[str]:
    """The lines above the first long paragraph."""
    for passage in passages[:_MOST_PASSAGES]:
        whole = text[passage.start : passage.end]
        lines = [" ".join(line.split()) for line in whole.splitlines()]
        if passage.kind == "paragraph" and len(whole.split()) >= _BODY_WORDS:
            return
        yield from (line for line in lines if line and len(line.split()) <= _MOST_WORDS)


def _is_its_own(line: str, printed: PrintedDate) -> bool:
    """Whether a day of a line is that of the text: it stands at an edge of it, or in the name of a document."""
    before, behind = line[: printed.span[0]], line[printed.span[1] :]
    if _SENTENCE.search(line) or _RECITAL.match(line) or _COVERED.search(before):
        return False
    at_edge = _EDGE.fullmatch(before) is not None or _EDGE.fullmatch(behind) is not None
    named = _OF_DOCUMENTS.search(before) is not None
    return named or (at_edge and (_EDGE.fullmatch(before) is not None or before.rstrip()[-1:] in ",.;:|/-–—("))


def _numbered(lines: Sequence[str]) -> list[PrintedDate]:
    """The year of an issue or act, and its day where the next line has that."""
    for n, line in enumerate(lines):
        found = _NUMBERED.search(line)
        if found is None or _SENTENCE.search(line) or _RECITAL.match(line):
            continue
        year = int(found["a"] or found["b"] or found["c"])
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
