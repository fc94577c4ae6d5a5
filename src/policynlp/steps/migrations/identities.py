"""What rules alone say of an identity, for rows that were written before it was kept (identities/2).

Where nothing was decided, that is what the row says. Where people decided, the rules are asked again, over all texts of the tag set.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from itertools import islice

from policynlp.corpus.store import Store
from policynlp.link.decisions import active_decisions, read_decisions
from policynlp.link.identities import Identity
from policynlp.link.identity_index import IdentityIndex
from policynlp.settings import Settings
from policynlp.steps.identity_rows import stored_identities
from policynlp.steps.migrations.migration import Migration
from policynlp.steps.ruled_anew import ruled_identities

_COMMIT_ROWS = 20_000


def _tagsets(store: Store) -> list[str]:
    return [row["tagset"] for row in store.tagsets() if row["documents"]]


def _left(store: Store, settings: Settings) -> int:  # noqa: ARG001 - as every migration
    left = 0
    for tagset in _tagsets(store):
        with stored_identities(store, tagset=tagset) as stored:
            left += sum(1 for _ in stored.lacking())
    return left


def _apply(store: Store, settings: Settings) -> None:
    decided = active_decisions(read_decisions(settings.link.decisions or store.decisions_path))
    for tagset in _tagsets(store):
        with stored_identities(store, tagset=tagset) as stored, ExitStack() as held:
            rules: IdentityIndex | None = None
            bare = stored.lacking()
            while some := list(islice(bare, _COMMIT_ROWS)):
                if decided and rules is None:
                    rules = held.enter_context(ruled_identities(store, tagset))
                rows = _said(some, rules)
                store.commit_links([], documents=[], run_id="migrate", tagset=tagset, identities=rows)


def _said(rows: Sequence[Identity], rules: IdentityIndex | None) -> list[Identity]:
    """Rows with what rules say of them; with what they say themselves, where nothing else is known."""
    ruled = {(row.document, row.entity): row for row in rules.rows(row.document for row in rows)} if rules else {}
    out = []
    for row in rows:
        known = ruled.get((row.document, row.entity))
        identity, name = (known.automatic, known.automatic_name) if known else (row.identity, row.name)
        out.append(replace(row, automatic=identity, automatic_name=name))
    return out


MIGRATION = Migration(
    name="identities",
    what="rows of identities get what rules alone say, so that a decision can be taken back",
    left=_left,
    apply=_apply,
)
