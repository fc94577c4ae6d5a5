"""What a figure is not a measure of: numbers, people who have or tell it, changes that only point back."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from policynlp.tag.claims.direction import anchor, trend_of
from policynlp.tag.claims.figure import Figure
from policynlp.tag.claims.governors import verb_over
from policynlp.tag.claims.measure_words import OPINES
from policynlp.tag.quotes.source_nouns import PEOPLE_NOUNS, SOMEBODY

_LASTS = frozenset({"last", "run", "stretch", "continue", "drag"})
_NO_MEASURE = frozenset({"cent", "percent", "point", "points", "friends", "ladies", "gentlemen", "colleagues"})


def is_number(noun: Token) -> bool:
    """Whether a subject is another figure: "89% of girls and 83% of boys agree"."""
    return noun.like_num or noun.ent_type_ in {"PERCENT", "MONEY", "CARDINAL"} or noun.lower_ in _NO_MEASURE


def only_bears(noun: Token, f: Figure) -> bool:
    """Whether a noun is a person, whom no sum or share measures: "Khan has 38 percent", "people who earn 870 euros"."""
    if f.kind == "money" and noun.lemma_.lower() in PEOPLE_NOUNS:
        return True
    return f.kind in {"money", "percent", "index"} and noun.ent_type_ == "PERSON" and noun.pos_ == "PROPN"


def lasts(verb: Token, f: Figure) -> bool:
    """As in "her shifts last 10 hours a day"."""
    return f.kind == "duration" and verb.lemma_ in _LASTS


def _is_label(doc: Doc, noun: Token) -> bool:
    return noun.i + 1 < len(doc) and doc[noun.i + 1].text in {":", "):"} and noun.ent_type_ == "PERSON"


def is_nothing_measured(doc: Doc, f: Figure, noun: Token) -> bool:
    """Whether a noun is a number, whoever is spoken to, or somebody who tells the figure."""
    if noun.like_num or noun.lower_ in _NO_MEASURE or _is_label(doc, noun):
        return True  # "1 million were lost", "Friends, ...", "Nagy: More than 40"
    verb = verb_over(anchor(doc, f))  # "Analysts at Luzon Capital see 5.9 percent"
    return verb is not None and verb.lemma_ in OPINES and noun.lemma_.lower() in SOMEBODY and noun.i < verb.i


def is_change_told(doc: Doc, f: Figure, noun: Token) -> bool:
    """As in "It was an increase of 45 percent": "it" is what happened, not what increased; `take_up` tells of what it is."""
    verb = verb_over(anchor(doc, f))
    if verb is None or verb.lemma_ not in {"be", "mean", "represent"} or noun.lower_ not in {"it", "this", "that"}:
        return False
    return any(
        c.dep_ in {"attr", "dobj"} and c.pos_ == "NOUN" and c.i < f.first and trend_of(c) is not None for c in verb.rights
    )
