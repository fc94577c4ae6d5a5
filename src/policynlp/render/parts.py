"""Long texts in parts that a browser can show: cut between passages, and within one only where it is longer than a part."""

from __future__ import annotations

from bisect import bisect_right

from policynlp.document import Document, Span

PART_CHARS = 40_000
"""About 25 printed pages: with marks a page of 1 MB at most, laid out in a moment."""
_SEARCH_CHARS = 2_000


def cut_parts(document: Document, *, most_chars: int = PART_CHARS) -> list[Span]:
    """The text in parts, in order and without gaps.

    Args:
        document: Text and layout.
        most_chars: Length of a part at the most.
    """
    cuts = [0]
    last = len(document.text)
    ends = [p.end for p in document.passages]
    while last - cuts[-1] > most_chars:
        limit = cuts[-1] + most_chars
        at = bisect_right(ends, limit) - 1
        cut = ends[at] if at >= 0 and ends[at] > cuts[-1] else _word_end(document.text, cuts[-1], limit)
        cuts.append(cut)
    return list(zip(cuts, [*cuts[1:], last], strict=True))


def part_at(parts: list[Span], offset: int) -> int:
    """Which part holds a character; the last one for one behind the text."""
    return max(0, min(len(parts) - 1, bisect_right([start for start, _ in parts], offset) - 1))


def _word_end(text: str, start: int, limit: int) -> int:
    """The last end of a word before the limit, not far from it, and behind the start."""
    least = max(start, limit - _SEARCH_CHARS)
    space = max(text.rfind(" ", least, limit), text.rfind("\n", least, limit))
    return space + 1 if space >= 0 else limit
