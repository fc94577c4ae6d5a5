"""What a sum of money is, and what it goes to or comes from."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from policynlp.tag.claims.direction import anchor, trend_of
from policynlp.tag.claims.figure import Figure
from policynlp.tag.claims.governors import token_after, verb_over
from policynlp.tag.claims.measure_words import AMOUNTS, GENERIC, LEVELS
from policynlp.tag.claims.phrases import core, phrase, token_span
from policynlp.tag.quotes.source_nouns import SOMEBODY
from policynlp.tags import TextSpan

_TIMES = frozenset({"season", "year", "month", "week", "quarter", "decade", "day", "period", "term", "time"})
_PURPOSES = ("of", "on", "in", "for", "from")
_KEPT = frozenset({"bank", "hand", "account", "place", "court"})
"""Where money is, behind "in": it goes to none of them."""
_NO_PURPOSES = frozenset({"DATE", "TIME", "CARDINAL", "PERSON", "GPE", "LOC"})
_DEED_TOKENS = 5
_GIVES = frozenset(
    [
        "give",
        "donate",
        "contribute",
        "pay",
        "pledge",
        "grant",
        "award",
        "lend",
        "direct",
        "send",
        "transfer",
        "allocate",
        "hand",
        "offer",
        "commit",
        "provide",
    ]
)
"""Verbs whose "to" names what the money goes to."""
_NO_KINDS = frozenset(
    {"total", "all", "advance", "turn", "return", "exchange", "addition", "part", "court", "response", "place", "effect"}
)
"""Nouns behind "in" that say nothing of the money."""


def money_of(doc: Doc, f: Figure, limit: int) -> bool:
    """As in "60 million yuan of investment": what the money is, unless a verb says of what else it is the level."""
    after = token_after(doc, f)
    if after >= limit or doc[after].lower_ not in {"of", "in"}:
        return cut_off(doc, f, after, limit)
    kind = doc[after].lower_ == "in"  # "92,000 dollars in student loans"
    if kind and (after + 1 >= limit or doc[after + 1].pos_ in {"DET", "PRON", "NUM", "PROPN"}):
        return False
    noun = next((c for c in doc[after].children if c.dep_ == "pobj" and c.i < limit), None)
    if (
        noun is None
        or noun.pos_ != "NOUN"
        or noun.ent_type_
        or noun.like_num
        or noun.lower_ in {"dollar", "euro", "pound", "worth"}
        or (kind and (noun.lemma_ in _TIMES or noun.lemma_ in _NO_KINDS))
    ):
        return False  # "18 cents of every dollar"
    verb = verb_over(anchor(doc, f))
    taken = (
        kind and anchor(doc, f).dep_ in {"dobj", "obj"} and (verb is None or verb.lemma_ not in LEVELS)
    )  # "cut 5 million in costs"
    if verb is not None and not taken and (verb.lemma_ in LEVELS or trend_of(verb) is not None):
        return False
    f.measure = core(doc, noun)
    return f.measure is not None


def is_sum_of(doc: Doc, f: Figure, noun: Token) -> bool:
    """Whether a noun says what a sum behind its "of" is: "a yearly grant of 600,000 cedis"; a mere "sum" says nothing."""
    token = anchor(doc, f)
    tied = token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.i == noun.i
    return tied and noun.pos_ == "NOUN" and noun.lemma_.lower() not in GENERIC | AMOUNTS


def cut_off(doc: Doc, f: Figure, after: int, limit: int) -> bool:
    """As in "knocked 300 rupees off the rent": what a sum is taken off; sets the measure."""
    if after + 1 >= limit or doc[after].lower_ != "off" or f.trend != "down":
        return False
    noun = next((c for c in doc[after].children if c.dep_ == "pobj" and c.i < limit), None)
    noun = noun or next(
        (doc[i] for i in range(after + 1, min(limit, after + 6)) if doc[i].pos_ == "NOUN" and doc[i].dep_ != "compound"), None
    )
    if noun is None or noun.pos_ != "NOUN":
        return False
    f.measure = core(doc, noun)
    return True


def brought_in(noun: Token, verb: Token) -> bool:
    """As in "Moorings brought in 3 million": a thing that brings in money is what the money is of."""
    led = verb.lemma_ == "bring" and any(c.dep_ == "prt" and c.lower_ == "in" for c in verb.rights)
    thing = noun.pos_ == "NOUN" and not noun.ent_type_ and noun.lemma_.lower() not in SOMEBODY
    return led and thing and noun.dep_ == "nsubj"


def given_for(doc: Doc, f: Figure, limit: int) -> TextSpan | None:
    """As in "including 1.1 million for the Rural Model": what a part of a sum is for."""
    after = token_after(doc, f)
    if after >= limit or doc[after].lower_ != "for":
        return None
    first = f.first
    while first > f.sentence[0] and doc[first].idx > f.start:
        first -= 1  # "Shs" in front of the number, whatever the parser takes it for
    if first == f.sentence[0] or doc[first - 1].lower_ != "including":
        return None
    noun = next((c for c in doc[after].children if c.dep_ == "pobj" and c.i < limit), None)
    if noun is None or noun.like_num or noun.ent_type_ in _NO_PURPOSES or noun.lemma_.lower() in _TIMES | SOMEBODY:
        return None
    return phrase(doc, noun, limit) if noun.pos_ == "PROPN" else core(doc, noun) if noun.pos_ == "NOUN" else None


def _deed_end(doing: Token) -> int:
    """One past the object of what somebody is paid for doing."""
    target = next((c for c in doing.rights if c.dep_ in {"dobj", "obj"}), None)
    return (target.i if target is not None else doing.i) + 1


def spent_on(doc: Doc, f: Figure, verb: Token, limit: int) -> TextSpan | None:
    """What money goes to or comes from, by the parse: "roads" in "spent 12 million pesos on roads"; null where nothing says it."""
    last = doc[max(f.last, token_after(doc, f) - 1)]
    purposes = (*_PURPOSES, "to") if verb.lemma_ in _GIVES else _PURPOSES
    for owner in (last, anchor(doc, f), verb):
        for wanted in purposes:
            for child in owner.rights:
                if child.dep_ not in {"prep", "dative"} or child.lower_ != wanted or not f.last < child.i < limit:
                    continue
                noun = next((c for c in child.children if c.dep_ == "pobj"), None)
                doing = next((c for c in child.children if c.dep_ == "pcomp" and c.tag_ == "VBG"), None)
                if wanted == "for" and noun is None and doing is not None:  # "2 million for advising the port"
                    return token_span(doc, doing.i, min(limit, doing.i + _DEED_TOKENS, _deed_end(doing)))
                if wanted == "to" and noun is not None and noun.pos_ == "PROPN" and noun.i < limit:
                    return phrase(doc, noun, limit)
                if noun is None or noun.pos_ != "NOUN" or noun.lemma_ in _TIMES or (wanted == "in" and noun.lemma_ in _KEPT):
                    continue
                if noun.i < limit and not noun.ent_type_ and not noun.like_num:
                    return core(doc, noun)
    return None
