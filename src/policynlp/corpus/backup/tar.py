"""A backup as one file: a tar of the parts that a folder of backups has."""

from __future__ import annotations

import io
import tarfile
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, BinaryIO

from policynlp.corpus.backup.shelf import MANIFESTS, FolderShelf, Kept, hashed_copy, object_name
from policynlp.errors import CorpusError, InputError

_SPOOL_BYTES = 64 << 20
_OTHER_KINDS = frozenset({".gz", ".tgz", ".zip", ".zst", ".xz", ".bz2", ".7z"})


@dataclass
class TarShelf:
    """One backup in one file, for reading; `TarWriter` makes it.

    Args:
        path: The file.

    Raises:
        CorpusError: It is none, or was cut off.
    """

    path: Path
    _members: dict[str, tarfile.TarInfo] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.place = str(self.path)
        try:
            self._tar = tarfile.open(self.path, "r:")  # noqa: SIM115 - as long as the shelf
            self._members = {member.name: member for member in self._tar.getmembers() if member.isfile()}
        except (tarfile.TarError, EOFError) as error:
            raise CorpusError(
                f"the file is no backup, or was cut off: {error}", where=self.place, hint="Take another copy of it."
            ) from error

    def ids(self) -> list[str]:
        """See `Shelf`."""
        head = f"{MANIFESTS}/"
        return sorted(name.removeprefix(head).removesuffix(".json") for name in self._members if name.startswith(head))

    def manifest(self, backup: str) -> bytes:
        """See `Shelf`."""
        with self._open(f"{MANIFESTS}/{backup}.json") as file:
            return file.read()

    def open(self, sha256: str) -> IO[bytes]:
        """See `Shelf`."""
        return self._open(object_name(sha256))

    def _open(self, name: str) -> IO[bytes]:
        member = self._members.get(name)
        file = self._tar.extractfile(member) if member else None
        if file is None:
            raise FileNotFoundError(name)
        return file


class TarWriter:
    """Writes a backup as one file.

    Args:
        out: Where the bytes go.
    """

    def __init__(self, out: BinaryIO) -> None:
        self._tar = tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT)  # noqa: SIM115 - closed by `finish`
        self._there: dict[str, int] = {}

    def finish(self, backup: str, manifest: bytes) -> None:
        """See `Target`."""
        self._add(f"{MANIFESTS}/{backup}.json", io.BytesIO(manifest), len(manifest))
        self._tar.close()

    def size_of(self, sha256: str) -> int | None:
        """See `Target`."""
        return self._there.get(sha256)

    def put(self, source: Path) -> Kept:
        """See `Target`."""
        with tempfile.SpooledTemporaryFile(_SPOOL_BYTES) as copy:
            with source.open("rb") as file:
                sha256, size = hashed_copy(file, copy)
            if new := sha256 not in self._there:
                copy.seek(0)
                self._add(object_name(sha256), copy, size)
                self._there[sha256] = size
        return Kept(size, sha256, new)

    def _add(self, name: str, file: IO[bytes], size: int) -> None:
        member = tarfile.TarInfo(name)
        member.size = size
        self._tar.addfile(member, file)


def is_file_name(path: Path) -> bool:
    """Whether a backup of this name is one file.

    Raises:
        InputError: It looks like a file of a kind that is not written.
    """
    if path.suffix == ".tar":
        return True
    if path.suffix in _OTHER_KINDS:
        raise InputError(
            "a backup is a folder, or a file that ends in .tar",
            where=str(path),
            hint="What takes space in a corpus is compressed already.",
        )
    return False


def open_shelf(path: Path) -> FolderShelf | TarShelf:
    """The backups at a place, to read.

    Raises:
        CorpusError: There are none.
    """
    if path.is_file():
        return TarShelf(path)
    if (path / MANIFESTS).is_dir():
        return FolderShelf(path)
    raise CorpusError("there is no backup", where=str(path), hint="`policynlp backup FOLDER` makes one.")
