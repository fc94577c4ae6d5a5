"""Statements printed below a line that says whose they are, without quotation marks: `Minister X said:`, then paragraphs.

Releases of governments and firms print them so, and pages lose the marks of a block quotation. The first paragraph below the line is
the statement's for certain. Those behind it are as far as the last one that says "I", "we" or "our": what follows may be the
release's own words, unless the line stands at the top of a text that goes on like that to its end.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from spacy.tokens import Token

from policynlp.document import Span
from policynlp.tag.quotes.act import act_of
from policynlp.tag.quotes.attribution import Attribution
from policynlp.tag.quotes.direct_cues import is_reporting
from policynlp.tag.quotes.indirect import cue_span
from policynlp.tag.quotes.reading import Reading
from policynlp.tag.quotes.source import source_span, speaker_of
from policynlp.tag.quotes.source_nouns import may_speak

_CUE_TOKENS = 12
"""Between the verb and the colon: "said in a statement after the meeting:"."""
_LEAST_WORDS = 4
_MAX_PARAGRAPHS = 40
_TOP_LINES = 2
"""Printed lines above, a title and what it is about: then the whole release is the statement."""
_LINE = re.compile(r"\S[^\n]*")
_SENTENCE_ENDS = (".", "?", "!", "…")
_CLOSING = ")]\"”’'"
_OWN = frozenset({"i", "we", "my", "our", "ours", "me", "us"})
_OTHERS = frozenset({"he", "she", "his", "her", "him"})
_NO_STATEMENT = frozenset({"follows", "below", "include", "includes"})
"""Words before a colon that announce a list."""
_SAID = frozenset(
    {"say", "state", "add", "comment", "declare", "continue", "remark", "respond", "reply", "write", "tell", "announce"}
)
"""Cues below which a paragraph is the words themselves; what is found or shown below a colon is mostly a list."""
_OVER = re.compile(
    r"\W*(?:ends?|notes? (?:to|for) editors?|(?:further|more) information|background|media (?:contacts?|enquiries)|contacts?)"
    r"\s*(?::.*|\W*)",
    re.IGNORECASE | re.DOTALL,
)


def statements(reading: Reading) -> list[Attribution]:
    """One attribution for each line that announces a statement."""
    lines = list(reading.lines())
    below = _below_top(reading.text)
    found = []
    for place, (first, end) in enumerate(lines[:-1]):
        verb = _announced(reading, first, end)
        content = _paragraphs(reading, lines[place + 1 :], top=reading.starts[first] < below) if verb is not None else []
        made = _made(reading, verb, content) if verb is not None and content else None
        if made is not None:
            found.append(made)
    return found


def _announced(reading: Reading, first: int, end: int) -> Token | None:
    """The verb of a line that ends with it and a colon, the time and occasion between them aside."""
    last = end - 1
    while last > first and reading.doc[last].is_space:
        last -= 1
    if reading.doc[last].text != ":" or reading.mark_over(reading.starts[last]) is not None:
        return None
    for i in range(last - 1, max(first, last - _CUE_TOKENS) - 1, -1):
        token = reading.doc[i]
        if token.text in _SENTENCE_ENDS or token.lower_ in _NO_STATEMENT or _is_list(token):
            return None
        if is_reporting(reading, token) and reading.lemma(token) in _SAID:
            return None if _is_unsaid(token) else token
    return None


def _is_unsaid(verb: Token) -> bool:
    """Whether the clause asks or denies: "What the papers say:", "what she would never say:"."""
    asked = any(c.tag_ in {"WP", "WRB", "WDT"} and c.dep_ != "nsubj" for c in verb.lefts)
    return asked or any(c.dep_ == "neg" for c in verb.children)


def _is_list(token: Token) -> bool:
    """Whether "following" names what stands below: "the following steps:", not "following the attack:"."""
    if token.lower_ != "following":
        return False
    return token.i + 1 < len(token.doc) and token.nbor().pos_ not in {"DET", "PRON", "PROPN", "ADP"}


def _below_top(text: str) -> int:
    """Where the lines begin that have more above them than a title and what the text is about."""
    starts = [m.start() for m in islice(_LINE.finditer(text), _TOP_LINES + 2)]
    return starts[-1] if len(starts) > _TOP_LINES + 1 else len(text)


def _paragraphs(reading: Reading, lines: Sequence[tuple[int, int]], *, top: bool) -> list[Span]:
    """The paragraphs of the statement; none where the first has marks, is a list, or no sentence."""
    taken: list[Span] = []
    kept = 0
    for first, end in lines[:_MAX_PARAGRAPHS]:
        passage = reading.passages[reading.passage[first]]
        span = reading.mention(first, end)
        text = reading.text[slice(*span)] if span is not None else ""
        if span is None or passage.kind != "paragraph" or not _is_said(reading, text, first, end):
            break
        if taken and _is_told(reading, first, end):
            break
        taken.append(span)
        if len(taken) == 1 or _is_own(reading, first, end):
            kept = len(taken)
    return taken if top and len(taken) == len(lines) else taken[:kept]


def _is_own(reading: Reading, first: int, end: int) -> bool:
    """Whether a paragraph says "I", "we" or "our" outside of marks; "World War I" does not."""
    tokens = (t for t in reading.doc[first:end] if t.lower_ in _OWN and t.tag_ in {"PRP", "PRP$"} and t.text != "i")
    numeral = {t.i for t in reading.doc[first + 1 : end] if t.text == "I" and t.nbor(-1).pos_ == "PROPN"}
    return any(reading.mark_over(t.idx) is None and t.i not in numeral for t in tokens)


def _is_told(reading: Reading, first: int, end: int) -> bool:
    """Whether a paragraph tells of him or her, so that the statement is over."""
    return any(t.lower_ in _OTHERS for t in reading.doc[first:end]) and not _is_own(reading, first, end)


def _is_said(reading: Reading, text: str, first: int, end: int) -> bool:
    whole = text.rstrip(_CLOSING)[-1:] in _SENTENCE_ENDS and len(text.split()) >= _LEAST_WORDS
    outer = reading.outer_between(*reading.chars(first, end))
    marked = any(m.inner[1] - m.inner[0] > len(text) / 2 for m in outer)
    return whole and not marked and _OVER.fullmatch(text) is None


def _made(reading: Reading, verb: Token, content: list[Span]) -> Attribution | None:
    subject = speaker_of(reading, verb)
    source = source_span(reading, subject, verb) if subject is not None and may_speak(subject) else None
    if subject is None or source is None:
        return None
    act = act_of(reading.lemma(verb), "direct")
    return Attribution(content, act, verb.i, cue_span(reading, verb), subject.i, [source], rule="statement", score=0.85)
