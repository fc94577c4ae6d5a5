"""Quotations of several paragraphs: each opens with a mark, only the last one closes, and they are one person's."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise

from policynlp.document import Span
from policynlp.tag.quotes.attribution import Attribution, merged
from policynlp.tag.quotes.marks import Marked
from policynlp.tag.quotes.reading import Reading


def keep_together(reading: Reading, found: list[Attribution]) -> None:
    """Give paragraphs that go on with a quotation back to its speaker, where another took them who speaks in a later paragraph.

    Args:
        reading: The document.
        found: All attributions; their contents are changed in place.
    """
    open_ended = [(m, n) for m, n in pairwise(reading.outer) if not m.closed and _goes_on(reading, m, n)]
    if not open_ended:
        return
    owned = sorted((span, i) for i, a in enumerate(found) for span in a.content)
    starts = [span[0] for span, _ in owned]

    def owner(mark: Marked) -> int | None:
        k = bisect_right(starts, mark.inner[1] - 1) - 1
        return owned[k][1] if k >= 0 and owned[k][0][1] > mark.inner[0] else None

    holders = {mark.start: owner(mark) for pair in open_ended for mark in pair}
    for before, mark in open_ended:
        first, second = holders[before.start], holders[mark.start]
        if first is None or second is None or first == second:
            continue
        speaker, other = found[first], found[second]
        rest = [s for s in other.content if not _inside(s, mark)]
        if speaker.cue is None or other.cue is None or not rest or _passage(reading, other) <= mark.passage:
            continue
        if _passage(reading, speaker) > before.passage:
            continue
        speaker.content = merged([*speaker.content, mark.inner], reading.text)
        other.content = rest
        holders[mark.start] = first


def _goes_on(reading: Reading, before: Marked, mark: Marked) -> bool:
    if mark.passage != before.passage + 1:
        return False
    first = reading.passages[mark.passage].start
    return not reading.text[first : mark.start].strip()


def _inside(span: Span, mark: Marked) -> bool:
    return mark.start <= span[0] and span[1] <= mark.end


def _passage(reading: Reading, attribution: Attribution) -> int:
    return reading.passage[attribution.cue_token]
