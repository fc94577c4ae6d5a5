"""Headlines without a verb: "NET PROFIT UP 12.4% TO $41.8 MILLION", "Coffee exports down 3 percent in May"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from policynlp.tag.claims.contrasts import DEGREES
from policynlp.tag.claims.figure import Figure
from policynlp.tag.claims.phrases import token_span

_MOST_TOKENS = 9
_WAYS = frozenset({"up", "down"})
_INSIDE = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "PART", "PUNCT"})
_PLURAL_LIKE = frozenset({"VBZ"})
"""As the tagger takes "exports" in "Coffee exports up 12%"."""
_PARTICLED = frozenset(
    {"shuts", "closes", "steps", "tracks", "lays", "turns", "sets", "picks", "takes", "breaks", "cuts", "gives", "puts"}
)
"""Verbs that "up" or "down" belongs to: "Firm shuts down 4 mines"."""
_BREAKS, _NEXT = frozenset({",", ";", ":", "–", "—"}), frozenset({"and", "while", "but", "as", "whereas"})
_NO_THINGS = frozenset({"PERSON", "DATE", "TIME", "PERCENT", "MONEY", "CARDINAL", "QUANTITY", "ORDINAL"})
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
    before = members[i - 1] if i and members[i - 1].measure is not None and _is_in_headline(doc, text, members, i - 1) else None
    if before is not None and _STEP.fullmatch(text, before.end, f.start):
        f.measure, f.scope, f.share_of = before.measure, before.scope, None
        return
    way = _way(doc, text, f) if f.kind in {"percent", "money", "count"} and f.head < 0 else -1
    if way < 0 or (f.measure is not None and f.measure.start >= f.end):  # "down to 38 percent approval"
        return
    way -= doc[way - 1].lower_ in _STEPS_UP
    clause = _clause(doc, f, way, before)
    if clause is None:
        return
    first, inside = clause, doc[clause:way]
    last = inside[-1]
    noun = (
        last.pos_ in {"NOUN", "PROPN"} or last.tag_ in _PLURAL_LIKE or (before is not None and last.tag_ == "VBG")
    )  # "spending"
    if not noun or last.ent_type_ in _NO_THINGS or last.lower_ in _PARTICLED or any(t.pos_ not in _INSIDE for t in inside[:-1]):
        if before is not None and f.measure is before.measure and any(_is_thing(t) for t in inside):
            f.measure = f.scope = f.share_of = None  # of something else than the clause before, whatever it is
        return
    owner = next((t.i for t in reversed(inside) if t.tag_ == "POS"), -1)
    start = owner + 1 if owner >= 0 else first
    while start < last.i and doc[start].pos_ == "NUM":
        start += 1
    f.measure = token_span(doc, start, last.i + 1)
    f.scope = token_span(doc, first, owner) if owner >= 0 else None


def _is_in_headline(doc: Doc, text: str, members: Sequence[Figure], i: int) -> bool:
    """Whether a figure has an "up" or "down", or goes on from one that has: "UP 12.4% TO $41.8 MILLION"."""
    if _way(doc, text, members[i]) >= 0:
        return True
    return (
        i > 0
        and _STEP.fullmatch(text, members[i - 1].end, members[i].start) is not None
        and _way(doc, text, members[i - 1]) >= 0
    )


def _clause(doc: Doc, f: Figure, way: int, before: Figure | None) -> int | None:
    """Where the clause of "up" or "down" begins: behind the figure of the clause before, and behind the last comma.

    Args:
        doc: Parsed.
        f: The figure.
        way: Index of the first token behind the clause.
        before: The figure before it, where that has an "up" or "down" too, else null.
    """
    first = before.last + 1 if before is not None else f.sentence[0]
    first = next((k for k in range(first, way) if not doc[k].is_space), way)
    if way - first > _MOST_TOKENS or (before is None and any(t.pos_ not in _INSIDE for t in doc[first : max(first, way - 1)])):
        return None
    ends = _BREAKS | _NEXT if before is not None else _BREAKS
    cut = next((k + 1 for k in range(way - 1, first - 1, -1) if doc[k].lower_ in ends), first)
    if cut == way or (before is not None and cut == first):
        return None
    return cut


def _is_thing(token: Token) -> bool:
    return (token.pos_ in {"NOUN", "PROPN"} or token.tag_ == "VBG") and token.ent_type_ not in {"DATE", "TIME", "GPE", "LOC"}


def _way(doc: Doc, text: str, f: Figure) -> int:
    """The "up" or "down" right in front of a figure; -1 where there is none."""
    for k in range(f.first - 1, max(f.sentence[0], f.first - 5), -1):
        if doc[k].lower_ in _WAYS:
            return k if _LEADS.fullmatch(text, doc[k].idx + len(doc[k]), f.start) else -1
    return -1
