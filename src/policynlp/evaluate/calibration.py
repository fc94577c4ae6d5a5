"""Whether probabilities mean what they say: expected calibration error and the reliability diagram of each theme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from policynlp.evaluate.layers import themes_of
from policynlp.evaluate.scores import Interval, average_precision, bootstrap, calibration_error, reliability

Tagged = Mapping[str, Any]
_Z = 1.96


def calibration(gold: Sequence[Tagged], predicted: Sequence[Tagged]) -> list[dict[str, Any]]:
    """Calibration of each theme's document rows.

    Args:
        gold: Documents with gold themes.
        predicted: What was found, in the same order, with scores.

    Returns:
        By theme: `theme`, `gold` (texts that have it), `error` (expected calibration error over ten bins of equal width, with `low`
        and `high`, its bootstrap interval over texts), `average_precision` (null without gold), and `bins`: `bin` (lower end),
        `score` (mean), `share` (of texts that have the theme) with its 95 % Wilson interval `low`, `high`, and `items`. Empty where
        predictions carry no scores.
    """
    scores = [_scores(document) for document in predicted]
    names = list(dict.fromkeys(name for each in scores for name in each))
    wanted = [themes_of(document, facets=False) for document in gold]
    out = []
    for name in names:
        truth = np.array([name in w for w in wanted])
        said = np.array([s.get(name, 0.0) for s in scores])
        error = _error(truth, said)
        precision = average_precision(truth, said)
        out.append(
            {
                "theme": name,
                "gold": int(truth.sum()),
                "error": round(error.value, 4),
                "low": round(error.low, 4),
                "high": round(error.high, 4),
                "average_precision": None if precision is None else round(precision, 3),
                "bins": [_bin(row) for row in reliability(truth, said)],
            }
        )
    return out


def _scores(document: Tagged) -> dict[str, float]:
    rows = (r for r in document["themes"] if not isinstance(r, str) and r["passage"] is None and r.get("facet") is None)
    return {r["theme"]: float(r["score"]) for r in rows if r.get("score") is not None}


def _error(truth: Any, said: Any) -> Interval:
    groups = [str(n) for n in range(len(truth))]
    return bootstrap(lambda rows: calibration_error(truth[rows], said[rows]), groups)


def _bin(row: Mapping[str, float]) -> dict[str, Any]:
    low, high = wilson(row["gold"], int(row["items"]))
    return {
        "bin": round(row["bin"], 1),
        "score": round(row["score"], 4),
        "share": round(row["gold"], 4),
        "low": round(low, 4),
        "high": round(high, 4),
        "items": int(row["items"]),
    }


def wilson(share: float, items: int) -> tuple[float, float]:
    """95 % interval of a share (Wilson 1927), which stays within 0 and 1 and is right for few items."""
    weight = _Z**2 / items
    middle = (share + weight / 2) / (1 + weight)
    half = _Z / (1 + weight) * float(np.sqrt(share * (1 - share) / items + weight / (4 * items)))
    return max(0.0, middle - half), min(1.0, middle + half)
