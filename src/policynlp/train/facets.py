"""Facets from few examples: a logistic regression for each on vectors and hashed words of our own passages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from policynlp.evaluate.scores import macro_f1
from policynlp.tag.themes.calibration import Platt
from policynlp.tag.themes.lexical import weighted
from policynlp.tag.themes.sentences import maximum_by
from policynlp.train.linear import best_threshold, fit_labels
from policynlp.train.vectors import FOLDS, UNKNOWN, Design

_STRENGTH = 2.5
_LEXICAL_STRENGTH = 2.5
_OTHER_THEMES = 0.3
"""Weight of passages that lack the facet's theme. Macro-F1 out of fold, of own passages and of mixtures that are scored by their
strongest sentence: .81 and .64 without such passages, .77 and .69 with them, .73 and .67 with weight 1."""


@dataclass(frozen=True, slots=True)
class FacetHeads:
    """Facet heads of all themes.

    Attributes:
        dense, bias, words: `(facets, 384)`, `(facets,)`, `(facets, buckets)`.
        threshold: The probability from which a facet counts.
        metrics: Out of fold, by theme.
    """

    dense: npt.NDArray[np.float64]
    bias: npt.NDArray[np.float64]
    words: npt.NDArray[np.float64]
    threshold: float
    metrics: dict[str, Any]


def fit_facets(known: Design, idf: npt.NDArray[np.float32], *, lexical_weight: float) -> FacetHeads:
    """Heads for every facet, from the items whose facets are known; mixtures judge, but do not teach."""
    rows = (known.facets != UNKNOWN).any(axis=1)
    mixed = known.sources == "mixed"
    teach = rows & ~mixed
    dense, words = known.readings.vectors, weighted(known.counts, idf)
    inside = known.readings.sentence_vectors, weighted(known.sentence_counts, idf)
    count = len(known.facet_names)
    if not count or not teach.any():
        buckets = known.counts.shape[1]
        return FacetHeads(np.zeros((count, dense.shape[1])), np.full(count, -10.0), np.zeros((count, buckets)), 0.5, {})

    scores = np.zeros(known.facets.shape)
    for fold in range(FOLDS):
        if (teach & (known.folds != fold)).any():
            heads = _fit(known, dense, words, teach & (known.folds != fold))
            raw = np.maximum(
                _raw(heads, dense, words, lexical_weight),
                maximum_by(known.readings.owner, _raw(heads, *inside, lexical_weight), len(known.items)),
            )
            here = rows & (known.folds == fold)
            scores[here] = raw[here]
    probabilities = Platt(1.0, 0.0)(scores)
    themed = np.zeros(known.facets.shape, dtype=bool)  # a facet is asked for only where its theme is there
    for k, name in enumerate(known.facet_names):
        theme = name.partition(".")[0]
        themed[:, k] = rows & np.asarray([theme in i.positive for i in known.items]) & (known.facets[:, k] != UNKNOWN)
    threshold = best_threshold(probabilities[themed], known.facets[themed] == 1, np.ones(int(themed.sum())))
    (w, b), (lw, lb) = _fit(known, dense, words, teach)
    bias = b + lb * lexical_weight / (1 - lexical_weight)  # one intercept for both views
    return FacetHeads(w, bias, lw, threshold, _metrics(known, probabilities, themed, mixed, threshold))


def _fit(known: Design, dense: Any, words: sparse.csr_matrix, rows: npt.NDArray[np.bool_]) -> tuple[Any, Any]:
    """Dense and lexical regressions, a facet at a time, since each weighs the items of other themes in its own way."""
    parts: tuple[list[Any], list[Any]] = ([], [])
    for k, name in enumerate(known.facet_names):
        theme = name.partition(".")[0]
        weights = np.asarray([1.0 if theme in i.positive else _OTHER_THEMES for i in known.items])
        labels = known.facets[:, [k]]
        parts[0].append(fit_labels(dense, labels, weights, rows, strength=_STRENGTH, balance=1.0))
        parts[1].append(fit_labels(words, labels, weights, rows, strength=_LEXICAL_STRENGTH, balance=1.0))
    stacked = tuple((np.vstack([w for w, _ in p]), np.concatenate([b for _, b in p])) for p in parts)
    return stacked[0], stacked[1]


def _raw(heads: tuple[Any, Any], dense: Any, words: Any, lexical_weight: float) -> npt.NDArray[np.float64]:
    (w, b), (lw, lb) = heads
    return np.asarray((1 - lexical_weight) * (dense @ w.T + b) + lexical_weight * (words @ lw.T + lb), dtype=np.float64)


def _metrics(
    known: Design,
    probabilities: npt.NDArray[np.float64],
    themed: npt.NDArray[np.bool_],
    mixed: npt.NDArray[np.bool_],
    threshold: float,
) -> dict[str, Any]:
    """Macro-F1 over the facets of each theme, given the theme, of single passages and of mixtures."""
    out: dict[str, Any] = {}
    for theme in dict.fromkeys(name.partition(".")[0] for name in known.facet_names):
        columns = [k for k, name in enumerate(known.facet_names) if name.startswith(f"{theme}.")]
        out[theme] = {}
        for label, kind in (("single", ~mixed), ("mixed", mixed)):
            rows = kind & themed[:, columns].all(axis=1)
            gold = known.facets[rows][:, columns] == 1
            found = probabilities[rows][:, columns] >= threshold
            out[theme][label] = {"items": int(rows.sum()), "macro_f1": round(macro_f1(gold, found, least=1), 3)}
    return out
