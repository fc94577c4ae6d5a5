"""Decisions of people: recorded once, undone by another row, refused where somebody was faster.

A key that a browser sends twice (a lost answer, a reload) is one decision: the client names it. What a person saw last
of a unit is sent along, so that a second tab that is behind gets a clear message in place of a silent overwrite.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from policynlp.errors import InputError, PolicyNLPError
from policynlp.labels.accounts import Account
from policynlp.labels.database import LabelStore, now
from policynlp.labels.tables import ACTIONS, CompletionRow, DecisionRow, UnitRow

Action = Literal["accept", "reject", "edit", "add", "skip", "flag", "undo"]
State = Literal["complete", "partial"]

_NEEDS_TARGET = frozenset({"accept", "reject", "edit", "add"})
_NEEDS_VALUE = frozenset({"edit", "add"})
_MAX_NOTE_CHARS = 4_000


class Conflict(PolicyNLPError):
    """The unit has decisions that the person did not see."""

    exit_code = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """What the machine said of a target.

    Attributes:
        value: The annotation as the format gives it; for themes, true or false.
        version: Of the model or rules.
        score: Its probability.
    """

    value: Any = None
    version: str | None = None
    score: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision.

    Attributes:
        key: Chosen by the client, unique; the same key twice is one decision.
        unit: Unit id.
        action: `accept` or `reject` what the machine said of `target`, `edit` it, `add` what it missed, `skip` the unit,
            `flag` it to the lead, `undo` an earlier decision.
        target: Theme (`agriculture`, `security.food`), or id of an annotation; empty for skip, flag and undo.
        value: What the person says: for themes true or false, for spans the annotation as the format gives it, or null.
        machine: What the machine said.
        shown: Whether a suggestion of the machine was in view.
        adjudicates: Whether it settles a disagreement.
        undoes: `seq` of the decision that it takes back.
        task, seconds, guideline, note: Which task, time spent, version of the guideline, remark.
        account, at, seq: Who, when, and its number; given by the database.
    """

    key: str
    unit: str
    action: Action
    target: str = ""
    value: Any = None
    machine: Machine = field(default_factory=Machine)
    shown: bool = True
    adjudicates: bool = False
    undoes: int | None = None
    task: str | None = None
    seconds: float | None = None
    guideline: str = ""
    note: str = ""
    account: str = ""
    at: str = ""
    seq: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """How far a person is with a unit.

    Attributes:
        unit, account: Of whom, of what.
        state: `complete`: what is unmarked was looked at and is none; `partial`: unmarked says nothing.
        shown: Whether suggestions were in view.
        at, task, seconds: When, for which task, time spent on the unit.
    """

    unit: str
    account: str
    state: State
    shown: bool
    at: str
    task: str | None = None
    seconds: float | None = None


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
    _check(account, decision)
    with store.write() as session:
        _lock(session, decision.unit)
        before = session.scalar(select(DecisionRow).where(DecisionRow.key == decision.key))
        if before is not None:
            same = (before.unit, before.account, before.action, before.target, before.value)
            if same == (decision.unit, account.name, decision.action, decision.target, decision.value):
                return _decision(before)
            raise Conflict("the key of this decision was used for another one", where=decision.key, hint="Reload the page.")
        _check_seen(session, account, decision, seen)
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
        return _decision(row)


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
    with store.write() as session:
        _lock(session, unit)
        last = session.scalar(_of(CompletionRow, unit, account.name).order_by(CompletionRow.seq.desc()).limit(1))
        if last is not None and (last.state, last.task, last.shown) == (state, task, shown):
            return
        session.add(
            CompletionRow(unit=unit, account=account.name, at=now(), state=state, shown=shown, task=task, seconds=seconds)
        )


def decisions(store: LabelStore, units: Sequence[str] | None = None, *, standing: bool = True) -> list[Decision]:
    """Decisions in the order in which they were made.

    Args:
        store: The label database.
        units: Of these units; None: of all.
        standing: Only those that were not undone (and no undoing ones).
    """
    query = select(DecisionRow).order_by(DecisionRow.seq)
    if units is not None:
        query = query.where(DecisionRow.unit.in_(units))
    with store.read() as session:
        found = [_decision(row) for row in session.scalars(query)]
    return standing_ones(found) if standing else found


def standing_ones(found: Iterable[Decision]) -> list[Decision]:
    """Decisions that were not taken back, without the ones that took back."""
    listed = list(found)
    undone = {d.undoes for d in listed if d.action == "undo"}
    return [d for d in listed if d.action != "undo" and d.seq not in undone]


def completions(store: LabelStore, units: Sequence[str] | None = None) -> dict[tuple[str, str], Completion]:
    """Unit and account to how far that person is with it."""
    query = select(CompletionRow).order_by(CompletionRow.seq)
    if units is not None:
        query = query.where(CompletionRow.unit.in_(units))
    with store.read() as session:
        return {(row.unit, row.account): _completion(row) for row in session.scalars(query)}


def last_seq(store: LabelStore, unit: str, *, account: str | None = None) -> int:
    """Number of the last decision on a unit (of one person, or of anybody); 0 for none."""
    with store.read() as session:
        return _last_seq(session, unit, account)


def undoable(store: LabelStore, account: Account) -> Decision | None:
    """The person's last decision that stands, on whatever unit."""
    with store.read() as session:
        rows = session.scalars(
            select(DecisionRow).where(DecisionRow.account == account.name).order_by(DecisionRow.seq.desc()).limit(500)
        ).all()
        standing = standing_ones([_decision(row) for row in reversed(rows)])
    return standing[-1] if standing else None


def _check(account: Account, decision: Decision) -> None:
    where = f"decision on {decision.unit}"
    if account.retired or (decision.adjudicates and not account.may("adjudicator")):
        raise InputError(f"{account.name} may not do this", where=where, hint="Ask an admin for the role.")
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


def _check_seen(session: Session, account: Account, decision: Decision, seen: int | None) -> None:
    if seen is None:
        return
    last = _last_seq(session, decision.unit, None if decision.adjudicates else account.name)
    if last > seen:
        raise Conflict(
            "this was decided on in the meantime, in another tab or by another person",
            where=f"unit {decision.unit}",
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


def _last_seq(session: Session, unit: str, account: str | None) -> int:
    query = select(func.max(DecisionRow.seq)).where(DecisionRow.unit == unit)
    if account is not None:
        query = query.where(DecisionRow.account == account)
    return session.scalar(query) or 0


def _of(table: Any, unit: str, account: str) -> Any:
    return select(table).where(table.unit == unit, table.account == account)


def _decision(row: DecisionRow) -> Decision:
    return Decision(
        key=row.key,
        unit=row.unit,
        action=row.action,  # type: ignore[arg-type]
        target=row.target,
        value=row.value,
        machine=Machine(value=row.machine, version=row.machine_version, score=row.machine_score),
        shown=row.shown,
        adjudicates=row.adjudicates,
        undoes=row.undoes,
        task=row.task,
        seconds=row.seconds,
        guideline=row.guideline,
        note=row.note,
        account=row.account,
        at=row.at,
        seq=row.seq,
    )


def _completion(row: CompletionRow) -> Completion:
    return Completion(
        unit=row.unit,
        account=row.account,
        state=row.state,  # type: ignore[arg-type]
        shown=row.shown,
        at=row.at,
        task=row.task,
        seconds=row.seconds,
    )
