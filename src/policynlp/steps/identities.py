"""Decisions of people on who is who: checked, written down, and seen by every reader at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import count
from typing import Any

from policynlp.corpus.store import Store
from policynlp.document import content_id
from policynlp.errors import InputError
from policynlp.link.decisions import (
    Decision,
    active_decisions,
    append_decision,
    kept_on_error,
    one_at_a_time,
    read_decisions,
)
from policynlp.link.identities import CLASSES, Identity
from policynlp.settings import Settings
from policynlp.steps.context import new_run_id
from policynlp.steps.identity_rows import Changed, IdentityRows, stored_identities
from policynlp.steps.link_index import tell_decisions
from policynlp.steps.ruled_anew import ruled_identities


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a decision changed.

    Attributes:
        decision: As written down, with its id.
        entities: Entities of documents whose identity or name is another now.
        documents: Documents that they are in.
    """

    decision: Decision
    entities: int
    documents: int


def decide_identity(settings: Settings, decision: Decision) -> Effect:
    """Write a decision down and apply it; readers see it from their next look on.

    Where anything fails, the file is as it was, and nothing is applied.

    Args:
        settings: All settings in force.
        decision: Without `id`; `when` may be empty, for today.

    Raises:
        InputError: It is incomplete, or names an identity, document or decision that is not there.
        CorpusError: It could not be applied.
    """
    with Store.open(settings.corpus.path) as store:
        path = settings.link.decisions or store.decisions_path
        tagset = store.require_active()
        with one_at_a_time(path), stored_identities(store, tagset=tagset) as stored:
            before = read_decisions(path)
            checked = _checked(_completed(decision), stored, before, store)
            with kept_on_error(path):
                made = append_decision(path, checked)
                changed = _apply(store, stored, (*before, made), tagset=tagset)
    seen = [c.row for c in changed if c.is_seen]
    return Effect(decision=made, entities=len(seen), documents=len({row.document for row in seen}))


def apply_decisions(
    store: Store, decisions: Sequence[Decision], *, tagset: str, run_id: str | None = None
) -> Sequence[Identity]:
    """Make the identities of a tag set those that rules and decisions give.

    Args:
        store: The corpus.
        decisions: As read from the file, undone ones included.
        tagset: Whose entities are meant.
        run_id: For the record; None: a new one.

    Returns:
        Rows that changed; they are committed as one batch.
    """
    with stored_identities(store, tagset=tagset) as stored:
        return [c.row for c in _apply(store, stored, decisions, tagset=tagset, run_id=run_id)]


def _apply(
    store: Store, stored: IdentityRows, decisions: Sequence[Decision], *, tagset: str, run_id: str | None = None
) -> list[Changed]:
    changed = _ruled_anew(store, stored, decisions, tagset) if any(stored.lacking()) else list(stored.changed(decisions))
    if changed:
        rows = [c.row for c in changed]
        store.commit_links([], documents=[], run_id=run_id or new_run_id(), tagset=tagset, identities=rows)
        tell_decisions(store, tagset, decisions, rows)
    _stamp(store, tagset, decisions)
    return changed


def _ruled_anew(store: Store, stored: IdentityRows, decisions: Sequence[Decision], tagset: str) -> list[Changed]:
    """What changes where rows were written by a version that did not keep what rules alone say: these are asked again."""
    with ruled_identities(store, tagset) as rules:
        rules.decide(decisions)
        rules.written(stored.rows())
        changed = {(row.document, row.entity): row for row in rules.changed()}
    before = {place: row for row in stored.rows() if (place := (row.document, row.entity)) in changed}
    out = []
    for place, row in changed.items():
        known = before.get(place)
        out.append(Changed(row, known.identity if known else None, known.name if known else None))
    return out


def decisions_stand(store: Store, tagset: str, decisions: Sequence[Decision]) -> bool:
    """Whether these decisions were the last that were applied to the tag set."""
    applied = store.index_folder / _APPLIED
    none = content_id(tagset)
    return (applied.read_text(encoding="utf-8") if applied.exists() else none) == content_id(tagset, *decisions)


def list_decisions(settings: Settings) -> list[dict[str, Any]]:
    """All decisions, newest first.

    Returns:
        JSON-ready rows: the fields of a decision, and `in_force`.
    """
    with Store.open(settings.corpus.path) as store:
        found = read_decisions(settings.link.decisions or store.decisions_path)
    standing = {d.id for d in active_decisions(found)}
    names = ("id", "action", "identity", "into", "documents", "name", "decision", "who", "when", "why")
    return [
        {name: list(d.documents) if name == "documents" else getattr(d, name) for name in names}
        | {"in_force": d.id in standing}
        for d in reversed(found)
    ]


