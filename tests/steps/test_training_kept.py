"""A training keeps how many labelled passages it had: what the learning curve is drawn from."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from policynlp import steps
from policynlp.corpus.models import ModelRegistry
from policynlp.settings import load_settings
from policynlp.steps.learning import LABELLED
from policynlp.tag.models import models_dir


@pytest.mark.parametrize("labelled", [0, 3])
def test_a_training_keeps_the_number_of_its_labelled_passages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, labelled: int
) -> None:
    def trained(data: Path, out: Path, **_: Any) -> Path:
        return Path(shutil.copytree(models_dir() / "themes", out))

    monkeypatch.setattr("policynlp.train.themes.train_themes", trained)
    settings = load_settings({"corpus.path": tmp_path / "corpus", "labels.url": str(tmp_path / "labels.sqlite")})
    rows = [
        {"id": f"r{i}", "group": "g", "text": f"Farm number {i}.", "themes": ["agriculture"], "facets": []}
        for i in range(labelled)
    ]
    folder = tmp_path / "rows"
    folder.mkdir()
    (folder / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    steps.train_candidate(settings, tmp_path, labels=folder if labelled else None)
    (event,) = ModelRegistry(settings.corpus.path).events()
    assert event.figures == ({LABELLED: 3} if labelled else {})
