"""Facets from few examples: within a theme, a logistic regression for each facet on the vectors of its sentences."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from policynlp.evaluate.scores import macro_f1
from policynlp.tag.encoder import Vector
from policynlp.taxonomy import Taxonomy
from policynlp.train.linear import best_threshold, fit_labels

_STRENGTH = 20.0
_FOLDS = 4


@dataclass(frozen=True, slots=True)
class FacetHeads:
    """Facet heads of all themes.

    Attributes:
        names: `theme.facet`, in the order of the rows.
        weights, bias: `(facets, 384)`, `(facets,)`.
        threshold: The probability from which a facet counts.
        metrics: Macro-F1 of held-out examples by theme.
    """

    names: tuple[str, ...]
    weights: npt.NDArray[np.float64]
    bias: npt.NDArray[np.float64]
    threshold: float
    metrics: dict[str, Any]


def fit_facets(taxonomy: Taxonomy, *, encode: Callable[[str], Vector]) -> FacetHeads:
    """Heads for every facet of the taxonomy, from its definition and examples against those of its siblings."""
    names: list[str] = []
    weights: list[npt.NDArray[np.float64]] = []
    bias: list[npt.NDArray[np.float64]] = []
    held: list[tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_]]] = []
    metrics: dict[str, Any] = {}
    for theme in taxonomy.themes.values():
        if not theme.facets:
            continue
        texts = [(t, n) for n, f in enumerate(theme.facets.values()) for t in (f.definition, *f.examples)]
        vectors = np.stack([encode(t) for t, _ in texts])
        labels = np.zeros((len(texts), len(theme.facets)), dtype=np.int8)
        labels[np.arange(len(texts)), [n for _, n in texts]] = 1
        ones = np.ones(len(texts))
        folds = np.asarray([int(hashlib.sha256(t.encode()).hexdigest()[:6], 16) % _FOLDS for t, _ in texts])
        scores = np.zeros(labels.shape)
        for fold in range(_FOLDS):
            w, b = fit_labels(vectors, labels, ones, folds != fold, strength=_STRENGTH, balanced=True)
            scores[folds == fold] = vectors[folds == fold] @ w.T + b
        w, b = fit_labels(vectors, labels, ones, np.ones(len(texts), dtype=bool), strength=_STRENGTH, balanced=True)
        names += [f"{theme.name}.{key}" for key in theme.facets]
        weights.append(w)
        bias.append(b)
        held.append((1 / (1 + np.exp(-scores)), labels == 1))
    if not names:
        return FacetHeads((), np.zeros((0, 384)), np.zeros(0), 0.5, {})
    flat = np.concatenate([p.ravel() for p, _ in held])
    gold = np.concatenate([g.ravel() for _, g in held])
    threshold = best_threshold(flat, gold, np.ones(len(flat)))
    themed = [t for t in taxonomy.themes.values() if t.facets]
    for theme, (probabilities, right) in zip(themed, held, strict=True):
        metrics[theme.name] = {
            "items": len(right),
            "macro_f1": round(macro_f1(right, probabilities >= threshold, least=1), 3),
        }
    return FacetHeads(tuple(names), np.vstack(weights), np.concatenate(bias), threshold, metrics)
