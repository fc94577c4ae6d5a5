"""What people decided: the types, and how decisions are read; `policynlp.labels.recording` keeps them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from policynlp.labels.accounts import Account
from policynlp.labels.database import LabelStore
from policynlp.labels.tables import CompletionRow, DecisionRow, UnitRow
from policynlp.labels.units import LabelLayer

Action = Literal["accept", "reject", "edit", "add", "complete", "skip", "flag", "undo"]
State = Literal["complete", "partial"]
OfUnit = TypeVar("OfUnit", "Decision", "Completion")


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
        action: `accept` or `reject` what the machine said of `target`, `edit` it, `add` what it missed, `complete` or `skip` the unit,
            `flag` it to the lead, `undo` an earlier decision.
        target: Theme (`agriculture`, `security.food`), or id of an annotation; empty for complete, skip, flag and undo.
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


def decisions(
    store: LabelStore, units: Sequence[str] | None = None, *, works: Sequence[str] | None = None, standing: bool = True
) -> list[Decision]:
    """Decisions in the order in which they were made.

    Args:
        store: The label database.
        units: Of these units; None: of all.
        works: Of the units of these texts; None: of all.
        standing: Only those that were not undone (and no undoing ones).
    """
    query = select(DecisionRow).order_by(DecisionRow.seq)
    if units is not None:
        query = query.where(DecisionRow.unit.in_(units))
    if works is not None:
        query = query.join(UnitRow, UnitRow.id == DecisionRow.unit).where(UnitRow.work.in_(works))
    with store.read() as session:
        found = [decision_of(row) for row in session.scalars(query)]
    return standing_ones(found) if standing else found


def standing_ones(found: Iterable[Decision]) -> list[Decision]:
    """Decisions that were not taken back, without the ones that took back."""
    listed = list(found)
    undone = {d.undoes for d in listed if d.action == "undo"}
    return [d for d in listed if d.action != "undo" and d.seq not in undone]


def completions(
    store: LabelStore, units: Sequence[str] | None = None, *, works: Sequence[str] | None = None, blind: bool = False
) -> dict[tuple[str, str], Completion]:
    """Unit and account to how far that person is with it.

    Args:
        store: The label database.
        units: Of these units; None: of all.
        works: Of the units of these texts; None: of all.
        blind: How far without suggestions in view, whatever was done with them before or since.
    """
    query = select(CompletionRow).order_by(CompletionRow.seq)
    if blind:
        query = query.where(CompletionRow.shown.is_(False))
    if units is not None:
        query = query.where(CompletionRow.unit.in_(units))
    if works is not None:
        query = query.join(UnitRow, UnitRow.id == CompletionRow.unit).where(UnitRow.work.in_(works))
    with store.read() as session:
        return {(row.unit, row.account): _completion(row) for row in session.scalars(query)}


def by_unit(found: Iterable[OfUnit]) -> dict[str, list[OfUnit]]:
    """Decisions or completions by unit, in their order; a unit without any has an empty list."""
    grouped: dict[str, list[OfUnit]] = defaultdict(list)
    for one in found:
        grouped[one.unit].append(one)
    return grouped


def last_seq(store: LabelStore, unit: str, *, account: str | None = None) -> int:
    """Number of the last decision on a unit (of one person, or of anybody); 0 for none."""
    with store.read() as session:
        return last_seq_in(session, unit, account)


def undoable(store: LabelStore, account: Account, *, layer: LabelLayer | None = None) -> Decision | None:
    """The person's last decision that stands, on whatever unit; of one layer, or of all."""
    later = aliased(DecisionRow)
    undone = select(later.undoes).where(later.account == account.name, later.undoes.is_not(None))
    query = select(DecisionRow).where(
        DecisionRow.account == account.name, DecisionRow.action != "undo", DecisionRow.seq.not_in(undone)
    )
    if layer is not None:
        query = query.join(UnitRow, UnitRow.id == DecisionRow.unit).where(UnitRow.layer == layer)
    with store.read() as session:
        row = session.scalar(query.order_by(DecisionRow.seq.desc()).limit(1))
        return decision_of(row) if row is not None else None


def last_seq_in(session: Session, unit: str, account: str | None) -> int:
    """`last_seq` within a transaction."""
    query = select(func.max(DecisionRow.seq)).where(DecisionRow.unit == unit)
    if account is not None:
        query = query.where(DecisionRow.account == account)
    return session.scalar(query) or 0


def decision_of(row: DecisionRow) -> Decision:
    """A row as a decision."""
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
