"""Audits: a blind sample of what the machine said, drawn with known chances; `audit_results` tells what people found in it.

`draw` takes items of the population by stratum: those that the machine called positive, for precision, and others, for
recall. Every item keeps its stratum and its chance, so that estimates can be weighted; nobody who labels it sees what the
machine said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlalchemy import select

from policynlp.document import content_id
from policynlp.errors import InputError
from policynlp.labels.database import LabelStore, log_event, now
from policynlp.labels.queue import Task, add_tasks
from policynlp.labels.tables import AuditItemRow, AuditRow, TaskRow
from policynlp.labels.units import LabelLayer

CALLED, OTHER = "called", "other"
"""First part of a stratum's name: whether the machine called its items positive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PopulationItem:
    """One item that could be drawn.

    Attributes:
        unit: Unit id; the unit has to be in the label database when it is drawn.
        target: Theme or annotation id.
        called: Whether the machine called it positive.
        stratum: What else it is stratified by, such as `2024 / The Chronicle`.
        machine: What the machine said.
    """

    unit: str
    target: str
    called: bool
    stratum: str = ""
    machine: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """An audit.

    Attributes:
        id: Its id.
        layer: What is audited.
        plan: How it was drawn: `name`, `where`, `seed`, `n`, and `sizes` and `sampled` by stratum.
        created_at, created_by: When, by whom.
    """

    id: str
    layer: LabelLayer
    plan: Mapping[str, Any]
    created_at: str
    created_by: str


def draw(
    store: LabelStore,
    population: Sequence[PopulationItem],
    *,
    layer: LabelLayer,
    n: int,
    seed: int,
    by: str,
    plan: Mapping[str, Any],
    others: float = 0.5,
    people: int = 1,
) -> Audit:
    """Draw an audit and put it into the queue.

    Args:
        store: The label database, with the units of the population.
        population: Everything that the audit is to say something about.
        layer: Its layer.
        n: Items in all.
        seed: The same seed draws the same items of the same population.
        by: Who draws.
        plan: Kept with the audit: filter, strata, versions of the models.
        others: Share of the sample for items that the machine did not call positive.
        people: How many label each item.

    Raises:
        InputError: The population is empty, or `n` is none.
    """
    if not population or n < 1:
        raise InputError("there is nothing to draw", where="audit", hint="Widen the filter, and draw at least one item.")
    strata: dict[str, list[PopulationItem]] = defaultdict(list)
    for item in sorted(population, key=lambda i: (i.unit, i.target)):
        strata[stratum_name(item)].append(item)
    counts = _allocate({name: len(items) for name, items in strata.items()}, n=n, others=others)
    random = np.random.default_rng(seed)
    chosen: list[tuple[str, PopulationItem]] = []
    for name in sorted(strata):
        picked = random.choice(len(strata[name]), size=counts[name], replace=False)
        chosen += [(name, strata[name][int(i)]) for i in picked]
    random.shuffle(chosen)  # the order says nothing of the stratum
    sizes = {name: len(items) for name, items in strata.items()}
    kept = dict(plan) | {"n": len(chosen), "seed": seed, "sizes": sizes, "sampled": counts}
    audit = Audit(id=content_id("audit", by, now(), seed), layer=layer, plan=kept, created_at=now(), created_by=by)
    drawn = [
        Task(
            unit=item.unit,
            reason="audit",
            why=f"audit {plan.get('name', audit.id)}",
            priority=float(len(chosen) - i),
            probability=counts[name] / sizes[name],
            people=people,
            audit=audit.id,
            id=content_id("task", audit.id, item.unit),
        )
        for i, (name, item) in enumerate(chosen)
    ]
    with store.write() as session:
        session.add(AuditRow(id=audit.id, layer=layer, plan=kept, created_at=audit.created_at, created_by=by))
        log_event(session, by, "audit.draw", audit=audit.id, items=len(chosen))
    add_tasks(store, drawn, by=by)
    with store.write() as session:
        for i, (name, item) in enumerate(chosen):
            session.add(
                AuditItemRow(
                    audit=audit.id, ordinal=i, task=drawn[i].id, target=item.target, stratum=name, machine=item.machine
                )
            )
    return audit


def audits(store: LabelStore) -> list[Audit]:
    """All audits, oldest first."""
    with store.read() as session:
        return [_audit(row) for row in session.scalars(select(AuditRow).order_by(AuditRow.created_at))]


def audit(store: LabelStore, audit_id: str) -> Audit:
    """One audit, by its id or a unique beginning of it.

    Raises:
        InputError: There is none, or there are several.
    """
    found = [a for a in audits(store) if a.id.startswith(audit_id) or a.plan.get("name") == audit_id]
    if len(found) != 1:
        raise InputError(
            f"{len(found)} audits are called {audit_id!r}", where="audits", hint="`policynlp audit list` has their ids."
        )
    return found[0]


def close(store: LabelStore, audit_id: str, *, by: str) -> int:
    """Take the items of an audit out of the queue; what people have found in it stays.

    Args:
        store: The label database.
        audit_id: As in `audit`.
        by: Who closes it.

    Returns:
        Passages that were in the queue for it.

    Raises:
        InputError: There is no such audit, or there are several.
    """
    chosen = audit(store, audit_id)
    with store.write() as session:
        waiting = session.scalars(select(TaskRow).where(TaskRow.audit == chosen.id, TaskRow.closed_at.is_(None))).all()
        for row in waiting:
            row.closed_at = now()
        log_event(session, by, "audit.close", audit=chosen.id, passages=len(waiting))
    return len(waiting)


def stratum_name(item: PopulationItem) -> str:
    """`called / 2024`, `other / 2024`, or without a further stratum `called`, `other`."""
    head = CALLED if item.called else OTHER
    return f"{head} / {item.stratum}" if item.stratum else head


def _allocate(sizes: Mapping[str, int], *, n: int, others: float) -> dict[str, int]:
    """Items a stratum: `others` of them not called, within each half in proportion, at least one where there is any."""
    called = {name: size for name, size in sizes.items() if name.partition("/")[0].strip() == CALLED}
    rest = {name: size for name, size in sizes.items() if name not in called}
    wanted_rest = round(n * others) if called else n
    counts: dict[str, int] = {}
    for part, wanted in ((called, n - wanted_rest if rest else n), (rest, wanted_rest)):
        counts |= _in_proportion(part, min(wanted, sum(part.values())))
    return counts


def _in_proportion(sizes: Mapping[str, int], n: int) -> dict[str, int]:
    """`n` items over strata by largest remainders, one at least for each as far as they go."""
    if not n:
        return dict.fromkeys(sizes, 0)
    exact = {name: n * size / sum(sizes.values()) for name, size in sizes.items()}
    counts = {name: int(share) for name, share in exact.items()}
    by_need = sorted(sizes, key=lambda name: (counts[name] > 0, counts[name] - exact[name], name))
    for name in by_need[: n - sum(counts.values())]:
        counts[name] += 1
    return counts


def _audit(row: AuditRow) -> Audit:
    return Audit(
        id=row.id,
        layer=row.layer,  # type: ignore[arg-type]
        plan=row.plan,
        created_at=row.created_at,
        created_by=row.created_by,
    )
