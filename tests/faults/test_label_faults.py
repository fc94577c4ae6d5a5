"""The label database, damaged at random; what can be read of it is kept."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from damage import blank, cut, flip
from verbs import outcome
from whole import copy_of

from policynlp import steps
from policynlp.labels.accounts import create_account
from policynlp.labels.decisions import Decision, decisions
from policynlp.labels.queue import tasks
from policynlp.labels.recording import record
from policynlp.settings import Settings, load_settings
from policynlp.taxonomy import load_taxonomy
from tally import tally

pytestmark = pytest.mark.crash
Whole = tuple[Path, Path]
SEEDS = 12


@pytest.fixture
def labelled(whole: Whole, tmp_path: Path) -> Settings:
    """A corpus with a label database whose decisions take several pages."""
    settings = load_settings({"corpus.path": copy_of(whole[0], tmp_path / "corpus")})
    assert steps.fill_queue(settings, n=30)
    with steps.open_labels(settings) as store:
        me = create_account(store, "ana", role="annotator", by="test")
        for task in tasks(store):
            for theme in load_taxonomy().themes:
                key = f"k-{task.id}-{theme}"
                record(store, me, Decision(key=key, unit=task.unit, action="add", target=theme, value=True, task=task.id))
    return settings


def database(settings: Settings) -> Path:
    """Its file, with all that was written in it and none beside it."""
    path = settings.corpus.path
    assert isinstance(path, Path)
    return path.with_name(f"{path.name}.labels.sqlite")


def kept(settings: Settings) -> int:
    with steps.open_labels(settings) as store:
        return len(decisions(store))


@pytest.mark.parametrize("damage", ["a page", *(pytest.param(d, marks=pytest.mark.slow) for d in ("a letter", "a value"))])
def test_a_damaged_label_database_is_read_as_far_as_it_can_be(labelled: Settings, damage: str) -> None:
    path = database(labelled)
    before = kept(labelled)
    data = bytearray(path.read_bytes())
    if damage == "a page":
        page = data.rindex(b"trade") // 4096 * 4096  # of decisions
        data[page : page + 64] = b"\xff" * 64
    elif damage == "a value":
        at = data.rindex(b"true")  # what was decided last
        data[at : at + 4] = bytes(4)
    else:  # of a time, which is in no index; SQLite itself does not notice
        data[data.rindex(b"+00:00") + 1] = 0xFF
    path.write_bytes(bytes(data))
    code, said = outcome(labelled.corpus.path, "labels", "status")  # type: ignore[arg-type]
    assert code == 0 or (code in {4, 6} and str(path) in said)
    code, said = outcome(labelled.corpus.path, "doctor")  # type: ignore[arg-type]
    assert code == 4
    assert "label database is damaged" in said
    assert steps.examine(labelled, repair=True).state == "repaired"
    assert 0 < kept(labelled) <= before - (damage != "a letter")
    assert list(labelled.corpus.path.glob("quarantine/*/beside/*.labels.sqlite"))  # type: ignore[union-attr]
    assert steps.examine(labelled).state in {"healthy", "warnings"}


@pytest.mark.slow
def test_label_databases_damaged_at_random(labelled: Settings, tmp_path: Path) -> None:
    path, whole_file = database(labelled), tmp_path / "whole.sqlite"
    kept(labelled)
    shutil.copy(path, whole_file)
    unclear, salvaged = 0, []
    for seed in range(SEEDS):
        chance = random.Random(seed)
        for beside in path.parent.glob(f"{path.name}-*"):
            beside.unlink()
        shutil.copy(whole_file, path)
        [flip, cut, blank][seed % 3](path, chance)
        code, said = outcome(labelled.corpus.path, "labels", "status")  # type: ignore[arg-type]
        unclear += not (code == 0 or (code in {4, 6} and str(path) in said))
        found = steps.examine(labelled, repair=True)
        if found.state != "damaged":
            salvaged.append(kept(labelled))
        else:
            assert any("backup" in f.hint or "backup" in (f.failed or "") for f in found.findings)
    assert unclear == 0
    assert salvaged
    tally("label database damaged at random", injected=SEEDS, unclear=unclear,
          note=f"{len(salvaged)} of them opened again; the file as it was is kept")  # fmt: skip
