"""What is freed goes back to the system, once there is much of it."""

from __future__ import annotations

import sys

import pyarrow as pa
import pytest

from policynlp import memory


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="read from /proc")
def test_what_a_process_holds_is_known() -> None:
    before = memory.resident_bytes()
    assert before is not None
    held = b"x" * 64_000_000
    after = memory.resident_bytes()
    assert after is not None
    assert after - before > 32_000_000
    del held


def test_it_is_given_back_when_there_is_much(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[int] = []
    held: list[int | None] = [1_000_000_000]
    now = [100.0]
    monkeypatch.setattr(memory, "give_back", lambda: given.append(held[0] or 0))
    monkeypatch.setattr(memory, "resident_bytes", lambda: held[0])
    monkeypatch.setattr(memory.time, "monotonic", lambda: now[0])
    growth = memory._Growth()
    growth.give_back_if_grown()
    growth.give_back_if_grown()  # no larger than before
    assert given == [1_000_000_000]
    held[0] = 1_200_000_000
    growth.give_back_if_grown()
    growth.give_back_if_grown()  # no larger than the last time, a moment ago
    assert given == [1_000_000_000, 1_200_000_000]
    now[0] += 60  # others held it then, perhaps no more
    growth.give_back_if_grown()
    assert len(given) == 3
    held[0] = 1_050_000_000
    now[0] += 60
    growth.give_back_if_grown()  # near the least that it had
    held[0] = None
    growth.give_back_if_grown()  # a system that does not tell
    assert len(given) == 3


def test_giving_back_takes_nothing_that_is_used() -> None:
    kept = pa.array(range(100_000))
    memory.give_back()
    assert kept[99_999].as_py() == 99_999
