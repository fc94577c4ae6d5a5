"""When two figures agree or contradict each other that texts of one matter leave over (`companions`).

Each has a likeness (`likeness.likeness`) and a margin, by how much it is above that with any other figure that may be meant.
"""

from __future__ import annotations

from policynlp.link.comparable import VOTES, loosely_dated, may_contradict
from policynlp.link.evidence import rates_apart
from policynlp.link.figures import overlap, same_value
from policynlp.link.likeness import scaled
from policynlp.link.meaning import elsewhere, of_an_area, of_many, of_two_kinds
from policynlp.link.oppositions import opposed
from policynlp.link.periods import AHEAD, meet, natures_differ, period_relation, same_span
from policynlp.link.scopes import relation
from policynlp.link.shared_money import may_be_one
from policynlp.link.statements import Statement
from policynlp.link.verdicts import Verdict, across_natures, agreement, apart, difference

AGREE = {0: 0.5, 1: 0.5, 2: 0.42}
"""Least likeness of two figures that are equal within rounding, by their significant digits; more digits as two. In 72 dossiers of
our own, where each is the best partner of the other: 51 agreements for a careful reader and 5 others, of which 4 have no margin."""
AGREE_EQUAL = {2: 0.4, 3: 0.2}
"""The same of figures that are equal to the last digit: 22 agreements of 22."""
AGREE_MARGIN = 0.2
"""Least margin of figures of fewer than two digits, and of bounds."""
AGREE_APART, WORDED_APART, BOUND_APART = 1.06, 1.1, 1.05
"""How many times one figure may be the other: any, a fraction in words, a bound."""
TOLD, TOLD_APART = 0.5, 1.012
"""Likeness and distance of two figures that agree though one is an outturn, and the other ahead: "a £24m budget", "would cost 23.96"."""
DIFFER = 0.65
"""Least likeness of two figures that differ. Of 93 such pairs in the dossiers, 83 were differences for a careful reader and 10 were
of two definitions, most of them by one of the words that `_set_apart` asks for."""
SURE = 0.85
"""From here on those words are no bar: 32 pairs of 32 were differences."""
DIFFER_MARGIN = 0.05
LOOSE, LOOSE_MARGIN, LOOSE_APART = 0.8, 0.2, 1.35
"""Least likeness and margin, and most distance, where only one of the two says when."""
FAR_APART = 1.35
"""Counts further apart than this are counted in two ways more often than wrongly, unless they are surely of one thing."""


def agree(a: Statement, b: Statement, score: float, margin: float) -> Verdict | None:
    """Whether two figures of companions, of which neither is settled, say the same.

    Args:
        a: The later one.
        b: The earlier one.
        score: Likeness.
        margin: Of the likeness.
    """
    digits = min(a.figure.digits, b.figure.digits)
    exact = a.figure.is_exact and b.figure.is_exact and digits >= min(AGREE_EQUAL)
    equal = exact and same_value(a.figure, b.figure)
    if margin < 0 or not may_be_one(a, b) or rates_apart(a, b) or _turned(a, b) or not overlap(a.figure, b.figure):
        return None
    if score < (AGREE_EQUAL[min(digits, max(AGREE_EQUAL))] if equal else AGREE[min(digits, max(AGREE))]):
        return None
    bound = any(s.figure.open_up or s.figure.open_down for s in (a, b))
    if (bound or digits < max(AGREE)) and margin < AGREE_MARGIN:
        return None
    if apart(a, b) > (BOUND_APART if bound else AGREE_APART if digits else WORDED_APART):
        return None
    if not equal and (_barred(a, b) or (a.change == "none") != (b.change == "none") or not _of_one_time(a, b, score)):
        return None
    stated = a.period is not None and b.period is not None and period_relation(a, b) == "other" and not meet(a, b)
    opposition = opposed(a.marks, b.marks)
    if equal and (stated or (opposition is not None and not opposition.definition)):
        return None
    if digits < max(AGREE_EQUAL) and (a.said | b.said) & VOTES:
        return None
    if period_relation(a, b) == "other" and _is_told_before(a, b):
        return None
    return across_natures(a, b, score=scaled(score)) if natures_differ(a, b) else agreement(a, b, score=scaled(score))


def differ(a: Statement, b: Statement, score: float, margin: float) -> Verdict | None:
    """Whether two figures of companions, of which neither is settled, contradict each other.

    Args:
        a: The later one.
        b: The earlier one.
        score: Likeness.
        margin: Of the likeness.
    """
    if score < DIFFER or margin < DIFFER_MARGIN or overlap(a.figure, b.figure) or not may_be_one(a, b) or rates_apart(a, b):
        return None
    if a.second or b.second or a.earlier != b.earlier or _turned(a, b) or _barred(a, b):
        return None
    if of_an_area(a, b) or of_an_area(b, a) or of_many(a, b) or of_many(b, a) or natures_differ(a, b):
        return None
    if relation(a.scope, b.scope) in {"wider", "narrower", "other"} or not may_contradict(a, b):
        return None
    if score < SURE and (_set_apart(a, b) or (a.dimension == "count" and a.out_of == "" and apart(a, b) > FAR_APART)):
        return None
    loosely = score >= LOOSE and margin >= LOOSE_MARGIN and _loosely_one_time(a, b)
    stands = same_span(a, b) if period_relation(a, b) == "same" else loosely
    return difference(a, b, score=scaled(score)) if stands else None


def _of_one_time(a: Statement, b: Statement, score: float) -> bool:
    """Whether two figures that are equal within rounding may be of one time, and both ahead or neither; or are hardly apart."""
    if period_relation(a, b) == "other":
        return False
    if not natures_differ(a, b) or "outturn" not in {a.nature, b.nature}:
        return True
    rounded = min(a.figure.digits, b.figure.digits) >= max(AGREE) and not any(
        s.figure.open_up or s.figure.open_down for s in (a, b)
    )
    return rounded and score >= TOLD and apart(a, b) <= TOLD_APART


def _is_told_before(a: Statement, b: Statement) -> bool:
    """Whether an outturn is dated to a time after the other text, which has the same figure: the date is wrong, or the figure is.

    Sums are settled before they are paid.
    """
    dated, other = (a, b) if a.period is not None else (b, a)
    if dated.period is None or other.period is not None or other.party.days is None:
        return False
    told = dated.nature not in AHEAD and not dated.dimension.startswith("money")
    return told and dated.period[0] > other.party.days[1]


def _turned(a: Statement, b: Statement) -> bool:
    """Whether one rises and the other falls."""
    return "none" not in {a.change, b.change} and a.change != b.change


def _barred(a: Statement, b: Statement) -> bool:
    """Whether words set the two apart: opposed ones, other places, other nouns; votes are full of figures that are alike."""
    return opposed(a.marks, b.marks) is not None or elsewhere(a, b) or of_two_kinds(a, b) or bool((a.said | b.said) & VOTES)


def _loosely_one_time(a: Statement, b: Statement) -> bool:
    """Whether one says when, and nothing speaks against the same for the other; or one is of the end of the other's time."""
    if period_relation(a, b) == "other" or _set_apart(a, b) or apart(a, b) > LOOSE_APART:
        return False
    return loosely_dated(a, b) or (a.provision and b.provision) or (a.period is not None and b.period is not None)


def _set_apart(a: Statement, b: Statement) -> bool:
    """Whether one is a mean or an estimate, and the other is not."""
    return ("average" in a.marks) != ("average" in b.marks) or (a.nature == "estimate") != (b.nature == "estimate")
