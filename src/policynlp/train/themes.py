"""Training of the theme classifier: `policynlp train themes --data DIR`.

Two views of a passage: its vector beside the mean vector of its neighbours, read by a small network and by logistic regressions, and
its hashed words, read by logistic regressions; blended with the score of the strongest sentence, calibrated and given thresholds on
out-of-fold scores; and prototypes of definitions and examples for themes that a user adds.
"""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from policynlp.tag.encoder import Encoder
from policynlp.tag.models import write_manifest
from policynlp.tag.themes.calibration import Competition, competing, strongest_other
from policynlp.tag.themes.lexical import inverse_document_frequency, weighted
from policynlp.tag.themes.sentences import with_strongest_sentence
from policynlp.taxonomy import Taxonomy, load_taxonomy
from policynlp.train.card import write_card
from policynlp.train.data import training_items
from policynlp.train.facets import fit_facets
from policynlp.train.frozen import frozen_figures
from policynlp.train.linear import best_threshold, fit_competition, fit_labels, platt
from policynlp.train.metrics import set_metrics
from policynlp.train.mixtures import mixtures
from policynlp.train.network import Network, fit_network
from policynlp.train.promotion import PROTECTED
from policynlp.train.prototypes import EXAMPLES, fit_prototypes
from policynlp.train.suspicious import suspicious
from policynlp.train.title_heads import with_title_heads
from policynlp.train.vectors import FOLDS, UNKNOWN, Design, design, fold_of, with_and_without_context

LEXICAL_WEIGHT = 0.4
"""Of the hashed words in the blend, between two that were tried: out of fold, macro-F1 of bill titles .741 with .2 and .763 with .35, of
speech passages .668 and .681, micro-F1 of parliamentary questions, which are not trained on, .453 and .457."""
SENTENCE_WEIGHT = 0.5
SENTENCE_PENALTY = 0.5
"""Blend with the strongest sentence, and what is taken off for each e-fold in the number of sentences. Out of fold, micro-F1 of
speech passages, own mixtures and (not trained on, one label each) European Parliament questions: .688, .634, .493 without
sentences, .700, .680, .484 without penalty, .697, .665, .532 so, .692, .647, .537 with a penalty of 1. Cutting long sentences
at commas brought nothing (.667 against .668 for speech passages, in a run with other weights)."""
LEAST_PRECISION = 0.74
"""Of the protected themes, over all sets, in which our own items are dense with them; with .75 it is .69 to .79 on speeches and bills."""
OWN_SHARE = 0.25
"""Of our own items in the total weight on which calibration and thresholds are chosen: the only ones in the style of news and laws
of many countries, but dense with themes. Micro-F1 of own passages and of questions: .691, .488 with .3 and a least precision of .65,
.674, .506 with .2 and .75."""
NETWORK_SHARE = 0.5
"""Of the network in the mean with a logistic regression on the same numbers. Macro-F1 out of fold of speech sentences, speech passages and
bills, micro-F1 of questions, frozen passages and 226 older ones of our own, none of which is trained on: .615, .676, .702, .519,
.745, .785 by regression alone, .632, .684, .713, .523, .747, .806 with half of each, .641, .692, .716, .520, .756, .798 by the network
alone, which does not see food security in the first article's sentence on the country's grain (.33 against .64 and .87)."""
_DENSE_STRENGTH = 1.0
_LEXICAL_STRENGTH = 10.0
"""Out of fold, macro-F1 of bills dealt at random and speech sentences, micro-F1 of own passages: .786, .604, .701 so, .789, .600, .702
with .5 and 5, .787, .599, .708 with .3 and 5; micro-F1 of parliamentary questions, not trained on: .537 so, .522 with .3 and 5."""
_BALANCE = 0.75
"""Macro-F1 of bill titles and speech sentences, micro-F1 of parliamentary questions: .747, .603, .501 without, .763, .614, .457
with full balance (dense strength 3, lexical weight .35)."""
_OWN = ("own", "headlines", "taxonomy", "neutral", "mixed")


