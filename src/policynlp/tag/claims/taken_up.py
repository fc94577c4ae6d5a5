"""Figures that take up the one before: "It had 3.6 million inhabitants. This was a decrease of 284,300. In 1990 it was 4.1 million"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc

from policynlp.tag.claims.ellipsis import is_level_of_it
from policynlp.tag.claims.figure import Figure

_COUNTS_BACK = re.compile(r"\b(?:earlier|before|ago|previous(?:ly)?|later|prior|then|once)\b", re.IGNORECASE)
"""In front of a level at a time of its own: "Two years earlier it had been 163 million"."""
_POINTERS = frozenset({"this", "that", "it"})
_IDENTITY = frozenset({"be", "represent", "mean", "mark", "constitute"})
_PARTS = frozenset({"percent", "ratio"})
_MOST_TIMES = 3.0
_MOST_BACK = 4
_NEXT_TOKENS = 3  # line ends and marks between two sentences


def last_figure(figures: Sequence[Figure], end: int) -> Figure | None:
    """The last figure before one, and of a change its later value: "431 million, compared with 411 million in 2023. This is an increase".

    Args:
        figures: Of a document, in order.
        end: Index of the first that is not before.
    """
    for f in reversed(figures[max(0, end - _MOST_BACK) : end]):
        if not f.is_earlier and f.sentence == figures[end - 1].sentence:
            return f
    return figures[end - 1] if end else None


def take_up(doc: Doc, f: Figure, before: Figure | None) -> None:
    """Gives a change or level that measures nothing of its own what the figure before it measures: measure, scope, place, period, unit.

    Args:
        doc: Parsed.
        f: A figure, with its trend, measure and period as its sentence tells them.
        before: The last figure of the sentence before, or null.
    """
    if f.like is not None or f.trend == "none":
        _take_up_level(doc, f, f.like or before)
        return
    if before is None or f.measure is not None or not _points_back(doc, f, before):
        return
    bare = f.kind == "count" and f.unit is None
    if not (bare or f.kind in _PARTS or (f.kind, f.unit) == (before.kind, before.unit)):
        return
    f.measure, f.scope, f.share_of = before.measure, before.scope, before.share_of
    f.place = f.place or before.place
    f.period = f.period or before.period
    if bare:
        f.unit, f.kind = before.unit, before.kind


def _take_up_level(doc: Doc, f: Figure, before: Figure | None) -> None:
    """As in "A square metre cost 1,777 euros. In Porto it was 2,100 euros": the same thing elsewhere, or at another time."""
    if before is None or before.trend != "none" or before.kind not in {"money", "measure", "percent", "count"}:
        return
    bare = f.kind == "count" and f.unit is None and _of_one_size(f, before)
    if not bare and (f.kind != before.kind or f.kind == "count"):
        return
    if not is_level_of_it(doc, f) or not (f.like is before or _follows(doc, f, before)):
        return
    if bare:
        f.kind = before.kind
    elif f.unit != before.unit and not (before.unit or "").startswith(f"{f.unit} / "):
        return
    f.unit = before.unit
    if f.measure is None or f.like is before:
        f.measure, f.share_of = before.measure, before.share_of
        f.scope = f.scope or before.scope
    if not _COUNTS_BACK.search(doc.text, doc[f.sentence[0]].idx, f.start):
        f.period = f.period or before.period


def _of_one_size(f: Figure, before: Figure) -> bool:
    """Whether a bare number may be in the unit of the figure before: no "million" is left out, and neither is many times the other."""
    low, high = sorted((abs(f.value), abs(before.value)))
    plain = before.number.scale == f.number.scale == 1.0 and before.kind != "money"
    return plain and bool(before.unit) and low > 0 and high <= _MOST_TIMES * low


def _follows(doc: Doc, f: Figure, before: Figure) -> bool:
    """Whether the sentence of a figure is the next one of the passage."""
    start = f.sentence[0]
    while start < f.first and not doc[start].is_alpha:
        start += 1
    return 0 <= start - before.sentence[1] < _NEXT_TOKENS and "\n" not in doc[before.last : start].text


def _points_back(doc: Doc, f: Figure, before: Figure) -> bool:
    start = f.sentence[0]
    while start < f.first and not doc[start].is_alpha:
        start += 1
    subject = doc[start]
    near = start - before.sentence[1] < _NEXT_TOKENS and "\n" not in doc[before.last : start].text
    return near and subject.lower_ in _POINTERS and subject.dep_ == "nsubj" and subject.head.lemma_ in _IDENTITY
