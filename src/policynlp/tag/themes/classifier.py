"""The theme classifier as it runs: two views of passages and of their sentences, blended and calibrated.

A theme or facet of the model is scored from the vector, the mean vector of the neighbours (themes only), and hashed words, by
linear heads and, for themes, a hidden layer that they share; a
passage's score is blended with that of its strongest sentence. A theme or facet that the taxonomy has and the model has not is
scored by its nearness to definition and examples, and a theme competes with the others all the same.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Self

import numpy as np
import numpy.typing as npt
from safetensors.numpy import load

from policynlp.errors import ModelError
from policynlp.tag.models import read_manifest, read_verified, version_of
from policynlp.tag.themes.calibration import CLIP, Competition, Nearness, Platt, competing, strongest_other
from policynlp.tag.themes.hidden import Hidden
from policynlp.tag.themes.lexical import summed, weighted, word_counts
from policynlp.tag.themes.sentences import Matrix, Readings, maximum_by, with_strongest_sentence
from policynlp.taxonomy import Taxonomy

Floats = npt.NDArray[np.float64]
_TOGETHER_PASSAGES = 1_000
"""Scored at once: sentences with what stands around them, and their scores, take about 20 MB."""
_ENOUGH_EXAMPLES = 4
"""From here on a prototype lies nearer to that of eight examples than to that of a definition alone."""


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

    @classmethod
    def joined(cls, parts: Sequence[Self]) -> Self:
        """The scores of parts of a text as those of the whole."""
        return cls(**{f.name: np.concatenate([getattr(part, f.name) for part in parts]) for f in fields(cls)})


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
            prototypes = config["prototype"]
            if "platt" in prototypes:  # older models have one for both
                prototypes = dict.fromkeys(("definition", "examples"), prototypes)
            nearness = {name: Nearness.read(row) for name, row in prototypes.items()}
            self.facet_threshold = float(config["facet_threshold"])
            self._idf = weights["idf"].astype(np.float32)
            known = {name: n for n, name in enumerate(config["themes"])}
            calibration = [Platt(*p) for p in config["platt"]]
            competition = [Competition.read(c) for c in config["competition"]]
            thresholds = [float(t) for t in config["thresholds"]]
            dense, bias, words = weights["dense"], weights["bias"], weights["words"]
            title = weights["title_dense"], weights["title_bias"], weights["title_words"]
            hidden = Hidden.read(weights, inputs=dense.shape[1], themes=len(known))
            facet_rows = {name: n for n, name in enumerate(config["facets"])}
            facet_dense, facet_bias, facet_words = weights["facets"], weights["facet_bias"], weights["facet_words"]
        except (KeyError, ValueError, TypeError) as error:
            raise ModelError(f"the theme model cannot be read: {error}", where=str(folder), hint="Train it anew.") from error

        width = dense.shape[1] // 2
        heads = _Heads(width=width, buckets=len(self._idf), share=1 - self._blend)
        self.themes = taxonomy.names
        new: dict[str, Nearness] = {}
        for name, theme in taxonomy.themes.items():
            if name in known:
                heads.add(dense[known[name]], bias[known[name]], words[known[name]])
            else:
                new[name] = near = nearness["examples" if len(theme.examples) >= _ENOUGH_EXAMPLES else "definition"]
                heads.add_prototype([encode(t) for t in theme.described], near.platt)
        rest = tuple(n for n in known if n not in taxonomy.themes)  # never given, but competing
        for name in rest:
            heads.add(dense[known[name]], bias[known[name]], words[known[name]])
        self._computed = (*self.themes, *rest)
        self.thresholds = {n: new[n].threshold if n in new else thresholds[known[n]] for n in self.themes}
        self._platt = [Platt(1.0, 0.0) if n in new else calibration[known[n]] for n in self._computed]
        self._competition = [new[n].competition if n in new else competition[known[n]] for n in self._computed]
        self._trained = [j for j, n in enumerate(self._computed) if n not in new]
        rows = [known.get(n, -1) for n in self._computed]
        self._title = _title_heads(title, rows, share=1 - self._blend)
        self._hidden = hidden.for_themes(rows, share=1 - self._blend)
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
                    heads.add_prototype([encode(t) for t in facet.described], nearness["examples"].platt)
        self._dense, self._bias, self._words = heads.stacked()

    def score(self, readings: Readings) -> Scores:
        """Score all passages and sentences of a text; those of a long one part by part.

        Args:
            readings: Their vectors and words.
        """
        parts = [self._score(part) for part in readings.parts(_TOGETHER_PASSAGES)]
        return parts[0] if len(parts) == 1 else Scores.joined(parts)

    def _score(self, readings: Readings) -> Scores:
        passages, themes, given = len(readings.vectors), len(self._computed), len(self.themes)
        if not passages:
            none = np.zeros((0, len(self._bias)))
            return Scores(
                themes=none[:, :given],
                facets=none[:, themes:],
                sentence_themes=none[:, :given],
                sentence_facets=none[:, themes:],
            )
        owner = readings.owner
        counts = word_counts(readings.texts)
        sentences = self._raw(readings.sentence_vectors, readings.contexts[owner], counts, readings.titles[owner])
        whole = self._raw(readings.vectors, readings.contexts, summed(counts, owner, passages), readings.titles)
        raw = with_strongest_sentence(whole[:, :themes], sentences[:, :themes], owner, **self._sentences)
        probabilities = self._probabilities(raw, readings)
        probabilities[~readings.vectors.any(axis=1)] = 0.0  # nothing to read, nothing to say
        strongest = np.maximum(whole[:, themes:], maximum_by(owner, sentences[:, themes:], passages))
        return Scores(
            themes=probabilities[:, :given],
            facets=Platt(1.0, 0.0)(strongest),
            sentence_themes=np.column_stack([p.log_odds(sentences[:, j]) for j, p in enumerate(self._platt[:given])]),
            sentence_facets=sentences[:, themes:],
        )

    def _probabilities(self, raw: Floats, readings: Readings) -> Floats:
        """Calibrated; each theme competes with the others that the model was trained on, in the passage and around it."""
        width, themes = readings.contexts.shape[1], raw.shape[1]
        nothing = np.zeros_like(readings.contexts)
        around_alone = self._hidden(readings.contexts, nothing, nothing[:, 0])
        beside = np.asarray(
            readings.contexts @ self._dense[:width, :themes] + self._bias[:themes] + around_alone, dtype=np.float64
        )
        out, lone = np.zeros(raw.shape), readings.lone
        others, others_beside = self._strongest_others(raw), self._strongest_others(beside)
        for j, competition in enumerate(self._competition):
            around = (lone, beside[:, j], others_beside[:, j])
            out[:, j] = competition(competing(raw[:, j], others[:, j], readings.titles, around))
        return out

    def _strongest_others(self, scores: Floats) -> Floats:
        """For each theme the highest of the other themes that the model was trained on, `(passages, themes)`."""
        trained = scores[:, self._trained]
        out = np.tile(trained.max(axis=1, initial=-np.inf)[:, None], len(self._computed))
        out[:, self._trained] = strongest_other(trained)
        return np.asarray(np.maximum(out, -CLIP), dtype=np.float64)

    def _raw(self, vectors: Matrix, contexts: Matrix, counts: Any, titles: Matrix) -> Floats:
        """Scores of themes, then facets, `(n, themes + facets)`."""
        dense = np.hstack([vectors, contexts]) @ self._dense
        words = weighted(counts, self._idf)
        out = np.asarray(dense + words @ self._words + self._bias, dtype=np.float64)
        out[:, : len(self._computed)] += self._hidden(vectors, contexts, titles)
        rows = np.flatnonzero(titles)
        if len(rows):
            heads, bias, lexical = self._title
            out[rows, : len(self._computed)] += vectors[rows] @ heads + words[rows] @ lexical + bias
        return out


class _Heads:
    """Linear heads of themes and facets, stacked: `vector @ dense + words @ lexical + bias`."""

    def __init__(self, *, width: int, buckets: int, share: float) -> None:
        self._width, self._buckets, self._share = width, buckets, share
        self._dense: list[Matrix] = []
        self._bias: list[float] = []
        self._words: list[Matrix] = []

    def add(self, dense: Matrix, bias: float, words: Matrix) -> None:
        self._dense.append(self._share * dense)
        self._bias.append(self._share * float(bias))
        self._words.append((1 - self._share) * words.astype(np.float32))

    def add_prototype(self, vectors: Sequence[Matrix], odds: Platt) -> None:
        """Nearness to a prototype, as log-odds."""
        near = odds.slope * prototype(vectors)
        self._dense.append(np.concatenate([near, np.zeros(self._width, dtype=np.float32)]))
        self._bias.append(odds.offset)
        self._words.append(np.zeros(self._buckets, dtype=np.float32))

    def stacked(self) -> tuple[Matrix, Matrix, Matrix]:
        """`(768, heads)`, `(heads,)`, `(buckets, heads)`."""
        return (
            np.ascontiguousarray(np.stack(self._dense).T, dtype=np.float32),
            np.asarray(self._bias, dtype=np.float32),
            np.ascontiguousarray(np.stack(self._words).T, dtype=np.float32),
        )


def _title_heads(title: tuple[Matrix, Matrix, Matrix], rows: Sequence[int], *, share: float) -> tuple[Matrix, Matrix, Matrix]:
    """What is added in the titles of bills: `(384, themes)`, `(themes,)`, `(buckets, themes)`; nothing for a theme of the user's."""
    dense, bias, words = title
    known = np.asarray([[float(n >= 0)] for n in rows], dtype=np.float32)
    picked = [max(n, 0) for n in rows]
    return (
        np.ascontiguousarray((share * known * dense[picked]).T),
        share * known[:, 0] * bias[picked],
        np.ascontiguousarray(((1 - share) * known * words[picked].astype(np.float32)).T),
    )


def prototype(vectors: Sequence[Matrix]) -> Matrix:
    """Unit mean of unit vectors."""
    mean = np.mean(np.stack(vectors), axis=0)
    out: Matrix = (mean / max(float(np.linalg.norm(mean)), 1e-9)).astype(np.float32)
    return out
