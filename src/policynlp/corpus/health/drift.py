"""Drift: whether the texts of the last week are of another kind than those of the month before, as a whole and by source.

A rate or share is a ratio of sums over texts, and texts are what is drawn, not passages or words, which are alike within a text. A
difference is tested by what the week's texts deviate from the common ratio: against texts drawn anew from both (bootstrap), and
against days, since the texts of one day tell of the same events; the larger of the two spreads counts. What is beyond chance must
also be of a size that matters. All tests of one look together err once in a hundred looks (Holm).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import erfc, log, sqrt
from typing import Any

import numpy as np
import numpy.typing as npt

from policynlp.corpus.health.alarm import Alarm
from policynlp.corpus.health.measures import Counted, Floats, counted, figure, measure_of

RECENT_DAYS = 7
"""A week: newspapers differ between weekdays and Sundays."""
BEFORE_DAYS = 30
KEPT_DAYS = 84
"""Twelve weeks are drawn; older texts are not counted where they were not counted when they came."""
LEAST_RECENT, LEAST_BEFORE = 20, 40
"""Texts of the week and the month without which nothing is tested; ten texts are no evidence of anything."""
LEAST_RECENT_OF_SOURCE, LEAST_BEFORE_OF_SOURCE = 40, 80
FAMILY_ALPHA = 0.01
DRAWS = 40_000
"""Resamples; the smallest probability that they can tell is below what Holm asks for among 400 tests."""
_SCREEN = 2.5
"""Deviations below so many standard errors are never significant among twenty tests and are not resampled."""
_LEAST_DAYS = 8
"""Days of the month before from which days have a spread of their own."""
_MANY = 300
"""Texts of a week from which their sum is normal enough."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A measure of the last week beside that of the month before.

    Attributes:
        measure, title: See `Measure`.
        source: The source that it is of, or null: all texts.
        recent, recent_low, recent_high: The last week with a 95 % interval; null where there is nothing to count on.
        recent_texts: Its texts.
        before, before_low, before_high, before_texts: The same of the month before.
        p: Probability of such a difference by chance, times the number of tests (Holm); null where it was not tested.
        alarming: Whether it is beyond chance, and large enough to matter.
    """

    measure: str
    title: str
    source: str | None
    recent: float | None
    recent_low: float | None
    recent_high: float | None
    recent_texts: int
    before: float | None
    before_low: float | None
    before_high: float | None
    before_texts: int
    p: float | None
    alarming: bool

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return {name: getattr(self, name) for name in self.__slots__}


def drift(rows: Sequence[Mapping[str, Any]], *, now: datetime) -> list[Change]:
    """Every measure, of all texts and of each source with enough of them.

    Args:
        rows: Of `document_counts`, those of the last 37 days among them.
        now: The week ends here.
    """
    recent_from, before_from = now - timedelta(days=RECENT_DAYS), now - timedelta(days=RECENT_DAYS + BEFORE_DAYS)
    known = [row for row in rows if before_from <= row["arrived_at"] <= now]
    texts = counted(known)
    recent = np.array([row["arrived_at"] >= recent_from for row in known], dtype=np.bool_)
    scopes: list[tuple[str | None, npt.NDArray[np.bool_]]] = [(None, np.ones(len(known), dtype=np.bool_))]
    names = [str(name) for name in np.unique(texts.sources) if name]
    if len(names) > 1:
        scopes += [(name, texts.sources == name) for name in names]
    found: list[tuple[Change, float]] = []
    for source, of in scopes:
        least = (LEAST_RECENT_OF_SOURCE, LEAST_BEFORE_OF_SOURCE) if source else (LEAST_RECENT, LEAST_BEFORE)
        enough = (recent & of).sum() >= least[0] and (~recent & of).sum() >= least[1]
        if source is None or enough:
            found += [_change(texts, name, recent[of], of, source, tested=bool(enough)) for name in texts.over]
    return _judged(found)


def _change(
    texts: Counted, name: str, recent: npt.NDArray[np.bool_], of: npt.NDArray[np.bool_], source: str | None, *, tested: bool
) -> tuple[Change, float]:
    """A measure, its `p` not yet adjusted, and by which factor the two differ."""
    over, under, days = texts.over[name][of], texts.under[name][of], texts.days[of]
    measure = measure_of(name)
    now, was = (_ratio(over[side], under[side], measure.per) for side in (recent, ~recent))
    p = _probability(over, under, days, recent) if tested and now[0] is not None and was[0] is not None else None
    change = Change(
        measure=name,
        title=measure.title,
        source=source,
        **dict(zip(("recent", "recent_low", "recent_high"), now, strict=True)),
        recent_texts=int(recent.sum()),
        **dict(zip(("before", "before_low", "before_high"), was, strict=True)),
        before_texts=int((~recent).sum()),
        p=p,
        alarming=False,
    )
    low, high = sorted((now[0] or 0.0, was[0] or 0.0))
    return change, (high / low if low else float("inf")) if high else 1.0


def _judged(found: Sequence[tuple[Change, float]]) -> list[Change]:
    """With `p` adjusted for the number of tests by Holm's step-down."""
    tested = sorted((i for i, (change, _) in enumerate(found) if change.p is not None), key=lambda i: found[i][0].p or 0.0)
    adjusted: dict[int, float] = {}
    largest = 0.0
    for rank, i in enumerate(tested):
        largest = max(largest, min(1.0, (found[i][0].p or 0.0) * (len(tested) - rank)))
        adjusted[i] = largest
    out = []
    for i, (change, factor) in enumerate(found):
        alarming = adjusted.get(i, 1.0) < FAMILY_ALPHA and factor >= measure_of(change.measure).jump
        values = {name: getattr(change, name) for name in change.__slots__}
        out.append(Change(**(values | {"p": adjusted.get(i), "alarming": alarming})))
    return out


