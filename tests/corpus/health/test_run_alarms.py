"""Runs that failed, died or did not come; a run that left out more than any before."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from source_histories import NOW, days_before, look, state_of, usual, write

from policynlp.corpus.health.runs import run_alarms, with_states
from policynlp.corpus.store import Store


def run(hours_ago: float, status: str = "completed", *, seconds: float | None = 60.0, n: int = 0) -> dict[str, Any]:
    began = NOW - timedelta(hours=hours_ago)
    return {"run_id": f"{began:%d-%H%M}{n or ''}", "status": status, "started_at": began, "seconds": seconds, "counts": {}}


def told(*runs: dict[str, Any]) -> list[str]:
    return [alarm.kind for alarm in run_alarms(with_states(runs, now=NOW), now=NOW)]


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        ([run(48), run(24)], []),
        ([run(48), run(24, "failed")], ["run_failed"]),
        ([run(48, "failed"), run(24)], []),
        ([run(24), run(1, "running", seconds=None)], []),
        ([run(72), run(30, "running", seconds=None)], ["run_died"]),
        ([run(72, seconds=40_000), run(30, "running", seconds=None)], []),
        ([run(72, "running", seconds=None), run(2)], []),
    ],
    ids=["well", "failed", "mended", "at-work", "died", "slow", "died-long-ago"],
)
def test_runs_that_went_wrong(runs: list[dict[str, Any]], expected: list[str]) -> None:
    assert told(*runs) == expected


def test_a_schedule_that_stands_still_is_noticed_and_runs_by_hand_are_none() -> None:
    daily = [run(24 * n + 70) for n in range(9)]
    assert told(*daily) == ["no_run"]
    assert told(*daily, run(120.5, n=1)) == ["no_run"]  # one by hand in between
    assert told(*daily, run(20)) == []
    by_hand = [run(hours) for hours in (900, 899, 899.5, 870, 600, 599, 598, 400, 399)]
    assert told(*by_hand) == []
    assert told(*daily[:5]) == []


def test_a_run_that_left_out_more_than_any_of_the_month(empty: Store) -> None:
    for n in range(8):
        write(empty, usual(40, rejects=["no_article"]), source=f"feed {n}")
    assert not state_of(empty).alarms
    for n in range(8):
        write(empty, {NOW: look(new=2, rejects=["fetch_failed"] * 5)}, source=f"feed {n}")
    alarms = [a for a in state_of(empty).alarms if a.kind == "rejects"]
    assert [a.source for a in alarms] == [None]  # of each feed alone five are too few
    assert "40 of 240" in alarms[0].what
    assert "fetch_failed 40" in alarms[0].what
    assert f"run_id = 'run-{NOW:%Y%m%dT%H%M}'" in alarms[0].hint  # a later run may have looked at no source


def test_a_run_over_other_sources_is_not_held_against_the_usual_ones(empty: Store) -> None:
    for n in range(4):
        write(empty, usual(40), source=f"feed {n}")
    write(empty, {days_before(1)[0] + timedelta(hours=2): look(new=0, rejects=["corrupt"] * 25)}, source="a folder of scans")
    assert not [a for a in state_of(empty).alarms if a.source is None]
