"""The bytes as fetched, addressed by their SHA-256, so that a better extractor can run again.

`blobs/ab/cdef...`: two digits a folder keep folders small. A file appears whole or not at all. `cdef....origins` beside it says where
the bytes come from, a JSON object a line, so that they can be read again where the rows made of them are lost.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from policynlp.corpus.durable import sync
from policynlp.errors import CorpusError
from policynlp.place import ObjectPath, Place

_ADDRESS = re.compile(r"[0-9a-f]{64}")
ORIGINS = ".origins"
"""Ends the name of the file beside bytes that says where they come from."""


class Blobs:
    """A folder of content-addressed files.

    Args:
        folder: The folder; made on the first write.
    """

    def __init__(self, folder: Place) -> None:
        self.folder = folder
        self._unsettled: set[Path] = set()

    def path(self, sha256: str) -> Place:
        """Where the bytes lie, or would lie.

        Raises:
            CorpusError: That is no SHA-256 in hexadecimal (a path from outside must not be opened).
        """
        if not _ADDRESS.fullmatch(sha256):
            raise CorpusError(f"{sha256[:80]!r} is no SHA-256", where=str(self.folder), hint="64 hexadecimal digits.")
        return self.folder / sha256[:2] / sha256[2:]

    def __contains__(self, sha256: str) -> bool:
        return self.path(sha256).is_file()

    def put(self, data: bytes) -> str:
        """Keep bytes; a second time costs nothing.

        Returns:
            Their SHA-256.
        """
        sha256 = hashlib.sha256(data).hexdigest()
        path = self.path(sha256)
        if path.is_file():
            return sha256
        if isinstance(path, ObjectPath):
            path.write_bytes(data)
            return sha256
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
        try:
            with os.fdopen(handle, "wb") as out:
                out.write(data)
                out.flush()
                os.fsync(out.fileno())
            Path(name).replace(path)
        finally:
            Path(name).unlink(missing_ok=True)
        self._unsettled |= {path.parent, path.parent.parent}
        return sha256

    def settle(self) -> None:
        """Wait until the names of what was kept are on the disk; the bytes are."""
        waiting, self._unsettled = self._unsettled, set()
        sync(waiting)

    def note_origin(self, sha256: str, origin: Mapping[str, Any]) -> None:
        """Write down where bytes come from; the same origin is noted once.

        Args:
            sha256: Of the bytes.
            origin: JSON-ready: `uri`, and what reading the bytes again needs.
        """
        known = self.origins(sha256)
        if dict(origin) in known:
            return
        path = self._origins_path(sha256)
        line = json.dumps(dict(origin), sort_keys=True)  # ASCII: a file name need not be UTF-8
        if isinstance(path, ObjectPath):
            path.write_text("".join(f"{json.dumps(one, sort_keys=True)}\n" for one in [*known, dict(origin)]))
            return
        with path.open("a", encoding="utf-8") as out:
            out.write(f"\n{line}\n")  # the first break ends a line that a crash cut off
        self._unsettled |= {path, path.parent}

    def origins(self, sha256: str) -> list[dict[str, Any]]:
        """Where bytes come from, oldest first; empty where nobody noted it."""
        try:
            lines = self._origins_path(sha256).read_bytes().decode("utf-8", errors="replace").splitlines()
        except OSError:
            return []
        out = []
        for line in lines:
            with suppress(ValueError):  # empty, or cut off by a crash
                found = json.loads(line)
                if isinstance(found, dict):
                    out.append(found)
        return out

    def delete(self, sha256: str) -> None:
        """Delete bytes, and what was noted of where they come from."""
        self.path(sha256).unlink(missing_ok=True)
        self._origins_path(sha256).unlink(missing_ok=True)

    def all(self) -> Iterator[str]:
        """The SHA-256 of all bytes that are kept."""
        if isinstance(self.folder, ObjectPath):
            names = [name.replace("/", "") for name in self.folder.files()]
        else:
            names = [path.parent.name + path.name for path in sorted(self.folder.glob("[0-9a-f][0-9a-f]/*"))]
        yield from (name for name in names if _ADDRESS.fullmatch(name))

    def _origins_path(self, sha256: str) -> Place:
        path = self.path(sha256)
        return path.parent / f"{path.name}{ORIGINS}"

    def get(self, sha256: str) -> bytes:
        """The bytes, checked against their address.

        Raises:
            CorpusError: They are missing or were changed.
        """
        path = self.path(sha256)
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            raise CorpusError("the bytes as fetched are missing", where=str(path), hint="Fetch the source again.") from None
        if hashlib.sha256(data).hexdigest() != sha256:
            raise CorpusError("the bytes as fetched were changed", where=str(path), hint="Delete the file and fetch again.")
        return data
