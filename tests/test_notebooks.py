"""The notebooks run as they stand, and what is kept of their output tells nothing of the machine.

`--update-golden` writes the output of a run into them.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = sorted((ROOT / "docs" / "notebooks").glob("*.ipynb"))
_MACHINE = re.compile(r"/(?:home|root|tmp|Users|work|usr|var)/|\\Users\\|at 0x[0-9a-f]{6,}|\d{8}T\d{6}Z")
"""Paths, addresses in memory, ids of runs."""


def outputs(notebook: Any) -> list[str]:
    """All that cells printed or showed, as text."""
    out = []
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            out.append(output.get("text", ""))
            out += [str(value) for value in output.get("data", {}).values()]
    return out


def kept(notebook: Any) -> Any:
    """The notebook as the repository has it: no times of execution, no versions of the kernel, no warnings."""
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        if "outputs" in cell:
            cell.outputs = [o for o in cell.outputs if o.get("name") != "stderr"]
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    return notebook


def test_there_are_notebooks() -> None:
    assert len(NOTEBOOKS) >= 2


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_kept_output_is_there_and_tells_nothing_of_the_machine(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1)), "run it from the top: --update-golden"
    assert sum(bool(cell.outputs) for cell in code) >= len(code) // 2
    text = "\n".join([path.read_text(encoding="utf-8"), *outputs(notebook)])
    assert not _MACHINE.findall(text)
    assert not [o for cell in code for o in cell.outputs if o.output_type == "error"]
    assert path.stat().st_size < 500_000


@pytest.mark.docs
@pytest.mark.parametrize(
    "path",
    [
        pytest.param(p, marks=pytest.mark.slow) if p.stem == "release" else p for p in NOTEBOOKS
    ],  # docs/release.md has its commands
    ids=lambda p: p.stem,
)
def test_it_runs_from_top_to_bottom(path: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    for name in ("corpus", "models"):
        (tmp_path / name).symlink_to(ROOT / name)
    notebook = nbformat.read(path, as_version=4)
    environment = {
        "PYTHONPATH": str(ROOT / "src"),
        "JUPYTER_CONFIG_DIR": str(tmp_path / ".jupyter"),
        "IPYTHONDIR": str(tmp_path / ".ipython"),
    }
    client = NotebookClient(notebook, timeout=240, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}})
    before = dict(os.environ)
    os.environ |= environment
    try:
        client.execute()
    finally:
        os.environ.clear()
        os.environ |= before
        shutil.rmtree(tmp_path / "notebook-corpus", ignore_errors=True)
    shown = "\n".join(outputs(notebook))
    assert "unique documents" in shown
    assert not [w for w in ("Traceback", "Warning") if w in shown]
    if request.config.getoption("--update-golden"):
        nbformat.write(kept(notebook), path)
