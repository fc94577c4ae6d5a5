"""Training what chooses among all that may be meant (`tag.ranking`): networks fitted to cases whose readers wrote down what is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt

from policynlp.evaluate.scores import bootstrap
from policynlp.tag.ranking import Features, Floats, Ranked, Ranker, chosen, scaled

Rows = npt.NDArray[np.float32]
FOLDS = 5
NETWORKS = 4
UNITS = 32
EPOCHS = 30
BATCH = 128
RATE = 3e-3
DECAY = 0.1
"""Of the weights, each step, times the rate (Loshchilov and Hutter 2019). With .01 or 64 units it is as good out of fold, without hidden
units a point worse (docs/log.md)."""
_MOST_TIMES = 3
_BETAS = (0.9, 0.999)
_LEAST_SPREAD = 0.05


@dataclass(frozen=True, slots=True)
class MarkedCase:
    """A case, and what its reader says.

    Attributes:
        group: The text; texts are in one fold as a whole.
        case: What is known of everybody who may be meant.
        right: For each of them, whether the reader means them; none where whoever is meant is not among them.
        whole: Whether the text was read as a whole, not in a piece, which is learnt from and measures nothing.
    """

    group: str
    case: Ranked
    right: tuple[bool, ...]
    whole: bool = True


Learnt = Callable[[Sequence[Sequence[MarkedCase]]], list[MarkedCase]]


def fit_ranker(cases: Sequence[MarkedCase], features: Features, *, seed: int = 0) -> Ranker:
    """Networks fitted to cases: the likelihood of whoever is meant among everybody, as large as may be.

    Args:
        cases: Of all texts.
        features: What is known in them.
        seed: Of the first weights and of the order.
    """
    rows, right, starts = _rows(cases)
    nobody = rows[:, features.names.index("nobody")] > 0
    of_whom = np.arange(len(features.names)) < len(features.of_candidates)
    both = [(part.mean(axis=0), part.std(axis=0) + _LEAST_SPREAD) for part in (rows[~nobody], rows[nobody])]
    centre, spread = (np.where(of_whom, both[0][k], both[1][k]).astype(np.float64) for k in range(2))
    near = scaled(rows.astype(np.float64), centre, spread).astype(np.float32)
    found = [_fit_one(near, right, starts, np.random.default_rng((seed, n))) for n in range(NETWORKS)]
    inner, offset, outer = (np.stack([one[k] for one in found]).astype(np.float64) for k in range(3))
    return Ranker(features, centre, spread, inner, offset[:, None, :], outer)


def _fit_one(rows: Rows, right: npt.NDArray[np.bool_], starts: npt.NDArray[np.int64], rng: np.random.Generator) -> list[Rows]:
    """One network: Adam over batches, the rate rising for a tenth of the steps and falling in a line to nothing."""
    wide, cases = rows.shape[1], len(starts) - 1
    first_ones = (rng.normal(0.0, wide**-0.5, (wide, UNITS)), np.zeros(UNITS), rng.normal(0.0, UNITS**-0.5, UNITS))
    weights: list[Rows] = [w.astype(np.float32) for w in first_ones]
    means, squares = ([np.zeros_like(w) for w in weights] for _ in range(2))
    steps, step = EPOCHS * -(-cases // BATCH), 0
    for _ in range(EPOCHS):
        order = rng.permutation(cases)
        for first in range(0, cases, BATCH):
            batch = order[first : first + BATCH]
            lengths = starts[batch + 1] - starts[batch]
            own = np.concatenate([np.arange(starts[k], starts[k + 1]) for k in batch])
            gradients = _gradients(weights, rows[own], right[own], np.r_[0, np.cumsum(lengths)[:-1]], lengths)
            step += 1
            rate = RATE * min(step / (0.1 * steps), (steps - step) / (0.9 * steps) + 1e-9)
            for k, gradient in enumerate(gradients):
                means[k] = _BETAS[0] * means[k] + (1 - _BETAS[0]) * gradient
                squares[k] = _BETAS[1] * squares[k] + (1 - _BETAS[1]) * gradient**2
                move = (means[k] / (1 - _BETAS[0] ** step)) / (np.sqrt(squares[k] / (1 - _BETAS[1] ** step)) + 1e-8)
                weights[k] = (weights[k] - rate * (move + DECAY * weights[k])).astype(np.float32)
    return weights


def _gradients(
    weights: Sequence[Rows],
    rows: Rows,
    right: npt.NDArray[np.bool_],
    starts: npt.NDArray[np.int64],
    lengths: npt.NDArray[np.int64],
) -> tuple[Rows, Rows, Rows]:
    """Of the mean negative log-likelihood of whoever is right; a case is the `lengths` rows from `starts`."""
    inner, offset, outer = weights
    before = rows @ inner + offset
    hidden = np.maximum(before, 0.0)
    scores = hidden @ outer
    powers = np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts), lengths))
    wanted = np.where(right, powers, 0.0)
    error = powers / np.repeat(np.add.reduceat(powers, starts), lengths)
    error -= wanted / np.repeat(np.maximum(np.add.reduceat(wanted, starts), 1e-12), lengths)
    error /= len(starts)
    back = error[:, None] * outer * (before > 0)
    return rows.T @ back, back.sum(axis=0), error @ hidden


def _rows(cases: Sequence[MarkedCase]) -> tuple[Rows, npt.NDArray[np.bool_], npt.NDArray[np.int64]]:
    """Features of everybody in all cases, `(everybody, features)`, whether each is right, and where each case starts, and the end."""
    starts = np.cumsum([0, *(len(c.right) for c in cases)])
    # who is meant is not known: better nobody than somebody else
    right = [one or (k == len(c.right) - 1 and not any(c.right)) for c in cases for k, one in enumerate(c.right)]
    return np.concatenate([np.array(c.case.values, dtype=np.float32) for c in cases]), np.array(right), starts


def evened(folders: Sequence[Sequence[MarkedCase]]) -> list[MarkedCase]:
    """All cases, those of small folders up to three times, so that they are not drowned."""
    most = max((len(folder) for folder in folders), default=0)
    return [
        one
        for folder in folders
        if folder
        for _ in range(min(_MOST_TIMES, max(1, round(most / len(folder)))))
        for one in folder
    ]


def known(sources: Sequence[Sequence[MarkedCase]]) -> list[MarkedCase]:
    """Cases of which something that the text tells is what their reader says, or nothing is: what can be learnt from."""
    return [case for cases in sources for case in cases if any(case.right)]


def out_of_fold(
    folders: Sequence[Sequence[MarkedCase]], features: Features, *, learnt: Learnt = evened
) -> list[list[tuple[MarkedCase, Floats]]]:
    """Every case of a whole text with the shares that a ranker gives which was fitted to other texts.

    Args:
        folders: Cases of each folder; texts are in one fold as a whole.
        features: What is known in them.
        learnt: Which cases of the folders are learnt from.
    """
    groups = sorted({c.group for folder in folders for c in folder})
    fold = {group: n % FOLDS for n, group in enumerate(groups)}
    scored: list[list[tuple[MarkedCase, Floats]]] = [[] for _ in folders]
    for n in range(FOLDS):
        ranker = fit_ranker(learnt([[c for c in folder if fold[c.group] != n] for folder in folders]), features)
        for found, folder in zip(scored, folders, strict=True):
            found += [(one, ranker.shares(one.case)) for one in folder if fold[one.group] == n and one.whole]
    return scored


def measured(scored: Sequence[tuple[MarkedCase, Floats]], features: Features) -> dict[str, Any]:
    """How often a ranker is right, and rules alone are.

    Args:
        scored: Cases with the shares that it gives, as from `out_of_fold`.
        features: What it reads, and from which share on it believes a name.

    Returns:
        `texts`, `sources`, `right` and `wrong_names` (another one was named, or somebody for nobody), the same `_by_rules`, `share`, of
        those right with its 95 % interval over texts, and `kinds`, the figures for each kind of source without the interval.
    """
    answers = [(one, chosen(one.case, shares.tolist(), features)) for one, shares in scored]
    right = np.array([one.right[k] for one, k in answers])
    share = bootstrap(lambda rows: float(right[rows].mean()), [one.group for one, _ in scored])
    kinds = sorted({one.case.kind for one, _ in scored})
    return {
        "texts": len({one.group for one, _ in scored}),
        **_counted(answers),
        "share": {"value": share.value, "low": share.low, "high": share.high},
        "kinds": {kind: _counted([a for a in answers if a[0].case.kind == kind]) for kind in kinds},
    }


def _counted(answers: Sequence[tuple[MarkedCase, int]]) -> dict[str, int]:
    rules = [(one, one.case.by_rules) for one, _ in answers]
    return {
        "sources": len(answers),
        "right": sum(one.right[k] for one, k in answers),
        "wrong_names": _wrong_names(answers),
        "right_by_rules": sum(one.right[k] for one, k in rules),
        "wrong_names_by_rules": _wrong_names(rules),
    }


def _wrong_names(answers: Sequence[tuple[MarkedCase, int]]) -> int:
    return sum(k < len(one.right) - 1 and not one.right[k] for one, k in answers)


def given_and_found(answers: Sequence[tuple[MarkedCase, int]]) -> dict[str, Any]:
    """How often what is given is right, and how much of what there is, is found.

    Args:
        answers: Cases with what is answered; the last one of a case for nothing.

    Returns:
        `given`, `right`, and `precision`, `recall` with their 95 % interval over groups.
    """
    groups = [case.group for case, _ in answers]
    given = np.array([k < len(case.right) - 1 for case, k in answers])
    right = np.array([k < len(case.right) - 1 and case.right[k] for case, k in answers])
    there = np.array([not case.right[-1] for case, _ in answers])
    figures: dict[str, Any] = {"given": int(given.sum()), "right": int(right.sum())}
    for name, among in (("precision", given), ("recall", there)):
        share = bootstrap(partial(_part, right, among), groups)
        figures[name] = {"value": share.value, "low": share.low, "high": share.high}
    return figures


def _part(right: npt.NDArray[np.bool_], among: npt.NDArray[np.bool_], rows: npt.NDArray[np.int64]) -> float:
    return float(right[rows].sum() / max(among[rows].sum(), 1))


def share_with_interval(share: Mapping[str, float]) -> str:
    """A share with its 95 % interval, as model cards print it.

    Args:
        share: `value`, `low` and `high`.
    """
    return f"{share['value']:.1%} ({share['low']:.1%} to {share['high']:.1%})"
