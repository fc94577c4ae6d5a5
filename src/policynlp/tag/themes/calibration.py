"""From scores to probabilities: by themselves, against the other themes, and with what stands around a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Around = tuple[npt.NDArray[Any], npt.NDArray[Any], npt.NDArray[Any]]
"""Around passages: 1 where a passage is one sentence with neighbours, their score of the theme, and their strongest other theme."""
CLIP = 12.0
"""Scores are clipped here, so that no single one decides."""
_FEATURES = 10


@dataclass(frozen=True, slots=True)
class Platt:
    """Logistic calibration: probability = sigmoid(slope * score + offset)."""

    slope: float
    offset: float

    def log_odds(self, score: npt.NDArray[Any]) -> Floats:
        """Log-odds of scores."""
        odds: Floats = np.clip(self.slope * score + self.offset, -30, 30)
        return odds

    def __call__(self, score: npt.NDArray[Any]) -> Floats:
        """Probabilities of scores."""
        probability: Floats = 1 / (1 + np.exp(-self.log_odds(score)))
        return probability


@dataclass(frozen=True, slots=True)
class Competition:
    """Probability of a theme from what `competing` weighs.

    Texts with one theme lack the others that are merely near it. Titles of bills have one theme nearly always, so they have slopes
    of their own. A sentence cut from a text is seldom about another theme than its neighbours: out of fold, macro-F1 of speech
    sentences is .598 without, .629 with what stands around them, and other sets stay where they were.

    Attributes:
        slopes: `(10,)`.
        offset: Added to their sum.
    """

    slopes: tuple[float, ...]
    offset: float

    @classmethod
    def read(cls, numbers: Sequence[float]) -> Competition:
        """From the slopes and, behind them, the offset; models of before the neighbours counted have five slopes."""
        slopes = [float(n) for n in numbers[:-1]]
        return cls((*slopes, *[0.0] * (_FEATURES - len(slopes))), float(numbers[-1]))

    def __call__(self, features: Floats) -> Floats:
        """Probabilities, `(passages,)`."""
        return Platt(1.0, self.offset)(features @ np.asarray(self.slopes))


def competing(
    score: npt.NDArray[Any], other: npt.NDArray[Any], titles: npt.NDArray[Any], around: Around | None = None
) -> Floats:
    """What `Competition` weighs.

    Args:
        score: Of the theme, `(passages,)`.
        other: Of the strongest other theme.
        titles: 1 for titles of bills, else 0.
        around: What stands around; None: nothing does.

    Returns:
        `(passages, 10)`: own score, strongest other, being a title, and the first two in titles; having neighbours, their score,
        their strongest other, and the first two in passages that have some.
    """
    own, others = np.clip(score, -CLIP, CLIP), np.clip(other, -CLIP, CLIP)
    there, beside, beside_other = around or (np.zeros(len(own)),) * 3
    near = (there * np.clip(column, -CLIP, CLIP) for column in (beside, beside_other, own, others))
    return np.column_stack([own, others, titles, own * titles, others * titles, there, *near]).astype(np.float64)


def strongest_other(scores: Floats) -> Floats:
    """For each column the highest of the other columns, `(passages, themes)`."""
    if scores.shape[1] < 2:
        return np.full(scores.shape, -CLIP)
    ordered = np.sort(scores, axis=1)
    first, second = ordered[:, -1:], ordered[:, -2:-1]
    return np.where(scores == first, second, first)


@dataclass(frozen=True, slots=True)
class Nearness:
    """What nearness to a user's theme is worth, learnt from the themes that the model was trained on.

    Attributes:
        platt: Cosine to log-odds.
        competition: Of these with the trained themes.
        threshold: From which a theme counts.
    """

    platt: Platt
    competition: Competition
    threshold: float

    @classmethod
    def read(cls, row: Mapping[str, Any]) -> Nearness:
        """From the model's configuration; in older models nearness did not compete."""
        competition = Competition.read(row.get("competition") or (1.0, 0.0))
        return cls(Platt(*row["platt"]), competition, float(row["threshold"]))

    def as_dict(self) -> dict[str, Any]:
        """As it stands in the model's configuration."""
        competition = [*self.competition.slopes, self.competition.offset]
        return {"platt": (self.platt.slope, self.platt.offset), "competition": competition, "threshold": self.threshold}
