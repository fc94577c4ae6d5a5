"""Forget texts: remove them from all that a corpus and its labels hold, and leave what keeps them from coming back.

What is to be forgotten is written down first, in `forgetting.json`, and this file goes away at the end. Every step looks for what is
still there, so a forgetting that is killed goes on with the next `policynlp forget`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from policynlp.corpus.durable import sync
from policynlp.corpus.export.files import atomic
from policynlp.corpus.forgetting.files import (
    bytes_of,
    clean_reports,
    delete_bytes,
    delete_derived,
    releases_with,
    withdraw_release,
)
from policynlp.corpus.forgetting.rows import Wanted, batches_with, delete_files, delete_rows, recount
from policynlp.corpus.forgetting.tombstones import Tombstone, Tombstones, hashed
from policynlp.corpus.reading import open_corpus
from policynlp.corpus.store import Store
from policynlp.document import Document
from policynlp.errors import CorpusError, InputError
from policynlp.ingest.duplicates import normalised_sha256
from policynlp.labels.forgetting import forget_labels
from policynlp.place import on_this_machine
from policynlp.settings import Settings
from policynlp.steps.labelling import labels_path
from policynlp.steps.turns import corpus_turn

JOURNAL = "forgetting.json"
_LISTED = 8


@dataclass(kw_only=True)
class _Task:
    """What is being forgotten, as it is written down."""

    documents: list[str]
    works: list[str]
    addresses: list[str]
    names: list[str]
    bytes: list[str]
    repeats: list[str]
    batches: list[str]
    releases: list[str]
    stones: list[dict[str, Any]]
    who: str
    why: str


@dataclass(frozen=True, kw_only=True)
class ForgetResult:
    """What was removed.

    Attributes:
        documents: Ids of the texts, all revisions.
        rows: Table to the number of rows that went.
        files: Old files that were deleted from the disk.
        bytes: Files of bytes as fetched that went.
        shared_bytes: SHA-256 of bytes that other texts were read from, too, and that stay.
        lines: Lines that went from reports of runs.
        labels: What went from the label database.
        releases: Releases that hold the texts, and stay.
        withdrawn: Releases that were deleted.
        repeats: Texts that repeat a forgotten one, and stay.
    """

    documents: list[str] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)
    files: int = 0
    bytes: int = 0
    shared_bytes: list[str] = field(default_factory=list)
    lines: int = 0
    labels: dict[str, int] = field(default_factory=dict)
    releases: list[str] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)
    repeats: list[str] = field(default_factory=list)

    @property
    def left(self) -> bool:
        """Whether something is left that may hold the texts."""
        return bool(self.shared_bytes or self.releases or self.repeats)


def find_forgettable(settings: Settings, names: Sequence[str], *, where: str | None = None) -> list[str]:
    """Ids of documents by id (or its beginning), work or address, or by a condition on the view `documents_all`.

    Raises:
        InputError: A name means none, or an id that begins so several; or the condition is no SQL.
    """
    out: dict[str, None] = {}
    with open_corpus(settings.corpus.path) as corpus:
        for name in names:
            found = corpus.sql(
                "SELECT document, work FROM documents_all WHERE work = $n OR uri = $n OR canonical_url = $n "
                "OR (length($n) >= 6 AND starts_with(document, $n))",
                {"n": name},
            ).to_pylist()
            if not found:
                raise InputError("no document has this id, work or address", where=name, hint="See `policynlp query`.")
            if len({row["work"] for row in found}) > 1 and any(row["document"].startswith(name) for row in found):
                listed = ", ".join(row["document"] for row in found[:_LISTED])
                raise InputError("several ids begin so", where=name, hint=f"Which of: {listed}?")
            out |= dict.fromkeys(row["document"] for row in found)
        if where is not None:
            found = corpus.sql(f"SELECT document FROM documents_all WHERE {where}").to_pylist()
            out |= dict.fromkeys(row["document"] for row in found)
    return list(out)


def forget(
    settings: Settings,
    documents: Sequence[str],
    *,
    who: str,
    why: str,
    repeats: bool | None = None,
    shared_bytes: bool = False,
    releases: bool = False,
    dry_run: bool = False,
) -> list[ForgetResult]:
    """Forget texts with all their revisions; first of all, go on with a forgetting that was killed.

    Runs and servers have to be stopped: what they have in memory they would write again.

    Args:
        settings: All settings in force.
        documents: Ids, those that are not in the corpus are passed over; none: only go on.
        who: Who forgets.
        why: The reason; it is kept.
        repeats: Whether texts that repeat them go, too; None: refuse where there are any.
        shared_bytes: Delete bytes even where other texts were read from them.
        releases: Delete releases that hold the texts; else they are named.
        dry_run: Say what would go, and do nothing.

    Returns:
        What was removed, by this forgetting and by one that it went on with.

    Raises:
        InputError: Others repeat the texts, and nobody said what is to become of these; or no reason is given.
        CorpusError: There is no corpus, it is damaged, or is being written to.
        BusyError: A run is at work on it.
    """
    results = []
    turn = corpus_turn(settings.corpus.path, what="forget", wait_s=settings.run.wait_s)
    with nullcontext() if dry_run else turn, Store.open(on_this_machine(settings.corpus.path)) as store:
        pending = None if dry_run else _read_task(store.path)
        if pending is not None:
            results.append(_carry_out(settings, store, pending, ForgetResult(documents=pending.documents)))
        there = set(store.known(documents))
        known = [document for document in documents if document in there]
        if known:
            if not why.strip() or not who.strip():
                raise InputError("who forgets, and why, has to be said", where="--why", hint="It is kept with the tombstone.")
            task, texts, kept = _plan(store, known, who=who, why=why, repeats=repeats, shared=shared_bytes)
            holding = releases_with(store.path, task.documents)
            task.releases = holding if releases else []
            result = ForgetResult(
                documents=task.documents,
                shared_bytes=[] if shared_bytes else kept,
                releases=[] if releases else holding,
                withdrawn=task.releases,
                repeats=task.repeats,
            )
            if not dry_run:
                _write_task(store.path, task)
                result = _carry_out(settings, store, task, result, texts)
            results.append(result)
    return results


def _plan(
    store: Store, documents: Sequence[str], *, who: str, why: str, repeats: bool | None, shared: bool
) -> tuple[_Task, list[Document], list[str]]:
    store.catalogue.refresh()
    known = store.catalogue.documents
    works = {known[i].work for i in documents if i in known}
    ids = {i for i, entry in known.items() if entry.work in works}
    repeating = {i: entry for i, entry in known.items() if entry.duplicate_of in ids and i not in ids}
    if repeating and repeats is None:
        listed = ", ".join(list(repeating)[:_LISTED])
        raise InputError(
            f"{len(repeating)} texts repeat what is to be forgotten: {listed}",
            where="forget",
            hint="Say --repeats to forget them, too, or --no-repeats to keep them.",
        )
    if repeats:
        works |= {entry.work for entry in repeating.values()}
        ids = {i for i, entry in known.items() if entry.work in works}
    staying = [i for i, entry in known.items() if entry.duplicate_of in ids and i not in ids]
    texts = list(store.load_documents(sorted(ids)))
    addresses = {a for t in texts for a in (t.work, t.source.uri, t.source.canonical_url) if a}
    for rows in store.tables.stream("documents", columns=["document", "uri", "canonical_url"]):
        for document, *of_other in zip(*(column.to_pylist() for column in rows.columns), strict=True):
            if document not in ids:
                addresses.difference_update(of_other)
    alone, together = bytes_of(store, ids, addresses)
    gone = alone | together if shared else alone
    at = datetime.now(UTC).isoformat(timespec="seconds")
    stones = [
        Tombstone(
            document=text.id,
            work=hashed(text.work),
            text=normalised_sha256(text.text),
            addresses=tuple(sorted(hashed(a) for a in (text.source.uri, text.source.canonical_url) if a and a in addresses)),
            bytes=tuple(sorted(gone)),
            at=at,
            who=who,
            why=why,
        )
        for text in texts
    ]
    titles = {t.source.title for t in texts if t.source.title and len(t.source.title) >= 8}
    task = _Task(
        documents=sorted(ids),
        works=sorted(works),
        addresses=sorted(addresses),
        names=sorted(ids | addresses | titles),
        bytes=sorted(gone),
        repeats=staying,
        batches=[],
        releases=[],
        stones=[asdict(stone) for stone in stones],
        who=who,
        why=why,
    )
    task.batches = sorted(batches_with(store, _wanted(task)))
    return task, texts, sorted(together)


def _wanted(task: _Task) -> Wanted:
    return Wanted(frozenset(task.documents), frozenset(task.addresses), frozenset(task.bytes), tuple(task.repeats))


def _carry_out(
    settings: Settings, store: Store, task: _Task, so_far: ForgetResult, texts: Sequence[Document] | None = None
) -> ForgetResult:
    """All steps, each of which looks for what is still there; reports go first, since they are told by the texts."""
    if texts is None:
        texts = list(store.load_documents(task.documents))
    wanted = _wanted(task)
    tombstones = Tombstones(store.path)
    tombstones.add(
        Tombstone(**stone | {"addresses": tuple(stone["addresses"]), "bytes": tuple(stone["bytes"])}) for stone in task.stones
    )
    lines = clean_reports(store.path, texts, task.names)
    url = settings.labels.url or labels_path(settings.corpus.path)
    labels = forget_labels(url, documents=task.documents, works=task.works, by=task.who)
    for name in task.releases:
        withdraw_release(store.path, name, who=task.who, why=task.why)
    rows = delete_rows(store, wanted)
    recount(store, task.batches)
    files = delete_files(store, wanted)
    gone = delete_bytes(store, task.bytes)
    delete_derived(store.path)
    (store.path / JOURNAL).unlink()
    sync([store.path])
    return ForgetResult(
        **{
            **{name: getattr(so_far, name) for name in ("documents", "shared_bytes", "releases", "repeats")},
            "withdrawn": task.releases,
            "rows": rows,
            "files": files,
            "bytes": gone,
            "lines": lines,
            "labels": asdict(labels),
        }
    )


def _write_task(corpus: Path, task: _Task) -> None:
    with atomic(corpus / JOURNAL) as out:
        out.write(json.dumps(asdict(task), ensure_ascii=False).encode("utf-8", "surrogatepass"))
    sync([corpus])


def _read_task(corpus: Path) -> _Task | None:
    path = corpus / JOURNAL
    if not path.exists():
        return None
    try:
        return _Task(**json.loads(path.read_bytes()))
    except (OSError, ValueError, TypeError) as error:
        raise CorpusError(
            f"a forgetting that was not finished cannot be read: {error}",
            where=str(path),
            hint="Delete the file, and forget the texts again.",
        ) from error
