"""The bytes as fetched, addressed by their SHA-256, so that a better extractor can run again.

`blobs/ab/cdef...`: two digits a folder keep folders small. A file appears whole or not at all.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from pathlib import Path

from policynlp.errors import CorpusError

_ADDRESS = re.compile(r"[0-9a-f]{64}")


class Blobs:
    """A folder of content-addressed files.

    Args:
        folder: The folder; made on the first write.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
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
        return sha256

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
