"""Which year a date is of that names none, by what its figure tells: what was cannot lie ahead, what is to be not behind."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from spacy.tokens import Doc

from policynlp.document import Span
from policynlp.months import MONTH
from policynlp.tag import dates
from policynlp.tags import Period

_DAY_NAMED = re.compile(rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{MONTH}|{MONTH}\.? \d{{1,2}})\b", re.IGNORECASE)
_SOON = timedelta(days=120)
_NEWS = timedelta(days=100)
"""Within which statistics of a month or quarter come out."""
_YET_TO_BE_KNOWN = re.compile(
    r"\b(?:(?:expected|forecast|projected|predicted|estimated|likely|due|set|seen)(?: \w+ly)? to|will|should|may|might|could)"
    r"(?: (?:also|probably|likely|still))? "
    r"(?:show|reveal|confirm|have (?:been|risen|fallen|grown|shrunk|lost|\w+ed))\b"
    r"|\b(?:was|were|been) (?:expected|forecast|projected|predicted|estimated|supposed|due|set) to\b",
    re.IGNORECASE,
)
"""What has happened and is not known yet, or was once expected of it."""
HAD_BEEN = re.compile(
    r"\bhad (?:not |only |originally |initially )?(?:been|set|planned|aimed|hoped|promised|expected|wanted|budgeted|intended)\b"
)
"""What was aimed at before it was known how it came out."""
_MONTH_CHARS = 7
_DAY_CHARS = len("2024-05-20")
_DUE = frozenset({"due", "scheduled", "set", "expected", "to"})
_MODALS = frozenset({"will", "would", "shall", "should", "could", "may", "might", "must", "to"})


def not_ahead(period: Period | None, published: str | None, *, happened: bool = True) -> Period | None:
    """What was cannot lie ahead: "the end of the year" of an outturn is the last one.

    Args:
        period: Of a figure that states what was.
        published: ISO day of publication, or null.
        happened: Whether a verb of the past is told by this date, so that even a day that is near does not lie ahead.
    """
    if period is None or not published or not period.start_date:
        return period
    if period.text.lower().endswith("the decade") and (period.end_date or "") > published[:_DAY_CHARS]:
        return replace(period, start_date=None, end_date=None, timex="P1DE")  # "the fall over the decade": one that is over
    if len(published) < _DAY_CHARS:
        if len(published) < _MONTH_CHARS or period.start_date[:_MONTH_CHARS] <= published:
            return period  # within the month of publication it is not known what lies ahead
        published = f"{published}-15"
    if (
        not happened
        and _DAY_NAMED.search(period.text)
        and period.start_date <= (date.fromisoformat(published[:10]) + _SOON).isoformat()
    ):
        return period  # a day of a month is told without its year where it is near: "on 17 September" of a text of August
    begun = period.timex == published[:4] and published[5:7] <= "02"  # "over the year", written in January
    if not begun and period.start_date <= published[:10]:
        return period
    if re.search(r"\d{4}|\b(?:this|next|coming)\b", period.text) or not published[:4].isdigit():
        return period
    before = dates.resolve(period.text, published=f"{int(published[:4]) - 1}{published[4:10]}".replace("-02-29", "-02-28"))
    return before if before and before.start_date and before.start_date <= published[:10] else period


def not_behind(period: Period | None, published: str | None, sentence: str = "") -> Period | None:
    """What is to be lies ahead: "before July" of a target, written in October, is the next July.

    Args:
        period: Of a figure that states a target, a forecast or a hypothesis.
        published: ISO day of publication, or null.
        sentence: Its words: what data are expected to show of last month lies behind.
    """
    if period is None or not published or len(published) < _DAY_CHARS or re.search(r"\d{4}", period.text):
        return period
    end = period.end_date or period.start_date
    if end is None or end >= published[:10] or (period.timex and period.timex < published and HAD_BEEN.search(sentence)):
        return period
    if end >= (date.fromisoformat(published[:10]) - _NEWS).isoformat() and _YET_TO_BE_KNOWN.search(sentence):
        return period
    ahead = dates.resolve(period.text, published=published, tense="future")
    return ahead if ahead and (ahead.end_date or ahead.start_date or "") >= published[:10] else period


def lies_ahead(period: Period | None, published: str | None) -> bool:
    """Whether a period begins behind the day of publication: nothing of it has happened."""
    whole = published is not None and len(published) >= _DAY_CHARS
    return whole and period is not None and (period.start_date or "") > published[:_DAY_CHARS]  # type: ignore[index]


def happened_then(doc: Doc, text: str, sentence: Span, period: Period | None) -> bool:
    """Whether a verb in the past is told by a date itself: "came on June 2", but not "the odds of a cut on June 2 were even".

    Args:
        doc: Parsed.
        text: Its text.
        sentence: Offsets of the sentence.
        period: Of a figure of it.
    """
    at = text.find(period.text, *sentence) if period is not None else -1
    span = doc.char_span(at, at + len(period.text), alignment_mode="expand") if period is not None and at >= 0 else None
    if span is None:
        return True
    token = span.root
    while token.head.i != token.i and ((token.i >= span.start and token.i < span.end) or token.pos_ in {"ADP", "SCONJ"}):
        token = token.head
    if token.pos_ not in {"VERB", "AUX"}:
        if token.pos_ not in {"NOUN", "PROPN"} or token.head.i == token.i or token.head.tag_ != "VBD":
            return False
        subject = token.dep_ in {"nsubj", "nsubjpass"}
        return subject and {c.lower_ for c in token.head.children}.isdisjoint(_MODALS)  # "The accident on 3 November killed 12"
    beside = {c.lower_ for c in token.children}
    past = token.tag_ == "VBD" or any(c.tag_ == "VBD" for c in token.lefts if c.pos_ == "AUX")
    return past and beside.isdisjoint(_MODALS) and (token.lemma_ != "be" or beside.isdisjoint(_DUE))
