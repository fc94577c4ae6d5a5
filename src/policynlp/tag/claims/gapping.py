"""Clauses that leave out the verb of the one before: "exports rose 3 percent to $9 million and imports 5 percent to $8 million"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from policynlp.tag.claims.contrasts import DEGREES
from policynlp.tag.claims.direction import anchor
from policynlp.tag.claims.figure import Figure, is_no_share
from policynlp.tag.claims.governors import subject_of, verb_over
from policynlp.tag.claims.phrases import token_span
from policynlp.tags import TextSpan

_GAP = re.compile(
    r"(?:[ ](?:of|in)[ ][^,;.:()\d]{1,60}?)?,?[ ](?:and|while|but)[ ](?P<what>(?:[\w'’-]+,?[ ]){1,6}?)"
    rf"(?:(?P<prep>by|to|for|at)[ ])?{DEGREES}",
    re.IGNORECASE,
)
"""Between the last figure of a clause and the first one of the clause without a verb."""
_RANKED = re.compile(
    r"[^.;:\d]{0,60},[ ](?:closely[ ])?(?:followed[ ]by|ahead[ ]of|trailed[ ]by|then)[ ]"
    rf"(?P<what>(?:[\w'’.-]+[ ]){{1,5}}?)(?:(?:with|at|on)[ ]|\(){DEGREES}",
    re.IGNORECASE,
)
"""As in "took 1.9 billion, followed by Iraq with 1.1 billion": the next in rank."""
_NEXT = re.compile(rf"\)?,?[ ](?:and[ ])?(?P<what>(?:[\w'’.-]+[ ]){{1,5}}?)(?:(?:with|at|on)[ ]|\(){DEGREES}", re.IGNORECASE)
_LEAD = re.compile(rf"[\w-]+[ ](?:(?P<prep>by|to|for|at)[ ])?{DEGREES}$", re.IGNORECASE)
_LEAD_CHARS = 60
_STEP = re.compile(rf"[ ](?:to|from)[ ]{DEGREES}")
_ENDS = re.compile(r"\s*(?:[.,;:!?)”\"]|$|\n|[ ](?:in|to|from|and|on|at|last|this|by)\b)")
_GAP_CHARS = 140
_INSIDE = frozenset({"NOUN", "PROPN", "ADJ", "DET", "CCONJ", "PUNCT", "PART"})
_NAMED = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "CARDINAL", "QUANTITY", "ORDINAL"})
_NO_NOUNS = frozenset({"rest", "remainder", "year", "month", "week", "quarter", "other", "others", "total", "average"})
_KINDS = frozenset({"percent", "money", "count", "measure"})


def fill_gaps(doc: Doc, text: str, members: Sequence[Figure]) -> None:
    """Gives figures of a clause without a verb what that clause names, as the clause before is read.

    Args:
        doc: Parsed.
        text: Its text.
        members: The figures of one sentence, described.
    """
    filled: Figure | None = None
    ranked: Figure | None = None
    for i in range(1, len(members)):
        f, before = members[i], members[i - 1]
        if f.is_earlier or f.main >= 0 or f.against >= 0 or f.kind not in _KINDS or f.gapped is not None:
            continue
        if filled is before and _STEP.fullmatch(text, before.end, f.start):
            f.measure, f.scope, f.share_of = before.measure, before.scope, before.share_of
            f.trend, filled = before.trend, f
        elif _rank(doc, text, f, before, after_rank=ranked is before):
            ranked = f
        elif (like := _parallel(text, members, i)) is not None and _fill(doc, text, f, before, like):
            filled = f


def _parallel(text: str, members: Sequence[Figure], i: int) -> Figure | None:
    """The figure of the clause before that stands in the same place: of the same kind and unit, or any where it is a bare number."""
    f = members[i]
    bare = f.kind == "count" and f.unit is None and f.head < 0
    for k in range(i - 1, -1, -1):
        g = members[k]
        if (g.kind, g.unit) == (f.kind, f.unit) or (
            bare and k == i - 1 and g.kind in _KINDS - {"money"} and not (g.kind == "percent" and is_no_share(f))
        ):
            return g if not g.is_earlier else None
        if k and _STEP.fullmatch(text, members[k - 1].end, g.start) is None:
            return None
    return None


def _fill(doc: Doc, text: str, f: Figure, before: Figure, like: Figure) -> bool:
    gap = _GAP.fullmatch(text, before.end, f.start) if f.start - before.end < _GAP_CHARS else None
    lead = _LEAD.search(text, max(0, like.start - _LEAD_CHARS), like.start)
    if gap is None or lead is None or (gap["prep"] or "") != (lead["prep"] or "") or _ENDS.match(text, f.end) is None:
        return False
    verb = verb_over(anchor(doc, like))
    subject = subject_of(verb) if verb is not None else None
    if verb is None or subject is None or not subject.i < verb.i < like.first or subject.pos_ not in {"NOUN", "PROPN"}:
        return False
    what = _thing(doc, gap.start("what"), gap.end("what"), subject, owned=doc[subject.i + 1].tag_ == "POS")
    if what is None:
        return False
    if _covers(like.scope, subject):
        f.measure, f.scope, f.share_of = like.measure, what, like.share_of
    elif _covers(like.measure, subject):
        f.measure, f.scope, f.share_of = what, None, like.share_of
    else:
        return False
    if f.kind == "count" and f.unit is None:
        f.kind, f.unit = like.kind, like.unit
    if like.is_change and f.trend == "none":
        f.trend, f.is_change = like.trend, True
    return True


def _rank(doc: Doc, text: str, f: Figure, before: Figure, *, after_rank: bool) -> bool:
    """Whether a figure is what the next in rank has; it measures what the one before does."""
    bare = f.kind == "count" and f.unit is None and f.head < 0 and before.kind in {"count", "percent"}
    if before.measure is None or not (bare or (f.kind, f.unit) == (before.kind, before.unit)) or before.is_change:
        return False
    found = _RANKED.fullmatch(text, before.end, f.start) or (_NEXT.fullmatch(text, before.end, f.start) if after_rank else None)
    span = doc.char_span(found.start("what"), found.end("what") - 1, alignment_mode="contract") if found is not None else None
    if span is None or not len(span) or any(t.pos_ not in _INSIDE or t.ent_type_ in _NAMED for t in span):
        return False
    what = token_span(doc, span.start, span.end)
    named = doc.char_span(before.measure.start, before.measure.end, alignment_mode="expand")
    if named is not None and named[-1].pos_ == "PROPN" and before.measure.end <= before.start and span[-1].pos_ == "PROPN":
        f.measure, f.scope, f.share_of = what, None, before.share_of  # "Germany led with 5 billion, followed by France with 4"
    else:
        f.measure, f.scope, f.share_of = before.measure, what, before.share_of
    if bare:
        f.kind, f.unit = before.kind, before.unit
    return True


def _covers(span: TextSpan | None, token: Token) -> bool:
    return span is not None and span.start <= token.idx < span.end


def _thing(doc: Doc, start: int, end: int, subject: Token, *, owned: bool) -> TextSpan | None:
    """What a clause without a verb is of; null for words that may be anything else."""
    span = doc.char_span(start, end - 1, alignment_mode="contract")
    if span is None or not len(span):
        return None
    tokens = list(span)
    if owned:
        if tokens[-1].tag_ != "POS" or len(tokens) == 1:
            return None
        tokens.pop()
    last = tokens[-1]
    if any(t.pos_ not in _INSIDE for t in tokens[:-1]) or any(t.ent_type_ in _NAMED or t.like_num for t in tokens):
        return None
    if last.pos_ not in {"NOUN", "PROPN"} and not _disagrees(last, subject):
        return None
    named = subject.pos_ == "PROPN" or bool(subject.ent_type_)
    if last.lemma_.lower() in _NO_NOUNS or (last.pos_ == "PROPN" and bool(last.ent_type_) and not named):
        return None
    first = next((k for k, t in enumerate(tokens) if t.pos_ != "DET"), 0)
    return token_span(doc, tokens[first].i, last.i + 1)


def _disagrees(word: Token, subject: Token) -> bool:
    """Whether a word that the tagger takes for a verb is none of that subject: "Exports rose ... and imports 5 percent"."""
    plural = subject.tag_ in {"NNS", "NNPS"}
    return (word.tag_ == "VBZ" and plural) or (word.tag_ == "VBP" and not plural) or word.tag_ == "VB"
