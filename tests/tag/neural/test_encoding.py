"""Vectors of spans from vectors of pieces."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from growth import grows_linearly
from policynlp.tag.neural.encoding import Encoding, PieceVectors, blocks, unit

WIDTH = 4


def encoding(lengths: list[list[int]], seed: int = 0) -> tuple[Encoding, np.ndarray, np.ndarray]:
    """Passages of pieces of these lengths, a gap of two characters between passages; spans and vectors of all pieces."""
    rng = np.random.default_rng(seed)
    parts, spans, vectors, at = [], [], [], 0
    for pieces in lengths:
        bounds = at + np.cumsum([0, *pieces])
        own = rng.normal(size=(len(pieces), WIDTH)).astype(np.float16)
        if pieces:
            parts.append(((int(bounds[0]), int(bounds[-1])), PieceVectors(bounds[:-1], bounds[1:], own)))
        spans += list(zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True))
        vectors.append(own)
        at = int(bounds[-1]) + 2
    found = Encoding({}, parts[::-1], before=None, after=None, dimensions=WIDTH)
    return found, np.asarray(spans).reshape(-1, 2), np.concatenate([*vectors, np.zeros((0, WIDTH))])


@settings(deadline=None)
@given(
    lengths=st.lists(st.lists(st.integers(1, 5), max_size=6), max_size=5),
    span=st.tuples(st.integers(0, 120), st.integers(0, 30)),
)
def test_a_span_is_the_mean_of_the_pieces_that_touch_it(lengths: list[list[int]], span: tuple[int, int]) -> None:
    found, spans, vectors = encoding(lengths)
    start, end = span[0], span[0] + span[1]
    touch = (spans[:, 0] < end) & (spans[:, 1] > start) if end > start else np.zeros(len(spans), dtype=bool)
    wanted = unit(vectors[touch].sum(axis=0).astype(np.float32)) if touch.any() else np.zeros(WIDTH)
    if end > start:
        np.testing.assert_allclose(found.span_vector(start, end), wanted, atol=1e-3)


@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_blocks_keep_the_mean_and_the_bounds(size: int) -> None:
    rng = np.random.default_rng(1)
    spans = np.stack([np.arange(10) * 3, np.arange(10) * 3 + 2], axis=1)
    states = rng.normal(size=(10, WIDTH)).astype(np.float32)
    starts, ends, means = blocks(spans, states, size)
    assert len(starts) == len(ends) == len(means) == -(-10 // size)
    assert (starts[0], ends[-1]) == (0, 29)
    assert (starts[1:] > ends[:-1]).all()
    np.testing.assert_allclose(means[0], states[:size].mean(axis=0), atol=2e-3)
    np.testing.assert_allclose(means[-1], states[(len(means) - 1) * size :].mean(axis=0), atol=2e-3)


def test_unit_vectors() -> None:
    np.testing.assert_allclose(unit(np.asarray([3.0, 4.0], dtype=np.float32)), [0.6, 0.8])
    assert not unit(np.zeros(3, dtype=np.float32)).any()


def test_what_was_not_read_has_no_vector() -> None:
    found, _, _ = encoding([[2, 2], [3]])
    assert not found.passage_vector("unheard of").any()
    assert not found.span_vector(4, 6).any()
    assert not found.span_vector(900, 950).any()


def test_many_spans_of_a_long_text_take_linear_time() -> None:
    def work(n: int) -> partial[list[np.ndarray]]:
        found, _, _ = encoding([[4]] * n)
        return partial(lambda: [found.span_vector(k * 6, k * 6 + 4) for k in range(n)])

    assert grows_linearly(work, size=1_500)
