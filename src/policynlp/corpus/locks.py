"""Locks on files that end with the process that holds them, whatever ends it.

A lock of SQLite on an empty file: the operating system lets go of it when the process dies, `kill -9` and power cuts
included, so that nothing has to be cleaned up and no clock or process id is compared. It works on every system, and over NFS
version 4; it does not keep anybody out of an object store.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from policynlp.errors import CorpusError


class Locked(Exception):
    """Somebody else holds the lock."""


@contextmanager
def _errors(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY:
            raise Locked(str(path)) from error
        hint = "Check the path, free space and permissions."
        raise CorpusError(f"the lock cannot be made: {error}", where=str(path), hint=hint) from error


@contextmanager
def lock(path: Path, *, wait_s: float = 0.0) -> Iterator[None]:
    """Hold a lock.

    Args:
        path: The file; made where it is missing, with its folder, and left there.
        wait_s: How long to wait for whoever holds it.

    Raises:
        Locked: It took longer.
        CorpusError: The lock cannot be made.
    """
    with _errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        held = sqlite3.connect(path, timeout=wait_s, isolation_level=None, check_same_thread=False)
    try:
        with _errors(path):
            held.execute("BEGIN EXCLUSIVE")
    except BaseException:
        held.close()
        raise
    try:
        yield
    finally:
        held.close()


def is_locked(path: Path) -> bool:
    """Whether somebody holds the lock; false where the file does not exist."""
    if not path.exists():
        return False
    try:
        with lock(path):
            return False
    except Locked:
        return True
