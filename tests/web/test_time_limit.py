"""A page that would take for ever is given up: its query ends, the reader of the corpus is free again, and a page says why."""

from __future__ import annotations

import importlib
import threading
import time
from pathlib import Path

import pytest

from policynlp.corpus.read_only import TOO_MUCH_MEMORY, ReadOnly
from policynlp.errors import InputError, ServerError
from policynlp.web.stopping import Background
from policynlp.web.time_limit import TimeLimit
from web_client import client_of

ENDLESS = "(SELECT count(*) FROM range(3000000) x(i), range(3000000) y(j) WHERE i * j % 7 = 3)"


@pytest.mark.parametrize("path", ["/voices", "/api/voices", "/api/voices?format=csv"])
def test_a_page_that_never_ends_is_given_up(samples: Path, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    client = client_of(samples, web__page_timeout_s=2, web__readers=1)
    monkeypatch.setattr(importlib.import_module("policynlp.corpus.answers.voices"), "_WORDS", ENDLESS)
    began = time.monotonic()
    answer = client.get(path)
    assert time.monotonic() - began < 60
    assert answer.status_code == 503, answer.text[-600:]
    assert "was not made within 2 s" in answer.text
    assert "Narrow it down" in answer.text
    monkeypatch.undo()
    again = (client.get("/api/voices").status_code for _ in range(30))  # a busy machine takes longer than 2 s, too
    assert 200 in again  # by the only reader that there is


def test_queries_are_ended_again_and_again_until_the_block_is_left() -> None:
    seen = threading.Semaphore(0)
    with pytest.raises(ServerError, match="not made within"), TimeLimit(0.01, seen.release) as limit:  # noqa: PT012
        assert seen.acquire(timeout=5)
        assert seen.acquire(timeout=5)
        with pytest.raises(ServerError):
            limit.check()
        raise InputError("the query was interrupted")
    while seen.acquire(blocking=False):
        pass
    assert not seen.acquire(timeout=0.6), "a later request would have been interrupted"


def test_an_error_within_the_time_stays_what_it_is() -> None:
    with pytest.raises(InputError, match="no such column"), TimeLimit(60, lambda: None):
        raise InputError("there is no such column")


@pytest.mark.parametrize(("at_work", "said"), [(True, "being got ready"), (False, "web.sql_memory_mb")])
def test_a_page_that_does_not_fit_into_memory_says_what_to_do(
    samples: Path, monkeypatch: pytest.MonkeyPatch, at_work: bool, said: str
) -> None:
    client = client_of(samples)

    def too_large(*_: object, **__: object) -> None:
        raise InputError(TOO_MUCH_MEMORY, where="SQL", hint="Group or filter.")

    monkeypatch.setattr(Background, "at_work", lambda *_: at_work)
    monkeypatch.setattr(ReadOnly, "query", too_large)
    answer = client.get("/figures")
    assert answer.status_code == 503
    assert said in answer.text
    assert ("Retry-After" in answer.headers) is at_work
