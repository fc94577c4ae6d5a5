"""What is looked at beside the requests: nobody waits for a look that nobody has begun."""

import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from policynlp.errors import CorpusError
from policynlp.web.stopping import Background
from policynlp.web.watching import Watch
from web_client import client_of

PATIENCE_S = 20.0


def test_a_commit_while_an_earlier_state_is_looked_at_is_looked_at_next() -> None:
    going_on, may_end = threading.Event(), threading.Event()
    looks: list[int] = []

    def look() -> Mapping[str, Any]:
        looks.append(len(looks))
        going_on.set()
        assert may_end.wait(PATIENCE_S)
        return {"look": looks[-1]}

    watch = Watch(look, Background())
    assert watch.ask("before", wait_s=0.0) == (None, False)
    assert going_on.wait(PATIENCE_S)
    answers: list[tuple[Mapping[str, Any] | None, bool]] = []
    asking = threading.Thread(target=lambda: answers.append(watch.ask("after", wait_s=PATIENCE_S)))
    asking.start()
    may_end.set()
    asking.join(PATIENCE_S / 2)

    assert not asking.is_alive(), "waits for a look that was not begun"
    assert answers == [({"look": 1}, True)]


def test_a_look_that_fails_keeps_nobody_waiting() -> None:
    def look() -> Mapping[str, Any]:
        raise CorpusError("the table cannot be read", where="here", hint="Run `policynlp doctor`.")

    began = time.monotonic()

    assert Watch(look, Background()).ask("now", wait_s=PATIENCE_S) == (None, False)
    assert time.monotonic() - began < PATIENCE_S / 2


def test_a_stopping_server_keeps_nobody_waiting() -> None:
    background = Background()
    background.stop(interrupt=lambda: None)
    began = time.monotonic()

    assert Watch(dict, background).ask("now", wait_s=PATIENCE_S) == (None, False)
    assert time.monotonic() - began < PATIENCE_S / 2


def test_what_is_counted_and_looked_at_needs_none_of_the_readers_that_requests_wait_with(samples: Path) -> None:
    with client_of(samples, web__readers=1) as client:
        began = time.monotonic()
        answer = client.get("/api/overview")

    assert time.monotonic() - began < PATIENCE_S / 2, "waits until it gives up"
    assert answer.status_code == 200
    assert answer.json()["counts"]["quotes"] > 0
    assert "alarms" in answer.json()


def test_a_server_that_stops_while_it_counts_waits_for_nobody(samples: Path) -> None:
    with client_of(samples) as client:
        client.get("/keys")
        began = time.monotonic()

    assert time.monotonic() - began < PATIENCE_S / 4, "waits for what was cancelled"
