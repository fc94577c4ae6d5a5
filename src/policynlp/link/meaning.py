"""Two figures compared by what their words mean, where few of the words are the same.

The same questions as in `comparable`, with the likeness of two vectors in the place of shared words: is it the same thing, of the
same time, place and nature, and do the values agree. What sets two things apart is looked up (`oppositions`).
"""

from __future__ import annotations

from policynlp.link.comparable import POLLED, VOTES, loosely_dated, may_contradict
from policynlp.link.evidence import of_two_names, rates_apart, restricted, same_measure, similarity
from policynlp.link.figures import overlap, relative, same_value
from policynlp.link.likeness import NEAR_FACTOR, Likeness, scaled
from policynlp.link.mentions import KINDS
from policynlp.link.oppositions import Opposition, of_two_activities, opposed
from policynlp.link.periods import meet, natures_differ, period_relation, same_span, summed
from policynlp.link.scopes import relation
from policynlp.link.shared_money import may_be_one
from policynlp.link.statements import Statement
from policynlp.link.verdicts import (
    SURE_DIGITS,
    Verdict,
    across_natures,
    agreement,
    apart,
    bar_reason,
    beyond_reach,
    by_definition,
    difference,
    rounds_to,
)

NEAR = {0: 0.62, 1: 0.62, 2: 0.53, 3: 0.45}
"""Least likeness of two figures that agree, by their significant digits: fractions in words are near each other by chance more
often than figures of three digits. Of dossiers of our own, as the others here."""
NEAR_EQUAL = 0.5
"""The same for one amount of money, or one measure in two units."""
NEAR_VOTES = 0.75
"""The same for votes and polls of up to two digits: each campaign has hundreds of them."""
APART = 0.66
"""Least likeness of two figures that do not agree."""
LEAST_MARGIN = 0.15
"""By how much such a pair must be more alike than either with any other figure."""
UNDATED_APART = 0.85
"""The same where it is said of neither when."""
UNDATED_EXACT = 0.8
"""The same for figures of three digits whose words set them apart somehow: of 600 articles on an election, two sums of spending had .79."""
LEAST_DIGITS = 2
SAME_STATE = 0.7
"""Similarity of two parts of one number that contradict each other: "filled" twice, not "filled" and "vacant"."""
SAME_TIME, SAME_TIME_MARGIN = 0.06, 0.25
"""By how much less alike two figures of one time may be that agree, if either has no other partner as near."""
PEOPLE, GENERIC = "population", 0.75
"""The term for persons, whoever they are, and the least likeness of a count of them and one that names nobody."""
SAME_SUM = 0.9
"""Least likeness of a rate and the same sum without what it is per."""
_UNDATED_FACTOR = 1.35
_CLOSE_FACTOR = 1.1
"""A bound or approximation further away needs as sure a match as a contradiction."""
_MANY = 10
LAID_DOWN_APART = 1.6
"""Sums that a rule lays down and that lie further apart are of two rules."""
WORDED_LIKENESS, WORDED_MARGIN = 0.8, 0.2
"""Least likeness and margin of a share in words ("a third") and another share that differs from it."""
_WORDED_APART = 1.15


def compare_meaning(a: Statement, b: Statement, likeness: Likeness) -> Verdict | None:
    """Compare two statements that are alike in meaning.

    Args:
        a: The later one; `delta` is relative to the other.
        b: The earlier one.
        likeness: Of the two.

    Returns:
        The verdict, or None where they are not about the same measure, or too much stands in the way.
    """
    if (
        a.figure.value * b.figure.value < 0
        or (a.second and b.second)
        or not may_be_one(a, b)
        or ("none" not in {a.change, b.change} and a.change != b.change)
        or (rates_apart(a, b) and not _one_sum(a, b, likeness))
        or a.small
        or b.small
    ):
        return None
    opposition = opposed(a.marks, b.marks)
    if (opposition is not None and not opposition.definition) or elsewhere(a, b):
        return None
    if not same_value(a.figure, b.figure) and a.said & POLLED and b.said & POLLED and None in {a.period, b.period}:
        return None
    if overlap(a.figure, b.figure):  # what a bound holds for cannot differ from it
        bounded = a.figure.is_exact != b.figure.is_exact
        return None if beyond_reach(a, b) or not (bounded or apart(a, b) <= NEAR_FACTOR) else _near(a, b, likeness, opposition)
    return _apart(a, b, likeness, opposition)


