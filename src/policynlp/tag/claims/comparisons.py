"""Comparisons with an earlier time that give no figure: "profits were lower than a year ago", "rents are up on last year"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from policynlp.document import Passage, Span
from policynlp.tag import dates
from policynlp.tag.claims.document_reading import Reading
from policynlp.tag.claims.figure import Figure
from policynlp.tag.claims.numbers import Number
from policynlp.tags import Earlier, TextSpan, Trend

_UP = frozenset("higher more faster stronger larger bigger greater longer hotter wetter warmer dearer".split())  # noqa: SIM905
_DOWN = frozenset("lower fewer less slower weaker smaller shorter cooler drier cheaper".split())  # noqa: SIM905
_UNIT = r"(?:day|week|month|quarter|season|year|decade|century)"
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_TIME = (
    rf"(?P<time>(?:an?|one|two|three|four|five|ten|a few|several)[ ]{_UNIT}s?[ ](?:ago|earlier|before)"
    rf"|(?:the[ ])?(?:last|previous|prior|preceding)[ ]{_UNIT}(?!['’]s)"
    rf"|the[ ]{_UNIT}[ ]before"
    rf"|the[ ]same[ ](?:period|{_UNIT})[ ](?:of[ ])?(?:last[ ]year|a[ ]year[ ](?:ago|earlier))"
    rf"|(?:(?:{_MONTH})[ ])?(?:19|20)\d\d\b(?![ ]to\b))"
)
_COMPARED = re.compile(
    rf"\b(?P<word>{'|'.join(sorted(_UP | _DOWN))})(?P<of>(?:[ ][a-z][a-z-]*){{0,4}}?)[ ]than[ ](?:it was |they were |was |were )?"
    rf"(?:(?:in|at|on|during)[ ](?:the[ ])?)?{_TIME}",
    re.IGNORECASE,
)
_ROSE = "|".join(
    str.split(
        "rose risen increased grew grown climbed jumped surged soared gained expanded accelerated rebounded swelled doubled tripled"
    )
)
_FELL = "|".join(
    str.split(
        "fell fallen declined decreased dropped slipped slid shrank shrunk narrowed plunged tumbled slumped dwindled dipped eased"
    )
)
_SET_AGAINST = r"(?:compared[ ](?:with|to)|relative[ ]to|as[ ]against|against|on|over|from)"
_MOVED = re.compile(
    rf"\b(?:(?:is|are|was|were|been|remain|remained|stayed)(?:[ ][a-z]+)?[ ](?P<way>up|down)|(?P<rose>{_ROSE})|(?P<fell>{_FELL}))"
    rf"(?:[ ](?:again|slightly|sharply|markedly|significantly|steeply|strongly|modestly|somewhat))?,?[ ]{_SET_AGAINST}[ ]{_TIME}"
    r"(?=[ ]*(?:[.,;:)]|$|\n|(?:and|but|while|when|as|in|because)\b))",
    re.IGNORECASE,
)
"""As in "Rents are up on last year", "Exports rose compared with 2022"."""
_BESIDE_CHARS = 40
"""A figure as near as this is how much it rose or fell."""
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
        found = sorted(
            chain(_COMPARED.finditer(text, *_span(passage)), _MOVED.finditer(text, *_span(passage))), key=lambda m: m.start()
        )
        for match in found:
            moved = match.re is _MOVED
            near = _BESIDE_CHARS if moved else 0
            if any(s < match.end() + near and match.start() - near <= e + 1 for s, e in taken):
                continue
            if not moved and match["word"].lower() in _AMOUNTS and not match["of"]:
                continue
            yield _draft(reading, match, tokens, published, moved=moved)


def _span(passage: Passage) -> Span:
    return passage.start, passage.end


def _draft(reading: Reading, match: re.Match[str], tokens: Span, published: str | None, *, moved: bool) -> Figure:
    text, end = reading.text, match.start("time") - 1 if moved else match.end("word")
    up = (match["way"] or "").lower() == "up" or bool(match["rose"]) if moved else match["word"].lower() in _UP
    trend: Trend = "up" if up else "down"
    start = match.start("way") if moved and match["way"] else match.start()
    figure = Figure(Number(start, end, 0.0, "words"), start, match.end(), 0.0)
    figure.kind, figure.direct, figure.trend, figure.is_change = "ratio", True, trend, True
    figure.first, figure.last = reading.token_at(start), reading.token_at(end - 1)
    figure.sentence = reading.sentence(figure.first, tokens)
    if not moved and match["of"]:
        start, end = match.start("of") + 1, match.end("of")
        figure.measure = TextSpan(start=start, end=end, text=text[start:end])  # "more wheat than last year"
    figure.from_ = Earlier(value=None, period=dates.resolve(match["time"], published=published))
    return figure
