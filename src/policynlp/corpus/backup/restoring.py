"""Backups are checked and put back: nothing is overwritten, and nothing counts whose hash is not that of the manifest."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from policynlp.corpus.backup.manifest import CORPUS, LABELS, Manifest, find_backup, read_manifest
from policynlp.corpus.backup.shelf import Shelf, hashed_copy, object_name
from policynlp.corpus.backup.tar import open_shelf
from policynlp.errors import CorpusError


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What was found of a backup.

    Attributes:
        id: Of the backup.
        made_at: ISO time; empty where the manifest is damaged.
        corpus: Name of the corpus folder.
        files, bytes: What it holds.
        labels: Whether a label database is in it.
        faults: One sentence each; empty where it is whole.
    """

    id: str
    made_at: str = ""
    corpus: str = ""
    files: int = 0
    bytes: int = 0
    labels: bool = False
    faults: tuple[str, ...] = ()


def verify_backups(path: Path) -> list[Checked]:
    """Read every file of every backup, and compare it with its hash.

    Args:
        path: A folder or file of backups.

    Raises:
        CorpusError: There is no backup.
    """
    shelf = open_shelf(path)
    find_backup(shelf, None)
    known: dict[str, str | None] = {}
    return [_check(shelf, backup, known) for backup in shelf.ids()]


def _check(shelf: Shelf, backup: str, known: dict[str, str | None]) -> Checked:
    try:
        manifest = read_manifest(shelf, backup)
    except CorpusError as error:
        return Checked(id=backup, faults=(error.what,))
    faults = []
    for name, (_, sha256) in sorted(manifest.files.items()):
        if sha256 not in known:
            known[sha256] = _fault(shelf, sha256)
        if fault := known[sha256]:
            faults.append(f"{name} {fault} ({object_name(sha256)})")
    return Checked(
        id=backup,
        made_at=manifest.made_at,
        corpus=manifest.corpus,
        files=len(manifest.files),
        bytes=manifest.bytes,
        labels=manifest.labels is not None,
        faults=tuple(faults),
    )


def _fault(shelf: Shelf, sha256: str) -> str | None:
    try:
        with shelf.open(sha256) as file:
            found, _ = hashed_copy(file, None)
    except FileNotFoundError:
        return "is missing"
    except OSError as error:
        return f"cannot be read: {error}"
    return None if found == sha256 else "was changed: its SHA-256 is another"


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A backup that was copied out and checked, and is not in its place yet.

    Attributes:
        id: Of the backup.
        manifest: What it says.
        corpus: Folder with the corpus.
        labels: Folder with the files of the label database.
    """

    id: str
    manifest: Manifest
    corpus: Path
    labels: Path


@contextmanager
def unpacked(path: Path, *, corpus: Path, backup: str | None = None) -> Iterator[Unpacked]:
    """Copy a backup out beside where the corpus will lie; what is not moved from there goes away at the end.

    Args:
        path: A folder or file of backups.
        corpus: Where the corpus will lie.
        backup: Beginning of an id; None: the newest.

    Raises:
        CorpusError: There is something at that place; the backup is damaged, and the first damaged file is named; or there is no
            space.
        InputError: No backup begins so.
    """
    if corpus.exists() and (not corpus.is_dir() or any(corpus.iterdir())):
        raise CorpusError(
            "there is something at this place already", where=str(corpus), hint="Move it away, or name another --corpus."
        )
    shelf = open_shelf(path)
    chosen = find_backup(shelf, backup)
    manifest = read_manifest(shelf, chosen)
    staging = corpus.absolute().with_name(f".{corpus.absolute().name}.restoring")
    shutil.rmtree(staging, ignore_errors=True)  # of a restore that was killed
    try:
        for name, (_, sha256) in manifest.files.items():
            _copy_out(shelf, name, sha256, staging / name)
        (staging / LABELS).mkdir(parents=True, exist_ok=True)
        os.sync()
        yield Unpacked(chosen, manifest, staging / CORPUS, staging / LABELS)
    except OSError as error:
        raise CorpusError(
            f"the backup cannot be restored: {error}", where=str(corpus), hint="Make space, then again."
        ) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _copy_out(shelf: Shelf, name: str, sha256: str, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    hint = "Use another backup; `policynlp backup verify` names all damaged files."
    try:
        source = shelf.open(sha256)
    except FileNotFoundError:
        raise CorpusError(f"{name} is missing in the backup", where=object_name(sha256), hint=hint) from None
    with source, target.open("wb") as out:
        found, _ = hashed_copy(source, out)
    if found != sha256:
        raise CorpusError(f"{name} was changed in the backup: its SHA-256 is another", where=object_name(sha256), hint=hint)


def put_in_place(found: Unpacked, corpus: Path) -> None:
    """The last step: the corpus takes its name."""
    corpus.parent.mkdir(parents=True, exist_ok=True)
    if corpus.is_dir():
        corpus.rmdir()  # it was found empty
    found.corpus.rename(corpus)
