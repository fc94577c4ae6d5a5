"""`kill -9` of runs over the samples, in this process's way and Prefect's; then the tables of a run that was never killed."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from whole import lacking_and_many

from policynlp.steps import examine
from runs import rows_of, settings_for
from tally import tally

KILLS, PREFECT_KILLS = 30, 4
ROUNDS = 6
"""Times that a killed run is killed again before one may end."""


def command(corpus: Path, source: Path, *more: str) -> list[str]:
    front = [sys.executable, "-m", "policynlp", "--corpus", str(corpus), "--set", "run.batch_docs=1"]
    return [*front, "run", "--quiet", "--json", *more, str(source)]


def killed_after(command: list[str], seconds: float, *, into: int = 0, corpus: Path, env: dict[str, str] | None = None) -> bool:
    """Start a run and kill it, with all that it started, so long after it wrote its first `into` commits."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True, env=env)
    end = time.monotonic() + 120
    while len(list(corpus.glob("tables/*/_delta_log/*.json"))) < into and process.poll() is None and time.monotonic() < end:
        time.sleep(0.005)
    time.sleep(seconds)
    alive = process.poll() is None
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        alive = False
    process.wait()
    return alive


def check_against(corpus: Path, whole: Path, fault: str, kills: int) -> None:
    lacking, many = lacking_and_many(rows_of(corpus), rows_of(whole))
    state = examine(settings_for(corpus.parent, corpus__path=corpus), repair=True).state
    tally(fault, injected=kills, lost=lacking, doubled=many, note="rows of 8 views against a run that was never killed")
    assert (lacking, many) == (0, 0)
    assert state in {"healthy", "repaired"}
    assert examine(settings_for(corpus.parent, corpus__path=corpus)).state == "healthy"


@pytest.mark.slow
@pytest.mark.crash
@pytest.mark.timeout(1800)
def test_runs_over_the_samples(root: Path, tmp_path: Path) -> None:
    whole, source = tmp_path / "whole", root / "corpus" / "samples"
    subprocess.run(command(whole, source), check=True, capture_output=True)
    chance, kills = random.Random(8), 0
    for number in range(100):
        corpus = tmp_path / f"corpus-{number}"
        for _ in range(ROUNDS):
            there = len(list(corpus.glob("tables/*/_delta_log/*.json")))
            into = there + chance.choice([0, 1, 2, 5, 10, 20, 30])
            if not killed_after(command(corpus, source), chance.uniform(0, 0.3), into=into, corpus=corpus):
                break
            kills += 1
        subprocess.run(command(corpus, source), check=True, capture_output=True)
        check_against(corpus, whole, "kill -9 of a run", 0)
        if kills >= KILLS:
            break
    tally("kill -9 of a run", injected=kills)
    assert kills >= KILLS


@pytest.mark.slow
@pytest.mark.crash
@pytest.mark.prefect
@pytest.mark.timeout(1800)
def test_runs_of_prefect(rows_file: Path, tmp_path: Path) -> None:
    whole, corpus = tmp_path / "whole", tmp_path / "corpus"
    subprocess.run(command(whole, rows_file), check=True, capture_output=True)
    env = os.environ | {"PREFECT_HOME": str(tmp_path / "prefect"), "DO_NOT_TRACK": "1"}
    chance, kills = random.Random(9), 0
    for _ in range(PREFECT_KILLS):
        there = len(list(corpus.glob("tables/*/_delta_log/*.json")))
        into = there + chance.choice([2, 5, 12])
        more = command(corpus, rows_file, "--prefect")
        kills += killed_after(more, chance.uniform(0, 0.5), into=into, corpus=corpus, env=env)
    subprocess.run(command(corpus, rows_file, "--prefect"), check=True, capture_output=True, env=env)
    check_against(corpus, whole, "kill -9 of a Prefect flow", kills)
    assert kills
