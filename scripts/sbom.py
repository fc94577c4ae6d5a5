"""The parts list of a release: CycloneDX JSON of what policynlp needs at run time, with the versions of the lock.

    python scripts/sbom.py dist/policynlp.cdx.json

Parts and what needs what are read from the installed packages, versions are those of `constraints.txt`; where the two differ, nothing is
written. The result is checked against the schema of CycloneDX 1.6.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

from cyclonedx.model import ExternalReference, ExternalReferenceType, XsUri
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import DisjunctiveLicense
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
_UNFROZEN = frozenset({"pip", "setuptools", "wheel"})
"""What `pip freeze`, and so the lock, leaves out; the version that is installed counts."""
_LONGEST_LICENCE_CHARS = 200
"""Some packages put the whole text of their licence where its name belongs."""


def locked(text: str) -> dict[str, str]:
    """Name to version, of a file of constraints."""
    pins = (line.split("#")[0].split(";")[0].strip().partition("==") for line in text.splitlines())
    return {str(canonicalize_name(name)): version for name, equals, version in pins if equals}


def needed(requirements: list[str], lock: Mapping[str, str]) -> dict[str, set[str]]:
    """Every package that these requirements lead to, with what it needs itself.

    Raises:
        SystemExit: One is not installed, or in another version than the lock says.
    """
    found: dict[str, set[str]] = {}
    waiting = [Requirement(r) for r in requirements]
    while waiting:
        wanted = waiting.pop()
        name = str(canonicalize_name(wanted.name))
        extras = {"", *wanted.extras}
        try:
            here = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            raise SystemExit(f"{name} is not installed: run `make sbom`, which sets up what it needs") from None
        if lock.get(name) != here.version and name not in _UNFROZEN:
            raise SystemExit(
                f"{name} is {here.version} here and {lock.get(name, 'missing')} in constraints.txt: run `make lock`"
            )
        inner = [Requirement(r) for r in here.requires or ()]
        inner = [r for r in inner if r.marker is None or any(r.marker.evaluate({"extra": e}) for e in extras)]
        new = {str(canonicalize_name(r.name)) for r in inner} - found.get(name, set())
        if name not in found or new:
            found.setdefault(name, set()).update(new)
            waiting += inner
    return found


def component_of(name: str) -> Component:
    """A package as a part."""
    about = metadata.distribution(name).metadata
    version = about["Version"]
    licence = about.get("License-Expression") or about.get("License") or next(
        (c.rpartition(" :: ")[2] for c in about.get_all("Classifier") or () if c.startswith("License ::")), None
    )  # fmt: skip
    return Component(
        name=name,
        version=version,
        type=ComponentType.LIBRARY,
        bom_ref=f"{name}@{version}",
        purl=PackageURL("pypi", name=name, version=version),
        description=re.sub(r"\s+", " ", about.get("Summary") or "") or None,
        licenses=[DisjunctiveLicense(name=" ".join(licence.split())[:_LONGEST_LICENCE_CHARS])] if licence else (),
        external_references=[
            ExternalReference(type=ExternalReferenceType.DISTRIBUTION, url=XsUri(f"https://pypi.org/project/{name}/{version}/"))
        ],
    )


def sbom(project: Mapping[str, Any], *, version: str, lock: Mapping[str, str]) -> str:
    """The parts list as JSON.

    Args:
        project: Table `project` of pyproject.toml.
        version: Of policynlp.
        lock: Name to version.

    Raises:
        SystemExit: What is installed is not what the lock says, or the result is not valid.
    """
    parts = needed(list(project["dependencies"]), lock)
    components = {name: component_of(name) for name in sorted(parts)}
    whole = Component(
        name="policynlp",
        version=version,
        type=ComponentType.APPLICATION,
        bom_ref="policynlp",
        licenses=[DisjunctiveLicense(id="Apache-2.0")],
    )
    bom = Bom(components=components.values())
    bom.metadata.component = whole
    bom.register_dependency(whole, [components[str(canonicalize_name(Requirement(r).name))] for r in project["dependencies"]])
    for name, inner in parts.items():
        bom.register_dependency(components[name], [components[i] for i in sorted(inner)])
    text: str = JsonV1Dot6(bom).output_as_string(indent=2)
    if (fault := JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)) is not None:
        raise SystemExit(f"the parts list is not valid: {fault}")
    return text


def main() -> None:
    """Write the file that is named."""
    out = Path(sys.argv[1] if len(sys.argv) > 1 else "dist/policynlp.cdx.json")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    version = re.search(r'__version__ = "([^"]+)"', (ROOT / "src/policynlp/__init__.py").read_text(encoding="utf-8"))
    assert version is not None
    text = sbom(project, version=version[1], lock=locked((ROOT / "constraints.txt").read_text(encoding="utf-8")))
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(text + "\n", encoding="utf-8")
    print(f"{len(json.loads(text)['components'])} parts in {out}")


if __name__ == "__main__":
    main()
