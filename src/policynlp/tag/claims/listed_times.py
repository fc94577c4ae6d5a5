"""Times in a list and figures in a list: "In 2021, 2022 and 2023 the deficit was 4.1, 3.7 and 2.9 percent"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policynlp.document import Span
from policynlp.tag.claims.figure import Figure
from policynlp.tags import Period

_GAP = re.compile(r",?[ ](?:and[ ])?(?:in[ ])?")
_LEAST = 2


def each_its_time(text: str, figures: Sequence[Figure], free: Sequence[tuple[Span, Period]]) -> None:
    """Gives each figure of a list the time of the same place in a list of times before it, where both lists are as long.

    Args:
        text: The text.
        figures: Of one sentence, in order.
        free: The times of the sentence that may be those of figures, in order.
    """
    times = _longest([(span[0], span[1]) for span, _ in free], text)
    values = _longest([(f.start, f.end) for f in figures], text)
    if len(times) < _LEAST or len(times) != len(values) or free[times[-1]][0][1] > figures[values[0]].start:
        return
    for i, k in zip(values, times, strict=True):
        figures[i].period = free[k][1]


def _longest(spans: Sequence[Span], text: str) -> list[int]:
    """Numbers of the spans of the longest list: nothing but commas and "and" between one and the next."""
    best: list[int] = []
    run: list[int] = []
    for i, (start, _) in enumerate(spans):
        run = [*run, i] if run and _GAP.fullmatch(text, spans[run[-1]][1], start) else [i]
        best = max(best, run, key=len)
    return best
