"""The dense view of themes: what it can learn, what unknown labels say, and that the model reads what was fitted."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

from policynlp.tag.themes.hidden import Hidden
from policynlp.train.network import Network, fit_network
from policynlp.train.vectors import UNKNOWN

WIDTH = 4
Matrix = npt.NDArray[np.float32]


def items(count: int, *, seed: int = 3) -> tuple[Matrix, npt.NDArray[np.int8]]:
    """Unit vectors, contexts, what only titles have; a theme that is linear, and one that needs two numbers of one sign."""
    chance = np.random.default_rng(seed)
    vectors = chance.normal(size=(count, 2 * WIDTH)).astype(np.float32) / 3
    titles = (chance.random(count) < 0.3).astype(np.float32)
    features = np.hstack([vectors, vectors[:, :WIDTH] * titles[:, None], titles[:, None]]).astype(np.float32)
    labels = np.column_stack([vectors[:, 0] > 0, vectors[:, 1] * vectors[:, 2] > 0]).astype(np.int8)
    return features, labels


def fitted(features: Matrix, labels: npt.NDArray[np.int8], rows: npt.NDArray[np.bool_] | None = None) -> Network:
    everything = np.ones(len(labels), dtype=bool)
    return fit_network(features, labels, np.ones(len(labels)), everything if rows is None else rows, balance=0.75, width=WIDTH)


def test_it_learns_what_is_linear_and_what_is_not() -> None:
    features, labels = items(4_000)
    unseen, gold = items(1_000, seed=4)
    right = ((fitted(features, labels)(unseen) > 0) == (gold == 1)).mean(axis=0)
    assert right[0] > 0.95
    assert right[1] > 0.8  # half is what a linear head reaches


def test_unknown_labels_and_left_out_items_say_nothing() -> None:
    features, labels = items(300)
    rows = np.arange(300) < 200
    hidden = labels.copy()
    hidden[200:] = 1 - hidden[200:]
    np.testing.assert_array_equal(fitted(features, labels, rows)(features), fitted(features, hidden, rows)(features))
    unknown = labels.copy()
    unknown[:, 1] = UNKNOWN
    scores = fitted(features, unknown)(features)
    assert (scores[:, 1] < -5).all(), "a theme without examples is never given"
    assert ((scores[:, 0] > 0) == (labels[:, 0] == 1)).mean() > 0.9


def test_the_same_items_give_the_same_network() -> None:
    features, labels = items(300)
    first, second = fitted(features, labels), fitted(features, labels)
    np.testing.assert_array_equal(first.hidden.weights, second.hidden.weights)
    np.testing.assert_array_equal(first.linear, second.linear)


def test_nothing_to_learn_from_is_nothing_given() -> None:
    features, labels = items(5)
    assert (fitted(features, labels, np.zeros(5, dtype=bool))(features) < -5).all()


def test_what_stands_around_is_read_as_context_alone() -> None:
    features, labels = items(300)
    network = fitted(features, labels)
    alone = np.zeros_like(features)
    alone[:, :WIDTH] = features[:, WIDTH : 2 * WIDTH]
    np.testing.assert_allclose(network.beside(features[:, WIDTH : 2 * WIDTH]), network(alone), rtol=1e-5)


def test_heads_follow_the_themes_in_force() -> None:
    features, labels = items(300)
    hidden = fitted(features, labels).hidden
    read = Hidden.read(
        {"hidden": hidden.weights, "hidden_bias": hidden.bias, "hidden_heads": hidden.heads}, inputs=2 * WIDTH, themes=2
    )
    vectors, contexts, titles = features[:, :WIDTH], features[:, WIDTH : 2 * WIDTH], features[:, -1]
    whole = read(vectors, contexts, titles)
    turned = read.for_themes([1, -1, 0], share=0.5)(vectors, contexts, titles)
    np.testing.assert_allclose(turned[:, [2, 0]], whole * 0.5, rtol=1e-4, atol=1e-5)
    assert not turned[:, 1].any(), "of a theme of the user's it says nothing"


@pytest.mark.parametrize("rows", [0, 3])
def test_models_without_a_hidden_layer_are_read(rows: int) -> None:
    none = Hidden.read({}, inputs=2 * WIDTH, themes=2)
    vectors = np.ones((rows, WIDTH), dtype=np.float32)
    assert none(vectors, vectors, vectors[:, 0]).shape == (rows, 2)
    assert none.for_themes([0, 1, -1], share=0.6)(vectors, vectors, vectors[:, 0]).shape == (rows, 3)
