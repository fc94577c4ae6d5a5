"""Undo: the last key of a person on a layer, with all that it decided."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from policynlp.errors import InputError
from policynlp.labels.accounts import Account
from policynlp.labels.database import LabelStore
from policynlp.labels.decisions import Completion, Decision, decisions, undoable
from policynlp.labels.queue import Task, find_task
from policynlp.labels.recording import record_all
from policynlp.labels.units import LabelLayer, units


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack:
    """What was undone.

    Attributes:
        task: The task that the key belonged to; None where it settled a disagreement.
        targets: What it had decided on.
    """

    task: Task | None
    targets: tuple[str, ...]


def take_back(
    store: LabelStore, account: Account, *, layer: LabelLayer, applied: Callable[[str], object] = lambda _: None
) -> TakenBack:
    """Undo the person's last key on a layer: all its decisions, and the completion of its unit.

    Args:
        store: The label database.
        account: The person.
        layer: Keys on other layers stay.
        applied: Told the document that it belonged to.

    Raises:
        InputError: There is nothing left to undo on this layer.
    """
    last = undoable(store, account, layer=layer)
    if last is None:
        raise InputError(f"there is nothing more to undo on {layer}", where="review", hint=_elsewhere(store, account))
    together = [d for d in decisions(store, [last.unit]) if d.account == account.name and pressed(d.key) == pressed(last.key)]
    undone = [
        Decision(key=f"u{time.time_ns()}:{n}", unit=d.unit, action="undo", undoes=d.seq, task=d.task)
        for n, d in enumerate(together)
    ]
    reopened = Completion(unit=last.unit, account=account.name, state="partial", shown=last.shown, at="", task=last.task)
    record_all(store, account, undone, completion=None if last.adjudicates else reopened)
    for unit in units(store, [last.unit]):
        applied(unit.document)
    task = find_task(store, last.task) if last.task else None
    return TakenBack(task=task, targets=tuple(d.target for d in together if d.target))


def numbered(key: str, number: int) -> str:
    """The key of one of the decisions of a key that was pressed."""
    return f"{key}:{number}"


def pressed(key: str) -> str:
    """The key that was pressed: its decisions have a number behind it, one that settles a disagreement has none."""
    return key.rpartition(":")[0] or key


def _elsewhere(store: LabelStore, account: Account) -> str:
    """Where the person can undo instead."""
    last = undoable(store, account)
    if last is None:
        return ""
    (unit,) = units(store, [last.unit])
    return f"Your last key is on {unit.layer}: undo it in /review/{unit.layer}."
