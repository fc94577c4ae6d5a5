"""Whose a figure is, and what a counted noun says: the bearer of a property, the subject that has so many of them."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from policynlp.tag.claims.counted_properties import of_property
from policynlp.tag.claims.direction import anchor
from policynlp.tag.claims.figure import Figure
from policynlp.tag.claims.governors import antecedent, subject_of, verb_over
from policynlp.tag.claims.measure_words import REPORTS
from policynlp.tag.claims.phrases import core, object_of, phrase, size_end
from policynlp.tag.quotes.source_nouns import PEOPLE_NOUNS
from policynlp.tags import TextSpan

_TOGETHER = re.compile(r"[:;][ ](?:together|in all|altogether|combined|in total)\b")
_IS = frozenset({"be", "stand"})
_IN_COMPOUNDS = frozenset({"compound", "nmod", "amod", "nummod"})


def counted(doc: Doc, f: Figure, limit: int) -> bool:
    """Sets measure and scope of a figure that counts a noun, its own or that of the figure that it repeats.

    Args:
        doc: Parsed.
        f: The figure.
        limit: One past the last token of its sentence.

    Returns:
        Whether it counts a noun.
    """
    if f.kind in {"count", "duration"} and f.head >= 0:
        if f.kind == "duration" or not of_property(doc, f, limit):
            _counted(doc, f, limit)
        return True
    if f.kind == "count" and f.noun >= 0:
        _repeated(doc, f, limit)
        return True
    return False


def named(doc: Doc, noun: Token, limit: int) -> TextSpan | None:
    """A subject as a scope; a pronoun stands for the nearest earlier subject of the passage that is no person."""
    if noun.lower_ in {"it", "they", "its", "their"}:
        referent = antecedent(doc, noun)
        if referent is not None:
            noun, limit = referent, referent.i + 8
    if noun.pos_ == "PRON" or noun.tag_ == "PRP$":  # "we", "his": nothing that a reader could look up
        return None
    return phrase(doc, noun, limit)


def owner_of(doc: Doc, owner: Token) -> TextSpan | None:
    """Who something belongs to; a pronoun stands for a subject of its own sentence, or for what a pronoun there stands for."""
    if owner.tag_ == "PRP$" and (referent := antecedent(doc, owner)) is not None and referent.sent != owner.sent:
        subjects = (t for t in doc[owner.sent.start : owner.i] if t.dep_ in {"nsubj", "nsubjpass"})
        if not any(t.lower_ in {"it", "they"} for t in subjects):
            return None
    return named(doc, owner, owner.i + 1)


def _counted(doc: Doc, f: Figure, limit: int) -> None:
    """As in "12 schools in Oslo", "the firm has 12 schools": the counted noun, of what is behind it or of the subject."""
    noun = doc[f.head]
    if size_end(doc, f.last) and f.kind == "count":  # "a two-bedroom apartment": the size of a thing
        noun = _sized(doc, f.last)
        f.measure = core(doc, noun, f.number.start + 1)
        return
    if noun.lower_ == "times" and (happens := _happens(doc, f)) is not None:
        if (verb := verb_over(anchor(doc, f))) is not None and verb.lemma_ in _IS:
            f.measure = core(doc, happens)
        else:
            f.scope = named(doc, happens, limit)  # whoever meets or does it so often is no measure
        return
    f.measure = core(doc, noun, f.number.end)
    target = object_of(noun, ("of", "in", "for", "at", "among", "from"))
    if target is not None and target.i < limit:
        f.scope = phrase(doc, target, limit)
        return
    token = anchor(doc, f)
    if token.dep_ in {"dobj", "attr", "obj"} and token.head.lemma_ not in REPORTS:
        subject = subject_of(token.head)
        if subject is not None and f.sentence[0] <= subject.i < f.first and subject.lower_ != "there":
            f.scope = named(doc, subject, limit)


def _happens(doc: Doc, f: Figure) -> Token | None:
    """As in "The council meets six times a year", "gearing was 0.4 times": times are the unit, of whatever is so often or so much."""
    verb = verb_over(anchor(doc, f))
    often = verb is not None and (" / " in (f.unit or "") or verb.lemma_ in _IS)  # not "the grower pumped three times"
    subject = subject_of(verb) if verb is not None and often else None
    if subject is None or subject.pos_ not in {"NOUN", "PROPN"} or subject.ent_type_ == "PERSON":
        return None
    return subject if f.sentence[0] <= subject.i < f.first and subject.lemma_.lower() not in PEOPLE_NOUNS else None


def _repeated(doc: Doc, f: Figure, limit: int) -> None:
    """As in "Tata sold 73,000 cars, Mahindra sold 41,200": the noun that stands with the figure before, of a subject of its own."""
    noun = doc[f.noun]
    f.measure = core(doc, noun, f.like.number.end if f.like is not None else -1)
    verb = verb_over(anchor(doc, f))
    subject = subject_of(verb) if verb is not None else None
    if subject is not None and f.sentence[0] <= subject.i < f.first and subject.i != noun.i and subject.lower_ != "there":
        f.scope = named(doc, subject, limit)


def _sized(doc: Doc, number: int) -> Token:
    """The thing whose size a number in a compound tells: "panel" in "a 15-member panel"."""
    unit = doc[number + 2]
    head = unit.head
    return head if head.i > unit.i and unit.dep_ in _IN_COMPOUNDS and head.pos_ in {"NOUN", "PROPN"} else unit


def drop_single_scope(text: str, f: Figure, start: int) -> None:
    """As in "A had 3 tonnes, B 4: together 7 tonnes": what stands behind "together" is not of the first alone.

    Args:
        text: The text.
        f: The figure.
        start: Offset of its sentence.
    """
    cut = _TOGETHER.search(text, start, f.start)
    if cut is not None and f.scope is not None and f.scope.end <= cut.start():
        f.scope = None
