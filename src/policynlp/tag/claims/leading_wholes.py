"""Wholes told ahead of their shares: "Of the water that was pumped, 47 percent was lost", "In a poll of 512 nurses, 68 percent said"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from policynlp.tag.claims.direction import anchor
from policynlp.tag.claims.figure import Figure
from policynlp.tag.claims.phrases import core, phrase

_WHOLES = frozenset({"of", "among", "amongst"})
_POLLS = frozenset({"survey", "poll", "sample", "census"})
_POINTING = frozenset({"these", "those", "them", "this", "that", "which", "whom", "all", "others", "things", "total"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_MOST_TOKENS = 30
_SAYS = frozenset(
    str.split(
        "say tell think believe want agree disagree support oppose back answer report feel name call describe prefer trust expect have"
    )
)


def led_by_whole(doc: Doc, f: Figure, limit: int) -> bool:
    """Sets measure and share_of of a share that is the subject of its clause, behind the whole that it is a part of.

    Args:
        doc: Parsed.
        f: The figure.
        limit: One past the last token of its sentence.

    Returns:
        Whether there is such a whole.
    """
    if f.kind not in {"percent", "ratio"} or f.trend != "none":
        return False
    token = anchor(doc, f)
    verb = token.head
    if any(c.dep_ == "attr" and c.lemma_ in {"average", "mean", "median", "norm", "target"} for c in verb.rights):
        return False
    if token.dep_ not in _SUBJECTS or verb.pos_ not in {"VERB", "AUX"} or any(c.lower_ == "of" for c in token.rights):
        return False
    for prep in doc[max(f.sentence[0], f.first - _MOST_TOKENS) : f.first]:
        if prep.dep_ != "prep" or prep.head.i != verb.i:
            continue
        noun = next((c for c in prep.children if c.dep_ == "pobj" and c.i < f.first), None)
        whole = noun if prep.lower_ in _WHOLES else _polled(noun, verb) if prep.lower_ == "in" else None
        if whole is not None and _is_whole(whole, f):
            f.share_of, f.measure = phrase(doc, whole, limit), core(doc, whole)
            return True
    return False


def _is_whole(noun: Token, f: Figure) -> bool:
    """Whether a noun names what a share is of, alone: not "Of the 41 percent who voted", "Of the 300 men and 200 women"."""
    beside = any(c.dep_ == "conj" for c in noun.rights)
    return (
        noun.pos_ == "NOUN"
        and noun.lower_ not in _POINTING
        and noun.lower_ not in {"percent", "percentage"}
        and noun.ent_type_ not in {"PERCENT", "MONEY"}
        and noun.i < f.first
        and not beside
    )


def _polled(noun: Token | None, verb: Token) -> Token | None:
    """Who was asked, in "a survey of 512 shop workers"."""
    if noun is None or noun.lemma_.lower() not in _POLLS or verb.lemma_ not in _SAYS:
        return None
    of = next((c for c in noun.rights if c.lower_ == "of"), None)
    return next((c for c in of.children if c.dep_ == "pobj" and c.tag_ == "NNS"), None) if of is not None else None
