"""Themes that nobody labelled: how near a text is to its definition, what is in, and examples, calibrated on the themes that are labelled.

A new theme has no labels of its own to calibrate on, so what nearness is worth is learnt from all labelled themes at once, each taken
as if it were new. It competes with the trained themes: a text that clearly has one of them is less likely to have the new one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from policynlp.evaluate.scores import LEAST_GOLD, f1
from policynlp.tag.encoder import Encoder
from policynlp.tag.themes.calibration import Competition, Nearness, Platt, competing, strongest_other
from policynlp.tag.themes.classifier import prototype
from policynlp.tag.themes.sentences import with_strongest_sentence
from policynlp.taxonomy import Taxonomy
from policynlp.train.linear import best_threshold, fit_competition, platt
from policynlp.train.vectors import UNKNOWN, Design

Floats = npt.NDArray[np.float64]

EXAMPLES = 8
"""Of a theme that is taken as new; the shipped taxonomy has ten or more for each."""
_SETS = ("cap_sotu", "cap_sotu_passages", "congress_bills", "own", "headlines")
_EVERY = 4
"""Each fourth item is enough for three numbers that all themes share."""
_LEFT_OUT = ("taxonomy", "neutral", "mixed")  # the taxonomy's examples make the prototypes and so cannot judge them


class Prototypes:
    """Nearness of all items to all themes, each theme taken as if it were new.

    Args:
        known: The items.
        scores: Out of fold, of the trained themes, `(items, themes)`.
        entries: The themes.
        reader: The encoder.
        examples: How many examples each theme gives beside its definition and what is in.
        sentences: Weight and penalty of the strongest sentence.
    """

    def __init__(
        self,
        known: Design,
        scores: Floats,
        entries: Taxonomy,
        reader: Encoder,
        *,
        examples: int,
        sentences: dict[str, float],
    ) -> None:
        readings = known.readings
        self._known, self._sentences = known, sentences
        self._whole = np.zeros(scores.shape)
        self._inside = np.zeros((len(readings.sentence_vectors), scores.shape[1]))
        for j, theme in enumerate(entries.themes.values()):
            described = replace(theme, examples=theme.examples[:examples]).described
            vector = prototype([reader.vector(t) for t in described])
            self._whole[:, j] = readings.vectors @ vector
            self._inside[:, j] = readings.sentence_vectors @ vector
        self._others = strongest_other(scores)
        self._use = (known.labels != UNKNOWN) & ~np.isin(known.sources, _LEFT_OUT)[:, None]

    def fit(self, themes: Sequence[int]) -> Nearness:
        """Calibrate on the labels of some themes, pooled."""
        rows, columns = (at[::_EVERY] for at in np.nonzero(self._use[:, themes]))
        columns = np.asarray(themes)[columns]
        labels, weights = self._known.labels[rows, columns], self._known.weights[rows]
        odds = Platt(*platt(self._whole[rows, columns], labels, weights))
        features = self._features(odds, rows, columns)
        competition = Competition.read(fit_competition(features, labels, weights, np.ones(len(rows), dtype=bool)))
        return Nearness(odds, competition, best_threshold(competition(features), labels == 1, weights))

    def held_out(self, theme: int, nearness: Nearness, rows: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
        """Whether a theme that took no part in the calibration counts, `(rows,)`."""
        columns = np.full(len(rows), theme)
        return np.asarray(nearness.competition(self._features(nearness.platt, rows, columns)) >= nearness.threshold)

    def _features(self, odds: Platt, rows: npt.NDArray[np.int64], columns: npt.NDArray[np.int64]) -> Floats:
        """Of `competing`, for pairs of item and theme; log-odds are those of the passage blended with its strongest sentence."""
        blended = with_strongest_sentence(
            odds.log_odds(self._whole), odds.log_odds(self._inside), self._known.readings.owner, **self._sentences
        )
        return competing(blended[rows, columns], self._others[rows, columns], self._known.readings.titles[rows])


def fit_prototypes(
    known: Design, scores: Floats, entries: Taxonomy, reader: Encoder, *, sentences: dict[str, float]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the classifier needs for themes of a user's own, and how well each theme is found when it is held out.

    Args:
        known: The items.
        scores: Out of fold, of the trained themes.
        entries: The themes.
        reader: The encoder.
        sentences: Weight and penalty of the strongest sentence.

    Returns:
        `definition` and `examples`, each a `Nearness`; and for each of them, set by set, the mean F1 over themes with at least ten
        gold items, each held out from the calibration in turn.
    """
    everything = list(range(len(entries.themes)))
    config, figures = {}, {}
    for name, examples in (("definition", 0), ("examples", EXAMPLES)):
        near = Prototypes(known, scores, entries, reader, examples=examples, sentences=sentences)
        config[name] = near.fit(everything).as_dict()
        figures[name] = _held_out(near, known, everything) if len(everything) > 1 else {}
    return config, figures


def _held_out(near: Prototypes, known: Design, themes: Sequence[int]) -> dict[str, float]:
    alone = np.asarray([i.id.endswith("/alone") for i in known.items])
    sets = {name: np.flatnonzero((known.sources == name) & ~alone) for name in _SETS}
    each: dict[str, list[float]] = {name: [] for name in _SETS}
    for j in themes:
        nearness = near.fit([k for k in themes if k != j])
        for name, rows in sets.items():
            gold = known.labels[rows, j] == 1
            if gold.sum() >= LEAST_GOLD:
                found = near.held_out(j, nearness, rows)
                each[name].append(f1(float((gold & found).sum()), float(found.sum()), float(gold.sum()))[2])
    return {name: round(float(np.mean(values)), 3) for name, values in each.items() if values}
