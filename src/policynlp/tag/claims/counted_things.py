"""What bare numbers are of: "Of 61 stations, 52 were finished", "8.1 million tonnes and 7.3 million in 2023".

Rules (`ellipsis`, `taken_up`) know the forms that can be told for sure. The ranker (`tag.ranking`) learnt from texts whose readers wrote
down what every bare number counts; its weights lie in `models/units`, whose card says how often it is right, and `policynlp train units`
trains them.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from policynlp.document import Passage
from policynlp.tag.claims.figure import Figure
from policynlp.tag.claims.unit_cases import UnitCase, unit_cases
from policynlp.tag.claims.unit_features import FEATURES
from policynlp.tag.collecting import Collector
from policynlp.tag.ranking import load_ranker

INFERRED = "unit_inferred"
"""Flag of a figure to which no rule gives a unit, and this does."""
counting: Collector[UnitCase] = Collector("counted")
"""Collects the bare numbers of whatever is tagged meanwhile; they stay bare then."""


def set_units(doc: Doc, passages: Sequence[Passage], figures: Sequence[Figure]) -> None:
    """Gives bare numbers the unit or the thing counted that the ranker finds.

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
    for f, case in cases:
        chosen = ranker.choose(case)
        thing = case.things[chosen]
        if thing is not None:
            f.kind, f.unit, f.noun = thing.kind, thing.unit, case.nouns[chosen]
            f.flags.append(INFERRED)
