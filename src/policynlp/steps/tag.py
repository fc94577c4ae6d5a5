"""The tag step: documents that have no tags in the run's tag set get them, batch by batch."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence

import pyarrow.dataset as ds

from policynlp.corpus.store import Store
from policynlp.document import Document
from policynlp.errors import Rejection
from policynlp.steps.context import RunContext, shared_tagger
from policynlp.steps.counts import add_counts
from policynlp.tags import LAYERS, Tags

_LOG = logging.getLogger("policynlp.tag")


def tag_documents(context: RunContext, store: Store, ids: Sequence[str]) -> Iterator[dict[str, int]]:
    """Tag documents and commit them as batches of `run.batch_docs`.

    A batch that was committed is never tagged again; one that was cut off is not seen by readers and comes again.

    Yields:
        Counts, after every document.
    """
    tagger = shared_tagger(context.settings, tagset=context.tagset)
    run = context.settings.run
    done: list[Tags] = []
    failed: list[Rejection] = []
    chars = 0
    for document, result in tagger.stream(store.load_documents(ids)):
        if isinstance(result, Rejection):
            failed.append(result)
            done.append(Tags(document=document.id, tagset=context.tagset))  # so that a rerun does not try for ever
        else:
            done.append(result)
        chars += len(document.text)
        yield _counts(document, result)
        if len(done) >= run.batch_docs or chars >= run.batch_chars:
            _commit(context, store, done, failed)
            done, failed, chars = [], [], 0
    if done:
        _commit(context, store, done, failed)


def _commit(context: RunContext, store: Store, done: Sequence[Tags], failed: Sequence[Rejection]) -> None:
    store.commit_tags(done, failed, run_id=context.run_id, tagset=context.tagset)
    _LOG.info("committed the tags of %d documents, %d could not be tagged", len(done) - len(failed), len(failed))


def committed_counts(store: Store, ids: Sequence[str], *, tagset: str) -> dict[str, int]:
    """Counts of documents that were committed by somebody who could not say so any more.

    Args:
        store: The corpus.
        ids: The documents; all have tags.
        tagset: The tag set.
    """
    documents = {d.id: d for d in store.load_documents(ids)}
    rejects = store.tables.read("rejects", columns=["uri", "stage"], where=ds.field("stage") == "tag")
    failed = set(rejects["uri"].to_pylist())
    counts: dict[str, int] = {}
    for tags in store.load_tags(ids, tagset=tagset, corrected=False):
        document = documents[tags.document]
        empty = document.source.uri in failed and not any(getattr(tags, layer) for layer in LAYERS)
        counts = add_counts(counts, {"rejected": 1} if empty else _counts(document, tags))
    return counts


def _counts(document: Document, result: Tags | Rejection) -> dict[str, int]:
    if isinstance(result, Rejection):
        return {"rejected": 1}
    layers = {layer: len(getattr(result, layer)) for layer in LAYERS if layer != "themes"}
    assigned = sum(t.assigned and t.facet is None and t.passage is not None for t in result.themes)
    return add_counts({"tagged": 1, "chars": len(document.text)}, layers, {"themes": assigned})


def switch_if_complete(context: RunContext, store: Store) -> bool:
    """Make the run's tag set the active one as soon as it covers every document.

    Returns:
        Whether it is the active one now.
    """
    if store.active_tagset() == context.tagset:
        return True
    if store.untagged(context.tagset):
        return False
    store.activate(context.tagset, by=context.run_id)
    _LOG.info("tag set %s is complete and the active one now", context.tagset)
    return True
