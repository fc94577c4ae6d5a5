"""What goes into the queue: least certain, most disagreeing, rare labels, a random share, an overlap.

A unit is uncertain where the last label that it is given, the next one and none of them are about as likely. Such units come
label by label, the label with the fewest examples first: without that the commonest labels fill the queue with their like.
Disagreement is between two views of one unit (model and definition, model and rule, model and person). Items chosen so are good to learn
from and useless to measure with: only the random share and the overlap, drawn with a known probability, score a model (Lewis and
Gale 1994; Settles 2009).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

import numpy as np

from policynlp.document import content_id
from policynlp.labels.queue import Reason, Task

RANDOM_SHARE = 0.2
OVERLAP_SHARE = 0.1
"""Within the random share. What two people label costs two decisions and teaches little more than one."""
RARE_EXAMPLES = 3
"""Labels with fewer examples than this are looked for by definition or score; from there doubts find more of them."""
_DOUBTFUL = 0.8
"""A lead above this, nine to one, is no doubt, and gives a label no turn."""
LEAST_GAP = 0.5
"""Probabilities of two views that lie nearer to each other are no disagreement."""
_LEAST_ODDS = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A unit that could be labelled.

    Attributes:
        unit: Unit id.
        scores: Label to its probability.
        thresholds: Label to the probability from which it is assigned.
        other: Label to what another view says (a definition, a rule, a person: 0 to 1); empty where there is none.
        likeness: Label to the similarity of the unit and the label's definition, between -1 and 1.
        view: Whose view `other` is, for people.
        seen: How many people have completed it: such a unit comes back only where they and the model disagree, blind.
    """

    unit: str
    scores: Mapping[str, float]
    thresholds: Mapping[str, float]
    other: Mapping[str, float]
    likeness: Mapping[str, float]
    view: str = "another view"
    seen: int = 0


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
        candidates: Units without labels, and those that somebody completed (`Candidate.seen`).
        n: Tasks at the most.
        examples: Label to number of positive labels so far; without any, definitions seed the queue.
        seed: Of the random share.
        random_share: Part that is drawn with equal chances.
        overlap_share: Part that two people label blind, as a share of `n`; the first of those that were drawn at random.

    Returns:
        At most one task a unit; strategies take turns, so that whoever stops early has seen all of them.
    """
    random = np.random.default_rng(seed)
    again = [c for c in candidates if c.seen]
    candidates = [c for c in candidates if not c.seen]
    n = min(n, len(candidates) + len(again))
    drawn_count = min(len(candidates), round(n * min(1.0, max(random_share, overlap_share))))
    order = random.permutation(len(candidates))
    drawn = [candidates[int(i)] for i in order[:drawn_count]]
    chance = drawn_count / len(candidates) if candidates else 1.0
    overlap_count = round(n * overlap_share)
    by_chance = [
        Task(unit=c.unit, reason="overlap", why=DRAWN, probability=chance, people=2)
        if i < overlap_count
        else Task(unit=c.unit, reason="random", why=DRAWN, probability=chance)
        for i, c in enumerate(drawn)
    ]
    rest = [candidates[int(i)] for i in order[drawn_count:]]
    learnt = any(examples.values())
    disputed = _disagreeing([*rest, *again])
    lists = [_uncertain(rest, examples), disputed, _rare(rest, examples)] if learnt else [_seeded(rest), disputed]
    taken: set[str] = set()
    chosen: list[Task] = []
    for tasks in zip_longest(*lists):
        for task in tasks:
            if task is not None and task.unit not in taken and len(chosen) < n - len(by_chance):
                taken.add(task.unit)
                chosen.append(task)
    mixed = _spread(chosen, by_chance)
    return [_ranked(task, len(mixed) - i) for i, task in enumerate(mixed)]


DRAWN = "drawn at random"


def _uncertain(candidates: Sequence[Candidate], examples: Mapping[str, int]) -> list[Task]:
    """Labels take turns, the one with the fewest examples first, each with the units that it is least certain of."""
    by_label: dict[str, list[tuple[float, str, str]]] = defaultdict(list)
    for c in candidates:
        if c.scores:
            label, margin, why = _doubt(c)
            by_label[label].append((margin, c.unit, why))
    columns = [sorted(by_label[label]) for label in sorted(by_label, key=lambda name: (examples.get(name, 0), name))]
    ordered = [found for row in zip_longest(*columns) for found in row if found is not None]
    ordered.sort(key=lambda found: max(found[0], _DOUBTFUL))  # stable: the doubtful keep their turns, the certain come last
    return [_task(unit, "uncertain", why) for _, unit, why in ordered]


def _doubt(candidate: Candidate) -> tuple[str, float, str]:
    """The last label that a unit is given (else the likeliest), how far it is from being another or none (0 to 1), and that in words.

    Odds are taken against the threshold, so that none of the labels has odds of 1.
    """
    odds = {name: _odds(score) / _odds(candidate.thresholds.get(name, 0.5)) for name, score in candidate.scores.items()}
    ranked = sorted(odds, key=lambda name: (-odds[name], name))
    last = max(0, sum(value >= 1 for value in odds.values()) - 1)
    label, after = ranked[last], ranked[last + 1 : last + 2]
    rivals = {"none": 1.0} | {name: odds[name] for name in after}
    rival = max(rivals, key=lambda name: rivals[name])
    margin = abs(odds[label] - rivals[rival]) / (odds[label] + sum(rivals.values()))
    at = f"{label} at {candidate.scores[label]:.2f}"
    if rival == "none":
        return label, margin, f"{at}, assigned from {candidate.thresholds.get(label, 0.5):.2f}"
    return label, margin, f"{at}, {rival} at {candidate.scores[rival]:.2f}"


def _odds(probability: float) -> float:
    return max(probability, _LEAST_ODDS) / max(1 - probability, _LEAST_ODDS)


def _disagreeing(candidates: Sequence[Candidate]) -> list[Task]:
    scored = []
    for c in candidates:
        gaps = {label: abs(c.scores.get(label, 0.0) - said) for label, said in c.other.items()}
        if gaps:
            label = max(gaps, key=lambda name: (gaps[name], name))
            if gaps[label] > LEAST_GAP:
                why = f"{label}: {c.scores.get(label, 0.0):.2f} against {c.other[label]:.2f} by {c.view}"
                again = content_id("task", c.unit, "disagreeing", "again") if c.seen else ""
                task = Task(id=again, unit=c.unit, reason="disagreeing", why=why, people=1 + c.seen, blind=c.seen > 0)
                scored.append((-gaps[label], c.unit, task))
    return [task for _, _, task in sorted(scored, key=lambda found: found[:2])]


def _rare(candidates: Sequence[Candidate], examples: Mapping[str, int]) -> list[Task]:
    """Labels with few examples take turns, the rarest first, each with its likeliest units, else those like its definition."""
    rare = sorted((count, label) for label, count in examples.items() if count < RARE_EXAMPLES)
    columns = []
    for count, label in rare:
        likely = [(c.scores[label], c.unit) for c in candidates if c.scores.get(label, 0.0) > 0.1]
        best = likely or [(c.likeness[label], c.unit) for c in candidates if label in c.likeness]
        ranked = sorted(best, key=lambda found: (-found[0], found[1]))
        columns.append([_task(unit, "rare", f"{label} has {count} examples") for _, unit in ranked])
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
    return replace(task, priority=float(priority))
