"""The wheel is whole, and each tutorial leads where it says, from an empty folder with nothing but the wheel."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

import policynlp
import policynlp.steps
from installed import ROOT, build, install
from warm import shim

TUTORIALS = sorted((ROOT / "docs" / "tutorials").glob("*.md"))
BLOCK = re.compile(r"^```(sh|python)([^\n]*)\n(.*?)^```", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    return build(tmp_path_factory.mktemp("wheel"), target="wheel")


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Where that wheel is installed."""
    return install(wheel, tmp_path_factory.mktemp("installed") / "env")


@pytest.fixture(scope="module")
def warm(environment: dict[str, str]) -> dict[str, str]:
    """The same, with commands that do not wait for their imports; those of this wheel."""
    front = shim(environment["PATH"].split(os.pathsep)[0] + "/python")
    return environment | {"PATH": f"{front}{os.pathsep}{environment['PATH']}"}


def _run(command: list[str], *, folder: Path, env: dict[str, str]) -> str:
    done = subprocess.run(
        command, cwd=folder, env=env, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL, timeout=300
    )
    assert done.returncode == 0, f"{command[-1]}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
    return done.stdout


def test_the_wheel_carries_all_that_is_needed_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for needed in (
        "models/encoder/model.onnx",
        "models/themes/weights.safetensors",
        "data/taxonomy.toml",
        "pipelines/tag_corpus.py",
        "samples/northmark-article.txt",
        "guidelines/quotes.md",
        "labelled/themes.jsonl",
        "py.typed",
    ):
        assert f"policynlp/{needed}" in names
    assert {name.split("/")[0].split("-")[0] for name in names} == {"policynlp"}
    assert not [
        name for name in names if Path(name).name.startswith("test_") or {"tests", "__pycache__"} & set(Path(name).parts)
    ]
    assert not [name for name in names if name.endswith((".pkl", ".pickle", ".pt", ".bin"))]


@pytest.mark.slow
def test_the_source_archive_builds_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    archive = build(tmp_path / "sdist", target="sdist")
    with tarfile.open(archive) as tar:
        tar.extractall(tmp_path / "source", filter="data")
    (source,) = (tmp_path / "source").iterdir()
    again = build(tmp_path / "wheel", target="wheel", source=source)
    assert again.name == wheel.name
    assert sorted(zipfile.ZipFile(again).namelist()) == sorted(zipfile.ZipFile(wheel).namelist())


def test_the_installed_package_knows_its_versions_and_its_models(environment: dict[str, str], tmp_path: Path) -> None:
    where = _run(["python", "-c", "import policynlp; print(policynlp.__file__)"], folder=tmp_path, env=environment)
    assert "/env/lib/" in where, "the checkout was imported in place of the wheel"
    said = _run(["policynlp", "--version"], folder=tmp_path, env=environment)
    assert "encoder" in said
    assert "themes" in said
    assert "tag_corpus" in _run(
        ["python", "-c", "from policynlp.cli.flows import load_flow; print(load_flow('tag_corpus', 'tag_corpus').fn.__name__)"],
        folder=tmp_path,
        env=environment,
    )


@pytest.mark.docs
@pytest.mark.timeout(600)
@pytest.mark.parametrize("page", TUTORIALS, ids=lambda p: p.stem)
def test_a_tutorial_runs_from_an_empty_folder(page: Path, warm: dict[str, str], tmp_path: Path) -> None:
    try:
        said = _follow(page, folder=tmp_path, env=warm)
    finally:
        left = tmp_path / "server.pid"  # a tutorial that went wrong in the middle must not keep its port
        if left.is_file():
            with contextlib.suppress(ProcessLookupError):
                os.kill(int(left.read_text()), signal.SIGTERM)
    if page.stem == "researchers":  # from a feed to contested figures
        assert "They differ by 0.5 percentage points: “11.8 percent” here, “12.3 percent” there." in said
        assert "11.8 percent" in (tmp_path / "contested.csv").read_text(encoding="utf-8-sig")


def _follow(page: Path, *, folder: Path, env: dict[str, str]) -> str:
    said = ""
    for language, remark, code in BLOCK.findall(page.read_text(encoding="utf-8")):
        if remark.strip().startswith("no-run: "):
            continue
        command = ["bash", "-euo", "pipefail", "-c", code] if language == "sh" else ["python", "-c", code]
        said += _run(command, folder=folder, env=env)
    return said


def test_there_is_a_tutorial_for_each_kind_of_user() -> None:
    assert {page.stem for page in TUTORIALS} == {"operators", "researchers", "annotators"}
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert all(f"docs/tutorials/{page.name}" in readme for page in TUTORIALS)


@pytest.mark.slow
def test_the_reference_has_every_public_name(tmp_path: Path) -> None:
    modules = re.search(r"^REFERENCE := ((?:.*\\\n)*.*)", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert modules is not None
    names = modules[1].replace("\\\n", " ").split()
    command = [sys.executable, "-W", "error", "-m", "pdoc", "--docformat", "google", "--no-show-source", "-o", str(tmp_path)]
    subprocess.run([*command, *names], check=True, capture_output=True, cwd=ROOT)
    page = (tmp_path / "policynlp.html").read_text(encoding="utf-8")
    assert not [name for name in policynlp.__all__ if not name.startswith("_") and f'id="{name}"' not in page]
    steps = (tmp_path / "policynlp" / "steps.html").read_text(encoding="utf-8")
    assert not [name for name in policynlp.steps.__all__ if f'id="{name}"' not in steps]
