"""The model card says what was measured."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

from policynlp.train.encoder.card import write_card

KEYS = (
    "jaccard.8",
    "direct_mixed",
    "indirect",
    "exact",
    "content",
    "cue",
    "source",
    "source_overlap",
    "source_exact",
)


def facts() -> dict[str, Any]:
    """As training writes them, with a figure of its own in every place."""
    chosen = {k: {"value": 70.1 + n, "low": 60.2 + n, "high": 80.3 + n} for n, k in enumerate(KEYS)}
    other = {k: {"value": 50.4 + n, "low": 40.5 + n, "high": 60.6 + n} for n, k in enumerate(KEYS)}
    return {
        "settings": {"epochs": 7, "seed": 3, "threads": 1},
        "minutes": 123,
        "seeds": [3, 8],
        "data": {},
        "metrics": {
            "quotations": chosen,
            "quotations_cross_fitted": other,
            "quotations_fp32": {k: 90.7 + n for n, k in enumerate(KEYS)},
            "runs": {
                f"seed {3 + 5 * seed}": {k: 40.0 + n + 2 * seed for n, k in enumerate(KEYS)} | {"entities": 80.0 + seed}
                for seed in range(2)
            },
            "outlets": {"gazette": {"articles": 12, "figures": {k: {**chosen[k], "value": 33.3} for k in KEYS}}},
            "entities": [{"metric": "all", "f1": 0.834, "low": 0.8, "high": 0.86}],
            "entities_fp32": [{"metric": "all", "f1": 0.841}],
            "meaning": {m: {"sotu.map": v} for m, v in (("minilm", 0.311), ("int8", 0.302), ("fp32", 0.305))},
        },
    }


def test_every_figure_is_in_the_card(tmp_path: Path) -> None:
    write_card(tmp_path, facts())
    text = (tmp_path / "README.md").read_text(encoding="utf-8")
    for n in range(len(KEYS)):
        assert (
            f"| {70.1 + n:.1f} ({60.2 + n:.1f} to {80.3 + n:.1f}) | {50.4 + n:.1f} ({40.5 + n:.1f} to {60.6 + n:.1f}) |" in text
        )
        assert f"| {90.7 + n:.1f} |" in text
    assert "| all | 83.4 (80.0 to 86.0) | 84.1 |" in text
    assert "| sotu.map | 0.311 | 0.302 | 0.305 |" in text
    assert "the mean of the weights of 2 runs (seeds 3, 8)" in text
    assert "7 passes over the articles from the same start; all runs together\ntook 123 minutes" in text
    assert "| seed 8 | 42.0 | 43.0 | 44.0 | 46.0 | 47.0 | 48.0 | 81.0 |" in text
    assert "| mean | 41.0 ± 1.4 | 42.0 ± 1.4 |" in text
    assert "| gazette | 12 | 33.3 (60.2 to 80.3) |" in text
    assert "Apache" in (tmp_path / "NOTICE").read_text(encoding="utf-8")


def test_two_rounds_are_told(tmp_path: Path) -> None:
    write_card(tmp_path, facts() | {"again": [11, 12], "again_epochs": 3})
    text = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert "2 runs (seeds 3, 8)\nof 7 passes" in text
    assert "runs of 3 passes (seeds 11, 12) that went on from the mean" in text


def test_a_larger_reader_is_told(tmp_path: Path) -> None:
    distilled = {
        "settings": {"epochs": 5, "kept": 0.4},
        "large": "mpnet, 12 layers of 768",
        "texts": 77,
        "minutes": 31,
        "minutes_large": 97,
        "before": {k: {"value": 61.5 + n, "low": 60.0, "high": 62.0} for n, k in enumerate(KEYS)},
        "large_figures": {k: 71.25 + n for n, k in enumerate(KEYS)},
    }
    write_card(tmp_path, facts() | {"distilled": distilled})
    card = (tmp_path / "README.md").read_text(encoding="utf-8")
    for part in (
        "mpnet, 12 layers of 768",
        "5 passes over what",
        "77 texts",
        "to 40%, those of before",
        "(31 minutes, and 97 for",
    ):
        assert part in card
    assert "| direct and mixed | 62.5 (60.0 to 62.0) | 72.2 |" in card
    assert card.index("a larger reader") < card.index("## Data")


def test_tables_are_whole(tmp_path: Path) -> None:
    write_card(tmp_path, facts())
    lines = (tmp_path / "README.md").read_text(encoding="utf-8").splitlines()
    for above, line in itertools.pairwise(lines):
        if above.startswith("|") and line.startswith("|"):
            assert above.count("|") == line.count("|"), line


def test_other_windows_than_those_measured_with(tmp_path: Path) -> None:
    windows = {"filled": {"jaccard.8": 74.1, "cue": 75.1}, "cut": {"jaccard.8": 73.8, "cue": 75.2}}
    write_card(tmp_path, facts() | {"windows": windows})
    text = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert "| attributions, word Jaccard of content >= .8 | 74.1 | 73.8 |" in text
    assert "| cue pieces exact | 75.1 | 75.2 |" in text
