"""What may be told of two figures that a model finds of one thing, and how sure it has to be.

Some things no likelihood outweighs: two currencies, a rise and a fall, two printed years. Others ask for more of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from policynlp.link.comparable import may_contradict
from policynlp.link.evidence import rates_apart
from policynlp.link.figures import relative, same_value
from policynlp.link.meaning import elsewhere, of_an_area, of_many
from policynlp.link.oppositions import of_two_activities, opposed
from policynlp.link.periods import AHEAD, meet, natures_differ, period_relation, same_month_or_year, same_span
from policynlp.link.scopes import relation
from policynlp.link.shared_money import may_be_one
from policynlp.link.statements import Statement
from policynlp.link.verdicts import (
    Verdict,
    across_natures,
    agreement,
    apart,
    at_two_times,
    bar_reason,
    both,
    by_definition,
    difference,
)

_LEAST_DIGITS, _WORDED_APART = 2, 1.07
"""Figures of fewer digits ("almost a fifth") are of one thing with all that are nearer than so many times. Of pairs from there to 1.15
that the model is sure enough of, out of fold in 435 dossiers, eight in nine are differences ("10,000 posts", "8,740")."""
_LEAST_MULTIPLE, _MULTIPLE_APART = 1.5, 1.5
"""Likewise multiples: who pays "twice as much" may well pay 2.6 times."""
BEFORE_ASKS = 2.2
"""Log-odds above what is asked of others, for near pairs of which something speaks that the model does not see as the reader does: one is
of a time after the other text appeared."""
TIME_ASKS, NEAR_TIME_ASKS = 0.7, 1.2
"""Likewise for equal figures of two times, and for those that are near. In 384 dossiers, out of fold, 14 pairs of 16 and 14 of 16 that
have that much are of one thing."""
RATE_ASKS, OPPOSED_ASKS = 1.7, 0.3
"""Likewise for a sum and a sum "per" something (15 of 16 out of fold), and where words stand for two things of a kind (`_LOOSE`)."""
_LOOSE = frozenset({"staff", "school_people", "grains", "health", "sectors"})
"""Groups of opposites of which a text names several for one thing: "medical officers" are doctors, posts of teachers a school's."""
UNSURE_ASKS = 0.65
"""Log-odds that a difference has to have besides where both are told "per" something, or one is of an area within the other's: 17 of the
18 that have it out of fold, in 384 dossiers, are differences for their readers; rules held them apart."""
_BARE = 100
_RATE_APART = 1.03
_WHOLE = 0.0051
"""Two shares that make up a whole to the half percent may be of its two parts."""
_MONEY = "money"
_YEAR = re.compile(r"(?:19|20)\d\d")
_EACH = re.compile(r"\b(?:per|an?|each|every)[ ](hour|day|night|week|month|quarter|season|year)\b", re.IGNORECASE)


def agree_asks(a: Statement, b: Statement) -> float:
    """By how much surer than others two near figures have to be of one thing, in log-odds."""
    more = 0.0
    if rates_apart(a, b) and not _one_rate(a, b):
        more = RATE_ASKS
    if opposed(a.marks, b.marks) is not None:
        more = max(more, OPPOSED_ASKS)
    if _is_told_before(a, b):
        more = max(more, BEFORE_ASKS)
    if _is_of_another_time(a, b):
        more = max(more, TIME_ASKS if same_value(a.figure, b.figure) else NEAR_TIME_ASKS)
    return more


def agree(a: Statement, b: Statement, score: float) -> Verdict | None:
    """What two near figures of one thing say, or None where something rules it out.

    Args:
        a: The later one.
        b: The earlier one.
        score: How likely it is that they are of one thing.
    """
    if not may_be_one(a, b) or _turned(a, b) or _is_of_all_years(a, b):
        return None
    opposition = opposed(a.marks, b.marks)
    if opposition is not None and not opposition.definition and opposition.group not in _LOOSE:
        return None
    if _is_of_another_time(a, b):
        if _tell_years(a, b):
            return None
        if same_value(a.figure, b.figure) and a.period_text != b.period_text:
            return at_two_times(a, b, score=score)
    return across_natures(a, b, score=score) if natures_differ(a, b) else agreement(a, b, score=score)


def differ(a: Statement, b: Statement, score: float) -> Verdict | None:
    """That two figures of one thing contradict each other, or None where something rules it out.

    Args:
        a: The later one.
        b: The earlier one.
        score: How likely it is that they are of one thing.
    """
    if (
        _cannot_be_one(a, b)
        or (rates_apart(a, b) and (a.per, a.nature) != (b.per, b.nature))
        or _of_two_natures(a, b)
        or of_many(a, b)
        or of_many(b, a)
        or not (same_span(a, b) or same_month_or_year(a, b))
        or not may_contradict(a, b)
        or _of_two_rhythms(a, b)
        or of_two_activities(a.activities, b.activities)
    ):
        return None
    if any(s.earlier and s.period is None for s in (a, b)) and not (a.earlier and b.earlier):
        return None  # "five years earlier they had been 58 percent"
    if a.dimension == "share" and abs(a.figure.value + b.figure.value - 1.0) < _WHOLE:
        return None  # 55 percent are sentenced, 45 on remand
    worded = min(a.figure.digits, b.figure.digits) < _LEAST_DIGITS
    multiple = a.dimension == "share" and min(a.figure.value, b.figure.value) >= _LEAST_MULTIPLE
    least = _MULTIPLE_APART if multiple else _WORDED_APART
    return None if worded and apart(a, b) < least else difference(a, b, score=score)


