"""Fitting: one-vs-rest logistic regressions on partly known labels, Platt calibration, thresholds."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from policynlp.train.vectors import UNKNOWN

Labels = npt.NDArray[np.int8]
Floats = npt.NDArray[np.float64]


def fit_labels(
    features: Any, labels: Labels, weights: Floats, rows: npt.NDArray[np.bool_], *, strength: float, balance: float = 0.0
) -> tuple[Floats, Floats]:
    """A logistic regression for each label, on the rows whose label is known.

    Args:
        features: `(items, n)`, dense or sparse.
        labels: `(items, labels)`, 1, 0 or `UNKNOWN`.
        weights: `(items,)`.
        rows: Which items may be used.
        strength: Inverse of the L2 penalty (scikit-learn's `C`).
        balance: How far positives and negatives are weighed alike: 0 not at all, 1 their sums are the same.

    Returns:
        Coefficients `(labels, n)` and intercepts `(labels,)`. A label without examples of both kinds is never given.
    """
    from scipy import sparse
    from sklearn.linear_model import LogisticRegression

    solver = "liblinear" if sparse.issparse(features) else "lbfgs"
    coefficients = np.zeros((labels.shape[1], features.shape[1]))
    intercepts = np.full(labels.shape[1], -10.0)
    for j in range(labels.shape[1]):
        use = np.flatnonzero(rows & (labels[:, j] != UNKNOWN))
        if len(np.unique(labels[use, j])) < 2:
            continue
        model = LogisticRegression(C=strength, solver=solver, tol=1e-3, max_iter=200, random_state=0)
        model.fit(features[use], labels[use, j], sample_weight=_balanced(labels[use, j], weights[use], balance))
        coefficients[j], intercepts[j] = model.coef_[0], model.intercept_[0]
    return coefficients, intercepts


def _balanced(labels: npt.NDArray[np.int8], weights: Floats, power: float) -> Floats:
    """Weights whose sum over the rarer kind comes nearer to that over the other; the whole sum stays what it is.

    Were it less for a rare label, its penalty would weigh more: so done at first, it cost .01 of macro-F1 on bill titles.
    """
    if not power:
        return weights
    ratio = (float(weights[labels == 0].sum()) / float(weights[labels == 1].sum())) ** power
    balanced: Floats = np.where(labels == 1, ratio, 1.0) * weights
    return balanced * (float(weights.sum()) / float(balanced.sum()))


def platt(scores: Floats, labels: npt.NDArray[np.int8], weights: Floats) -> tuple[float, float]:
    """Slope and offset that turn scores into probabilities (Platt 1999), fitted on out-of-fold scores of one label."""
    coefficients, intercepts = fit_labels(
        scores[:, None], labels[:, None], weights, np.ones(len(labels), dtype=bool), strength=1e6
    )
    return float(coefficients[0, 0]), float(intercepts[0])


def fit_competition(
    features: Floats, labels: npt.NDArray[np.int8], weights: Floats, rows: npt.NDArray[np.bool_]
) -> list[float]:
    """Slopes and offset of `Competition` on out-of-fold scores of one label.

    Args:
        features: Of `competing`, `(items, 5)`.
        labels: `(items,)`, 1 or 0 where `rows` is set.
        weights: `(items,)`.
        rows: Which items may be used.
    """
    slopes, offsets = fit_labels(features, labels[:, None], weights, rows, strength=100.0)
    return [*map(float, slopes[0]), float(offsets[0])]


def best_threshold(
    probabilities: Floats, gold: npt.NDArray[np.bool_], weights: Floats, *, least_precision: float = 0.0
) -> float:
    """The probability from which a label counts: the best F1 among those that reach a precision.

    Args:
        probabilities: Out of fold, `(items,)`.
        gold: Whether the label is right, `(items,)`.
        weights: `(items,)`.
        least_precision: The precision to reach; where none does, the most precise threshold with some recall (a tenth).

    Returns:
        A threshold between .15 and .85, so that few items of a rare label cannot drive it to an extreme.
    """
    grid = np.round(np.arange(0.15, 0.851, 0.01), 2)
    best, fallback = (-1.0, 0.5), (-1.0, 0.5)
    total = float(weights[gold].sum())
    for threshold in grid:
        chosen = probabilities >= threshold
        hits, picked = float(weights[gold & chosen].sum()), float(weights[chosen].sum())
        if not hits:
            continue
        precision, recall = hits / picked, hits / total
        if precision >= least_precision:
            best = max(best, (2 * precision * recall / (precision + recall), float(threshold)))
        if recall >= 0.1:
            fallback = max(fallback, (precision, float(threshold)))
    return best[1] if best[0] >= 0 else fallback[1]
