"""Quotations, figures and names of a unit as an annotator sees them: what the machine found, what the person made of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from policynlp.corpus.reading import TaggedDocument
from policynlp.document import Span
from policynlp.labels.agreements import spans_of
from policynlp.labels.current import said_by
from policynlp.labels.decisions import Decision, Machine
from policynlp.labels.units import LabelLayer

_STATES = {"accept": "accepted", "reject": "rejected", "edit": "edited", "add": "added"}
_MOST_WORDS_CHARS = 60
_NAMED = ("PERSON", "ORG", "GPE", "NORP", "POLICY", "LAW")


def span_items(layer: LabelLayer, suggestions: Mapping[str, Machine], mine: Sequence[Decision]) -> list[dict[str, Any]]:
    """Items of a unit in the order of the text.

    Args:
        layer: Quotes, claims or entities.
        suggestions: What the machine says, by target.
        mine: Decisions of the person that stand, in order.

    Returns:
        `target`; `value` as it stands (of a rejected item: as it was last); `machine` its value by the machine or None;
        `score`, `version` of the machine; `state`: open, accepted, rejected, edited or added.
    """
    items = {
        target: {
            "target": target,
            "value": said.value,
            "machine": said.value,
            "score": said.score,
            "version": said.version,
            "state": "open",
        }
        for target, said in suggestions.items()
    }
    for decision in mine:
        blank = {"target": decision.target, "value": None, "machine": None, "score": None, "version": None}
        item = items.setdefault(decision.target, blank)
        if item["machine"] is None and decision.machine.value is not None:
            item |= {"machine": decision.machine.value, "score": decision.machine.score, "version": decision.machine.version}
        own = decision.action == "edit" and item["machine"] is None
        item["state"] = "added" if own else _STATES[decision.action]
        item["value"] = said_by(layer, decision) or item["value"] or item["machine"]
    return sorted(
        (item for item in items.values() if item["value"]), key=lambda item: (spans_of(item["value"]), item["target"])
    )


def undecided(suggestions: Mapping[str, Machine], mine: Sequence[Decision], made: Sequence[Mapping[str, Any]]) -> list[str]:
    """Targets of suggestions that neither earlier decisions nor these ones say anything of."""
    said = {d.target for d in mine} | {str(one.get("target", "")) for one in made}
    return [target for target in suggestions if target not in said]


def named_things(tagged: TaggedDocument) -> list[dict[str, Any]]:
    """Persons, organisations and other named things of a document, for the speaker of a quotation and the identity of a name.

    Returns:
        `entity`, `name`, `label`, `mentions`; persons first, then the most often named.
    """
    found: Counter[str] = Counter(e.entity for e in tagged.entities if e.label in _NAMED or e.label in {"LOC", "FAC", "EVENT"})
    first = {e.entity: e for e in reversed(tagged.entities)}
    names = {p.entity: p.name for p in tagged.people}
    rows = [
        {"entity": key, "name": names.get(key, first[key].name), "label": first[key].label, "mentions": n}
        for key, n in found.items()
    ]
    return sorted(rows, key=lambda row: (row["label"] != "PERSON", row["label"] != "ORG", -int(row["mentions"]), row["name"]))


def far_words(items: Sequence[Mapping[str, Any]], tagged: TaggedDocument, *, shown: Span) -> dict[str, str]:
    """`start-end` to the words of spans of the items that lie outside the text that is shown."""
    far = {}
    for item in items:
        value = item["value"]
        for key in ("content", "cue", "source"):
            for start, end in value.get(key) or ():
                if start < shown[0] or end > shown[1]:
                    far[f"{start}-{end}"] = tagged.text[start:end]
    return far


def worded_reason(why: str, items: Sequence[Mapping[str, Any]], tagged: TaggedDocument) -> str:
    """The reason of a task with the words of an item in the place of its id."""
    for item in items:
        if item["target"] in why:
            start, end = spans_of(item["value"])[0]
            words = " ".join(tagged.text[start:end].split())
            cut = words if len(words) <= _MOST_WORDS_CHARS else words[: _MOST_WORDS_CHARS - 1] + "…"
            why = why.replace(item["target"], f"“{cut}”")
    return why
