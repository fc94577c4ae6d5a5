"""A backup is taken: one state of the corpus is pinned, and its files are copied that are not on the shelf yet."""

from __future__ import annotations

import errno
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from policynlp.corpus.backup.manifest import CORPUS, Manifest, backup_id, read_manifest
from policynlp.corpus.backup.pinned import pin
from policynlp.corpus.backup.shelf import LOCK, MANIFESTS, OBJECTS, FolderShelf, Target
from policynlp.corpus.backup.tar import TarWriter, is_file_name
from policynlp.corpus.blobs import ORIGINS
from policynlp.corpus.export.files import atomic
from policynlp.corpus.schema import FORMAT_VERSION, SCHEMA_VERSIONS
from policynlp.corpus.store import Store
from policynlp.errors import CorpusError, InputError

_ATTEMPTS = 5
"""A compaction or a change of model may take files away while they are copied; the next look finds others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What a backup did.

    Attributes:
        id: Of the backup.
        path: Where it lies.
        files, bytes: What it holds.
        new_files, new_bytes: What was not there before.
        labels: Whether a label database is in it.
        removed: Ids of older backups that were removed.
    """

    id: str
    path: str
    files: int
    bytes: int
    new_files: int
    new_bytes: int
    labels: bool
    removed: tuple[str, ...] = ()


def take_backup(
    store: Store,
    path: Path,
    *,
    version: str,
    labels: Mapping[str, Path],
    about_labels: Mapping[str, str] | None,
    keep: int | None = None,
) -> Taken:
    """Copy a corpus and its labels; whoever writes to it meanwhile is not disturbed.

    Args:
        store: The corpus, open.
        path: A folder that takes one backup after the other, or a file `.tar` for this one.
        version: Of policynlp.
        labels: Path in the backup to a copy of a file of the label database.
        about_labels: Its kind and revision; None where there is none.
        keep: Backups that stay in the folder, this one counted; None: all.

    Raises:
        InputError: There is something else at the path, or it lies in the corpus.
        CorpusError: The corpus is damaged, or the backup cannot be written.
    """
    single = is_file_name(path)
    _check_place(store.path, path, single=single)
    if single:
        if keep is not None:
            raise InputError("a file holds one backup", where=str(path), hint="--keep is for folders.")
        with atomic(path) as out:
            return _take(store, TarWriter(out), None, str(path), version, labels, about_labels)
    shelf = FolderShelf(path)
    with _written(path), shelf.alone():
        taken = _take(store, shelf, _before(shelf), str(path), version, labels, about_labels)
        return taken if keep is None else _thin_out(shelf, taken, keep)


def _before(shelf: FolderShelf) -> Manifest | None:
    """The last backup, which spares reading files again; where it is damaged, all are read: a new one is wanted all the more."""
    known = shelf.ids()
    with suppress(CorpusError):
        return read_manifest(shelf, known[-1]) if known else None
    return None


def _take(
    store: Store,
    target: Target,
    before: Manifest | None,
    place: str,
    version: str,
    labels: Mapping[str, Path],
    about_labels: Mapping[str, str] | None,
) -> Taken:
    for attempt in range(_ATTEMPTS):
        try:
            versions, files, new = _copy(store, target, before)
            break
        except FileNotFoundError as error:
            if attempt == _ATTEMPTS - 1:
                raise CorpusError(
                    "files of the corpus are missing, or go away while they are copied",
                    where=str(error.filename or store.path),
                    hint="Let compaction end, then take the backup again; if that does not help, the corpus is damaged.",
                ) from error
    for name, path in labels.items():
        kept = target.put(path)
        files[name] = kept.bytes, kept.sha256
        new += [kept.bytes] if kept.new else []
    manifest = Manifest(
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        policynlp=version,
        corpus=store.path.absolute().name,
        format=FORMAT_VERSION,
        schemas=dict(SCHEMA_VERSIONS),
        tables=versions,
        labels=dict(about_labels) if about_labels else None,
        files=files,
    )
    data = manifest.to_json()
    backup = backup_id(data)
    target.finish(backup, data)
    return Taken(
        id=backup,
        path=place,
        files=len(files),
        bytes=manifest.bytes,
        new_files=len(new),
        new_bytes=sum(new),
        labels=about_labels is not None,
    )


def _copy(
    store: Store, target: Target, before: Manifest | None
) -> tuple[dict[str, int], dict[str, tuple[int, str]], list[int]]:
    """Versions that were pinned, files, sizes of those that are new.

    Files of rows and bytes as fetched never change under their names, so one that an earlier backup has is not read again.
    """
    pinned = pin(store)
    files: dict[str, tuple[int, str]] = {}
    new: list[int] = []
    for name in pinned.files:
        path = store.path / name
        known = before.files.get(CORPUS + name) if before and _never_changes(name) else None
        if known and known[0] == path.stat().st_size == target.size_of(known[1]):
            files[CORPUS + name] = known
            continue
        kept = target.put(path)
        files[CORPUS + name] = kept.bytes, kept.sha256
        if kept.new:
            new.append(kept.bytes)
    return pinned.versions, files, new


def _never_changes(name: str) -> bool:
    if name.startswith("blobs/"):
        return not name.endswith(ORIGINS)
    return name.startswith("tables/") and "/_delta_log/" not in name and name.endswith(".parquet")


def _thin_out(shelf: FolderShelf, taken: Taken, keep: int) -> Taken:
    known = shelf.ids()
    removed = tuple(backup for backup in known[: max(0, len(known) - keep)] if backup != taken.id)
    needed: set[str] = set()
    for backup in known:
        if backup not in removed:
            needed |= {sha for _, sha in read_manifest(shelf, backup).files.values()}
    for backup in removed:
        shelf.remove(backup)
    if removed:
        shelf.sweep(frozenset(needed))
    return Taken(**{name: getattr(taken, name) for name in taken.__slots__ if name != "removed"}, removed=removed)


def _check_place(corpus: Path, path: Path, *, single: bool) -> None:
    inside = path.absolute().resolve()
    if corpus.resolve() in (inside, *inside.parents):
        raise InputError("a backup cannot lie in the corpus itself", where=str(path), hint="Put it on another disk.")
    if single and path.exists():
        raise InputError("there is a file of that name already", where=str(path), hint="Give another name.")
    if not single and path.exists():
        if not path.is_dir():
            raise InputError(
                "there is a file of that name", where=str(path), hint="Give a folder, or a name that ends in .tar."
            )
        there = {entry.name for entry in path.iterdir() if not entry.name.startswith(LOCK)}  # SQLite has a journal beside it
        if there - {MANIFESTS, OBJECTS}:
            raise InputError("the folder holds something else", where=str(path), hint="Give a new folder, or one of backups.")


@contextmanager
def _written(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise CorpusError(
                "there is no space left for the backup", where=str(path), hint="Make space; then again."
            ) from error
        raise CorpusError(
            f"the backup cannot be written: {error}", where=str(path), hint="Check the path and permissions."
        ) from error
