"""Laws, papers, economic news, speeches, minutes, hearings and interviews, read whole: figures field by field, and who says what.

Twenty-four texts that were written, with what their readers saw in them, by people who had not seen the program. Rules were written
after other texts of these kinds; of these, single misses were read.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from readings import judge, read_rows, shares

from policynlp.ingest.read import read_path
from policynlp.settings import load_settings
from policynlp.tag.pipeline import Tagger

FOLDER = Path(__file__).parents[1] / "data" / "readings"


@pytest.fixture(scope="module")
def found():
    settings = load_settings()
    tagger = Tagger(settings.tag)
    judged = []
    for path in sorted(FOLDER.glob("*.txt")):
        document = next(iter(read_path(path, settings=settings)))
        judged += judge(document.text, tagger.tag(document), read_rows(path.with_suffix(".jsonl")))
    return shares(iter(judged))


@pytest.mark.floors
def test_what_readers_saw_is_found(found, floors):
    print("\n" + "\n".join(f"{name:14}{right:6} of {n:5}  {right / n:.3f}" for name, (right, n) in found.items()))
    figures = {name: right / n for name, (right, n) in found.items()}
    floors.hold("readings", figures, gold=FOLDER.iterdir(), margins={name: 2 / n for name, (_, n) in found.items()})


def test_every_row_stands_in_its_text():
    for path in FOLDER.glob("*.jsonl"):
        text = " ".join(path.with_suffix(".txt").read_text(encoding="utf-8").split())
        for row in read_rows(path):
            assert " ".join(row["sentence"].split()) in text, (path.name, row["sentence"])
