"""Properties that are told in what they count: "enrolment rose to 17,300 students" is of enrolment, in students."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from policynlp.tag.claims.direction import anchor, trend_of
from policynlp.tag.claims.figure import Figure
from policynlp.tag.claims.governors import ASSESS, subject_of
from policynlp.tag.claims.measure_words import LEVELS
from policynlp.tag.claims.phrases import core, object_of, phrase
from policynlp.tag.quotes.source_nouns import PEOPLE_NOUNS

_LACKS = frozenset({"shortage", "shortfall", "backlog", "surplus", "deficit", "gap"})
"""What is lacked or left over: of these the counted things are none that there are."""
_PROPERTIES = _LACKS | frozenset(
    str.split(
        """enrolment enrollment intake membership workforce headcount employment unemployment population stock capacity demand supply
        output production toll attendance staffing turnout circulation readership ridership caseload workload migration immigration
        traffic emigration inflow outflow occupancy"""
    )
)
"""Nouns that name an amount of whatever is counted."""
_OF_PERSONS = frozenset({"workforce", "headcount", "population", "toll", "staffing", "readership", "caseload"})
_VEHICLES = frozenset(
    str.split(
        """vehicle car truck lorry bus van motorcycle bicycle bike cyclist train flight aircraft plane ship vessel boat passenger container
        kilometre kilometer mile tonne ton teu journey trip movement call visit user"""
    )
)
"""What traffic is counted in; where it is cut to two lanes the lanes are counted."""
_PERSONS = PEOPLE_NOUNS | frozenset(
    str.split(
        """person pupil inhabitant death fatality casualty injury household patient passenger soul life post job position case animal bird
        fish head pair elephant tiger wolf whale"""
    )
)
_NO_AMOUNTS = frozenset(
    str.split("lane shift village town city accident crash meal time way hand stage phase step level side gear day week hour")
)
"""What nothing is the amount of: "production was cut to two shifts", "the toll climbed to 12 villages"."""
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
    if not _is_amount_of(noun.lemma_.lower(), doc[f.head].lemma_.lower()):
        return False
    f.measure = core(doc, noun)
    target = object_of(noun, ("of", "in", "for", "at", "among"), f)
    f.scope = phrase(doc, target, limit) if target is not None and target.i < f.first else None
    return f.measure is not None


def _is_amount_of(noun: str, thing: str) -> bool:
    """Whether a property may be told in a number of such things."""
    if noun == "traffic":
        return thing in _VEHICLES
    if noun in _OF_PERSONS:
        return thing in _PERSONS
    return thing not in _NO_AMOUNTS


def _property(doc: Doc, f: Figure) -> Token | None:
    token = anchor(doc, f)
    over = token.head
    if token.dep_ == "pobj" and over.lower_ == "of" and over.head.lemma_.lower() in _LACKS:
        return over.head
    if token.dep_ == "pobj" and over.lower_ in _STEPS:
        verb = over.head
        if any(t.dep_ == "cc" for t in doc[verb.i : over.i - 1]):
            return None  # "output fell by 3 percent and the company by 12 jobs"
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
