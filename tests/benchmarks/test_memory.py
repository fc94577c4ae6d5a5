"""Long texts and large corpora are worked on in bounded memory."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

from memory import expected, measure
from memory_corpus import measure_corpora

MOST_MB = 2_048
DOCUMENTS, MOST_OWN_MB = 20_000, 1_000


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
def test_a_corpus_of_20000_texts_takes_less_than_a_gigabyte() -> None:
    """Whatever is done with it, pages of mapped files aside, which the system takes back.

    What 200,000 texts take is measured (docs/performance.md), not told from small corpora: DuckDB takes what it needs up to its
    bound, so that memory grows fast at first and then hardly at all.
    """
    found = measure_corpora([DOCUMENTS], to=DOCUMENTS)
    assert {"duplicates", "views", "search by meaning", "first page", "release", "forget", "upkeep"} <= found.keys()
    held = {name: task["rows"][0]["own_mb"] for name, task in found.items()}
    assert all(task["rows"][0]["documents"] == DOCUMENTS for task in found.values())
    assert min(held.values()) > 0
    assert not {name: mb for name, mb in held.items() if mb >= MOST_OWN_MB}
