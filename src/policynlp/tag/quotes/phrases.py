"""Verb phrases that say: `made clear that`, `let it be known that`, `left open whether`, `served notice that`."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Token

from policynlp.document import Span
from policynlp.tag.quotes.boundaries import before_other_speaker
from policynlp.tag.quotes.reading import Reading

_AFTER: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "make": (
        ("clear",),
        ("it", "clear"),
        ("plain",),
        ("it", "plain"),
        ("known",),
        ("it", "known"),
        ("the", "point"),
        ("no", "secret"),
    ),
    "let": (("it", "be", "known"), ("slip",), ("be", "known")),
    "leave": (("open",), ("it", "open"), ("no", "doubt"), ("little", "doubt"), ("unclear",)),
    "give": (("notice",), ("to", "understand"), ("his", "word"), ("her", "word"), ("their", "word"), ("its", "word")),
    "serve": (("notice",),),
    "send": (("word",), ("a", "message"), ("a", "signal")),
    "take": (("the", "view"), ("the", "position"), ("the", "line"), ("issue",)),
    "hold": (("the", "view"), ("out", "hope")),
    "be": (("of", "the", "view"), ("of", "the", "opinion"), ("adamant",), ("quoted", "as", "saying")),
    "go": (("on", "record"),),
    "put": (("on", "record"), ("it", "to", "the", "house"), ("forward", "the", "view")),
    "set": (("out",),),
    "rule": (("out",),),
    "throw": (("in",),),
    "keep": (("repeating",),),
}
"""Words behind the verb, each before "that" or "whether"."""
_OPENS = frozenset({"that", "whether", "how", "why"})
_GAP_TOKENS = 6  # "made clear in a letter to the union that"


def phrase_content(reading: Reading, verb: Token) -> tuple[list[Span], int] | None:
    """The clause that such a phrase takes, and the last token of the phrase; null where there is no phrase."""
    doc = reading.doc
    end = reading.sentence[verb.i][1]
    for words in _AFTER.get(reading.lemma(verb), ()):
        last = verb.i + len(words)
        if last + 1 >= end or tuple(doc[i].lower_ for i in range(verb.i + 1, last + 1)) != words:
            continue
        for i in range(last + 1, min(end, last + 1 + _GAP_TOKENS)):
            token = doc[i]
            if token.lower_ in _OPENS:
                inner = token.head if token.head.i > i else None
                if inner is None:
                    return None
                stop = min(max(inner.right_edge.i, i), end - 1)
                content = reading.spans([(i, before_other_speaker(reading, i, stop) + 1)])
                return (content, last) if content else None
            if token.pos_ in {"VERB", "AUX", "PUNCT"}:
                break
    return None
