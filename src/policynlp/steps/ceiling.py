"""How far the model agrees with people where they were drawn by chance, beside how far people agree with each other.

It needs no training: what people decided and what the model says are stored. Where the model agrees with a person as well as another
person does, more labels of the same people hardly make it better, whatever a learning curve says.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from policynlp.corpus.models import SHIPPED, ModelRegistry
from policynlp.corpus.reading import open_corpus
from policynlp.evaluate.scores import bootstrap
from policynlp.labels.current import votes_of
from policynlp.labels.database import LabelStore
from policynlp.labels.decisions import by_unit, completions, decisions
from policynlp.labels.queue import tasks
from policynlp.labels.units import Unit, units
from policynlp.settings import Settings
from policynlp.steps.correcting import has_labels
from policynlp.steps.labelling import machine_says, open_labels
from policynlp.train.labels import split_of

LEAST_UNITS, LEAST_PAIRS = 50, 20
"""Fewer passages, or passages that two people completed, say nothing."""
_Sets = tuple[frozenset[str], frozenset[str]]


def against_people(settings: Settings) -> dict[str, Any] | None:
    """Agreement of the theme classifier with people, and of people with each other, as F1 over labels.

    Only passages that were drawn with a known chance and labelled blind count: with a suggestion in view a person agrees with the
    machine too easily. Once a model was trained on these labels, the frozen fifth of the texts alone counts.

    Returns:
        `units`, `least_units` and `least_pairs`, which it takes, `model`, `low`, `high` (95 %, bootstrap over passages), `pairs`,
        `people`, and `reached`: whether the model is where people are (null where there is too little of either). None without any
        such passage, or without a corpus.
    """
    if not has_labels(settings) or not (settings.corpus.path / "corpus.json").exists():
        return None
    own = ModelRegistry(settings.corpus.path).active() != SHIPPED
    with open_labels(settings) as store:
        chosen, said = _said(store, frozen_only=own)
    if not said:
        return None
    known = {unit.id: unit for unit in chosen}
    machine: dict[str, frozenset[str]] = {}
    with open_corpus(settings.corpus.path) as corpus:
        here = set(corpus.store.document_ids())
        for tagged in corpus.documents(sorted({u.document for u in chosen} & here), corrected=False):
            for unit in (u for u in chosen if u.document == tagged.id):
                found = machine_says("themes", tagged.tags, unit)
                machine[unit.id] = frozenset(label for label, one in found.items() if one.value)
    with_model = [(unit, (machine[unit], labels)) for unit, by in said.items() if unit in machine for labels in by.values()]
    if not with_model:
        return None
    several = (list(by.values()) for by in said.values())
    among = [(first, second) for first, second, *_ in (by for by in several if len(by) > 1)]
    interval = bootstrap(lambda at: _f1([with_model[int(i)][1] for i in at]), [known[unit].work for unit, _ in with_model])
    model, people = _f1([sets for _, sets in with_model]), _f1(among) if among else None
    enough = len(with_model) >= LEAST_UNITS and len(among) >= LEAST_PAIRS
    return {
        "units": len(with_model),
        "model": round(model, 3),
        "low": round(interval.low, 3),
        "high": round(interval.high, 3),
        "pairs": len(among),
        "people": None if people is None else round(people, 3),
        "least_units": LEAST_UNITS,
        "least_pairs": LEAST_PAIRS,
        "reached": bool(people is not None and interval.high >= people) if enough else None,
    }


def _said(store: LabelStore, *, frozen_only: bool) -> tuple[list[Unit], dict[str, dict[str, frozenset[str]]]]:
    """Units that were drawn and completed blind, and the labels of each person by unit."""
    drawn = {task.unit for task in tasks(store) if task.probability is not None}
    chosen = [
        unit
        for unit in units(store, layer="themes")
        if unit.id in drawn and unit.passage and (not frozen_only or split_of(f"work-{unit.work}") == "test")
    ]
    finished = completions(store, [u.id for u in chosen]).values()
    through = by_unit(c for c in finished if c.state == "complete" and not c.shown)
    made = by_unit(decisions(store, list(through)))
    out: dict[str, dict[str, frozenset[str]]] = {}
    for unit, done in through.items():
        votes = votes_of("themes", made[unit], completions=done)
        out[unit] = {
            c.account: frozenset(t for t, cast in votes.items() if any(v.account == c.account and v.value for v in cast))
            for c in done
        }
    return [unit for unit in chosen if unit.id in out], out


def _f1(pairs: Sequence[_Sets]) -> float:
    common = sum(len(a & b) for a, b in pairs)
    both = sum(len(a) + len(b) for a, b in pairs)
    return 2 * common / both if both else 1.0