def set_beside(a: Statement, b: Statement, score: float) -> Verdict | None:
    """That two figures are alike and what keeps them from contradicting each other, or None where they are of two things.

    Args:
        a: The later one.
        b: The earlier one.
        score: How likely it is that they are of one measure.
    """
    if _cannot_be_one(a, b) or rates_apart(a, b) or min(a.figure.digits, b.figure.digits) < _LEAST_DIGITS:
        return None
    opposition = opposed(a.marks, b.marks)
    if opposition is not None:
        return by_definition(a, b, opposition, score) if opposition.definition else None
    scope = relation(a.scope, b.scope)
    if scope == "other":
        return None
    time = period_relation(a, b) == "other" and not meet(a, b)
    bars = {"period": time, "nature": natures_differ(a, b), "scope": scope in {"wider", "narrower"}}
    bar = next((name for name, stands in bars.items() if stands), "")
    if bar:
        return Verdict("not_comparable", relative(a.figure, b.figure), bar_reason(bar, a, b, scope), score, bar)
    reason = f"Alike, but nothing tells for sure that both are of one thing and one time: {both(a, b)}."
    return Verdict("not_comparable", relative(a.figure, b.figure), reason, score)


def _nothing_more(_a: Statement, _b: Statement) -> float:
    return 0.0


def differ_asks(a: Statement, b: Statement) -> float:
    """By how much surer than others two figures that are apart have to be of one thing, in log-odds."""
    unsure = rates_apart(a, b) or of_an_area(a, b) or of_an_area(b, a)
    return UNSURE_ASKS if unsure else 0.0


def _cannot_be_one(a: Statement, b: Statement) -> bool:
    """Whether two figures that are apart cannot be of one thing, whatever the model says: two currencies, two places, a rise and a fall."""
    return not may_be_one(a, b) or _turned(a, b) or a.second or b.second or elsewhere(a, b) or _is_bare(a) or _is_bare(b)


def _is_bare(a: Statement) -> bool:
    """Whether it is two digits of what the text leaves out: "23 for mumps"; they may agree, but nothing that is said contradicts them."""
    return a.dimension == "count" and not a.noun and not a.cell and abs(a.figure.value) < _BARE


def _of_two_natures(a: Statement, b: Statement) -> bool:
    """Whether one is what was and the other what is to be, so that both may be right.

    Not what a thing costs and what it will cost, both undated: of the pairs that the model is sure enough of, out of fold in 435
    dossiers, three in four are differences; of dated ones most are a forecast and what came of it.
    """
    priced = a.dimension.startswith(_MONEY) and a.period is None and b.period is None
    return natures_differ(a, b) and (not priced or "target" in {a.nature, b.nature})


def _of_two_rhythms(a: Statement, b: Statement) -> bool:
    """Whether one is told a month and the other a year: "600 rupees per month for ten months" and "6,000 a year" are one."""
    times = [{m[1].lower() for m in _EACH.finditer(s.text)} for s in (a, b)]
    return bool(times[0] and times[1] and times[0] != times[1])


def _is_of_all_years(a: Statement, b: Statement) -> bool:
    """Whether one is told a year and the other for several years together."""
    return ("year" in a.per and b.spread) or ("year" in b.per and a.spread)


def _one_rate(a: Statement, b: Statement) -> bool:
    """Whether the sum of a rate may be the other figure, told without its "per": "600 yuan" a month, "4 hectares" a planter."""
    told = min(a.figure.digits, b.figure.digits) >= _LEAST_DIGITS or a.dimension.startswith(_MONEY)
    return told and not _is_of_all_years(a, b) and apart(a, b) <= _RATE_APART


def _is_of_another_time(a: Statement, b: Statement) -> bool:
    """Whether two figures are of two times. Equal ones only where both tell what was: sums and aims are told with any of their dates."""
    if period_relation(a, b) != "other" or meet(a, b):
        return False
    dated = a.period is not None and b.period is not None
    return not same_value(a.figure, b.figure) or (dated and not {a.nature, b.nature} & AHEAD)


def _tell_years(a: Statement, b: Statement) -> bool:
    """Whether both print a year; "last September" and "Monday" may have been reckoned from a wrong day."""
    return all(_YEAR.search(s.period_text) for s in (a, b))


def _turned(a: Statement, b: Statement) -> bool:
    """Whether one rises and the other falls."""
    return "none" not in {a.change, b.change} and a.change != b.change


def _is_told_before(a: Statement, b: Statement) -> bool:
    """Whether an outturn is dated to a time after the other text, which has the same figure: the date is wrong, or the figure is.

    Sums are settled before they are paid.
    """
    dated, other = (a, b) if a.period is not None else (b, a)
    if period_relation(a, b) != "other" or dated.period is None or other.period is not None or other.party.days is None:
        return False
    told = dated.nature not in AHEAD and not dated.dimension.startswith("money")
    return told and dated.period[0] > other.party.days[1]


Rule = Callable[[Statement, Statement, float], Verdict | None]
Asks = Callable[[Statement, Statement], float]
RULES: Mapping[str, tuple[Rule, Asks]] = {
    "agrees": (agree, agree_asks),
    "differs": (differ, differ_asks),
    "alike": (set_beside, _nothing_more),
}
"""By what a model says of a pair (`pair_model.TOLD`): what is told then, and how much surer than others it has to be, in log-odds."""
