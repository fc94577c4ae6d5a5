"""Properties that are told in what they count: "enrolment rose to 17,300 students" is of enrolment, in students."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from policynlp.tag.claims.direction import anchor, trend_of
from policynlp.tag.claims.figure import Figure
from policynlp.tag.claims.governors import ASSESS, subject_of
from policynlp.tag.claims.measure_words import LEVELS
from policynlp.tag.claims.phrases import core, object_of, phrase

_LACKS = frozenset({"shortage", "shortfall", "backlog", "surplus", "deficit", "gap"})
"""What is lacked or left over: of these the counted things are none that there are."""
_PROPERTIES = _LACKS | frozenset(
    str.split(
        """enrolment enrollment intake membership workforce headcount employment unemployment population stock capacity demand supply
        output production toll attendance staffing turnout circulation readership ridership caseload workload migration immigration
        emigration         inflow outflow traffic occupancy"""
    )
)
"""Nouns that name an amount of whatever is counted; of a road that is narrowed to two lanes the lanes are counted."""
_STEPS = frozenset({"to", "by", "from", "at"})


def of_property(doc: Doc, f: Figure, limit: int) -> bool:
    """Sets measure and scope of a figure that counts a noun where the sentence names the property that it is the amount of.

    Args:
        doc: Parsed.
        f: A figure with a counted noun.
        limit: One past the last token of its sentence.

    Returns:
        Whether there is such a property.
    """
    noun = _property(doc, f) if f.value != 1 else None  # "the gap is one of skills"
    if noun is None or not f.sentence[0] <= noun.i < f.first or noun.ent_type_ or noun.i == f.head:
        return False
    f.measure = core(doc, noun)
    target = object_of(noun, ("of", "in", "for", "at", "among"), f)
    f.scope = phrase(doc, target, limit) if target is not None and target.i < f.first else None
    return f.measure is not None


def _property(doc: Doc, f: Figure) -> Token | None:
    token = anchor(doc, f)
    over = token.head
    if token.dep_ == "pobj" and over.lower_ == "of" and over.head.lemma_.lower() in _LACKS:
        return over.head
    if token.dep_ == "pobj" and over.lower_ in _STEPS:
        verb = over.head
        told = trend_of(verb) is not None or (over.lower_ == "at" and verb.lemma_ in ASSESS | LEVELS)
    else:
        verb = over
        told = token.dep_ in {"dobj", "attr"} and verb.lemma_ in LEVELS
    if not told or verb.pos_ not in {"VERB", "AUX"}:
        return None
    things = [c for c in verb.rights if c.dep_ in {"dobj", "obj"} and c.i < f.first]
    subject = subject_of(verb)
    nouns = things or ([subject] if subject is not None and subject.i < verb.i else [])
    return next((n for n in nouns if n.pos_ == "NOUN" and n.lemma_.lower() in _PROPERTIES), None)
