"""Hours of people: from key to key, without pauses, nothing counted twice."""

import pytest

from policynlp.labels.decisions import Completion, Decision
from policynlp.labels.hours import hours


def key(at: str, seconds: float | None, account: str = "ana") -> Decision:
    return Decision(key=at, unit="u", action="add", seconds=seconds, account=account, at=f"2026-11-26T{at}+00:00")


def test_a_unit_of_several_keys_counts_once() -> None:
    made = [key("10:00:20", 20.0), key("10:00:50", 50.0), key("10:01:00", 60.0)]
    through = [Completion(unit="u", account="ana", state="complete", shown=True, at=made[-1].at, seconds=60.0)]
    assert hours(made, through)["ana"] * 3600 == pytest.approx(60)


def test_a_pause_counts_no_more_than_five_minutes_and_an_overnight_one_is_no_work() -> None:
    assert hours([key("10:00:00", 10.0), key("12:00:00", 7200.0)])["ana"] * 3600 == pytest.approx(310)
    assert hours([key("10:00:00", 10.0), key("18:00:00", 4.0)])["ana"] * 3600 == pytest.approx(14)


def test_people_are_apart_and_keys_without_a_time_count_nothing() -> None:
    found = hours([key("10:00:10", 10.0), key("10:00:11", 8.0, "ben"), key("10:00:30", None, "cem")])
    assert {name: round(value * 3600) for name, value in found.items()} == {"ana": 10, "ben": 8}
