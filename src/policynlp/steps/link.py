"""The link step: documents that have not been linked yet are tied to each other and to those that were."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Sequence

from policynlp.corpus.store import Store
from policynlp.link.decisions import one_at_a_time, read_decisions
from policynlp.link.index import LinkIndex
from policynlp.link.linker import Linker
from policynlp.steps.context import RunContext
from policynlp.steps.counts import add_counts
from policynlp.steps.identities import apply_decisions, decisions_stand
from policynlp.steps.link_index import bring_up_to_date, chunks, clear_others, link_index, pairs

_LOG = logging.getLogger("policynlp.link")


def link_documents(context: RunContext, store: Store) -> dict[str, int]:
    """Link what is new in the run's tag set, some hundred texts at a time; what is linked then is committed.

    Returns:
        Counts of links by kind, with their sum as `links`, and of identities that decisions of people changed, as `identities`.
    """
    path = context.settings.link.decisions or store.decisions_path
    decisions = read_decisions(path)
    counts = [{"links": 0}]
    if store.unlinked(context.tagset):
        with link_index(store, context.tagset) as index:
            try:
                counts += _link_new(context, store, index)
            except sqlite3.DatabaseError as error:
                if isinstance(error, sqlite3.OperationalError):  # locked, or a full disk: no damage
                    raise
                _LOG.warning("the index of links is damaged and made anew: %s", error)
                index.make_anew()
                counts += _link_new(context, store, index)
        clear_others(store, context.tagset)
    with one_at_a_time(path):  # what people decided meanwhile holds for the new documents, too
        now = read_decisions(path)
        if now != decisions or not decisions_stand(store, context.tagset, now):
            changed = apply_decisions(store, now, tagset=context.tagset, run_id=context.run_id)
            counts.append({"identities": len(changed)} if changed else {})
    return add_counts(*counts)


def _link_new(context: RunContext, store: Store, index: LinkIndex) -> list[dict[str, int]]:
    bring_up_to_date(index, store, context.tagset)
    new = store.unlinked(context.tagset)  # another process may have linked them meanwhile
    counts = [_link(context, store, index, some) for some in chunks(new)]
    for identity in index.identities.unfound():
        _LOG.warning(
            "a decision names %s, which no text has: `policynlp identities list`, then undo it or decide anew", identity
        )
    _LOG.info("linked %d new documents: %d links", len(new), sum(count["links"] for count in counts))
    return counts


def _link(context: RunContext, store: Store, index: LinkIndex, new: Sequence[str]) -> dict[str, int]:
    linker = Linker(context.settings.link, index=index, decisions=store.decisions_path)
    states = store.catalogue.done("tagged", context.tagset)
    with index.writing():  # kept when the links are: a run that dies before leaves the texts to be linked
        result = linker.link(pairs(store, new, tagset=context.tagset), states=states)
        store.commit_links(
            result.links, documents=new, run_id=context.run_id, tagset=context.tagset, identities=result.identities
        )
    kinds = [{f"links_{link.kind}": 1} for link in result.links]
    return add_counts({"links": len(result.links)}, *kinds)
