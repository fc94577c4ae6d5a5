"""Windows to train on: nothing is lost, pointers stay true, batches hold every row once."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policynlp.train.encoder.examples import IGNORED, NO_SOURCE, Example, Source, example, paragraphs
from policynlp.train.encoder.windows import NOWHERE, Row, batches, cut, padded

SPECIAL = (101, 102)
LONGEST = 512


def rows_of(one: Example, *, width: int, start: int, whole: bool) -> list[Row]:
    return list(cut(one, width=width, start=start, whole=whole, special=SPECIAL))


def real(row: Row) -> np.ndarray:
    """Positions of pieces; the articles hold no special piece."""
    return np.flatnonzero(~np.isin(row.ids, SPECIAL))


@settings(max_examples=40, deadline=None)
@given(width=st.integers(24, 384), share=st.floats(0.34, 1), whole=st.booleans())
def test_labels_survive_cutting(own_examples: list[Example], width: int, share: float, whole: bool) -> None:
    for one in own_examples:
        rows = rows_of(one, width=width, start=int(width * share), whole=whole)
        for name in ("ids", "case", "marks"):
            joined = np.concatenate([getattr(r, name)[real(r)] for r in rows])
            np.testing.assert_array_equal(joined, getattr(one.pieces, name))
        for name in ("layers", "entities"):
            np.testing.assert_array_equal(np.concatenate([getattr(r, name)[real(r)] for r in rows]), getattr(one, name))
        at = 0
        for row in rows:
            here = real(row)
            assert row.ids[0] == SPECIAL[0]
            assert row.ids[-1] == SPECIAL[1]
            special = np.isin(row.ids, SPECIAL)
            assert (row.layers[special] == IGNORED).all()
            assert (row.to_cue[special] == IGNORED).all()
            _pointers_are_true(one, row, here, at)
            at += len(here)


def _pointers_are_true(one: Example, row: Row, here: np.ndarray, low: int) -> None:
    for name in ("to_cue", "to_source"):
        for k, position in enumerate(here.tolist()):
            target = int(getattr(one, name)[low + k])
            found = int(getattr(row, name)[position])
            if target == NO_SOURCE:
                assert found == NOWHERE
            elif target == IGNORED or not low <= target < low + len(here):
                assert found == IGNORED
            else:
                assert found == here[target - low]


def test_segments_are_whole_paragraphs(own_examples: list[Example]) -> None:
    one = own_examples[0]
    passage = one.pieces.passage
    one.segments = [(int(k[0]), int(k[-1]) + 1, n) for n, k in enumerate(np.flatnonzero(passage == p) for p in range(3))]
    try:
        (row,) = rows_of(one, width=384, start=384, whole=True)
        for (a, b, t), (low, high, _) in zip(row.segments, one.segments, strict=True):
            np.testing.assert_array_equal(row.ids[a:b], one.pieces.ids[low:high])
            assert row.ids[a - 1] in SPECIAL
            assert row.ids[b] in SPECIAL
            assert t < 3
        narrow = rows_of(one, width=24, start=24, whole=False)
        assert sum(len(r.segments) for r in narrow) < 3
    finally:
        one.segments = []


@pytest.mark.parametrize("whole", [True, False])
def test_many_short_paragraphs_still_fit_the_encoder(tokenizer: Any, whole: bool) -> None:
    text = "\n\n".join(["Trout"] * 1_500)
    one = example(Source(id="x", text=text, passages=paragraphs(text), quotes=()), tokenizer)
    rows = rows_of(one, width=384, start=384, whole=whole)
    assert sum(len(real(r)) for r in rows) == len(one.pieces)
    assert max(len(r) for r in rows) <= LONGEST


def test_an_empty_text_has_no_windows(tokenizer: Any) -> None:
    one = example(Source(id="x", text="", passages=(), quotes=()), tokenizer)
    assert rows_of(one, width=128, start=64, whole=True) == []


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 999), pieces=st.sampled_from([64, 256, 2048]))
def test_batches_hold_each_row_once(own_examples: list[Example], seed: int, pieces: int) -> None:
    rows = [r for one in own_examples for r in rows_of(one, width=32, start=20, whole=False)]
    found = batches(rows, pieces=pieces, rng=np.random.default_rng(seed))
    assert sorted(id(r) for b in found for r in b) == sorted(map(id, rows))
    for batch in found:
        assert len(batch) == 1 or len(batch) * max(map(len, batch)) <= pieces
    again = batches(rows, pieces=pieces, rng=np.random.default_rng(seed))
    assert [[id(r) for r in b] for b in again] == [[id(r) for r in b] for b in found]


def test_padding(own_examples: list[Example]) -> None:
    rows = [r for one in own_examples[:2] for r in rows_of(one, width=384, start=384, whole=True)]
    layers = padded(rows, "layers", IGNORED)
    assert layers.shape == (2, max(map(len, rows)), 3)
    for n, row in enumerate(rows):
        np.testing.assert_array_equal(layers[n, : len(row)], row.layers)
        assert (layers[n, len(row) :] == IGNORED).all()
