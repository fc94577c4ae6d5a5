"""The current view of a unit: adjudicated, else the majority of people, else the machine; never stored, always derived.

Span annotations count as whole items: two people who cut a quotation differently disagree on it. What nobody marked is
evidence only where a person completed the unit.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from policynlp.labels.decisions import Completion, Decision, Machine, standing_ones
from policynlp.labels.units import LabelLayer

Status = Literal["adjudicated", "agreed", "majority", "single", "unresolved", "machine"]

_SAYS = frozenset({"accept", "reject", "edit", "add"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """What one person says of one target.

    Attributes:
        account: Who.
        value: True or false for a theme; an annotation, or None for "there is none", for spans.
        explicit: Decided by a key; false where it follows from a completed unit that the person left it unmarked.
        shown: Whether the machine's suggestion was in view.
        at: When, ISO.
        seq: Number of the decision; 0 where it is not explicit.
    """

    account: str
    value: Any
    explicit: bool
    shown: bool
    at: str
    seq: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What stands for one target of a unit.

    Attributes:
        unit, target: Which.
        value: What counts now; None (spans) or false (themes) where it is none.
        origin: `human` or `machine`.
        status: How it came about; `unresolved` (a tie) shows what the machine says.
        votes: Of the people, by account.
        machine: What the machine said.
    """

    unit: str
    target: str
    value: Any
    origin: Literal["human", "machine"]
    status: Status
    votes: tuple[Vote, ...]
    machine: Machine | None


def current(
    unit: str,
    layer: LabelLayer,
    decisions: Sequence[Decision],
    *,
    completions: Iterable[Completion] = (),
    machine: Mapping[str, Machine] | None = None,
) -> list[Item]:
    """What stands for each target of a unit.

    Args:
        unit: Unit id.
        layer: Its layer.
        decisions: All decisions on it, in order; undone ones are left out here.
        completions: How far each person is with it.
        machine: Target to what the machine says now; by default what decisions remember.

    Returns:
        Targets in order of their names.
    """
    standing = [d for d in standing_ones(decisions) if d.action in _SAYS]
    remembered = {d.target: d.machine for d in standing if d.machine.version is not None or d.machine.value is not None}
    said = dict(machine) if machine is not None else remembered
    votes = votes_of(layer, standing, completions=completions, targets=said)
    settled = {d.target: d for d in standing if d.adjudicates}  # the last one; it stands without votes, too
    return [
        _item(unit, layer, target, votes.get(target, []), said.get(target), settled.get(target))
        for target in sorted({*votes, *said, *settled})
    ]


def votes_of(
    layer: LabelLayer,
    standing: Sequence[Decision],
    *,
    completions: Iterable[Completion] = (),
    targets: Iterable[str] = (),
) -> dict[str, list[Vote]]:
    """Target to what each person says of it; the last decision of a person counts, and adjudications are not votes.

    Args:
        layer: The layer.
        standing: Decisions on one unit that stand.
        completions: Of that unit: who completed it says of each target left unmarked that it is none.
        targets: Further targets (what the machine says).
    """
    last: dict[tuple[str, str], Decision] = {}
    for decision in standing:
        if decision.action in _SAYS and not decision.adjudicates:
            last[decision.target, decision.account] = decision
    every = {target for target, _ in last} | set(targets)
    votes: dict[str, list[Vote]] = {target: [] for target in every}
    for (target, account), decision in last.items():
        votes[target].append(
            Vote(
                account=account,
                value=said_by(layer, decision),
                explicit=True,
                shown=decision.shown,
                at=decision.at,
                seq=decision.seq,
            )
        )
    for completion in completions:
        if completion.state != "complete":
            continue
        for target in every - {target for target, account in last if account == completion.account}:
            none = False if layer == "themes" else None
            votes[target].append(
                Vote(account=completion.account, value=none, explicit=False, shown=completion.shown, at=completion.at)
            )
    return {target: sorted(found, key=lambda v: v.account) for target, found in votes.items() if found}


def said_by(layer: LabelLayer, decision: Decision) -> Any:
    """What a decision says of its target."""
    if layer == "themes":
        return decision.action != "reject" and decision.value is not False
    if decision.action == "reject":
        return None
    return decision.value if decision.value is not None else decision.machine.value


def same(one: Any, other: Any) -> bool:
    """Whether two values say the same; annotations are compared by what they say, not by who made them."""
    return _key(one) == _key(other)


def _item(
    unit: str, layer: LabelLayer, target: str, votes: Sequence[Vote], machine: Machine | None, settled: Decision | None
) -> Item:
    status: Status
    if settled is not None:
        value, origin, status = said_by(layer, settled), "human", "adjudicated"
    elif not votes:
        value, origin, status = machine.value if machine else None, "machine", "machine"
    else:
        counts = Counter(_key(v.value) for v in votes).most_common()
        tied = len(counts) > 1 and counts[0][1] == counts[1][1]
        if tied:
            none = False if layer == "themes" else None
            value, origin, status = machine.value if machine else none, "machine", "unresolved"
        else:
            value = next(v.value for v in votes if _key(v.value) == counts[0][0])
            origin = "human"
            status = "single" if len(votes) == 1 else "agreed" if len(counts) == 1 else "majority"
    return Item(
        unit=unit,
        target=target,
        value=value,
        origin=origin,  # type: ignore[arg-type]
        status=status,
        votes=tuple(votes),
        machine=machine,
    )


_NOT_COMPARED = frozenset({"id", "origin", "version", "score"})


def _key(value: Any) -> str:
    if isinstance(value, Mapping):
        value = {k: v for k, v in value.items() if k not in _NOT_COMPARED}
    return json.dumps(value, sort_keys=True, ensure_ascii=False)
