"""Where rules on who is who may be wrong: pairs that may be one, names that may be two. Nothing is decided."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext

from policynlp.corpus.store import Store
from policynlp.link.decisions import Decision, read_decisions
from policynlp.link.namesakes import Namesakes, namesakes
from policynlp.link.suggestions import Known, Suggestion, suggestions
from policynlp.settings import Settings
from policynlp.steps.identity_rows import stored_identities


def suggest_merges(
    settings: Settings, *, kind: str | None = None, limit: int | None = None, store: Store | None = None
) -> list[Suggestion]:
    """Identities that may be one, likeliest first, with the reasons.

    Pairs that were decided on before (merged and taken back) are left out.

    Args:
        settings: All settings in force.
        kind: `person`, `organisation` or `place`; None: all.
        limit: Pairs at the most.
        store: The corpus, where it is open already: its catalogue of a large corpus is not read again.
    """
    with _known(settings, kind, store) as (rows, before):
        settled = {frozenset((d.identity or "", d.into or "")) for d in before if d.action == "merge"}
        return suggestions(rows(), settled=settled, limit=limit)


def suggest_splits(settings: Settings, *, limit: int | None = None, store: Store | None = None) -> list[Namesakes]:
    """Identities that may be two people of one name, likeliest first, with the reasons.

    What was split before, taken back or not, is left out, and so is what a person merged something into.

    Args:
        settings: All settings in force.
        limit: Identities at the most.
        store: As in `suggest_merges`.
    """
    with _known(settings, None, store) as (rows, before):
        split = {d.identity or "" for d in before if d.action == "split"}
        merged = {d.into or "" for d in before if d.action == "merge"}
        return namesakes(rows(), settled=split | merged, limit=limit)


@contextmanager
def _known(
    settings: Settings, kind: str | None, store: Store | None
) -> Iterator[tuple[Callable[[], Iterator[Known]], tuple[Decision, ...]]]:
    with nullcontext(store) if store is not None else Store.open(settings.corpus.path) as opened:
        tagset = opened.require_active()
        told = opened.people_told(tagset=tagset)
        with stored_identities(opened, tagset=tagset) as stored:

            def rows() -> Iterator[Known]:
                for row in stored.rows(kind=kind):
                    if row.identity is not None:
                        affiliations, gender = told.get((row.document, row.entity), ((), None))
                        yield Known(
                            identity=row.identity,
                            name=row.name,
                            written=row.automatic_name or row.name,
                            document=row.document,
                            affiliations=affiliations,
                            gender=gender,
                        )

            yield rows, tuple(read_decisions(settings.link.decisions or opened.decisions_path))
