"""The guidelines by which people label; every decision says which version it was made under."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from policynlp.errors import InputError
from policynlp.labels.units import LabelLayer

_VERSION = re.compile(r"^Version: (\S+)$", re.MULTILINE)


def guideline(layer: LabelLayer) -> str:
    """The guideline of a layer, in Markdown.

    Raises:
        InputError: It did not come with this installation.
    """
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "guidelines", package.parents[1] / "docs" / "guidelines"):
        path = folder / f"{layer}.md"
        if path.is_file():
            return path.read_text(encoding="utf-8")
    raise InputError(f"there is no guideline for {layer}", where=str(package), hint="Install policynlp anew.")


@lru_cache(maxsize=8)
def guideline_version(layer: LabelLayer) -> str:
    """Version of the guideline, such as `themes/1`.

    Raises:
        InputError: It is missing, or states no version.
    """
    found = _VERSION.search(guideline(layer))
    if found is None:
        raise InputError(f"the guideline for {layer} states no version", where="guidelines", hint="Add `Version: ...`.")
    return found[1]
