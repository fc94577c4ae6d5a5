"""Figures below a heading that says that aims follow: "Main targets", "Numerical targets for fiscal 2029".

Plans state their aims in the present tense, as a list: "The area under conservation tillage reaches 42 million mu". Nothing in
the sentence tells them from what was.
"""

# ruff: noqa: E501 (patterns are read by the line)
from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from policynlp.document import Passage
from policynlp.tag import dates
from policynlp.tag.claims.figure import Figure
from policynlp.tag.claims.governors import verb_of
from policynlp.tags import Period

_AIMS = re.compile(
    r"(?:(?:(?:chapter|part|section)[ ])?(?:[IVXLC]+|\d+|[A-Z]|\(\w+\))[.):]?[ ]+)*"
    r"(?:(?:the|our|main|key|overall|strategic|specific|general|quantitative|numerical|development|policy|principal|primary|core|major|"
    r"medium-term|long-term|short-term|interim|national|provincial|regional|annual|expected|binding|and)[ ])*"
    r"(?:targets?|goals?|objectives?|aims|ambitions?|commitments|pledges)(?:[ ](?:and|&)[ ](?:\w+[ ])?(?:targets?|goals?|objectives?|indicators|milestones|tasks))?"
    r"(?:[ ](?:for|by|to|until|of)[ ](?:the[ ])?(?:[\w/–-]+[ ]){0,4}[\w/–-]*\d{4}[\w/–-]*)?[:.]?",
    re.IGNORECASE,
)
"""Headings that are of aims and of nothing else: "II. Main targets", "Numerical targets for fiscal 2029"."""
_WISHES = re.compile(
    r"(?:(?:where|what)[ ](?:we|the[ ][\w-]+(?:[ ][\w-]+)?)[ ](?:wants?|aims?|hopes?|intends?|plans?|needs?)[ ]to[ ](?:be|do|go|get|see|achieve|reach|change|deliver)"
    r"|what[ ](?:success|it|[\w-]+)[ ]will[ ]look[ ]like|what[ ]success[ ]looks[ ]like|what[ ](?:will[ ]change|we[ ]will[ ](?:do|achieve|deliver)))"
    r"(?:[ ](?:by|in|until)[ ](?:the[ ])?(?:[\w/–-]+[ ]){0,4}[\w/–-]*\d{4}[\w/–-]*)?[:.]?",
    re.IGNORECASE,
)
"""Headings of lists of aims, "Where we want to be by 30 June 2028"; what paragraphs below them tell is of many kinds."""
_YEAR = re.compile(r"\b20\d\d\b")
_MOST_HEADING_CHARS = 80
_AS_OF = re.compile(r"[^.;]{0,12}\bas (?:of|at)\b", re.IGNORECASE)
_NOW = re.compile(r"\b(?:today|now|currently|at present)\b", re.IGNORECASE)
_PAST = frozenset({"VBD"})
_HELPS = frozenset({"have", "be"})


def set_aims(doc: Doc, passages: Sequence[Passage], figures: Sequence[Figure], *, published: str | None) -> None:
    """Make targets of outturns where the heading above says so, with its date where they have none.

    What was, by its verb or its date, stays an outturn: "in 2023/24 the share was 34.7 percent".

    Args:
        doc: Parsed.
        passages: Its prose, in order.
        figures: Of them, in order.
        published: ISO day of publication, or null.
    """
    starts = [f.start for f in figures]
    for passage in passages:
        heading = (passage.section or "").strip()
        listed = passage.number is not None or passage.kind == "list"
        if not listed or passage.kind == "heading" or len(heading) > _MOST_HEADING_CHARS or not _names_aims(heading, passage):
            continue
        period = _dated(heading, published)
        for f in figures[bisect_left(starts, passage.start) : bisect_left(starts, passage.end)]:
            if f.nature != "outturn" or f.is_earlier or was(doc, f, published):
                continue
            f.nature = "target"
            f.period = f.period or period


def _names_aims(heading: str, passage: Passage) -> bool:
    return _AIMS.fullmatch(heading) is not None or (passage.kind == "list" and _WISHES.fullmatch(heading) is not None)


def _dated(heading: str, published: str | None) -> Period | None:
    found = dates.find(heading) or [m.span() for m in _YEAR.finditer(heading)]
    return dates.resolve(heading[slice(*found[0])], published=published, tense="future") if len(found) == 1 else None


def was(doc: Doc, f: Figure, published: str | None) -> bool:
    """Whether a figure is of what was or is, by its verb or its date."""
    if f.period is not None and published is not None and f.period.end_date and f.period.end_date < published:
        return True
    if _AS_OF.match(doc.text, f.end) or _NOW.search(doc.text, doc[f.sentence[0]].idx, f.start):
        return True
    verb = verb_of(doc, f)
    if verb is None:
        return False
    return verb.tag_ in _PAST or verb.lemma_ == "be" or any(_helps(c) for c in verb.lefts)


def _helps(token: Token) -> bool:
    return token.dep_ in {"aux", "auxpass"} and token.lemma_ in _HELPS and token.tag_ in {"VBZ", "VBP", "VBD"}
