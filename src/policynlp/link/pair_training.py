"""Fits what compares two figures (`pair_model`) to pairs that a reader labelled, and says how often it is right.

Every figure of a pair in its context comes from a regression that has not seen its texts: of the texts of a fold, in training, too.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from policynlp.link.heads import Floats, Head
from policynlp.link.networks import FURTHEST, Networks, rounded
from policynlp.link.pair_model import TOLD, PairModel, features_in_context
from policynlp.link.pair_table import PairTable, of_measure
from policynlp.link.pair_verdicts import RULES
from policynlp.link.pairs import later_first

FOLDS = 10
STRENGTH = 0.1
"""Inverse of the L2 penalty (scikit-learn's `C`) on features of deviation 1; .02 to 1 give the same within a point."""
SEEDS, UNITS, PASSES, BATCH, RATE, DECAY = 4, 32, 30, 256, 2e-3, 1.0
"""Of the networks: how many, hidden units, passes over all pairs, pairs a step, step size, and weight of the squares of all weights
(scikit-learn's `alpha`); 16 units with a decay of 3, and six networks, are as good out of fold within the noise (docs/log.md)."""
MOST_FALSE = {"agrees": 0.75, "differs": 0.2, "alike": 0.2}
"""Pairs out of fold that are told and should not be, a group: what decides from which log-odds on a regression is believed. Half of
those of agreements are of figures that are near and that a reader does not compare, most of the others ties that nobody listed: of
58 in 80 dossiers 27 were right for a second reader, which stand in the gold now. A false difference is worse than a missed one: of
those that are told 85 in 100 are right, nine in ten but for fifty dossiers full of traps. With .03, which was asked before, it is 95,
and not half as many are told; in the twelve dossiers that were read last all eleven are right."""
LEAST_PROBABILITY = 0.7
"""What a regression has to give at least, whatever the figures out of fold say: of texts that nobody has read, the features are worse."""
LEAST_OF_DIFFERENCES = 0.65
"""The same for differences. From .65 to .7 lie 59 right ones and 22 wrong ones of 402 dossiers, out of fold; in eight plain ones that had
taught nothing then, three right ones lie between .55 and .7 and no wrong one, in six more of the same kind neither."""
UNSURE = -1
"""The label of pairs that a reader set beside each other and did not call the same thing: they are alike."""


@dataclass(frozen=True, slots=True)
class LabelledTable:
    """The pairs of two texts with what a reader says of each.

    Attributes:
        group: What it belongs to; the tables of a group are in one fold.
        table: The pairs.
        labels: 1 where they are of one thing, 0 where not, `UNSURE`; `(pairs,)`.
    """

    group: str
    table: PairTable
    labels: npt.NDArray[np.int8]


def fit(tables: Sequence[LabelledTable], *, least: dict[str, float] | None = None) -> PairModel:
    """Fit the regressions.

    Args:
        tables: Labelled pairs of five groups or more.
        least: Of the model (`PairModel.least`); default: it believes what is more likely than not.
    """
    tables = [t for t in tables if t.table.pairs]
    fold = folds([t.group for t in tables])
    others = [[t for t, f in zip(tables, fold, strict=True) if f != k] for k in range(FOLDS)]
    alone = [(_same(found), _measure(found)) for found in others]
    described = [
        features_in_context(t.table, same.log_odds(t.table.features), measure.log_odds(of_measure(t.table)))
        for t, (same, measure) in ((t, alone[f]) for t, f in zip(tables, fold, strict=True))
    ]
    features = {name: np.concatenate([rows[name] for rows in described]) for name in TOLD}
    labels = np.concatenate([t.labels for t in tables])
    near = np.concatenate([t.table.near for t in tables])
    heads = {"same": _same(tables), "measure": _measure(tables)}
    found = {
        "agrees": networks(features["agrees"], labels, near),
        "differs": networks(features["differs"], labels, ~near),
        "alike": networks(features["alike"], np.abs(labels), ~near),
    }
    return PairModel(heads, found, least or dict.fromkeys(TOLD, 0.0))


def out_of_fold(tables: Sequence[LabelledTable]) -> list[dict[str, Floats]]:
    """Log-odds of the pairs of each table (`PairModel.read`) by a model that has seen no table of its group."""
    fold = folds([t.group for t in tables])
    models = [fit([t for t, f in zip(tables, fold, strict=True) if f != k]) for k in range(FOLDS)]
    nothing = dict.fromkeys(TOLD, np.zeros(0))
    return [models[f].read(t.table) if t.table.pairs else nothing for t, f in zip(tables, fold, strict=True)]


def curve(tables: Sequence[LabelledTable], scored: Sequence[dict[str, Floats]], kind: str) -> Iterator[tuple[float, bool]]:
    """What would be told of the pairs of claims, the surest first: log-odds, and whether a reader says so.

    Args:
        tables: Labelled pairs.
        scored: Their log-odds (`out_of_fold`).
        kind: Of `pair_model.TOLD`.
    """
    rule, more = RULES[kind]
    found: dict[tuple[str, frozenset[str]], tuple[float, int]] = {}
    for labelled, log_odds_of in zip(tables, scored, strict=True):
        table, odds = labelled.table, log_odds_of[kind]
        for n, (a, b) in enumerate(table.pairs):
            if bool(table.near[n]) == (kind == "agrees") and rule(*later_first(a, b), 1.0) is not None:
                key = labelled.group, frozenset({a.claim, b.claim})
                sure = float(odds[n]) - more(a, b)
                found[key] = max(found.get(key, (-np.inf, 0)), (sure, int(labelled.labels[n])))
    for log_odds, label in sorted(found.values(), key=lambda row: -row[0]):
        yield log_odds, label == 1 or (label == UNSURE and kind == "alike")


def least_log_odds(
    found: Sequence[tuple[float, bool]], *, most_false: float, groups: int, probability: float = LEAST_PROBABILITY
) -> float:
    """The log-odds above which no more than so many pairs a group are told wrongly.

    Args:
        found: See `curve`.
        most_false: A group.
        groups: Their number.
        probability: That the last pair has to have at least.

    Returns:
        Halfway between the last pair that is told and the next one, to two places; that of the probability at least.
    """
    lowest = round(float(np.log(probability / (1 - probability))), 2)
    wrong = 0
    for n, (log_odds, right) in enumerate(found):
        wrong += not right
        if wrong > most_false * groups:
            above = found[n - 1][0] if n else log_odds + 1
            return max(lowest, round((above + log_odds) / 2, 2))
    return lowest


def _same(tables: Sequence[LabelledTable]) -> Head:
    features = np.concatenate([t.table.features for t in tables])
    labels = np.concatenate([t.labels for t in tables])
    return regression(features, labels, np.ones(len(labels), dtype=bool))


def _measure(tables: Sequence[LabelledTable]) -> Head:
    labels = np.concatenate([t.labels for t in tables])
    return regression(np.concatenate([of_measure(t.table) for t in tables]), labels, np.ones(len(labels), dtype=bool))


def regression(features: Floats, labels: npt.NDArray[np.int8], rows: npt.NDArray[np.bool_]) -> Head:
    """A logistic regression on features of mean 0 and deviation 1, given back for features as they are."""
    from sklearn.linear_model import LogisticRegression

    used, wanted = features[rows], labels[rows] == 1
    mean, deviation = used.mean(axis=0), used.std(axis=0)
    deviation[deviation == 0] = 1.0
    model = LogisticRegression(C=STRENGTH, max_iter=3_000, tol=1e-6).fit((used - mean) / deviation, wanted)
    weights = model.coef_[0] / deviation
    rounded = np.array([float(f"{w:.5g}") for w in weights])
    return Head(rounded, float(f"{model.intercept_[0] - float(mean @ rounded):.6g}"))


def networks(features: Floats, labels: npt.NDArray[np.int8], rows: npt.NDArray[np.bool_]) -> Networks:
    """A regression and networks on the same features.

    Args:
        features: `(pairs, features)`.
        labels: 1 where a pair is what is asked, `(pairs,)`.
        rows: Which pairs are learnt from, `(pairs,)`.
    """
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.neural_network import MLPClassifier

    used, wanted = features[rows], labels[rows] == 1
    centre, spread = used.mean(axis=0), used.std(axis=0)
    spread[spread == 0] = 1.0
    near = np.clip((used - centre) / spread, -FURTHEST, FURTHEST)
    found = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # so many passes are meant
        for seed in range(SEEDS):
            settings = {"alpha": DECAY, "learning_rate_init": RATE, "batch_size": min(BATCH, len(near)), "max_iter": PASSES}
            found.append(MLPClassifier((UNITS,), random_state=seed, **settings).fit(near, wanted))
    inner, outer = (np.stack([one.coefs_[k] for one in found]) for k in (0, 1))
    inner_offset, outer_offset = (np.stack([one.intercepts_[k] for one in found]) for k in (0, 1))
    arrays = (centre, spread, inner, inner_offset, outer[:, :, 0], outer_offset[:, 0])
    return Networks(regression(features, labels, rows), *(rounded(array) for array in arrays))


def folds(groups: Sequence[str]) -> list[int]:
    """The fold of each group, dealt in the order of their hashes so that a further one moves none."""
    from hashlib import sha256

    return [int(sha256(group.encode()).hexdigest(), 16) % FOLDS for group in groups]
