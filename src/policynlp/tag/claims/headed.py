"""Figures below a heading that is a time: "Third quarter (July-September)", "2024 at a glance"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date

from spacy.tokens import Doc

from policynlp.document import Passage
from policynlp.tag import dates
from policynlp.tag.claims.direction import anchor
from policynlp.tag.claims.figure import OF_THE_PAST, Figure
from policynlp.tag.claims.governors import verb_over
from policynlp.tags import Period

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_BRACKETS = re.compile(r"\([^()]{0,60}\)")
_BESIDE = re.compile(
    r"(?:\b(?:the|of|for|in|on|and|our|key|main|financial|operating|business|group|quarterly|annual|results?|highlights?|figures|facts|numbers|"
    r"summary|review|overview|performance|developments?|brief|glance|at|a|year|quarter|months|period|data|statistics)\b|[\s:,.–—|-])*",
    re.IGNORECASE,
)
"""What may stand beside the time in a heading that is of nothing else."""
_MOST_CHARS = 70
_LEAST_DAYS = 25
"""A day at the head of a page is when it appeared."""
_STATES = frozenset({"be", "have", "live", "remain", "stand", "measure", "cover"})


def set_headed_periods(
    doc: Doc, text: str, passages: Sequence[Passage], figures: Sequence[Figure], *, published: str | None
) -> None:
    """Gives figures without a time that of the heading that they stand under, where it is one and nothing else.

    Not to what an earlier time had, in brackets behind it: "SEK 3,286 million (3,241)".

    Args:
        doc: Parsed.
        text: Its text.
        passages: Its prose, in order.
        figures: Of them, in order.
        published: ISO day of publication, or null.
    """
    starts = [f.start for f in figures]
    known: dict[str, Period | None] = {}
    for passage in passages:
        heading = (passage.section or "").strip()
        if not heading or passage.kind == "heading" or len(heading) > _MOST_CHARS:
            continue
        if heading not in known:
            known[heading] = _time_of(heading, published)
        period = known[heading]
        if period is None:
            continue
        for f in figures[bisect_left(starts, passage.start) : bisect_left(starts, passage.end)]:
            told = f.period is not None or f.is_earlier or f.nature not in OF_THE_PAST or _is_now(doc, f)
            if not told and text[max(0, f.start - 1) : f.start] != "(":
                f.period = period


def _is_now(doc: Doc, f: Figure) -> bool:
    """Whether a figure is told in the present, below a time that is over: "The river is 300 km long"."""
    verb = verb_over(anchor(doc, f))
    return verb is not None and verb.tag_ in {"VBZ", "VBP"} and verb.lemma_ in _STATES


def _time_of(heading: str, published: str | None) -> Period | None:
    """The stretch of time that a heading consists of, if it is over or running; null for any other heading."""
    plain = _BRACKETS.sub(" ", heading).strip()
    whole = [(0, len(plain))] if dates.resolve(plain, published=published) is not None else []
    inner = plain[:1].lower() + plain[1:]  # "Third quarter"
    spans = whole or dates.find(plain) or dates.find(inner) or [m.span() for m in _YEAR.finditer(plain)]
    if len(spans) != 1:
        return None
    (start, end) = spans[0]
    if not (_BESIDE.fullmatch(plain[:start]) and _BESIDE.fullmatch(plain[end:])):
        return None
    found = dates.resolve(plain[start:end], published=published)
    if found is None or not found.start_date or not found.end_date:
        return found if found is not None and (found.timex or "").startswith("FY") else None
    if (date.fromisoformat(found.end_date) - date.fromisoformat(found.start_date)).days < _LEAST_DAYS:
        return None
    return None if published and found.start_date > published else found
