"""Regressions on rare labels, and the heads that only titles of bills have."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
from scipy import sparse

from policynlp.tag.themes.hidden import Hidden
from policynlp.train.linear import fit_labels
from policynlp.train.network import Network
from policynlp.train.title_heads import OWN_SHARE, with_title_heads

WIDTH, BUCKETS = 4, 6


def rare_label(negatives: int) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(3)
    positive = random.normal(1.0, 0.3, (6, 2))
    negative = random.normal(-1.0, 0.3, (negatives, 2))
    return np.vstack([positive, negative]), np.asarray([1] * 6 + [0] * negatives, dtype=np.int8)[:, None]


@pytest.mark.parametrize("balance", [0.5, 1.0])
def test_the_penalty_of_a_rare_label_is_that_of_a_common_one(balance: float) -> None:
    """Weighing the kinds alike moves weight between them and takes none away, so that the slopes are as free as without."""
    features, labels = rare_label(600)
    every = np.ones(len(features), dtype=bool)
    plain, _ = fit_labels(features, labels, np.ones(len(features)), every, strength=1.0)
    balanced, _ = fit_labels(features, labels, np.ones(len(features)), every, strength=1.0, balance=balance)
    assert np.linalg.norm(balanced) > 1.2 * np.linalg.norm(plain)


def known(titles: int, others: int) -> SimpleNamespace:
    random = np.random.default_rng(5)
    count = titles + others
    labels = (np.arange(count) % 2).astype(np.int8)[:, None]
    vectors = random.normal(0, 0.1, (count, WIDTH)).astype(np.float32)
    vectors[:, 0] += np.where(labels[:, 0] == 1, 1, -1)
    flags = np.asarray([1.0] * titles + [0.0] * others, dtype=np.float32)
    return SimpleNamespace(labels=labels, readings=SimpleNamespace(vectors=vectors, titles=flags))


def silent() -> Network:
    return Network(
        linear=np.zeros((3 * WIDTH + 1, 1), dtype=np.float32),
        bias=np.zeros(1, dtype=np.float32),
        hidden=Hidden(
            weights=np.zeros((2 * WIDTH + 1, 2), dtype=np.float32),
            bias=np.zeros(2, dtype=np.float32),
            heads=np.zeros((2, 1), dtype=np.float32),
        ),
    )


def scored(design: SimpleNamespace, network: Network) -> np.ndarray:
    vectors, flags = design.readings.vectors, design.readings.titles[:, None]
    return network(np.hstack([vectors, np.zeros_like(vectors), vectors * flags, flags]))[:, 0]


def test_titles_have_heads_of_their_own_and_nothing_else_moves() -> None:
    design = known(titles=40, others=20)
    words = sparse.csr_matrix(np.ones((60, BUCKETS), dtype=np.float32))
    before = (np.zeros((1, 2 * BUCKETS)), np.zeros(1))
    every = np.ones(60, dtype=bool)
    network, (coefficients, intercepts) = with_title_heads(design, words, every, silent(), before, lexical_weight=0.4)
    found = scored(design, network)
    assert ((found[:40] > 0) == (design.labels[:40, 0] == 1)).all()
    assert (found[40:] == 0).all()
    assert (coefficients[:, :BUCKETS] == 0).all()
    assert (intercepts == 0).all()


def test_titles_keep_a_share_of_what_all_texts_share() -> None:
    """With a shared head that is sure of everything, titles lose all of it but the share that is not their own."""
    design = known(titles=40, others=20)
    words = sparse.csr_matrix((60, BUCKETS), dtype=np.float32)
    shared = silent()
    shared.linear[1] = 100.0
    before = (np.zeros((1, 2 * BUCKETS)), np.zeros(1))
    network, _ = with_title_heads(design, words, np.ones(60, dtype=bool), shared, before, lexical_weight=0.4)
    own, _ = with_title_heads(design, words, np.ones(60, dtype=bool), silent(), before, lexical_weight=0.4)
    vectors = design.readings.vectors
    assert scored(design, network)[:40] == pytest.approx(
        (1 - OWN_SHARE) * 100 * vectors[:40, 1] + scored(design, own)[:40], abs=1e-3
    )
    assert scored(design, network)[40:] == pytest.approx(100 * vectors[40:, 1], abs=1e-3)


def test_without_titles_nothing_changes() -> None:
    design = known(titles=0, others=20)
    network, before = silent(), (np.zeros((1, 2 * BUCKETS)), np.zeros(1))
    words = sparse.csr_matrix((20, BUCKETS), dtype=np.float32)
    assert with_title_heads(design, words, np.ones(20, dtype=bool), network, before, lexical_weight=0.4) == (network, before)
