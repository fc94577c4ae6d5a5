"""Labels of a text that has changed: kept where the unit's words still stand, listed where they do not.

Nothing is copied: decisions stay with the text that they were made on, and what fits is worked out when it is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from policynlp.document import Document
from policynlp.labels.agreements import spans_of
from policynlp.labels.decisions import Decision, Machine
from policynlp.labels.units import Unit, storable
from policynlp.tags import annotation_id

_OFFSETS = frozenset({"start", "end"})
_SPAN_LISTS = frozenset({"content", "cue", "source", "evidence", "mentions"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What is left of a unit in another revision of its text.

    Attributes:
        unit: The unit as it was labelled.
        start: Where its words begin in the new text; None where they are gone.
        decisions: Its decisions with the offsets and annotation ids of the new text; empty where its words are gone.
    """

    unit: Unit
    start: int | None
    decisions: tuple[Decision, ...]


def carry(document: Document, unit: Unit, decisions: Sequence[Decision]) -> Carried:
    """Carry a unit of an earlier revision over to this one.

    Args:
        document: The new revision.
        unit: A unit of an earlier revision of the same work.
        decisions: All decisions on it.

    Returns:
        The words are looked for as they were; where they stand several times, the place nearest to the old one counts.
    """
    start = _nearest(storable(document.text), unit.text, unit.start)
    if start is None:
        return Carried(unit=unit, start=None, decisions=())
    by = start - unit.start
    ids: dict[str, str] = {}
    for decision in decisions:
        for value in (decision.machine.value, decision.value):
            if isinstance(value, Mapping) and decision.target not in ids:
                moved = tuple((s + by, e + by) for s, e in spans_of(value))
                ids[decision.target] = annotation_id(document.id, unit.layer, moved)
    return Carried(
        unit=unit,
        start=start,
        decisions=tuple(
            replace(
                decision,
                target=ids.get(decision.target, decision.target),
                value=_moved(decision.value, by),
                machine=Machine(
                    value=_moved(decision.machine.value, by),
                    version=decision.machine.version,
                    score=decision.machine.score,
                ),
            )
            for decision in decisions
        ),
    )


def _nearest(text: str, words: str, old: int) -> int | None:
    if not words:
        return None
    before = text.rfind(words, 0, old + len(words))
    after = text.find(words, old)
    found = [place for place in (before, after) if place >= 0]
    return min(found, key=lambda place: (abs(place - old), place)) if found else None


def _moved(value: Any, by: int) -> Any:
    """A value with all its offsets moved."""
    if isinstance(value, Mapping):
        return {key: _moved_field(key, item, by) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_moved(item, by) for item in value]
    return value


def _moved_field(key: str, item: Any, by: int) -> Any:
    if key in _OFFSETS and isinstance(item, int):
        return item + by
    if key in _SPAN_LISTS and item:
        return [[start + by, end + by] for start, end in item]
    return _moved(item, by)
