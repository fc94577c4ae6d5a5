"""The structure: who may import whom, and files that stay readable."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MOST_LINES = 400


def test_the_dependency_rule_holds() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([str(linter)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_no_file_grows_too_long() -> None:
    files = [*(ROOT / "src").rglob("*.py"), *(ROOT / "pipelines").rglob("*.py")]
    long = {str(f.relative_to(ROOT)): n for f in files if (n := len(f.read_text(encoding="utf-8").splitlines())) > MOST_LINES}
    assert not long


def test_nothing_pickles_and_nothing_evaluates() -> None:
    source = "\n".join(
        f.read_text(encoding="utf-8") for f in [*(ROOT / "src").rglob("*.py"), *(ROOT / "pipelines").rglob("*.py")]
    )
    for forbidden in ("import pickle", "joblib", " eval(", " exec(", "shell=True", "trust_remote_code"):
        assert forbidden not in source, forbidden


def test_no_two_test_files_have_one_name() -> None:
    """Pytest imports test files by their bare names, so a second one of a name ends the whole run."""
    names = Counter(f.name for f in (ROOT / "tests").rglob("*.py") if f.name != "conftest.py")
    assert not [name for name, n in names.items() if n > 1]
