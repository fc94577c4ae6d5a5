"""Who says so: the quotation that holds a figure, or the attribution in its sentence."""

# ruff: noqa: E501 (patterns and tables are read by the line)
from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from policynlp.document import Span
from policynlp.tag.claims.figure import Figure
from policynlp.tags import Quote

_ACCORDING = re.compile(
    r"\b(?:according to|as per|citing|by (?:the )?(?:reckoning|count|tally|estimates?|calculations?) of|based on (?=(?:data|figures|estimates|statistics)))[ ]",
    re.IGNORECASE,
)
_STOP = re.compile(r",(?!\d)[ ]|[;:—]|\.(?=\s|$|[\"”])|$|[ ](?:that|which|who|and said|while|but)[ ]|\n")
_REPORTS = re.compile(
    r"(?:(?<=^)|(?<=[,;.][ ])|(?<=[\"“]))((?:[^\s,;.]+[ ]){0,9}?(?:data|figures|statistics|survey|report|study|poll|census|estimates|records|analysis|research|numbers|bulletin|yearbook)"
    r"(?:[ ](?:from|by|of|released by|published by|compiled by)(?:[ ][^\s,;.]+){1,8}?)?)[ ](?:show(?:s|ed)?|indicate[sd]?|reveal(?:s|ed)?|suggest(?:s|ed)?|found|finds|puts?|said|says|estimate[sd]?)\b",
    re.IGNORECASE,
)
_MAX_CHARS = 140


class Attributions:
    """Quotes and their contents, searchable by offset."""

    def __init__(self, quotes: Sequence[Quote]) -> None:
        spans = sorted((s, e, i) for i, q in enumerate(quotes) for s, e in q.content)
        self._spans = spans
        self._starts = [s for s, _, _ in spans]
        self._quotes = quotes

    def over(self, start: int, end: int) -> Quote | None:
        """The innermost quote whose content holds the stretch; contents of one document nest little, so few are looked at."""
        i = bisect_right(self._starts, start) - 1
        best: tuple[int, Quote] | None = None
        for k in range(i, max(-1, i - 8), -1):
            s, e, q = self._spans[k]
            if s <= start and end <= e and (best is None or e - s < best[0]):
                best = e - s, self._quotes[q]
        return best[1] if best else None

    def demanded(self, start: int, end: int) -> bool:
        """Whether a figure stands in what somebody demands, promises or plans."""
        quote = self.over(start, end)
        return quote is not None and quote.act in {"directive", "plan"}

    def told_with(self, start: int, end: int, sentence: Span) -> Span:
        """The stretch of a sentence that is told together with a figure: of a quotation its content, without where it was said."""
        quote = self.over(start, end)
        if quote is None:
            return sentence
        return max(sentence[0], quote.content[0][0]), min(sentence[1], quote.content[-1][1])

    def dated_with(self, start: int, end: int, sentence: Span) -> Span:
        """The same for dates: the year in "according to the 2021 census" is that of what it counted."""
        first, last = self.told_with(start, end, sentence)
        quote = self.over(start, end)
        if quote is None or quote.source_type != "document" or not quote.source:
            return first, last
        return max(sentence[0], min(first, quote.source[0][0])), min(sentence[1], max(last, quote.source[-1][1]))


def sentence_source(text: str, sentence: Span) -> Span | None:
    """The attribution of a sentence to a source of data, its words without "according to".

    Args:
        text: The text.
        sentence: Offsets of the sentence.
    """
    start, end = sentence
    m = _ACCORDING.search(text, start, end)
    if m:
        stop = _STOP.search(text, m.end(), min(end, m.end() + _MAX_CHARS))
        finish = stop.start() if stop else min(end, m.end() + _MAX_CHARS)
        while finish > m.end() and text[finish - 1].isspace():
            finish -= 1
        return (m.end(), finish) if finish > m.end() else None
    found = _REPORTS.search(text[start : min(end, start + 2 * _MAX_CHARS)])
    return (start + found.start(1), start + found.end(1)) if found else None


def find_source(
    f: Figure,
    attributions: Attributions,
    source: Span | None,
    names: Sequence[tuple[int, int, str]],
    speech: tuple[str, Span] | None = None,
) -> None:
    """Sets source, speaker and quote of a figure.

    Args:
        f: The figure.
        attributions: The document's quotes.
        source: From `sentence_source`, or null.
        names: Start, end and full name of named persons and organisations, in order.
        speech: Whose speech the text is, and where it says so: figures without another source are theirs.
    """
    quote = attributions.over(f.start, f.end)
    if quote is not None:
        f.quote, f.speaker, f.source = quote.id, quote.speaker, quote.source
    if source is not None and not (source[0] <= f.start and f.end <= source[1]) and not (quote is not None and quote.source):
        f.source = (source,)
        if f.speaker is None:
            inside = [name for s, e, name in names if source[0] <= s and e <= source[1]]
            f.speaker = inside[0] if inside else None
    elif (quote is None or not quote.source) and speech is not None and f.start >= speech[1][1]:
        f.speaker, f.source = speech[0], (speech[1],)
