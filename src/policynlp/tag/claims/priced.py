"""Amounts of one unit of something, where the unit stands apart from the amount: "a tonne of cocoa cost 9,425 dollars"."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from policynlp.tag.claims import unit_table
from policynlp.tag.claims.direction import anchor
from policynlp.tag.claims.figure import Figure
from policynlp.tag.claims.governors import subject_of, verb_over
from policynlp.tag.claims.phrases import core, object_of
from policynlp.tags import TextSpan

_SELLS = frozenset({"cost", "fetch", "sell", "bring", "trade", "go", "be", "pay"})
"""Verbs by which a price is told of one unit, its subject, or "for" it."""
_YIELDS = frozenset({"yield", "give", "produce", "bring", "bear", "be"})
"""Verbs by which a harvest is told of one unit of land."""
_ONE = frozenset({"a", "an", "each", "every", "one"})
_LAND = frozenset({"hectare", "acre", "feddan", "dunam", "rai", "mu", "stremma"})
_FROM_LAND = re.compile(rf"[ ](?:from|off|out[ ]of|on)[ ](?:an?|each|every|one)[ ]({'|'.join(sorted(_LAND))})\b")
_WINDOW_CHARS = 120
_A_UNIT_COSTS = re.compile(
    r"\b(?:an?|each|every|one)[ ](?P<unit>(?:(?:square|cubic)[ ])?[a-z]{3,12})(?:[ ]of[ ](?P<kind>[a-z][a-z-]*(?:[ ][a-z-]+){0,2}?))?,?[ ]"
    r"(?:(?:[a-z]{2,12}ed|built|laid|sold|bought|made)[ ](?:so[ ]far[ ]|to[ ]date[ ])?)?"
    r"(?:(?:now|currently|still|already|also|has|had|would|will)[ ])*"
    r"(?:costs?|fetch(?:es|ed)?|(?:sells?|sold|goes|went|trades?|traded)[ ](?:for|at)|(?:is|was)[ ]worth)"
    r"(?:[ ](?:about|around|nearly|almost|some|roughly|only|just|over|under|more|less|than|as|much|up|to))*[ ]$",
    re.IGNORECASE,
)
"""A price as it is mostly told; the parser takes "olive oil costs" for one noun."""
_FLOATING = frozenset({"kilogram", "metric_ton", "ton", "liter", "pound", "gram"})
"""What is harvested: mass or volume; the length of a wall tells nothing of its land."""


def per_unit(doc: Doc, text: str, f: Figure, limit: int) -> None:
    """Adds to the unit of a price or harvest what it is of, and takes that unit for no measure.

    Args:
        doc: Parsed.
        text: Its text.
        f: A figure with its measure.
        limit: One past the last token of its sentence.
    """
    within = f.measure is not None and f.start <= f.measure.start and f.measure.end <= f.end
    if within and f.kind in {"money", "measure"} and " / " in (f.unit or ""):
        f.measure = None  # "1,000 rupees for each hectare": what it is per
    if f.unit is None or " / " in f.unit or f.high is not None or f.is_change or f.trend != "none":
        return
    land = f.kind == "measure" and f.unit in _FLOATING
    if land and (behind := _FROM_LAND.match(text, f.end)):
        f.unit, f.end = f"{f.unit} / {behind[1]}", behind.end()
        f.measure = None if f.measure is not None and f.measure.text == behind[1] else f.measure
        return
    if f.kind != "money" and not land:
        return
    if f.kind == "money" and (
        told := _A_UNIT_COSTS.search(text, max(doc[f.sentence[0]].idx, f.start - _WINDOW_CHARS), f.start)
    ):
        found = unit_table.WORDS.get(told["unit"].lower())
        if found is not None and found[1] == "measure":
            f.unit = f"{f.unit} / {found[0]}"
            kind = told.span("kind")
            f.measure = TextSpan(start=kind[0], end=kind[1], text=told["kind"]) if told["kind"] else None
            f.scope = None if f.measure is not None and f.scope is not None and f.measure.start < f.scope.end else f.scope
            return
    verb = verb_over(anchor(doc, f))
    if verb is None or verb.lemma_ not in (_YIELDS if land else _SELLS) or not f.sentence[0] <= verb.i < f.first:
        return
    for noun in _told_of(verb):
        name = _unit_name(doc, noun)
        if name is not None and f.sentence[0] <= noun.i < f.first and (not land or noun.lemma_ in _LAND):
            f.unit = f"{f.unit} / {name}"
            _measure_of(doc, f, noun, limit)
            return


def _told_of(verb: Token) -> list[Token]:
    """The subject of a verb, and what stands behind a "for" in front of it."""
    subject = subject_of(verb)
    fronted = [c for p in verb.lefts if p.dep_ == "prep" and p.lower_ == "for" for c in p.children if c.dep_ == "pobj"]
    return ([subject] if subject is not None else []) + fronted


def _unit_name(doc: Doc, noun: Token) -> str | None:
    """The unit that a noun is, where one of it is meant: "a tonne", "every typical square metre"."""
    if noun.tag_ != "NN" or not any(c.lower_ in _ONE and c.dep_ in {"det", "nummod"} for c in noun.lefts):
        return None
    two = f"{doc[noun.i - 1].lower_} {noun.lower_}" if noun.i else ""
    found = unit_table.WORDS.get(two) or unit_table.WORDS.get(noun.lower_)
    return found[0] if found is not None and found[1] == "measure" else None


def _measure_of(doc: Doc, f: Figure, noun: Token, limit: int) -> None:
    """What the unit is of is measured, not the unit."""
    inside = f.measure is not None and f.measure.start <= noun.idx < f.measure.end
    if f.measure is not None and not inside:
        return
    target = object_of(noun, ("of",))
    f.measure = core(doc, target) if target is not None and target.i < limit else None
    f.scope = None if f.measure is not None and f.scope is not None and f.scope.text == f.measure.text else f.scope
