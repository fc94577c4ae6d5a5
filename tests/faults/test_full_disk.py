"""A disk that is full, and one that is read-only: a small file system in memory, mounted for the test."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from verbs import READING, outcome
from whole import copy_of, difference, lacking_and_many, settings_of

from policynlp.corpus.reading import open_corpus
from policynlp.steps import examine
from runs import rows_of
from tally import tally

pytestmark = [pytest.mark.crash, pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount")]
Whole = tuple[Path, Path]


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes."""
    folder = tmp_path / "small"
    folder.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)], capture_output=True, check=False)
    if done.returncode:
        pytest.skip(f"no file system can be mounted here: {done.stderr.decode().strip()}")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=False)


def resize(folder: Path, size: str) -> None:
    subprocess.run(["mount", "-o", f"remount,size={size}", str(folder)], check=True)


def used(folder: Path) -> int:
    found = os.statvfs(folder)
    return (found.f_blocks - found.f_bfree) * found.f_frsize


def run_over(corpus: Path, sources: Path) -> tuple[int, str]:
    return outcome(corpus, "--set", "run.batch_docs=2", "--set", "ingest.date_col=date", "run", "--quiet", str(sources))


@pytest.mark.parametrize(
    "sizes",
    [
        pytest.param([200_000], id="once"),
        # from no room at all to one that is enough for all but the last files
        pytest.param(
            [
                0,
                4_096,
                16_384,
                40_000,
                65_536,
                100_000,
                131_072,
                200_000,
                300_000,
                400_000,
                600_000,
                800_000,
                1_000_000,
                1_200_000,
            ],
            marks=pytest.mark.slow,
            id="ever more room",
        ),
    ],
)
def test_a_run_on_a_full_disk_says_so_and_goes_on_when_there_is_room(whole: Whole, small: Path, sizes: list[int]) -> None:
    corpus = small / "corpus"
    resize(small, "64m")
    assert run_over(corpus, whole[1] / "rows.jsonl")[0] == 0
    before = rows_of(corpus)
    full = 0
    for free in sizes:
        resize(small, str(used(small) + free))
        code, said = run_over(corpus, whole[1])
        if code == 0 and full:
            break  # what was done before is kept, so that there was room for the rest
        full += 1
        assert code in {1, 4}, said
        assert "space" in said
    resize(small, "64m")
    lost, _ = lacking_and_many(rows_of(corpus), before)
    assert lost == 0
    assert examine(settings_of(corpus), repair=True).state in {"healthy", "repaired", "warnings"}
    assert difference(corpus, whole[1], whole[0]) == {}
    tally("disk full during a run", injected=full, lost=lost, note="tmpfs, shrunk to what is used")


@pytest.mark.slow
def test_a_read_only_folder_can_be_read_and_a_run_says_why_it_ends(whole: Whole, small: Path) -> None:
    resize(small, "64m")
    corpus = copy_of(whole[0], small / "corpus")
    with open_corpus(corpus) as opened:
        opened.search("rains", mode="words")
    subprocess.run(["mount", "-o", "remount,ro", str(small)], check=True)
    try:
        for verb in READING:
            if verb[0] != "labels":  # that database is made beside the corpus with the first use
                code, said = outcome(corpus, *verb)
                assert code == 0, said
        code, said = run_over(corpus, whole[1])
        assert code == 4
        assert "ead-only" in said
        code, said = outcome(corpus, "doctor")
        assert code == 3
        assert "cannot be written" in said
    finally:
        subprocess.run(["mount", "-o", "remount,rw", str(small)], check=True)
    assert difference(corpus, whole[1], whole[0]) == {}
    tally("read-only folder", injected=len(READING) + 1, note="tmpfs, remounted read-only; every reading verb, then a run")
