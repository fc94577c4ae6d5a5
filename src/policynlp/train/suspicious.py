"""Labels that models which have not seen them contradict: for a person to look at again.

What is weighed is a text, not a label: how much likelier the best label that it lacks is than the weakest that it has, in log-odds
against the thresholds. A label that is merely unlikely is no reason, since many right labels are; another that is likely in its place
is one (Northcutt, Jiang and Chuang 2021 weigh the same two things).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from policynlp.taxonomy import Taxonomy
from policynlp.train.vectors import UNKNOWN, Design

SUSPICIOUS_FROM = 2.5
"""Log-odds. With a tenth of the labels replaced by any other, precision and recall of the list are .64 and .88 on bill titles, .50 and .86
on speech passages, means of two runs of `benchmarks/suspicious_labels.py`; with 2 they are .57 and .93, .42 and .91, with 3 .70 and .82,
.59 and .77."""
_MOST = 500
_LEAST = 1e-6
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Contradictions:
    """How labels stand against what a model says; a row a text.

    Attributes:
        gap: Log-odds of `rival` less those of `given`; above 0 the model says otherwise, `(texts,)`.
        given: Index of the weakest label that a text has, -1 where it has none, `(texts,)`.
        rival: Index of the strongest that it lacks, -1 where no such label reaches its threshold, `(texts,)`.
    """

    gap: Floats
    given: npt.NDArray[np.int64]
    rival: npt.NDArray[np.int64]


def contradictions(probabilities: Floats, labels: npt.NDArray[np.int8], thresholds: Sequence[float]) -> Contradictions:
    """Compare labels with out-of-fold probabilities.

    Args:
        probabilities: `(texts, labels)`, of models that have not seen the text's labels.
        labels: Likewise, 1, 0 or `UNKNOWN`; what is not known neither contradicts nor is contradicted.
        thresholds: Probability from which each label counts.
    """
    odds = _log_odds(probabilities) - _log_odds(np.asarray(thresholds, dtype=np.float64))
    having, lacking = np.where(labels == 1, odds, np.inf), np.where(labels == 0, odds, -np.inf)
    weakest, strongest = having.min(axis=1), lacking.max(axis=1)
    none_given, no_rival = ~np.isfinite(weakest), strongest < 0  # no label at all stands at the thresholds
    gap = np.where(no_rival, 0.0, strongest) - np.where(none_given, 0.0, weakest)
    return Contradictions(
        gap=gap,
        given=np.where(none_given, -1, having.argmin(axis=1)),
        rival=np.where(no_rival, -1, lacking.argmax(axis=1)),
    )


def suspicious(known: Design, probabilities: Floats, thresholds: Sequence[float], taxonomy: Taxonomy) -> list[dict[str, Any]]:
    """Training items whose labels are contradicted with confidence, the surest first.

    Args:
        known: The training items; mixtures are left out, since nobody labelled them.
        probabilities: `(items, themes)`, out of fold.
        thresholds: One a theme.
        taxonomy: Names of the themes.

    Returns:
        `id` (never the text), `given` (the theme that is contradicted; None where one is missing), `likelier` (the theme that
        seems to be missing; None where none is) and `log_odds`, the gap between them.
    """
    found = contradictions(probabilities, known.labels, thresholds)
    gap = np.where((known.sources == "mixed") | (known.labels == UNKNOWN).all(axis=1), 0.0, found.gap)
    order = sorted(np.flatnonzero(gap > SUSPICIOUS_FROM), key=lambda n: (-gap[n], known.items[n].id))[:_MOST]
    names = (*taxonomy.names, None)  # the last one: -1
    return [
        {
            "id": known.items[n].id,
            "given": names[found.given[n]],
            "likelier": names[found.rival[n]],
            "log_odds": round(float(gap[n]), 2),
        }
        for n in order
    ]


def _log_odds(probabilities: Floats) -> Floats:
    inside = np.clip(probabilities, _LEAST, 1 - _LEAST)
    out: Floats = np.log(inside / (1 - inside))
    return out
