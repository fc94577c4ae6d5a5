"""What remains of a text that was forgotten: hashes, by which it is not taken in again; when, by whom, and why.

`forgotten.jsonl` lies in the corpus folder, a line a text. It holds neither text nor title nor address.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass

from policynlp.document import Document
from policynlp.errors import CorpusError
from policynlp.place import Place, on_this_machine

FILE = "forgotten.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone:
    """A text that was forgotten.

    Attributes:
        document: Its id, which is a hash of work and text.
        work: SHA-256 of the work.
        text: SHA-256 of the normalised text.
        addresses: SHA-256 of each address that it was at, where nothing else is.
        bytes: SHA-256 of the bytes that it was read from, and that were deleted with it.
        at, who, why: When, by whom, and for what reason.
    """

    document: str
    work: str
    text: str
    addresses: tuple[str, ...]
    bytes: tuple[str, ...]
    at: str
    who: str
    why: str


@dataclass(frozen=True, slots=True)
class Forgotten:
    """Stands for a text that a source still has and that is not taken in."""

    uri: str


def hashed(value: str) -> str:
    """SHA-256 of a name or an address."""
    return hashlib.sha256(value.encode("utf-8", "surrogatepass")).hexdigest()


class Tombstones:
    """All tombstones of a corpus.

    Args:
        corpus: Where it lies.

    Raises:
        CorpusError: The file cannot be read.
    """

    def __init__(self, corpus: Place) -> None:
        self.path = corpus / FILE
        self.all: list[Tombstone] = []
        try:
            lines = self.path.read_bytes().decode("utf-8").split("\n") if self.path.exists() else []
        except (OSError, UnicodeDecodeError) as error:
            raise CorpusError(
                f"what was forgotten cannot be read: {error}", where=str(self.path), hint="Restore it."
            ) from error
        for line in lines:
            with suppress(ValueError, TypeError):  # cut off by a crash: that forgetting is not finished, and goes on
                row = json.loads(line)
                self.all.append(Tombstone(**row | {"addresses": tuple(row["addresses"]), "bytes": tuple(row["bytes"])}))
        self._works = {stone.work for stone in self.all}
        self._texts = {stone.text for stone in self.all if stone.text}
        self._addresses = {address for stone in self.all for address in stone.addresses}
        self.bytes = {sha for stone in self.all for sha in stone.bytes}

    def __bool__(self) -> bool:
        return bool(self.all)

    def cover(self, document: Document, normalised_sha256: str) -> bool:
        """Whether a text was forgotten: the work, whatever it says now, or the text, wherever it is."""
        return hashed(document.work) in self._works or normalised_sha256 in self._texts

    def cover_address(self, uri: str) -> bool:
        """Whether what lay at an address was forgotten."""
        return hashed(uri) in self._addresses or hashed(uri) in self._works

    def add(self, stones: Iterable[Tombstone]) -> None:
        """Write tombstones down; on the disk when this returns. Those that are there are not written twice."""
        known = {stone.document for stone in self.all}
        fresh = [stone for stone in stones if stone.document not in known]
        if not fresh:
            return
        path = on_this_machine(self.path)
        with path.open("a", encoding="utf-8") as out:
            out.write("".join(f"\n{json.dumps(asdict(stone), ensure_ascii=False, sort_keys=True)}\n" for stone in fresh))
            out.flush()
            os.fsync(out.fileno())
        self.__init__(path.parent)  # type: ignore[misc]
