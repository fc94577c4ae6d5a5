"""Training of the theme classifier: `policynlp train themes --data DIR`.

One-vs-rest logistic regressions on two views of a passage, its vector beside the mean vector of its neighbours, and its
hashed words; blended with the score of the strongest sentence, calibrated and given thresholds on out-of-fold scores; and
prototypes of definitions and examples for themes that a user adds.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from policynlp.tag.encoder import Encoder
from policynlp.tag.models import write_manifest
from policynlp.tag.themes.classifier import Platt, prototype
from policynlp.tag.themes.lexical import inverse_document_frequency, weighted
from policynlp.tag.themes.sentences import with_strongest_sentence
from policynlp.taxonomy import Taxonomy, load_taxonomy
from policynlp.train.card import write_card
from policynlp.train.data import training_items
from policynlp.train.facets import fit_facets
from policynlp.train.linear import best_threshold, fit_labels, platt
from policynlp.train.metrics import set_metrics
from policynlp.train.mixtures import mixtures
from policynlp.train.vectors import FOLDS, UNKNOWN, Design, design, fold_of, with_and_without_context

LEXICAL_WEIGHT = 0.35
"""Of the hashed words in the blend. Out of fold, micro-F1 of speech passages .687 without, .699 with; of bill titles .665
and .717; of European Parliament questions, a genre that is not trained on, .552 and .551; .5 was worse there (.537)."""
SENTENCE_WEIGHT = 0.5
SENTENCE_PENALTY = 0.5
"""Blend with the strongest sentence, and what is taken off for each e-fold in the number of sentences. Out of fold, micro-F1 of
speech passages, own mixtures and (not trained on, one label each) European Parliament questions: .688, .634, .493 without
sentences, .700, .680, .484 without penalty, .697, .665, .532 so, .692, .647, .537 with a penalty of 1. Cutting long sentences
at commas brought nothing (.667 against .668 for speech passages, in a run with other weights)."""
PROTECTED = ("security", "talent", "agriculture")
"""Themes whose threshold must reach `LEAST_PRECISION` out of fold."""
LEAST_PRECISION = 0.65
OWN_SHARE = 0.3
"""Of our own items in the total weight on which calibration and thresholds are chosen: the only ones in the style of news and laws
of many countries, but dense with themes. Micro-F1 of the 75 probe passages, of parliamentary questions and of speech passages:
.807, .535, .703 with .1, where culture is never found, since the speeches have next to none; .828, .521, .701 with .3."""
_DENSE_STRENGTH = 3.0  # C of the dense view: better than 10 out of fold and on questions (.552 against .525)
_LEXICAL_STRENGTH = 10.0
_OWN = ("own", "taxonomy", "neutral", "mixed")


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
    items = list(training_items(data, entries))
    items += mixtures(items, fold=fold_of)
    known = design(with_and_without_context(items), entries, encoder=reader)
    idf = inverse_document_frequency(known.counts)
    views = _Views(known.dense, weighted(known.counts, idf), known.sentence_dense, weighted(known.sentence_counts, idf))
    calibration, thresholds, probabilities = _calibrate(_out_of_fold(known, views), known, entries)

    everything = np.ones(len(known.items), dtype=bool)
    (dense, bias), (lexical, lexical_bias) = _fit(known, views, everything)
    facets = fit_facets(known, idf, lexical_weight=LEXICAL_WEIGHT)
    bias = bias + lexical_bias * LEXICAL_WEIGHT / (1 - LEXICAL_WEIGHT)  # one intercept for both views

    out.mkdir(parents=True, exist_ok=True)
    config = {
        "encoder": reader.version,
        "taxonomy": entries.sha256[:12],
        "themes": list(entries.names),
        "thresholds": thresholds,
        "platt": calibration,
        "lexical_weight": LEXICAL_WEIGHT,
        "sentence_weight": SENTENCE_WEIGHT,
        "sentence_penalty": SENTENCE_PENALTY,
        "prototype": _prototype_calibration(known, entries, reader),
        "facets": list(known.facet_names),
        "facet_threshold": facets.threshold,
    }
    _write_weights(
        out / "weights.safetensors",
        dense=dense.astype(np.float32),
        bias=bias.astype(np.float32),
        words=lexical.astype(np.float16),
        idf=idf.astype(np.float16),
        facets=facets.dense.astype(np.float32),
        facet_bias=facets.bias.astype(np.float32),
        facet_words=facets.words.astype(np.float16),
    )
    metrics = set_metrics(known, probabilities, thresholds, entries, seed=seed)
    metrics["facets"] = facets.metrics
    _write_json(out / "config.json", config)
    _write_json(out / "metrics.json", metrics)
    choices = {
        "own": int((known.sources == "own").sum()),
        "mixed": int((known.sources == "mixed").sum()),
        "own_share": OWN_SHARE,
        "protected": ", ".join(PROTECTED),
        "precision": LEAST_PRECISION,
    }
    write_card(out / "README.md", config, metrics, choices)
    write_manifest(out, kind="themes", encoder=reader.version, taxonomy=entries.sha256[:12])
    return out


@dataclass(frozen=True, slots=True)
class _Views:
    """Features of items, `(items, 768)` and `(items, buckets)`, and of their sentences."""

    dense: npt.NDArray[np.float32]
    words: sparse.csr_matrix
    sentence_dense: npt.NDArray[np.float32]
    sentence_words: sparse.csr_matrix


def _fit(known: Design, views: _Views, rows: npt.NDArray[np.bool_]) -> tuple[Any, Any]:
    """Coefficients and intercepts of the dense and of the lexical regressions."""
    return (
        fit_labels(views.dense, known.labels, known.weights, rows, strength=_DENSE_STRENGTH),
        fit_labels(views.words, known.labels, known.weights, rows, strength=_LEXICAL_STRENGTH),
    )


def _out_of_fold(known: Design, views: _Views) -> npt.NDArray[np.float64]:
    """Scores `(items, themes)`, as at run time, of models that have not seen an item's group."""
    scores = np.zeros(known.labels.shape)
    owner = known.readings.owner
    for fold in range(FOLDS):
        here = known.folds == fold
        if not here.any():
            continue
        (dense, bias), (lexical, lexical_bias) = _fit(known, views, ~here)
        intercept = (1 - LEXICAL_WEIGHT) * bias + LEXICAL_WEIGHT * lexical_bias
        heads = ((1 - LEXICAL_WEIGHT) * dense.T, LEXICAL_WEIGHT * lexical.T)
        inside = here[owner]
        raw = np.asarray(views.dense[here] @ heads[0] + views.words[here] @ heads[1] + intercept)
        sentences = np.asarray(views.sentence_dense[inside] @ heads[0] + views.sentence_words[inside] @ heads[1] + intercept)
        position = np.cumsum(here) - 1  # of an item among those of the fold
        scores[here] = with_strongest_sentence(
            raw, sentences, position[owner[inside]], weight=SENTENCE_WEIGHT, penalty=SENTENCE_PENALTY
        )
    return scores


def _calibrate(
    scores: npt.NDArray[np.float64], known: Design, entries: Taxonomy
) -> tuple[list[tuple[float, float]], list[float], npt.NDArray[np.float64]]:
    """Platt parameters, thresholds, and the out-of-fold probabilities that they give."""
    own = np.isin(known.sources, _OWN)
    weights = known.weights.copy()
    mixed = known.sources == "mixed"
    weights[own] = OWN_SHARE / (1 - OWN_SHARE) * weights[~own].sum() / (own & ~mixed).sum()
    weights[mixed] = 1e-9  # they have more themes than real passages
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
    public = ~np.isin(known.sources, ("taxonomy", "neutral", "mixed"))
    scores, labels, weights = [], [], []
    for j, theme in enumerate(entries.themes.values()):
        near = known.readings.vectors @ prototype([reader.vector(t) for t in (theme.definition, *theme.examples)])
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
