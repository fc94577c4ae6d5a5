"""Tables that tell no time, in texts that report on one: they are of that time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from policynlp.document import Passage
from policynlp.tag import dates
from policynlp.tag.claims.figure import OF_THE_PAST
from policynlp.tag.claims.report_times import days, time_of_heading
from policynlp.tags import Claim, Period

_MOST_DAYS = 190
"""A report on a year often tells what stood at its end, or of the years before."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b|\bFY[ ]?\d\d")
_STANDING = re.compile(
    r"\b(?:fees?|tariffs?|fares?|charges?|fines?|penalt(?:y|ies)|tax(?:es)?|dut(?:y|ies)|levy|levies|brackets?|allowances?|limits?|ceilings?|"
    r"caps?|maximum|minimum|thresholds?|capacit(?:y|ies)|targets?|plan(?:ned|s)?|proposed?|budget\w*|allocat\w+|forecasts?|projections?|outlook|"
    r"assumptions?|pledges?|commitments?|area|distance|length|height|depth|width|altitude|elevation|specifications?|dimensions?|model|range|"
    r"founded|established|built|opened|founding|phones?|e-?mail|address|pages?|items?|menu|recipe|schedule|timetable|per[ ]day|all[- ]time|"
    r"record|history|ever|since|baseline|latest|current|now|vote|votes|seats)\b",
    re.IGNORECASE,
)
"""Words above figures that hold at any time, or are of another one."""


def at_report(
    text: str, claims: Sequence[Claim], table: Passage, above: Passage | None, report: Period | None, published: str | None
) -> Sequence[Claim]:
    """The cells of a table with the time of its section or text, where the table, and the line above it, tell none.

    Args:
        text: The text.
        claims: Of the cells.
        table: The table.
        above: The passage above it, or null.
        report: The time that the text reports on, or null.
        published: ISO day of publication, or null.
    """
    section = time_of_heading(table.section, published) if table.section else None
    time = section or (report if report is not None and days(report) <= _MOST_DAYS else None)
    if time is None or not claims or any(c.period is not None or c.nature not in OF_THE_PAST for c in claims):
        return claims
    headers = text[table.start : claims[0].start]
    line = text[above.start : above.end] if above is not None else ""
    if _STANDING.search(headers) or any(_STANDING.search(c.measure.text) for c in claims if c.measure is not None):
        return claims
    if _STANDING.search(table.section or "") or (above is not None and above.kind != "paragraph" and _STANDING.search(line)):
        return claims
    words = text[table.start : table.end]
    if dates.find(words) or _YEAR.search(words):
        return claims
    told = dates.find(line) or [m.span() for m in _YEAR.finditer(line)]
    if any(not _is_within(line[a:b], time, published) for a, b in told):
        return claims
    return [replace(c, period=time) for c in claims]


def _is_within(words: str, time: Period, published: str | None) -> bool:
    """Whether a date is the time that is reported on, or a part of it."""
    found = dates.resolve(words, published=published, tense="past")
    if found is None or not found.start_date or not found.end_date:
        return found is None
    return (time.start_date or "") <= found.start_date and found.end_date <= (time.end_date or "")
