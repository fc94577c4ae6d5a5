"""Backups: the corpus and the labels of people, copied together and put back together."""

from __future__ import annotations

import tempfile
from pathlib import Path

from policynlp.corpus.backup.manifest import LABELS
from policynlp.corpus.backup.restoring import Checked, put_in_place, unpacked, verify_backups
from policynlp.corpus.backup.taking import Taken, take_backup
from policynlp.corpus.store import Store
from policynlp.labels.backup import copy_labels, restore_labels
from policynlp.place import on_this_machine
from policynlp.settings import Settings
from policynlp.steps.labelling import labels_path

__all__ = ["Checked", "Taken", "back_up", "restore", "verify_backups"]


def back_up(settings: Settings, path: Path, *, keep: int | None = None) -> Taken:
    """Copy corpus and labels, while runs write and people label.

    The labels are copied first: a correction of the corpus then has its decision in the copy, or is made again from it.

    Args:
        settings: All settings in force.
        path: A folder of backups, or a new file `.tar`.
        keep: Backups that stay in the folder; None: all.

    Raises:
        CorpusError: There is no corpus, it is damaged, or the backup cannot be written.
        InputError: There is something else at the path, or the corpus lies in an object store.
        ServerError: The label database cannot be read.
    """
    from policynlp import __version__

    with (
        Store.open(on_this_machine(settings.corpus.path)) as store,
        tempfile.TemporaryDirectory(prefix="policynlp-labels-") as folder,
    ):
        copied = copy_labels(_labels_url(settings), Path(folder))
        return take_backup(
            store,
            path,
            version=__version__,
            labels={LABELS + name: Path(folder) / name for name in copied.files} if copied else {},
            about_labels={"kind": copied.kind, "revision": copied.revision} if copied else None,
            keep=keep,
        )


def restore(settings: Settings, path: Path, *, backup: str | None = None, labels: bool = True) -> Checked:
    """Put a corpus and its labels back where the settings say; nothing is overwritten.

    Args:
        settings: All settings in force.
        path: A folder or file of backups.
        backup: Beginning of an id; None: the newest.
        labels: Whether the labels are restored, too.

    Returns:
        What was restored.

    Raises:
        CorpusError: The backup is damaged, or there is a corpus already.
        InputError: There is a label database already, or it is of another kind than that of the backup.
    """
    with unpacked(path, corpus=on_this_machine(settings.corpus.path), backup=backup) as found:
        about = found.manifest.labels if labels else None
        if about is not None:
            restore_labels(_labels_url(settings), found.labels, kind=about["kind"], revision=about["revision"])
        put_in_place(found, on_this_machine(settings.corpus.path))
        return Checked(
            id=found.id,
            made_at=found.manifest.made_at,
            corpus=str(settings.corpus.path),
            files=len(found.manifest.files),
            bytes=found.manifest.bytes,
            labels=about is not None,
        )


def _labels_url(settings: Settings) -> str | Path:
    return settings.labels.url or labels_path(settings.corpus.path)