def train_themes(
    data: Path,
    out: Path,
    *,
    encoder: Path | None = None,
    taxonomy: Path | None = None,
    labels: Path | None = None,
    further: Path | None = None,
    seed: int = 7,
) -> Path:
    """Train, measure and write the theme classifier.

    Args:
        data: Folder of the public sets (`themes/*.jsonl`).
        out: Folder to write `config.json`, `weights.safetensors`, `metrics.json`, `README.md` and `manifest.json` to.
        encoder: Folder of the encoder; default: the one that came with this version.
        taxonomy: `taxonomy.toml`; default: the package's own.
        labels: Folder of labelled passages; default: those of this version.
        further: Another such folder, of a user and of annotators; a fifth of its groups is never trained on.
        seed: Of the bootstrap; the fit itself has no chance in it.

    Returns:
        `out`.

    Raises:
        InputError: A set is missing.
        ModelError: The encoder is missing or damaged.
    """
    entries = load_taxonomy(taxonomy)
    reader = Encoder(encoder)
    items = list(training_items(data, entries, labels=labels, further=further))
    items += mixtures(items, fold=fold_of)
    known = design(with_and_without_context(items), entries, encoder=reader)
    idf = inverse_document_frequency(known.counts)
    views = _views(known, idf)
    scores, beside = _out_of_fold(known, views)
    calibration, competition, thresholds, probabilities = _calibrate(scores, beside, known, entries)
    sentences = {"weight": SENTENCE_WEIGHT, "penalty": SENTENCE_PENALTY}
    nearness, new_themes = fit_prototypes(known, scores, entries, reader, sentences=sentences)

    everything = np.ones(len(known.items), dtype=bool)
    network, (lexical, lexical_bias) = _fit(known, views, everything)
    facets = fit_facets(known, idf, lexical_weight=LEXICAL_WEIGHT)
    dense, bias = network.linear.T, network.bias + lexical_bias * LEXICAL_WEIGHT / (1 - LEXICAL_WEIGHT)  # one for both views
    width, buckets = known.dense.shape[1], known.counts.shape[1]

    out.mkdir(parents=True, exist_ok=True)
    config = {
        "encoder": reader.vectors_version,
        "taxonomy": entries.sha256[:12],
        "themes": list(entries.names),
        "thresholds": thresholds,
        "platt": calibration,
        "competition": competition,
        "lexical_weight": LEXICAL_WEIGHT,
        "sentence_weight": SENTENCE_WEIGHT,
        "sentence_penalty": SENTENCE_PENALTY,
        "prototype": nearness,
        "facets": list(known.facet_names),
        "facet_threshold": facets.threshold,
    }
    _write_weights(
        out / "weights.safetensors",
        dense=dense[:, :width].astype(np.float32),
        bias=bias.astype(np.float32),
        words=lexical[:, :buckets].astype(np.float16),
        title_dense=dense[:, width:-1].astype(np.float32),
        title_bias=dense[:, -1].astype(np.float32),
        title_words=lexical[:, buckets:].astype(np.float16),
        hidden=network.hidden.weights.astype(np.float16),
        hidden_bias=network.hidden.bias,
        hidden_heads=network.hidden.heads,
        idf=idf.astype(np.float16),
        facets=facets.dense.astype(np.float32),
        facet_bias=facets.bias.astype(np.float32),
        facet_words=facets.words.astype(np.float16),
    )
    metrics = set_metrics(known, probabilities, thresholds, entries, seed=seed)
    metrics["facets"] = facets.metrics
    metrics["new_themes"] = new_themes
    metrics["suspicious"] = suspicious(known, probabilities, thresholds, entries)
    _write_json(out / "config.json", config)
    write_manifest(out, kind="themes", encoder=reader.vectors_version, taxonomy=entries.sha256[:12])
    metrics["frozen"] = frozen_figures(out, entries, reader, labels=labels, seed=seed)
    _write_json(out / "metrics.json", metrics)
    choices = {
        "own": int((known.sources == "own").sum()),
        "headlines": int((known.sources == "headlines").sum()),
        "mixed": int((known.sources == "mixed").sum()),
        "own_share": OWN_SHARE,
        "protected": ", ".join(PROTECTED),
        "precision": LEAST_PRECISION,
        "examples": EXAMPLES,
    }
    write_card(out / "README.md", config, metrics, choices)
    write_manifest(out, kind="themes", encoder=reader.vectors_version, taxonomy=entries.sha256[:12])
    return out


@dataclass(frozen=True, slots=True)
class _Views:
    """Features of items, `(items, 768 + 385)` and `(items, 2 * buckets)`, and of their sentences; the latter halves for titles."""

    dense: npt.NDArray[np.float32]
    words: sparse.csr_matrix
    sentence_dense: npt.NDArray[np.float32]
    sentence_words: sparse.csr_matrix


def _views(known: Design, idf: npt.NDArray[np.float32]) -> _Views:
    titles = known.readings.titles
    words, sentence_words = weighted(known.counts, idf), weighted(known.sentence_counts, idf)
    return _Views(
        np.hstack([known.dense, known.title_dense]),
        _beside(words, titles),
        np.hstack([known.sentence_dense, known.sentence_title_dense]),
        _beside(sentence_words, titles[known.readings.owner]),
    )


