"""The public names: sorted, all there, and cheap until used."""

from __future__ import annotations

import subprocess
import sys

import pytest

import policynlp


def test_all_is_sorted_and_every_name_can_be_had() -> None:
    assert policynlp.__all__ == sorted(policynlp.__all__)
    assert set(policynlp.__all__) == set(policynlp._HOMES) | {"__version__"}
    for name in policynlp.__all__:
        value = getattr(policynlp, name)
        assert name == "__version__" or value.__module__.startswith("policynlp.")
    assert dir(policynlp) == policynlp.__all__


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        policynlp.nonsense  # noqa: B018


def test_importing_the_package_loads_nothing_heavy() -> None:
    heavy = {"spacy", "duckdb", "deltalake", "pyarrow", "onnxruntime", "sklearn", "prefect", "torch", "pandas", "trafilatura"}
    code = "import sys, policynlp; print(*sys.modules)"
    modules = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not heavy & set(modules)


def test_the_command_line_starts_without_the_heavy_parts() -> None:
    heavy = {"spacy", "duckdb", "deltalake", "pyarrow", "onnxruntime", "sklearn", "prefect", "torch", "pandas", "trafilatura"}
    code = "import sys, policynlp.cli.app; print(*sys.modules)"
    modules = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not heavy & set(modules)


def test_tagging_does_not_need_torch() -> None:
    code = "import sys, policynlp.tag.pipeline, policynlp.steps; print(*sys.modules)"
    modules = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "torch" not in modules
    assert "prefect" not in modules
