"""Sentences of a text, by a rule, for comparing and showing: the tagger's sentences are not kept with the tags."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from policynlp.document import Document, Passage, Span

_END = re.compile(r"[.!?;][\"”’')\]]{0,3}\s+(?=[\"“‘'(\[]{0,2}[A-Z0-9])|\n\s*\n")
_ABBREVIATIONS = frozenset(
    str.split(
        """mr mrs ms dr prof gov sen rep gen col lt sgt st no nos vs etc inc ltd co corp jan feb mar apr jun jul aug sept sep oct
    nov dec fig vol art sec para approx est u.s u.k e.g i.e cf"""
    )
)
MAX_CHARS = 2_000
"""Longer "sentences" (tables run together, hostile input) are cut here."""


def split(text: str, start: int, end: int) -> Iterator[Span]:
    """Sentence spans between two offsets, without white space at their edges.

    A semicolon ends a sentence too when a capital or a figure follows: lists of goals are compared item by item.

    Args:
        text: The whole text.
        start: First offset.
        end: Offset behind the last.
    """
    at = start
    for match in _END.finditer(text, start, end):
        if text[match.start()] == "." and _is_abbreviation(text, at, match.start()):
            continue
        yield from _pieces(text, at, match.end())
        at = match.end()
    yield from _pieces(text, at, end)


def _is_abbreviation(text: str, start: int, dot: int) -> bool:
    begin = max(start, dot - 8)
    word = re.split(r"[\s(\"“]", text[begin:dot])[-1]
    return word.lower() in _ABBREVIATIONS or (len(word) == 1 and word.isupper())


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    while end - start > MAX_CHARS:
        yield start, start + MAX_CHARS
        start += MAX_CHARS
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def of_passage(document: Document, passage: Passage) -> list[Span]:
    """Sentences of a passage; of a table, its rows."""
    if passage.kind == "table":
        lines = re.finditer(r"[^\n]+", document.text[passage.start : passage.end])
        return [s for m in lines for s in _pieces(document.text, passage.start + m.start(), passage.start + m.end())]
    return list(split(document.text, passage.start, passage.end))


def around(text: str, start: int, end: int, *, kind: str = "paragraph") -> Span:
    """The sentence of a passage that holds a span; several, where the span runs over their edges.

    Args:
        text: The passage.
        start: Of the span, an offset in the passage.
        end: Offset behind the span.
        kind: Of the passage: of a table, the row is given.
    """
    if kind == "table":
        first = text.rfind("\n", 0, start) + 1
        last = text.find("\n", end)
        return first, len(text) if last < 0 else last
    held = [s for s in split(text, 0, len(text)) if s[0] < max(end, start + 1) and start < s[1]]
    return (min(start, held[0][0]), max(end, held[-1][1])) if held else (start, end)


class SentenceMap:
    """All sentences of a document's passages, found by offset.

    Attributes:
        spans: In order.
        passages: Index of the passage of each sentence.
    """

    def __init__(self, document: Document) -> None:
        self.spans: list[Span] = []
        self.passages: list[int] = []
        for number, passage in enumerate(document.passages):
            for span in of_passage(document, passage):
                self.spans.append(span)
                self.passages.append(number)
        if not document.passages:
            self.spans = list(split(document.text, 0, len(document.text)))
            self.passages = [0] * len(self.spans)
        self._starts = [s for s, _ in self.spans]

    def at(self, offset: int) -> int | None:
        """Index of the sentence that holds an offset, or None between sentences."""
        index = bisect_right(self._starts, offset) - 1
        return index if index >= 0 and offset < self.spans[index][1] else None

    def before(self, index: int) -> int | None:
        """Index of the sentence before, in the same passage."""
        return index - 1 if index > 0 and self.passages[index - 1] == self.passages[index] else None
