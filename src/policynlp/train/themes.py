"""Training of the theme classifier: `policynlp train themes --data DIR`.

One-vs-rest logistic regressions on two views of a passage, its vector beside the mean vector of its neighbours, and its
hashed words; blended, calibrated and given thresholds on out-of-fold scores; and prototypes of definitions and examples for
themes that a user adds.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from policynlp.tag.encoder import Encoder
from policynlp.tag.models import write_manifest
from policynlp.tag.themes.classifier import Platt, prototype
from policynlp.tag.themes.lexical import inverse_document_frequency, weighted
from policynlp.taxonomy import Taxonomy, load_taxonomy
from policynlp.train.card import write_card
from policynlp.train.data import OWN_WEIGHT, training_items
from policynlp.train.facets import fit_facets
from policynlp.train.linear import best_threshold, fit_labels, out_of_fold, platt
from policynlp.train.metrics import set_metrics
from policynlp.train.vectors import UNKNOWN, Design, design, with_and_without_context

LEXICAL_WEIGHT = 0.35
"""Of the hashed words in the blend. Out of fold, micro-F1 of speech passages .687 without, .699 with; of bill titles .665
and .717; of European Parliament questions, a genre that is not trained on, .552 and .551; .5 was worse there (.537)."""
PROTECTED = ("security", "talent", "agriculture")
"""Themes whose threshold must reach `LEAST_PRECISION` out of fold."""
LEAST_PRECISION = 0.7
_DENSE_STRENGTH = 3.0  # C of the dense view: better than 10 out of fold and on questions (.552 against .525)
_LEXICAL_STRENGTH = 10.0
_OWN_CALIBRATION_WEIGHT = 3.0  # less than in the fit: security has four times the examples that other themes have


def train_themes(data: Path, out: Path, *, encoder: Path | None = None, taxonomy: Path | None = None, seed: int = 7) -> Path:
    """Train, measure and write the theme classifier.

    Args:
        data: Folder of the public sets (`themes/*.jsonl`).
        out: Folder to write `config.json`, `weights.safetensors`, `metrics.json`, `README.md` and `manifest.json` to.
        encoder: Folder of the encoder; default: the one that came with this version.
        taxonomy: `taxonomy.toml`; default: the package's own.
        seed: Of the bootstrap; the fit itself has no chance in it.

    Returns:
        `out`.

    Raises:
        InputError: A set is missing.
        ModelError: The encoder is missing or damaged.
    """
    entries = load_taxonomy(taxonomy)
    reader = Encoder(encoder)
    items = with_and_without_context(list(training_items(data, entries)))
    known = design(items, entries.names, encode=reader.vector)
    idf = inverse_document_frequency(known.counts)
    words = weighted(known.counts, idf)
    everything = np.ones(len(items), dtype=bool)

    scores = (1 - LEXICAL_WEIGHT) * out_of_fold(
        known.dense, known.labels, known.weights, known.folds, strength=_DENSE_STRENGTH
    ) + LEXICAL_WEIGHT * out_of_fold(words, known.labels, known.weights, known.folds, strength=_LEXICAL_STRENGTH)
    calibration, thresholds, probabilities = _calibrate(scores, known, entries)

    dense, bias = fit_labels(known.dense, known.labels, known.weights, everything, strength=_DENSE_STRENGTH)
    lexical, lexical_bias = fit_labels(words, known.labels, known.weights, everything, strength=_LEXICAL_STRENGTH)
    facets = fit_facets(entries, encode=reader.vector)
    bias = bias + lexical_bias * LEXICAL_WEIGHT / (1 - LEXICAL_WEIGHT)  # one intercept for both views

    out.mkdir(parents=True, exist_ok=True)
    config = {
        "encoder": reader.version,
        "taxonomy": entries.sha256[:12],
        "themes": list(entries.names),
        "thresholds": thresholds,
        "platt": calibration,
        "lexical_weight": LEXICAL_WEIGHT,
        "prototype": _prototype_calibration(known, entries, reader),
        "facets": list(facets.names),
        "facet_threshold": facets.threshold,
    }
    _write_weights(
        out / "weights.safetensors",
        dense=dense.astype(np.float32),
        bias=bias.astype(np.float32),
        words=lexical.astype(np.float16),
        idf=idf.astype(np.float16),
        facets=facets.weights.astype(np.float32),
        facet_bias=facets.bias.astype(np.float32),
    )
    metrics = set_metrics(known, probabilities, thresholds, entries, seed=seed)
    metrics["facets"] = facets.metrics
    _write_json(out / "config.json", config)
    _write_json(out / "metrics.json", metrics)
    write_card(out / "README.md", config, metrics)
    write_manifest(out, kind="themes", encoder=reader.version, taxonomy=entries.sha256[:12])
    return out


def _calibrate(
    scores: npt.NDArray[np.float64], known: Design, entries: Taxonomy
) -> tuple[list[tuple[float, float]], list[float], npt.NDArray[np.float64]]:
    """Platt parameters, thresholds, and the out-of-fold probabilities that they give."""
    own = np.asarray([i.source in {"own", "taxonomy", "neutral"} for i in known.items])
    weights = np.where(own, known.weights * (_OWN_CALIBRATION_WEIGHT / OWN_WEIGHT), known.weights)
    calibration, thresholds = [], []
    probabilities = np.zeros(scores.shape)
    for j, name in enumerate(entries.names):
        use = known.labels[:, j] != UNKNOWN
        slope, offset = platt(scores[use, j], known.labels[use, j], weights[use])
        probabilities[:, j] = Platt(slope, offset)(scores[:, j])
        calibration.append((slope, offset))
        thresholds.append(
            best_threshold(
                probabilities[use, j],
                known.labels[use, j] == 1,
                weights[use],
                least_precision=LEAST_PRECISION if name in PROTECTED else 0.0,
            )
        )
    return calibration, thresholds, probabilities


def _prototype_calibration(known: Design, entries: Taxonomy, reader: Encoder) -> dict[str, Any]:
    """How near to its prototype a passage must be: one calibration for all themes, fitted on the public sets alone.

    The taxonomy's own examples make the prototypes and so cannot judge them.
    """
    public = np.asarray([i.source not in {"taxonomy", "neutral"} for i in known.items])
    scores, labels, weights = [], [], []
    for j, theme in enumerate(entries.themes.values()):
        near = known.vectors @ prototype([reader.vector(t) for t in (theme.definition, *theme.examples)])
        use = public & (known.labels[:, j] != UNKNOWN)
        scores.append(near[use].astype(np.float64))
        labels.append(known.labels[use, j])
        weights.append(known.weights[use])
    pooled, flat, weight = np.concatenate(scores), np.concatenate(labels), np.concatenate(weights)
    slope, offset = platt(pooled, flat, weight)
    return {"platt": (slope, offset), "threshold": best_threshold(Platt(slope, offset)(pooled), flat == 1, weight)}


def _write_weights(path: Path, **arrays: npt.NDArray[Any]) -> None:
    from safetensors.numpy import save

    path.write_bytes(save({name: np.ascontiguousarray(a) for name, a in arrays.items()}))


def _write_json(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, indent=1, sort_keys=True) + "\n", encoding="utf-8")
