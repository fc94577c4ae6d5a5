"""The parts list of a release is whole and valid; the audit says what it found, and when it could not look."""

from __future__ import annotations

import importlib.util
import json
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"scripts_{name}", ROOT / "scripts" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


sbom, audit = script("sbom"), script("audit")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCK = sbom.locked((ROOT / "constraints.txt").read_text(encoding="utf-8"))


def test_the_parts_list_has_what_runs_and_nothing_of_the_tests() -> None:
    made = json.loads(sbom.sbom(PROJECT, version="9.9", lock=LOCK))
    parts = {part["name"]: part for part in made["components"]}
    assert (made["bomFormat"], made["specVersion"]) == ("CycloneDX", "1.6")
    assert made["metadata"]["component"]["version"] == "9.9"
    assert {sbom.canonicalize_name(sbom.Requirement(r).name) for r in PROJECT["dependencies"]} <= set(parts)
    assert {"pytest", "ruff", "mypy", "atheris", "torch"} & set(parts) == set()
    assert all(part["version"] == LOCK.get(name, part["version"]) for name, part in parts.items())
    assert parts["lxml"]["purl"] == f"pkg:pypi/lxml@{LOCK['lxml']}"
    needs = {row["ref"]: row.get("dependsOn", []) for row in made["dependencies"]}
    assert f"numpy@{LOCK['numpy']}" in needs[f"pandas@{LOCK['pandas']}"]
    assert sum(bool(part.get("licenses")) for part in parts.values()) > 0.9 * len(parts)


def test_another_version_than_the_lock_says_is_no_release() -> None:
    with pytest.raises(SystemExit, match=r"lxml is .* here and 0\.1 in constraints\.txt"):
        sbom.sbom({"dependencies": ["lxml"]}, version="1", lock={"lxml": "0.1"})
    with pytest.raises(SystemExit, match="no-such-package is not installed"):
        sbom.sbom({"dependencies": ["no-such-package"]}, version="1", lock={})


def test_the_lock_is_read_by_its_pins() -> None:
    assert sbom.locked("# note\nA_b==1.0  # why\nc==2 ; python_version > '3'\n-e .\n") == {"a-b": "1.0", "c": "2"}


@pytest.mark.parametrize(
    "code, says, status, told",
    [
        (0, "No known vulnerabilities found", 0, "no known vulnerability"),
        (1, "Found 1 known vulnerability in 1 package\\nlxml 1.0 PYSEC-1", 1, "PYSEC-1"),
        (1, "requests.exceptions.ConnectionError: Max retries exceeded", 75, "cannot be reached"),
        (1, "Traceback: KeyError", 75, "pip-audit failed"),
    ],
    ids=["clean", "found", "unreachable", "broken"],
)
def test_the_audit_tells_nothing_found_from_not_looked(
    code: int, says: str, status: int, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    stand_in = f"import sys; sys.stderr.write('{says}'); sys.exit({code})"
    assert audit.audit(command=(sys.executable, "-c", stand_in)) == status
    assert told in capsys.readouterr().out
