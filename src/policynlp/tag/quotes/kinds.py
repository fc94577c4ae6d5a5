"""Direct, indirect or mixed: read off the quotation marks alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from policynlp.document import Span
from policynlp.tag.quotes.reading import Reading

_SLACK = 0.1  # part of the letters that may stand outside of the marks of direct speech; as in the public scorer


def kind_of(reading: Reading, content: Sequence[Span]) -> Literal["direct", "indirect", "mixed"]:
    """Direct where nearly all letters stand in double marks, mixed where some do, else indirect."""
    inside = outside = 0
    for start, end in content:
        letters = sum(c.isalnum() for c in reading.text[start:end])
        marked = 0
        for mark in reading.outer_between(start, end):
            marked += sum(c.isalnum() for c in reading.text[max(start, mark.start) : min(end, mark.end)])
        inside += marked
        outside += letters - marked
    if not inside:
        return "indirect"
    return "direct" if outside <= _SLACK * inside else "mixed"