def _beside(words: sparse.csr_matrix, titles: npt.NDArray[np.float32]) -> sparse.csr_matrix:
    """Words, and once more beside them those of titles alone."""
    return sparse.csr_matrix(sparse.hstack([words, sparse.diags(titles) @ words]))


def _fit(known: Design, views: _Views, rows: npt.NDArray[np.bool_]) -> tuple[Network, tuple[Any, Any]]:
    """The heads of the dense view, coefficients and intercepts of the lexical regressions."""
    labels, weights, width = known.labels, known.weights, known.readings.vectors.shape[1]
    with ThreadPoolExecutor(2) as pool:  # the network computes while the regressions do
        network = pool.submit(fit_network, views.dense, labels, weights, rows, balance=_BALANCE, width=width)
        dense = fit_labels(views.dense, labels, weights, rows, strength=_DENSE_STRENGTH, balance=_BALANCE)
        lexical = fit_labels(views.words, labels, weights, rows, strength=_LEXICAL_STRENGTH, balance=_BALANCE)
        shared = network.result().with_regression(*dense, share=NETWORK_SHARE)
    words = views.words[:, : known.counts.shape[1]]
    return with_title_heads(known, words, rows, shared, lexical, lexical_weight=LEXICAL_WEIGHT)


def _out_of_fold(known: Design, views: _Views) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Scores of items and of what stands around them, `(items, themes)`, as at run time, of models that have not seen an item's group."""
    scores, beside = np.zeros(known.labels.shape), np.zeros(known.labels.shape)
    owner = known.readings.owner
    for fold in range(FOLDS):
        here = known.folds == fold
        if not here.any():
            continue
        network, (lexical, lexical_bias) = _fit(known, views, ~here)
        inside = here[owner]
        raw = _blended(network(views.dense[here]), views.words[here] @ lexical.T + lexical_bias)
        sentences = _blended(network(views.sentence_dense[inside]), views.sentence_words[inside] @ lexical.T + lexical_bias)
        beside[here] = _blended(network.beside(known.readings.contexts[here]), lexical_bias)
        position = np.cumsum(here) - 1  # of an item among those of the fold
        scores[here] = with_strongest_sentence(
            raw, sentences, position[owner[inside]], weight=SENTENCE_WEIGHT, penalty=SENTENCE_PENALTY
        )
    return scores, beside


def _blended(dense: npt.NDArray[np.float64], words: Any) -> npt.NDArray[np.float64]:
    return np.asarray((1 - LEXICAL_WEIGHT) * dense + LEXICAL_WEIGHT * words, dtype=np.float64)


def _calibrate(
    scores: npt.NDArray[np.float64], beside: npt.NDArray[np.float64], known: Design, entries: Taxonomy
) -> tuple[list[tuple[float, float]], list[list[float]], list[float], npt.NDArray[np.float64]]:
    """Platt parameters, those of the competition, thresholds, and the out-of-fold probabilities that they give.

    The competition is cross-fitted for the probabilities, and fitted once more on all for the model.
    """
    own = np.isin(known.sources, _OWN)
    weights = known.weights.copy()
    unlike = np.isin(known.sources, ("mixed", "headlines"))  # these have more themes than passages, or fewer words
    weights[own] = OWN_SHARE / (1 - OWN_SHARE) * weights[~own].sum() / (own & ~unlike).sum()
    weights[unlike] = 1e-9
    calibration: list[tuple[float, float]] = []
    competition: list[list[float]] = []
    thresholds: list[float] = []
    probabilities = np.zeros(scores.shape)
    others, others_beside, lone = strongest_other(scores), strongest_other(beside), known.readings.lone
    for j, name in enumerate(entries.names):
        use = known.labels[:, j] != UNKNOWN
        calibration.append(platt(scores[use, j], known.labels[use, j], weights[use]))
        around = (lone, beside[:, j], others_beside[:, j])
        features = competing(scores[:, j], others[:, j], known.readings.titles, around)
        for fold in range(FOLDS):
            fitted = fit_competition(features, known.labels[:, j], weights, use & (known.folds != fold))
            here = known.folds == fold
            probabilities[here, j] = Competition.read(fitted)(features[here])
        competition.append(fit_competition(features, known.labels[:, j], weights, use))
        thresholds.append(
            best_threshold(
                probabilities[use, j],
                known.labels[use, j] == 1,
                weights[use],
                least_precision=LEAST_PRECISION if name in PROTECTED else 0.0,
            )
        )
    return calibration, competition, thresholds, probabilities


def _write_weights(path: Path, **arrays: npt.NDArray[Any]) -> None:
    from safetensors.numpy import save

    path.write_bytes(save({name: np.ascontiguousarray(a) for name, a in arrays.items()}))


def _write_json(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, indent=1, sort_keys=True) + "\n", encoding="utf-8")
