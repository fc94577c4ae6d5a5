"""What a sum of money is, and what it goes to or comes from."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from policynlp.tag.claims.change import anchor, trend_of
from policynlp.tag.claims.figure import Figure
from policynlp.tag.claims.governors import token_after, verb_over
from policynlp.tag.claims.measure_words import LEVELS
from policynlp.tag.claims.phrases import core
from policynlp.tags import TextSpan

_TIMES = frozenset({"season", "year", "month", "week", "quarter", "decade", "day", "period", "term", "time"})
_PURPOSES = ("of", "on", "in", "for", "from")


def money_of(doc: Doc, f: Figure, limit: int) -> bool:
    """As in "60 million yuan of investment": what the money is, unless a verb says of what else it is the level."""
    after = token_after(doc, f)
    if after >= limit or doc[after].lower_ != "of":
        return False
    noun = next((c for c in doc[after].children if c.dep_ == "pobj" and c.i < limit), None)
    if (
        noun is None
        or noun.pos_ != "NOUN"
        or noun.ent_type_
        or noun.like_num
        or noun.lower_ in {"dollar", "euro", "pound", "worth"}
    ):
        return False  # "18 cents of every dollar"
    verb = verb_over(anchor(doc, f))
    if verb is not None and (verb.lemma_ in LEVELS or trend_of(verb) is not None):
        return False
    f.measure = core(doc, noun)
    return f.measure is not None


def spent_on(doc: Doc, f: Figure, verb: Token, limit: int) -> TextSpan | None:
    """What money goes to or comes from, by the parse: "roads" in "spent 12 million pesos on roads"; null where nothing says it."""
    last = doc[max(f.last, token_after(doc, f) - 1)]
    for owner in (last, anchor(doc, f), verb):
        for wanted in _PURPOSES:
            for child in owner.rights:
                if child.dep_ != "prep" or child.lower_ != wanted or not f.last < child.i < limit:
                    continue
                noun = next((c for c in child.children if c.dep_ == "pobj"), None)
                if noun is None or noun.pos_ != "NOUN" or noun.lemma_ in _TIMES:
                    continue
                if noun.i < limit and not noun.ent_type_ and not noun.like_num:
                    return core(doc, noun)
    return None
