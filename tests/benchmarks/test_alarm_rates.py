"""Alarms of sources seldom cry wolf, and notice what is broken: the simulation, small in every run and over all habits when asked for."""

from __future__ import annotations

import pytest
from benchmarks.alarm_rates import HABITS, Habit, days_until, false_alarms

BY_NAME = {habit.name: habit for habit in HABITS}
OFFICE = BY_NAME["5 a weekday"]


def test_a_publisher_of_weekdays_is_left_in_peace_and_missed_within_two_weeks() -> None:
    assert false_alarms(OFFICE, sources=2, days=100, seed=1).total() <= 1
    assert max(days_until(OFFICE, "silent", sources=3, seed=2, most=15)) <= 8


@pytest.mark.parametrize(("trouble", "days"), [("short", 8), ("rejects", 14), ("unreachable", 4), ("language", 6)])
def test_each_trouble_is_noticed(trouble: str, days: int) -> None:
    assert max(days_until(OFFICE, trouble, sources=3, seed=3, most=20)) <= days


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("habit", HABITS, ids=lambda habit: habit.name)
def test_healthy_sources_cry_wolf_less_than_once_in_two_years(habit: Habit) -> None:
    sources = 6
    assert false_alarms(habit, sources=sources, days=365, seed=4).total() <= sources / 2
