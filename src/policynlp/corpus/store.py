"""The store: what a run writes to and what readers read from.

    corpus.json            format and schema versions
    identities.toml        decisions on who is who, made by people (read by the linker)
    tables/NAME/           Delta tables, a row an annotation
    blobs/ab/cdef...       bytes as fetched, and beside them where they come from
    index/search.sqlite    full-text index, derived
    runs/RUN/              plans and report of a run

How batches are committed says `commits.py`, how they are read `loading.py`.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from policynlp.corpus.blobs import Blobs
from policynlp.corpus.commits import Commits
from policynlp.corpus.document_counts import DocumentCounts
from policynlp.corpus.durable import sync
from policynlp.corpus.loading import Loading
from policynlp.corpus.runs import Runs
from policynlp.corpus.schema import FORMAT_VERSION, SCHEMA_VERSIONS
from policynlp.corpus.source_runs import SourceRuns
from policynlp.corpus.tables import Tables
from policynlp.errors import DOCTOR, CorpusError
from policynlp.place import ObjectPath, Place, local_beside, on_this_machine, place

MARKER = "corpus.json"


class Store(Loading, Commits, Runs, SourceRuns, DocumentCounts):
    """A corpus folder. Open it with `Store.open` or `Store.create`; it is a context manager.

    Any number of processes may have the same corpus open, and write to it.

    Attributes:
        place: The folder, or the address in an object store.
        tables: Its Delta tables.
        blobs: The bytes as fetched.
        catalogue: What is committed.
    """

    def __init__(self, at: Place) -> None:
        super().__init__(Tables(at / "tables"))
        self.place = at
        self.blobs = Blobs(at / "blobs")

    @classmethod
    def create(cls, path: Place | str) -> Self:
        """Make a corpus, or open the one that is there.

        Raises:
            CorpusError: The folder cannot be written, or holds a corpus that cannot be opened.
        """
        folder = place(path)
        if (folder / MARKER).exists():
            return cls.open(folder)
        store = cls(folder)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            store.tables.create()
            store._write_marker()
        except OSError as error:
            raise CorpusError(
                f"the corpus cannot be made: {error}", where=str(path), hint="Check the path and permissions."
            ) from error
        return store

    @classmethod
    def open(cls, path: Place | str, *, older: bool = False) -> Self:
        """Open a corpus.

        Args:
            path: The folder.
            older: Open one of an earlier version, too, to bring it to this one; nobody else can read its rows as they are meant.

        Raises:
            CorpusError: There is none, it is damaged, or it was written by another version.
        """
        folder = place(path)
        written = cls._versions(folder)
        expected = {"format": FORMAT_VERSION, **SCHEMA_VERSIONS}
        later = sorted(name for name, version in written.items() if version > expected.get(name, 0))
        if later:
            raise CorpusError(
                f"it was written by a newer version ({', '.join(later)})",
                where=str(path),
                hint="It needs a later policynlp.",
            )
        behind = sorted(name for name, version in expected.items() if version > written.get(name, 0))
        if behind and not older:
            raise CorpusError(
                f"it was written by an earlier version ({', '.join(behind)})",
                where=str(path),
                hint="Run `policynlp migrate`, which keeps what is in it; take a backup before.",
            )
        return cls(folder)

    @staticmethod
    def _versions(folder: Place) -> dict[str, int]:
        """Versions of the format and of each table, as the marker has them."""
        try:
            marker = json.loads((folder / MARKER).read_text(encoding="utf-8"))
            return {"format": int(marker["format"])} | {name: int(version) for name, version in marker["schemas"].items()}
        except FileNotFoundError:
            if (folder / "tables").exists():
                raise CorpusError(f"{MARKER} is missing", where=str(folder), hint=DOCTOR) from None
            raise CorpusError("there is no corpus", where=str(folder), hint="`policynlp run SOURCES` makes one.") from None
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise CorpusError(f"{MARKER} cannot be read: {error}", where=str(folder), hint=DOCTOR) from error

    def is_older(self) -> bool:
        """Whether it was written by an earlier version, and not brought to this one since."""
        return self._versions(self.place) != {"format": FORMAT_VERSION, **SCHEMA_VERSIONS}

    def mark_as_current(self) -> None:
        """Write down that all of it is of this version."""
        self._write_marker()

    def _write_marker(self) -> None:
        marker = {"format": FORMAT_VERSION, "schemas": SCHEMA_VERSIONS}
        text = json.dumps(marker, indent=1) + "\n"
        if isinstance(self.place, ObjectPath):
            (self.place / MARKER).write_text(text)
            return
        temporary = self.place / f".{MARKER}.{secrets.token_hex(4)}"
        temporary.write_text(text, encoding="utf-8")
        sync([temporary])
        temporary.replace(self.place / MARKER)
        sync([self.place])

    def close(self) -> None:
        """Let go of the tables."""
        self.tables.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """The folder.

        Raises:
            InputError: The corpus lies in an object store, and what is asked for works on files of this machine alone.
        """
        return on_this_machine(self.place)

    @cached_property
    def index_folder(self) -> Path:
        """Where what is derived from the corpus and needs local files lies; for an object store, in the user's cache."""
        if isinstance(self.place, ObjectPath):  # a corpus that was made anew under the address is another one
            return local_beside(self.place) / str(self.tables.table("batches").metadata().id)
        return self.place / "index"

    @property
    def decisions_path(self) -> Place:
        """Decisions on identities, made by people; may not exist."""
        return self.place / "identities.toml"

    @property
    def index_path(self) -> Path:
        """The full-text index."""
        return self.index_folder / "search.sqlite"

    def put_bytes(self, data: bytes) -> str:
        """Keep bytes as fetched; gives their SHA-256."""
        return self.blobs.put(data)

    def note_origin(self, sha256: str, origin: Mapping[str, Any]) -> None:
        """Write down beside bytes where they come from: see `Blobs.note_origin`."""
        self.blobs.note_origin(sha256, origin)

    def has_bytes(self, sha256: str) -> bool:
        """Whether the bytes are kept."""
        return sha256 in self.blobs

    def get_bytes(self, sha256: str) -> bytes:
        """Bytes as fetched."""
        return self.blobs.get(sha256)
