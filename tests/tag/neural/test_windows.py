"""Windows: every piece is kept once, none is too long, and what is kept has context on both sides."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policynlp.tag.neural.windows import (
    LEFT_PIECES,
    MAX_PIECES,
    RIGHT_PIECES,
    Window,
    layout,
    places,
    plan_windows,
    sequence,
)

PASSAGES = st.lists(st.one_of(st.integers(0, 3), st.integers(1, 40), st.integers(0, 900)), max_size=60)
SIZES = st.sampled_from([(MAX_PIECES, LEFT_PIECES, RIGHT_PIECES), (128, 20, 10), (40, 8, 4), (7, 2, 0), (3, 0, 0)])


def passages(lengths: list[int]) -> np.ndarray:
    return np.repeat(np.arange(len(lengths)), lengths)


def plan(passage: np.ndarray, size: tuple[int, int, int]) -> list[Window]:
    return list(plan_windows(passage, max_pieces=size[0], left=size[1], right=size[2]))


@settings(deadline=None)
@given(lengths=PASSAGES, size=SIZES)
def test_every_piece_is_kept_once_from_a_window_that_fits(lengths: list[int], size: tuple[int, int, int]) -> None:
    passage = passages(lengths)
    at = 0
    for w in plan(passage, size):
        assert w.keep_low == at
        assert w.low <= w.keep_low < w.keep_high <= w.high
        assert len(layout(w.low, w.high, passage)) <= size[0]
        at = w.keep_high
    assert at == len(passage)


@settings(deadline=None)
@given(lengths=PASSAGES, size=SIZES)
def test_context_on_both_sides(lengths: list[int], size: tuple[int, int, int]) -> None:
    passage = passages(lengths)
    longest, left, right = size
    for w in plan(passage, size):
        assert w.keep_low - w.low == min(left, w.keep_low)
        if w.high < len(passage) and longest > 2 * (left + right) + 3:
            assert w.high - w.keep_high >= right


@settings(deadline=None)
@given(lengths=PASSAGES)
def test_no_room_is_wasted(lengths: list[int]) -> None:
    passage = passages(lengths)
    for w in plan(passage, (MAX_PIECES, LEFT_PIECES, RIGHT_PIECES)):
        if w.high < len(passage):
            assert len(layout(w.low, w.high + 1, passage)) > MAX_PIECES


def test_many_passages_of_one_piece_lose_nothing() -> None:
    """A list of single words, a separator behind each: so a window holds half as many pieces."""
    windows = plan(np.arange(2_000), (MAX_PIECES, LEFT_PIECES, RIGHT_PIECES))
    assert windows[0].high == (MAX_PIECES - 2 + 1) // 2
    assert sum(w.keep_high - w.keep_low for w in windows) == 2_000
    assert len(windows) < 30


def test_seams_lie_between_passages_where_there_are_some() -> None:
    windows = plan(passages([40] * 60), (MAX_PIECES, LEFT_PIECES, RIGHT_PIECES))
    assert len(windows) > 5
    assert all(w.keep_high % 40 == 0 for w in windows)


def test_where_windows_end_depends_on_the_pieces_alone() -> None:
    long, short = passages([700, 80, 5, 900]), passages([700, 80, 5, 900, 40])
    size = (MAX_PIECES, LEFT_PIECES, RIGHT_PIECES)
    assert plan(short, size)[:3] == plan(long, size)[:3]


def test_no_pieces_no_windows() -> None:
    assert plan(passages([]), (MAX_PIECES, LEFT_PIECES, RIGHT_PIECES)) == []
    assert places(passages([])).tolist() == []


@given(lengths=PASSAGES)
def test_places_count_pieces_and_separators(lengths: list[int]) -> None:
    passage = passages(lengths)
    at = layout(0, len(passage), passage)[1:-1]  # without the special pieces at both ends
    assert places(passage).tolist() == np.flatnonzero(at >= 0).tolist()


@pytest.mark.parametrize("low", [0, 2])
def test_features_of_a_window(low: int) -> None:
    passage = np.asarray([0, 0, 0, 4, 4, 5])
    features = {name: np.arange(6) * k for name, k in (("ids", 10), ("case", 1), ("marks", 2))}
    read = sequence(low, 6, **features, passage=passage, special=(101, 102))
    sources = {0: [-1, 0, 1, 2, -1, 3, 4, -1, 5, -1], 2: [-1, 2, -1, 3, 4, -1, 5, -1]}[low]
    assert read.source.tolist() == sources
    assert read.ids.tolist() == [101, *(102 if s < 0 else 10 * s for s in sources[1:])]
    assert read.case.tolist() == [max(0, s) for s in sources]
    assert read.marks.tolist() == [2 * max(0, s) for s in sources]
