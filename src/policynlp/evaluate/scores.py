"""F1, average precision and calibration error of multi-label predictions, and bootstrap intervals around any of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Flags = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
LEAST_GOLD = 10
"""Labels with fewer gold items say little and are left out of macro averages."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure with its 95 % bootstrap interval."""

    value: float
    low: float
    high: float

    def as_dict(self) -> dict[str, float]:
        """Rounded, JSON-ready."""
        return {"value": round(self.value, 4), "low": round(self.low, 4), "high": round(self.high, 4)}


def f1(hits: float, predicted: float, gold: float) -> tuple[float, float, float]:
    """Precision, recall and F1 from counts; 0 where there is nothing to divide by."""
    precision = hits / predicted if predicted else 0.0
    recall = hits / gold if gold else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def micro_f1(gold: Flags, predicted: Flags) -> float:
    """F1 over all (item, label) pairs.

    Args:
        gold: `(items, labels)`.
        predicted: Likewise.
    """
    return f1(float((gold & predicted).sum()), float(predicted.sum()), float(gold.sum()))[2]


def macro_f1(gold: Flags, predicted: Flags, *, least: int = LEAST_GOLD) -> float:
    """Mean of the labels' F1, over labels with at least `least` gold items (all, where none has so many)."""
    counts = gold.sum(axis=0)
    labels = np.flatnonzero(counts >= least) if (counts >= least).any() else np.arange(gold.shape[1])
    each = [f1(float((gold[:, j] & predicted[:, j]).sum()), float(predicted[:, j].sum()), float(counts[j]))[2] for j in labels]
    return float(np.mean(each)) if each else 0.0


def average_precision(gold: Flags, scores: Floats) -> float | None:
    """Mean precision at each gold item, ranked by score, ties counted against; None without gold items."""
    if not gold.any():
        return None
    ranked = gold[np.lexsort((gold, -scores))]
    return float((np.cumsum(ranked) / np.arange(1, len(ranked) + 1))[ranked].mean())


def calibration_error(gold: Flags, scores: Floats, *, bins: int = 10) -> float:
    """Expected calibration error over bins of equal width."""
    if not len(gold):
        return 0.0
    which = np.minimum((scores * bins).astype(int), bins - 1)
    total = sum(abs(float(scores[which == b].sum() - gold[which == b].sum())) for b in range(bins))
    return total / len(gold)


def reliability(gold: Flags, scores: Floats, *, bins: int = 10) -> list[Mapping[str, float]]:
    """The reliability diagram as rows: bin, mean score, share of gold, items; empty bins are left out."""
    which = np.minimum((scores * bins).astype(int), bins - 1)
    return [
        {
            "bin": b / bins,
            "score": float(scores[which == b].mean()),
            "gold": float(gold[which == b].mean()),
            "items": int((which == b).sum()),
        }
        for b in range(bins)
        if (which == b).any()
    ]


def bootstrap(
    statistic: Callable[[npt.NDArray[np.int64]], float],
    groups: Sequence[str],
    *,
    resamples: int = 200,
    seed: int = 7,
) -> Interval:
    """A figure with its 95 % percentile interval, resampling whole groups (Efron and Tibshirani 1993, chapter 13).

    Args:
        statistic: From row numbers (with repetitions) to the figure.
        groups: The group of each row; rows of one document are not independent, so they are drawn together.
        resamples: How often.
        seed: Of the random generator.
    """
    names, inverse = np.unique(np.asarray(groups), return_inverse=True)
    members = [np.flatnonzero(inverse == g) for g in range(len(names))]
    rng = np.random.default_rng(seed)
    drawn = []
    for _ in range(resamples):
        picked = rng.integers(0, len(names), len(names))
        drawn.append(statistic(np.concatenate([members[g] for g in picked])))
    low, high = np.percentile(drawn, [2.5, 97.5])
    return Interval(statistic(np.arange(len(groups))), float(low), float(high))
