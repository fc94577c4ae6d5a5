"""Runs take turns, a run that was killed stands in nobody's way, and its row says that it died."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from policynlp import steps
from policynlp.corpus.locks import Locked, is_locked, lock
from policynlp.corpus.store import Store
from policynlp.errors import BusyError, CorpusError
from policynlp.steps.turns import clear_runs, corpus_turn
from runs import settings_for

HOLD = """
import sys, time
from policynlp import steps
from policynlp.settings import load_settings
with steps.Run(load_settings({"corpus.path": sys.argv[1]}), kind="ingest"):
    print("held", flush=True)
    time.sleep(120)
"""


def holder(corpus: Path) -> subprocess.Popen[str]:
    """Another process with a run at work."""
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(corpus)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_lock_keeps_others_out_until_it_is_let_go(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "a.lock"
    assert not is_locked(path)
    with lock(path):
        assert is_locked(path)
        with pytest.raises(Locked), lock(path):
            pass
    assert not is_locked(path)
    (tmp_path / "file").write_text("")
    with pytest.raises(CorpusError, match="lock cannot be made"), lock(tmp_path / "file" / "a.lock"):
        pass


@pytest.mark.crash
def test_a_killed_run_lets_go_and_the_next_one_says_that_it_died(tmp_path: Path) -> None:
    settings = settings_for(tmp_path, run__wait_s=0)
    process = holder(settings.corpus.path)
    try:
        with pytest.raises(BusyError, match=rf"another run is at work on it \(ingest, process {process.pid} on"):
            steps.run([], settings=settings, stages=["ingest"])
    finally:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    assert process.stdout is not None
    process.stdout.close()
    with Store.open(settings.corpus.path) as store:
        assert [run["status"] for run in store.runs()] == ["running"]
    with steps.Run(settings, kind="ingest") as run:
        with Store.open(settings.corpus.path) as store:
            states = {one["run_id"]: one["status"] for one in store.runs()}
        assert states.pop(run.id) == "running"
        assert list(states.values()) == ["died"]
    with Store.open(settings.corpus.path) as store:
        assert [one["status"] for one in store.runs()] == ["died", "completed"]


def test_one_run_of_a_kind_waits_and_the_next_is_sent_away(tmp_path: Path) -> None:
    from threading import Thread

    order: list[str] = []

    def wait() -> None:
        with corpus_turn(tmp_path, what="tag", wait_s=30):
            order.append("second")

    with corpus_turn(tmp_path, what="tag", wait_s=0):
        waiting = Thread(target=wait)
        waiting.start()
        end = time.monotonic() + 20
        while not any(is_locked(seat) for seat in (tmp_path / "runs").glob("seat-*.lock")):
            assert time.monotonic() < end, "nobody waits"
            time.sleep(0.05)
        with pytest.raises(BusyError, match="the same run is waiting already"), corpus_turn(tmp_path, what="tag", wait_s=30):
            pass
        with pytest.raises(BusyError, match="another run is at work"), corpus_turn(tmp_path, what="link", wait_s=0.2):
            pass
        order.append("first")
    waiting.join(30)
    assert order == ["first", "second"]


def test_old_folders_of_runs_are_cleared_and_living_ones_kept(tmp_path: Path) -> None:
    settings = settings_for(tmp_path)
    for _ in range(2):
        with steps.Run(settings, kind="ingest"):
            pass
    first, second = sorted((settings.corpus.path / "runs").glob("*Z-*"))
    old = first.rename(first.with_name("20200101T000000Z-0a0a"))
    with steps.Run(settings, kind="ingest") as run:
        living = settings.corpus.path / "runs" / run.id
        assert clear_runs(settings.corpus.path, keep_days=90) == 1
        assert not old.exists()
        assert second.is_dir()
        assert clear_runs(settings.corpus.path, keep_days=0, now=datetime.now(UTC) + timedelta(days=1)) == 1
        assert not second.exists()
        assert living.is_dir()
    with Store.open(settings.corpus.path) as store:
        assert len(store.runs()) == 3
