"""What each person said of each unit, gathered from the decisions: what the other formats write."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from policynlp.labels.current import said_by
from policynlp.labels.database import LabelStore
from policynlp.labels.decisions import Decision, completions, decisions
from policynlp.labels.units import LabelLayer, Unit, units

_SAYS = frozenset({"accept", "reject", "edit", "add"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One person's view of one unit.

    Attributes:
        unit, account: Of what, by whom.
        state: `complete`: the person is through with it; `skip`: the person's last word was to pass it on; else `partial`.
        values: Target to what the person says it is: true for themes, else the annotation; what was rejected is left out.
        shown: Whether suggestions were in view at some time.
        at: When it was last changed, ISO 8601 in UTC.
    """

    unit: Unit
    account: str
    state: Literal["complete", "partial", "skip"]
    values: Mapping[str, Any]
    shown: bool
    at: str


def given(store: LabelStore, *, layer: LabelLayer | None = None) -> Iterator[Given]:
    """What stands of each person on each unit, by document, place and name; adjudications are no views of their own.

    Args:
        store: The label database.
        layer: Of this layer only.
    """
    made: dict[str, dict[str, list[Decision]]] = defaultdict(lambda: defaultdict(list))
    for decision in decisions(store):
        if not decision.adjudicates:
            made[decision.unit][decision.account].append(decision)
    through = {key: c for key, c in completions(store).items() if c.state == "complete"}
    for unit_id, account in through:
        made[unit_id][account]  # a unit without any decision may be complete, too
    for unit in units(store, layer=layer):
        for account, mine in sorted(made[unit.id].items()):
            values: dict[str, Any] = {}
            for decision in mine:
                if decision.action in _SAYS:
                    values[decision.target] = said_by(unit.layer, decision)
            done = through.get((unit.id, account))
            yield Given(
                unit=unit,
                account=account,
                state="complete" if done else "skip" if mine[-1].action == "skip" else "partial",
                values={target: value for target, value in values.items() if value},
                shown=any(d.shown for d in mine) or (done is not None and done.shown),
                at=max([d.at for d in mine] + ([done.at] if done else [])),
            )
