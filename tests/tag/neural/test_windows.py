"""Windows: every piece is kept once, none is too long, and what is kept has context on both sides."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policynlp.tag.neural.windows import (
    LEFT_PIECES,
    MAX_PIECES,
    REACH_PIECES,
    RIGHT_PIECES,
    Window,
    layout,
    places,
    plan_windows,
    sequence,
    stretches,
)

PASSAGES = st.lists(st.one_of(st.integers(0, 3), st.integers(1, 40), st.integers(0, 900)), max_size=60)
END = 10**6  # what ends a sentence
SIZE = (MAX_PIECES, LEFT_PIECES, RIGHT_PIECES)
SIZES = st.sampled_from([SIZE, (128, 20, 10), (40, 8, 4), (7, 2, 0), (3, 0, 0)])


def passages(lengths: list[int]) -> np.ndarray:
    return np.repeat(np.arange(len(lengths)), lengths)


def plan(passage: np.ndarray, size: tuple[int, int, int], ids: np.ndarray | None = None) -> list[Window]:
    """Windows of pieces that are all different, but where `ids` says what they are."""
    ids = np.arange(len(passage)) if ids is None else ids
    sizes = {"max_pieces": size[0], "left": size[1], "right": size[2], "reach": min(REACH_PIECES, size[0])}
    return list(plan_windows(passage, ids, closing={END}, **sizes))


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
        if longest > 2 * (left + right) + 3:
            assert w.high - w.keep_high == min(right, len(passage) - w.keep_high)


@settings(deadline=None)
@given(lengths=PASSAGES, front=PASSAGES, seed=st.integers(0, 9))
def test_what_stands_in_front_moves_no_window_for_long(lengths: list[int], front: list[int], seed: int) -> None:
    """From the first cut that both readings share, their windows keep the same pieces."""
    alone, before = passages(lengths), passages(front)
    rng = np.random.default_rng(seed)
    ids, others = rng.integers(0, 30_000, len(alone)), rng.integers(0, 30_000, len(before))
    together = np.concatenate([before, alone + len(front)])
    moved = [
        (w.keep_low - len(before), w.keep_high - len(before))
        for w in plan(together, SIZE, np.concatenate([others, ids]))
        if w.keep_low >= len(before)
    ]
    kept = [(w.keep_low, w.keep_high) for w in plan(alone, SIZE, ids)]
    shared = {low for low, _ in kept} & {low for low, _ in moved}
    cuts = stretches(np.flatnonzero(np.diff(alone)) + 1, places(alone), ids, reach=REACH_PIECES)
    far = [c for c in cuts if places(alone)[c] >= REACH_PIECES]
    assert set(far) <= shared
    if far:
        assert [w for w in kept if w[0] >= far[0]] == [w for w in moved if w[0] >= far[0]]


def test_most_windows_of_a_long_text_stay_where_they_are() -> None:
    rng = np.random.default_rng(1)
    alone = passages(rng.integers(20, 90, 200).tolist())
    ids = rng.integers(0, 30_000, len(alone))
    whole = {(w.low, w.high, w.keep_low, w.keep_high) for w in plan(alone, SIZE, ids)}
    for cut in (137, 1_000, 3_210):
        rest = {(w.low + cut, w.high + cut, w.keep_low + cut, w.keep_high + cut) for w in plan(alone[cut:], SIZE, ids[cut:])}
        first = min(low for low, _, _, _ in rest & whole)
        assert first < cut + 1_500
        assert {w for w in rest if w[0] >= first} == {w for w in whole if w[0] >= first}


def test_a_paragraph_without_end_is_cut_at_sentences() -> None:
    rng = np.random.default_rng(2)
    ids = rng.integers(0, 30_000, 6_000)
    ids[29::30] = END
    one = np.zeros(6_000, dtype=np.int64)
    cuts = stretches(np.zeros(0, dtype=np.int64), places(one), ids, reach=REACH_PIECES, closing={END})
    assert len(cuts) > 10
    assert all(c % 30 == 0 for c in cuts)
    later = stretches(np.zeros(0, dtype=np.int64), places(one[400:]), ids[400:], reach=REACH_PIECES, closing={END})
    assert {c for c in cuts if c > 400 + REACH_PIECES} <= {c + 400 for c in later}


def test_equal_lines_are_no_cuts() -> None:
    """A table of dashes: no line of it differs from the others, so that it is read from its start."""
    table, text = [4] * 90, [40] * 9
    passage = passages([*text, *table])
    ids = np.where(np.arange(len(passage)) < 360, np.arange(len(passage)), 7)
    found = stretches(np.flatnonzero(np.diff(passage)) + 1, places(passage), ids, reach=REACH_PIECES)
    assert found
    assert not [c for c in found if 360 < c < len(passage) - 16]


def test_many_passages_of_one_piece_lose_nothing() -> None:
    """A list of single words, a separator behind each: so a window holds half as many pieces."""
    windows = plan(np.arange(2_000), SIZE, np.zeros(2_000, dtype=np.int64))
    assert windows[0].high == (MAX_PIECES - 2 + 1) // 2
    assert sum(w.keep_high - w.keep_low for w in windows) == 2_000
    assert len(windows) < 40


def test_seams_lie_between_passages_where_there_are_some() -> None:
    windows = plan(passages([40] * 60), SIZE)
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
