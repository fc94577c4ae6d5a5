"""Cues set off in what is said, read off the commas: `The tunnel, engineers say, leaks`, `Wages, as X points out, fell`.

The parser likes to misread the short clause of the cue, so its shape decides: a mention and a verb, or a verb and a
mention, between two marks.
"""

from __future__ import annotations

from spacy.tokens import Token

from policynlp.document import Span
from policynlp.tag.quotes.cues import PARENTHETICAL, TAKES_HEARER, VERBS
from policynlp.tag.quotes.reading import Reading
from policynlp.tag.quotes.source import inverted_subject
from policynlp.tag.quotes.source_nouns import may_speak

_MENTION_TOKENS = 12  # "as the secretary-general of the chamber of labour in Linz points out"
_TAIL_TOKENS = 6
_OPENS = frozenset({",", "–", "—", "--"})
_CLOSES = frozenset({",", ".", ";", "–", "—", "--", ")", "!", "?"})
_NOMINAL = frozenset({"DET", "ADJ", "NOUN", "PROPN", "ADP", "NUM", "PRON", "PART", "CCONJ"})
_HEADS = frozenset({"NOUN", "PROPN", "PRON"})
_NOT_FIRST = frozenset("and or but that which who whose when while because if although though".split())  # noqa: SIM905
_PARTICLES = frozenset({"out", "on", "it", "this"})  # "as X points out", "as X put it"
_AS_ONLY = frozenset({"point", "put"})


def comment(reading: Reading, verb: Token) -> tuple[Token, list[Span]] | None:
    """The mention of a cue that is set off by marks, and the rest of its sentence as content; null where it is none.

    Args:
        reading: The document.
        verb: The cue.
    """
    lemma = reading.lemma(verb)
    doc = reading.doc
    begin, end = reading.sentence[verb.i]
    if (
        begin < verb.i
        and doc[verb.i - 1].text in _OPENS
        and lemma in VERBS
        and VERBS[lemma].clause
        and lemma not in TAKES_HEARER
    ):
        return _inverted(reading, verb, begin, end)
    if verb.tag_ not in {"VBD", "VBZ", "VBP"} and not (lemma == "point" and verb.i + 1 < len(doc)):
        return None
    first = _opening(reading, verb, begin)
    if first is None:
        return None
    likened = doc[first].lower_ == "as"
    if lemma not in PARENTHETICAL and not (likened and lemma in _AS_ONLY):
        return None
    last = _closing(reading, verb, end)
    if last is None or (first <= begin and not likened):
        return None
    head = _head(reading, first + likened, verb.i)
    if head is None:
        return None
    content = reading.spans([(begin, first), (last + 1, end)])
    return (head, content) if content else None


def _inverted(reading: Reading, verb: Token, begin: int, end: int) -> tuple[Token, list[Span]] | None:
    """`Never, wrote the judge, has a case been so clear`."""
    head = inverted_subject(reading, verb)
    if head is None:
        return None
    last = min(head.right_edge.i, end - 1)
    if last + 1 < end and reading.doc[last + 1].text not in _CLOSES:
        return None
    content = reading.spans([(begin, verb.i), (last + 1, end)])
    return (head, content) if content else None


def _opening(reading: Reading, verb: Token, begin: int) -> int | None:
    """First token of the comment, right behind the mark that opens it or at the start of the sentence."""
    doc = reading.doc
    for i in range(verb.i - 1, max(begin, verb.i - _MENTION_TOKENS) - 1, -1):
        token = doc[i]
        if token.text in _OPENS:
            first = i + 1
            return first if first < verb.i and doc[first].lower_ not in _NOT_FIRST else None
        if i == begin and token.lower_ == "as":
            return i
        adverbial = token.pos_ in {"AUX", "ADV"} and i >= verb.i - 2
        if token.pos_ not in _NOMINAL and not adverbial and token.lower_ != "as":
            return None
    return None


def _closing(reading: Reading, verb: Token, end: int) -> int | None:
    """Last token of the comment: the verb, a particle, or a few words on the occasion."""
    doc = reading.doc
    i = verb.i + 1
    while i < end and doc[i].lower_ in _PARTICLES and i <= verb.i + 2:
        i += 1
    if i < end and doc[i].pos_ == "ADP":
        while i < end and i < verb.i + _TAIL_TOKENS and doc[i].pos_ in _NOMINAL:
            i += 1
    if i >= end:
        return end - 1
    return i - 1 if doc[i].text in _CLOSES else None


def _head(reading: Reading, first: int, verb: int) -> Token | None:
    """Head of the mention between the mark and the verb, if it may speak."""
    doc = reading.doc
    for i in range(first, verb):
        if doc[i].pos_ == "ADP" and i > first:
            break
        following = doc[i + 1]
        if doc[i].pos_ in _HEADS and (i + 1 == verb or following.pos_ not in {"NOUN", "PROPN", "PART"}):
            return doc[i] if may_speak(doc[i]) else None
    return None
