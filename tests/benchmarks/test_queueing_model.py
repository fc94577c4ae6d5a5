"""The queueing model against what is known by hand and by simulation."""

from __future__ import annotations

import heapq
import random
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
from queueing import knee, throughput


def simulated(workers: int, *, alone_s: float, turn_s: float, batches: int = 60_000) -> float:
    """Batches a second of workers that queue, first come first served, with exponential times."""
    chance = random.Random(7)
    ready = [(chance.expovariate(1 / alone_s), n) for n in range(workers)]
    heapq.heapify(ready)
    free = 0.0
    for _ in range(batches):
        at, worker = heapq.heappop(ready)
        free = max(free, at) + chance.expovariate(1 / turn_s)
        heapq.heappush(ready, (free + chance.expovariate(1 / alone_s), worker))
    return batches / free


def test_one_worker_waits_for_nobody() -> None:
    assert throughput(1, alone_s=3.0, turns_s=[0.5, 0.5]) == [0.25]


def test_nobody_waits_where_there_are_no_turns() -> None:
    assert throughput(8, alone_s=2.0, turns_s=[])[-1] == 4.0


@pytest.mark.parametrize("workers", [2, 10, 20, 60])
def test_many_workers_as_simulated(workers: int) -> None:
    expected = simulated(workers, alone_s=10.0, turn_s=0.5)
    assert throughput(workers, alone_s=10.0, turns_s=[0.5])[-1] == pytest.approx(expected, rel=0.03)


def test_the_knee_is_where_the_bounds_cross_and_names_the_limit() -> None:
    at, limit = knee(alone_s=10.0, turns_s={"commit": 0.1, "scheduler": 0.4})
    assert (at, limit) == (pytest.approx(26.25), "scheduler")
    rates = throughput(200, alone_s=10.0, turns_s=[0.1, 0.4])
    assert rates[-1] == pytest.approx(1 / 0.4, rel=0.01)
    assert rates[2] == pytest.approx(3 / 10.5, rel=0.05)
