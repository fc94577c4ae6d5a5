"""The best sequence of outside, begin, inside, with the transitions that calibration chose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Run = tuple[int, int]
"""First word of a run, and one past its last."""
_NEVER = -1e9


@dataclass(frozen=True, slots=True)
class Transitions:
    """Scores added to log-probabilities.

    Attributes:
        outside: For each word outside: below 0 it finds more.
        stop: For leaving a run.
        again: For beginning a run right behind another.
    """

    outside: float = 0.0
    stop: float = 0.0
    again: float = 0.0


def best_runs(
    scores: npt.NDArray[np.float32], transitions: Transitions, *, likely: float, passage: npt.NDArray[np.int64] | None = None
) -> list[Run]:
    """Runs of the best sequence.

    Args:
        scores: Log-probabilities of outside, begin and inside, `(words, 3)`.
        transitions: Scores of the steps.
        likely: Words that are less likely inside a run than this end an island; only islands are searched.
        passage: Index of each word's passage; no run goes over the end of one.
    """
    active = scores[:, 0] < np.log1p(-likely)
    change = np.zeros(len(active), dtype=np.bool_)
    if passage is not None:
        change[1:] = np.diff(passage) != 0
    begin = active & (change | ~np.concatenate([[False], active[:-1]]))
    end = active & np.concatenate([begin[1:] | ~active[1:], [True]])
    out: list[Run] = []
    for low, high in zip(np.flatnonzero(begin).tolist(), (np.flatnonzero(end) + 1).tolist(), strict=True):
        out += [(low + a, low + b) for a, b in _island(scores[low:high].tolist(), transitions)]
    return out


def _island(scores: list[list[float]], t: Transitions) -> Iterator[Run]:
    o, b, i = 0.0, _NEVER, _NEVER  # best scores of ending outside, in a begin, inside
    back: list[tuple[int, int, int]] = []
    for so, sb, si in scores:
        from_b, from_i = b + t.stop, i + t.stop
        to_o, at_o = (o, 0) if o >= from_b and o >= from_i else (from_b, 1) if from_b >= from_i else (from_i, 2)
        from_b, from_i = b + t.again, i + t.again
        to_b, at_b = (o, 0) if o >= from_b and o >= from_i else (from_b, 1) if from_b >= from_i else (from_i, 2)
        to_i, at_i = (b, 1) if b >= i else (i, 2)
        back.append((at_o, at_b, at_i))
        o, b, i = to_o + so + t.outside, to_b + sb, to_i + si
    ends = (o, b + t.stop, i + t.stop)
    state = max(range(3), key=lambda s: ends[s])
    states = [0] * len(scores)
    for k in range(len(scores) - 1, -1, -1):
        states[k] = state
        state = back[k][state]
    start = -1
    for k, s in enumerate(states):
        if s != 2 and start >= 0:
            yield start, k
            start = -1
        if s == 1:
            start = k
    if start >= 0:
        yield start, len(states)
