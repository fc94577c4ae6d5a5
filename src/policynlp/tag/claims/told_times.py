"""All times that a text tells, sentence by sentence: what a figure may be of that stands elsewhere."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from spacy.tokens import Doc

from policynlp.document import Passage, Span
from policynlp.tag.claims.date_wording import is_valued_at
from policynlp.tag.claims.figure import Figure
from policynlp.tag.claims.other_dates import aside_around, dates_only_what_follows, is_of_something_else
from policynlp.tag.claims.period import RELEASED, THAN, ends_together, resolved, sentence_dates
from policynlp.tag.claims.places import starting_within
from policynlp.tag.dates_seasons import running
from policynlp.tags import Period

Key = tuple[str | None, str | None, str | None]
"""What tells two times apart: first and last day; the TIMEX3 value only where there are no days."""
_MOST_SENTENCES = 1_500
"""Of a text, from its beginning; figures behind them keep the times of the rules."""
_LEAD_CHARS = 40
_WITHOUT_DAYS = re.compile(r"FY\d|\d{4}-(?:SP|SU|FA|WI)")
"""Fiscal years and seasons, which begin on another day in each country."""


class ToldTime(NamedTuple):
    """A time that stands in a text.

    Attributes:
        span: Where.
        period: What it is.
        key: What tells it apart from others.
        sentence: Number of its sentence in the text.
        passage: Number of its passage among those read.
        kind: Of the passage.
        of_telling: Whether something was published or said then, or it is the other side of a comparison.
        reach: The stretch of its sentence whose figures it may date; null for all of it.
    """

    span: Span
    period: Period
    key: Key
    sentence: int
    passage: int
    kind: str
    of_telling: bool
    reach: Span | None

    def dates(self, f: Figure) -> bool:
        """Whether it may be the time of a figure of its own sentence: "the school, built in 1974, has 640 pupils" is no such time."""
        return not self.of_telling and (self.reach is None or self.reach[0] <= f.end <= self.reach[1])


class Sentence(NamedTuple):
    """A sentence of a passage.

    Attributes:
        span: Its offsets.
        passage: Number of its passage among those read.
        times: What it tells, in order.
    """

    span: Span
    passage: int
    times: tuple[ToldTime, ...]


def key(period: Period | None) -> Key | None:
    """What tells a period apart from others; null for none, and for one that is not known at all."""
    if period is None:
        return None
    if period.start_date is None and period.end_date is None:
        certain = _WITHOUT_DAYS.match(period.timex or "") or running(period.text)
        return (None, None, period.timex) if certain else None
    return period.start_date, period.end_date, None


def told_times(
    doc: Doc, passages: Sequence[Passage], figures: Sequence[Figure], dates: Sequence[Span], *, published: str | None
) -> list[Sentence]:
    """The sentences of a text with the times that they tell.

    Args:
        doc: Parsed.
        passages: Its prose, in order.
        figures: Of them, in order.
        dates: Spans of entities labelled DATE, in order.
        published: ISO day of publication, or null.
    """
    text = doc.text
    starts = [f.start for f in figures]
    begins = [s.start_char for s in doc.sents] if len(doc) else []
    qualifying = {t.idx for t in doc if t.tag_ == "VBN" and t.dep_ in {"acl", "advcl"}}
    out: list[Sentence] = []
    for n, passage in enumerate(passages):
        for start, end in _sentences(begins, passage):
            if len(out) >= _MOST_SENTENCES:
                return out
            inside = figures[bisect_left(starts, start) : bisect_left(starts, end)]
            spans = ends_together(
                text, sentence_dates(text, (start, end), starting_within(dates, start, end), inside), published
            )
            found = []
            for span in spans:
                follows = dates_only_what_follows(text, span)
                period = resolved(text, span, published, led=not follows)
                known = key(period)
                if period is not None and known is not None:
                    telling = _is_of_telling(text, (start, end), span, spans)
                    reach = (span[0], end) if follows else aside_around(text, (start, end), span, qualifying)
                    found.append(ToldTime(span, period, known, len(out), n, passage.kind, telling, reach))
            out.append(Sentence((start, end), n, tuple(found)))
    return out


def _sentences(begins: Sequence[int], passage: Passage) -> Iterator[Span]:
    """Offsets of the sentences of a passage, cut to it."""
    inside = begins[bisect_right(begins, passage.start) : bisect_left(begins, passage.end)]
    yield from pairwise((passage.start, *inside, passage.end))


def _is_of_telling(text: str, sentence: Span, span: Span, spans: Sequence[Span]) -> bool:
    lead = text[max(sentence[0], span[0] - _LEAD_CHARS) : span[0]]
    return bool(
        RELEASED.search(lead)
        or THAN.search(lead)
        or is_valued_at(text, span)
        or is_of_something_else(text, sentence, span, spans)
    )
