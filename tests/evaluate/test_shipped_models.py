"""The shipped models on the repository's own gold, layer by layer; `tests/floors.json` holds what they reach.

The sentences of `gold_entities.jsonl` and `gold_claims.jsonl` were written before they were tagged, and nothing was mended on them.
Of the themes, `themes_dev` was read while the classifier was made; nothing was chosen on `themes_unseen`. `themes_headlines` was
written by somebody else than the headlines that are trained on, whose weight was chosen with it in sight.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from floor_keeper import FloorKeeper
from policynlp import steps
from policynlp.evaluate.evaluation import Evaluation
from policynlp.settings import load_settings
from policynlp.tag.encodings import shared_encoder
from policynlp.tag.models import models_dir
from policynlp.taxonomy import load_taxonomy
from policynlp.train.frozen import frozen_figures
from policynlp.train.labels import labels_dir
from policynlp.train.promotion import PROTECTED

DATA = Path(__file__).parents[1] / "data"


def scored(layer: str, path: Path) -> tuple[Evaluation, dict[str, Any]]:
    """The evaluation, and its rows by name."""
    result = steps.evaluate(load_settings(), layer, path)
    return result, {row["metric"]: row for row in (*result.metrics, *result.classes)}


@pytest.mark.floors
@pytest.mark.parametrize(
    "layer, names",
    [
        ("entities", ("all", "PER", "ORG", "LOC", "POLICY")),
        ("claims", ("overlap", "value", "unit", "bound", "trend")),
    ],
)
def test_sentences(layer: str, names: tuple[str, ...], floors: FloorKeeper) -> None:
    path = DATA / f"gold_{layer}.jsonl"
    result, rows = scored(layer, path)
    assert result.documents >= 40
    margins = {name: 1 / rows[name]["gold"] for name in names}
    floors.hold(f"{layer}/sentences", {name: rows[name]["f1"] for name in names}, gold=[path], margins=margins)


@pytest.mark.floors
@pytest.mark.parametrize("part", ["dev", "test", "unseen", "headlines"])
def test_themes(part: str, floors: FloorKeeper) -> None:
    path = DATA / f"themes_{part}.jsonl"
    result, rows = scored("themes", path)
    figures = {name: rows[name]["f1"] for name in ("micro", *PROTECTED)}
    margins = {name: 2 / rows[name]["gold"] for name in figures}
    for row in result.calibration:
        if row["theme"] in PROTECTED:
            figures[f"{row['theme']} calibrated"], margins[f"{row['theme']} calibrated"] = 1 - row["error"], 0.02
    floors.hold(f"themes/{part}", figures, gold=[path], margins=margins)


@pytest.mark.floors
def test_frozen_passages_with_their_facets(floors: FloorKeeper) -> None:
    found = frozen_figures(models_dir() / "themes", load_taxonomy(), shared_encoder(None, threads=1))
    figures = {
        "micro": found["micro_f1"]["value"],
        "macro": found["macro_f1"]["value"],
        "facets": found["facets_macro_f1"]["value"],
        "hard negatives left alone": 1 - found["false_alarms"] / found["hard_negatives"],
    }
    margins = {"micro": 0.01, "macro": 0.015, "facets": 0.015, "hard negatives left alone": 1 / found["hard_negatives"]}
    floors.hold("themes/frozen", figures, gold=labels_dir().glob("*.jsonl"), margins=margins)
