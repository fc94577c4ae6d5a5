"""Where backups lie: a folder that takes one after the other, or one file that holds a single one.

    backups/ID.json       what a backup holds: path, size and SHA-256 of each file
    objects/ab/cdef...    the files, by their SHA-256: what two backups share lies there once

A file is a tar of the same parts.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

from policynlp.corpus.export.files import atomic
from policynlp.corpus.locks import Locked, lock
from policynlp.errors import CorpusError

MANIFESTS = "backups"
OBJECTS = "objects"
LOCK = ".lock"
_CHUNK_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Kept:
    """A file on the shelf: its size, its SHA-256, and whether it was not there before."""

    bytes: int
    sha256: str
    new: bool


class Target(Protocol):
    """What a backup is written to."""

    def size_of(self, sha256: str) -> int | None:
        """Size of the file with this hash that is there already, or None."""

    def put(self, source: Path) -> Kept:
        """Copy a file; it may change meanwhile, so its hash is that of the copy."""

    def finish(self, backup: str, manifest: bytes) -> None:
        """Write the manifest: from here on the backup is there."""


class Shelf(Protocol):
    """What backups are read from.

    Attributes:
        place: Path, for messages.
    """

    place: str

    def ids(self) -> list[str]:
        """Ids of the backups, oldest first."""

    def manifest(self, backup: str) -> bytes:
        """The manifest of a backup."""

    def open(self, sha256: str) -> IO[bytes]:
        """A file by its hash; `FileNotFoundError` where it is missing."""


def object_name(sha256: str) -> str:
    """Where a file lies on the shelf."""
    return f"{OBJECTS}/{sha256[:2]}/{sha256[2:]}"


def hashed_copy(source: IO[bytes], out: IO[bytes] | None) -> tuple[str, int]:
    """SHA-256 and size of a stream, which is written to `out` on the way."""
    digest, size = hashlib.sha256(), 0
    while chunk := source.read(_CHUNK_BYTES):
        digest.update(chunk)
        size += len(chunk)
        if out is not None:
            out.write(chunk)
    return digest.hexdigest(), size


class FolderShelf:
    """A folder of backups.

    Args:
        folder: The folder.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.place = str(folder)

    def ids(self) -> list[str]:
        """See `Shelf`."""
        return sorted(path.stem for path in (self.folder / MANIFESTS).glob("[!.]*.json"))

    def manifest(self, backup: str) -> bytes:
        """See `Shelf`."""
        return (self.folder / MANIFESTS / f"{backup}.json").read_bytes()

    def finish(self, backup: str, manifest: bytes) -> None:
        """See `Target`; what was written before is on disk when this returns."""
        os.sync()
        with atomic(self.folder / MANIFESTS / f"{backup}.json") as out:
            out.write(manifest)

    def size_of(self, sha256: str) -> int | None:
        """See `Target`."""
        path = self.folder / object_name(sha256)
        return path.stat().st_size if path.is_file() else None

    def put(self, source: Path) -> Kept:
        """See `Target`."""
        (self.folder / OBJECTS).mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self.folder / OBJECTS, prefix=".new-")
        try:
            with os.fdopen(handle, "wb") as out, source.open("rb") as file:
                sha256, size = hashed_copy(file, out)
            target = self.folder / object_name(sha256)
            new = self.size_of(sha256) != size
            target.parent.mkdir(exist_ok=True)
            Path(name).replace(target)  # also over one that is there: it may have been damaged
        finally:
            Path(name).unlink(missing_ok=True)
        return Kept(size, sha256, new)

    def open(self, sha256: str) -> IO[bytes]:
        """See `Shelf`."""
        return (self.folder / object_name(sha256)).open("rb")

    def remove(self, backup: str) -> None:
        """Remove the manifest of a backup; its files stay until `sweep`."""
        (self.folder / MANIFESTS / f"{backup}.json").unlink(missing_ok=True)

    def sweep(self, needed: frozenset[str]) -> int:
        """Delete files that no backup names, and what killed backups left; gives their number."""
        swept = 0
        for path in (self.folder / OBJECTS).rglob("*"):
            if path.is_file() and path.parent.name + path.name not in needed:
                path.unlink()
                swept += 1
        return swept

    @contextmanager
    def alone(self) -> Iterator[None]:
        """While this holds, no other process writes to the folder.

        Raises:
            CorpusError: Another one does.
        """
        with ExitStack() as held:
            try:
                held.enter_context(lock(self.folder / LOCK))
            except Locked:
                raise CorpusError("another backup is being written here", where=self.place, hint="Wait for it.") from None
            yield
