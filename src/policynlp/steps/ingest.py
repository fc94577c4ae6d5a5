"""The ingest step: items become documents in the corpus; what cannot be read becomes a row of `rejects`."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from policynlp.corpus.forgetting.tombstones import Forgotten, Tombstones
from policynlp.corpus.store import Store
from policynlp.document import Document
from policynlp.errors import CorpusError, PolicyNLPError, Rejected, Rejection
from policynlp.ingest.duplicates import DuplicateIndex, normalised_sha256, signature
from policynlp.ingest.fetch import Fetched, Fetcher, NotModified, Validators
from policynlp.ingest.items import Item
from policynlp.ingest.press.documents import database_of
from policynlp.ingest.read import read_path, work_of
from policynlp.logs import within
from policynlp.place import Place, place
from policynlp.steps.context import RunContext
from policynlp.steps.counts import add_counts, of_export, of_table
from policynlp.steps.origin import Origin, how_read
from policynlp.steps.source_log import SourceLog

_LOG = logging.getLogger("policynlp.ingest")


@dataclass
class _Batch:
    """Documents that wait to be committed together."""

    documents: list[Document] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)
    fingerprints: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    fetches: list[dict[str, Any]] = field(default_factory=list)
    chars: int = 0

    def __bool__(self) -> bool:
        return bool(self.documents or self.rejections or self.fetches)


class Ingestor:
    """Reads items, tells what is new from what is known, and commits in batches.

    Keep one for a whole run: it remembers the fingerprints that duplicates are found by.

    Args:
        context: The run.
        store: The corpus, open.

    Attributes:
        log: What came of each source.
    """

    def __init__(self, context: RunContext, store: Store) -> None:
        self.context = context
        self.store = store
        self.settings = context.settings
        states = {url: Validators(**state) for url, state in store.fetch_states().items() if any(state.values())}
        self.fetcher = Fetcher(self.settings, validators=states)
        self.duplicates = DuplicateIndex(jaccard=self.settings.ingest.near_duplicate_jaccard)
        for document_id, work, normalised, minhash in store.fingerprints():
            self.duplicates.add(document_id, normalised, minhash, work)
        # Read once, not per document: asking the store means looking at the table's log. Should another process bring the
        # same document meanwhile, the store counts the batch that was committed first.
        self._known = set(store.document_ids())
        self._latest = store.latest_revisions()
        self.log = SourceLog()
        self._forgotten = Tombstones(store.place)

    def __enter__(self) -> Self:
        self.fetcher.__enter__()
        return self

    def __exit__(self, *exc: object) -> None:
        self.fetcher.__exit__(*exc)

    def ingest(self, items: Iterable[Item | Rejection]) -> Iterator[dict[str, int]]:
        """Ingest items and commit as batches fill up.

        Yields:
            Counts, after every item.
        """
        batch = _Batch()
        for item in items:
            with within(document=item.uri):
                counts, batch = self._ingest_one(item, batch)
            yield counts
        if batch:
            self._commit(batch)

    def take_in(self, found: Iterable[Document | Rejection]) -> Iterator[dict[str, int]]:
        """Take in what was read already, and commit as batches fill up.

        Yields:
            Counts, after every document.
        """
        batch = _Batch()
        for one in found:
            yield self._take(one, batch)
            if self._full(batch):
                self._commit(batch)
                batch = _Batch()
        if batch:
            self._commit(batch)

    def _ingest_one(self, item: Item | Rejection, batch: _Batch) -> tuple[dict[str, int], _Batch]:
        """Everything of one item into the batch, or into several; gives counts, and the batch that waits."""
        counts: dict[str, int] = {"items": 1}
        database = ""
        for found in self._read(item, batch):
            if isinstance(found, Forgotten):
                counts = add_counts(counts, {"forgotten": 1})
                continue
            if isinstance(found, Rejection) and found.source is None:
                found = replace(found, source=item.source)
            taken = self._take(found, batch)
            self.log.took(item.source, found, taken)
            counts = add_counts(counts, taken)
            if isinstance(found, Document) and (name := database_of(found)):
                counts = add_counts(counts, of_export(name, articles=1, files=int(name != database)))
                database = name
            elif isinstance(found, Document) and (columns := found.source.metadata.get("columns")) and found.key:
                counts = add_counts(counts, of_table(Path(item.uri).name, columns))
            if self._full(batch):
                self._commit(batch)
                batch = _Batch()
        return counts, batch

    def _read(self, item: Item | Rejection, batch: _Batch) -> Iterator[Document | Rejection | NotModified | Forgotten]:
        """Everything that comes out of one item; never raises for a fault of the item."""
        if isinstance(item, Rejection):
            yield item
            return
        try:
            if item.kind == "path":
                yield from self._read_file(item)
            else:
                yield from self._read_url(item, batch)
        except Rejected as error:
            yield error.rejection(uri=item.uri)
        except PolicyNLPError:
            raise
        except Exception as error:  # noqa: BLE001 - one document must not end the run; the traceback is kept
            yield Rejection(
                uri=item.uri,
                stage="ingest",
                reason="internal",
                what=f"reading failed: {type(error).__name__}: {error}",
                hint="Please report this with the file.",
                detail=traceback.format_exc(limit=20),
            )

    def _read_file(self, item: Item) -> Iterator[Document | Rejection | Forgotten]:
        path = place(item.uri)
        kept = ""
        there, spoilt = self._without_forgotten(read_path(path, settings=self.settings, metadata=item.metadata))
        for found in there:
            sha = found.source.bytes_sha256 if isinstance(found, Document) else None
            if sha and sha != kept and not spoilt:
                if not self.store.has_bytes(sha) and self._keep_bytes(path) != sha:
                    what = "the file was changed or removed while it was read"
                    yield Rejection(uri=item.uri, stage="ingest", reason="missing", what=what, hint="Run again.")
                    return
                self._note_origin(sha, self._origin(item, work=work_of(path.as_posix())))
                kept = sha
            yield found

    def _keep_bytes(self, path: Place) -> str | None:
        """Keep the bytes of a file; gives their SHA-256, None where the file cannot be read any more."""
        try:
            data = path.read_bytes()
        except OSError:
            return None
        return self._put_bytes(data)

    def _note_origin(self, sha: str, origin: Origin) -> None:
        try:
            self.store.note_origin(sha, asdict(origin))
        except OSError as error:
            raise self._unwritable(error) from error

    def _put_bytes(self, data: bytes) -> str:
        """Keep bytes.

        Raises:
            CorpusError: The corpus cannot be written: a fault of the place, which ends the run, not of the document.
        """
        try:
            return self.store.put_bytes(data)
        except OSError as error:
            raise self._unwritable(error) from error

    def _unwritable(self, error: OSError) -> CorpusError:
        hint = "Check free space and permissions, then run again."
        return CorpusError(f"bytes cannot be kept: {error.strerror or error}", where=str(self.context.corpus), hint=hint)

    def _read_url(self, item: Item, batch: _Batch) -> Iterator[Document | Rejection | NotModified | Forgotten]:
        if self._forgotten.cover_address(item.uri):
            yield Forgotten(item.uri)
            return
        try:
            answer = self.fetcher.fetch(item.uri)
        except Rejected as error:
            self.log.fetched(item, error)
            raise
        self.log.fetched(item, answer)
        if isinstance(answer, NotModified):
            yield answer
            return
        origin = replace(
            self._origin(item),
            uri=answer.url,
            media_type=item.media_type or answer.media_type,
            charset=answer.charset,
            fetched_at=answer.fetched_at,
        )
        there, spoilt = self._without_forgotten(origin.read(answer.data, settings=self.settings))
        if not spoilt:
            sha = self._put_bytes(answer.data)
            batch.fetches.append(_fetch_row(answer, sha))
            self._note_origin(sha, origin)
        yield from there

    def _without_forgotten(
        self, found: Iterable[Document | Rejection]
    ) -> tuple[Iterable[Document | Rejection | Forgotten], bool]:
        """What was read, without forgotten texts; and whether there are any, so that the bytes must not be kept."""
        if not self._forgotten:
            return found, False
        kept: list[Document | Rejection | Forgotten] = []
        failure: Rejected | None = None
        try:
            for one in found:
                covered = isinstance(one, Document) and self._forgotten.cover(one, normalised_sha256(one.text))
                kept.append(Forgotten(one.source.uri) if isinstance(one, Document) and covered else one)
        except Rejected as error:
            failure = error
        spoilt = any(isinstance(one, Forgotten) for one in kept)
        gone = {one.source.bytes_sha256 for one in kept if isinstance(one, Document)} & self._forgotten.bytes
        return _then(kept, failure), spoilt or bool(gone)

    def _origin(self, item: Item, *, work: str | None = None) -> Origin:
        return Origin(uri=item.uri, work=work, metadata=dict(item.metadata), settings=how_read(self.settings))

    def _take(self, found: Document | Rejection | NotModified, batch: _Batch) -> dict[str, int]:
        """Put a document or a rejection into the batch, unless it is known already."""
        if isinstance(found, NotModified):
            return {"unchanged": 1}
        if isinstance(found, Rejection):
            batch.rejections.append(found)
            _LOG.info("left out (%s): %s", found.reason, found.what)
            return {"rejected": 1}
        if found.id in self._known:
            return {"unchanged": 1}
        document = self._as_revision(found)
        normalised, minhash = normalised_sha256(document.text), signature(document.text)
        if self._forgotten.cover(document, normalised):
            return {"forgotten": 1}
        original = self.duplicates.find(normalised, minhash, document.work)
        if original is not None:
            document = replace(document, duplicate_of=original)
        self.duplicates.add(document.id, normalised, minhash, document.work)
        self._known.add(document.id)
        if document.revision > self._latest.get(document.work, ("", 0))[1]:
            self._latest[document.work] = (document.id, document.revision)
        batch.documents.append(document)
        batch.fingerprints[document.id] = (normalised, minhash)
        batch.chars += len(document.text)
        with within(document=document.id):
            _LOG.debug("taken in from %s: %d characters", document.source.uri, len(document.text))
        return {
            "documents": 1,
            "revisions": int(document.revision > 1),
            "duplicates": int(original is not None),
            "passages": len(document.passages),
        }

    def _as_revision(self, document: Document) -> Document:
        """Number the document within its work."""
        latest = self._latest.get(document.work)
        if latest is None:
            return document
        return replace(document, revision=latest[1] + 1, supersedes=latest[0])

    def _full(self, batch: _Batch) -> bool:
        run = self.settings.run
        return len(batch.documents) + len(batch.rejections) >= run.batch_docs or batch.chars >= run.batch_chars

    def _commit(self, batch: _Batch) -> None:
        self.store.commit_documents(
            batch.documents,
            batch.rejections,
            run_id=self.context.run_id,
            fingerprints=batch.fingerprints,
            fetches=batch.fetches,
        )
        _LOG.info("committed %d documents, %d left out", len(batch.documents), len(batch.rejections))


def _then(
    found: Sequence[Document | Rejection | Forgotten], failure: Rejected | None
) -> Iterator[Document | Rejection | Forgotten]:
    """What was read before reading failed, then the failure."""
    yield from found
    if failure is not None:
        raise failure


def _fetch_row(answer: Fetched, sha: str) -> dict[str, Any]:
    return {
        "url": answer.requested_url,
        "final_url": answer.url,
        "etag": answer.validators.etag,
        "last_modified": answer.validators.last_modified,
        "fetched_at": answer.fetched_at or datetime.now(UTC).isoformat(timespec="seconds"),
        "status": answer.status,
        "bytes_sha256": sha,
    }
