"""What tells texts like those that were corrected from the public sets: a logistic regression on how each window is written.

How sharply it tells them is chosen on texts that it was not fitted on: where corrected texts are written as the public ones are, it
says about a half to all of them, and what was learnt and what was known have equal shares.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

from policynlp.train.encoder.branch import BranchedNetwork
from policynlp.train.encoder.examples import Example
from policynlp.train.encoder.fit import read
from policynlp.train.encoder.windows import batches, cut_anew

_STRENGTHS = (1e-4, 1e-3, 1e-2, 1e-1, 1.0)
_FOLDS = 5
_PIECES = 2048
Floats = npt.NDArray[np.float64]


def fit_gate(
    branched: BranchedNetwork,
    corrected: Sequence[Example],
    public: Sequence[Example],
    *,
    special: tuple[int, int],
    rng: np.random.Generator,
) -> None:
    """Set the gate of a branched network.

    Args:
        branched: Its stem reads the texts.
        corrected: Texts that were corrected.
        public: Texts of the public sets.
        special: Pieces that begin and end a window.
        rng: Of where windows are cut.
    """
    sides = [_written(branched, texts, special, rng) for texts in (corrected, public)]
    features = np.vstack([rows for rows, _ in sides])
    texts = np.concatenate([sides[0][1], len(corrected) + sides[1][1]])
    like = np.concatenate([np.full(len(rows), side == 0) for side, (rows, _) in enumerate(sides)])
    slopes, offset = told_apart(features, like, texts)
    with torch.no_grad():
        branched.gate.weight.copy_(torch.from_numpy(slopes[None, :].astype(np.float32)))
        branched.gate.bias.fill_(offset)


def _written(
    branched: BranchedNetwork, texts: Sequence[Example], special: tuple[int, int], rng: np.random.Generator
) -> tuple[Floats, npt.NDArray[np.int64]]:
    """How each window is written, `(windows, features)`, and which text it is of, `(windows,)`."""
    rows, of = [], []
    with torch.no_grad():
        for n, text in enumerate(texts):
            for batch in batches(cut_anew([text], special=special, rng=rng), pieces=_PIECES, rng=rng):
                found = read(branched, batch).written  # type: ignore[attr-defined]
                rows.append(found.double().numpy())
                of += [n] * len(batch)
    return np.vstack(rows), np.asarray(of)


def told_apart(features: Floats, like: npt.NDArray[np.bool_], texts: npt.NDArray[np.int64]) -> tuple[Floats, float]:
    """Slopes and offset of the log-odds that a window is of a corrected text; both sides weigh alike.

    Args:
        features: `(windows, features)`.
        like: Which windows are of corrected texts.
        texts: Number of the text that each is of: its windows are never on both sides of a fold.
    """
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import log_loss
    from sklearn.model_selection import GroupKFold, cross_val_predict

    middle, spread = features.mean(0), features.std(0)
    spread[spread < 1e-6] = 1.0
    scaled = (features - middle) / spread
    weights = np.where(like, 0.5 / like.mean(), 0.5 / (1 - like.mean()))

    def model(strength: float) -> Any:
        return LogisticRegression(C=strength, class_weight="balanced", max_iter=500)

    folds = min(_FOLDS, len(set(texts[like])), len(set(texts[~like])))
    chosen = _STRENGTHS[0]
    if folds > 1:
        losses = []
        for strength in _STRENGTHS:
            told = cross_val_predict(model(strength), scaled, like, groups=texts, cv=GroupKFold(folds), method="predict_proba")
            losses.append(log_loss(like, told[:, 1], sample_weight=weights))
        chosen = _STRENGTHS[int(np.argmin(losses))]
    fitted = model(chosen).fit(scaled, like)
    slopes = fitted.coef_[0] / spread
    return slopes, float(fitted.intercept_[0] - slopes @ middle)
