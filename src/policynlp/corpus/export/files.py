"""Files and folders that appear under their names when they are complete, never before."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from policynlp.corpus.releases.shelf import is_release
from policynlp.errors import CorpusError, InputError

MANIFEST = "manifest.json"
_BLOCK_BYTES = 1 << 20


@contextmanager
def atomic(path: Path) -> Iterator[BinaryIO]:
    """A file that is there when it is complete.

    Raises:
        CorpusError: It cannot be written.
    """
    with atomic_path(path) as temporary, _writing(path), temporary.open("wb") as out:
        yield out
        out.flush()
        os.fsync(out.fileno())


@contextmanager
def atomic_path(path: Path) -> Iterator[Path]:
    """A path to write to, which takes the file's name when the block ends without an error.

    For libraries that open files themselves; whatever they leave beside it under the temporary name goes away.

    Raises:
        CorpusError: It cannot be written.
    """
    with _writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(dir=path.parent, prefix=f".{path.name}."))
    temporary = folder / path.name
    try:
        with _writing(path):
            yield temporary
            temporary.chmod(0o644)
            temporary.replace(path)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def atomic_folder(path: Path) -> Iterator[Path]:
    """A folder to fill, which takes its name when the block ends without an error.

    A folder that is there already is replaced if it is empty or an export (it has a `manifest.json`).

    Raises:
        InputError: There is something else under that name.
        CorpusError: It cannot be written.
    """
    check_replaceable(path)
    with _writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = Path(tempfile.mkdtemp(dir=path.parent, prefix=f".{path.name}."))
        temporary.chmod(0o755)
    try:
        yield temporary
        with _writing(path):
            if path.exists():
                old = Path(tempfile.mkdtemp(dir=path.parent, prefix=f".{path.name}."))
                path.replace(old)
                temporary.replace(path)
                shutil.rmtree(old)
            else:
                temporary.replace(path)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def check_replaceable(path: Path) -> None:
    """Raise `InputError` where a folder cannot be put without losing what is no export."""
    if not path.exists():
        return
    if not path.is_dir():
        raise InputError(
            "there is a file of that name, and this format is a folder", where=str(path), hint="Give another name."
        )
    if is_release(path):
        raise InputError("the folder is a release, which is never overwritten", where=str(path), hint="Give another name.")
    if any(path.iterdir()) and not (path / MANIFEST).exists():
        hint = "Give the name of a new folder, or of an earlier export."
        raise InputError("the folder holds something else", where=str(path), hint=hint)


def manifest_beside(file: Path) -> Path:
    """Where the manifest of a file stands: `NAME.manifest.json`.

    Where that one is of an export of the same name with another ending, it is `NAME.parquet.manifest.json`.
    """
    short, own = file.with_name(f"{file.stem}.{MANIFEST}"), file.with_name(f"{file.name}.{MANIFEST}")
    if own.exists():
        return own
    try:
        listed = {entry["name"] for entry in json.loads(short.read_bytes())["files"]}
    except (OSError, ValueError, KeyError, TypeError):
        return short
    return short if file.name in listed else own


def check_same(manifest: Path, *, what: str) -> None:
    """Raise `InputError` where a manifest would be overwritten that is not of an export of the same rows.

    Args:
        manifest: Where the new one will stand.
        what: The view, or `all`.
    """
    if not manifest.exists():
        return
    try:
        content = json.loads(manifest.read_bytes())
    except (OSError, ValueError):
        content = None
    there = content.get("what") if isinstance(content, dict) else None
    if not isinstance(there, str):
        raise InputError("that is no manifest of an export", where=str(manifest), hint="Give another name.")
    if there.removesuffix("_all") != what.removesuffix("_all"):
        hint = "Give another name, or take that export away first."
        raise InputError(f"an export of {there} stands there under this name", where=str(manifest), hint=hint)


def file_entry(path: Path, *, name: str | None = None) -> dict[str, Any]:
    """Name, size and SHA-256 of a file, for a manifest."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK_BYTES):
            digest.update(block)
    return {"name": name or path.name, "bytes": path.stat().st_size, "sha256": digest.hexdigest()}


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        hint = "Check the path, permissions and free space."
        raise CorpusError(f"the file cannot be written: {error}", where=str(path), hint=hint) from error
