"""Whether two figures are of the same time and of one nature: what was, what is to be."""

from __future__ import annotations

import re
from datetime import date

from policynlp.link.figures import overlap
from policynlp.link.order import Days
from policynlp.link.statements import Statement
from policynlp.link.words import terms
from policynlp.tag.dates_seasons import one_of_several, running

_SAME_TIME_DAYS = 400
"""Undated figures of texts that appeared within this time are of the same state of things."""
MONTH_DAYS = 31
_SEASON_DAYS = 131
"""A day within so short a time dates the same state: "in the middle of the year", "on 30 June"."""
_QUARTER_DAYS = 92
_A_YEAR = 366
_ALMOST = 0.95
_PLANNED = frozenset(terms("plan strategy budget package programme program scheme"))
_SPENT = frozenset(terms("spent paid disbursed released received cost"))
_SINCE = "since "
_AT_ITS_END = re.compile(
    r"(?!.*\b(?:ended|ending|to|through|between|from|since|until|months|quarter)\b)"
    r".*\b(?:end|close|last (?:day|week)s?|year-end|3[01]|28 february|29 february|february 28|february 29)\b",
    re.IGNORECASE,
)
"""What stood when a month or a year ended, however long a stretch the words name."""
AHEAD = frozenset({"target", "forecast", "hypothetical"})


def period_relation(a: Statement, b: Statement) -> str:
    """`same`, `other`, or `unknown`."""
    if a.period is not None and b.period is not None:
        seasons = one_of_several(a.period_text), one_of_several(b.period_text)
        return "other" if all(seasons) and seasons[0] != seasons[1] else overlapping(a.period, b.period)
    if a.period is None and b.period is None:
        named = running(a.period_text), running(b.period_text)
        if named[0] != named[1] and not {None, "PRESENT_REF"} >= set(named):
            return "unknown" if None in named else "other"  # "last season", "this season"
        if a.party.days is None or b.party.days is None:
            return "unknown"
        apart = abs((a.party.days[1] - b.party.days[1]).days)
        return "same" if apart <= _SAME_TIME_DAYS else "unknown"
    period = a.period or b.period
    undated = a if a.period is None else b
    written = undated.party.days
    ahead = undated.nature in AHEAD or is_planned(undated)
    if period is not None and written is not None and not ahead and period[0] > written[1]:
        return "other"  # what was published before a period is not about it
    return "unknown"


def overlapping(a: Days, b: Days) -> str:
    """How two periods lie: `same` where they share half of the longer one."""
    first, last = max(a[0], b[0]), min(a[1], b[1])
    shared = (last - first).days + 1
    longer = max(_length(a), _length(b))
    if shared <= 0:
        return "other"
    shorter = min(_length(a), _length(b))
    if shorter > _A_YEAR and longer - shorter <= 1 and shared <= _A_YEAR:
        return "other"  # "2023-24" and "2024-25", of which it is not known when in two years they lie
    if _may_be_year(a, b) or _may_be_year(b, a):
        return "same"
    if shared / longer >= 0.5 or (longer <= MONTH_DAYS and shared == shorter) or (longer <= _SEASON_DAYS and shorter <= 1):
        return "same"
    if a[1] == b[1] and shorter <= 1:  # "2038", "until 2038"
        return "same"
    if a[1] == b[1] and longer <= _QUARTER_DAYS:  # "the end of last year", "December"
        return "same"
    if a[0] == b[0] and shorter <= 1 and longer > _A_YEAR:  # "since January", "from 1 January"
        return "same"
    ends = a[1] == b[1] and shorter <= _QUARTER_DAYS  # "the end of 2023" and the row of 2023
    return "unknown" if shared >= shorter and longer <= _A_YEAR and (shorter <= 1 or ends) else "other"


def _may_be_year(two: Days, one: Days) -> bool:
    """Whether a year that begins within a year is the one that two years are written for: "2023-24", "the year to March 2024"."""
    written = (two[0].month, two[0].day, two[1].month, two[1].day) == (1, 1, 12, 31) and two[1].year == two[0].year + 1
    whole = _A_YEAR - 2 <= _length(one) <= _A_YEAR and one[0].month > 1
    return written and whole and two[0] <= one[0] and one[1] <= two[1]


