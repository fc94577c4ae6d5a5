"""The benchmark of speed: its exponents, and that it runs."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
from performance import plot, slope

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("exponent", [0.5, 1.0, 2.0])
def test_the_exponent_is_that_of_the_law(exponent: float) -> None:
    assert slope([(n, 3.0 * n**exponent) for n in (10, 100, 1_000)]) == pytest.approx(exponent)


def test_the_plot_shows_stages_and_peers() -> None:
    result = {
        "words": 1_000,
        "runs": 1,
        "machine": {"processor": "one"},
        "stages": {"parse": {"words_per_s": 5_000}},
        "peers": {"spaCy": {"words_per_s": 6_000}},
        "all_stages_words_per_s": 3_000,
    }
    rows = plot(result)["data"]["values"]
    assert {row["what"]: row["whose"] for row in rows} == {"parse": "policynlp", "spaCy": "peers", "all stages": "policynlp"}


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_it_measures_everything(tmp_path: Path) -> None:
    out, picture = tmp_path / "p.json", tmp_path / "p.svg"
    command = [
        sys.executable,
        str(ROOT / "benchmarks" / "performance.py"),
        "--quick",
        "--out",
        str(out),
        "--plot",
        str(picture),
    ]
    subprocess.run(command, check=True, capture_output=True)
    result = json.loads(out.read_text(encoding="utf-8"))
    assert sum(stage["share"] for stage in result["stages"].values()) == pytest.approx(1, abs=0.01)
    assert result["encoder"]["million_multiply_adds_per_word"] > 10
    assert "spaCy sm alone" in result["peers"]
    assert picture.read_text(encoding="utf-8").startswith("<svg")
