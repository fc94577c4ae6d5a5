"""Cases of figures, with what their reader says of when each was measured: what the ranker of times learns from."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple, cast

from policynlp.tag.claims.time_cases import TimeCase
from policynlp.tag.claims.time_features import FEATURES
from policynlp.tag.claims.when import answered
from policynlp.tags import Period
from policynlp.train import ranking
from policynlp.train.ranking import MarkedCase, given_and_found

_PART = re.compile(r"(?P<year>\d{4})(?:-(?:Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<month>\d\d)(?:-(?P<day>\d\d))?))?")
_FISCAL = re.compile(r"FY(\d{4})")
_SEASON = re.compile(r"(\d{4})-(SP|SU|FA|WI)")
_LEAST_SHARED = 0.5
_EDGE_DAYS, _MONTH_DAYS, _SEASON_DAYS, _SINCE_DAYS = 100, 31, 185, 40
EXACT, ALIKE, BEGUN = 3, 2, 1
"""How well a period is what a reader says: the same days; most of them in common; open at one end, and the other end is the same."""


class Told(NamedTuple):
    """The time that a reader gives a figure.

    Attributes:
        start, end: First and last day, null where it is open.
    """

    start: date | None
    end: date | None


def told(words: str) -> Told | None:
    """The days of a time in the form in which readers write it; null for `now` and `none`.

    Args:
        words: `2024`, `2024-05`, `2024-05-12`, `2024-Q3`, `2024-H1`, two of these with a slash between, or open (`2017/`).

    Raises:
        ValueError: It is of another form.
    """
    if words in {"now", "none"}:
        return None
    first, slash, last = words.partition("/")
    if not slash:
        return Told(_edge(first, last=False), _edge(first, last=True))
    if not first and not last:
        raise ValueError(f"{words!r} is no time")
    found = Told(_edge(first, last=False) if first else None, _edge(last, last=True) if last else None)
    if found.start and found.end and found.start > found.end:
        raise ValueError(f"{words!r} ends before it begins")
    return found


def _edge(words: str, *, last: bool) -> date:
    found = _PART.fullmatch(words)
    if found is None:
        raise ValueError(f"{words!r} is no time")
    year, months = int(found["year"]), (1, 12)
    if found["quarter"]:
        months = 3 * int(found["quarter"]) - 2, 3 * int(found["quarter"])
    elif found["half"]:
        months = 6 * int(found["half"]) - 5, 6 * int(found["half"])
    elif found["month"]:
        months = int(found["month"]), int(found["month"])
    if found["day"]:
        return date(year, months[0], int(found["day"]))
    return date(year, months[1], calendar.monthrange(year, months[1])[1]) if last else date(year, months[0], 1)


def marked_case(group: str, case: TimeCase, meant: Told | None) -> MarkedCase:
    """A figure with what its reader says of it.

    Args:
        group: What its text belongs to; texts of a group are in one fold.
        case: Of the figure.
        meant: When it was measured by its reader; null for no time.
    """
    alike = [likeness(p, meant) if p is not None and meant is not None else 0 for p in case.periods[:-1]]
    best = max(alike, default=0)
    return MarkedCase(group, case, (*(n == best > 0 for n in alike), meant is None))


def likeness(period: Period, meant: Told) -> int:
    """How well a period is the time that a reader gives: `EXACT`, `ALIKE`, `BEGUN`, or 0.

    Readers give days where a text says "the end of 2024", and months of seasons and fiscal years that a period is not sure of.
    """
    start, end = (date.fromisoformat(day) if day else None for day in (period.start_date, period.end_date))
    if (start, end) == (meant.start, meant.end):
        return EXACT if start or end else _without_days(period.timex or "", meant)
    if start is None and end is None:
        return _without_days(period.timex or "", meant)
    if start and end and meant.start and meant.end:
        return ALIKE if _are_alike((start, end), (meant.start, meant.end)) else 0
    if start and end:
        begun = meant.start is not None and meant.end is None and _same_month(start, meant.start)
        ended = meant.end is not None and meant.start is None and _same_month(end, meant.end)
        return BEGUN if begun or ended else 0
    return ALIKE if _are_open_alike(start, end, meant) else 0


def _are_alike(period: tuple[date, date], meant: tuple[date, date]) -> bool:
    (a, b), (start, end) = period, meant
    shared = (min(b, end) - max(a, start)).days + 1
    if shared <= 0:
        return False
    if shared / ((max(b, end) - min(a, start)).days + 1) >= _LEAST_SHARED:
        return True
    within = a <= start and end <= b
    season = within and (a.year, b.year) == (start.year, end.year) and b.year == a.year + 1  # "2023-24"
    edge = within and (b - a).days <= _EDGE_DAYS  # "the end of 2023"
    return season or edge or (start <= a and b <= end and (end - start).days <= _MONTH_DAYS)


def _are_open_alike(start: date | None, end: date | None, meant: Told) -> bool:
    if start and not end and meant.start and abs((start - meant.start).days) <= _MONTH_DAYS:
        return meant.end is None or (meant.end - meant.start).days > _SINCE_DAYS
    return bool(end and not start and meant.end and abs((end - meant.end).days) <= _MONTH_DAYS)


def _without_days(timex: str, meant: Told) -> int:
    years = {day.year for day in meant if day is not None}
    if (fiscal := _FISCAL.match(timex)) is not None:
        return ALIKE if meant.start and meant.end and int(fiscal[1]) in years else 0
    season = _SEASON.match(timex)
    if season is None or not meant.start or not meant.end or (meant.end - meant.start).days > _SEASON_DAYS:
        return 0
    return ALIKE if int(season[1]) in years else 0


def _same_month(a: date, b: date) -> bool:
    return (a.year, a.month) == (b.year, b.month)


def out_of_fold(sources: Sequence[Sequence[MarkedCase]]) -> list[list[tuple[MarkedCase, int]]]:
    """Every figure with what a ranker answers that was fitted to other groups of texts.

    Args:
        sources: Cases of each source of texts.
    """
    scored = ranking.out_of_fold(sources, FEATURES, learnt=ranking.known)
    return [[(c, answered(cast("TimeCase", c.case), shares.tolist())) for c, shares in cases] for cases in scored]


def measured(answers: Sequence[tuple[MarkedCase, int]]) -> dict[str, Any]:
    """How often a ranker is right, and rules alone are.

    Args:
        answers: Figures with what it answers, as from `out_of_fold`.

    Returns:
        `groups`, `figures`, `with_a_time` by their reader, `told` of these, that is where the text tells a time that is the reader's;
        and `ranker` and `rules`, each with what is `given` a time, `right` of it, and `precision`, `recall` with their 95 % interval
        over groups.
    """
    return {
        "groups": len({case.group for case, _ in answers}),
        "figures": len(answers),
        "with_a_time": sum(not case.right[-1] for case, _ in answers),
        "told": sum(any(case.right[:-1]) for case, _ in answers),
        "ranker": given_and_found(answers),
        "rules": given_and_found([(case, case.case.by_rules) for case, _ in answers]),
    }
