"""Subjects that the parser hides: of headlines, behind a first word taken for a verb, before a clause set in between."""

from __future__ import annotations

from spacy.tokens import Token

from policynlp.tag.claims.direction import trend_of
from policynlp.tag.claims.measure_words import OPINES, REPORTS

_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_OBJECTS = frozenset({"dobj", "obj"})
_STANDS = frozenset({"average", "stand", "reach", "total"})
_VERB_FORMS = frozenset({"amounts", "averages", "totals", "equals", "costs"})
"""Verbs that the tagger takes for nouns."""
_SAYS = (
    REPORTS
    | OPINES
    | {"explain", "believe", "argue", "suggest", "confirm", "admit", "concede", "insist", "think", "write", "stress"}
)
_KINDS_OF = frozenset(
    str.split(
        """rents prices rates fees costs wages expenses expenditures profits margins losses earnings revenues sales stocks inventories hours
        standards bids quotas starts permits licences licenses"""
    )
)
"""What is named by a deed in front of it, as "asking rents", "operating costs", "fishing permits"; "using drugs" is the deed itself."""


def of_headline(verb: Token) -> Token | None:
    """As in "Average tax bill to rise 5.9 percent": a headline is a noun with an infinitive, and has no other verb."""
    noun = verb.head
    if verb.dep_ not in {"relcl", "acl"} or noun.dep_ != "ROOT" or noun.pos_ not in {"NOUN", "PROPN"} or verb.tag_ != "VB":
        return None
    led = any(c.dep_ == "aux" and c.tag_ == "TO" for c in verb.lefts)
    plain = trend_of(verb) is not None and all(c.pos_ in {"NUM", "NOUN", "SYM"} for c in verb.rights if c.dep_ in _OBJECTS)
    bare = not any(c.dep_ == "det" for c in noun.lefts)  # "A plan to cut" is no headline
    return noun if led and plain and bare else None


def behind_gerund(verb: Token, clause: Token) -> Token | None:
    """As in "Asking rents rose by 11 percent": what the tagger takes for a deed ("Planting trees") says which rents.

    Args:
        verb: The verb, of change or level.
        clause: Its subject by the parse.
    """
    if clause.dep_ != "csubj" or clause.tag_ != "VBG" or not (trend_of(verb) is not None or verb.lemma_ in _STANDS):
        return None
    noun = next((c for c in clause.rights if c.dep_ in _OBJECTS and c.tag_ == "NNS"), None)
    taken = any(c.dep_ in _OBJECTS and c.pos_ == "NOUN" and c.lower_ not in {"%", "percent", "cent"} for c in verb.rights)
    if (
        noun is None
        or noun.lower_ not in _KINDS_OF
        or taken
        or noun.left_edge.i != clause.i + 1
        or any(c.dep_ in {"det", "poss"} for c in noun.lefts)
    ):
        return None
    return noun


def before_clause(verb: Token) -> Token | None:
    """As in "Rents actually paid, which ..., have grown by 4 percent": the parser makes a clause of the subject.

    It begins the sentence; whoever says something in a clause set in is no subject.
    """
    if verb.tag_ not in {"VBN", "VBD"} or any(c.dep_ in _SUBJECTS for c in verb.lefts):
        return None
    clause = next((c for c in verb.lefts if c.dep_ in {"parataxis", "ccomp"} and c.tag_ in {"VBN", "VBD"}), None)
    if clause is not None and clause.lemma_ in _SAYS:  # "Jobs created, economists said, fell": what they say stands before it
        clause = next((c for c in clause.lefts if c.dep_ == "ccomp" and c.tag_ in {"VBN", "VBD"}), None)
    if clause is None or clause.lemma_ in _SAYS or any(c.dep_ in {"aux", "auxpass"} for c in clause.lefts):
        return None
    noun = next((c for c in clause.lefts if c.dep_ in {"nsubj", "nsubjpass"} and c.pos_ == "NOUN"), None)
    leads = noun is not None and not any(t.is_punct for t in noun.doc[noun.sent.start : noun.i])
    return noun if leads else None


def of_mistaken_noun(noun: Token) -> Token | None:
    """As in "Spending to date amounts to 3 million": the subject of a verb that the tagger takes for a noun."""
    if noun.lower_ not in _VERB_FORMS or noun.pos_ != "NOUN":
        return None
    return next((c for c in noun.lefts if c.dep_ == "nsubj" and (c.pos_ in {"NOUN", "PROPN"} or c.tag_ == "VBG")), None)


def before_mark(verb: Token) -> Token | None:
    """As in "the budget which I lay before this House amounts to 72 trillion": "before" begins no clause there."""
    mark = next((c for c in verb.lefts if c.dep_ == "mark" and c.lower_ == "before"), None)
    lays = verb.head
    if mark is None or verb.dep_ != "advcl" or lays.dep_ != "relcl" or lays.i >= mark.i:
        return None
    noun = lays.head
    over = noun.head
    alone = over.i == noun.i or (noun.dep_ == "appos" and over.dep_ == "ROOT" and over.tag_ not in _FINITE)
    return noun if alone and noun.pos_ == "NOUN" else None
