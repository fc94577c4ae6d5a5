"""Pieces for the parser: they cover the text, and end with passages where they can."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from policynlp.document import Passage
from policynlp.tag.chunks import chunk_bounds


def paragraphs(lengths: list[int]) -> tuple[str, tuple[Passage, ...]]:
    text, passages = "", []
    for n in lengths:
        passages.append(Passage(id=str(len(text)), start=len(text), end=len(text) + n, kind="paragraph"))
        text += "x" * n + "\n\n"
    return text, tuple(passages)


@given(st.lists(st.integers(1, 300), max_size=40), st.integers(1, 50))
def test_pieces_cover_the_text_without_gap(lengths: list[int], chunk_chars: int) -> None:
    text, passages = paragraphs(lengths)
    bounds = chunk_bounds(text, passages, chunk_chars=chunk_chars)
    assert bounds[0][0] == 0
    assert bounds[-1][1] == len(text)
    assert all(a[1] == b[0] for a, b in pairwise(bounds))
    assert all(end - start <= 11 * chunk_chars + 300 for start, end in bounds)


@given(st.lists(st.integers(1, 30), min_size=1, max_size=40))
def test_no_short_passage_is_cut(lengths: list[int]) -> None:
    text, passages = paragraphs(lengths)
    cuts = {start for start, _ in chunk_bounds(text, passages, chunk_chars=50)}
    assert not any(p.start < cut < p.end for p in passages for cut in cuts)


def test_a_text_without_layout_is_cut_at_white_space() -> None:
    text = "word " * 1000
    bounds = chunk_bounds(text, (), chunk_chars=50)
    assert len(bounds) > 5
    assert all(text[end - 1] == " " for _, end in bounds)


def test_an_empty_text_is_one_empty_piece() -> None:
    assert chunk_bounds("", ()) == [(0, 0)]
