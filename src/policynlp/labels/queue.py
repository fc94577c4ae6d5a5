"""The queue: which unit a person sees next, why, and how many people have to see it.

A task is a unit with a reason. It is open until enough people have completed the unit for it, and is handed to one person
at a time more than are needed never. A lease keeps it for whom it was handed to; it runs out, so that a browser that was
closed holds nothing.

An audit measures, so only what is completed without suggestions in view counts for its tasks. As long as one is open, its unit
is handed out for no other reason; and who has completed the unit with suggestions gets it again, blind, after all else, unless
somebody else has done it by then.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from policynlp.document import content_id
from policynlp.errors import InputError
from policynlp.labels.accounts import Account
from policynlp.labels.database import LabelStore, log_event, now
from policynlp.labels.decisions import completions
from policynlp.labels.tables import AnswerRow, CompletionRow, DecisionRow, LeaseRow, TaskRow, UnitRow
from policynlp.labels.units import LabelLayer

Reason = Literal["uncertain", "disagreeing", "rare", "seeded", "random", "overlap", "audit", "test", "whole", "reopened"]
REASONS: dict[str, str] = {
    "uncertain": "the model is not sure",
    "disagreeing": "the model disagrees with a rule or a person",
    "rare": "few examples of a label",
    "seeded": "like the definition of a label",
    "random": "drawn at random",
    "overlap": "seen by several people, to measure agreement",
    "audit": "part of an audit",
    "test": "answer known, to measure annotators",
    "whole": "a whole document, to find what the model missed",
    "reopened": "its guideline changed",
}
BLIND: frozenset[str] = frozenset({"overlap", "audit", "test"})
"""Labelled without suggestions, so that what is measured on them does not depend on the machine."""
_AUDITED = TaskRow.reason == "audit"
"""Only what was completed blind counts for these."""

_LEASE = timedelta(hours=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A unit in the queue.

    Attributes:
        id: Of the task.
        unit: Unit id.
        reason: One of `REASONS`.
        why: The reason in words, with figures.
        priority: Higher comes first.
        probability: Chance with which it was drawn; None where it was chosen.
        blind: No suggestions.
        people: How many have to complete it.
        audit: The audit that it belongs to.
    """

    unit: str
    reason: Reason
    why: str = ""
    priority: float = 0.0
    probability: float | None = None
    people: int = 1
    audit: str | None = None
    blind: bool = False
    id: str = ""


def add_tasks(store: LabelStore, tasks: Iterable[Task], *, by: str, answers: Mapping[str, Any] | None = None) -> int:
    """Put units into the queue; a unit that is open for the same reason stays as it is.

    Args:
        store: The label database.
        tasks: What to put there.
        by: Who does it.
        answers: Of test items: unit id to the known answer.

    Raises:
        InputError: A reason is unknown, or a probability is not one.
    """
    added = 0
    with store.write() as session:
        for task in tasks:
            if task.reason not in REASONS or not (task.probability is None or 0 < task.probability <= 1) or task.people < 1:
                raise InputError(f"the task cannot be used: {task}", where="queue", hint=f"Reasons: {', '.join(REASONS)}.")
            task_id = task.id or content_id("task", task.unit, task.reason, task.audit or "")
            row = session.get(TaskRow, task_id)
            if row is not None:
                continue
            session.add(
                TaskRow(
                    id=task_id,
                    unit=task.unit,
                    reason=task.reason,
                    why=task.why,
                    priority=task.priority,
                    probability=task.probability,
                    blind=task.blind or task.reason in BLIND,
                    people=task.people,
                    audit=task.audit,
                    created_at=now(),
                )
            )
            if answers and task.unit in answers:
                session.flush()
                session.add(AnswerRow(task=task_id, answer=answers[task.unit], at=now(), account=by))
            added += 1
        log_event(session, by, "queue.add", tasks=added)
    return added


def next_task(
    store: LabelStore,
    account: Account,
    *,
    layer: LabelLayer,
    reasons: Sequence[Reason] = (),
    besides: Sequence[str] = (),
) -> Task | None:
    """The next unit for a person, and a lease on it; the one that the person holds already comes first.

    Args:
        store: The label database.
        account: Who works.
        layer: Of which layer.
        reasons: Only tasks with these reasons; empty: all.
        besides: Tasks to leave out: the one that is on the screen, when the next is fetched ahead.

    Returns:
        None where nothing is left for this person.
    """
    with store.write() as session:
        since = (datetime.now(UTC) - _LEASE).isoformat(timespec="microseconds")
        mine = exists().where(LeaseRow.task == TaskRow.id, LeaseRow.account == account.name, LeaseRow.at > since)
        skipped = exists().where(
            DecisionRow.unit == TaskRow.unit,
            DecisionRow.account == account.name,
            DecisionRow.action == "skip",
            or_(~_AUDITED, DecisionRow.shown.is_(False)),
        )
        again = TaskRow.unit.in_(_completed(account))
        done = or_(and_(~_AUDITED, again), and_(_AUDITED, TaskRow.unit.in_(_completed(account, blind=True))))
        query = (
            select(TaskRow)
            .join(UnitRow, UnitRow.id == TaskRow.unit)
            .where(UnitRow.layer == layer, TaskRow.closed_at.is_(None), ~skipped, ~done, or_(TaskRow.blind, ~_awaits_audit()))
            .order_by(mine.desc(), again, TaskRow.priority.desc(), TaskRow.created_at, TaskRow.id)
            .with_for_update(of=TaskRow, skip_locked=True)
        )
        if besides:
            query = query.where(TaskRow.id.not_in(besides))
        if reasons:
            query = query.where(TaskRow.reason.in_(reasons))
        for row in session.scalars(query):
            others = _others(session, row, account, since)
            if others >= row.people:
                continue
            lease = session.get(LeaseRow, (row.id, account.name))
            if lease is None:
                session.add(LeaseRow(task=row.id, account=account.name, at=now()))
            else:
                lease.at = now()
            return _task(row)
    return None


