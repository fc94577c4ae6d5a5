"""The theme classifier as it runs: two linear views of passages and of their sentences, blended and calibrated.

A theme or facet of the model is scored from the vector, the mean vector of the neighbours (themes only), and hashed words; a
passage's score is blended with that of its strongest sentence. A theme or facet that the taxonomy has and the model has not is
scored by its nearness to definition and examples.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from safetensors.numpy import load

from policynlp.errors import ModelError
from policynlp.tag.models import read_manifest, read_verified, version_of
from policynlp.tag.themes.lexical import summed, weighted, word_counts
from policynlp.tag.themes.sentences import Matrix, Readings, maximum_by, with_strongest_sentence
from policynlp.taxonomy import Taxonomy

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Platt:
    """Logistic calibration: probability = sigmoid(slope * score + offset)."""

    slope: float
    offset: float

    def __call__(self, score: npt.NDArray[Any]) -> Floats:
        """Probabilities of scores."""
        probability: Floats = 1 / (1 + np.exp(-np.clip(self.slope * score + self.offset, -30, 30)))
        return probability


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """What the classifier says of the passages of a text.

    Attributes:
        themes: Probabilities, `(passages, themes)`.
        facets: Probabilities, given that the theme is there, `(passages, facets)`.
        sentence_themes: How much each sentence speaks for a theme, as log-odds, `(sentences, themes)`.
        sentence_facets: Likewise for facets, `(sentences, facets)`.
    """

    themes: Floats
    facets: Floats
    sentence_themes: Floats
    sentence_facets: Floats


class ThemeClassifier:
    """Probabilities of themes and facets for passages.

    Args:
        folder: Model folder with `config.json`, `weights.safetensors` and `manifest.json`.
        taxonomy: The themes in force; what the model does not know is scored by its definition and examples.
        encode: Text to unit vector, from the encoder that the model was trained with; called for new themes and facets only.

    Attributes:
        themes: Names, the columns of `Scores.themes`.
        facets: `theme.facet`, the columns of `Scores.facets`.
        thresholds: Probability from which a theme counts, by name.
        facet_threshold: Probability from which a facet of an assigned theme counts.

    Raises:
        ModelError: A file is missing or does not match its hash.
    """

    def __init__(self, folder: Path, taxonomy: Taxonomy, *, encode: Callable[[str], Matrix]) -> None:
        manifest = read_manifest(folder, kind="themes")
        self.version = version_of(folder, kind="themes")
        try:
            config = json.loads(read_verified(folder, "config.json", manifest))
            weights = load(read_verified(folder, "weights.safetensors", manifest))
            self.encoder_version = str(config["encoder"])
            self._blend = float(config["lexical_weight"])
            self._sentences = {"weight": float(config["sentence_weight"]), "penalty": float(config["sentence_penalty"])}
            zero = Platt(*config["prototype"]["platt"])
            zero_threshold = float(config["prototype"]["threshold"])
            self.facet_threshold = float(config["facet_threshold"])
            self._idf = weights["idf"].astype(np.float32)
            known = {name: n for n, name in enumerate(config["themes"])}
            calibration = [Platt(*p) for p in config["platt"]]
            thresholds = [float(t) for t in config["thresholds"]]
            dense, bias, words = weights["dense"], weights["bias"], weights["words"]
            facet_rows = {name: n for n, name in enumerate(config["facets"])}
            facet_dense, facet_bias, facet_words = weights["facets"], weights["facet_bias"], weights["facet_words"]
        except (KeyError, ValueError, TypeError) as error:
            raise ModelError(f"the theme model cannot be read: {error}", where=str(folder), hint="Train it anew.") from error

        width = dense.shape[1] // 2
        heads = _Heads(width=width, buckets=len(self._idf), share=1 - self._blend, zero=zero)
        self.themes = taxonomy.names
        for name, theme in taxonomy.themes.items():
            if name in known:
                heads.add(dense[known[name]], bias[known[name]], words[known[name]])
            else:
                heads.add_prototype([encode(t) for t in (theme.definition, *theme.examples)])
        self.thresholds = {n: thresholds[known[n]] if n in known else zero_threshold for n in self.themes}
        self._platt = [calibration[known[n]] if n in known else Platt(1.0, 0.0) for n in self.themes]
        self.facets: tuple[str, ...] = ()
        for theme in taxonomy.themes.values():
            for key, facet in theme.facets.items():
                name = f"{theme.name}.{key}"
                self.facets += (name,)
                if name in facet_rows:
                    n = facet_rows[name]
                    alone = np.concatenate([facet_dense[n], np.zeros(width, dtype=np.float32)])
                    heads.add(alone, facet_bias[n], facet_words[n])
                else:
                    heads.add_prototype([encode(t) for t in (facet.definition, *facet.examples)])
        self._dense, self._bias, self._words = heads.stacked()

    def score(self, readings: Readings) -> Scores:
        """Score all passages and sentences of a text at once.

        Args:
            readings: Their vectors and words.
        """
        passages, themes = len(readings.vectors), len(self.themes)
        if not passages:
            none = np.zeros((0, len(self._bias)))
            return Scores(
                themes=none[:, :themes],
                facets=none[:, themes:],
                sentence_themes=none[:, :themes],
                sentence_facets=none[:, themes:],
            )
        owner = readings.owner
        counts = word_counts(readings.texts)
        sentences = self._raw(readings.sentence_vectors, readings.contexts[owner], counts)
        whole = self._raw(readings.vectors, readings.contexts, summed(counts, owner, passages))
        raw = with_strongest_sentence(whole[:, :themes], sentences[:, :themes], owner, **self._sentences)
        probabilities = np.column_stack([platt(raw[:, j]) for j, platt in enumerate(self._platt)])
        probabilities[~readings.vectors.any(axis=1)] = 0.0  # nothing to read, nothing to say
        strongest = np.maximum(whole[:, themes:], maximum_by(owner, sentences[:, themes:], passages))
        return Scores(
            themes=probabilities,
            facets=Platt(1.0, 0.0)(strongest),
            sentence_themes=sentences[:, :themes],
            sentence_facets=sentences[:, themes:],
        )

    def _raw(self, vectors: Matrix, contexts: Matrix, counts: Any) -> Floats:
        """Log-odds of themes, then facets, `(n, themes + facets)`."""
        dense = np.hstack([vectors, contexts]) @ self._dense
        return np.asarray(dense + weighted(counts, self._idf) @ self._words + self._bias, dtype=np.float64)


class _Heads:
    """Linear heads of themes and facets, stacked: `vector @ dense + words @ lexical + bias`."""

    def __init__(self, *, width: int, buckets: int, share: float, zero: Platt) -> None:
        self._width, self._buckets, self._share, self._zero = width, buckets, share, zero
        self._dense: list[Matrix] = []
        self._bias: list[float] = []
        self._words: list[Matrix] = []

    def add(self, dense: Matrix, bias: float, words: Matrix) -> None:
        self._dense.append(self._share * dense)
        self._bias.append(self._share * float(bias))
        self._words.append((1 - self._share) * words.astype(np.float32))

    def add_prototype(self, vectors: Sequence[Matrix]) -> None:
        """Nearness to a prototype, already calibrated."""
        near = self._zero.slope * prototype(vectors)
        self._dense.append(np.concatenate([near, np.zeros(self._width, dtype=np.float32)]))
        self._bias.append(self._zero.offset)
        self._words.append(np.zeros(self._buckets, dtype=np.float32))

    def stacked(self) -> tuple[Matrix, Matrix, Matrix]:
        """`(768, heads)`, `(heads,)`, `(buckets, heads)`."""
        return (
            np.ascontiguousarray(np.stack(self._dense).T, dtype=np.float32),
            np.asarray(self._bias, dtype=np.float32),
            np.ascontiguousarray(np.stack(self._words).T, dtype=np.float32),
        )


def prototype(vectors: Sequence[Matrix]) -> Matrix:
    """Unit mean of unit vectors."""
    mean = np.mean(np.stack(vectors), axis=0)
    out: Matrix = (mean / max(float(np.linalg.norm(mean)), 1e-9)).astype(np.float32)
    return out
