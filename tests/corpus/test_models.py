"""Models beside a corpus: which one is in use follows from what happened, and every step can be taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policynlp.corpus.models import SHIPPED, ModelRegistry
from policynlp.errors import InputError


@pytest.fixture
def registry(tmp_path: Path) -> ModelRegistry:
    made = ModelRegistry(tmp_path / "corpus")
    for version in ("aa11", "aa22", "bb33"):
        model = tmp_path / version
        model.mkdir()
        (model / "config.json").write_text(version, encoding="utf-8")
        made.add(model, version)
    return made


def test_without_a_promotion_the_shipped_model_is_in_use(registry: ModelRegistry, tmp_path: Path) -> None:
    assert ModelRegistry(tmp_path / "nowhere").active() == SHIPPED
    assert registry.active() == SHIPPED
    assert registry.active_folder() is None
    assert registry.versions() == ["aa11", "aa22", "bb33"]


def test_promotions_are_taken_back_one_by_one(registry: ModelRegistry) -> None:
    registry.promote("aa11", reason="better", figures={"micro": 0.7})
    registry.promote("bb33", reason="better still")
    assert registry.active() == "bb33"
    folder = registry.active_folder()
    assert folder is not None
    assert (folder / "config.json").read_text(encoding="utf-8") == "bb33"
    assert registry.demote(reason="worse in the field") == "aa11"
    assert registry.demote(reason="and this one") == SHIPPED
    with pytest.raises(InputError, match="promoted"):
        registry.demote(reason="nothing left")
    assert [(e.event, e.version) for e in registry.events()][-4:] == [
        ("promoted", "aa11"),
        ("promoted", "bb33"),
        ("demoted", "bb33"),
        ("demoted", "aa11"),
    ]
    assert all(e.at and e.reason for e in registry.events())


def test_a_model_is_named_by_its_beginning(registry: ModelRegistry) -> None:
    assert registry.find("bb") == "bb33"
    assert registry.find("themes/aa1") == "aa11"
    assert registry.find(SHIPPED) == SHIPPED
    with pytest.raises(InputError, match="several"):
        registry.find("aa")
    with pytest.raises(InputError, match="no model"):
        registry.find("cc")


def test_the_same_version_is_kept_once_and_a_torn_copy_is_none(registry: ModelRegistry, tmp_path: Path) -> None:
    (registry.folder / ".cc44.new").mkdir()
    registry.add(tmp_path / "aa11", "aa11")
    assert [e.version for e in registry.events() if e.event == "added"] == ["aa11", "aa22", "bb33"]
    registry.add(tmp_path / "bb33", "cc44")
    assert registry.versions()[-1] == "cc44"


def test_a_stop_while_writing_heals(registry: ModelRegistry, tmp_path: Path) -> None:
    with (registry.folder / "events.jsonl").open("a", encoding="utf-8") as log:
        log.write('{"at": "20')
    assert registry.active() == SHIPPED
    registry.promote("aa11", reason="after the stop")
    assert registry.active() == "aa11"
    (tmp_path / "aa11").rename(registry.folder / "dd55")  # copied, but not yet in the log
    registry.add(tmp_path / "bb33", "dd55")
    assert registry.find("dd") == "dd55"


@given(st.lists(st.sampled_from(["aa11", "aa22", "bb33", None]), max_size=12))
def test_any_history_leaves_what_a_stack_leaves(tmp_path_factory: pytest.TempPathFactory, history: list[str | None]) -> None:
    registry, stack = ModelRegistry(tmp_path_factory.mktemp("corpus")), []
    for version in history:
        if version is not None:
            registry.promote(version, reason="r")
            stack.append(version)
        elif stack:
            stack.pop()
            assert registry.demote(reason="r") == (stack[-1] if stack else SHIPPED)
    assert registry.active() == (stack[-1] if stack else SHIPPED)