def _ratio(over: Floats, under: Floats, per: int) -> tuple[float | None, float | None, float | None]:
    """A ratio of sums with its 95 % interval, texts being what is drawn (linearised).

    Where nothing was found, or all of it, there is no spread to go by: the other end is then what one would miss in all of the texts
    (or in all of what is counted on, for rates) with a chance of 2.5 %.
    """
    total, n = float(under.sum()), int((under > 0).sum())
    if not total:
        return None, None, None
    ratio = float(over.sum()) / total
    spread = 1.96 * sqrt(n / max(n - 1, 1) * float(((over - ratio * under) ** 2).sum())) / total
    bound = float("inf") if per > 1 else 1.0
    unseen = -log(0.025) / total if per > 1 else 1 - 0.025 ** (1 / n)
    if not ratio:
        return 0.0, 0.0, unseen * per
    if ratio == bound:
        return ratio, 1 - unseen, 1.0
    return ratio * per, max(0.0, ratio - spread) * per, min(bound, ratio + spread) * per


def _probability(over: Floats, under: Floats, days: npt.NDArray[np.int64], recent: npt.NDArray[np.bool_]) -> float:
    """Two-sided probability of such a difference where texts of both times are drawn from one kind."""
    rest = over - over.sum() / under.sum() * under
    n, n_recent = len(rest), int(recent.sum())
    n_before = n - n_recent
    moved = float(rest[recent].sum())
    for side in (
        recent,
        ~recent,
    ):  # what is left is spread within each time, of one size in both: a rare theme is in few texts of either
        rest[side] -= rest[side].mean()
    of_texts = sqrt(n_recent * n_before / n * float((rest**2).sum()) / (n - 2))
    if of_texts == 0.0:
        return 1.0
    spread = max(of_texts, _spread_of_days(rest, days, recent))
    z = abs(moved) / spread
    if z < _SCREEN:
        return erfc(z / sqrt(2))
    if n_recent >= _MANY:
        return erfc(z / sqrt(2))
    random = np.random.default_rng(n)  # the same look gives the same answer
    sums = np.concatenate([rest[random.integers(0, n, (DRAWS // 8, n_recent))].sum(axis=1) for _ in range(8)])
    beyond = int((np.abs(sums) * sqrt(n_before / n) * (spread / of_texts) >= abs(moved)).sum())
    return (beyond + 1) / (DRAWS + 1) if beyond else min(1 / (DRAWS + 1), erfc(z / sqrt(2)))


def _spread_of_days(rest: Floats, days: npt.NDArray[np.int64], recent: npt.NDArray[np.bool_]) -> float:
    """Standard error of the sum of the recent days, where days are what is drawn; 0 where there are too few.

    `rest` is centred within each time.
    """
    known, place = np.unique(days, return_inverse=True)
    sums = np.bincount(place, weights=rest)
    n_recent = len(np.unique(days[recent]))
    if len(known) - n_recent < _LEAST_DAYS or n_recent < 2:
        return 0.0
    return sqrt(n_recent * (len(known) - n_recent) / len(known) * float((sums**2).sum()) / (len(known) - 2))


def drift_alarms(changes: Sequence[Change], *, now: datetime) -> list[Alarm]:
    """An alarm for each change that is beyond chance and matters."""
    since = now - timedelta(days=RECENT_DAYS)
    return [
        Alarm(
            kind="drift",
            source=change.source,
            about=change.measure,
            since=since,
            what=f"{change.title}: {figure(change.recent)} in the last week ({change.recent_texts} texts), "
            f"{figure(change.before)} in the month before ({change.before_texts} texts)",
            now=change.recent,
            usual=change.before,
            hint=measure_of(change.measure).hint,
        )
        for change in changes
        if change.alarming
    ]


def by_week(rows: Sequence[Mapping[str, Any]], *, now: datetime, weeks: int = KEPT_DAYS // 7) -> list[dict[str, Any]]:
    """Every measure, week by week, the last one ending now: measure, title, week, value, low, high, texts."""
    texts = counted(rows)
    ends = [now - timedelta(weeks=n) for n in reversed(range(weeks))]
    arrived = np.array([row["arrived_at"].timestamp() for row in rows])
    out: list[dict[str, Any]] = []
    for name in texts.over:
        measure = measure_of(name)
        for end in ends:
            start = end - timedelta(weeks=1)
            inside = (arrived > start.timestamp()) & (arrived <= end.timestamp())
            value, low, high = _ratio(texts.over[name][inside], texts.under[name][inside], measure.per)
            if value is not None:
                week = {"week": start.astimezone(UTC).date().isoformat(), "value": value, "low": low, "high": high}
                out.append({"measure": name, "title": measure.title, **week, "texts": int(inside.sum())})
    return out
