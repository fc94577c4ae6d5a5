"""The store: what a run writes to and what readers read from.

    corpus.json            format and schema versions
    identities.toml        decisions on who is who, made by people (read by the linker)
    tables/NAME/           Delta tables, a row an annotation
    blobs/ab/cdef...       bytes as fetched, and beside them where they come from
    index/search.sqlite    full-text index, derived
    runs/RUN/              plans and report of a run

A batch is committed by its row in `batches`, the last thing that is appended. Rows of a batch that has none (its writer
was killed) are never seen, so that the batch can simply be done again. Where two processes brought the same document, or
tags of it, at once, the first committed batch counts.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, is_dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from policynlp.corpus import rows as convert
from policynlp.corpus.blobs import Blobs
from policynlp.corpus.catalogue import CORRECTIONS
from policynlp.corpus.document_counts import DocumentCounts
from policynlp.corpus.durable import sync
from policynlp.corpus.loading import Loading
from policynlp.corpus.moments import moment_after
from policynlp.corpus.runs import Runs
from policynlp.corpus.schema import FORMAT_VERSION, SCHEMA_VERSIONS
from policynlp.corpus.source_runs import SourceRuns
from policynlp.corpus.tables import Tables
from policynlp.document import Document
from policynlp.errors import DOCTOR, CorpusError, Rejection
from policynlp.place import ObjectPath, Place, local_beside, on_this_machine, place
from policynlp.tags import Link, Tags

MARKER = "corpus.json"


class Store(Loading, Runs, SourceRuns, DocumentCounts):
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

    # Commits

    def commit_documents(
        self,
        documents: Sequence[Document],
        rejections: Sequence[Rejection] = (),
        *,
        run_id: str,
        fingerprints: Mapping[str, tuple[str, bytes]],
        fetches: Sequence[Mapping[str, Any]] = (),
    ) -> str:
        """Commit documents as one batch.

        Args:
            documents: Those that are known already are not read twice. A text with a half surrogate pair, which no
                UTF-8 column can hold, goes to `rejects`.
            rejections: What was left out.
            run_id: The run.
            fingerprints: Document id to the SHA-256 of its normalised text and its MinHash.
            fetches: What was fetched: url, final_url, etag, last_modified, fetched_at, status, bytes_sha256.

        Returns:
            Batch id.

        Raises:
            CorpusError: The batch could not be committed; nothing of it is seen.
        """
        out: convert.Rows = {"documents": [], "passages": [], "fetches": [dict(f) for f in fetches]}
        unstorable = []
        for ordinal, document in enumerate({d.id: d for d in documents}.values()):
            if _is_utf8(document.text):
                _extend(out, convert.document_rows(document, fingerprint=fingerprints.get(document.id), ordinal=ordinal))
            else:
                unstorable.append(_not_utf8(document))
        return self._commit("documents", out, [*rejections, *unstorable], run_id=run_id)

    def commit_corrections(self, tags: Sequence[Tags], *, run_id: str, tagset: str) -> str:
        """Commit tags as people corrected them, as one batch; they stand before what the machine said, which stays.

        Args:
            tags: All tags of documents that have tags in the tag set.
            run_id: Who corrects.
            tagset: The tag set that is corrected.

        Raises:
            CorpusError: The batch could not be committed.
        """
        out: convert.Rows = {}
        for one in tags:
            _extend(out, convert.tag_rows(one))
        return self._commit(CORRECTIONS, out, (), run_id=run_id, tagset=tagset)

    def commit_tags(self, tags: Sequence[Tags], rejections: Sequence[Rejection] = (), *, run_id: str, tagset: str) -> str:
        """Commit the tags of documents as one batch.

        Args:
            tags: Of documents that are committed.
            rejections: Documents that could not be tagged.
            run_id: The run.
            tagset: The tag set that all of them are from.

        Raises:
            CorpusError: Tags of another tag set are among them, or the batch could not be committed.
        """
        out: convert.Rows = {}
        for one in {t.document: t for t in tags}.values():
            if one.tagset != tagset:
                raise CorpusError(
                    f"tags of {one.tagset} cannot go into {tagset}", where=one.document, hint="One tag set a batch."
                )
            _extend(out, convert.tag_rows(one))
        return self._commit("tags", out, rejections, run_id=run_id, tagset=tagset)

    def commit_links(
        self,
        links: Sequence[Link],
        *,
        documents: Sequence[str],
        run_id: str,
        tagset: str,
        identities: Iterable[Any] = (),
    ) -> str:
        """Commit links as one batch.

        Args:
            links: The links.
            documents: Ids whose linking is done with this.
            run_id: The run.
            tagset: The tag set whose annotations are linked.
            identities: Who is who across documents: mappings or dataclasses with document, entity (its key in the
                document), identity, name and label, and automatic and automatic_name where rules and decisions are told
                apart. A later commit overrules an earlier one.

        Raises:
            CorpusError: The batch could not be committed; nothing of it is seen.
        """
        out: convert.Rows = {
            "links": [convert.link_row(link, tagset=tagset, ordinal=i) for i, link in enumerate(links)],
            "linked": [{"document": d, "tagset": tagset, "ordinal": i} for i, d in enumerate(documents)],
            "identities": [_identity(row) | {"tagset": tagset, "ordinal": i} for i, row in enumerate(identities)],
        }
        return self._commit("links", out, (), run_id=run_id, tagset=tagset)

    def _commit(
        self, kind: str, rows: convert.Rows, rejections: Sequence[Rejection], *, run_id: str, tagset: str | None = None
    ) -> str:
        rows["rejects"] = [r.as_dict() | {"ordinal": i} for i, r in enumerate(rejections)]
        batch_id = f"{self._moment():%Y%m%dT%H%M%S%f}-{secrets.token_hex(4)}"
        written = {"batch_id": batch_id, "run_id": run_id}
        counts = {
            name: self.tables.append(name, [row | written for row in some], settle=False) for name, some in rows.items() if some
        }
        self.blobs.settle()
        self.tables.settle()  # on the disk before the row that says that they count
        marker = {"kind": kind, "tagset": tagset, "committed_at": self._moment(), "rows": json.dumps(counts)}
        self.tables.append("batches", [written | marker])
        return batch_id

    def _moment(self) -> datetime:
        """When the batch that is being written comes: after all others, since of two that say who is who the later one counts."""
        self.catalogue.refresh()
        return moment_after([self.catalogue.newest])

    # Bytes

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


def _is_utf8(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _not_utf8(document: Document) -> Rejection:
    return Rejection(
        uri=document.source.uri,
        stage="ingest",
        reason="encoding",
        what="the text holds half of a surrogate pair, which is no character",
        hint="Mend the source: such text comes from JSON that was cut in the middle of a character.",
        bytes_sha256=document.source.bytes_sha256,
    )


def _extend(into: convert.Rows, rows: Mapping[str, list[convert.Row]]) -> None:
    for name, some in rows.items():
        into.setdefault(name, []).extend(some)


def _identity(row: Any) -> dict[str, Any]:
    values = asdict(row) if is_dataclass(row) and not isinstance(row, type) else row
    wanted = {name: values[name] for name in ("document", "entity", "identity", "name", "label")}
    return wanted | {name: values.get(name) for name in ("automatic", "automatic_name")}
