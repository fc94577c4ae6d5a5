"""What a form without JavaScript decides: a whole page of ticks as decisions."""

from __future__ import annotations

from typing import Any

from policynlp.errors import InputError
from policynlp.steps.reviewing import Review


def marks(shown: Review, wanted: set[str]) -> list[dict[str, Any]]:
    """Decisions that make `wanted` the labels of a unit: suggestions accepted and rejected, others added or taken away."""
    suggested = {name for name, said in shown.suggestions.items() if said.value}
    made: list[dict[str, Any]] = []
    for name in sorted(suggested | wanted | {name for name, value in shown.marked.items() if value}):
        given = shown.marked.get(name)
        if name in wanted and given is not True:
            action = "accept" if name in suggested else "add"
            made.append({"action": action, "target": name, "value": True})
        elif name not in wanted and given is not False:
            made.append({"action": "reject", "target": name})
    return made


def ticks(shown: Review, *, accepted: set[str], rejected: set[str]) -> list[dict[str, Any]]:
    """Decisions on the items of a unit of spans that a form without JavaScript ticks.

    Raises:
        InputError: An item is ticked both ways.
    """
    both = accepted & rejected
    if both:
        raise InputError("an item is both accepted and rejected", where="review", hint="Go back and tick one of the two.")
    made: list[dict[str, Any]] = []
    for item in shown.items:
        target, state = item["target"], item["state"]
        if target in rejected and state != "rejected":
            made.append({"action": "reject", "target": target})
        elif target in accepted and state in {"open", "rejected"}:
            by_machine = item["machine"] is not None
            made.append({"action": "accept", "target": target} if by_machine else {**item, "action": "add"})
    return made
