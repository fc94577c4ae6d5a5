"""Where a figure holds: a place name in what it measures, or the only one of its sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from policynlp.tag.claims.figure import Figure
from policynlp.tags import TextSpan

_BEHIND = re.compile(r"[ ](?:in|across|throughout)[ ](?:the[ ])?")
_RIGHT_BEFORE = re.compile(
    r"(?:,?[ ](?P<at>at[ ])?|[ ](?P<bracket>\())(?:(?:about|around|nearly|almost|some|only|just|over|under)[ ])?"
)
_LISTED = re.compile(r"(?P<clause>,[ ](?:and[ ]|but[ ])?|\b(?:and|but)[ ])?\b(?P<word>in|and)[ ](?:the[ ])?$", re.IGNORECASE)
_BEFORE_CHARS, _LED_CHARS = 24, 14
"""As in "In the capital it was 27 percent, in Northmark 14 percent"."""
_NEXT_CLAUSE = re.compile(r"[ ](?:as[ ](?!of\b|an?\b|part\b|well\b|much\b|many\b)|because[ ](?!of\b)|while[ ]|whereas[ ])")
"""What begins another clause behind a figure: "slid to 8.6 million as buyers in the north turned elsewhere"."""
_IN_PLACE = re.compile(r"\b(?:in|across|throughout|within)[ ](?:the[ ])?$", re.IGNORECASE)


def starting_within(spans: Sequence[tuple[int, int]], start: int, end: int) -> Sequence[tuple[int, int]]:
    """Those of some spans, in order, that start in a stretch; without looking at all of them."""
    return spans[bisect_left(spans, (start, -1)) : bisect_left(spans, (end, -1))]


def find_place(text: str, f: Figure, places: Sequence[tuple[int, int]], sentence: tuple[int, int]) -> None:
    """Sets the place: a place name in the scope, the whole or the measure, else the only one of the sentence led by "in".

    Args:
        text: The text.
        f: The figure.
        places: Spans of place names, in order.
        sentence: Offsets of its sentence.
    """
    behind = _BEHIND.match(text, f.end, sentence[1])
    for start, end in starting_within(places, behind.start() + 1, behind.end() + 1) if behind else ():
        f.place = text[start:end]  # "3.9 percent in the capital, 12.4 percent in Northmark"
        return
    if f.kind in {"percent", "money"} and (listed := _right_before(text, f, places, sentence)) is not None:
        f.place = text[listed[0] : listed[1]]
        if f.scope is not None and _is_other_place(f.scope, places, listed):
            f.scope = TextSpan(
                start=listed[0], end=listed[1], text=f.place
            )  # "in Texas (4,100 dollars) exceed those in Ohio (3,000)"
        return
    for span in (f.scope, f.share_of if f.scope is None else None, f.measure):
        if span is not None:
            for start, end in starting_within(places, span.start, span.end):
                if end <= span.end:
                    f.place = text[start:end]
                    return
    inside = starting_within(places, *sentence)
    clause = _NEXT_CLAUSE.search(text, f.end, sentence[1])
    inside = [p for p in inside if clause is None or p[0] < clause.start()]
    led = [p for p in inside if _IN_PLACE.search(text[max(sentence[0], p[0] - 16) : p[0]])]
    if len(led) == 1:
        f.place = text[led[0][0] : led[0][1]]


def _right_before(text: str, f: Figure, places: Sequence[tuple[int, int]], sentence: tuple[int, int]) -> tuple[int, int] | None:
    """The place name behind "in" that a figure follows without a verb; behind "and" where the place before has a figure of its own."""
    before = [p for p in starting_within(places, *sentence) if p[1] <= f.start]
    if not before:
        return None
    start, end = before[-1]
    tied = _RIGHT_BEFORE.fullmatch(text, end, f.start) if f.start - end < _BEFORE_CHARS else None
    led = _LISTED.search(text[max(sentence[0], start - _LED_CHARS) : start])
    if tied is None or led is None:
        return None
    if led["word"].lower() == "and" and not (len(before) > 1 and any(map(str.isdigit, text[before[-2][1] : start]))):
        return None  # "rose in Spain and Portugal, nearly 12 percent of the total"
    if f.kind == "money" and not (tied["at"] or tied["bracket"] or led["clause"]):
        return None  # "said in Paris 3 million euros were lost"
    return start, end


def _is_other_place(span: TextSpan, places: Sequence[tuple[int, int]], place: tuple[int, int]) -> bool:
    """Whether a span names another place and nothing else."""
    return (span.start, span.end) != place and (span.start, span.end) in starting_within(places, span.start, span.end)
