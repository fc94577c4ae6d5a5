"""When and why somebody says something, which is no part of it: "defended the rise | after inflation hit 4%"."""

from __future__ import annotations

import re
from bisect import bisect_left

from spacy.tokens import Token

from policynlp.document import Span
from policynlp.tag.quotes.attribution import Attribution
from policynlp.tag.quotes.reading import Reading

_JUDGING = frozenset(
    """
    defend criticise criticize condemn denounce praise hail laud applaud commend welcome attack slam blast blame thank congratulate
    chide rebuke mock ridicule castigate berate back support
    """.split()  # noqa: SIM905 - a table of words
)
"""Verbs of judging a thing: what happened before or meanwhile is no part of the thing that is judged."""
_THEN = frozenset({"after", "as", "when", "while", "following"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_IN_HEADLINES = re.compile(r"\s(?:as|after|amid|following)\s")
_SIGNS = frozenset("$€£¥₹₦")
_LOOK_TOKENS = 60
_AHEAD = 12


def without_circumstance(reading: Reading, attribution: Attribution) -> list[Span]:
    """The content without a clause on when or why it was said, and with a currency sign that was cut off its first sum."""
    content = [_with_sign(reading, _in_headline(reading, span)) for span in attribution.content]
    if attribution.cue is None or len(content) != 1 or content[0][0] < attribution.cue[1]:
        return content
    verb = reading.doc[attribution.cue_token]
    if reading.lemma(verb) not in _JUDGING or verb.pos_ != "VERB":
        return content
    start, end = content[0]
    first = reading.token_at(start)
    for token in reading.doc[first : min(reading.token_at(end - 1) + 1, first + _LOOK_TOKENS)]:
        if token.tag_ in _FINITE or reading.mark_over(token.idx) is not None:
            return content
        if token.i > first and token.lower_ in _THEN and _of_the_verb(token, verb):
            return [reading.trimmed((start, token.idx)) or content[0]]
    return content


def _of_the_verb(conjunction: Token, verb: Token) -> bool:
    """Whether a clause that begins with a conjunction hangs on the verb, or on its subject's sentence."""
    clause = conjunction.head
    told = conjunction.dep_ in {"mark", "advmod"} and any(c.dep_ in {"nsubj", "nsubjpass"} for c in clause.lefts)
    return told and clause.dep_ == "advcl" and clause.head == verb and clause.i > conjunction.i


def _with_sign(reading: Reading, span: Span) -> Span:
    """A content that begins with a sum takes in its sign: "Agency announces | $ | 412 million"."""
    start = span[0]
    if start and reading.text[start - 1] in _SIGNS and reading.text[start].isdigit():
        start -= 1
    return start, span[1]


def _in_headline(reading: Reading, span: Span) -> Span:
    """In a headline, what is said ends with its marks where "as" or "after" follows: "PM insists deal 'is working' | as ..."."""
    passage = reading.passages[reading.passage[reading.token_at(span[0])]]
    if passage.kind not in {"title", "heading"}:
        return span
    text = reading.text
    for k in range(bisect_left(reading.marks, passage.start, key=lambda m: m.start), len(reading.marks)):
        mark = reading.marks[k]
        if mark.start >= span[1]:
            break
        then = _IN_HEADLINES.match(text, mark.end, mark.end + _AHEAD)
        if mark.depth or not mark.closed or mark.end > span[1] or then is None or mark.inner[0] < span[0]:
            continue
        return mark.inner if span[0] >= mark.start else (span[0], mark.end)
    return span
