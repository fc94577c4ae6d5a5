"""Annotations as regions and ties, the common language of annotation tools, and back.

A quotation is several regions (content, cue, source) that are tied; a figure and a name are one each. Regions lie within the text
of a unit: what of an annotation stands outside of it is not shown, and is kept as it is when the rest comes back. What a tool
cannot show (places, periods, keys) comes from the machine's annotation that a region was made from; its id says which.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from policynlp.document import Span
from policynlp.labels.units import LabelLayer, Unit

ROLES = ("content", "cue", "source")
"""Parts of a quotation, from the one that leads to those that follow."""
FIELDS: Mapping[LabelLayer, Mapping[str, tuple[str, ...]]] = {
    "themes": {},
    "quotes": {
        "kind": ("direct", "indirect", "mixed"),
        "act": ("speech", "directive", "belief", "plan"),
        "source_type": ("named_person", "organisation", "document", "anonymous", "none"),
        "speaker": (),
    },
    "claims": {
        "value": (),
        "unit": (),
        "bound": ("exact", "about", "more_than", "at_least", "less_than", "at_most"),
        "trend": ("up", "down", "none"),
    },
    "entities": {},
}
"""What a region says beside its place, with the values to choose from; none: free text. Layers in their order."""
LABELS: Mapping[LabelLayer, tuple[str, ...]] = {
    "quotes": ROLES,
    "claims": ("money", "percent", "ratio", "count", "measure", "duration", "age", "ordinal", "index"),
    "entities": (
        *("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "POLICY", "LAW", "EVENT", "PRODUCT", "WORK_OF_ART", "LANGUAGE"),
        *("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL"),
    ),
    "themes": (),
}
"""Labels of regions: parts of a quotation, kinds of figures, OntoNotes names and POLICY."""
_LABEL_FIELD: Mapping[LabelLayer, str] = {"claims": "kind", "entities": "label"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A labelled stretch of a unit's text.

    Attributes:
        id: `TARGET.ROLE.N` where it shows a part of an annotation that is known, else whatever the tool gave it.
        layer, label: Layer, and one of `LABELS`.
        start, end: Code points within the unit's text.
        fields: What else it says, by the names of `FIELDS`; what is not said is left out.
        score: Probability, where a machine made it.
    """

    id: str
    layer: LabelLayer
    label: str
    start: int
    end: int
    fields: Mapping[str, str] = field(default_factory=dict)
    score: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """Two regions that belong together, by id; content before cue before source."""

    head: str
    child: str


def regions_of(
    unit: Unit, target: str, value: Mapping[str, Any], *, score: float | None = None
) -> tuple[list[Region], list[Tie]]:
    """An annotation as regions and ties.

    Args:
        unit: The unit that it is shown in.
        target: Its id.
        value: The annotation as the format gives it.
        score: Its probability.

    Returns:
        Regions by role and place. The parts of one role are tied in a row, content to cue, cue (else content) to source.
    """
    fields = {name: _text(value.get(name)) for name in FIELDS[unit.layer] if value.get(name) is not None}
    if unit.layer != "quotes":
        span = _within(unit, (value["start"], value["end"]))
        label = str(value[_LABEL_FIELD[unit.layer]])
        made = [] if span is None else [_region(unit, f"{target}.span.0", label, span, fields, score)]
        return made, []
    by_role: dict[str, list[Region]] = {}
    for role in ROLES:
        shown = [(n, _within(unit, span)) for n, span in enumerate(_spans(value, role))]
        by_role[role] = [
            _region(unit, f"{target}.{role}.{n}", role, span, fields if role == "content" else {}, score)
            for n, span in shown
            if span is not None
        ]
    ties = []
    last: Region | None = None
    for role in ROLES:
        parts = by_role[role]
        if parts and last is not None:
            ties.append(Tie(head=last.id, child=parts[0].id))
        ties += [Tie(head=one.id, child=next_one.id) for one, next_one in pairwise(parts)]
        last = parts[0] if parts else last
    return [region for role in ROLES for region in by_role[role]], ties


def shown_parts(unit: Unit, value: Mapping[str, Any], role: str) -> Iterator[tuple[int, Span, Span | None]]:
    """Number, span in the document, and span within the unit's text (None where it lies outside) of the parts of a role."""
    for n, span in enumerate(_spans(value, role)):
        yield n, span, _within(unit, span)


def _region(unit: Unit, ident: str, label: str, span: Span, fields: Mapping[str, str], score: float | None) -> Region:
    return Region(id=ident, layer=unit.layer, label=label, start=span[0], end=span[1], fields=fields, score=score)


def _spans(value: Mapping[str, Any], role: str) -> list[Span]:
    if role == "span":
        return [(value["start"], value["end"])]
    return [(int(start), int(end)) for start, end in value.get(role) or ()]


def _within(unit: Unit, span: Span) -> Span | None:
    start, end = max(span[0], unit.start) - unit.start, min(span[1], unit.end) - unit.start
    return (start, end) if start < end else None


def _text(value: Any) -> str:
    """A value of a field as text; whole numbers without a point."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)
