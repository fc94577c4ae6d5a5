"""What stands in the units of a layer: decisions and completions of the database gathered unit by unit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from policynlp.labels.current import Item, current
from policynlp.labels.database import LabelStore
from policynlp.labels.decisions import Completion, by_unit, completions, decisions
from policynlp.labels.units import LabelLayer, Unit, units


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What stands in one unit.

    Attributes:
        unit: Which.
        items: As from `current`; empty where nobody decided anything.
        complete: Of those who are through with it.
    """

    unit: Unit
    items: tuple[Item, ...]
    complete: tuple[Completion, ...]

    @property
    def settled(self) -> bool:
        """Whether nothing is a tie."""
        return all(item.status != "unresolved" for item in self.items)


def standing_units(store: LabelStore, layer: LabelLayer | None = None) -> Iterator[Standing]:
    """All units of a layer (of every layer), in the order of the texts, with what stands in them.

    What the machine says is what decisions remember of it.
    """
    made = by_unit(decisions(store, standing=False))
    through = by_unit(c for c in completions(store).values() if c.state == "complete")
    for unit in units(store, layer=layer):
        complete = through[unit.id]
        items = current(unit.id, unit.layer, made[unit.id], completions=complete)
        yield Standing(unit=unit, items=tuple(items), complete=tuple(complete))
