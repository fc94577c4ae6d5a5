"""Agreement as it stands in the database: over labels and pairs of people, blind and assisted apart, and where they differ."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby
from typing import Any, Literal

from policynlp.document import Span
from policynlp.labels.agreement import by_label, cohen_kappa, krippendorff_alpha, masi_distance, span_f1
from policynlp.labels.current import Item, Vote, same, votes_of
from policynlp.labels.database import LabelStore
from policynlp.labels.decisions import by_unit, completions, decisions, standing_ones
from policynlp.labels.standing import standing_units
from policynlp.labels.units import LabelLayer, units

Mode = Literal["blind", "assisted"]
OVERLAP = 0.5
"""Least Jaccard of characters from which two spans are one (the measure beside the exact one)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far people agree on one question.

    Attributes:
        layer: Of which layer.
        mode: Without suggestions in view, or with them: machine help makes people agree with the machine.
        month: Of the later of the completions, `2026-11`; empty for all.
        label: Theme, facet, kind or entity label; empty for all together.
        pair: Two names, or empty for everybody.
        items: Units (themes), or items marked by either (spans).
        kappa, alpha: For themes: Cohen's for a pair, Krippendorff's (MASI over all labels, nominal for one label).
        f1, f1_overlap: For spans: exact, and at Jaccard .5.
    """

    layer: LabelLayer
    mode: Mode
    month: str = ""
    label: str = ""
    pair: tuple[str, ...] = ()
    items: int = 0
    kappa: float | None = None
    alpha: float | None = None
    f1: float | None = None
    f1_overlap: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """What each person made of a unit that they completed: for themes a set of labels, for spans a list of items."""

    unit: str
    by: Mapping[str, list[tuple[tuple[Span, ...], str]]]
    month: str


def agreement(store: LabelStore, layer: LabelLayer, *, by_month: bool = False) -> list[Agreement]:
    """Agreement of everybody, of each pair, and on each label.

    Args:
        store: The label database.
        layer: Which layer.
        by_month: A row for each month, too.
    """
    out: list[Agreement] = []
    for mode in ("blind", "assisted"):
        said = _said(store, layer, mode=mode)
        months = sorted({s.month for s in said}) if by_month else []
        for month in ["", *months]:
            chosen = [s for s in said if month in ("", s.month)]
            rows = _themes(chosen) if layer == "themes" else _spans(chosen)
            out += [Agreement(layer=layer, mode=mode, month=month, **row) for row in rows]
    return out


def disagreements(store: LabelStore, layer: LabelLayer) -> list[Item]:
    """Targets of completed units on which people differ and that nobody has settled, units in order of the texts."""
    found = (item for standing in standing_units(store, layer) for item in standing.items)
    return [item for item in found if item.status != "adjudicated" and _differ(item.votes)]


def versions(layer: LabelLayer, found: Sequence[Item]) -> list[list[Item]]:
    """Disagreements gathered to what an adjudicator settles at once.

    Spans that overlap in one unit, directly or by way of others, are versions of one thing: whoever is right about one of them is right
    about all. Each theme stands for itself.

    Args:
        layer: Which layer.
        found: As `disagreements` gives them.

    Returns:
        Versions in the order of the text.
    """
    if layer == "themes":
        return [[item] for item in found]
    out: list[list[Item]] = []
    for _, inside in groupby(found, key=lambda item: item.unit):
        groups: list[list[Item]] = []
        for item in sorted(inside, key=lambda item: (_given(item), item.target)):
            together, apart = [item], []
            for group in groups:
                if any(_overlap(item, other) for other in group):
                    together = [*group, *together]
                else:
                    apart.append(group)
            groups = [*apart, together]
        out += sorted(groups, key=lambda group: min(map(_given, group)))
    return out


def _given(item: Item) -> list[Span]:
    """The spans that somebody gives an item."""
    return sorted({span for vote in item.votes if vote.value for span in spans_of(vote.value)})


def _overlap(one: Item, other: Item) -> bool:
    return any(start < last and first < end for start, end in _given(one) for first, last in _given(other))


def _differ(votes: Sequence[Vote]) -> bool:
    return any(not same(votes[0].value, vote.value) for vote in votes[1:])


def _said(store: LabelStore, layer: LabelLayer, *, mode: Mode) -> list[_Said]:
    wanted = [unit.id for unit in units(store, layer=layer)]
    made = by_unit(decisions(store))
    shown = mode == "assisted"
    finished = by_unit(c for c in completions(store).values() if c.state == "complete" and c.shown is shown)
    out = []
    for unit in wanted:
        if len(finished[unit]) < 2:
            continue
        people = {c.account for c in finished[unit]}
        votes = votes_of(layer, standing_ones(made[unit]), completions=finished[unit])
        by: dict[str, list[tuple[tuple[Span, ...], str]]] = {name: [] for name in people}
        for target, cast in votes.items():
            for vote in cast:
                if vote.account in people and vote.value:
                    by[vote.account].append(_item(layer, unit, target, vote.value))
        out.append(_Said(unit=unit, by=by, month=max(c.at for c in finished[unit])[:7]))
    return out


def _item(layer: LabelLayer, unit: str, target: str, value: Any) -> tuple[tuple[Span, ...], str]:
    """Spans and label; the label of a span names its unit, so that spans of two texts are never one."""
    if layer == "themes":
        return (), target
    label = value.get("kind") or value.get("label") or ""
    return spans_of(value), f"{unit} {label}"


def spans_of(value: Mapping[str, Any]) -> tuple[Span, ...]:
    """The spans that make an annotation what it is: a quote's content, else start and end."""
    if value.get("content"):
        return tuple((int(start), int(end)) for start, end in value["content"])
    return ((int(value["start"]), int(value["end"])),)


def _themes(said: Sequence[_Said]) -> list[dict[str, Any]]:
    sets: dict[Hashable, dict[str, frozenset[str]]] = {
        s.unit: {name: frozenset(label for _, label in items) for name, items in s.by.items()} for s in said
    }
    if not sets:
        return []
    rows: list[dict[str, Any]] = [{"items": len(sets), "alpha": krippendorff_alpha(sets, distance=masi_distance)}]
    for label, ratings in by_label(sets).items():
        rows.append({"label": label, "items": len(ratings), "alpha": krippendorff_alpha(ratings)})
    for one, other in _pairs(said):
        both = {unit: {n: given[n] for n in (one, other)} for unit, given in sets.items() if one in given and other in given}
        binary: dict[Hashable, dict[str, Hashable]] = {}
        for label, ratings in by_label(both).items():
            binary |= {(label, unit): dict(given) for unit, given in ratings.items()}
        rows.append({"pair": (one, other), "items": len(both), "kappa": cohen_kappa(binary, one, other)})
    return rows


def _spans(said: Sequence[_Said]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for one, other in _pairs(said):
        first = [item for s in said if other in s.by for item in s.by.get(one, ())]
        second = [item for s in said if one in s.by for item in s.by.get(other, ())]
        labels = sorted({label.partition(" ")[2] for _, label in (*first, *second)})
        for label in ["", *labels]:
            mine, theirs = ([i for i in items if label in ("", i[1].partition(" ")[2])] for items in (first, second))
            rows.append(
                {
                    "label": label,
                    "pair": (one, other),
                    "items": len(mine) + len(theirs),
                    "f1": span_f1(mine, theirs),
                    "f1_overlap": span_f1(mine, theirs, overlap=OVERLAP),
                }
            )
    return rows


def _pairs(said: Sequence[_Said]) -> list[tuple[str, str]]:
    return sorted({pair for s in said for pair in combinations(sorted(s.by), 2)})
