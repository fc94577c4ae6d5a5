"""The theme classifier as it runs: two linear views of a passage, blended and calibrated, and prototypes for what is new.

A theme of the model is scored from the passage's vector, the mean vector of its neighbours, and its hashed words. A theme
or facet that the taxonomy has and the model has not is scored by its nearness to definition and examples.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from safetensors.numpy import load

from policynlp.errors import ModelError
from policynlp.tag.models import read_manifest, read_verified, version_of
from policynlp.tag.themes.lexical import weighted, word_counts
from policynlp.taxonomy import Taxonomy

Matrix = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Platt:
    """Logistic calibration: probability = sigmoid(slope * score + offset)."""

    slope: float
    offset: float

    def __call__(self, score: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
        """Probabilities of scores."""
        probability: npt.NDArray[np.float64] = 1 / (1 + np.exp(-np.clip(self.slope * score + self.offset, -30, 30)))
        return probability


class ThemeClassifier:
    """Probabilities of themes and facets for passages.

    Args:
        folder: Model folder with `config.json`, `weights.safetensors` and `manifest.json`.
        taxonomy: The themes in force; what the model does not know is scored by its definition and examples.
        encode: Text to unit vector, from the encoder that the model was trained with; called for new themes and facets only.

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
            self._zero = Platt(*config["prototype"]["platt"])
            zero_threshold = float(config["prototype"]["threshold"])
            self._facet_threshold = float(config["facet_threshold"])
            known = {name: n for n, name in enumerate(config["themes"])}
            platt = [Platt(*p) for p in config["platt"]]
            self._dense, self._bias = weights["dense"], weights["bias"]  # (themes, 768), (themes,)
            self._words = np.ascontiguousarray(weights["words"].astype(np.float32).T)  # (buckets, themes)
            self._idf = weights["idf"].astype(np.float32)
            facet_rows = {name: n for n, name in enumerate(config["facets"])}
            facet_weights, facet_bias = weights["facets"], weights["facet_bias"]
            thresholds = [float(t) for t in config["thresholds"]]
        except (KeyError, ValueError, TypeError) as error:
            raise ModelError(f"the theme model cannot be read: {error}", where=str(folder), hint="Train it anew.") from error
        self.themes = taxonomy.names
        self._column = {name: known[name] for name in self.themes if name in known}
        self._platt = {name: platt[n] for name, n in self._column.items()}
        self.thresholds = {n: thresholds[known[n]] if n in known else zero_threshold for n in self.themes}
        self._prototypes: dict[str, Matrix] = {}
        self._facets: dict[str, tuple[tuple[str, ...], Matrix, Matrix]] = {}
        for name, theme in taxonomy.themes.items():
            if name not in known:
                self._prototypes[name] = prototype([encode(t) for t in (theme.definition, *theme.examples)])
            if theme.facets:
                keys = tuple(theme.facets)
                rows, bias = [], []
                for key in keys:
                    n = facet_rows.get(f"{name}.{key}")
                    if n is None:
                        texts = (theme.facets[key].definition, *theme.facets[key].examples)
                        rows.append(self._zero.slope * prototype([encode(t) for t in texts]))
                        bias.append(self._zero.offset)
                    else:
                        rows.append(facet_weights[n])
                        bias.append(float(facet_bias[n]))
                self._facets[name] = (keys, np.stack(rows).astype(np.float32), np.asarray(bias, dtype=np.float32))

    @property
    def facet_threshold(self) -> float:
        """The probability from which a facet of an assigned theme counts."""
        return self._facet_threshold

    def probabilities(self, texts: Sequence[str], vectors: Matrix, contexts: Matrix) -> npt.NDArray[np.float64]:
        """Calibrated probabilities of all themes.

        Args:
            texts: The passages.
            vectors: Their vectors, `(passages, 384)`.
            contexts: Mean vectors of their neighbours, zeros where there are none, `(passages, 384)`.

        Returns:
            `(passages, themes)`, columns in the order of `themes`.
        """
        out = np.zeros((len(texts), len(self.themes)))
        if not texts:
            return out
        raw = (1 - self._blend) * (np.hstack([vectors, contexts]) @ self._dense.T + self._bias)
        raw = raw + self._blend * (weighted(word_counts(texts), self._idf) @ self._words)
        for j, name in enumerate(self.themes):
            if name in self._column:
                out[:, j] = self._platt[name](raw[:, self._column[name]])
            else:
                out[:, j] = self._zero(vectors @ self._prototypes[name])
        out[~vectors.any(axis=1)] = 0.0  # nothing to read, nothing to say
        return out

    def strength(self, theme: str, vectors: Matrix) -> npt.NDArray[np.float32]:
        """How much each of some sentence vectors speaks for a theme, in arbitrary units, `(sentences,)`."""
        known = theme in self._column
        row = self._dense[self._column[theme], : vectors.shape[1]] if known else self._prototypes[theme]
        strength: npt.NDArray[np.float32] = vectors @ row
        return strength

    def facets(self, theme: str, vectors: Matrix) -> Mapping[str, float]:
        """Probabilities of the facets of a theme, given that the theme is there.

        Args:
            theme: Name of a theme.
            vectors: A passage's vector and those of its sentences, `(n, 384)`; the strongest counts, so that an
                enumeration has all its facets.
        """
        if theme not in self._facets:
            return {}
        keys, rows, bias = self._facets[theme]
        scores = Platt(1.0, 0.0)((vectors @ rows.T + bias).max(axis=0))
        return {key: float(score) for key, score in zip(keys, scores, strict=True)}


def prototype(vectors: Sequence[Matrix]) -> Matrix:
    """Unit mean of unit vectors."""
    mean = np.mean(np.stack(vectors), axis=0)
    out: Matrix = (mean / max(float(np.linalg.norm(mean)), 1e-9)).astype(np.float32)
    return out
