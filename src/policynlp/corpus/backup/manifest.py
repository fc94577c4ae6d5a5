"""What a backup says of itself: where it comes from, and path, size and hash of each file."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import Any, Self

from policynlp.corpus.backup.shelf import Shelf
from policynlp.errors import CorpusError, InputError

BACKUP_FORMAT = 1
"""Layout of a backup; a reader refuses a higher one."""
CORPUS = "corpus/"
"""How the paths of files of the corpus folder begin."""
LABELS = "labels/"
"""How the paths of the label database's files begin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """A backup.

    Attributes:
        made_at: ISO time.
        policynlp: Version that made it.
        corpus: Name of the corpus folder.
        format, schemas: What `corpus.json` says.
        tables: Table to the version of it that was copied.
        labels: Kind of the label database and revision of its tables; None where there was none.
        files: Path to size and SHA-256.
    """

    made_at: str
    policynlp: str
    corpus: str
    format: int
    schemas: dict[str, int]
    tables: dict[str, int]
    labels: dict[str, str] | None
    files: dict[str, tuple[int, str]]

    def to_json(self) -> bytes:
        """As it is written."""
        body = {"backup_format": BACKUP_FORMAT} | asdict(self)
        body["files"] = [{"path": path, "bytes": size, "sha256": sha} for path, (size, sha) in sorted(self.files.items())]
        return json.dumps(body, ensure_ascii=False, indent=1).encode() + b"\n"

    @classmethod
    def from_json(cls, data: bytes) -> Self:
        """A manifest as it was written.

        Raises:
            ValueError: It is none, or names a file outside of the corpus.
            CorpusError: It was written by a newer version.
        """
        body: dict[str, Any] = json.loads(data)
        if body.pop("backup_format") > BACKUP_FORMAT:
            raise CorpusError("the backup was made by a newer version", hint="It needs a later policynlp.")
        body["files"] = {_inside(row["path"]): (row["bytes"], row["sha256"]) for row in body["files"]}
        return cls(**body)

    @property
    def bytes(self) -> int:
        """Size of all files."""
        return sum(size for size, _ in self.files.values())


def backup_id(manifest: bytes) -> str:
    """Time and hash: a manifest that was changed does not fit its own name."""
    return f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{_short(manifest)}"


def _short(manifest: bytes) -> str:
    return hashlib.sha256(manifest).hexdigest()[:16]


def _inside(path: str) -> str:
    parts = PurePosixPath(path).parts
    if ".." in parts or len(parts) < 2 or f"{parts[0]}/" not in (CORPUS, LABELS) or "\\" in path or "\0" in path:
        raise ValueError(f"{path!r} is no path in a backup")
    return path


def read_manifest(shelf: Shelf, backup: str) -> Manifest:
    """The manifest of a backup.

    Raises:
        CorpusError: It is missing, damaged, or of a newer version.
    """
    try:
        data = shelf.manifest(backup)
        if backup.rpartition("-")[2] != _short(data):
            raise ValueError("its hash is not that of its name")
        return Manifest.from_json(data)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise CorpusError(
            f"the manifest of backup {backup} is damaged: {error}", where=shelf.place, hint="Use another backup."
        ) from error


def find_backup(shelf: Shelf, beginning: str | None) -> str:
    """Id of a backup: the newest, or the one that begins so.

    Raises:
        CorpusError: There is none at all.
        InputError: None begins so, or several do.
    """
    known = shelf.ids()
    if not known:
        raise CorpusError("there is no backup that was finished", where=shelf.place, hint="`policynlp backup` makes one.")
    if beginning is None:
        return known[-1]
    found = [backup for backup in known if backup.startswith(beginning)]
    if len(found) != 1:
        what = "no backup begins" if not found else f"{len(found)} backups begin"
        raise InputError(f"{what} with {beginning!r}", where=shelf.place, hint=f"There are: {', '.join(known)}.")
    return found[0]
