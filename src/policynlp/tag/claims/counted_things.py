"""What bare numbers are of: "Of 61 stations, 52 were finished", "8.1 million tonnes and 7.3 million in 2023".

Rules (`ellipsis`, `taken_up`) know the forms that can be told for sure. The ranker (`tag.ranking`) learnt from texts whose readers wrote
down what every bare number counts; its weights lie in `models/units`, whose card says how often it is right, and `policynlp train units`
trains them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from spacy.tokens import Doc

from policynlp.document import Passage
from policynlp.tag.claims.bare_numbers import Thing
from policynlp.tag.claims.figure import Figure
from policynlp.tag.claims.phrases import core
from policynlp.tag.claims.unit_cases import UnitCase, unit_cases
from policynlp.tag.claims.unit_features import FEATURES
from policynlp.tag.collecting import Collector
from policynlp.tag.ranking import Ranker, load_ranker

Case = tuple[Figure, UnitCase]
_BESIDE = re.compile(r"[ ]?(?:to|against|versus|and|or|[-–—])[ ]?", re.IGNORECASE)
"""Between numbers that are of one thing: "by 61 to 38", "12 and 14"."""
INFERRED = "unit_inferred"
"""Flag of a figure to which no rule gives a unit, and this does."""
counting: Collector[UnitCase] = Collector("counted")
"""Collects the bare numbers of whatever is tagged meanwhile; they stay bare then."""


def set_units(doc: Doc, passages: Sequence[Passage], figures: Sequence[Figure]) -> None:
    """Gives bare numbers the unit or the thing counted that the ranker finds.

    The two ends of a change and the two sides of a contest are of one thing, or of none. What measures nothing is a number of what it
    counts.

    Args:
        doc: Parsed.
        passages: Its prose, in order.
        figures: Of them, in order, with the units that rules give them.
    """
    cases = list(unit_cases(doc, passages, figures))
    if counting.met is not None:
        counting.met.extend(case for _, case in cases)
        return
    if not cases:
        return
    ranker = load_ranker(FEATURES)
    for tied in _tied(doc.text, cases, figures):
        thing = _thing([case for _, case in tied], ranker)
        if thing is not None:
            for f, case in tied:
                _set_unit(doc, f, case, thing)


def _tied(text: str, cases: Sequence[Case], figures: Sequence[Figure]) -> list[list[Case]]:
    """The cases, those together that are of one thing."""
    group = {id(f): [(f, case)] for f, case in cases}

    def tie(one: Figure, other: Figure) -> None:
        first, second = group.get(id(one)), group.get(id(other))
        if first is None or second is None or first is second:
            return
        first.extend(second)
        group.update((id(f), first) for f, _ in second)

    for before, f in pairwise(f for f, _ in cases):
        if before.sentence == f.sentence and ((before.is_side and f.is_side) or _BESIDE.fullmatch(text, before.end, f.start)):
            tie(before, f)
    for f, _ in cases:
        if f.earlier >= 0:
            tie(f, figures[f.earlier])
    return list({id(tied): tied for tied in group.values()}.values())


def _thing(cases: Sequence[UnitCase], ranker: Ranker) -> Thing | None:
    """What all of the cases are of: the thing whose share is the largest in the mean, where that is large enough."""
    if len(cases) == 1:
        return cases[0].things[ranker.choose(cases[0])]
    shares: Counter[Thing] = Counter()
    for case in cases:
        for thing, share in zip(case.things, ranker.shares(case).tolist(), strict=True):
            if thing is not None:
                shares[thing] += share / len(cases)
    best = max(shares, key=shares.__getitem__, default=None)
    return best if best is not None and shares[best] >= ranker.features.least else None


def _set_unit(doc: Doc, f: Figure, case: UnitCase, thing: Thing) -> None:
    f.kind, f.unit = thing.kind, thing.unit
    f.flags.append(INFERRED)
    noun = case.nouns[case.things.index(thing)] if thing in case.things else -1
    if f.measure is None and f.kind == "count" and noun >= 0:
        f.measure = core(doc, doc[noun])
