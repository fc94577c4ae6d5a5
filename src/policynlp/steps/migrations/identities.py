"""What rules alone say of an identity, for rows that were written before it was kept (identities/2).

Where nothing was decided, that is what the row says. Where people decided, the rules are asked again, over all texts of the tag set.
"""

from __future__ import annotations

from collections.abc import Mapping

from policynlp.corpus.store import Store
from policynlp.link.decisions import active_decisions, read_decisions
from policynlp.link.identities import Identity
from policynlp.settings import Settings
from policynlp.steps.identities import ruled_identities
from policynlp.steps.migrations.migration import Migration

_COMMIT_ROWS = 20_000


def _tagsets(store: Store) -> list[str]:
    return [row["tagset"] for row in store.tagsets() if row["documents"]]


def _left(store: Store, settings: Settings) -> int:  # noqa: ARG001 - as every migration
    superseded = store.superseded()
    return sum(
        row["automatic"] is None and row["document"] not in superseded
        for tagset in _tagsets(store)
        for row in store.identity_rows(tagset=tagset).values()
    )


def _apply(store: Store, settings: Settings) -> None:
    decided = active_decisions(read_decisions(settings.link.decisions or store.decisions_path))
    superseded = store.superseded()
    for tagset in _tagsets(store):
        stored = store.identity_rows(tagset=tagset)
        bare = {key: row for key, row in stored.items() if row["automatic"] is None and row["document"] not in superseded}
        if not bare:
            continue
        rules = {(i.document, i.entity): i for i in ruled_identities(store, tagset)} if decided else {}
        rows = [row | _said(row, rules.get(key)) for key, row in bare.items()]
        for start in range(0, len(rows), _COMMIT_ROWS):
            store.commit_links([], documents=[], run_id="migrate", tagset=tagset, identities=rows[start : start + _COMMIT_ROWS])


def _said(row: Mapping[str, str | None], ruled: Identity | None) -> dict[str, str | None]:
    """What rules say of an entity; what the row says, where nothing else is known."""
    identity, name = (ruled.automatic, ruled.automatic_name) if ruled else (row["identity"], row["name"])
    return {"automatic": identity, "automatic_name": name}


MIGRATION = Migration(
    name="identities",
    what="rows of identities get what rules alone say, so that a decision can be taken back",
    left=_left,
    apply=_apply,
)
