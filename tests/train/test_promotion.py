"""A new classifier takes the place of the one in use only where it is not worse."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from policynlp.corpus.models import SHIPPED, ModelRegistry
from policynlp.settings import Settings, load_settings
from policynlp.steps import decide, demote, judge_candidate, models_state, promote
from policynlp.steps.context import tag_settings, tag_versions
from policynlp.tag.models import models_dir, version_of, write_manifest
from policynlp.train.labels import labels_dir
from policynlp.train.promotion import OWN_FIGURE, judge

SHIPPED_FOLDER = models_dir() / "themes"


@pytest.fixture(scope="module")
def few_labels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("labels")
    for path in labels_dir().glob("*.jsonl"):
        (folder / path.name).write_text(
            "".join(path.read_text(encoding="utf-8").splitlines(keepends=True)[::4]), encoding="utf-8"
        )
    return folder


def deaf(folder: Path) -> Path:
    """The shipped model, but with thresholds that nothing reaches."""
    shutil.copytree(SHIPPED_FOLDER, folder)
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    config["thresholds"] = [0.999] * len(config["thresholds"])
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    write_manifest(folder, kind="themes", encoder=manifest["encoder"], taxonomy=manifest["taxonomy"])
    return folder


def test_a_model_is_not_worse_than_itself(few_labels: Path) -> None:
    same = judge(SHIPPED_FOLDER, SHIPPED_FOLDER, labels=few_labels)
    assert same.promote
    assert {f.difference for f in same.figures} == {0.0}
    assert {f.name for f in same.figures} == {"micro-F1", "macro-F1", "security", "talent", "agriculture"}
    assert same.passages > 30


def test_a_worse_model_is_refused_with_the_figures(few_labels: Path, tmp_path: Path) -> None:
    worse = judge(deaf(tmp_path / "deaf"), SHIPPED_FOLDER, labels=few_labels)
    assert not worse.promote
    assert "worse" in worse.reason
    assert "security" in worse.reason
    assert all(f.low <= f.difference <= f.high for f in worse.figures)
    assert judge(SHIPPED_FOLDER, tmp_path / "deaf", labels=few_labels).promote


def test_a_model_of_another_encoder_gives_way(tmp_path: Path, few_labels: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(SHIPPED_FOLDER, other)
    write_manifest(other, kind="themes", encoder="encoder/000000000000", taxonomy="x")
    found = judge(SHIPPED_FOLDER, other, labels=few_labels)
    assert found.promote
    assert "another encoder" in found.reason


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings({"corpus.path": str(tmp_path / "corpus")})


def test_a_promotion_changes_what_the_next_run_tags_with(settings: Settings, tmp_path: Path) -> None:
    before = tag_versions(settings)
    model = deaf(tmp_path / "deaf")
    version = version_of(model, kind="themes").partition("/")[2]
    ModelRegistry(settings.corpus.path).add(model, version)
    assert tag_versions(settings) == before
    assert promote(settings, version[:6], reason="a trial") == version
    assert tag_versions(settings)["themes_model"] == f"themes/{version}"
    state = models_state(settings)["themes"]
    assert [(m["version"], m["active"], m["reason"]) for m in state] == [
        (SHIPPED, False, "came with this version"),
        (version, True, "a trial"),
    ]
    named = load_settings({"corpus.path": str(settings.corpus.path), "tag.themes": str(SHIPPED_FOLDER)})
    assert tag_settings(named).themes == SHIPPED_FOLDER  # what the settings name goes first
    assert demote(settings, reason="enough") == SHIPPED
    assert tag_versions(settings) == before


def test_a_worse_candidate_is_kept_and_not_used(settings: Settings, tmp_path: Path) -> None:
    model = deaf(tmp_path / "deaf")
    version = version_of(model, kind="themes").partition("/")[2]
    registry = ModelRegistry(settings.corpus.path)
    registry.add(model, version)
    judgement = decide(settings, judge_candidate(settings, version))
    assert (judgement["active"], judgement["promote"]) == (SHIPPED, False)
    last = registry.events()[-1]
    assert (last.event, last.version) == ("kept", version)
    assert last.figures["against"] == SHIPPED


def test_a_users_own_frozen_passages_are_a_figure_of_their_own(few_labels: Path, tmp_path: Path) -> None:
    found = judge(SHIPPED_FOLDER, deaf(tmp_path / "deaf"), labels=few_labels, further=few_labels)
    own = {f.name: f for f in found.figures}[OWN_FIGURE]
    assert own.new > own.old
    tiny = tmp_path / "tiny"
    tiny.mkdir()
    row = {"id": "a", "group": "g", "text": "Farmers sow.", "themes": ["agriculture"], "facets": []}
    (tiny / "labels.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    few = judge(SHIPPED_FOLDER, SHIPPED_FOLDER, labels=few_labels, further=tiny)
    assert OWN_FIGURE not in {f.name for f in few.figures}


def test_annotators_decisions_are_trained_on_but_for_their_frozen_fifth(tmp_path: Path) -> None:
    from policynlp.document import Document, Passage, Source
    from policynlp.labels.accounts import ensure_local
    from policynlp.labels.decisions import Decision
    from policynlp.labels.recording import complete, record
    from policynlp.labels.units import add_units, unit_of
    from policynlp.steps import open_labels
    from policynlp.steps.train import further_labels
    from policynlp.taxonomy import load_taxonomy
    from policynlp.train.data import own_items
    from policynlp.train.promotion import frozen_items

    settings = load_settings({"corpus.path": tmp_path / "corpus"})
    with further_labels(settings, None) as nothing:
        assert nothing is None
    with open_labels(settings) as store:
        me = ensure_local(store)
        for number in range(40):
            text = f"Farm number {number} sold its cows."
            passage = Passage(id=f"p{number}", start=0, end=len(text), kind="paragraph")
            source = Source(uri=f"x{number}", media_type="text/plain")
            unit = unit_of(
                Document(text=text, source=source, work=f"w{number}", passages=(passage,)), "themes", passage=passage
            )
            add_units(store, [unit])
            record(store, me, Decision(key=str(number), unit=unit.id, action="add", target="agriculture", value=True))
            complete(store, me, unit.id, shown=True)
    taxonomy = load_taxonomy()
    with further_labels(settings, None) as folder:
        assert folder is not None
        learnt = {i.text for i in own_items(taxonomy, folder, name="further")}
        frozen = {i.text for i in frozen_items(taxonomy, folder)}
    assert len(learnt) + len(frozen) == 40
    assert not learnt & frozen
    assert frozen
