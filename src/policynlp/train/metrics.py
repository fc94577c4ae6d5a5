"""What the training run measured of itself: out-of-fold figures by set and by theme, with intervals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from policynlp.evaluate.scores import average_precision, bootstrap, calibration_error, f1, macro_f1, micro_f1, reliability
from policynlp.taxonomy import Taxonomy
from policynlp.train.vectors import UNKNOWN, Design

_FULL = (
    "cap_sotu",
    "cap_sotu_passages",
    "congress_bills",
    "own",
    "headlines",
    "mixed",
)  # sets that say something about every theme


def set_metrics(
    known: Design, probabilities: npt.NDArray[np.float64], thresholds: Sequence[float], taxonomy: Taxonomy, *, seed: int
) -> dict[str, Any]:
    """Figures of out-of-fold probabilities.

    Args:
        known: The training items.
        probabilities: `(items, themes)`, out of fold.
        thresholds: One a theme. They were chosen on the same scores, so that F1 is a little too good.
        taxonomy: Names of the themes.
        seed: Of the bootstrap.

    Returns:
        `sets` (micro- and macro-F1 with intervals) and `themes` (precision, recall, F1, average precision, calibration
        error and reliability, over the fully labelled sets).
    """
    predicted = probabilities >= np.asarray(thresholds)
    gold = known.labels == 1
    source = known.sources
    alone = np.asarray([i.id.endswith("/alone") for i in known.items])
    groups = np.asarray([i.group for i in known.items])
    sets: dict[str, Any] = {}
    for name in _FULL:
        for label, rows in ((name, (source == name) & ~alone), (f"{name}, without context", (source == name) & alone)):
            if not rows.any():
                continue
            g, p = gold[rows], predicted[rows]
            sets[label] = {
                "items": int(rows.sum()),
                "micro_f1": bootstrap(lambda n, g=g, p=p: micro_f1(g[n], p[n]), list(groups[rows]), seed=seed).as_dict(),  # type: ignore[misc]
                "macro_f1": bootstrap(lambda n, g=g, p=p: macro_f1(g[n], p[n]), list(groups[rows]), seed=seed).as_dict(),  # type: ignore[misc]
            }
    full = np.isin(source, _FULL) & ~alone
    themes: dict[str, Any] = {}
    for j, name in enumerate(taxonomy.names):
        rows = full & (known.labels[:, j] != UNKNOWN)
        g, p = gold[rows, j], predicted[rows, j]
        precision, recall, both = f1(float((g & p).sum()), float(p.sum()), float(g.sum()))
        themes[name] = {
            "gold": int(g.sum()),
            "threshold": thresholds[j],
            "precision": round(precision, 3),
            "recall": round(recall, 3),
            "f1": round(both, 3),
            "average_precision": round(average_precision(g, probabilities[rows, j]) or 0.0, 3),
            "calibration_error": round(calibration_error(g, probabilities[rows, j]), 4),
            "reliability": [{k: round(v, 3) for k, v in row.items()} for row in reliability(g, probabilities[rows, j])],
        }
    return {"sets": sets, "themes": themes}