def _one_sum(a: Statement, b: Statement, likeness: Likeness) -> bool:
    """Whether a rate and a sum without its "per" are one: "1 million yen per household", "a grant of at most 1,000,000 yen"."""
    yearly = "year" in {a.per, b.per} or a.spread or b.spread
    return not yearly and same_value(a.figure, b.figure) and likeness.score >= SAME_SUM


def elsewhere(a: Statement, b: Statement) -> bool:
    """Whether both name a place or body, and neither of them is named beside the other."""
    if not (a.names - KINDS and b.names - KINDS):
        return False
    return not (_stems(a.names) & _stems(b.near | b.bag) or _stems(b.names) & _stems(a.near | a.bag))


def of_an_area(a: Statement, b: Statement) -> bool:
    """Whether one tells of "the province", and the other names a place that is not named beside the first."""
    unnamed = a.levels - {"national"} and not a.scope.members and a.scope.counted is None
    return bool(unnamed and b.scope.members and not _stems(b.names) & _stems(a.near | a.bag))


def of_many(a: Statement, b: Statement) -> bool:
    """Whether one is of many units, and the other of one place: "60 towns", "Bahir Dar"."""
    return a.scope.counted is not None and a.scope.counted[0] >= _MANY and len(b.scope.members) == 1 and not b.scope.whole


def of_two_kinds(a: Statement, b: Statement) -> bool:
    """Whether two counts are of two nouns; "people" are of any kind."""
    first, second = a.noun.removeprefix(PEOPLE), b.noun.removeprefix(PEOPLE)
    return bool(first and second) and first != second


def _stems(names: frozenset[str]) -> set[str]:
    """Names without a last vowel, which the stems of words have lost ("Itaqui")."""
    return {n.rstrip("eiy") for n in names}


def _near(a: Statement, b: Statement, likeness: Likeness, opposition: Opposition | None) -> Verdict | None:
    digits = min(a.figure.digits, b.figure.digits, SURE_DIGITS)
    bounded = not (a.figure.is_exact and b.figure.is_exact) and apart(a, b) > _CLOSE_FACTOR
    dated = a.period is not None and b.period is not None
    voted = bool(a.said & VOTES or b.said & VOTES) and digits < SURE_DIGITS and not dated
    least = NEAR_VOTES if voted else NEAR[digits]
    if same_value(a.figure, b.figure) and digits and a.dimension.partition(":")[0] in {"measure", "money"}:
        least = min(least, NEAR_EQUAL)
    if dated and period_relation(a, b) == "same" and likeness.margin >= SAME_TIME_MARGIN:
        least -= SAME_TIME
    if likeness.score < (UNDATED_APART if bounded else least) or (digits < SURE_DIGITS and not likeness.best):
        return None
    score = scaled(likeness.score)
    time = period_relation(a, b)
    if time == "other" and not meet(a, b) and not summed(a, b):
        if not same_value(a.figure, b.figure) and likeness.score < APART:
            return None
        return Verdict("not_comparable", relative(a.figure, b.figure), bar_reason("period", a, b, "unknown"), score, "period")
    supposed = digits >= SURE_DIGITS and "hypothetical" in {a.nature, b.nature}  # "it would have to hire another 116,000"
    if natures_differ(a, b) and not supposed:
        same = same_value(a.figure, b.figure) or rounds_to(a, b)
        return across_natures(a, b, score=score) if same else None
    if opposition is not None:
        return by_definition(a, b, opposition, score)
    if relation(a.scope, b.scope) in {"wider", "narrower", "other"}:
        told = any(s.counted or s.whole for s in (a.scope, b.scope))  # "the region", "the three provinces"
        sure = same_value(a.figure, b.figure) and digits >= LEAST_DIGITS and likeness.score >= UNDATED_APART
        if (told or (digits < SURE_DIGITS and likeness.score < APART)) and not sure:
            return None
    return agreement(a, b, score=score)


