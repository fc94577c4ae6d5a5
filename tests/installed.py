"""policynlp as its users have it: a wheel in an environment of its own, with no checkout near."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def build(folder: Path, *, target: str, source: Path = ROOT) -> Path:
    """The wheel or the sdist of a source tree, in a folder; takes what stands in the tree, not what is committed."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(folder)]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    (built,) = folder.glob("*.whl" if target == "wheel" else "*.tar.gz")
    return built


def install(wheel: Path, folder: Path) -> dict[str, str]:
    """Install a wheel into a new environment that sees this one's other packages; the environment variables to use it.

    An environment with all dependencies of its own takes minutes to make; that every one is declared is seen by `make run`.
    """
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    python = folder / "bin" / "python"
    (packages,) = folder.glob("lib/python*/site-packages")
    (packages / "others.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        str(python),
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        str(wheel),
    ]
    subprocess.run(command, check=True, capture_output=True)
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "POLICYNLP_", "VIRTUAL_ENV"))}
    return clean | {"PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}", "COLUMNS": "100"}
