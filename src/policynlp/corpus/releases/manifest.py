"""The manifest of a release: what is in it, what it was made of and with, and the hash of every file.

`manifest.json` says all of it; `SHA256SUMS` lists the hash of every file, the manifest's too, in the form that `sha256sum -c` reads.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from policynlp.errors import CorpusError, InputError
from policynlp.place import Place

RELEASE_FORMAT = 1
"""Layout of a release's folder; a reader refuses a higher one."""
MANIFEST = "manifest.json"
SUMS = "SHA256SUMS"
DATA = "data"
"""Folder of what counts: what the views show."""
REPEATS = "repeats"
"""Folder of texts that repeat another one and of superseded revisions, which the views with `_all` behind their names show too."""

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_IDENTIFIER = re.compile(r"[a-z][a-z0-9_]{0,62}")
_PRIVATE = (("corpus", "path"), ("corpus", "sources"), ("fetch", "contact"))
"""Settings that tell where somebody's files lie, or who they are; a release leaves them out."""


def check_name(name: str) -> str:
    """The name, if a folder can be called so on any machine.

    Raises:
        InputError: It cannot.
    """
    if not _NAME.fullmatch(name) or name.endswith("."):
        raise InputError(
            f"a release cannot be called {name!r}",
            where="release",
            hint="Use up to 64 letters, digits, dots, dashes and underscores, such as 2026.1.",
        )
    return name


def files_of(folder: Path) -> Iterator[Path]:
    """All files of a release, in the order of their names."""
    return iter(sorted(path for path in folder.rglob("*") if path.is_file() or path.is_symlink()))


def public_settings(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Settings without paths and addresses of whoever made the corpus."""
    out = {section: dict(values) if isinstance(values, Mapping) else values for section, values in settings.items()}
    for section, name in _PRIVATE:
        if isinstance(out.get(section), dict):
            out[section].pop(name, None)
    return {
        section: {n: Path(v).name if isinstance(v, str) and Path(v).is_absolute() else v for n, v in values.items()}
        if isinstance(values, dict)
        else values
        for section, values in out.items()
    }


def content_sha256(files: Mapping[str, Mapping[str, Any]]) -> str:
    """One hash over the data files: two releases with the same one hold the same rows."""
    lines = [f"{entry['sha256']}  {name}\n" for name, entry in sorted(files.items()) if name.endswith(".parquet")]
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def read_manifest(folder: Place) -> dict[str, Any]:
    """The manifest of a release.

    Raises:
        CorpusError: There is no release, its manifest is damaged, or it was made by a newer version.
    """
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        written = int(manifest["release_format"])
    except FileNotFoundError:
        raise CorpusError(
            "there is no release", where=str(folder), hint="`policynlp release list` shows those of the corpus."
        ) from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CorpusError(
            f"{MANIFEST} cannot be read: {error}", where=str(folder), hint="Get the release again from where it was published."
        ) from error
    if written > RELEASE_FORMAT:
        raise CorpusError("it was made by a newer version", where=str(folder), hint="Upgrade policynlp.")
    try:
        _check_names(manifest)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        hint = "Get the release again from where it was published."
        raise CorpusError(f"{MANIFEST} has impossible tables: {error}", where=str(folder), hint=hint) from error
    return manifest


def _check_names(manifest: Mapping[str, Any]) -> None:
    """Names of tables and columns become SQL and paths of files: raise ValueError where they could be anything else."""
    for table, about in manifest["tables"].items():
        for name in (table, *(str(column["name"]) for column in about["columns"])):
            if not _IDENTIFIER.fullmatch(name):
                raise ValueError(f"{name[:80]!r} is no name")
