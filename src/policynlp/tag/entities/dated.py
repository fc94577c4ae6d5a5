"""Dates and times among the entities: the model's spans completed, resolved against the day of publication."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from policynlp.tag.dates import find, resolve
from policynlp.tag.dates_calendar import Tense
from policynlp.tag.dates_words import DAY_PARTS, MONTHS, SEASONS, UNITS, WEEKDAYS
from policynlp.tag.entities.model_spans import TEMPORAL, trimmed
from policynlp.tag.entities.tokens import Mention, Tokens
from policynlp.tags import Period

_FUTURE = frozenset({"will", "shall", "'ll", "’ll", "going"})
_WORDS = frozenset(
    [*UNITS, *MONTHS, *WEEKDAYS, *DAY_PARTS, *SEASONS, "eve", "christmas", "ramadan", "anniversary", "eid", "easter"]
)
_MAX_STEPS = 12  # up the parse; longer paths than this occur in broken parses only


def find_dates(doc: Doc, tokens: Tokens, mentions: list[Mention]) -> list[Mention]:
    """The model's dates, and those that patterns find beside them or around them.

    Args:
        doc: The document.
        tokens: Its tokens.
        mentions: What the model found, all labels.
    """
    own = _patterned(doc, tokens)
    found = []
    for m in mentions:
        if m.label not in TEMPORAL:
            continue
        around = next((o for o in own if o.overlaps(m)), None)
        if around is None:
            if _is_temporal(tokens, m):
                found.append(m)
        elif around.end - around.start >= m.end - m.start or resolve(tokens.words(m.start, m.end), published=None) is None:
            continue
        else:
            own.remove(around)
            found.append(m)
    return sorted([*found, *own], key=lambda m: m.start)


def _patterned(doc: Doc, tokens: Tokens) -> list[Mention]:
    found: list[Mention] = []
    for start, end in find(doc.text):
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is None or tokens.furniture[span.start]:
            continue
        m = trimmed(tokens, span.start, span.end, "DATE")
        if m and not (found and m.start < found[-1].end):
            found.append(Mention(m.start, m.end, "DATE", "rule", 0.9))
    return found


def _is_temporal(tokens: Tokens, m: Mention) -> bool:
    """Whether a span that the model calls a date holds a word of time, or a date that can be read."""
    text = tokens.words(m.start, m.end)
    if resolve(text, published=None) is not None:
        return True
    return any(part.removesuffix("s") in _WORDS for word in tokens.lower[m.start : m.end] for part in word.split("-"))


def period(doc: Doc, m: Mention, published: str | None) -> Period | None:
    """What a date mention stands for."""
    return resolve(doc[m.start : m.end].text, published=published, tense=tense(doc[m.end - 1]))


def tense(token: Token) -> Tense | None:
    """Tense of the verb above a token: whether a bare "Monday" lies behind or ahead."""
    for _ in range(_MAX_STEPS):
        if token.pos_ in {"VERB", "AUX"}:
            words = {c.lower_ for c in token.lefts if c.pos_ == "AUX"}
            if words & _FUTURE:
                return "future"
            if token.tag_ == "VBD" or any(c.tag_ == "VBD" for c in token.lefts if c.pos_ == "AUX"):
                return "past"
            if token.tag_ in {"VBP", "VBZ"}:
                return None
        if token.head.i == token.i:
            return None
        token = token.head
    return None
