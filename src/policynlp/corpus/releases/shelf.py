"""Where the releases of a corpus lie, and which there are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from policynlp.corpus.releases.manifest import MANIFEST, SUMS, check_name, read_manifest
from policynlp.errors import CorpusError
from policynlp.place import ObjectPath, Place, local_copy, place

RELEASES = "releases"
"""Folder of a corpus in which its releases lie, unless they are put elsewhere."""


def releases_folder(corpus: Place) -> Place:
    """Folder of the releases of a corpus."""
    return corpus / RELEASES


def is_release(folder: Place) -> bool:
    """Whether a folder is a release (exports have a manifest, too, and no sums beside it)."""
    return (folder / MANIFEST).is_file() and (folder / SUMS).is_file()


def find_release(corpus: Place, name: str) -> Path:
    """Folder of a release, on this machine: by its name among those of a corpus, or by its path.

    Args:
        corpus: Folder of the corpus.
        name: Name or path.

    Raises:
        CorpusError: There is none.
    """
    if is_release(place(name)):
        return local_copy(place(name))
    if "/" not in name and (folder := releases_folder(corpus) / check_name(name)) and (folder / MANIFEST).is_file():
        return local_copy(folder)
    known = [found["name"] for found in list_releases(corpus)]
    raise CorpusError(
        "there is no such release",
        where=name,
        hint=f"Releases of {corpus}: {', '.join(known)}." if known else "`policynlp release create NAME` makes one.",
    )


def _under(folder: Place) -> list[Path] | list[ObjectPath]:
    if isinstance(folder, ObjectPath):
        return list(folder.iterdir()) if folder.is_dir() else []
    return sorted(folder.iterdir()) if folder.is_dir() else []


def list_releases(corpus: Place) -> list[dict[str, Any]]:
    """The releases of a corpus, oldest first.

    Returns:
        For each: name, title, created_at, documents, unique_documents, tagset, content_sha256, path; or name, path and
        `fault` where it cannot be read.
    """
    folder = releases_folder(corpus)
    found = []
    for path in _under(folder):
        if path.name.startswith(".") or not path.is_dir():
            continue  # one that is being made
        try:
            manifest = read_manifest(path)
        except CorpusError as error:
            found.append({"name": path.name, "path": str(path), "fault": error.what, "created_at": ""})
            continue
        names = ("name", "title", "created_at", "content_sha256")
        found.append(
            {name: manifest[name] for name in names}
            | {name: manifest["corpus"][name] for name in ("documents", "unique_documents")}
            | {"tagset": manifest["tagset"]["id"], "path": str(path)}
        )
    return sorted(found, key=lambda row: (row["created_at"], row["name"]))
