"""Models looked through: every file there, and of the hash that its manifest says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from policynlp.diagnosis import Finding
from policynlp.errors import ModelError
from policynlp.tag.models import read_manifest, read_verified


def check_model(folder: Path, *, kind: str, hint: str = "") -> Iterator[Finding]:
    """Look through the folder of a model.

    Args:
        folder: The folder.
        kind: `encoder`, `themes` or `links`.
        hint: What to do where it is broken; default: that of the error.
    """
    try:
        manifest = read_manifest(folder, kind=kind)
        for name in manifest["files"]:
            read_verified(folder, name, manifest)
    except ModelError as error:
        what = f"a model cannot be used: {error.what}"
        yield Finding(check="models", severity="damage", what=what, where=error.where, hint=hint or error.hint)
