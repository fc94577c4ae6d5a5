"""How often the alarms cry wolf over a healthy source, and how soon they notice a broken one: simulated, day by day.

    python -m benchmarks.alarm_rates [--sources 30] [--out FILE]

Healthy sources of many rhythms are looked at for a year after two months that are not judged; an alarm that goes on for days counts
once. Then each kind of trouble begins on a day in the sixth month, and the days until its alarm are counted.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from policynlp.corpus.health.record import HISTORY_DAYS, Record, Stretch
from policynlp.corpus.health.source_alarms import source_alarms

START = datetime(2025, 1, 6, tzinfo=UTC)  # a Monday
WARM_DAYS = 60
BREAKS_ON = 180


@dataclass(frozen=True)
class Habit:
    """A kind of source.

    Attributes:
        name: For the table.
        rate: Expected texts a quarter of a day, from day and quarter.
        looks: Looks a day, 1 or 24.
        dispersion: Size of the gamma that multiplies the rate of a day (its variance over its mean, squared); 0: Poisson.
        failing: Share of looks that fail.
        unreadable: Share of items that cannot be read, at every look as long as they are listed.
    """

    name: str
    rate: Callable[[int, int], float]
    looks: int = 1
    dispersion: float = 0.0
    failing: float = 0.0
    unreadable: float = 0.03


def _flat(a_day: float) -> Callable[[int, int], float]:
    return lambda day, quarter: a_day / 4


def _office(a_day: float, weekend: float = 0.02) -> Callable[[int, int], float]:
    share = (0.02, 0.4, 0.45, 0.13)
    return lambda day, quarter: a_day * share[quarter] * (weekend if day % 7 >= 5 else 1)


HABITS = (
    *(Habit(f"{rate:g} a day, at random", _flat(rate)) for rate in (0.1, 0.3, 1, 3, 10, 50)),
    Habit("5 a weekday", _office(5)),
    Habit("5 a weekday, 24 looks", _office(5), looks=24),
    Habit("60 a weekday, 24 looks", _office(60, 0.1), looks=24),
    Habit("3 a day in bursts", _flat(3), dispersion=1.0),
    Habit("20 a day in bursts, 24 looks", _office(20, 0.3), looks=24, dispersion=0.5),
    Habit("Thursdays", lambda day, quarter: 3.0 if (day % 7, quarter) == (3, 1) else 0.0),
    Habit("5 a weekday, 3 % of looks fail", _office(5), failing=0.03),
    Habit("10 a day, a fifth unreadable", _flat(10), unreadable=0.2),
)

TROUBLES = ("silent", "short", "rejects", "unreachable", "language")


def quarters(
    habit: Habit, days: int, random: np.random.Generator, *, trouble: str = "", breaks_on: int = 10**6
) -> list[Stretch]:
    """What the looks of some days find, by quarters of days.

    Lengths are log-normal with a deviation of 0.8 around 3,000 characters, and one text in seven is a notice of some 400.
    """
    out: list[Stretch] = []
    listed: list[bool] = []  # the last thirty items: whether each can be read
    waiting = 0
    for day in range(days):
        broken = day >= breaks_on
        factor = random.gamma(1 / habit.dispersion, habit.dispersion) if habit.dispersion else 1.0
        for quarter in range(4):
            came = int(random.poisson(habit.rate(day, quarter) * factor))
            waiting += 0 if broken and trouble == "silent" else came
            if habit.looks == 1 and quarter != 1:
                continue
            looks = 1 if habit.looks == 1 else habit.looks // 4
            failed = looks if broken and trouble == "unreachable" else int(random.binomial(looks, habit.failing))
            at = START + timedelta(days=day, hours=6 * quarter)
            fresh = 0 if failed == looks else waiting
            waiting -= fresh
            unreadable = 0.6 if broken and trouble == "rejects" else habit.unreadable
            readable = [bool(random.random() >= unreadable) for _ in range(fresh)]
            foreign = fresh if broken and trouble == "language" else 0
            listed = [*listed, *(r and not foreign for r in readable)][-30:]
            texts = 0 if foreign else sum(readable)
            chars = np.where(random.random(texts) < 1 / 7, random.normal(400, 80, texts), random.lognormal(8, 0.8, texts))
            if broken and trouble == "short":
                chars = np.minimum(chars, random.normal(500, 120, texts))
            refused = sum(not ok for ok in listed)
            reason = "language" if broken and trouble == "language" else "no_article"
            good, last = failed < looks, at + timedelta(hours=5)
            out.append(
                Stretch(
                    start=at, first_at=at, last_at=last, good_at=last if good else None, new_at=last if texts else None,
                    brought_at=last if texts and out else None, has_first=not out, looks=looks, failed=failed,
                    good=looks - failed, brought=texts if out else 0, new=texts, changed=0,
                    chars=tuple(int(max(n, 50)) for n in chars), languages=("en",) * texts,
                    items=len(listed) if good else None, rejects=(reason,) * refused if good else None,
                    status=200 if good else 503, moved_to=None, last_failed=failed == looks, error=None if good else "HTTP 503",
                    run_id=f"{day}-{quarter}",
                )
            )  # fmt: skip
    return out


def alarms_on(found: Sequence[Stretch], day: int) -> set[str]:
    """Kinds of alarms at the end of a day."""
    end = START + timedelta(days=day + 1)
    first = found[0]
    known = [s for s in found if s.start < end and (s is first or s.start >= end - timedelta(days=HISTORY_DAYS))]
    return {a.kind for a in source_alarms(Record.of("feed", "feed", known), now=end)}


def false_alarms(habit: Habit, *, sources: int, days: int, seed: int) -> Counter[str]:
    """Alarms of healthy sources, by kind; one that goes on counts once."""
    random = np.random.default_rng(seed)
    out: Counter[str] = Counter()
    for _ in range(sources):
        found, before = quarters(habit, WARM_DAYS + days, random), set[str]()
        for day in range(WARM_DAYS, WARM_DAYS + days):
            now = alarms_on(found, day)
            out.update(now - before)
            before = now
    return out


def days_until(habit: Habit, trouble: str, *, sources: int, seed: int, most: int = 120) -> list[int]:
    """Days from the break to its alarm, for each source; `most` where there is none till then."""
    random = np.random.default_rng(seed)
    out = []
    for _ in range(sources):
        found = quarters(habit, BREAKS_ON + most, random, trouble=trouble, breaks_on=BREAKS_ON)
        kinds = ((n, alarms_on(found, BREAKS_ON + n)) for n in range(most))
        out.append(next((n + 1 for n, now in kinds if trouble in now), most))
    return out


def measure(habit: Habit, *, sources: int, days: int = 365, seed: int = 8) -> dict[str, Any]:
    """False alarms for each source and year, and days until each trouble is noticed (median, and nine in ten)."""
    wolf = false_alarms(habit, sources=sources, days=days, seed=seed)
    noticed = {}
    for trouble in TROUBLES:
        waits = days_until(habit, trouble, sources=max(10, sources // 5), seed=seed + 1)
        noticed[trouble] = {"median": median(waits), "nine_in_ten": int(np.quantile(waits, 0.9))}
    years = sources * days / 365
    return {
        "sources": sources,
        "false_alarms_a_year": {kind: round(n / years, 3) for kind, n in sorted(wolf.items())},
        "days_until": noticed,
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sources", type=int, default=30)
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    found = {}
    for habit in HABITS:
        one = found[habit.name] = measure(habit, sources=given.sources)
        waits = "  ".join(f"{k} {v['median']:g}/{v['nine_in_ten']}" for k, v in one["days_until"].items())
        print(f"{habit.name:32} false a year: {one['false_alarms_a_year']}  days until: {waits}", flush=True)
    if given.out:
        given.out.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
