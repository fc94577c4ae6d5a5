"""Which files make up one consistent state of a corpus, while others go on writing to it.

Delta tables only grow by commits, so a version that was looked up once names files that stay as they are. `batches` is looked up
before the tables that its rows speak of: every batch that the copy knows is then whole in it, and rows of batches that came later
are not seen. `activations` comes first of all, since a tag set is made active when it is complete.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from policynlp.corpus.durable import SUMS
from policynlp.corpus.schema import SCHEMAS
from policynlp.corpus.store import Store

DERIVED = frozenset({"index"})
"""Folders of a corpus that are made anew from the rest."""
_TABLES = "tables"
_LOG = "_delta_log"
_FIRST = ("activations", "batches")
_COMMIT = re.compile(r"(\d{20})\.json")
_CHECKPOINT = re.compile(r"(\d{20})\.checkpoint(?:\.(\d{10})\.(\d{10}))?\.parquet")


@dataclass(frozen=True, slots=True)
class Pinned:
    """One state of a corpus.

    Attributes:
        versions: Table to the version that is copied.
        files: Paths in the corpus folder, with `/` between their parts.
    """

    versions: dict[str, int]
    files: tuple[str, ...]


def pin(store: Store) -> Pinned:
    """The state of a corpus at this moment.

    Args:
        store: The corpus, open.

    Raises:
        CorpusError: A table is missing or damaged.
        FileNotFoundError: A file was taken away meanwhile (by a compaction, say); look again.
    """
    versions: dict[str, int] = {}
    files: list[str] = []
    for name in (*_FIRST, *(name for name in SCHEMAS if name not in _FIRST)):
        folder = store.path / "tables" / name
        versions[name] = store.tables.version(name)
        paths = [folder / file for file in store.tables.files(name, fresh=False)]
        paths += [*_log_files(folder / _LOG, versions[name]), *(path for path in (folder / SUMS,) if path.exists())]
        files += [path.relative_to(store.path).as_posix() for path in paths]
    return Pinned(versions, (*files, *_beside(store.path)))


def _log_files(folder: Path, version: int) -> Iterator[Path]:
    """The part of a table's log that says what is in a version: its newest checkpoint, and the commits since."""
    commits: dict[int, Path] = {}
    checkpoints: dict[int, list[tuple[Path, int]]] = {}
    for path in folder.iterdir():
        if found := _COMMIT.fullmatch(path.name):
            commits[int(found[1])] = path
        elif found := _CHECKPOINT.fullmatch(path.name):
            checkpoints.setdefault(int(found[1]), []).append((path, int(found[3] or 1)))
    whole = {at: [path for path, _ in parts] for at, parts in checkpoints.items() if len(parts) == parts[0][1]}
    newest = max((at for at in whole if at <= version), default=None)
    yield from sorted(whole.get(newest, ()) if newest is not None else ())
    for at in sorted(commits):
        if (newest or 0) <= at <= version:
            yield commits[at]


def _beside(corpus: Path) -> Iterator[str]:
    """Everything else in the folder: bytes as fetched, decisions, runs, releases, models, queries; not what is being made."""
    for path in sorted(corpus.rglob("*")):
        parts = path.relative_to(corpus).parts
        if parts[0] not in (_TABLES, *DERIVED) and not any(part.startswith(".") for part in parts) and path.is_file():
            yield "/".join(parts)
