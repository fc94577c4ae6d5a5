"""Documents whose rows are lost, or never came, read again from the bytes as fetched."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import fields, replace
from functools import partial

from policynlp.corpus.doctor.bytes import unused_bytes
from policynlp.corpus.store import Store
from policynlp.diagnosis import Finding
from policynlp.document import Document
from policynlp.errors import CorpusError, Rejection
from policynlp.settings import Settings
from policynlp.steps.context import RunContext
from policynlp.steps.ingest import Ingestor
from policynlp.steps.origin import Origin
from policynlp.steps.record import Run

_NAMES = frozenset(field.name for field in fields(Origin))


def check_unread(store: Store, *, settings: Settings) -> Iterator[Finding]:
    """Bytes that are kept and hold documents, but nothing that is committed comes from them.

    Such are left by a run that was killed, and by documents whose rows are lost.

    Args:
        store: The corpus, open.
        settings: All settings in force.
    """
    lost, nameless = [], []
    for sha256 in unused_bytes(store):
        origins = store.blobs.origins(sha256)
        if not origins:
            nameless.append(sha256)
        elif any(_unknown(store, sha256, settings)):
            lost.append(sha256)
    if lost:
        shown = ", ".join(str(store.blobs.origins(sha256)[0].get("uri")) for sha256 in lost[:3])
        yield Finding(
            check="documents",
            severity="warning",
            what=f"{len(lost)} files or pages were fetched, but the corpus does not have what they hold",
            where=shown + (", ..." if len(lost) > 3 else ""),
            hint="--repair reads them again from the bytes that are kept; so does a run over their sources. The next run tags them.",
            mend=partial(_read_again, lost, settings),
        )
    if nameless:
        yield Finding(
            check="documents",
            severity="note",
            what=f"{len(nameless)} files are kept of which nobody wrote down where they are from, and nothing committed comes from them",
            where=str(store.blobs.folder),
            hint="A run over their sources takes them in, if they are missing.",
        )


def _found(store: Store, sha256: str, settings: Settings) -> Iterator[Document | Rejection]:
    """What the bytes hold, from everywhere that they came from."""
    try:
        data = store.get_bytes(sha256)
    except (CorpusError, OSError):
        return  # the check of bytes says so
    for told in store.blobs.origins(sha256):
        if isinstance(told.get("uri"), str):
            yield from Origin(**{name: told[name] for name in told.keys() & _NAMES}).read(data, settings=settings)


def _unknown(store: Store, sha256: str, settings: Settings) -> Iterator[bool]:
    documents = store.catalogue.documents
    return (isinstance(found, Document) and found.id not in documents for found in _found(store, sha256, settings))


class _Rereader(Ingestor):
    """Takes in what was lost: a revision that later ones followed takes its old place among them."""

    def __init__(self, context: RunContext, store: Store) -> None:
        super().__init__(context, store)
        self._numbers: dict[str, set[int]] = defaultdict(set)
        for entry in store.catalogue.documents.values():
            self._numbers[entry.work].add(entry.revision)
        self._followed = _followed(store)

    def _as_revision(self, document: Document) -> Document:
        numbers = self._numbers[document.work]
        gaps = set(range(1, max(numbers, default=1))) - numbers
        if gaps:
            before = self._followed.get(document.id, 0) - 1
            document = replace(document, revision=before if before in gaps else min(gaps))
        else:
            document = super()._as_revision(document)
        numbers.add(document.revision)
        return document


def _followed(store: Store) -> dict[str, int]:
    """Document id to the number of the committed revision that supersedes it."""
    entries = store.catalogue.documents
    names = ["document", "batch_id", "supersedes", "revision"]
    return {
        row["supersedes"]: row["revision"]
        for row in store.tables.read("documents", columns=names).to_pylist()
        if row["supersedes"] and (entry := entries.get(row["document"])) and entry.batch == row["batch_id"]
    }


def _read_again(lost: list[str], settings: Settings) -> str:
    """Take them in as a run of its own."""
    with Run(settings, kind="ingest") as record:
        context = RunContext.from_json(record.context)
        with context.store() as fresh, _Rereader(context, fresh) as ingestor:
            found = [one for sha256 in lost for one in _found(fresh, sha256, settings)]
            found.sort(key=lambda one: (one.source.fetched_at or "") if isinstance(one, Document) else "")
            for counts in ingestor.take_in(found):
                record.add(counts)
    return f"run {record.id} took in {record.counts.get('documents', 0)} documents"
