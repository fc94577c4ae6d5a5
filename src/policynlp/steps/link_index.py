"""The index of links follows the corpus: what was linked elsewhere, tagged anew, corrected or superseded since."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from policynlp.corpus.locks import Locked, lock
from policynlp.corpus.store import Store
from policynlp.document import Document
from policynlp.errors import CorpusError
from policynlp.link.decisions import Decision
from policynlp.link.features import features
from policynlp.link.identities import Identity
from policynlp.link.index import LinkIndex
from policynlp.tags import Tags

_CHUNK_DOCS = 500
_WAIT_S = 600.0
"""How long to wait for another process that links; it does some hundred texts in seconds."""


@contextmanager
def link_index(store: Store, tagset: str, *, wait_s: float = _WAIT_S) -> Iterator[LinkIndex]:
    """The index of a tag set, for one process at a time.

    Args:
        store: The corpus.
        tagset: The tag set.
        wait_s: How long to wait for another process.

    Raises:
        CorpusError: Another process holds it for too long, or it cannot be written.
    """
    path = _path(store, tagset)
    try:
        with lock(path.with_suffix(".lock"), wait_s=wait_s), LinkIndex(path) as index:
            yield index
    except Locked as error:
        raise CorpusError("another process is linking", where=str(path), hint="Wait for it, and run again.") from error


def clear_others(store: Store, tagset: str) -> None:
    """Delete what is kept of tag sets that nobody reads or fills; for a run, which has the corpus to itself."""
    for kind in ("links-", "labels-"):
        for other in store.index_folder.glob(f"{kind}*"):
            if other.name.split(".")[0].removeprefix(kind) not in {tagset, store.active_tagset()}:
                other.unlink(missing_ok=True)


def _path(store: Store, tagset: str) -> Path:
    return store.index_folder / f"links-{tagset}.sqlite"


def tell_decisions(store: Store, tagset: str, decisions: Sequence[Decision], written: Iterable[Identity]) -> None:
    """Let the index know what people decided, and the rows that were committed for it.

    Where a run holds it, it finds out by itself, and commits these rows once more.
    """
    if _path(store, tagset).exists():
        with suppress(CorpusError, OSError, sqlite3.Error), link_index(store, tagset, wait_s=0) as index, index.writing():
            index.identities.decide(decisions)
            index.identities.written(written)


def bring_up_to_date(index: LinkIndex, store: Store, tagset: str) -> None:
    """Take in what is linked in the corpus and not in the index, or in it as it was before."""
    superseded = store.superseded()
    linked, tagged = store.catalogue.done("linked", tagset), store.catalogue.done("tagged", tagset)
    wanted = {d: state for d, state in tagged.items() if d in linked and d not in superseded}
    states = index.states()
    index.remove([document for document, state in states.items() if wanted.get(document) != state])
    missing = [document for document, state in wanted.items() if states.get(document) != state]
    for some in chunks(missing):
        found = list(pairs(store, some, tagset=tagset))
        with index.writing():
            index.add([features(*pair) for pair in found], states=[wanted[document.id] for document, _ in found])
            index.identities.written(store.identity_rows(tagset=tagset, documents=some).values())


def pairs(store: Store, ids: Sequence[str], *, tagset: str) -> Iterator[tuple[Document, Tags]]:
    """Documents with their tags, in the order of the ids; superseded revisions are left out."""
    superseded = store.superseded()
    kept = [i for i in ids if i not in superseded]
    tags = {t.document: t for t in store.load_tags(kept, tagset=tagset, vectors=True)}
    for document in store.load_documents(kept):
        if document.id in tags:
            yield document, tags[document.id]


def chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """Some hundred at a time."""
    return (ids[at : at + _CHUNK_DOCS] for at in range(0, len(ids), _CHUNK_DOCS))
