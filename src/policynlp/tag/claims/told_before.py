"""Figures whose sentence does not name what they are of, but points at the figure told before: "The target for 2025 is 9.5 million"."""

# ruff: noqa: E501 (patterns are read by the line)
from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc

from policynlp.tag.claims.contrasts import DEGREES
from policynlp.tag.claims.direction import anchor
from policynlp.tag.claims.figure import Figure
from policynlp.tag.claims.governors import verb_over
from policynlp.tag.claims.wholes import there_too

_FIGURES = frozenset(
    str.split("figure number total average mean median target goal aim objective forecast estimate projection")
)
"""Nouns that say of no thing how much of it there is."""
_NO_THINGS = _FIGURES | {"standard", "limit", "cap", "threshold", "guideline", "benchmark", "ceiling", "quota"}
_GUESSES = frozenset({"forecast", "estimate", "projection"})
"""Whose these are says who makes them."""
_WIDER = frozenset({"average", "mean", "median", "total", "national", "overall"})
"""Of more than what the sentence before told of."""
_KINDS_OF_IT = frozenset(
    str.split(
        "national overall official annual monthly yearly quarterly long-term median mean previous new current original latest final actual same corresponding"
    )
)
_POINTING = frozenset({"the", "that", "this", "its", "their", "our"})
_TOTALS = frozenset({"figure", "number", "total"})
_OF_THESE = re.compile(r"\W{0,2}(?:(?:Out[ ]of|Of|Among)[ ](?:all[ ])?(?:these|those|them)),?[ ]")
_THERE = re.compile(
    r"\bthere[ ](?:were|was|are|is|had[ ]been|have[ ]been)[ ](?:(?:only|just|about|around|some|nearly|almost|over|fewer|more|than)[ ]){0,3}$",
    re.IGNORECASE,
)
_SET_AGAINST = re.compile(
    r"\b(?:against|compared[ ](?:with|to)|versus|above|below|short[ ]of|up[ ]from|down[ ]from)[ ](?:an?|the|its|their)[ ](?:[\w'’-]+[ ]){0,4}?"
    rf"(?:average|mean|median|target|goal|aim|objective|norm|forecast|estimate)[ ]of[ ]{DEGREES}$",
    re.IGNORECASE,
)
"""As in "73 crimes for every 1,000 residents, against an average of 84"."""
_AGAINST_CHARS = 90
_THERE_CHARS = 50
_EXISTENCE = frozenset({"be", "have", "number", "count", "list", "record", "register", "report", "total", "reach"})
_ENDS = re.compile(r"\s*(?:[.,;:!?)”\"]|$|\n)")
_OTHER_THINGS = frozenset({"duration", "age", "ordinal"})
_MOST_APART = 30
"""Levels of one thing at two times lie closer together than this factor."""
_BARE_KINDS = frozenset({"count", "measure"})


def name_from_before(doc: Doc, text: str, f: Figure, told: Sequence[Figure], before: Sequence[Figure]) -> None:
    """Gives a figure that only points back the measure of what was told before, where that is one thing.

    Args:
        doc: Parsed.
        text: Its text.
        f: A figure, described by its own sentence.
        told: Those before it in its sentence.
        before: Those of the sentence before in its passage.
    """
    if f.kind in _OTHER_THINGS or f.main >= 0:
        return
    bare = f.kind == "count" and f.unit is None and f.head < 0
    if _is_owner(doc, text, f):
        if (one := _one(f, before)) is not None:
            f.scope, f.measure = f.measure, one.measure
        return
    if told and _is_set_against(doc, text, f, told[-1]):
        f.measure, f.share_of = told[-1].measure, told[-1].share_of
        return
    if _is_of_figure(doc, f):
        one = _one(f, told) or _one(f, before)
        words = f.measure.text.lower().split() if f.measure is not None else []
        wider = bool(_WIDER & set(words))
        if one is not None and words and not (wider and (_is_placed(doc, f) or _names_part(one))):
            noun = words[-1]
            f.measure, f.share_of = one.measure, one.share_of
            if not wider and (noun in _GUESSES or f.scope is None):
                f.scope = one.scope
            if bare and noun in _TOTALS and one.kind == "count" and one.unit and _is_near(f, one):
                f.unit = one.unit
        return
    if told and f.kind == "percent" and f.measure is None and told[-1].kind == f.kind and there_too(text, f, told[-1]):
        f.measure, f.scope, f.share_of = told[-1].measure, told[-1].scope, told[-1].share_of
        return
    of_these = _OF_THESE.match(text, doc[f.sentence[0]].idx, f.start) is not None
    if of_these and f.kind in {"percent", "ratio"} and f.measure is None:
        if (whole := _counted(before)) is not None:
            f.measure = f.share_of = whole.measure
    elif bare and f.measure is None and (of_these or _there(text, f)):
        whole = _counted(before)
        if whole is not None and (f.value <= whole.value if of_these else _is_near(f, whole) and _exists(doc, whole)):
            f.measure, f.unit = whole.measure, whole.unit


