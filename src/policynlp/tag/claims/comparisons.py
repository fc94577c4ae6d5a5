"""Comparisons with an earlier time that give no figure: "profits were lower than a year ago"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from policynlp.document import Passage, Span
from policynlp.tag import dates
from policynlp.tag.claims.document_reading import Reading
from policynlp.tag.claims.figure import Figure
from policynlp.tag.claims.numbers import Number
from policynlp.tags import Earlier, TextSpan, Trend

_UP = frozenset("higher more faster stronger larger bigger greater longer hotter wetter warmer dearer".split())  # noqa: SIM905
_DOWN = frozenset("lower fewer less slower weaker smaller shorter cooler drier cheaper".split())  # noqa: SIM905
_UNIT = r"(?:day|week|month|quarter|season|year|decade|century)"
_COMPARED = re.compile(
    rf"\b(?P<word>{'|'.join(sorted(_UP | _DOWN))})(?P<of>(?:[ ][a-z][a-z-]*){{0,4}}?)[ ]than[ ](?:it was |they were |was |were )?"
    rf"(?:(?:in|at|on|during)[ ](?:the[ ])?)?"
    rf"(?P<time>(?:an?|one|two|three|four|five|ten|a few|several)[ ]{_UNIT}s?[ ](?:ago|earlier|before)"
    rf"|(?:the[ ])?(?:last|previous|prior|preceding)[ ]{_UNIT}"
    rf"|the[ ]same[ ](?:period|{_UNIT})[ ](?:of[ ])?(?:last[ ]year|a[ ]year[ ](?:ago|earlier))|(?:19|20)\d\d\b)",
    re.IGNORECASE,
)
_AMOUNTS = frozenset({"more", "less", "fewer"})
"""Right before "than" these may bound a time ("left more than a year ago"); a noun between tells them apart."""


def find_comparisons(
    reading: Reading, passages: Sequence[Passage], taken: Sequence[Span], published: str | None
) -> Iterator[Figure]:
    """Comparisons without a figure, as drafts whose value means nothing.

    Args:
        reading: The document.
        passages: Where to look.
        taken: Spans of the figures of the document, in order; a comparison that holds one, or that
            one stands right before ("15 percent lower than a year ago"), is that figure's.
        published: ISO day of publication, or null.
    """
    text = reading.text
    for passage in passages:
        tokens = reading.token_at(passage.start), reading.token_at(max(passage.start, passage.end - 1)) + 1
        for match in _COMPARED.finditer(text, passage.start, passage.end):
            word = match["word"].lower()
            if (word in _AMOUNTS and not match["of"]) or any(s < match.end() and match.start() <= e + 1 for s, e in taken):
                continue
            trend: Trend = "up" if word in _UP else "down"
            figure = Figure(Number(match.start(), match.end("word"), 0.0, "words"), match.start(), match.end(), 0.0)
            figure.kind, figure.direct, figure.trend, figure.is_change = "ratio", True, trend, True
            figure.first, figure.last = reading.token_at(match.start()), reading.token_at(match.end("word") - 1)
            figure.sentence = reading.sentence(figure.first, tokens)
            if match["of"]:
                start, end = match.start("of") + 1, match.end("of")
                figure.measure = TextSpan(start=start, end=end, text=text[start:end])  # "more wheat than last year"
            figure.from_ = Earlier(value=None, period=dates.resolve(match["time"], published=published))
            yield figure
