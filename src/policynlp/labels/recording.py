"""Keeping decisions: once, undone by another row, refused where somebody was faster.

A key that a browser sends twice (a lost answer, a reload) is one decision: the client names it. What a person saw last
of a unit is sent along, so that a second tab that is behind gets a clear message in place of a silent overwrite.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from policynlp.errors import InputError, PolicyNLPError
from policynlp.labels.accounts import Account, retired
from policynlp.labels.database import LabelStore, now
from policynlp.labels.decisions import Completion, Decision, State, decision_of, last_seq_in
from policynlp.labels.tables import ACTIONS, CompletionRow, DecisionRow, UnitRow

_NEEDS_TARGET = frozenset({"accept", "reject", "edit", "add"})
_NEEDS_VALUE = frozenset({"edit", "add"})
_MAX_NOTE_CHARS = 4_000


class Conflict(PolicyNLPError):
    """The unit has decisions that the person did not see."""

    exit_code = 2


def record(store: LabelStore, account: Account, decision: Decision, *, seen: int | None = None) -> Decision:
    """Keep a decision.

    Args:
        store: The label database.
        account: Who decides.
        decision: What; `account`, `at` and `seq` are set here.
        seen: Number of the last decision on this unit that the person saw of their own (an adjudicator: of anybody), 0 for
            none; None: not checked.

    Returns:
        The decision as it is kept.

    Raises:
        InputError: It is incomplete, on a unit that is not known, or the account may not do it.
        Conflict: There are newer decisions than `seen`, or the key was used for another one.
    """
    return record_all(store, account, [decision], seen=seen)[0]


def record_all(
    store: LabelStore,
    account: Account,
    made: Sequence[Decision],
    *,
    seen: int | None = None,
    completion: Completion | None = None,
) -> list[Decision]:
    """Keep what one key decided: several decisions on one unit, and how far the person is with it; all of it or nothing.

    Args:
        store: The label database.
        account: Who decides.
        made: Decisions on one unit; may be none.
        seen: As in `record`.
        completion: Kept with them; `account` and `at` are set here.

    Raises:
        InputError, Conflict: As in `record`.
    """
    units = {d.unit for d in made} | ({completion.unit} if completion else set())
    if len(units) != 1:
        raise InputError("one key decides on one unit", where="decisions", hint="Send them one unit at a time.")
    unit = units.pop()
    if account.retired:
        raise retired(account.name, where=f"unit {unit}")
    for decision in made:
        _check(account, decision)
    with store.write() as session:
        _lock(session, unit)
        known = {row.key: row for row in session.scalars(select(DecisionRow).where(DecisionRow.key.in_([d.key for d in made])))}
        if len(known) < len(made):
            _check_seen(session, account, unit, seen, settles=any(d.adjudicates for d in made))
        kept = [_keep(session, account, decision, known.get(decision.key)) for decision in made]
        if completion is not None:
            _keep_completion(session, replace(completion, account=account.name))
        return kept


def complete(
    store: LabelStore,
    account: Account,
    unit: str,
    *,
    state: State = "complete",
    shown: bool,
    task: str | None = None,
    seconds: float | None = None,
) -> None:
    """Say that a person is through with a unit, or (`partial`) is not.

    Raises:
        InputError: The unit is not known.
    """
    made = Completion(unit=unit, account=account.name, state=state, shown=shown, at="", task=task, seconds=seconds)
    record_all(store, account, [], completion=made)


def _check(account: Account, decision: Decision) -> None:
    where = f"decision on {decision.unit}"
    if decision.adjudicates and not account.may("adjudicator"):
        hint = f'An admin gives the role: policynlp labels account "{account.name}" --role adjudicator'
        raise InputError(f"{account.name} is {account.role} and may not settle what people differ on", where=where, hint=hint)
    if decision.action not in ACTIONS:
        raise InputError(f"there is no action {decision.action!r}", where=where, hint=f"Actions: {', '.join(ACTIONS)}.")
    if decision.action in _NEEDS_TARGET and not decision.target:
        raise InputError(f"{decision.action} needs a target", where=where, hint="Name the theme or annotation.")
    if decision.action in _NEEDS_VALUE and decision.value is None:
        raise InputError(f"{decision.action} needs a value", where=where, hint="Give what it should be.")
    if (decision.action == "undo") != (decision.undoes is not None):
        raise InputError("undo names the decision that it takes back, nothing else does", where=where, hint="Give `undoes`.")
    if len(decision.note) > _MAX_NOTE_CHARS or not 0 < len(decision.key) <= 64:
        raise InputError("the note or the key is too long, or the key is empty", where=where, hint="Shorten it.")


def _keep(session: Session, account: Account, decision: Decision, before: DecisionRow | None) -> Decision:
    if before is not None:
        same = (before.unit, before.account, before.action, before.target, before.value)
        if same != (decision.unit, account.name, decision.action, decision.target, decision.value):
            raise Conflict("the key of this decision was used for another one", where=decision.key, hint="Reload the page.")
        return decision_of(before)
    if decision.undoes is not None:
        _check_undo(session, account, decision)
    row = DecisionRow(
        key=decision.key,
        unit=decision.unit,
        account=account.name,
        at=now(),
        action=decision.action,
        target=decision.target,
        value=decision.value,
        machine=decision.machine.value,
        machine_version=decision.machine.version,
        machine_score=decision.machine.score,
        shown=decision.shown,
        adjudicates=decision.adjudicates,
        undoes=decision.undoes,
        task=decision.task,
        seconds=decision.seconds,
        guideline=decision.guideline,
        note=decision.note,
    )
    session.add(row)
    session.flush()
    return decision_of(row)


def _keep_completion(session: Session, made: Completion) -> None:
    last = session.scalar(_of(CompletionRow, made.unit, made.account).order_by(CompletionRow.seq.desc()).limit(1))
    if last is not None and (last.state, last.task, last.shown) == (made.state, made.task, made.shown):
        return
    session.add(
        CompletionRow(
            unit=made.unit,
            account=made.account,
            at=now(),
            state=made.state,
            shown=made.shown,
            task=made.task,
            seconds=made.seconds,
        )
    )


def _check_seen(session: Session, account: Account, unit: str, seen: int | None, *, settles: bool) -> None:
    if seen is None:
        return
    last = last_seq_in(session, unit, None if settles else account.name)
    if last > seen:
        raise Conflict(
            "this was decided on in the meantime, in another tab or by another person",
            where=f"unit {unit}",
            hint="Look at what is there now, then decide.",
        )


def _check_undo(session: Session, account: Account, decision: Decision) -> None:
    row = session.get(DecisionRow, decision.undoes)
    where = f"decision {decision.undoes}"
    if row is None or row.unit != decision.unit or row.account != account.name or row.action == "undo":
        raise InputError("that decision cannot be undone here", where=where, hint="People undo their own decisions.")
    if session.scalar(select(DecisionRow.seq).where(DecisionRow.undoes == decision.undoes)) is not None:
        raise Conflict("that decision was undone already", where=where, hint="Reload the page.")


def _lock(session: Session, unit: str) -> None:
    """Hold the unit until the end of the transaction (SQLite has locked all of the database by then)."""
    if session.scalar(select(UnitRow.id).where(UnitRow.id == unit).with_for_update()) is None:
        raise InputError("the unit of work is not known", where=f"unit {unit}", hint="Add it to the label database first.")


def _of(table: Any, unit: str, account: str) -> Any:
    return select(table).where(table.unit == unit, table.account == account)
