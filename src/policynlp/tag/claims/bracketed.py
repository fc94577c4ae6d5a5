"""What a figure was a year before, in brackets behind it, as companies report: "Net sales amounted to SEK 3,286 million (3,241)"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from policynlp.tag.claims.base_periods import year_before
from policynlp.tag.claims.figure import Figure
from policynlp.tags import Earlier

_LEAST_PAIRS = 3
"""A text in which fewer figures have one such number behind them may count something else in brackets."""
_ACCOUNTS = re.compile(
    r"\b(?:sales|profits?|cash|margins?|EBITD?A?|earnings|income|revenues?|turnover|orders|equity|debt|dividends?|costs|result|investments|expenses)\b",
    re.IGNORECASE,
)
"""In front of what companies report so; seats stand in brackets behind shares of votes."""
_ACCOUNT_CHARS = 80
_MOST_TIMES = 4.0
_MARKS = range(1, 40)
"""Whole numbers that mark notes."""


def compare_bracketed(text: str, figures: Sequence[Figure]) -> list[tuple[Figure, Figure]]:
    """Gives bare numbers in brackets the unit of the figure in front, in a text that has several of them alone.

    Args:
        text: The text.
        figures: In order, with values and units.

    Returns:
        Pairs of a figure and the earlier one in brackets.
    """
    pairs = [(g, f) for g, f in pairwise(figures) if _is_pair(text, g, f)]
    reports = any(g.number.scale > 1 or _ACCOUNTS.search(text[max(0, g.start - _ACCOUNT_CHARS) : g.start]) for g, _ in pairs)
    if len(pairs) < _LEAST_PAIRS or not reports or all(f.value in _MARKS for _, f in pairs):
        return []
    for g, f in pairs:
        scale = g.number.scale if f.number.scale == 1.0 else 1.0
        f.value, f.kind, f.unit, f.is_earlier = f.value * scale, g.kind, g.unit, True
    return pairs


def tie_bracketed(pairs: Sequence[tuple[Figure, Figure]]) -> None:
    """What each figure is compared with, once their periods are known: the same time a year before."""
    for g, f in pairs:
        f.period = year_before(g.period) if g.period is not None else None
        f.measure, f.scope, f.share_of, f.place = g.measure, g.scope, g.share_of, g.place
        f.trend, f.nature = "none", "outturn"
        if g.from_ is None or g.from_.value is None:
            g.from_ = Earlier(value=f.value, period=f.period)
        if f.period is not None and g.period is not None:
            f.period = replace(f.period, text=g.period.text)


def _is_pair(text: str, g: Figure, f: Figure) -> bool:
    bare = f.kind == "count" and f.unit is None and f.high is None and g.high is None and f.sentence == g.sentence
    bracketed = text[g.end : f.start].strip(" \u00a0") == "(" and text.startswith(")", f.end)
    if not (bare and bracketed and g.unit is not None) or g.kind not in {"money", "percent", "measure"}:
        return False
    value = f.value * (g.number.scale if f.number.scale == 1.0 else 1.0)
    low, high = sorted((abs(value), abs(g.value)))
    return low > 0 and high <= _MOST_TIMES * low
