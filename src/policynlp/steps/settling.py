"""Where people differ, side by side, and what an adjudicator makes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from policynlp.corpus.reading import TaggedDocument
from policynlp.errors import InputError
from policynlp.labels.accounts import Account
from policynlp.labels.agreements import disagreements, spans_of
from policynlp.labels.current import Item, Vote, same
from policynlp.labels.database import LabelStore
from policynlp.labels.decisions import Decision, Machine, last_seq
from policynlp.labels.guidelines import guideline_version
from policynlp.labels.recording import Conflict, record
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
        head: In words: yes or no for a theme, the words of a span, or "nothing here".
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
    """A target on which people differ.

    Attributes:
        unit: Where it stands.
        target: Theme, or id of an annotation.
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
    found = disagreements(store, layer)[:limit]
    known = {unit.id: unit for unit in units(store, list({item.unit for item in found}))}
    seen = {unit: last_seq(store, unit) for unit in known}
    out = []
    for item in found:
        unit = known[item.unit]
        tagged = texts(unit.document)
        sides = _sides(layer, item.votes, tagged, unit)
        title = tagged.source.title if tagged else None
        out.append(Dispute(unit=unit, target=item.target, title=title, seen=seen[item.unit], sides=sides))
    return sorted(out, key=lambda d: (d.unit.document, d.unit.start, d.unit.id))  # of one place: in the order of the items


def settle(
    store: LabelStore, account: Account, layer: LabelLayer, *, unit: str, target: str, choice: str, key: str, seen: int
) -> Decision:
    """Settle what people differ on.

    Args:
        store: The label database.
        account: An adjudicator.
        layer: Of the unit.
        unit: Unit id.
        target: Theme, or id of an annotation.
        choice: The name of a person who is right, or `NONE`: it is none.
        key: Chosen by the client; the same key twice is one decision.
        seen: Number of the last decision of anybody on the unit that was on the screen.

    Raises:
        InputError: The person said nothing of it, or the account may not adjudicate.
        Conflict: It was settled, or somebody decided on the unit in the meantime.
    """
    item = next((one for one in disagreements(store, layer) if (one.unit, one.target) == (unit, target)), None)
    if item is None:
        raise Conflict("this is settled already", where=f"unit {unit}", hint="Reload the page.")
    value = None if choice == NONE else _vote(item, choice).value
    none = not value
    decision = Decision(
        key=key,
        unit=unit,
        action="reject" if none else ("add" if layer == "themes" else "edit"),
        target=target,
        value=None if none else value,
        machine=item.machine or Machine(),
        shown=True,
        adjudicates=True,
        guideline=guideline_version(layer),
    )
    return record(store, account, decision, seen=seen)


def _vote(item: Item, name: str) -> Vote:
    vote = next((vote for vote in item.votes if vote.account == name), None)
    if vote is None:
        raise InputError(f"{name!r} said nothing of it", where=f"unit {item.unit}", hint="Choose one of the sides.")
    return vote


def _sides(layer: LabelLayer, votes: Sequence[Vote], tagged: TaggedDocument | None, unit: Unit) -> tuple[Side, ...]:
    groups: list[list[Vote]] = []
    for vote in votes:
        group = next((group for group in groups if same(group[0].value, vote.value)), None)
        if group is None:
            groups.append([vote])
        else:
            group.append(vote)
    groups.sort(key=lambda group: (-len(group), not group[0].value))
    shown = [_facts(layer, group[0].value, tagged, unit) for group in groups]
    differ = {
        name for facts in shown if facts for name in facts if any(other and other.get(name) != facts[name] for other in shown)
    }
    return tuple(
        Side(
            choice=group[0].account if group[0].value else NONE,
            people=tuple(vote.account for vote in group),
            head=_head(layer, group[0].value, tagged, unit),
            facts=tuple((name, value, name in differ) for name, value in facts.items() if value),
            blind=any(not vote.shown for vote in group),
        )
        for group, facts in zip(groups, shown, strict=True)
    )


def _head(layer: LabelLayer, value: Any, tagged: TaggedDocument | None, unit: Unit) -> str:
    if layer == "themes":
        return "yes" if value else "no"
    return " … ".join(_words(span, tagged, unit) for span in spans_of(value)) if value else "nothing here"


def _facts(layer: LabelLayer, value: Any, tagged: TaggedDocument | None, unit: Unit) -> dict[str, str]:
    if layer == "themes" or not value:
        return {}
    out = {}
    for name in _FACTS[layer]:
        item = value.get(name)
        if isinstance(item, Mapping):
            item = item.get("text")
        elif isinstance(item, list | tuple):
            item = " … ".join(_words(span, tagged, unit) for span in item)
        out[name] = "" if item is None else str(item)
    return out


def _words(span: Sequence[int], tagged: TaggedDocument | None, unit: Unit) -> str:
    start, end = span
    return tagged.text[start:end] if tagged else unit.text[max(0, start - unit.start) : max(0, end - unit.start)]
