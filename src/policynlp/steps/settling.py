"""Where people differ, side by side, and what an adjudicator makes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from policynlp.corpus.reading import TaggedDocument
from policynlp.errors import InputError
from policynlp.labels.accounts import Account
from policynlp.labels.agreements import disagreements, spans_of, versions
from policynlp.labels.current import Item, same
from policynlp.labels.database import LabelStore
from policynlp.labels.decisions import Decision, Machine, last_seq
from policynlp.labels.guidelines import guideline_version
from policynlp.labels.recording import Conflict, record_all
from policynlp.labels.units import LabelLayer, Unit, units
from policynlp.steps.reviewing import Texts

NONE = "-"
"""The choice that there is nothing of the kind; no account has this name."""

_FACTS: Mapping[str, tuple[str, ...]] = {
    "quotes": ("kind", "act", "cue", "source", "speaker", "title", "affiliation"),
    "claims": ("value", "value_high", "unit", "bound", "trend", "nature", "measure", "scope", "period", "source", "speaker"),
    "entities": ("label", "name", "entity", "subtype", "country"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What one or more people say.

    Attributes:
        choice: What settles it this way: a name of them, or `NONE`.
        people: Their names.
        head: In words: yes or no for a theme, the words of a span (of several: ` / ` between them), or "nothing here".
        facts: Name and value of what goes with a span, and whether the sides differ in it.
        blind: Whether one of them said it without a suggestion in view.
    """

    choice: str
    people: tuple[str, ...]
    head: str
    facts: tuple[tuple[str, str, bool], ...]
    blind: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """A theme on which people differ, or spans that overlap, of which each person gives a version.

    Attributes:
        unit: Where it stands.
        target: Theme, or id of the first annotation.
        title: Of the document.
        seen: Number of the last decision of anybody on the unit.
        sides: The most people first.
    """

    unit: Unit
    target: str
    title: str | None
    seen: int
    sides: tuple[Side, ...]


def disputes(store: LabelStore, texts: Texts, layer: LabelLayer, *, limit: int = 200) -> list[Dispute]:
    """What people differ on and nobody settled, in the order of the texts.

    Args:
        store: The label database.
        texts: Gives the text that a unit stands in.
        layer: Which layer.
        limit: At the most.
    """
    found = versions(layer, disagreements(store, layer))[:limit]
    known = {unit.id: unit for unit in units(store, list({first.unit for first, *_ in found}))}
    seen = {unit: last_seq(store, unit) for unit in known}
    out = []
    for items in found:
        unit = known[items[0].unit]
        tagged = texts(unit.document)
        sides = _sides(layer, items, tagged, unit)
        title = tagged.source.title if tagged else None
        out.append(Dispute(unit=unit, target=items[0].target, title=title, seen=seen[unit.id], sides=sides))
    return sorted(out, key=lambda d: (d.unit.document, d.unit.start, d.unit.id))  # of one place: in the order of the items


def settle(
    store: LabelStore, account: Account, layer: LabelLayer, *, unit: str, target: str, choice: str, key: str, seen: int
) -> list[Decision]:
    """Settle what people differ on, all versions of it at once.

    Args:
        store: The label database.
        account: An adjudicator.
        layer: Of the unit.
        unit: Unit id.
        target: Theme, or id of an annotation.
        choice: The name of a person who is right, or `NONE`: it is none.
        key: Chosen by the client; the same key twice is one decision.
        seen: Number of the last decision of anybody on the unit that was on the screen.

    Returns:
        A decision for each version.

    Raises:
        InputError: The person said nothing of it, or the account may not adjudicate.
        Conflict: It was settled, or somebody decided on the unit in the meantime.
    """
    inside = [item for item in disagreements(store, layer) if item.unit == unit]
    items = next((items for items in versions(layer, inside) if target in {item.target for item in items}), None)
    if items is None:
        raise Conflict("this is settled already", where=f"unit {unit}", hint="Reload the page.")
    right = [None] * len(items) if choice == NONE else _said(items, choice)
    made = [
        Decision(
            key=f"{key}:{n}",
            unit=unit,
            action=("add" if layer == "themes" else "edit") if value else "reject",
            target=item.target,
            value=value or None,
            machine=item.machine or Machine(),
            shown=True,
            adjudicates=True,
            guideline=guideline_version(layer),
        )
        for n, (item, value) in enumerate(zip(items, right, strict=True))
    ]
    return record_all(store, account, made, seen=seen)


def _said(items: Sequence[Item], name: str) -> list[Any]:
    """What a person gives each of the versions of one thing; None where the person gives it nothing."""
    votes = [next((vote for vote in item.votes if vote.account == name), None) for item in items]
    if not any(votes):
        raise InputError(f"{name!r} said nothing of it", where=f"unit {items[0].unit}", hint="Choose one of the sides.")
    return [vote.value if vote else None for vote in votes]


def _sides(layer: LabelLayer, items: Sequence[Item], tagged: TaggedDocument | None, unit: Unit) -> tuple[Side, ...]:
    blind = {vote.account for item in items for vote in item.votes if not vote.shown}
    groups: list[tuple[list[Any], list[str]]] = []
    for name in sorted({vote.account for item in items for vote in item.votes}):
        said = [value for value in _said(items, name) if value]
        group = next((people for values, people in groups if _alike(values, said)), None)
        if group is None:
            groups.append((said, [name]))
        else:
            group.append(name)
    groups.sort(key=lambda group: (-len(group[1]), not group[0]))
    shown = [_facts(layer, values, tagged, unit) for values, _ in groups]
    differ = {
        name for facts in shown if facts for name in facts if any(other and other.get(name) != facts[name] for other in shown)
    }
    return tuple(
        Side(
            choice=people[0] if values else NONE,
            people=tuple(people),
            head=_head(layer, values, tagged, unit),
            facts=tuple((name, value, name in differ) for name, value in facts.items() if value),
            blind=not blind.isdisjoint(people),
        )
        for (values, people), facts in zip(groups, shown, strict=True)
    )


def _alike(some: Sequence[Any], others: Sequence[Any]) -> bool:
    return len(some) == len(others) and all(map(same, some, others))


def _head(layer: LabelLayer, values: Sequence[Any], tagged: TaggedDocument | None, unit: Unit) -> str:
    if layer == "themes":
        return "yes" if values else "no"
    heads = [" … ".join(_words(span, tagged, unit) for span in spans_of(value)) for value in values]
    return " / ".join(heads) or "nothing here"


def _facts(layer: LabelLayer, values: Sequence[Any], tagged: TaggedDocument | None, unit: Unit) -> dict[str, str]:
    if layer == "themes" or not values:
        return {}
    out = {}
    for name in _FACTS[layer]:
        worded = [_fact(value.get(name), tagged, unit) for value in values]
        out[name] = " / ".join(dict.fromkeys(fact for fact in worded if fact))
    return out


def _fact(item: Any, tagged: TaggedDocument | None, unit: Unit) -> str:
    if isinstance(item, Mapping):
        item = item.get("text")
    elif isinstance(item, list | tuple):
        item = " … ".join(_words(span, tagged, unit) for span in item)
    return "" if item is None else str(item)


def _words(span: Sequence[int], tagged: TaggedDocument | None, unit: Unit) -> str:
    start, end = span
    return tagged.text[start:end] if tagged else unit.text[max(0, start - unit.start) : max(0, end - unit.start)]
