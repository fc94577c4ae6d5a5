"""What `policynlp --version` says, also where something is wrong."""

from __future__ import annotations

import pkgutil
from pathlib import Path
from types import ModuleType

import pytest

import policynlp
from policynlp.steps import versions
from policynlp.tag.models import models_dir, version_of


def test_code_models_and_formats_are_named() -> None:
    found = versions()
    assert found["policynlp"] == policynlp.__version__
    assert found["encoder"] == version_of(models_dir() / "encoder", kind="encoder").removeprefix("encoder/")
    assert found["themes"]
    assert found["taxonomy"]
    assert found["format"] == "1"
    assert "entities 2" in found["tables"]


def test_a_missing_model_is_told_and_the_rest_still_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("POLICYNLP_TAG__ENCODER", str(tmp_path))
    found = versions()
    assert "no model here" in found["models"]
    assert "encoder" not in found
    assert found["policynlp"] == policynlp.__version__


def test_every_step_can_be_had_by_its_name() -> None:
    assert policynlp.steps.__all__ == sorted(policynlp.steps.__all__)
    for name in policynlp.steps.__all__:
        assert not isinstance(getattr(policynlp.steps, name), ModuleType)
    modules = {found.name for found in pkgutil.iter_modules(policynlp.steps.__path__)}
    assert not modules & set(policynlp.steps.__all__), "importing such a module would put it in the place of the function"
