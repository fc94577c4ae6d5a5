"""Scores: hand-computed cases, and what must hold for any input."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policynlp.evaluate.scores import average_precision, bootstrap, calibration_error, f1, macro_f1, micro_f1, reliability

GOLD = np.array([[1, 0], [1, 1], [0, 0], [0, 1]], dtype=bool)
PREDICTED = np.array([[1, 0], [0, 1], [1, 0], [0, 1]], dtype=bool)


def test_by_hand() -> None:
    assert f1(2, 4, 2) == pytest.approx((0.5, 1.0, 2 / 3))
    assert f1(0, 0, 3) == (0.0, 0.0, 0.0)
    assert micro_f1(GOLD, PREDICTED) == pytest.approx(2 * 3 / (4 + 4))
    assert macro_f1(GOLD, PREDICTED, least=1) == pytest.approx((0.5 + 1.0) / 2)


def test_rare_labels_stay_out_of_the_macro_average() -> None:
    gold = np.zeros((20, 2), dtype=bool)
    gold[:12, 0] = True
    gold[0, 1] = True
    predicted = gold.copy()
    predicted[:, 1] = False
    assert macro_f1(gold, predicted) == 1.0


def test_average_precision_counts_ties_against() -> None:
    gold = np.array([True, False, True])
    assert average_precision(gold, np.array([0.9, 0.5, 0.1])) == pytest.approx((1 + 2 / 3) / 2)
    assert average_precision(gold, np.array([0.5, 0.5, 0.5])) == pytest.approx((1 / 2 + 2 / 3) / 2)
    assert average_precision(np.zeros(3, dtype=bool), np.zeros(3)) is None


def test_calibration() -> None:
    scores = np.array([0.25] * 4)
    assert calibration_error(np.array([True, False, False, False]), scores) == pytest.approx(0)
    assert calibration_error(np.array([True] * 4), scores) == pytest.approx(0.75)
    assert reliability(np.array([True, False, False, False]), scores)[0]["gold"] == 0.25


@given(st.lists(st.tuples(st.booleans(), st.floats(0, 1)), min_size=1, max_size=50))
def test_calibration_error_is_bounded(rows: list[tuple[bool, float]]) -> None:
    gold, scores = np.array([g for g, _ in rows]), np.array([s for _, s in rows])
    assert 0 <= calibration_error(gold, scores) <= 1


def test_bootstrap_draws_whole_groups_and_repeats_itself() -> None:
    values = np.array([0.0, 0.0, 1.0, 1.0])
    interval = bootstrap(lambda n: float(values[n].mean()), ["a", "a", "b", "b"], seed=3)
    assert interval.value == 0.5
    assert (interval.low, interval.high) == (0.0, 1.0)
    assert bootstrap(lambda n: float(values[n].mean()), ["a", "a", "b", "b"], seed=3) == interval
