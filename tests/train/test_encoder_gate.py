"""Texts like those that were corrected are told from others as far as they differ, and no further; needs the extra `train`."""

import numpy as np
import pytest

pytest.importorskip("torch", reason="training needs the extra `train`")

from policynlp.train.encoder.gate import told_apart

pytestmark = pytest.mark.torch

TEXTS, WINDOWS, FEATURES = 60, 4, 200


def windows(*, apart: float, seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Windows of texts, a third of them corrected; each text has a subject of its own, and the corrected ones lie `apart`."""
    random = np.random.default_rng(seed)
    texts = np.repeat(np.arange(TEXTS), WINDOWS)
    like = texts < TEXTS // 3
    subjects = random.normal(size=(TEXTS, FEATURES))
    features = 5.0 + subjects[texts] + 0.3 * random.normal(size=(len(texts), FEATURES))
    features[like, :10] += apart
    return features, like, texts


def chances(apart: float) -> tuple[float, float]:
    """Mean chance of being like the corrected ones that new texts have: corrected ones, and others."""
    slopes, offset = told_apart(*windows(apart=apart, seed=1))
    features, like, _ = windows(apart=apart, seed=2)
    told = 1 / (1 + np.exp(-(features @ slopes + offset)))
    return float(told[like].mean()), float(told[~like].mean())


def test_another_form_is_told_apart() -> None:
    corrected, others = chances(4.0)
    assert corrected > 0.9
    assert others < 0.1


def test_texts_of_one_form_share_alike_whatever_their_subjects() -> None:
    corrected, others = chances(0.0)
    assert abs(corrected - others) < 0.15
    assert 0.3 < corrected < 0.7
