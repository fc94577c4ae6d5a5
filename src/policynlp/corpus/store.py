"""The store: what a run writes to and what readers read from.

    corpus.json            format and schema versions
    identities.toml        decisions on who is who, made by people (read by the linker)
    tables/NAME/           Delta tables, a row an annotation
    blobs/ab/cdef...       bytes as fetched
    index/search.sqlite    full-text index, derived
    runs/RUN/              plans and report of a run

A batch is committed by its row in `batches`, the last thing that is appended. Rows of a batch that has none (its writer
was killed) are never seen, so that the batch can simply be done again. Where two processes brought the same document, or
tags of it, at once, the first committed batch counts.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, is_dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyarrow.dataset as ds

from policynlp.corpus import rows as convert
from policynlp.corpus.blobs import Blobs
from policynlp.corpus.schema import FORMAT_VERSION, SCHEMA_VERSIONS
from policynlp.corpus.tables import Tables
from policynlp.corpus.tagsets import TagSets
from policynlp.document import Document
from policynlp.errors import CorpusError, Rejection
from policynlp.tags import LAYERS, Link, Tags

MARKER = "corpus.json"
_READ_DOCS = 100
"""Documents that are read at a time: bounds memory; a batch of the default size is one read."""


class Store(TagSets):
    """A corpus folder. Open it with `Store.open` or `Store.create`; it is a context manager.

    Any number of processes may have the same corpus open, and write to it.

    Attributes:
        path: The folder.
        tables: Its Delta tables.
        blobs: The bytes as fetched.
        catalogue: What is committed.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(Tables(path / "tables"))
        self.path = path
        self.blobs = Blobs(path / "blobs")

    @classmethod
    def create(cls, path: Path | str) -> Self:
        """Make a corpus, or open the one that is there.

        Raises:
            CorpusError: The folder cannot be written, or holds a corpus that cannot be opened.
        """
        folder = Path(path)
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
    def open(cls, path: Path | str) -> Self:
        """Open a corpus.

        Raises:
            CorpusError: There is none, it is damaged, or it was written by a newer version.
        """
        folder = Path(path)
        try:
            marker = json.loads((folder / MARKER).read_text(encoding="utf-8"))
            written: Mapping[str, int] = marker["schemas"]
            newer = [name for name, version in written.items() if version > SCHEMA_VERSIONS.get(name, 0)]
            newer += ["format"] if marker["format"] > FORMAT_VERSION else []
        except FileNotFoundError:
            raise CorpusError("there is no corpus", where=str(path), hint="`policynlp run SOURCES` makes one.") from None
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise CorpusError(
                f"{MARKER} cannot be read: {error}",
                where=str(path),
                hint="Restore it from a backup; the tables are apart from it.",
            ) from error
        if newer:
            raise CorpusError(
                f"it was written by a newer version ({', '.join(sorted(newer))})", where=str(path), hint="Upgrade policynlp."
            )
        store = cls(folder)
        if dict(written) != SCHEMA_VERSIONS:
            store.tables.create()  # tables that this version added; new columns come with the first rows that have them
            store._write_marker()
        return store

    def _write_marker(self) -> None:
        marker = {"format": FORMAT_VERSION, "schemas": SCHEMA_VERSIONS}
        temporary = self.path / f".{MARKER}.{secrets.token_hex(4)}"
        temporary.write_text(json.dumps(marker, indent=1) + "\n", encoding="utf-8")
        temporary.replace(self.path / MARKER)

    def close(self) -> None:
        """Let go of the tables."""
        self.tables.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        self.close()

    @property
    def decisions_path(self) -> Path:
        """Decisions on identities, made by people; may not exist."""
        return self.path / "identities.toml"

    @property
    def index_path(self) -> Path:
        """The full-text index."""
        return self.path / "index" / "search.sqlite"

    # Runs

    def begin_run(self, run_id: str, *, kind: str, tagset: str, settings_json: str, backend: str) -> None:
        """Write down that a run began."""
        row = {"kind": kind, "tagset": tagset or None, "settings": settings_json, "backend": backend, "status": "running"}
        self.tables.append("runs", [row | {"run_id": run_id, "event": "begin", "at": datetime.now(UTC)}])

    def finish_run(self, run_id: str, *, status: str, counts: Mapping[str, int], seconds: float) -> None:
        """Write down how a run ended.

        Args:
            run_id: The run.
            status: `completed`, `incomplete` (documents were rejected) or `failed`.
            counts: What it did.
            seconds: How long it took.
        """
        row = {"status": status, "counts": json.dumps(dict(counts)), "seconds": seconds}
        self.tables.append("runs", [row | {"run_id": run_id, "event": "finish", "at": datetime.now(UTC)}])

    def runs(self) -> list[dict[str, Any]]:
        """All runs, the one that ended last at the end; a run without an end has status `running` and stands first.

        Returns:
            For each: run_id, kind, tagset, backend, status, started_at, finished_at, counts, seconds.
        """
        folded: dict[str, dict[str, Any]] = {}
        for event in sorted(self.tables.read("runs").to_pylist(), key=lambda row: row["at"]):
            run = folded.setdefault(
                event["run_id"], {"run_id": event["run_id"], "finished_at": None, "counts": {}, "seconds": None}
            )
            if event["event"] == "begin":
                run |= {name: event[name] for name in ("kind", "tagset", "backend", "status")} | {"started_at": event["at"]}
            else:
                run |= {"status": event["status"], "finished_at": event["at"], "seconds": event["seconds"]}
                run["counts"] = json.loads(event["counts"] or "{}")
        never = datetime.min.replace(tzinfo=UTC)
        return sorted(folded.values(), key=lambda run: run["finished_at"] or never)

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
                document), identity, name and label. A later commit overrules an earlier one.

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
        batch_id = f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{secrets.token_hex(4)}"
        written = {"batch_id": batch_id, "run_id": run_id}
        counts = {name: self.tables.append(name, [row | written for row in some]) for name, some in rows.items() if some}
        marker = {"kind": kind, "tagset": tagset, "committed_at": datetime.now(UTC), "rows": json.dumps(counts)}
        self.tables.append("batches", [written | marker])
        return batch_id

    # What is there

    def known(self, ids: Iterable[str]) -> set[str]:
        """Those of the document ids that are committed."""
        self.catalogue.refresh()
        return {i for i in ids if i in self.catalogue.documents}

    def latest_revisions(self, works: Iterable[str]) -> dict[str, tuple[str, int]]:
        """Work to id and number of its latest revision; works that are not known are left out."""
        self.catalogue.refresh()
        return {work: self.catalogue.latest[work] for work in works if work in self.catalogue.latest}

    def superseded(self) -> set[str]:
        """Ids of documents that have a later revision."""
        self.catalogue.refresh()
        latest = {document for document, _ in self.catalogue.latest.values()}
        return self.catalogue.documents.keys() - latest

    def document_ids(self) -> list[str]:
        """All committed documents, all revisions, in the order of their commits."""
        self.catalogue.refresh()
        return list(self.catalogue.documents)

    def counted(self) -> list[str]:
        """Documents that readers see by default: latest revisions, without those that repeat another text."""
        superseded = self.superseded()
        return [i for i, entry in self.catalogue.documents.items() if not entry.duplicate and i not in superseded]

    def fingerprints(self) -> Iterator[tuple[str, str, str, bytes]]:
        """Document id, work, SHA-256 of the normalised text and MinHash of every document that has them."""
        self.catalogue.refresh()
        names = ["document", "work", "normalised_sha256", "minhash", "batch_id"]
        for batch in self.tables.dataset("documents").to_batches(columns=names):
            for row in batch.to_pylist():
                entry = self.catalogue.documents.get(row["document"])
                if entry and entry.batch == row["batch_id"] and row["minhash"] is not None:
                    yield row["document"], row["work"], row["normalised_sha256"], row["minhash"]

    def fetch_states(self) -> dict[str, dict[str, str | None]]:
        """URL to `etag` and `last_modified` of its last fetch that is committed."""
        self.catalogue.refresh()
        names = ["url", "etag", "last_modified", "fetched_at", "batch_id"]
        found = [
            row for row in self.tables.read("fetches", columns=names).to_pylist() if row["batch_id"] in self.catalogue.batches
        ]
        found.sort(key=lambda row: (row["fetched_at"] or "", self.catalogue.batches[row["batch_id"]]))
        return {row["url"]: {"etag": row["etag"], "last_modified": row["last_modified"]} for row in found}

    # Bytes

    def put_bytes(self, data: bytes) -> str:
        """Keep bytes as fetched; gives their SHA-256."""
        return self.blobs.put(data)

    def has_bytes(self, sha256: str) -> bool:
        """Whether the bytes are kept."""
        return sha256 in self.blobs

    def get_bytes(self, sha256: str) -> bytes:
        """Bytes as fetched."""
        return self.blobs.get(sha256)

    # Reading

    def load_documents(self, ids: Collection[str] | None = None) -> Iterator[Document]:
        """Documents with their passages, a hundred in memory at a time.

        Args:
            ids: Which, and in which order; None: all, in the order of their commits. Unknown ids are left out.
        """
        self.catalogue.refresh()
        committed = self.catalogue.documents
        wanted = list(committed) if ids is None else [i for i in ids if i in committed]
        for chunk in _chunks(wanted):
            batches = {i: committed[i].batch for i in chunk}
            texts = {row["document"]: row for row in self._rows("documents", batches)}
            layout = _grouped(self._rows("passages", batches))
            for i in chunk:
                yield convert.document_from_rows(texts[i], layout.get(i, ()))

    def load_tags(
        self, ids: Collection[str] | None = None, *, tagset: str | None = None, vectors: bool = False
    ) -> Iterator[Tags]:
        """Tags of documents, a hundred in memory at a time.

        Args:
            ids: Which, and in which order; None: all that have tags. Those without tags are left out.
            tagset: Default: the active one.
            vectors: Read the vectors, too.

        Raises:
            CorpusError: No tag set is active and none is named.
        """
        chosen = tagset or self.require_active()
        done = self.catalogue.done("tagged", chosen)
        wanted = self.tagged(chosen) if ids is None else [i for i in ids if i in done]
        layers = (*LAYERS, "vectors") if vectors else LAYERS
        for chunk in _chunks(wanted):
            batches = {i: done[i] for i in chunk}
            found = {layer: _grouped(self._rows(layer, batches, tagset=chosen)) for layer in layers}
            for i in chunk:
                yield convert.tags_from_rows(i, chosen, {layer: found[layer].get(i, []) for layer in layers})

    def identity_names(self, documents: Collection[str], *, tagset: str) -> dict[tuple[str, str], str]:
        """Document and entity key to the name that the whole corpus knows the entity by."""
        self.catalogue.refresh()
        ranks = self.catalogue.batches
        where = (ds.field("tagset") == tagset) & ds.field("document").isin(list(documents))
        names = ["document", "entity", "name", "batch_id", "ordinal"]
        found = [
            row for row in self.tables.read("identities", columns=names, where=where).to_pylist() if row["batch_id"] in ranks
        ]
        found.sort(key=lambda row: (ranks[row["batch_id"]], -row["ordinal"]))
        return {(row["document"], row["entity"]): row["name"] for row in found}

    def _rows(self, table: str, batches: Mapping[str, str], *, tagset: str | None = None) -> Iterator[dict[str, Any]]:
        """Rows of documents, each from the batch that counts; whole files are skipped by batch."""
        where = ds.field("batch_id").isin(sorted(set(batches.values()))) & ds.field("document").isin(list(batches))
        if tagset is not None:
            where &= ds.field("tagset") == tagset
        for row in self.tables.read(table, where=where).to_pylist():
            if batches[row["document"]] == row["batch_id"]:
                yield row

    def refresh_index(self) -> int:
        """Bring the full-text index up to date; gives the number of documents that were indexed."""
        from policynlp.corpus.search_index import SearchIndex

        with SearchIndex(self) as index:
            return index.refresh()

    def compact(self, *, keep: Collection[str] = (), retention_hours: int | None = None) -> dict[str, Any]:
        """Put small files together and delete what nobody needs; see `policynlp.corpus.upkeep.compact`."""
        from policynlp.corpus.upkeep import compact

        return compact(self, keep=keep, retention_hours=retention_hours)

    def check(self) -> list[str]:
        """Faults of the corpus, one sentence each; empty where it is whole."""
        from policynlp.corpus.upkeep import check

        return check(self)

    def status(self) -> dict[str, Any]:
        """Counts by view, runs, tag sets, size on disk: JSON-ready."""
        from policynlp.corpus.status import status

        return status(self)


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
    return {name: values[name] for name in ("document", "entity", "identity", "name", "label")}


def _chunks(ids: list[str]) -> Iterator[list[str]]:
    return (ids[i : i + _READ_DOCS] for i in range(0, len(ids), _READ_DOCS))


def _grouped(rows: Iterable[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    out: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        out.setdefault(row["document"], []).append(row)
    return out
