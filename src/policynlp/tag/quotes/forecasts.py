"""Forecasts that are revised or kept, which is what their maker says: "The bank trimmed its forecast for growth to 3 percent"."""

from __future__ import annotations

from spacy.tokens import Token

from policynlp.document import Span
from policynlp.tag.quotes.reading import Reading

_REVISING = frozenset(
    """
    raise lower cut trim lift revise upgrade downgrade slash keep maintain hold leave increase reduce boost nudge up hike pare shave
    halve double
    """.split()  # noqa: SIM905 - a table of words
)
_FORECASTS = frozenset({"forecast", "estimate", "projection", "outlook", "guidance", "prediction"})
_OWN = frozenset({"its", "their", "his", "her"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_MAX_TOKENS = 40


def revised(reading: Reading, verb: Token) -> list[Span] | None:
    """The forecast of its own that somebody revises, up to the figure; null where a verb does something else.

    Args:
        reading: The document.
        verb: Any verb.
    """
    if reading.lemma(verb) not in _REVISING or verb.pos_ != "VERB":
        return None
    thing = next((c for c in verb.rights if c.dep_ == "dobj" and c.lemma_.lower() in _FORECASTS), None)
    if thing is None or not any(c.lower_ in _OWN for c in thing.lefts):
        return None
    doc, stop = reading.doc, min(reading.sentence[verb.i][1], thing.i + _MAX_TOKENS)
    last = thing.i
    for i in range(thing.i + 1, stop):
        token = doc[i]
        if token.text in {",", ";", ":", ".", "–", "—", "("} or token.tag_ in _FINITE or token.dep_ == "cc":
            break
        if token.dep_ in {"mark", "advcl", "relcl"} or token.lower_ in {
            "after",
            "as",
            "because",
            "saying",
            "citing",
            "and",
            "but",
        }:
            break
        last = i
    if not any(doc[i].like_num for i in range(thing.left_edge.i, last + 1)):
        return None  # no figure is told
    return reading.spans([(thing.left_edge.i, last + 1)])
