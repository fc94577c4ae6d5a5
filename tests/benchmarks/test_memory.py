"""Long texts and large corpora are worked on in bounded memory."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

from memory import expected, measure
from memory_corpus import measure_corpora

MOST_MB = 2_048
SIZES = 4_000, 20_000


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_a_text_of_five_million_characters_takes_less_than_two_gigabytes() -> None:
    """By what a character adds between 300,000 and a million; the models alone take 320 MB, a short text 500 MB."""
    rows = [measure(300_000), measure(1_000_000)]
    assert rows[1]["chars"] > 990_000
    assert rows[1]["quotes"] > 1000
    assert rows[1]["peak_mb"] < 1000
    assert expected(rows, 5_000_000)["expected_mb"]["5000000"] < MOST_MB


@pytest.mark.slow
@pytest.mark.timeout(7200)
def test_a_corpus_of_200000_texts_takes_less_than_two_gigabytes() -> None:
    """By what a text adds between 4,000 and 20,000, whatever is done with the corpus."""
    found = measure_corpora(SIZES, to=200_000)
    assert all([row["documents"] for row in task["rows"]] == list(SIZES) for task in found.values())
    assert {"duplicates", "views", "search by meaning", "first page", "release", "forget", "upkeep"} <= found.keys()
    too_much = {name: task["expected_mb"] for name, task in found.items() if task["expected_mb"] >= MOST_MB}
    assert not too_much
