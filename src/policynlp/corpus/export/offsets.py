"""Offsets in Unicode code points, as ours are, and in UTF-16 code units, as JavaScript and Java count."""

from __future__ import annotations

from bisect import bisect_left
from typing import Literal, get_args

from policynlp.document import Span

OffsetUnit = Literal["codepoint", "utf16"]
OFFSET_UNITS: tuple[str, ...] = get_args(OffsetUnit)

_FIRST_OF_TWO = 0x10000
"""Characters from here on (most emoji, rare Chinese characters) are two units of UTF-16."""


class Utf16Offsets:
    """Offsets of one text from code points to UTF-16 units and back.

    Args:
        text: The text.
    """

    def __init__(self, text: str) -> None:
        self._wide = [i for i, character in enumerate(text) if ord(character) >= _FIRST_OF_TWO]
        self._units = [at + i for i, at in enumerate(self._wide)]  # where each of them stands in UTF-16

    def to_units(self, offset: int) -> int:
        """Code points to units."""
        return offset + bisect_left(self._wide, offset)

    def to_points(self, offset: int) -> int:
        """Units to code points; an offset within a pair of surrogates is that of its character."""
        return offset - bisect_left(self._units, offset)

    def span(self, span: Span) -> Span:
        """A span in units."""
        return self.to_units(span[0]), self.to_units(span[1])