def same_span(a: Statement, b: Statement) -> bool:
    """Whether two dated figures are of all but the same days: eleven months are no year."""
    if a.period is None or b.period is None:
        return True
    if one_of_several(a.period_text) != one_of_several(b.period_text):
        return False  # "the second season of 2023", all of 2023
    if a.period[1] == b.period[1] and _AT_ITS_END.match(a.period_text) and _AT_ITS_END.match(b.period_text):
        return True  # "the end of December", "the close of 2024"
    if _is_since(a) != _is_since(b):
        first, second = _until_told(a, a.period), _until_told(b, b.period)
        return _shared(first, second) / max(_length(first), _length(second)) >= _ALMOST
    shorter, longer = sorted((_length(a.period), _length(b.period)))
    return _shared(a.period, b.period) / longer >= _ALMOST or (shorter <= 1 and overlapping(a.period, b.period) == "same")


def same_month_or_year(a: Statement, b: Statement) -> bool:
    """Whether one of two periods lies in the other, which is a month, or is the year that the other writes as two.

    "By March 2026" and "the end of March 2026", "the year to March" and "2024/25". Of differences that the model is sure enough of, out
    of fold in 435 dossiers, all five of such periods are right.
    """
    if a.period is None or b.period is None:
        return False
    if _may_be_year(a.period, b.period) or _may_be_year(b.period, a.period):
        return True
    shorter, longer = sorted(map(_length, (a.period, b.period)))
    return longer <= MONTH_DAYS and _shared(a.period, b.period) == shorter


def _shared(a: Days, b: Days) -> int:
    return (min(a[1], b[1]) - max(a[0], b[0])).days + 1


def _is_since(a: Statement) -> bool:
    return a.period_text.lower().startswith(_SINCE)


def _until_told(a: Statement, period: Days) -> Days:
    """A period that lasts until its text appeared, where it is told by its first day: "since January" is no first quarter."""
    written = a.party.days[1] if _is_since(a) and a.party.days is not None else period[1]
    return period[0], max(period[1], written)


def summed(a: Statement, b: Statement) -> bool:
    """Whether two sums are of some years together, and a short period is the day of their announcement."""
    short = any(s.period is None or _length(s.period) <= _QUARTER_DAYS for s in (a, b))
    return a.spread and b.spread and short


def meet(a: Statement, b: Statement) -> bool:
    """Whether two periods have a day in common: the end of a year and that year, the turn of the year and its end."""
    if a.period is None or b.period is None:
        return False
    return max(a.period[0], b.period[0]) <= min(a.period[1], b.period[1])


def _length(period: tuple[date, date]) -> int:
    return (period[1] - period[0]).days + 1


def natures_differ(a: Statement, b: Statement) -> bool:
    """Whether one is what was and the other what is to be, or two kinds of what is to be.

    What a rule gives is no aim: a text that tells of the rule tells the same thing.
    """
    if (a.provision and b.provision) or (is_planned(a) and is_planned(b) and overlap(a.figure, b.figure)):
        return False
    first, second = a.nature, b.nature
    if (
        first in AHEAD
        and second in AHEAD
        and a.period is not None
        and b.period is not None
        and overlapping(a.period, b.period) == "same"
    ):
        return False  # what a plan sets for 2029, and what somebody says will be so in 2029
    return first != second and (first in AHEAD or second in AHEAD)


def is_planned(a: Statement) -> bool:
    """Whether a sum is that of a plan or budget, of which nothing says that it was spent: "the plan is worth 42 billion"."""
    return a.dimension.startswith("money:") and bool(a.core & _PLANNED) and not a.core & _SPENT


def aims_later(a: Statement, b: Statement) -> bool:
    """Whether one is a target or forecast for a time after the other's."""
    ahead, other = (a, b) if a.nature in AHEAD else (b, a)
    if ahead.nature not in {"target", "forecast"} or other.nature in AHEAD or ahead.period is None:
        return False
    reached = other.period or other.party.days
    return reached is not None and ahead.period[1] > reached[1]