_APPLIED = "decisions.applied"


def _stamp(store: Store, tagset: str, decisions: Sequence[Decision]) -> None:
    applied = store.index_folder / _APPLIED
    applied.parent.mkdir(parents=True, exist_ok=True)
    temporary = applied.with_suffix(".tmp")
    temporary.write_text(content_id(tagset, *decisions), encoding="utf-8")
    temporary.replace(applied)


def _completed(decision: Decision) -> Decision:
    """Spaces off the edges, and today where no day is given."""

    def plain(value: str | None) -> str | None:
        return (value or "").strip() or None

    return replace(
        decision,
        who=decision.who.strip(),
        why=decision.why.strip(),
        when=decision.when.strip() or f"{datetime.now(UTC):%Y-%m-%d}",
        identity=plain(decision.identity),
        into=plain(decision.into),
        name=plain(decision.name),
        decision=plain(decision.decision),
    )


def _checked(decision: Decision, stored: IdentityRows, before: Sequence[Decision], store: Store) -> Decision:
    """The decision, if it says something of what is there; a split without a new key gets one."""
    for name in ("who", "why"):
        if not getattr(decision, name):
            raise InputError(
                f"{decision.action} needs {name!r}", where=decision.action, hint="Others have to be able to judge it."
            )
    if decision.action == "undo":
        return _checked_undo(decision, before)
    identity = _existing(decision.identity, stored, "identity")
    if decision.action == "merge":
        into = _existing(decision.into, stored, "into")
        if into == identity:
            raise InputError("an identity cannot be merged into itself", where=identity, hint="Name another one with `into`.")
        if into.partition(":")[0] != identity.partition(":")[0]:
            kinds = f"{identity.partition(':')[0]} and {into.partition(':')[0]}"
            raise InputError(
                f"they are of different kinds: {kinds}", where=identity, hint="Merge persons with persons, and so on."
            )
    if decision.action == "split":
        return _checked_split(decision, identity, stored, store)
    if decision.action == "rename" and not decision.name:
        raise InputError("rename needs 'name'", where=identity, hint="Give the name to show.")
    return decision


def _checked_undo(decision: Decision, before: Sequence[Decision]) -> Decision:
    ids = [d.id for d in before]
    found = [i for i in ids if decision.decision and i.startswith(decision.decision)]
    if len(found) != 1:
        hint = f"Decisions: {', '.join(ids[-8:])}." if ids else "Nothing has been decided yet."
        raise InputError(f"no decision {decision.decision!r}", where="undo", hint=hint)
    undone = next(d for d in before if d.id == found[0])
    standing = {d.id for d in active_decisions(before)}
    standing |= {d.id for d in before if d.action == "undo" and d.decision not in standing}  # an undoing that still holds
    if undone.id not in standing:
        raise InputError(f"decision {undone.id!r} is not in force", where="undo", hint="It was undone before.")
    return replace(decision, decision=undone.id)


def _checked_split(decision: Decision, identity: str, stored: IdentityRows, store: Store) -> Decision:
    moved = []
    for begun in decision.documents:
        found = stored.documents_of(identity, begun=begun.strip(), limit=2) if begun.strip() else []
        if len(found) != 1:
            own = stored.documents_of(identity, limit=6)
            listed = ", ".join(f"{d.id[:8]} ({d.source.title})" for d in store.load_documents(own))
            raise InputError(f"{identity} is not in a document {begun!r}", where="documents", hint=f"It is in: {listed}.")
        moved.append(found[0])
    if not moved:
        raise InputError("split needs 'documents'", where=identity, hint="Name the documents whose mentions are somebody else.")
    if len(set(moved)) == stored.count_documents(identity):
        raise InputError("all of its documents would move", where=identity, hint="Rename it, or leave a document out.")
    into = decision.into or next(f"{identity}-{n}" for n in count(2) if f"{identity}-{n}" not in stored)
    if into in stored or into == identity:
        raise InputError(f"{into} is there already", where="into", hint="Split off first, then merge, or give a new key.")
    if into.partition(":")[0] not in CLASSES.values() or into.partition(":")[0] != identity.partition(":")[0]:
        raise InputError(f"{into} is of another kind", where="into", hint=f"Begin it with {identity.partition(':')[0]}:.")
    return replace(decision, into=into, documents=tuple(dict.fromkeys(moved)))


def _existing(key: str | None, stored: IdentityRows, name: str) -> str:
    if key in stored:
        return str(key)
    near = stored.near(key or "")
    hint = f"Near it: {', '.join(near)}." if near else "`policynlp actors WORDS` lists keys."
    raise InputError(f"there is no identity {key!r}", where=name, hint=hint)
