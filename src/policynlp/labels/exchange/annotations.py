"""Regions and ties that came back from a tool, as annotations in the form of the format.

What cannot be read as an annotation is told, in words for the annotator, and left out; who calls this must not take the unit
for complete then, since what is left out would count as "there is none".
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from policynlp.document import Span
from policynlp.labels.decisions import Machine
from policynlp.labels.exchange.regions import FIELDS, LABELS, ROLES, Region, Tie, regions_of, shown_parts
from policynlp.labels.units import Unit
from policynlp.tags import annotation_id

EntityKey = Callable[[str, str], str]
"""Label and words of a name to its key within the document."""

_STALE: Mapping[str, tuple[str, ...]] = {
    "speaker": ("entity", "title", "affiliation"),
    "value": ("value_base", "unit_base"),
    "unit": ("value_base", "unit_base"),
}
"""What was worked out from a field, and is unknown once a person changes it."""
_OF_A_NAME = ("timex", "start_date", "end_date", "country", "iso", "subtype")


def annotations_of(
    unit: Unit,
    regions: Iterable[Region],
    ties: Iterable[Tie],
    *,
    said: Mapping[str, Machine],
    entity_key: EntityKey,
) -> tuple[dict[str, Any], list[str]]:
    """Annotations that a person left marked in a unit.

    Args:
        unit: The unit.
        regions: All regions of its layer.
        ties: Ties between them; those of other layers are left out.
        said: Target to what the regions were made from.
        entity_key: Gives the key of a name that is new.

    Returns:
        Target to annotation, and what could not be read.
    """
    found: dict[str, Any] = {}
    problems: list[str] = []
    usable = []
    for region in regions:
        if region.label not in LABELS[unit.layer]:
            problems.append(f"there is no label {region.label!r} in {unit.layer}")
        elif not 0 <= region.start < region.end <= len(unit.text):
            problems.append(f"{region.label} from {region.start} to {region.end} lies outside of the text")
        else:
            usable.append(region)
    groups = _quotations(unit, usable, list(ties), problems) if unit.layer == "quotes" else [[region] for region in usable]
    led = {_target(group[0]) for group in groups}
    for group in groups:
        # A quotation that a person hung on the cue of another one is not that other one.
        targets = [_target(r) for r in group if r is group[0] or _target(r) not in led]
        known = next((t for t in targets if t in said and t not in found), None)
        try:
            target, value = _annotation(unit, group, known, said, entity_key)
        except ValueError as error:
            problems.append(f"{_words(unit, group[0])}: {error}")
            continue
        if target in found:
            problems.append(f"{_words(unit, group[0])} is marked twice")
            continue
        found[target] = value
    return found, problems


def _quotations(unit: Unit, regions: Sequence[Region], ties: Sequence[Tie], problems: list[str]) -> list[list[Region]]:
    """Regions that make one quotation each: contents tied together, with the cues and sources that hang on them."""
    by_id = {region.id: region for region in regions}
    down: dict[str, set[str]] = defaultdict(set)
    for tie in ties:
        one, other = by_id.get(tie.head), by_id.get(tie.child)
        if one is None or other is None:
            continue
        rank_one, rank_other = ROLES.index(one.label), ROLES.index(other.label)
        if rank_one <= rank_other:
            down[one.id].add(other.id)
        if rank_other <= rank_one:  # people draw ties in both directions; the parts say which one leads
            down[other.id].add(one.id)
    groups: list[list[Region]] = []
    reached: set[str] = set()
    for region in sorted(regions, key=lambda r: (r.start, r.end, r.id)):
        if region.label != "content" or region.id in reached:
            continue
        waiting, group = [region.id], {region.id}
        while waiting:
            more = down[waiting.pop()] - group
            group |= more
            waiting += more
        reached |= group
        groups.append(sorted((by_id[i] for i in group), key=lambda r: (ROLES.index(r.label), r.start, r.end, r.id)))
    problems += [
        f"{_words(unit, region)} is a {region.label} that is tied to no content"
        for region in regions
        if region.id not in reached
    ]
    return groups


def _annotation(
    unit: Unit, group: Sequence[Region], known: str | None, said: Mapping[str, Machine], entity_key: EntityKey
) -> tuple[str, dict[str, Any]]:
    before = said[known].value if known else None
    places = {role: _places(unit, group, role, known, before) for role in (ROLES if unit.layer == "quotes" else ("span",))}
    leading = places["content" if unit.layer == "quotes" else "span"]
    target = known or annotation_id(unit.document, unit.layer, leading)
    changed = _fields(unit, group, known, before)
    if before is None and target in said:
        before = said[target].value
    value: dict[str, Any] = dict(before or {}) | {"id": target}
    if unit.layer == "quotes":
        value |= {role: [list(span) for span in spans] for role, spans in places.items()}
    else:
        ((value["start"], value["end"]),) = leading
    for name, text in changed.items():
        value |= dict.fromkeys(_STALE.get(name, ()))
        value[name] = _number(text) if name == "value" else text
    if unit.layer == "quotes":
        value = _quotation(value)
    elif unit.layer == "claims":
        value = _figure(unit, value, group[0], before)
    else:
        value = _name(unit, value, group[0], before, entity_key)
    return target, value


def _places(
    unit: Unit, group: Sequence[Region], role: str, known: str | None, before: Mapping[str, Any] | None
) -> tuple[Span, ...]:
    """Where the parts of a role stand in the document; what was cut off to be shown comes back if the rest was left alone."""
    left = {r.id: (r.start, r.end) for r in group if role == "span" or r.label == role}
    parts = list(shown_parts(unit, before, role)) if before else []
    out: list[Span] = []
    for n, whole, shown in parts:
        if shown is None or left.get(f"{known}.{role}.{n}") == shown:
            out.append(whole)
            left.pop(f"{known}.{role}.{n}", None)
    if len(out) == len(parts) and not left:
        return tuple(out)
    return tuple(sorted({*out, *((unit.start + start, unit.start + end) for start, end in left.values())}))


def _fields(unit: Unit, group: Sequence[Region], known: str | None, before: Mapping[str, Any] | None) -> dict[str, str | None]:
    """What the fields say now, where that is not what was shown."""
    given: dict[str, set[str]] = defaultdict(set)
    for region in group:
        for name, text in region.fields.items():
            choices = FIELDS[unit.layer].get(name)
            if choices is None:
                raise ValueError(f"a figure, quotation or name has no {name}")
            if choices and text not in choices:
                raise ValueError(f"{text!r} is no {name} ({', '.join(choices)})")
            given[name].add(text)
    shown: Mapping[str, str] = {}
    if before is not None and known is not None:
        shown = next((r.fields for r in regions_of(unit, known, before)[0]), {})
    now: dict[str, str] = {}
    for name, texts in given.items():
        fresh = texts - {shown.get(name)} or texts  # each part shows what was said; who changes it on one means all
        if len(fresh) > 1:
            raise ValueError(f"its parts say different things of {name}: {', '.join(sorted(fresh))}")
        now[name] = fresh.pop()
    # A choice that a tool gives no value for was not taken back: radio buttons have none to take.
    gone = {name for name in shown if name not in now and not FIELDS[unit.layer][name]}
    return {name: text for name, text in now.items() if shown.get(name) != text} | dict.fromkeys(gone)


def _quotation(value: dict[str, Any]) -> dict[str, Any]:
    if "kind" not in value:
        raise ValueError("its kind is not chosen")
    source_type = "named_person" if value.get("speaker") else "anonymous" if value["source"] else "none"
    return {"act": "speech", "source_type": source_type} | value


def _figure(unit: Unit, value: dict[str, Any], region: Region, before: Mapping[str, Any] | None) -> dict[str, Any]:
    value |= {"kind": region.label}
    place = (value["start"], value["end"])
    if before is None or place != (before["start"], before["end"]):
        value["text"] = _slice(unit, place)
    return {"value": None} | value


def _name(
    unit: Unit, value: dict[str, Any], region: Region, before: Mapping[str, Any] | None, entity_key: EntityKey
) -> dict[str, Any]:
    place = (value["start"], value["end"])
    if before is None or (*place, region.label) != (before["start"], before["end"], before["label"]):
        words = " ".join(_slice(unit, place).split())
        value |= dict.fromkeys(_OF_A_NAME) if before else {}
        value |= {"label": region.label, "entity": entity_key(region.label, words), "name": words}
    return value


def _number(text: str | None) -> float | None:
    if text is None or not text.strip():
        return None
    try:
        number = float(text.replace(",", "").strip())
    except ValueError:
        raise ValueError(f"{text!r} is no number; write it in digits") from None
    if not math.isfinite(number):
        raise ValueError(f"{text!r} is no number; write it in digits")
    return number


def _slice(unit: Unit, span: Span) -> str:
    return unit.text[span[0] - unit.start : span[1] - unit.start]


def _target(region: Region) -> str:
    return region.id.partition(".")[0]


def _words(unit: Unit, region: Region) -> str:
    return repr(unit.text[region.start : region.end][:60])
