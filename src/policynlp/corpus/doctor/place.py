"""The folder itself: its marker, rights, free space, and what processes that were killed left lying about."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from policynlp.corpus.store import MARKER, Store
from policynlp.diagnosis import QUARANTINE, Finding, Quarantine
from policynlp.errors import CorpusError

LEAST_FREE_BYTES = 500_000_000
"""A run over a few thousand texts writes less; compaction needs room for the largest table once more."""
_LEFT_S = 3600
"""Nobody writes at a temporary file for so long."""
_TEMPORARY = (
    "blobs/*/.new-*",
    "tables/*/_delta_log/*.tmp",
    "tables/*/_delta_log/.*",
    "index/.views-*",
    "index/.pages-*",
    f".{MARKER}.*",
    ".identities.toml.*",
    "runs/*/*.tmp",
    "releases/.*",
)


def check_place(corpus: Path, quarantine: Quarantine) -> Iterator[Finding]:
    """Look at the folder of a corpus.

    Args:
        corpus: The folder.
        quarantine: Where broken and left files go.

    Raises:
        CorpusError: There is no corpus, or it was written by a newer version.
    """
    yield from _check_marker(corpus, quarantine)
    if not may_write(corpus):
        yield Finding(
            check="rights",
            severity="warning",
            what="the folder, or a part of it, cannot be written: it can be read, but no run can add to it, and nothing be repaired",
            where=str(corpus),
            hint="Mount it for writing, or give its owner's account the right to write.",
        )
    free = shutil.disk_usage(corpus).free
    largest = max((_bytes(table) for table in (corpus / "tables").glob("*")), default=0)
    if free < max(LEAST_FREE_BYTES, largest):
        yield Finding(
            check="space",
            severity="warning",
            what=f"{free / 1e6:,.0f} MB are free on the disk of the corpus, whose largest table has {largest / 1e6:,.0f} MB",
            where=str(corpus),
            hint="Make space: a run that finds none ends, and what it had committed stays.",
        )
    left = sorted(path for pattern in _TEMPORARY for path in corpus.glob(pattern) if _is_old(path))
    if left:
        yield Finding(
            check="left",
            severity="note",
            what=f"{len(left)} temporary files were left by processes that were killed",
            where=", ".join(str(path.relative_to(corpus)) for path in left[:3]) + (", ..." if len(left) > 3 else ""),
            hint="They do no harm; --repair moves them aside.",
            mend=partial(_move_all, left, quarantine),
        )


def _check_marker(corpus: Path, quarantine: Quarantine) -> Iterator[Finding]:
    marker = corpus / MARKER
    if not marker.exists() and not (corpus / "tables").is_dir():
        raise CorpusError("there is no corpus", where=str(corpus), hint="`policynlp run SOURCES` makes one.")
    try:
        told = json.loads(marker.read_text(encoding="utf-8"))
        sound = isinstance(told["format"], int) and isinstance(told["schemas"], dict)
        what = "" if sound else "says nothing of format and schemas"
    except FileNotFoundError:
        what = "is missing"
    except (OSError, ValueError, KeyError, TypeError) as error:
        what = f"cannot be read: {error}"
    if what:
        yield Finding(
            check="marker",
            severity="damage",
            what=f"{MARKER} {what}",
            where=str(marker),
            hint="--repair writes it again for this version; nothing can be read without it.",
            mend=partial(_write_marker, corpus, quarantine),
        )


def _write_marker(corpus: Path, quarantine: Quarantine) -> str:
    marker = corpus / MARKER
    done = f"{quarantine.put_aside(marker)}; " if marker.exists() else ""
    Store(corpus).mark_as_current()
    return f"{done}written again"


def may_write(corpus: Path) -> bool:
    """Whether this process may write into the folder and each of its parts."""
    parts = [corpus, *(path for path in corpus.iterdir() if path.is_dir() and path.name != QUARANTINE)]
    if os.statvfs(corpus).f_flag & os.ST_RDONLY:  # root may write anywhere, but not there
        return False
    return all(os.access(path, os.W_OK) for path in parts)


def _is_old(path: Path) -> bool:
    try:
        return time.time() - path.stat().st_mtime > _LEFT_S
    except FileNotFoundError:
        return False


def _move_all(paths: list[Path], quarantine: Quarantine) -> str:
    moved = [quarantine.move(path) for path in paths if path.exists()]
    return f"{len(moved)} moved to {quarantine.folder}"


def _bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*.parquet") if path.is_file())
