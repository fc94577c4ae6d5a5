"""The year that a text on a budget is about, which its title or lead tells once: "Budget for 2026-27: schools get 48 billion"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import groupby

from spacy.tokens import Doc

from policynlp.document import Passage, Span
from policynlp.tag import dates
from policynlp.tag.claims.figure import MOST_TOLD, Figure
from policynlp.tag.claims.governors import subject_of, verb_of
from policynlp.tags import Period

_YEARS = r"(?:19|20)\d\d(?:[-–/](?:\d\d){1,2})?"
_FISCAL = rf"(?:the[ ])?(?:(?:fiscal|financial|budget)[ ])?(?:year[ ])?(?:FY[ ]?)?(?P<years>{_YEARS})"
_PLAN = r"(?:budget|spending[ ]plan|appropriations?|budget[ ](?:speech|statement|proposal|bill|plan)|financial[ ]plan)"
_BUDGETS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_PLAN}(?:,?[ ](?:for|of))?[ ]{_FISCAL}",
        rf"\b{_FISCAL}[ ](?:[\w’'-]+[ ]){{0,2}}?{_PLAN}\b",
    )
)
_YEAR_ALONE = re.compile(rf"(?:for[ ])?(?:the[ ])?(?:fiscal|financial|budget)[ ]year[ ]{_YEARS}", re.IGNORECASE)
_LEAD_CHARS = 500
_KINDS = frozenset({"money", "percent", "ratio"})
_AHEAD = frozenset({"target", "forecast", "outturn", "estimate", "hypothetical"})
_OTHER_TIME = re.compile(
    r"\b(?:19|20)\d\d\b|\b(?:this|last|next|current|coming|previous|prior|first|second|full)[ ](?:fiscal[ ]|financial[ ]|full[ ])?years?\b"
    r"|\ba[ ]year\b|\bby[ ]"
    r"(?:the[ ]end|January|February|March|April|May|June|July|August|September|October|November|December)\b",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"\b(?:than|from|over|against|with|on|to)[ ](?:the[ ]|in[ ]|its[ ]|that[ ]of[ ]|those[ ]of[ ])*$", re.IGNORECASE
)
_GIVES = frozenset(
    str.split(
        """receive get go allocate propose provide include earmark assign dedicate fund set reserve ask bring collect raise yield generate
        contribute borrow finance project estimate budget foresee"""
    )
)
"""Verbs that give or take what a budget is made of."""
_STANDS = frozenset(
    str.split(
        "be rise fall grow narrow widen increase decrease decline drop climb total amount come reach shrink account spend forecast"
    )
)
_BUDGETED = re.compile(
    r"\b(?:revenues?|receipts|expenditures?|spending|outlays?|deficit|surplus|borrowings?|tax(?:es)?|dut(?:y|ies)|grants?|allocations?|budget"
    r"|subsid(?:y|ies)|levies|vat|excise|transfers|appropriations?|bill|fund(?:s|ing)?)\b",
    re.IGNORECASE,
)
"""What stands or moves in a budget; prices, wages, debts and rates are not of its year."""
_OTHERS = re.compile(
    r"\b(?:analysts?|economists?|opposition|famil(?:y|ies)|households?|compan(?:y|ies)|firms?|rich|poor|banks?|union|polls?)\b",
    re.IGNORECASE,
)
_PRESENT = frozenset({"VBZ", "VBP", "MD", "VB", "VBN"})


def set_budget_year(
    doc: Doc, text: str, passages: Sequence[Passage], figures: Sequence[Figure], *, published: str | None
) -> None:
    """Gives sums and shares without a time the year of the budget that their text is about.

    Only what is told as to come or as it stands ("irrigation receives 24 billion"), in sentences that tell no time.

    Args:
        doc: Parsed.
        text: Its text.
        passages: Its prose, in order.
        figures: Of them, in order.
        published: ISO day of publication, or null.
    """
    period = _year_of(text, passages, published)
    if period is None:
        return
    starts = [f.start for f in figures]
    for passage in passages:
        if passage.kind == "caption":
            continue
        inside = figures[bisect_left(starts, passage.start) : bisect_left(starts, passage.end)]
        for _, group in groupby(inside, key=lambda f: f.sentence):
            members = list(group)
            spans = _times(doc, text, members[0]) if len(members) <= MOST_TOLD else None
            for f in members if spans is not None else ():
                if f.period is not None or f.is_earlier or f.kind not in _KINDS or f.nature not in _AHEAD or f.main >= 0:
                    continue
                if not _is_dated(text, f, spans or []) and _is_planned(doc, f, passage):
                    f.period = period


def _year_of(text: str, passages: Sequence[Passage], published: str | None) -> Period | None:
    """The year of the budget that title and lead are about, where they name one and it is not over."""
    begin: int | None = None
    planned = False
    for passage in passages:
        if passage.kind == "paragraph" and begin is None:
            begin = passage.start
        if passage.kind == "title":
            planned = planned or re.search(rf"\b{_PLAN}\b", text[passage.start : passage.end], re.IGNORECASE) is not None
            alone = _YEAR_ALONE.fullmatch(text[passage.start : passage.end].strip()) if planned else None
            if alone is not None:
                return dates.resolve(alone[0], published=published)
        if begin is not None and passage.start > begin + _LEAD_CHARS:
            return None
        for pattern in _BUDGETS:
            if (found := pattern.search(text, passage.start, passage.end)) is not None:
                period = dates.resolve(found["years"], published=published)
                over = period is not None and published is not None and (period.end_date or "9") < published
                return None if over else period
    return None


def _times(doc: Doc, text: str, f: Figure) -> list[Span]:
    """Where the sentence of a figure tells times."""
    start, last = doc[f.sentence[0]].idx, doc[f.sentence[1] - 1]
    end = last.idx + len(last)
    return [(start + a, start + b) for a, b in dates.find(text[start:end])] + [
        m.span() for m in _OTHER_TIME.finditer(text, start, end)
    ]


def _is_dated(text: str, f: Figure, spans: Sequence[Span]) -> bool:
    """Whether the times of its sentence are a figure's own, and not only of what it is compared with."""
    return any(b <= f.start or not _COMPARED.search(text, max(f.end, a - 30), a) for a, b in spans)


def _is_planned(doc: Doc, f: Figure, passage: Passage) -> bool:
    """Whether a figure is told as to come or as it stands in the budget."""
    verb = verb_of(doc, f)
    if verb is None:
        return passage.kind in {"title", "heading", "list"}
    past = any(c.tag_ == "VBD" or c.lower_ in {"has", "have", "had"} for c in verb.lefts if c.dep_ in {"aux", "auxpass"})
    if verb.tag_ not in _PRESENT or past:
        return False
    subject = subject_of(verb)
    words = doc[subject.left_edge.i : subject.right_edge.i + 1].text if subject is not None else ""
    if _OTHERS.search(words) or (subject is not None and subject.ent_type_ == "PERSON"):
        return False
    return verb.lemma_ in _GIVES or (verb.lemma_ in _STANDS and _BUDGETED.search(words) is not None)
