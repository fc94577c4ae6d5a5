"""Laws, papers, economic news, speeches, minutes, hearings and interviews, read whole: figures field by field, and who says what.

Twenty-four texts that were written, with what their readers saw in them, by people who had not seen the program. Rules were written
after other texts of these kinds; of these, single misses were read.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from readings import judge, read_rows, shares

from policynlp.ingest.read import read_path
from policynlp.settings import load_settings
from policynlp.tag.pipeline import Tagger

DATA = Path(__file__).parents[1] / "data"
READINGS, TIMES = DATA / "readings", DATA / "times"
OF_TIMES = frozenset({"found", "value", "period"})
"""What readers of times wrote down for every figure."""


def _judged(folder: Path) -> Iterator[tuple[str, bool]]:
    settings = load_settings()
    tagger = Tagger(settings.tag)
    for path in sorted(folder.glob("*.txt")):
        document = next(iter(read_path(path, settings=settings)))
        yield from judge(document.text, tagger.tag(document), read_rows(path.with_suffix(".jsonl")))


def _hold(layer: str, found, folder: Path, floors) -> None:
    print("\n" + "\n".join(f"{name:14}{right:6} of {n:5}  {right / n:.3f}" for name, (right, n) in found.items()))
    figures = {name: right / n for name, (right, n) in found.items()}
    floors.hold(layer, figures, gold=folder.iterdir(), margins={name: 2 / n for name, (_, n) in found.items()})


@pytest.mark.floors
def test_what_readers_saw_is_found(floors):
    _hold("readings", shares(_judged(READINGS)), READINGS, floors)


@pytest.mark.floors
@pytest.mark.slow
def test_times_that_are_told_far_from_their_figures(floors):
    """Thirty-eight texts that mostly tell their time once; rules were written after reading what was missed in them."""
    _hold("times", shares((name, good) for name, good in _judged(TIMES) if name in OF_TIMES), TIMES, floors)


@pytest.mark.parametrize("folder", [READINGS, TIMES])
def test_every_row_stands_in_its_text(folder):
    for path in folder.glob("*.jsonl"):
        text = " ".join(path.with_suffix(".txt").read_text(encoding="utf-8").split())
        for row in read_rows(path):
            assert " ".join(row["sentence"].split()) in text, (path.name, row["sentence"])
