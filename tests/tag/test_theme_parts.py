"""A long text is scored part by part, with the scores of a text that is scored at once."""

from __future__ import annotations

import numpy as np
import pytest

from policynlp.settings import TagSettings
from policynlp.tag.pipeline import Tagger
from policynlp.tag.themes import classifier as of_classifier
from policynlp.tag.themes.sentences import Readings


def readings(passages: int) -> Readings:
    chance = np.random.default_rng(passages)
    owner = np.repeat(np.arange(passages), chance.integers(1, 4, size=passages))

    def units(n: int) -> np.ndarray:
        found = chance.standard_normal((n, 384), dtype=np.float32)
        return found / np.linalg.norm(found, axis=1, keepdims=True)

    return Readings(
        vectors=units(passages),
        contexts=units(passages),
        texts=[" ".join(chance.choice(["water", "school", "army", "tax", "grain"], size=6)) for _ in owner],
        sentence_vectors=units(len(owner)),
        owner=owner,
        titles=np.zeros(passages, dtype=np.float32),
        lone=np.zeros(passages, dtype=np.float32),
    )


@pytest.fixture(scope="module")
def classifier() -> of_classifier.ThemeClassifier:
    component = Tagger(TagSettings()).nlp.get_pipe("policynlp_themes")
    found: of_classifier.ThemeClassifier = component.classifier  # type: ignore[attr-defined]
    return found


@pytest.mark.parametrize(("passages", "together"), [(0, 3), (1, 3), (3, 3), (10, 3), (10, 4)])
def test_parts_are_scored_as_the_whole(
    classifier: of_classifier.ThemeClassifier, monkeypatch: pytest.MonkeyPatch, passages: int, together: int
) -> None:
    known = readings(passages)
    whole = classifier.score(known)
    monkeypatch.setattr(of_classifier, "_TOGETHER_PASSAGES", together)
    parts = classifier.score(known)
    for name in ("themes", "facets", "sentence_themes", "sentence_facets"):
        assert getattr(parts, name).shape == getattr(whole, name).shape
        np.testing.assert_allclose(getattr(parts, name), getattr(whole, name), atol=1e-5)
    assert len(whole.sentence_themes) == len(known.owner)