def close_finished(store: LabelStore) -> int:
    """Close tasks that enough people have completed; gives how many."""
    with store.write() as session:
        closed = 0
        for row in session.scalars(select(TaskRow).where(TaskRow.closed_at.is_(None))):
            if len(_through(session, row)) >= row.people:
                row.closed_at = now()
                closed += 1
        return closed


def tasks(store: LabelStore, *, audit: str | None = None, open_only: bool = False) -> list[Task]:
    """Tasks in the order in which they are handed out."""
    query = select(TaskRow).order_by(TaskRow.priority.desc(), TaskRow.created_at, TaskRow.id)
    if audit is not None:
        query = query.where(TaskRow.audit == audit)
    if open_only:
        query = query.where(TaskRow.closed_at.is_(None))
    with store.read() as session:
        return [_task(row) for row in session.scalars(query)]


def waiting(store: LabelStore, account: Account | None = None) -> list[Task]:
    """Open tasks that too few people have completed.

    Args:
        store: The label database.
        account: Only those that this person has not completed.
    """
    found = tasks(store, open_only=True)
    audited = [task.unit for task in found if task.reason == "audit"]
    out = []
    for blind, ends in ((False, completions(store)), (True, completions(store, audited, blind=True))):
        through = {key for key, c in ends.items() if c.state == "complete"}
        people = Counter(unit for unit, _ in through)
        out += [
            task
            for task in found
            if (task.reason == "audit") is blind
            and people[task.unit] < task.people
            and (account is None or (task.unit, account.name) not in through)
        ]
    return out


def find_task(store: LabelStore, task_id: str) -> Task:
    """A task by its id.

    Raises:
        InputError: There is none.
    """
    with store.read() as session:
        row = session.get(TaskRow, task_id)
        if row is None:
            raise InputError("the task is not known", where=f"task {task_id}", hint="Reload the page.")
        return _task(row)


def _completed(account: Account, *, blind: bool = False) -> Select[str]:
    latest = _latest(blind=blind).where(CompletionRow.account == account.name)
    return select(CompletionRow.unit).where(CompletionRow.seq.in_(latest), CompletionRow.state == "complete")


def _latest(*, blind: bool) -> Select[int]:
    """Numbers of the last completions of each person on each unit; `blind`: of those without suggestions in view."""
    latest = select(func.max(CompletionRow.seq)).group_by(CompletionRow.unit, CompletionRow.account)
    return latest.where(CompletionRow.shown.is_(False)) if blind else latest


def _awaits_audit() -> ColumnElement[bool]:
    """Whether the unit of a task is one of an audit that needs people yet."""
    audited = aliased(TaskRow)
    through = (
        select(func.count())
        .where(
            CompletionRow.unit == audited.unit,
            CompletionRow.seq.in_(_latest(blind=True)),
            CompletionRow.state == "complete",
        )
        .scalar_subquery()
    )
    return exists().where(
        audited.unit == TaskRow.unit, audited.reason == "audit", audited.closed_at.is_(None), audited.people > through
    )


def _through(session: Session, task: TaskRow) -> set[str]:
    """Who has completed the unit of a task as the task needs it."""
    rows = select(CompletionRow.account).where(
        CompletionRow.unit == task.unit,
        CompletionRow.seq.in_(_latest(blind=task.reason == "audit").where(CompletionRow.unit == task.unit)),
        CompletionRow.state == "complete",
    )
    return set(session.scalars(rows))


def _others(session: Session, task: TaskRow, account: Account, since: str) -> int:
    """How many other people have completed the unit, or hold the task."""
    recent: ColumnElement[bool] = and_(LeaseRow.task == task.id, LeaseRow.at > since)
    holding = set(session.scalars(select(LeaseRow.account).where(recent)))
    return len((_through(session, task) | holding) - {account.name})


def _task(row: TaskRow) -> Task:
    return Task(
        id=row.id,
        unit=row.unit,
        reason=row.reason,  # type: ignore[arg-type]
        why=row.why,
        priority=row.priority,
        probability=row.probability,
        people=row.people,
        audit=row.audit,
        blind=row.blind,
    )
