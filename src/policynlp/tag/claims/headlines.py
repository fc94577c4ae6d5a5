"""Headlines without a verb: "NET PROFIT UP 12.4% TO $41.8 MILLION", "Coffee exports down 3 percent in May"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc

from policynlp.tag.claims.contrasts import DEGREES
from policynlp.tag.claims.figure import Figure
from policynlp.tag.claims.phrases import token_span

_MOST_TOKENS = 9
_WAYS = frozenset({"up", "down"})
_INSIDE = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "PART", "PUNCT"})
_PLURAL_LIKE = frozenset({"VBZ"})
"""As the tagger takes "exports" in "Coffee exports up 12%"."""
_STEPS_UP = frozenset({"edges", "ticks", "inches", "creeps", "nudges", "moves", "heads", "goes"})
"""Verbs of "up" and "down" that the tagger takes for nouns."""
_LEADS = re.compile(rf"[ ](?:by[ ]|to[ ])?{DEGREES}", re.IGNORECASE)
_STEP = re.compile(rf"[ ](?:to|from)[ ]{DEGREES}", re.IGNORECASE)


def name_in_headline(doc: Doc, text: str, members: Sequence[Figure], i: int) -> None:
    """Sets the measure of a figure of a headline without a verb: the noun in front of "up" or "down".

    Args:
        doc: Parsed.
        text: Its text.
        members: The figures of a sentence; those before `i` are described.
        i: Index of the figure.
    """
    f = members[i]
    if i and members[i - 1].measure is not None and _way(doc, text, members[i - 1]) >= 0:
        if _STEP.fullmatch(text, members[i - 1].end, f.start):
            f.measure, f.scope, f.share_of = members[i - 1].measure, members[i - 1].scope, None
        return
    way = _way(doc, text, f) if f.kind in {"percent", "money", "count"} else -1
    if way < 0:
        return
    way -= doc[way - 1].lower_ in _STEPS_UP
    first = next((k for k in range(f.sentence[0], way) if not doc[k].is_space), way)
    inside = doc[first:way]
    if not 0 < len(inside) <= _MOST_TOKENS or any(t.pos_ not in _INSIDE for t in inside[:-1]):
        return
    last = inside[-1]
    if (last.pos_ not in {"NOUN", "PROPN"} and last.tag_ not in _PLURAL_LIKE) or last.ent_type_ == "PERSON":
        return
    owner = next((t.i for t in reversed(inside) if t.tag_ == "POS"), -1)
    start = owner + 1 if owner >= 0 else first
    while start < last.i and doc[start].pos_ == "NUM":
        start += 1
    f.measure = token_span(doc, start, last.i + 1)
    f.scope = token_span(doc, first, owner) if owner >= 0 else None


def _way(doc: Doc, text: str, f: Figure) -> int:
    """The "up" or "down" right in front of a figure; -1 where there is none."""
    for k in range(f.first - 1, max(f.sentence[0], f.first - 5), -1):
        if doc[k].lower_ in _WAYS:
            return k if _LEADS.fullmatch(text, doc[k].idx + len(doc[k]), f.start) else -1
    return -1