def _apart(a: Statement, b: Statement, likeness: Likeness, opposition: Opposition | None) -> Verdict | None:
    if likeness.margin < LEAST_MARGIN or likeness.score < APART or not _sharp(a, b, likeness) or a.earlier or b.earlier:
        return None
    first, second = a.noun.removeprefix(PEOPLE), b.noun.removeprefix(PEOPLE)  # "2,100 persons" are of any kind
    if of_two_kinds(a, b) or of_two_activities(a.activities, b.activities):
        return None
    if of_an_area(a, b) or of_an_area(b, a) or of_many(a, b) or of_many(b, a):
        return None
    dated = a.period is not None and b.period is not None
    alone = PEOPLE in {a.noun, b.noun} and not (first or second)  # "18,200 women" are a part of "21,400 people"
    least = GENERIC if dated and alone else SAME_SUM if PEOPLE in {a.noun, b.noun} else UNDATED_APART
    if dated and alone and likeness.score < GENERIC:
        return None
    if bool(first) != bool(second) and likeness.score < least:  # "17,000 of them" may be anybody
        return None
    if a.dimension == "count" and apart(a, b) > _UNDATED_FACTOR and likeness.score < UNDATED_APART:
        return None  # far apart: patients counted in two ways
    score = scaled(likeness.score)
    time, scope = period_relation(a, b), relation(a.scope, b.scope)
    laid_down = _laid_down(a, b)
    one_term = laid_down and meet(a, b)  # "when it opens in 2027", "by March 2027"
    bars = [
        name
        for name, stands in (
            ("period", (time == "other" or not same_span(a, b)) and not one_term),
            ("nature", natures_differ(a, b)),
            ("scope", scope in {"wider", "narrower"}),
            ("definition", opposition is not None),
        )
        if stands
    ]
    if len(bars) > 1 or scope == "other" or (time == "other" and meet(a, b) and not one_term):
        return None
    if bars == ["definition"] and opposition is not None:
        return by_definition(a, b, opposition, score)
    if bars:
        return Verdict("not_comparable", relative(a.figure, b.figure), bar_reason(bars[0], a, b, scope), score, bars[0])
    if time != "same" and not loosely_dated(a, b) and not one_term:
        return None
    if (restricted(a, b) or restricted(b, a) or of_two_names(a, b)) and not (a.cell or b.cell):
        return None  # "poverty" and "rural poverty", "Volta Motors" and "Delta Motors"
    if not may_contradict(a, b) or (None in {a.period, b.period} and apart(a, b) > _UNDATED_FACTOR and not laid_down):
        return None
    exact = min(a.figure.digits, b.figure.digits) >= SURE_DIGITS
    sure = (exact and (same_measure(a, b) or likeness.score >= UNDATED_EXACT)) or a.period is not None or b.period is not None
    sure = sure or likeness.score >= (NEAR_VOTES if laid_down else UNDATED_APART)
    return difference(a, b, score=score) if sure else None


def _sharp(a: Statement, b: Statement, likeness: Likeness) -> bool:
    """Whether two figures are exact enough to contradict each other: by their digits, as sums of a rule, as parts of one number."""
    if min(a.figure.digits, b.figure.digits) >= LEAST_DIGITS or (a.out_of == b.out_of != "" and similarity(a, b) >= SAME_STATE):
        return True
    return _laid_down(a, b) or _worded(a, b, likeness)


def _laid_down(a: Statement, b: Statement) -> bool:
    """Whether a rule lays both down, to the last digit: such sums are round."""
    alike = a.provision and b.provision and apart(a, b) <= LAID_DOWN_APART
    return alike and a.figure.is_exact and b.figure.is_exact and a.figure.digits > 0 < b.figure.digits


def _worded(a: Statement, b: Statement, likeness: Likeness) -> bool:
    """Whether a share in words is so surely of the same thing that another value contradicts it."""
    sure = likeness.score >= WORDED_LIKENESS and likeness.margin >= WORDED_MARGIN
    return sure and a.dimension == "share" and apart(a, b) >= _WORDED_APART and max(a.figure.digits, b.figure.digits) > 0
