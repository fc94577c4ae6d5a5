"""Times counted from a date that was told before: "The bridge opened in 2019. A year later, 4,000 cars crossed it daily"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from policynlp.document import Span
from policynlp.tag import dates
from policynlp.tag.claims.base_periods import GRAINS
from policynlp.tag.claims.figure import Figure
from policynlp.tag.claims.period import resolved
from policynlp.tag.dates_words import cardinal
from policynlp.tags import Period

_NUMBERS = "an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\\d{1,2}"
_COUNTED = re.compile(
    rf"(?:(?<=^)|(?<=[.;,:!?\n] )|(?<= and )|(?<= but ))(?P<phrase>(?:just |only |barely |about |some )?"
    rf"(?P<n>{_NUMBERS}) (?P<unit>year|month|quarter|week|day|decade)s? "
    r"(?P<way>later|on(?=,| (?:it|they|there|only)\b)|after that|earlier|before that))"
    r"(?=,| (?:it|they|he|she|the|there|that|this|these|its|their|some|only|just|more|\d)\b)",
    re.IGNORECASE,
)
_TOLD_THEN = re.compile(r"\b(?:publish|releas|issu|report|said|say|announc|show|present|told)\w*\b[^.;:]{0,20}$", re.IGNORECASE)
"""Before a date that something was told on: nothing is counted from it ("the office reported in January; a year earlier")."""
_BACK = frozenset({"earlier", "before that"})
_YEARS_OF_A_DECADE = 10
_MOST_CHARS = 400
_GRAINS = GRAINS | {
    "year": re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?|-Q\d)?"),
    "decade": re.compile(r"\d{4}"),
    "week": re.compile(r"\d{4}-\d\d-\d\d"),
    "day": re.compile(r"\d{4}-\d\d-\d\d"),
}
"""Dates that are told exactly enough to count from."""


def without_counted(text: str, figures: list[Figure]) -> list[Figure]:
    """Figures without the times that are told by their length: "two years later" is no claim of two years."""
    if not any(f.kind == "duration" for f in figures):
        return figures
    told = [m.span("phrase") for m in _COUNTED.finditer(text)]
    return [f for f in figures if f.kind != "duration" or not any(s <= f.start and f.end <= e for s, e in told)]


def count_on(
    text: str, sentence: Span, figures: Sequence[Figure], known: Sequence[Span], *, start: int, published: str | None
) -> None:
    """Sets the period of the figures behind "two years later", where a date stands before it in their passage.

    Args:
        text: The text.
        sentence: Offsets of the sentence.
        figures: Its figures.
        known: Spans of the dates of the text, in order.
        start: Where its passage begins.
        published: ISO day of publication, or null.
    """
    found = _COUNTED.search(text, *sentence)
    if found is None:
        return
    period = _counted(text, found, known, max(start, found.start() - _MOST_CHARS), published)
    if period is None:
        return
    for f in figures:
        if f.start < found.end() or f.is_earlier or _is_dated_between(found.end(), f, known):
            continue
        f.period = period
        f.flags = [flag for flag in f.flags if flag != "period_inferred"]


def _is_dated_between(start: int, f: Figure, known: Sequence[Span]) -> bool:
    """Whether another date stands between the words and a figure, or right behind it."""
    return any(start <= s < f.end or 0 <= s - f.end < len(" in the ") for s, _ in known)


def _counted(text: str, found: re.Match[str], known: Sequence[Span], least: int, published: str | None) -> Period | None:
    anchor = next((span for span in reversed(known) if least <= span[0] and span[1] <= found.start("phrase")), None)
    if anchor is None or _TOLD_THEN.search(text, least, anchor[0]):
        return None
    base = resolved(text, anchor, published, led=False)
    unit = found["unit"].lower()
    if base is None or _GRAINS[unit].fullmatch(base.timex or "") is None:
        return None
    count = 1.0 if found["n"].lower() in {"a", "an"} else cardinal(found["n"].lower())
    if count is None:
        return None
    steps = int(count) * (_YEARS_OF_A_DECADE if unit == "decade" else 1)
    way = "earlier" if found["way"].lower() in _BACK else "later"
    words = f"{steps} {'year' if unit == 'decade' else unit}s {way}"
    period = dates.counted_from(words, anchor=base.timex or "", published=None)
    return replace(period, text=found["phrase"]) if period is not None else None
