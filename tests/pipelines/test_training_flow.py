"""The training flow under a real Prefect server: each step runs, the decision is the steps' own, and a report says why."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from policynlp import steps
from policynlp.cli.flows import load_flow
from policynlp.corpus.models import SHIPPED, ModelRegistry
from policynlp.settings import load_settings
from policynlp.tag.models import models_dir, version_of, write_manifest

pytestmark = [pytest.mark.prefect, pytest.mark.filterwarnings("default")]


def candidate(folder: Path, *, threshold: float | None) -> Path:
    """The shipped model with other thresholds, in the place of minutes of training."""
    shutil.copytree(models_dir() / "themes", folder)
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    change = [t if threshold is None else threshold for t in config["thresholds"]]
    (folder / "config.json").write_text(json.dumps(config | {"thresholds": change}, indent=2), encoding="utf-8")
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    write_manifest(folder, kind="themes", encoder=manifest["encoder"], taxonomy=manifest["taxonomy"])
    return folder


@pytest.mark.parametrize("threshold, used", [(None, True), pytest.param(0.999, False, marks=pytest.mark.slow)])
def test_a_candidate_is_promoted_only_where_it_is_not_worse(
    prefect_server: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, threshold: float | None, used: bool
) -> None:
    corpus = tmp_path / "corpus"
    settings = load_settings({"corpus.path": str(corpus)})
    model = candidate(tmp_path / "made", threshold=threshold)
    version = version_of(model, kind="themes").partition("/")[2]

    def trained(given, data, *, labels=None):
        assert given.corpus.path == corpus
        ModelRegistry(given.corpus.path).add(model, version)
        return version

    monkeypatch.setattr(steps, "train_candidate", trained)
    judgement = load_flow("train_models", "train_models")(data=tmp_path, settings={"corpus.path": str(corpus)})
    assert judgement["new"] == version
    assert judgement["old"] == SHIPPED
    assert judgement["active"] == (version if used else SHIPPED)
    assert [m["active"] for m in steps.models_state(settings)["themes"]] == [not used, used]
