"""What people found in an audit: precision, recall and share from its items as they were completed without suggestions in view."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy import select

from policynlp.labels.audits import CALLED, Audit, audit
from policynlp.labels.current import current
from policynlp.labels.database import LabelStore
from policynlp.labels.decisions import by_unit, completions, decisions
from policynlp.labels.estimates import Estimate, Stratum, recall, share, wilson
from policynlp.labels.tables import AuditItemRow, TaskRow
from policynlp.labels.units import units


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditResult:
    """What an audit found so far.

    Attributes:
        done: Items that people have completed blind, of `drawn`.
        precision: By stratum, and over all (key "").
        recall: Over all; None where only called items were drawn. Of spans it is that of the items that people marked in
            the passages drawn for it.
        share: Of positives in the population; None likewise.
        counted: The share as the machine counts it.
        strata: What was found in each.
        assisted: Further items that people have completed with suggestions in view: these do not count and are asked again.
    """

    done: int
    drawn: int
    precision: Mapping[str, Estimate]
    recall: Estimate | None
    share: Estimate | None
    counted: float
    strata: Mapping[str, Stratum]
    assisted: int = 0


def result(store: LabelStore, audit_id: str) -> AuditResult:
    """What people found in the items of an audit that they have completed without suggestions in view.

    Raises:
        InputError: There is no such audit.
    """
    chosen = audit(store, audit_id)
    positive, (matched, marked), assisted = _answers(store, chosen)
    sizes: Mapping[str, int] = chosen.plan["sizes"]
    strata = {
        name: Stratum(size=size, sampled=len(positive.get(name, ())), positive=sum(positive.get(name, ())))
        for name, size in sizes.items()
    }
    found = replace(summarise(strata, drawn=int(chosen.plan["n"])), assisted=assisted)
    if chosen.layer == "themes":
        return found
    return replace(found, recall=wilson(matched, marked) if marked else None, share=None)


def summarise(strata: Mapping[str, Stratum], *, drawn: int) -> AuditResult:
    """Precision, recall and share from what was found by stratum (names as `stratum_name` makes them)."""
    called = {name: s for name, s in strata.items() if name.partition("/")[0].strip() == CALLED}
    rest = {name: s for name, s in strata.items() if name not in called}
    precision = {name: wilson(s.positive, s.sampled) for name, s in called.items()}
    precision[""] = share(called)
    looked_at = any(s.sampled for s in rest.values())
    total = sum(s.size for s in strata.values())
    return AuditResult(
        done=sum(s.sampled for s in strata.values()),
        drawn=drawn,
        precision=precision,
        recall=recall(called, rest) if looked_at else None,
        share=share(strata) if looked_at else None,
        counted=sum(s.size for s in called.values()) / total if total else 0.0,
        strata=strata,
    )


def _answers(store: LabelStore, chosen: Audit) -> tuple[dict[str, list[bool]], tuple[int, int], int]:
    """What people found blind.

    Returns:
        Stratum to whether each completed item of it is positive; of the passages drawn whole, items found and marked; number of
        items that were completed with suggestions in view alone.
    """
    with store.read() as session:
        rows = session.execute(
            select(AuditItemRow.target, AuditItemRow.stratum, AuditItemRow.machine, TaskRow.unit, TaskRow.people)
            .join(TaskRow, TaskRow.id == AuditItemRow.task)
            .where(AuditItemRow.audit == chosen.id)
            .order_by(AuditItemRow.ordinal)
        ).all()
    wanted = list(dict.fromkeys(row.unit for row in rows))
    made = by_unit(d for d in decisions(store, wanted) if d.adjudicates or not d.shown)
    through, anyhow = (
        by_unit(c for c in completions(store, wanted, blind=blind).values() if c.state == "complete") for blind in (True, False)
    )
    known = {unit.id for unit in units(store, wanted)}
    out: dict[str, list[bool]] = defaultdict(list)
    matched = marked = assisted = 0
    for target, stratum, machine, unit, people in rows:
        finished = through[unit]
        if unit not in known or len(finished) < people:
            assisted += unit in known and len(anyhow[unit]) >= people
            continue
        items = current(unit, chosen.layer, made[unit], completions=finished)
        positive = {item.target for item in items if item.origin == "human" and item.value}
        if target:
            out[stratum].append(target in positive)
        else:
            out[stratum].append(bool(positive))
            marked += len(positive)
            matched += len(positive & set(machine or ()))
    return dict(out), (matched, marked), assisted
