"""Times that a sentence takes up from the one before it: "at the end of that year", "over the same period"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from policynlp.document import Span
from policynlp.months import MONTH
from policynlp.tag import dates
from policynlp.tag.claims.base_periods import GRAINS
from policynlp.tag.claims.figure import Figure
from policynlp.tag.claims.placing import HAD_BEEN
from policynlp.tags import Period

_TAKEN_UP = re.compile(
    r"\b(?P<phrase>(?:the (?:end|start|beginning) of )?(?:that|the same|this same) "
    r"(?P<unit>year|period|time|months?|quarter|season|dates?|day))\b"
    r"(?! (?:of|in|last|a|as|when|that|two|three)\b)",
    re.IGNORECASE,
)
"""`the same period of 2023` and `the same month last year` say themselves which they mean."""
_COUNTED = re.compile(
    r"\b(?:in |during |for |of )?(?P<phrase>the (?:previous|preceding|prior|(?P<behind>following)) (?P<unit>year|quarter|month)"
    r"|the (?P<unit_before>month|quarter) before)\b(?! (?:to|when|as|of)\b)",
    re.IGNORECASE,
)
"""A time that is counted from what was told before, not from the day of publication."""
_YEAR = re.compile(r"\d{4}")
_NAMED_YEAR = re.compile(rf"\b(?:in|of|since|year|{MONTH}) ((?:19|20)\d\d)\b", re.IGNORECASE)
_BEFORE_CHARS = 200
_WITHIN_YEAR = re.compile(r"(\d{4})(?:-(?:\d\d(?:-\d\d)?|[QH]\d))?")
_THE_YEAR = re.compile(r"(?:(?:in|for|over|during|across|of) )?the (?:(?:whole|full|entire) )?year", re.IGNORECASE)
_AHEAD = frozenset({"target", "forecast", "hypothetical"})


def take_up_times(text: str, sentence: Span, figures: Sequence[Figure], told: Period | None) -> None:
    """Sets the period of figures that have none, where their sentence says that it is the one told before.

    Args:
        text: The text.
        sentence: Offsets of the sentence.
        figures: Its figures.
        told: The last period of the sentences before it in its passage, or null.
    """
    if told is not None:
        _count(text, sentence, figures, told)
        _same_year(text, sentence, figures, told)
    found = _TAKEN_UP.search(text, *sentence)
    if found is None:
        return
    if found["phrase"].lower() == "that year" and (named := _year_before(text, sentence, told)) is not None:
        told = named
    if told is None:
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


def _count(text: str, sentence: Span, figures: Sequence[Figure], told: Period) -> None:
    """Times like "the previous month", of figures that have their time from these words alone."""
    for found in _COUNTED.finditer(text, *sentence):
        unit = (found["unit"] or found["unit_before"]).lower()
        way = "later" if found["behind"] else "earlier"
        of_grain = GRAINS[unit].fullmatch(told.timex or "") is not None
        period = dates.counted_from(f"a {unit} {way}", anchor=told.timex or "", published=None) if of_grain else None
        if period is None:
            continue
        for f in figures:
            if f.period is not None and f.period.text.lower().endswith(found["phrase"].lower()):
                f.period = replace(period, text=found["phrase"])


def _same_year(text: str, sentence: Span, figures: Sequence[Figure], told: Period) -> None:
    """Makes "the year" the past one that was told before: "6,900 hectares in 2024. The target for the year had been 12,000"."""
    within = _WITHIN_YEAR.fullmatch(told.timex or "")
    year = dates.resolve(within[1], published=None) if within is not None else None
    if year is None or year.start_date is None:
        return
    perfect = HAD_BEEN.search(text, *sentence) is not None
    for f in figures:
        running = f.period is not None and f.period.start_date is not None and _THE_YEAR.fullmatch(f.period.text) is not None
        if running and f.period.start_date > year.start_date and (perfect or f.nature not in _AHEAD):  # type: ignore[union-attr,operator]
            f.period = replace(year, text=f.period.text)  # type: ignore[union-attr]


def _year_before(text: str, sentence: Span, told: Period | None) -> Period | None:
    """The year that was named last before a sentence, where no figure told it: "The worst flood was in 1999. The flood of that year"."""
    start = max(0, sentence[0] - _BEFORE_CHARS, text.rfind("\n\n", 0, sentence[0]))
    named = list(_NAMED_YEAR.finditer(text, start, sentence[0]))
    if not named or (told is not None and text.find(told.text, named[-1].end(), sentence[0]) >= 0):
        return None
    return dates.resolve(named[-1][1], published=None)
