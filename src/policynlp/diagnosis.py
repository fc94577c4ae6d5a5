"""What a check of a corpus finds, and the safe place for what a repair takes away."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

Severity = Literal["note", "warning", "damage"]
"""`note`: nothing to do; `warning`: works, but somebody should know; `damage`: something cannot be read, or is lost."""

QUARANTINE = "quarantine"
"""Folder of a corpus that holds what repairs took away."""


@dataclass(slots=True, kw_only=True)
class Finding:
    """One thing that is not as it should be.

    Attributes:
        check: Which check found it, such as `log` or `files`.
        severity: How bad it is.
        what: One sentence.
        where: File, folder, table or address.
        hint: What a person can do.
        mend: Repairs it, and says in one sentence what was done; None where no program can.
        mended: What was done.
        failed: Why the repair failed.
    """

    check: str
    severity: Severity
    what: str
    where: str
    hint: str = ""
    mend: Callable[[], str] | None = None
    mended: str | None = None
    failed: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready; `repairable` says whether `--repair` would do something."""
        names = ("check", "severity", "what", "where", "hint", "mended", "failed")
        return {name: getattr(self, name) for name in names} | {"repairable": self.mend is not None}


class Quarantine:
    """Where a repair puts what it takes away: nothing is ever deleted.

    Args:
        corpus: Folder of the corpus; files lie under `quarantine/TIME/` with the path that they had in it.
    """

    def __init__(self, corpus: Path) -> None:
        self._corpus = corpus.absolute()
        self.folder = self._corpus / QUARANTINE / f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}"

    def move(self, path: Path) -> Path:
        """Move a file or folder away; gives where it is now.

        Raises:
            OSError: It cannot be moved.
        """
        target = self._target(path)
        shutil.move(path, target)
        return target

    def put_aside(self, path: Path) -> str:
        """As `move`, told in a sentence."""
        return f"moved to {self.move(path)}"

    def copy(self, path: Path) -> Path:
        """Keep a copy of a file that will be changed in place."""
        return Path(shutil.copy2(path, self._target(path)))

    def _target(self, path: Path) -> Path:
        absolute = path.absolute()
        inside = absolute.is_relative_to(self._corpus)
        target = self.folder / (absolute.relative_to(self._corpus) if inside else Path("beside") / absolute.name)
        target.parent.mkdir(parents=True, exist_ok=True)
        while target.exists():
            target = target.with_name(f"{target.name}.again")
        return target


def open_read_only(path: Path) -> sqlite3.Connection:
    """An SQLite file, to look at; on a disk that cannot be written as it is, since a log beside it could not be made there."""
    how = "mode=ro" if os.access(path.absolute().parent, os.W_OK) else "immutable=1"
    return sqlite3.connect(f"{path.absolute().as_uri()}?{how}", uri=True, timeout=5)
