"""Whether more labels are likely to help: the gain of the last trainings against how much their figures jump about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

import numpy as np

from policynlp.train.promotion import MOST_LOSS

Verdict = Literal["early", "go on", "unclear", "stop"]
LEAST_TRAININGS = 4
"""A line through three points says nothing of its own noise worth having."""
LEAST_GAIN = MOST_LOSS
"""Half a point of F1: what promotion calls no difference."""
AHEAD = 100
"""Labels for which the gain is foretold."""
_LAST = 6  # trainings: the early part of a curve is steeper


@dataclass(frozen=True, slots=True, kw_only=True)
class StopAdvice:
    """What the learning curve says.

    Attributes:
        verdict: `early` (too few trainings), `go on`, `unclear` or `stop`.
        reason: Why, in one sentence.
        gain: Expected from the next `AHEAD` labels; None where it is too early.
        low, high: Its 95 % interval.
    """

    verdict: Verdict
    reason: str
    gain: float | None = None
    low: float | None = None
    high: float | None = None

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return asdict(self)


def stop_advice(labels: Sequence[int], figures: Sequence[float]) -> StopAdvice:
    """Whether labelling may stop.

    A line is fitted to the last trainings over the logarithm of the labels, along which such curves are nearly straight; what the
    next hundred labels add by it, with its t interval, is compared with `LEAST_GAIN`.

    Args:
        labels: How many labels each training had, in any order; trainings without any are left out.
        figures: What each reached (F1, between 0 and 1).
    """
    points = sorted((n, f) for n, f in zip(labels, figures, strict=True) if n > 0)[-_LAST:]
    different = len({n for n, _ in points})
    if different < LEAST_TRAININGS:
        return StopAdvice(
            verdict="early",
            reason=f"Advice takes {LEAST_TRAININGS} trainings with different numbers of labels; there are {different}.",
        )
    from scipy.stats import t as student

    x, y = np.log2([n for n, _ in points]), np.asarray([f for _, f in points])
    centred = x - x.mean()
    slope = float(centred @ y / (centred @ centred))
    left = y - y.mean() - slope * centred
    error = float(np.sqrt((left @ left) / (len(points) - 2) / (centred @ centred)))
    last = points[-1][0]
    step = float(np.log2((last + AHEAD) / last))
    half = float(student.ppf(0.975, len(points) - 2)) * error
    gain, low, high = slope * step, (slope - half) * step, (slope + half) * step
    told = f"The next {AHEAD} labels would add {gain:+.3f} ({low:+.3f} to {high:+.3f})"
    if high < LEAST_GAIN:
        verdict: Verdict = "stop"
        reason = f"{told}: less than {LEAST_GAIN} at best."
    elif low > 0:
        verdict, reason = "go on", f"{told}: the model still gains."
    else:
        verdict, reason = "unclear", f"{told}: the figures jump about too much to tell."
    return StopAdvice(verdict=verdict, reason=reason, gain=round(gain, 4), low=round(low, 4), high=round(high, 4))
