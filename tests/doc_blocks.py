"""The fenced blocks of the documentation, and running them in a copy of the checkout's front."""

from __future__ import annotations

import atexit
import os
import re
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from warm import shim

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
BLOCK = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
RUN_SAMPLES, CORPUS = "policynlp run corpus/samples", "tagged-corpus"
_LINKED = (
    "corpus",
    "models",
    "pipelines",
    "src",
    "benchmarks",
    "Makefile",
    "pyproject.toml",
    "constraints.txt",
    "README.md",
    "LICENSE",
)


def blocks(page: Path) -> list[tuple[str, str, str]]:
    """Language, remark and code of every fenced block."""
    return [(m[1], m[2].strip(), m[3]) for m in BLOCK.finditer(page.read_text(encoding="utf-8"))]


def run_page(page: Path, folder: Path, *, tagged: bool = False) -> None:
    """Run every block of a page, in order, in a folder that is made to look like a clean checkout without tests.

    Args:
        page: The page.
        folder: Empty.
        tagged: The samples are in the corpus already: `policynlp run corpus/samples` finds nothing new, and is quicker.
    """
    _lay_out(folder)
    env = _environment()
    if tagged and RUN_SAMPLES in page.read_text(encoding="utf-8"):
        shutil.copytree(_tagged_samples() / CORPUS, folder / CORPUS)
    for language, remark, code in blocks(page):
        if remark.startswith("no-run:"):
            assert len(remark) > len("no-run: "), f"{page.name}: say why it is not run"
            continue
        if language not in {"sh", "python"}:
            continue
        command = ["bash", "-euo", "pipefail", "-c", code] if language == "sh" else ["warm-python", "-c", code]
        done = subprocess.run(
            command, cwd=folder, env=env, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
        )
        assert done.returncode == 0, f"{page.name}:\n{code}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"


def _lay_out(folder: Path) -> None:
    for name in _LINKED:
        (folder / name).symlink_to(ROOT / name)


@cache
def _tagged_samples() -> Path:
    """A folder with the corpus of the samples, tagged once for all pages of a process."""
    folder = Path(tempfile.mkdtemp(prefix="tagged-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    _lay_out(folder)
    subprocess.run(["policynlp", "run", "corpus/samples", "--quiet"], cwd=folder, env=_environment(), check=True)
    return folder


def _environment() -> dict[str, str]:
    """This interpreter's environment in front, and the Makefile told to use it."""
    venv = Path(sys.prefix)
    (venv / ".ready").touch()
    path = os.pathsep.join([str(shim()), str(venv / "bin"), os.environ["PATH"]])
    return os.environ | {"PATH": path, "VENV": str(venv), "COLUMNS": "100"}
