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
    given, held = [], [1_000_000_000]
    monkeypatch.setattr(memory, "give_back", lambda: given.append(held[0]))
    monkeypatch.setattr(memory, "resident_bytes", lambda: held[0])
    monkeypatch.setattr(memory, "_last", [0])
    memory.give_back_if_grown()
    memory.give_back_if_grown()  # no larger than before
    assert given == [1_000_000_000]
    held[0] += 200_000_000
    memory.give_back_if_grown()
    assert given == [1_000_000_000, 1_200_000_000]
    monkeypatch.setattr(memory, "resident_bytes", lambda: None)
    memory.give_back_if_grown()  # a system that does not tell
    assert len(given) == 2


def test_giving_back_takes_nothing_that_is_used() -> None:
    kept = pa.array(range(100_000))
    memory.give_back()
    assert kept[99_999].as_py() == 99_999
