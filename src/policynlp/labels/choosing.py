"""What goes into the queue: least certain, most disagreeing, rare labels, a random share, an overlap.

Uncertainty is the margin of a label's probability to its threshold; disagreement is between two views of one unit (two
models, model and rule, model and person). Items chosen so are good to learn from and useless to measure with: only the
random share and the overlap, drawn with a known probability, score a model (Lewis and Gale 1994; Settles 2009).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

import numpy as np

from policynlp.labels.queue import Reason, Task

RANDOM_SHARE = 0.2
OVERLAP_SHARE = 0.15
_RARE_EXAMPLES = 20
"""Labels with fewer examples than this are looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A unit that could be labelled.

    Attributes:
        unit: Unit id.
        scores: Label to its probability.
        thresholds: Label to the probability from which it is assigned.
        other: Label to what another view says (another model, a rule: 0 or 1); empty where there is none.
        likeness: Label to the similarity of the unit and the label's definition, between -1 and 1.
    """

    unit: str
    scores: Mapping[str, float]
    thresholds: Mapping[str, float]
    other: Mapping[str, float]
    likeness: Mapping[str, float]


def choose(
    candidates: Sequence[Candidate],
    n: int,
    *,
    examples: Mapping[str, int],
    seed: int,
    random_share: float = RANDOM_SHARE,
    overlap_share: float = OVERLAP_SHARE,
) -> list[Task]:
    """Tasks for the queue, in the order in which they should be worked through.

    Args:
        candidates: Units without labels.
        n: Tasks at the most.
        examples: Label to number of positive labels so far; without any, definitions seed the queue.
        seed: Of the random share.
        random_share: Part that is drawn with equal chances.
        overlap_share: Part of the random draw that two people label blind, as a share of `n`.

    Returns:
        At most one task a unit; strategies take turns, so that whoever stops early has seen all of them.
    """
    random = np.random.default_rng(seed)
    n = min(n, len(candidates))
    drawn_count = round(n * min(1.0, random_share + overlap_share))
    order = random.permutation(len(candidates))
    drawn = [candidates[int(i)] for i in order[:drawn_count]]
    chance = drawn_count / len(candidates) if candidates else 1.0
    overlap_count = round(n * overlap_share)
    by_chance = [
        Task(unit=c.unit, reason="overlap", why=_DRAWN, probability=chance, people=2)
        if i < overlap_count
        else Task(unit=c.unit, reason="random", why=_DRAWN, probability=chance)
        for i, c in enumerate(drawn)
    ]
    rest = [candidates[int(i)] for i in order[drawn_count:]]
    learnt = any(examples.values())
    lists = [_uncertain(rest), _disagreeing(rest), _rare(rest, examples)] if learnt else [_seeded(rest)]
    taken: set[str] = set()
    chosen: list[Task] = []
    for tasks in zip_longest(*lists):
        for task in tasks:
            if task is not None and task.unit not in taken and len(chosen) < n - len(by_chance):
                taken.add(task.unit)
                chosen.append(task)
    mixed = _spread(chosen, by_chance)
    return [_ranked(task, len(mixed) - i) for i, task in enumerate(mixed)]


_DRAWN = "drawn at random"


def _uncertain(candidates: Sequence[Candidate]) -> list[Task]:
    scored = []
    for c in candidates:
        if c.scores:
            label = min(c.scores, key=lambda name: abs(c.scores[name] - c.thresholds.get(name, 0.5)))
            margin = abs(c.scores[label] - c.thresholds.get(label, 0.5))
            scored.append(
                (margin, c.unit, f"{label} at {c.scores[label]:.2f}, assigned from {c.thresholds.get(label, 0.5):.2f}")
            )
    return [_task(unit, "uncertain", why) for _, unit, why in sorted(scored)]


def _disagreeing(candidates: Sequence[Candidate]) -> list[Task]:
    scored = []
    for c in candidates:
        gaps = {label: abs(c.scores.get(label, 0.0) - said) for label, said in c.other.items()}
        if gaps:
            label = max(gaps, key=lambda name: (gaps[name], name))
            if gaps[label] > 0.5:
                scored.append((-gaps[label], c.unit, f"{label}: {c.scores.get(label, 0.0):.2f} against {c.other[label]:.2f}"))
    return [_task(unit, "disagreeing", why) for _, unit, why in sorted(scored)]


def _rare(candidates: Sequence[Candidate], examples: Mapping[str, int]) -> list[Task]:
    """Labels with few examples take turns, the rarest first, each with its likeliest units."""
    rare = sorted((count, label) for label, count in examples.items() if count < _RARE_EXAMPLES)
    columns = []
    for count, label in rare:
        best = sorted(candidates, key=lambda c: (-c.scores.get(label, 0.0), c.unit))
        columns.append([_task(c.unit, "rare", f"{label} has {count} examples") for c in best if c.scores.get(label, 0.0) > 0.1])
    return [task for row in zip_longest(*columns) for task in row if task is not None]


def _seeded(candidates: Sequence[Candidate]) -> list[Task]:
    """Without labels: the units likest to each definition, labels taking turns."""
    labels = sorted({label for c in candidates for label in c.likeness})
    columns = []
    for label in labels:
        best = sorted((c for c in candidates if label in c.likeness), key=lambda c: (-c.likeness[label], c.unit))
        columns.append([_task(c.unit, "seeded", f"like the definition of {label}") for c in best])
    return [task for row in zip_longest(*columns) for task in row if task is not None]


def _spread(chosen: Sequence[Task], drawn: Sequence[Task]) -> list[Task]:
    """Both lists in one, the second spread evenly over it."""
    total = len(chosen) + len(drawn)
    places = {int((i + 0.5) * total / len(drawn)): i for i in range(len(drawn))} if drawn else {}
    rest = iter(chosen)
    return [drawn[places[i]] if i in places else next(rest) for i in range(total)]


def _task(unit: str, reason: Reason, why: str) -> Task:
    return Task(unit=unit, reason=reason, why=why)


def _ranked(task: Task, priority: float) -> Task:
    return Task(
        unit=task.unit,
        reason=task.reason,
        why=task.why,
        priority=float(priority),
        probability=task.probability,
        people=task.people,
    )
