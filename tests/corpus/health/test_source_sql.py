"""The SQL beside the table of sources gives the table's figures, at any hour and for any history."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import Any

import pytest
from source_histories import NOW, look, state_of, write

from policynlp.corpus.health.queries import sources_sql
from policynlp.corpus.store import Store
from policynlp.corpus.views import Views


def history(chance: random.Random) -> dict[datetime, dict[str, Any]]:
    """Up to sixty looks of two hundred days, at odd minutes, each with texts, without, or failed."""
    minutes = sorted(chance.sample(range(200 * 24 * 60), chance.randint(1, 60)))
    if chance.random() < 0.5:  # all of them within two days
        minutes = sorted({minute % (2 * 24 * 60) for minute in minutes})
    kinds: tuple[dict[str, Any], ...] = (
        {},
        {"new": 3},
        {"new": 1, "rejects": ["empty"]},
        {"error": "broken"},
        {"looked": False},
    )
    return {NOW - timedelta(minutes=m): look(**chance.choice(kinds)) for m in minutes}


def test_sources_are_the_same_in_sql(empty: Store) -> None:
    chance = random.Random(7)
    for n in range(40):
        write(empty, history(chance), source=f"s{n:02}")
    for hours in (0, 5, 12, 19, 24 * 31):
        now = NOW - timedelta(hours=hours)
        shown = {source.source: source for source in state_of(empty, now=now).sources}
        with Views(empty) as views:
            rows = views.query(sources_sql(now)).to_pylist()
        assert [row["source"] for row in rows] == sorted(shown)
        for row in rows:
            there = {name: getattr(shown[row["source"]], name) for name in row}
            assert row == there, (hours, row["source"])


@pytest.mark.parametrize("hour", [0, 3, 6, 11])
def test_a_look_that_failed_is_no_good_look_of_the_same_hours(empty: Store, hour: int) -> None:
    good, failed = (NOW.replace(hour=hour) + timedelta(minutes=m) for m in (1, 40))
    write(empty, {good: look(new=2), failed: look(error="broken")})
    (source,) = state_of(empty).sources
    assert (source.looked_at, source.succeeded_at, source.new_at) == (failed, good, good)
