"""Nothing that policynlp loads tells its maker that, and how, it is used."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


def left_in_home(code: str, home: Path, **more: str) -> list[str]:
    """Files that a program leaves in the home folder of somebody who has set nothing."""
    home.mkdir()
    kept = ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH", "LANG", "TMPDIR")
    env = {name: os.environ[name] for name in kept if name in os.environ} | {"HOME": str(home), **more}
    subprocess.run([sys.executable, "-c", code], env=env, check=True, capture_output=True, timeout=120)
    return sorted(str(p.relative_to(home)) for p in home.rglob("*") if p.is_file())


ENCODER = "from policynlp.tag.encoder import Encoder; Encoder().encode('Rain fell in May.', ())"


def test_no_library_writes_down_who_uses_it(tmp_path: Path) -> None:
    assert left_in_home(ENCODER, tmp_path / "home") == []


def test_who_wants_to_report_can(tmp_path: Path) -> None:
    code = "import policynlp, os; assert os.environ['ORT_DISABLE_TELEMETRY'] == '0'"
    assert left_in_home(code, tmp_path / "home", ORT_DISABLE_TELEMETRY="0") == []


@pytest.mark.parametrize("name", ["ORT_DISABLE_TELEMETRY", "PREFECT_SERVER_ANALYTICS_ENABLED", "HF_HUB_DISABLE_TELEMETRY"])
def test_reports_are_off_before_a_library_is_loaded(name: str) -> None:
    code = f"import policynlp, sys, os; print(os.environ[{name!r}], 'onnxruntime' in sys.modules, 'prefect' in sys.modules)"
    env = {k: v for k, v in os.environ.items() if k != name}
    said = subprocess.run([sys.executable, "-c", code], env=env, check=True, capture_output=True, text=True).stdout.split()
    assert said[0] in {"1", "false"}
    assert said[1:] == ["False", "False"]
