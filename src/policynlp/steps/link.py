"""The link step: documents that have not been linked yet are tied to each other and to those that were."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from policynlp.corpus.store import Store
from policynlp.document import Document, content_id
from policynlp.link.decisions import read_decisions
from policynlp.link.identities import named, resolve
from policynlp.link.linker import Linker
from policynlp.steps.context import RunContext
from policynlp.steps.counts import add_counts
from policynlp.tags import Tags


def link_documents(context: RunContext, store: Store) -> dict[str, int]:
    """Link what is new in the run's tag set.

    Returns:
        Counts of links by kind, with their sum as `links`.
    """
    new = store.unlinked(context.tagset)
    if not new:
        return add_counts({"links": 0}, apply_decisions(context, store))
    fresh = set(new)
    known = [d for d in store.tagged(context.tagset) if d not in fresh]
    linker = Linker(context.settings.link, _pairs(context, store, known), decisions=store.decisions_path)
    result = linker.link(_pairs(context, store, new))
    store.commit_links(result.links, documents=new, run_id=context.run_id, tagset=context.tagset, identities=result.identities)
    kinds = [{f"links_{link.kind}": 1} for link in result.links]
    return add_counts({"links": len(result.links)}, *kinds, apply_decisions(context, store))


def apply_decisions(context: RunContext, store: Store) -> dict[str, int]:
    """Decisions on identities that were made or taken back since the last run, over all documents.

    Returns:
        `identities`: rows that changed; nothing where the decisions are those of the last run.
    """
    path = context.settings.link.decisions or store.decisions_path
    decisions = read_decisions(path)
    stamp = content_id(context.tagset, *decisions)
    applied = store.path / "index" / "decisions.applied"
    if (applied.read_text(encoding="utf-8") if applied.exists() else content_id(context.tagset)) == stamp:
        return {}
    stored = store.identity_rows(tagset=context.tagset)
    rows = resolve((named(*pair) for pair in _pairs(context, store, store.tagged(context.tagset))), decisions)
    changed: list[Any] = [r for r in rows if stored.get((r.document, r.entity)) != (r.identity, r.name, r.label)]
    shown = {(r.document, r.entity) for r in rows}
    changed += [
        {"document": document, "entity": entity, "identity": None, "name": name, "label": label}
        for (document, entity), (identity, name, label) in stored.items()
        if (document, entity) not in shown and identity is not None
    ]
    if changed:
        store.commit_links([], documents=[], run_id=context.run_id, tagset=context.tagset, identities=changed)
    applied.parent.mkdir(exist_ok=True)
    temporary = applied.with_suffix(".tmp")
    temporary.write_text(stamp, encoding="utf-8")
    temporary.replace(applied)
    return {"identities": len(changed)} if changed else {}


def _pairs(context: RunContext, store: Store, ids: Sequence[str]) -> Iterator[tuple[Document, Tags]]:
    """Documents with their tags, in the order of the ids; superseded revisions are left out."""
    superseded = store.superseded()
    kept = [i for i in ids if i not in superseded]
    tags = {t.document: t for t in store.load_tags(kept, tagset=context.tagset, vectors=True)}
    for document in store.load_documents(kept):
        if document.id in tags:
            yield document, tags[document.id]
