"""When a source that brings nothing is dead, and not merely quiet: by its own rhythm, whatever that is.

A stretch of time with a good look is one trial: did it bring a text? How often it does depends on the day of the week, and for busy
sources on the quarter of the day, as offices close and sites publish at hours of their own. The alarm comes when so many silent
stretches in a row are too unlikely (`chance.ALPHA`) and more than there ever were. Looks that failed say nothing about silence.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from policynlp.corpus.health.chance import ALPHA, all_of, all_of_kinds
from policynlp.corpus.health.record import Record, Stretch

LEAST_OF_KIND = 4
"""Trials of each day of the week (or quarter of it) from which its own share is used: four weeks. Before, all stretches are taken alike."""
BUSY_SHARE = 0.5
"""A source is judged by quarters of days where so many of them brought something: then a silent day has several silent trials."""
BUSY_LOOKS = 4
"""Looks a day that this needs, the median of its days."""


@dataclass(frozen=True, slots=True)
class Silence:
    """A row of stretches without a new text.

    Attributes:
        stretches: How many.
        since: The last look that brought something.
        longest: The longest row before.
        probability: That a source that is as it was is silent for so long.
        unit: `days` or `quarters of days`.
    """

    stretches: int
    since: datetime
    longest: int
    probability: float
    unit: str

    @property
    def is_alarming(self) -> bool:
        """Whether the source is dead rather than quiet."""
        return self.probability < ALPHA and self.stretches > self.longest


def silence(record: Record, *, now: datetime) -> Silence | None:
    """The silence that a source is in, or None where the last stretch brought something or it never had a rhythm.

    Args:
        record: The source.
        now: A stretch that is not over counts only if as many looks as usual were taken in it.
    """
    busy = _is_busy(record)
    trials = [s for s in _whole(record.quarters if busy else record.days, now, hours=6 if busy else 24) if s.good]
    trials = [s for s in trials if not s.has_first or s.brought]  # the first look ever finds what had piled up
    since = record.brought_at
    past = [(_kind(s, busy=busy), s.brought == 0) for s in trials]
    streak = [kind for kind, _ in _last_run(past)]
    before = past[: len(past) - len(streak)]
    if since is None or not streak or not before:
        return None
    known = {kind: sum(k == kind for k, _ in before) for kind in streak}
    if min(known.values()) >= LEAST_OF_KIND:
        probability = all_of_kinds(streak, before)
    else:
        probability = all_of(len(streak), before=sum(silent for _, silent in before), of=len(before))
    return Silence(
        len(streak), since, _longest(silent for _, silent in before), probability, "quarters of days" if busy else "days"
    )


def _is_busy(record: Record) -> bool:
    rest = [d for d in record.days if not d.has_first]
    if len(rest) < LEAST_OF_KIND * 7 or median(d.looks for d in rest) < BUSY_LOOKS:
        return False
    quarters = [q for q in record.quarters if q.good and not q.has_first]
    alive = [q for q in quarters if q.day <= max((d.day for d in rest if d.brought), default=q.day)]
    return bool(alive) and sum(q.brought > 0 for q in alive) >= BUSY_SHARE * len(alive)


def _kind(stretch: Stretch, *, busy: bool) -> Hashable:
    return (stretch.day.weekday(), stretch.start.hour // 6) if busy else stretch.day.weekday()


def _whole(stretches: Sequence[Stretch], now: datetime, *, hours: int) -> list[Stretch]:
    """Without the last one, where it is not over, brought nothing yet, and more looks than were taken so far are usual."""
    if not stretches:
        return []
    *before, last = stretches
    usual = median(s.looks for s in before) if before else 1
    over = (now - last.start).total_seconds() >= hours * 3600
    return list(stretches) if over or last.brought or last.looks >= usual else before


def _last_run(past: Sequence[tuple[Hashable, bool]]) -> list[tuple[Hashable, bool]]:
    """The silent trials at the end."""
    begins = next((i + 1 for i in range(len(past) - 1, -1, -1) if not past[i][1]), 0)
    return list(past[begins:])


def _longest(silent: Iterable[bool]) -> int:
    longest = run = 0
    for one in silent:
        run = run + 1 if one else 0
        longest = max(longest, run)
    return longest
