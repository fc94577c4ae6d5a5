"""Times that a sentence takes up from the one before it: "at the end of that year", "over the same period"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from policynlp.document import Span
from policynlp.tag import dates
from policynlp.tag.claims.figure import Figure
from policynlp.tags import Period

_TAKEN_UP = re.compile(
    r"\b(?P<phrase>(?:the (?:end|start|beginning) of )?(?:that|the same|this same) "
    r"(?P<unit>year|period|time|months?|quarter|season|dates?|day))\b"
    r"(?! (?:of|in|last|a|as|when|that|two|three)\b)",
    re.IGNORECASE,
)
"""`the same period of 2023` and `the same month last year` say themselves which they mean."""
_YEAR = re.compile(r"\d{4}")


def take_up_times(text: str, sentence: Span, figures: Sequence[Figure], told: Period | None) -> None:
    """Sets the period of figures that have none, where their sentence says that it is the one told before.

    Args:
        text: The text.
        sentence: Offsets of the sentence.
        figures: Its figures.
        told: The last period of the sentences before it in its passage, or null.
    """
    found = _TAKEN_UP.search(text, *sentence) if told is not None else None
    if found is None or told is None:
        return
    if found["unit"].lower() in {"date", "day"} and told.start_date != told.end_date:
        return
    period = replace(told, text=found["phrase"])
    if found["unit"].lower() == "year":
        year = _YEAR.match(told.end_date or told.timex or "")
        dated = dates.resolve(f"{found['phrase'].lower().partition(' of ')[0]} of {year[0]}", published=None) if year else None
        whole = dates.resolve(year[0], published=None) if year else None
        chosen = dated if " of " in found["phrase"].lower() else whole
        if chosen is None:
            return
        period = replace(chosen, text=found["phrase"])
    for f in figures:
        if not f.is_earlier and (f.period is None or f.period.start_date is None):
            f.period = period
