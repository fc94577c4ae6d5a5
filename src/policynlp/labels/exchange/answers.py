"""What a person answered in another tool, kept as decisions: once, as the difference to what the person had decided before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from policynlp.labels.accounts import Account, accounts, create_account
from policynlp.labels.current import said_by, same
from policynlp.labels.database import LabelStore
from policynlp.labels.decisions import Completion, Decision, Machine, decisions
from policynlp.labels.guidelines import guideline_version
from policynlp.labels.recording import record_all
from policynlp.labels.units import Unit

_SAYS = frozenset({"accept", "reject", "edit", "add"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One person's answer on one unit.

    Attributes:
        key: Names this version of the answer: the same key twice is one answer. At most 56 characters.
        unit: The unit.
        state: `complete`: what is not in `values` is none; `partial`: it says nothing, and a note flags the unit to the lead;
            `skip`: the person passed it on.
        values: Target to what the person says it is: true for themes, else the annotation.
        said: What the machine said and the person saw.
        shown: Whether the person saw what the machine said.
        task: Of the queue; None where there is none.
        seconds, note: Time spent, remark; they stand on the last decision.
    """

    key: str
    unit: Unit
    state: Literal["complete", "partial", "skip"]
    values: Mapping[str, Any] = field(default_factory=dict)
    said: Mapping[str, Machine] = field(default_factory=dict)
    shown: bool = True
    task: str | None = None
    seconds: float | None = None
    note: str = ""


class Annotators(dict[str, Account]):
    """Accounts by name, made as annotators where they are missing.

    Args:
        store: The label database.
        by: Who makes them, for the log.
    """

    def __init__(self, store: LabelStore, *, by: str) -> None:
        super().__init__({account.name: account for account in accounts(store)})
        self._store = store
        self._by = by
        self.made: list[str] = []

    def __missing__(self, name: str) -> Account:
        self[name] = create_account(self._store, name, role="annotator", by=self._by)
        self.made.append(name)
        return self[name]


def keep_answer(store: LabelStore, account: Account, answer: Answer) -> int | None:
    """Keep an answer as decisions.

    Args:
        store: The label database, which knows the unit.
        account: Whose answer it is.
        answer: The answer.

    Returns:
        Number of decisions on targets that are new; None where this answer is kept already.

    Raises:
        InputError, Conflict: As in `policynlp.labels.recording.record_all`.
    """
    before = decisions(store, [answer.unit.id], standing=False)
    if any(d.key.rpartition(":")[0] == answer.key for d in before):
        return None
    mine = [d for d in decisions(store, [answer.unit.id]) if d.account == account.name]
    made = [] if answer.state == "skip" else _changes(answer, mine)
    closing = {"complete": ["complete"], "skip": ["skip"], "partial": ["flag"] if answer.note else []}[answer.state]
    steps = [*made, *((action, "", None) for action in closing)]
    kept = [
        Decision(
            key=f"{answer.key}:{n}",
            unit=answer.unit.id,
            action=action,
            target=target,
            value=value,
            machine=answer.said.get(target, Machine()),
            shown=answer.shown,
            task=answer.task,
            seconds=answer.seconds if n == len(steps) - 1 else None,
            guideline=guideline_version(answer.unit.layer),
            note=answer.note if n == len(steps) - 1 else "",
        )
        for n, (action, target, value) in enumerate(steps)
    ]
    completion = None
    if answer.state != "skip":
        completion = Completion(
            unit=answer.unit.id,
            account=account.name,
            state=answer.state,
            shown=answer.shown,
            at="",
            task=answer.task,
            seconds=answer.seconds,
        )
    if kept or completion:
        record_all(store, account, kept, completion=completion)
    return len(made)


def _changes(answer: Answer, mine: list[Decision]) -> list[tuple[Any, str, Any]]:
    """Action, target and value of what differs from what the person had decided before.

    What was decided with suggestions in view is said again where it is said blind, too: it counts for an audit only then.
    """
    layer = answer.unit.layer
    before = [d for d in mine if d.action in _SAYS and not d.adjudicates]
    had = {d.target: said_by(layer, d) for d in before}
    alike = {d.target: said_by(layer, d) for d in before if answer.shown or not d.shown}
    made: list[tuple[Any, str, Any]] = []
    for target in sorted({*answer.values, *answer.said, *had}):
        wanted = answer.values.get(target)
        machine = answer.said[target].value if target in answer.said else None
        if wanted:
            if target in alike and same(alike[target], wanted) and same(had[target], wanted):
                continue
            action = "add" if not machine else "accept" if same(machine, wanted) else "edit"
            made.append((action, target, wanted))
        elif answer.state == "complete" and had.get(target, machine):
            made.append(("reject", target, None))
    return made
