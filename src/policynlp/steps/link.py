"""The link step: documents that have not been linked yet are tied to each other and to those that were."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence

from policynlp.corpus.store import Store
from policynlp.document import Document
from policynlp.link.decisions import one_at_a_time, read_decisions
from policynlp.link.linker import Linker
from policynlp.steps.context import RunContext
from policynlp.steps.counts import add_counts
from policynlp.steps.identities import apply_decisions, decisions_stand
from policynlp.tags import Tags

_LOG = logging.getLogger("policynlp.link")


def link_documents(context: RunContext, store: Store) -> dict[str, int]:
    """Link what is new in the run's tag set.

    Returns:
        Counts of links by kind, with their sum as `links`, and of identities that decisions of people changed, as `identities`.
    """
    path = context.settings.link.decisions or store.decisions_path
    decisions = read_decisions(path)
    new = store.unlinked(context.tagset)
    counts = [_link_new(context, store, new)] if new else [{"links": 0}]
    with one_at_a_time(path):  # what people decided meanwhile holds for the new documents, too
        now = read_decisions(path)
        if now != decisions or not decisions_stand(store, context.tagset, now):
            changed = apply_decisions(store, now, tagset=context.tagset, run_id=context.run_id)
            counts.append({"identities": len(changed)} if changed else {})
    return add_counts(*counts)


def _link_new(context: RunContext, store: Store, new: Sequence[str]) -> dict[str, int]:
    fresh = set(new)
    known = [d for d in store.tagged(context.tagset) if d not in fresh]
    linker = Linker(context.settings.link, _pairs(context, store, known), decisions=store.decisions_path)
    result = linker.link(_pairs(context, store, new))
    store.commit_links(result.links, documents=new, run_id=context.run_id, tagset=context.tagset, identities=result.identities)
    _LOG.info("linked %d new documents: %d links", len(new), len(result.links))
    kinds = [{f"links_{link.kind}": 1} for link in result.links]
    return add_counts({"links": len(result.links)}, *kinds)


def _pairs(context: RunContext, store: Store, ids: Sequence[str]) -> Iterator[tuple[Document, Tags]]:
    """Documents with their tags, in the order of the ids; superseded revisions are left out."""
    superseded = store.superseded()
    kept = [i for i in ids if i not in superseded]
    tags = {t.document: t for t in store.load_tags(kept, tagset=context.tagset, vectors=True)}
    for document in store.load_documents(kept):
        if document.id in tags:
            yield document, tags[document.id]
