"""The best sequence is the best of all sequences."""

from __future__ import annotations

import itertools
from functools import partial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from growth import grows_linearly
from policynlp.tag.neural.viterbi import Transitions, best_runs

OUT, BEGIN, INSIDE = range(3)
VALUES = st.floats(-3, 1, width=16)
TRANSITIONS = st.builds(Transitions, outside=VALUES, stop=VALUES, again=VALUES)
LOGITS = st.lists(st.tuples(*[st.floats(-4, 4, width=16)] * 3), min_size=0, max_size=7)


def log_probabilities(logits: list[tuple[float, ...]]) -> np.ndarray:
    x = np.asarray(logits, dtype=np.float64).reshape(-1, 3)
    return (x - np.log(np.exp(x).sum(axis=1, keepdims=True))).astype(np.float32)


def total(scores: np.ndarray, states: tuple[int, ...], t: Transitions) -> float:
    """Score of a sequence, or minus infinity where it is none."""
    out, previous = 0.0, OUT
    for row, state in zip(scores.tolist(), states, strict=True):
        if state == INSIDE and previous == OUT:
            return -np.inf
        out += row[state]
        out += t.outside if state == OUT else 0
        out += t.stop if state == OUT and previous != OUT else 0
        out += t.again if state == BEGIN and previous != OUT else 0
        previous = state
    return out + (t.stop if previous != OUT else 0)


def states_of(runs: list[tuple[int, int]], words: int) -> tuple[int, ...]:
    out = [OUT] * words
    for low, high in runs:
        assert 0 <= low < high <= words
        out[low:high] = [BEGIN] + [INSIDE] * (high - low - 1)
    return tuple(out)


@settings(deadline=None)
@given(logits=LOGITS, transitions=TRANSITIONS, likely=st.sampled_from([0.02, 0.3]))
def test_equals_the_best_of_all_sequences(logits: list[tuple[float, ...]], transitions: Transitions, likely: float) -> None:
    scores = log_probabilities(logits)
    runs = best_runs(scores, transitions, likely=likely)
    assert runs == sorted(runs)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(runs))
    surely_outside = (scores[:, OUT] >= np.log1p(-likely)).tolist()
    allowed = [(OUT,) if sure else (OUT, BEGIN, INSIDE) for sure in surely_outside]
    best = max(total(scores, states, transitions) for states in itertools.product(*allowed))
    assert total(scores, states_of(runs, len(scores)), transitions) == pytest.approx(best, abs=1e-4)


def test_no_run_goes_over_the_end_of_a_passage() -> None:
    scores = sure("OBIIIO")
    passage = np.asarray([0, 0, 0, 1, 1, 1])
    eager = Transitions(again=-30)
    assert best_runs(scores, eager, likely=0.02) == [(1, 5)]
    assert best_runs(scores, eager, likely=0.02, passage=passage) == [(1, 3), (3, 5)]


def sure(states: str) -> np.ndarray:
    rows = [[0.98 if "OBI".index(s) == k else 0.01 for k in range(3)] for s in states]
    return np.log(np.asarray(rows, dtype=np.float32).reshape(-1, 3))


@pytest.mark.parametrize(
    ("states", "runs"),
    [
        ("", []),
        ("OOO", []),
        ("B", [(0, 1)]),
        ("OBIIO", [(1, 4)]),
        ("BIBIO", [(0, 2), (2, 4)]),
        ("BBB", [(0, 1), (1, 2), (2, 3)]),
        ("OOBI", [(2, 4)]),
    ],
)
def test_what_is_sure_is_found(states: str, runs: list[tuple[int, int]]) -> None:
    assert best_runs(sure(states), Transitions(), likely=0.02) == runs


def test_transitions_do_what_they_say() -> None:
    unsure = np.log(np.asarray([[0.6, 0.3, 0.1]], dtype=np.float32))
    assert best_runs(unsure, Transitions(), likely=0.02) == []
    assert best_runs(unsure, Transitions(outside=-1), likely=0.02) == [(0, 1)]
    two = np.log(np.asarray([[0.01, 0.98, 0.01], [0.01, 0.55, 0.44]], dtype=np.float32))
    assert best_runs(two, Transitions(), likely=0.02) == [(0, 1), (1, 2)]
    assert best_runs(two, Transitions(again=-1), likely=0.02) == [(0, 2)]
    gap = np.log(np.asarray([[0.01, 0.98, 0.01], [0.5, 0.1, 0.4], [0.01, 0.1, 0.89]], dtype=np.float32))
    assert best_runs(gap, Transitions(stop=-2), likely=0.02) == [(0, 3)]


def test_time_is_linear() -> None:
    row = np.log(np.asarray([[0.3, 0.1, 0.6]], dtype=np.float32))
    assert grows_linearly(lambda n: partial(best_runs, np.tile(row, (n, 1)), Transitions(), likely=0.02), size=10_000)
