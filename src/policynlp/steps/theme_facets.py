"""A facet stands with its theme: what a key decides beside what it says, so that neither is left without the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from policynlp.errors import InputError
from policynlp.labels.decisions import Machine


def along(
    made: Sequence[Mapping[str, Any]], *, mine: Mapping[str, bool], suggestions: Mapping[str, Machine]
) -> list[dict[str, Any]]:
    """Decisions that go with those of a key.

    Args:
        made: `action`, `target` and `value` of each.
        mine: What the person decided before, by theme or facet.
        suggestions: What was suggested.

    Returns:
        Facets of a theme that is taken away are rejected; the theme of a facet that is given is given too.

    Raises:
        InputError: The key gives a facet and takes its theme away.
    """
    said = {
        str(one["target"]): one["action"] != "reject" and one.get("value") is not False for one in made if one.get("target")
    }
    marked = {name: machine.value is True for name, machine in suggestions.items()} | dict(mine)
    more: dict[str, dict[str, Any]] = {}
    for name, given in said.items():
        theme, _, facet = name.partition(".")
        if facet and given:
            if said.get(theme) is False:
                raise InputError(
                    f"{theme} is taken away and its facet {facet} given",
                    where="review of themes",
                    hint="Take the facet away too, or keep the theme.",
                )
            if theme not in said and mine.get(theme) is not True:
                suggested = theme in suggestions and suggestions[theme].value is True
                more[theme] = {"action": "accept" if suggested else "add", "target": theme, "value": True}
        elif not facet and not given:
            facets = (one for one, on in marked.items() if on and one.startswith(f"{theme}.") and one not in said)
            more |= {one: {"action": "reject", "target": one} for one in facets}
    return list(more.values())