def _is_placed(doc: Doc, f: Figure) -> bool:
    """Whether the sentence names where a total is of: "In Leeds the total was 9 million"."""
    return any(t.ent_type_ in {"GPE", "LOC", "ORG"} for t in doc[f.sentence[0] : f.first])


def _names_part(one: Figure) -> bool:
    """Whether what was told before is a kind of the thing: "Food inflation hit 12 percent. The overall figure was 5"."""
    return one.measure is not None and len(one.measure.text.split()) > 1


def _is_set_against(doc: Doc, text: str, f: Figure, other: Figure) -> bool:
    """Whether a figure is the average or target that another is set against, and names no more than that."""
    bare = f.kind == "count" and f.unit is None
    unnamed = f.measure is None or f.measure.text.lower().rpartition(" ")[2] in _FIGURES
    if not unnamed or other.measure is None or not (bare or f.kind == other.kind):
        return False
    if other.measure.text.lower().rpartition(" ")[2] in _NO_THINGS:
        return False
    return _SET_AGAINST.search(text, max(doc[f.sentence[0]].idx, f.start - _AGAINST_CHARS), f.start) is not None


def _there(text: str, f: Figure) -> bool:
    """As in "Ten years ago there were 1,530": of what the sentence before counts."""
    return _ENDS.match(text, f.end) is not None and _THERE.search(text, max(0, f.start - _THERE_CHARS), f.start) is not None


def _exists(doc: Doc, whole: Figure) -> bool:
    """Whether a count tells how many there are; not "They killed 84 people"."""
    verb = verb_over(anchor(doc, whole))
    return verb is not None and verb.lemma_ in _EXISTENCE


def _is_near(f: Figure, other: Figure) -> bool:
    return 0 < max(f.value, other.value) <= _MOST_APART * min(f.value, other.value)


def _is_owner(doc: Doc, text: str, f: Figure) -> bool:
    """As in "Sweden's rose by 0.5 percent": the owner of what the sentence before is of stands where the thing would."""
    span = f.measure
    if span is None or span.end >= f.start or text[span.end : span.end + 3] not in {"'s ", "’s "}:
        return False
    owner = doc.char_span(span.start, span.end + 2)
    thing = owner is None or doc[owner.end].pos_ in {"NOUN", "PROPN", "ADJ", "NUM"}
    return not thing and f.scope is None and f.share_of is None and span.text[:1].isupper()


def _is_of_figure(doc: Doc, f: Figure) -> bool:
    """Whether what is measured is "the figure", "the target for 2025", "the national average" and nothing else."""
    span = f.measure
    words = span.text.lower().split() if span is not None else []
    if span is None or not words or words[-1] not in _FIGURES or not set(words[:-1]) <= _KINDS_OF_IT:
        return False
    if span.end > f.start or (f.scope is not None and f.scope.start > span.start):
        return False
    noun = doc.char_span(span.start, span.end, alignment_mode="expand")
    if noun is None:
        return False
    head = noun[-1]
    return head.left_edge.lower_ in _POINTING or any(c.dep_ == "poss" for c in head.lefts)


def _one(f: Figure, figures: Sequence[Figure]) -> Figure | None:
    """The first of some figures that a figure may be of the same thing as, where all of them are of one thing."""
    bare = f.kind == "count" and f.unit is None
    alike = [g for g in figures if g.main < 0 and (g.kind in _BARE_KINDS if bare else g.kind == f.kind)]
    if bare:
        alike = [g for g in alike if g.unit] or alike
    measures = {g.measure.text.lower() if g.measure is not None else "" for g in alike}
    named = len(measures) == 1 and not _NO_THINGS & {m.rpartition(" ")[2] for m in measures} and "" not in measures
    return alike[0] if named else None


def _counted(figures: Sequence[Figure]) -> Figure | None:
    """The one count of some figures that names what it counts."""
    counts = [g for g in figures if g.kind == "count" and g.unit and g.measure is not None and not g.is_earlier]
    return counts[0] if len({g.unit for g in counts}) == 1 else None
