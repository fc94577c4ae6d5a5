"""Advice on stopping: by the gain of the last trainings against their noise."""

import numpy as np
import pytest

from policynlp.train.stopping import LEAST_GAIN, stop_advice

LABELS = [100, 200, 300, 400, 500, 600]


def test_a_curve_that_rises_says_go_on() -> None:
    advice = stop_advice(LABELS, [0.40 + 0.05 * np.log2(n / 100) for n in LABELS])
    assert advice.verdict == "go on"
    assert advice.gain == pytest.approx(0.05 * np.log2(7 / 6), abs=1e-3)


def test_a_flat_curve_says_stop_though_it_rose_before() -> None:
    figures = [0.3, 0.4, 0.5, 0.6, 0.601, 0.6, 0.602, 0.601, 0.6]
    assert stop_advice([20, 40, 80, 400, 500, 600, 700, 800, 900], figures).verdict == "stop"


def test_a_curve_that_jumps_about_gives_no_advice() -> None:
    assert stop_advice(LABELS, [0.5, 0.6, 0.48, 0.63, 0.5, 0.58]).verdict == "unclear"


@pytest.mark.parametrize("labels", [[], [100, 200, 300], [100, 100, 100, 100, 200], [0, 0, 100, 200, 300]])
def test_few_trainings_are_too_early(labels: list[int]) -> None:
    advice = stop_advice(labels, [0.5] * len(labels))
    assert (advice.verdict, advice.gain) == ("early", None)


def test_the_order_of_trainings_does_not_matter() -> None:
    figures = [0.4, 0.45, 0.47, 0.49, 0.5, 0.51]
    assert stop_advice(LABELS, figures) == stop_advice(LABELS[::-1], figures[::-1])


def test_a_model_that_still_gains_is_seldom_stopped_and_one_that_does_not_often_is() -> None:
    random = np.random.default_rng(3)
    x = np.log2(np.asarray(LABELS) / 100)
    gaining = [stop_advice(LABELS, 0.5 + 0.06 * x + 0.005 * random.normal(size=6)).verdict for _ in range(300)]
    flat = [stop_advice(LABELS, 0.5 + 0.003 * random.normal(size=6)).verdict for _ in range(300)]
    assert 0.06 * np.log2(7 / 6) > LEAST_GAIN
    assert gaining.count("stop") <= 300 * 0.025
    assert flat.count("stop") > 150
    assert flat.count("go on") < 300 * 0.06
