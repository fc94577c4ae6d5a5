"""Fitting of the dense view: linear heads and a hidden layer that all themes share, on partly known labels.

Plain NumPy: Adam with decoupled weight decay (Loshchilov and Hutter 2019), a rate that rises and falls once (Smith and Topin 2019),
dropout of inputs and of hidden units (Srivastava et al. 2014). Several seeds are averaged, which is one wider layer.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from policynlp.tag.themes.hidden import Hidden
from policynlp.train.vectors import UNKNOWN

Matrix = npt.NDArray[np.float32]

UNITS, SEEDS = 128, (0, 1, 2)
"""Hidden units of each seed. Out of fold, macro-F1 of speech sentences and bills, micro-F1 of the questions that are not trained on:
63.4, 71.8, 52.1 with one seed, 63.1, 72.5, 51.6 with three, which vary less; 256 units and twenty epochs gain on bills (73.7) and
lose on questions (47.9)."""
_EPOCHS, _BATCH, _LEAST_STEPS = 14, 256, 400
_RATE, _DECAY = 3e-3, 1e-2
_DROPPED_INPUTS, _DROPPED_UNITS = 0.25, 0.5
_SCALE = np.float32(8.0)  # unit vectors of 384 numbers: so that each is about .4
_NEVER = -10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """A fitted dense view.

    Attributes:
        linear: Heads over all features, `(features, themes)`.
        bias: `(themes,)`.
        hidden: The hidden layer.
    """

    linear: Matrix
    bias: Matrix
    hidden: Hidden

    def __call__(self, features: Matrix) -> npt.NDArray[np.float64]:
        """Scores `(items, themes)` of features: vectors, contexts, vectors of titles, and being a title."""
        width = (self.hidden.weights.shape[0] - 1) // 2
        further = self.hidden(features[:, :width], features[:, width : 2 * width], features[:, -1])
        return np.asarray(features @ self.linear + self.bias + further, dtype=np.float64)

    def with_regression(
        self, coefficients: npt.NDArray[np.float64], intercepts: npt.NDArray[np.float64], *, share: float
    ) -> Network:
        """The mean of this network and of logistic regressions on the same features.

        Args:
            coefficients: `(themes, features)`.
            intercepts: `(themes,)`.
            share: Of the network in the mean.
        """
        hidden = Hidden(weights=self.hidden.weights, bias=self.hidden.bias, heads=self.hidden.heads * np.float32(share))
        return Network(
            linear=(share * self.linear + (1 - share) * coefficients.T).astype(np.float32),
            bias=(share * self.bias + (1 - share) * intercepts).astype(np.float32),
            hidden=hidden,
        )

    def beside(self, contexts: Matrix) -> npt.NDArray[np.float64]:
        """Scores of what stands around items, read as if it were a text by itself, `(items, themes)`."""
        features = np.zeros((len(contexts), len(self.linear)), dtype=np.float32)
        features[:, : contexts.shape[1]] = contexts
        return self(features)


def fit_network(
    features: Matrix,
    labels: npt.NDArray[np.int8],
    weights: npt.NDArray[np.float64],
    rows: npt.NDArray[np.bool_],
    *,
    balance: float,
    width: int,
) -> Network:
    """Fit the dense view on the items whose labels are known.

    Args:
        features: Vectors, contexts, and what only titles have, `(items, features)`; the last one says whether an item is a title.
        labels: `(items, themes)`, 1, 0 or `UNKNOWN`.
        weights: `(items,)`.
        rows: Which items may be used.
        balance: How far positives and negatives are weighed alike: 0 not at all, 1 their sums are the same.
        width: Numbers of a vector.

    Returns:
        The mean of the networks of all seeds. A theme without examples of both kinds is never given.
    """
    found, loss_weights = _weighed(labels[rows], weights[rows], balance)
    inputs = np.asarray(features[rows], dtype=np.float32) * _SCALE
    nets = [_Net(inputs.shape[1], 2 * width, found.shape[1], seed).fit(inputs, found, loss_weights) for seed in SEEDS]
    linear = np.mean([net.values["linear"] for net in nets], axis=0) * _SCALE
    bias = np.mean([net.values["bias"] for net in nets], axis=0)
    heads = np.concatenate([net.values["heads"] for net in nets]) / np.float32(len(nets))
    both = ((found == 1) & (loss_weights > 0)).any(axis=0) & ((found == 0) & (loss_weights > 0)).any(axis=0)
    return Network(
        linear=linear * both,
        bias=np.where(both, bias, np.float32(_NEVER)),
        hidden=Hidden(
            weights=np.concatenate([net.values["hidden"] for net in nets], axis=1) * _SCALE,
            bias=np.concatenate([net.values["hidden_bias"] for net in nets]),
            heads=heads * both,
        ),
    )


def _weighed(labels: npt.NDArray[np.int8], weights: npt.NDArray[np.float64], balance: float) -> tuple[Matrix, Matrix]:
    """Labels as 1 and 0, and the weight of each in the loss: 0 where it is unknown, 1 on average."""
    known, gold = labels != UNKNOWN, labels == 1
    weight = weights[:, None] * known
    positive, negative = (weight * gold).sum(axis=0), (weight * ~gold).sum(axis=0)
    ratio = (negative / np.maximum(positive, 1e-9)) ** balance
    weight = weight * np.where(gold, 2 * ratio / (1 + ratio), 2 / (1 + ratio))
    mean = float(weight.sum()) / max(weight.size, 1)
    return gold.astype(np.float32), (weight / max(mean, 1e-12)).astype(np.float32)


@dataclass(slots=True)
class _Net:
    """One seed's network while it is fitted."""

    inputs: int
    hidden_inputs: int
    themes: int
    seed: int
    values: dict[str, Matrix] = field(default_factory=dict)
    _chance: np.random.Generator = field(init=False)
    _moments: dict[str, tuple[Matrix, Matrix]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._chance = np.random.default_rng(self.seed)
        wide = self.hidden_inputs + 1
        self.values = {
            "linear": np.zeros((self.inputs, self.themes), dtype=np.float32),
            "bias": np.zeros(self.themes, dtype=np.float32),
            "hidden": self._drawn(wide, (wide, UNITS)),
            "hidden_bias": self._drawn(wide, (UNITS,)),
            "heads": self._drawn(UNITS, (UNITS, self.themes)),
        }
        self._moments = {name: (np.zeros_like(v), np.zeros_like(v)) for name, v in self.values.items()}

    def _drawn(self, inputs: int, shape: tuple[int, ...]) -> Matrix:
        bound = inputs**-0.5
        drawn: Matrix = ((self._chance.random(shape, dtype=np.float32) * 2 - 1) * bound).astype(np.float32)
        return drawn

    def fit(self, features: Matrix, labels: Matrix, weights: Matrix) -> _Net:
        """Go through the items again and again, in an order drawn anew each time."""
        if not len(features):
            return self
        batches = -(-len(features) // _BATCH)
        epochs = max(_EPOCHS, -(-_LEAST_STEPS // batches))
        step = 0
        for _ in range(epochs):
            order = self._chance.permutation(len(features))
            for first in range(0, len(order), _BATCH):
                picked = order[first : first + _BATCH]
                step += 1
                slopes = self._slopes(features[picked], labels[picked], weights[picked])
                self._step(slopes, step, _rate(step / (epochs * batches)))
        return self

    def _slopes(self, features: Matrix, labels: Matrix, weights: Matrix) -> dict[str, Matrix]:
        """Of the weighed cross-entropy of one batch."""
        now = self.values
        features = features * self._kept(features.shape, _DROPPED_INPUTS)
        inner = np.concatenate([features[:, : self.hidden_inputs], features[:, -1:]], axis=1)
        kept = self._kept((len(features), UNITS), _DROPPED_UNITS)
        units = np.maximum(inner @ now["hidden"] + now["hidden_bias"], 0) * kept
        scores = features @ now["linear"] + now["bias"] + units @ now["heads"]
        error = (1 / (1 + np.exp(-np.clip(scores, -30, 30))) - labels) * weights / np.float32(labels.size)
        back = (error @ now["heads"].T) * (kept * (units > 0))
        return {
            "linear": features.T @ error,
            "bias": error.sum(axis=0),
            "hidden": inner.T @ back,
            "hidden_bias": back.sum(axis=0),
            "heads": units.T @ error,
        }

    def _kept(self, shape: tuple[int, ...], dropped: float) -> Matrix:
        kept = self._chance.random(shape, dtype=np.float32) >= dropped
        return kept.astype(np.float32) * np.float32(1 / (1 - dropped))

    def _step(self, slopes: dict[str, Matrix], step: int, rate: float) -> None:
        first, second = 1 - 0.9**step, 1 - 0.999**step
        for name, slope in slopes.items():
            mean, square = self._moments[name]
            mean += np.float32(0.1) * (slope - mean)
            square += np.float32(0.001) * (slope * slope - square)
            value: Any = self.values[name]
            value *= np.float32(1 - rate * _DECAY)
            value -= np.float32(rate / first) * mean / (np.sqrt(square / np.float32(second)) + np.float32(1e-8))


def _rate(done: float) -> float:
    """Rises over the first tenth, then falls to nothing, both along a cosine."""
    if done < 0.1:
        return float(_RATE * (0.04 + 0.96 * (1 - np.cos(np.pi * done / 0.1)) / 2))
    return float(_RATE * (1 + np.cos(np.pi * (done - 0.1) / 0.9)) / 2)
