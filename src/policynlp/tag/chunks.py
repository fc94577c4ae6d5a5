"""Cutting a long text into pieces for the parser, at the ends of passages where that is possible."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from policynlp.document import Passage, Span

CHUNK_CHARS = 40_000
"""A piece ends with the first passage that reaches this length. spaCy's parse takes about 1 kB a character, so a piece
stays near 50 MB; measured on news text with en_core_web_sm 3.8."""


def chunk_bounds(text: str, passages: Sequence[Passage], *, chunk_chars: int = CHUNK_CHARS) -> list[Span]:
    """Bounds of the pieces: they follow each other without a gap and cover the text.

    Args:
        text: The whole text.
        passages: Its layout, in order.
        chunk_chars: Least length of a piece; a passage of ten times this length is cut inside, at white space if there is any.

    Returns:
        Half-open spans; one empty span for an empty text.
    """
    hard_chars = 10 * chunk_chars
    cuts: list[int] = []
    last = 0
    for passage in passages:
        while passage.end - last > hard_chars:
            last = _soft_cut(text, last + hard_chars - chunk_chars, last + hard_chars)
            cuts.append(last)
        if passage.end - last >= chunk_chars:
            last = passage.end
            cuts.append(last)
    while len(text) - last > hard_chars:
        last = _soft_cut(text, last + hard_chars - chunk_chars, last + hard_chars)
        cuts.append(last)
    if cuts and not text[cuts[-1] :].strip():
        cuts.pop()
    bounds = [0, *cuts, len(text)]
    return [(a, b) for a, b in pairwise(bounds) if b > a] or [(0, 0)]


def _soft_cut(text: str, earliest: int, latest: int) -> int:
    """Behind the last white space between two offsets, else the later one."""
    for mark in ("\n", " "):
        at = text.rfind(mark, earliest, latest)
        if at >= 0:
            return at + 1
    return latest
