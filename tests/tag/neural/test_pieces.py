"""Word pieces: where they lie, which begin a word, and what case and quotation marks say of them."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from growth import grows_linearly
from policynlp.document import Passage
from policynlp.tag.neural.pieces import Pieces, case_of, read_pieces

OUTSIDE, OPENING, INSIDE, CLOSING, INSIDE_SINGLE = range(5)
BLOCKS = st.text(
    alphabet=st.one_of(
        st.sampled_from("abcXYZ019 .,;'\"“”‘’«»()\n\t-—"),
        st.characters(codec="utf-8"),
        st.sampled_from("\u0301\u200b\ufeff\u00ad"),
    ),
    max_size=80,
)


def whole(text: str) -> tuple[Passage, ...]:
    return (Passage(id="p", start=0, end=len(text), kind="paragraph"),)


def joined(blocks: list[str]) -> tuple[str, tuple[Passage, ...]]:
    passages, at = [], 0
    for n, block in enumerate(blocks):
        passages.append(Passage(id=str(n), start=at, end=at + len(block), kind="paragraph"))
        at += len(block) + 2
    return "\n\n".join(blocks), tuple(passages)


def words(text: str, pieces: Pieces) -> list[str]:
    heads = np.flatnonzero(pieces.first).tolist()
    return [text[pieces.starts[a] : pieces.ends[b - 1]] for a, b in pairwise([*heads, len(pieces)])]


def marks_of(text: str, tokenizer: Any, passages: tuple[Passage, ...] | None = None) -> dict[str, int]:
    pieces = read_pieces(text, passages or whole(text), tokenizer)
    heads = np.flatnonzero(pieces.first)
    return dict(zip(words(text, pieces), pieces.marks[heads].tolist(), strict=True))


@settings(max_examples=60, deadline=None)
@given(blocks=st.lists(BLOCKS, max_size=5))
def test_pieces_lie_in_order_in_their_passages(tokenizer: Any, blocks: list[str]) -> None:
    text, passages = joined(blocks)
    pieces = read_pieces(text, passages, tokenizer)
    assert {len(getattr(pieces, f)) for f in Pieces.__slots__} == {len(pieces)}
    bounds = np.asarray([(p.start, p.end) for p in passages], dtype=np.int64).reshape(-1, 2)
    assert (pieces.starts >= bounds[pieces.passage, 0]).all()
    assert (pieces.ends <= bounds[pieces.passage, 1]).all()
    assert (pieces.starts < pieces.ends).all()
    assert (np.diff(pieces.starts) >= 0).all()
    assert (np.diff(pieces.ends) >= 0).all()
    assert (np.diff(pieces.passage) >= 0).all()
    begins = np.flatnonzero(np.diff(pieces.passage, prepend=-1))
    assert pieces.first[begins].all()
    assert pieces.case.min(initial=0) >= 0
    assert pieces.case.max(initial=0) < 8
    assert pieces.marks.max(initial=0) < 5


@settings(max_examples=60, deadline=None)
@given(blocks=st.lists(BLOCKS, max_size=4))
def test_every_letter_and_digit_is_in_a_piece(tokenizer: Any, blocks: list[str]) -> None:
    text, passages = joined(blocks)
    pieces = read_pieces(text, passages, tokenizer)
    covered = np.zeros(len(text) + 1, dtype=bool)
    for a, b in zip(pieces.starts, pieces.ends, strict=True):
        covered[a:b] = True
    missed = [text[i] for i in np.flatnonzero(~covered[: len(text)]) if text[i].isalnum()]
    assert not missed


@settings(max_examples=40, deadline=None)
@given(blocks=st.lists(BLOCKS, min_size=2, max_size=4))
def test_a_passage_has_the_same_pieces_alone(tokenizer: Any, blocks: list[str]) -> None:
    text, passages = joined(blocks)
    together = read_pieces(text, passages, tokenizer)
    for n, passage in enumerate(passages):
        alone = read_pieces(text, (passage,), tokenizer)
        mine = together.passage == n
        for name in ("ids", "starts", "ends", "first", "case"):
            np.testing.assert_array_equal(getattr(together, name)[mine], getattr(alone, name))


def test_words_begin_once(tokenizer: Any) -> None:
    text = "Chancellor Oyelaran's budget (2.5 trillion) isn't anti-growth."
    pieces = read_pieces(text, whole(text), tokenizer)
    assert len(pieces) > pieces.first.sum()
    assert words(text, pieces) == (
        [
            "Chancellor",
            "Oyelaran",
            "'",
            "s",
            "budget",
            "(",
            "2",
            ".",
            "5",
            "trillion",
            ")",
            "isn",
            "'",
            "t",
            "anti",
            "-",
            "growth",
            ".",
        ]
    )


@pytest.mark.parametrize(
    ("word", "case"),
    [
        (",", 0),
        ("—", 0),
        ("\U0001f600", 0),
        ("river", 1),
        ("ﬁsh", 1),
        ("River", 2),
        ("NATO", 3),
        ("A", 4),
        ("McKay", 5),
        ("iPhone", 5),
        ("G20", 6),
        ("7", 6),
        ("中", 7),
        ("한", 7),
    ],
)
def test_classes_of_case(word: str, case: int) -> None:
    assert case_of(word) == case


def test_pieces_of_a_word_share_its_case(tokenizer: Any) -> None:
    text = "OYELARANISATION Oyelaranisation oyelaranisation"
    pieces = read_pieces(text, whole(text), tokenizer)
    assert len(pieces) > 6
    for start, end, case in ((0, 15, 3), (16, 31, 2), (32, 47, 1)):
        inside = (pieces.starts >= start) & (pieces.ends <= end)
        assert set(pieces.case[inside].tolist()) == {case}


@pytest.mark.parametrize(("opening", "closing"), ['""', "“”", "«»", "„“", ("``", "''")])
def test_places_in_double_marks(tokenizer: Any, opening: str, closing: str) -> None:
    text = f"Mara Lind said: {opening}Ferries will run{closing} on Monday."
    places = marks_of(text, tokenizer)
    assert [places[w] for w in ("Lind", "said", ":", "on", "Monday", ".")] == [OUTSIDE] * 6
    assert [places[w] for w in ("Ferries", "will", "run")] == [INSIDE] * 3
    pieces = read_pieces(text, whole(text), tokenizer)
    at = text.index("Ferries") - len(opening), text.index(" on") - len(closing)
    assert set(pieces.marks[(pieces.starts >= at[0]) & (pieces.starts < at[0] + len(opening))].tolist()) == {OPENING}
    assert set(pieces.marks[(pieces.starts >= at[1]) & (pieces.starts < at[1] + len(closing))].tolist()) == {CLOSING}


def test_double_marks_win_over_single_ones(tokenizer: Any) -> None:
    text = "She said: “Nobody called it ‘the pipeline deal’ then.” The ‘blue’ line and the “red one” stayed, “he said so”."
    places = marks_of(text, tokenizer)
    assert places["pipeline"] == INSIDE
    assert places["Nobody"] == INSIDE
    assert places["blue"] == INSIDE_SINGLE
    assert places["line"] == OUTSIDE


def test_marks_that_stay_open_over_paragraphs(tokenizer: Any) -> None:
    text, passages = joined(["Lind wrote: “We shall pay.", "“We shall pay late,” she added.", "Nobody objected."])
    places = marks_of(text, tokenizer, passages)
    assert places["added"] == OUTSIDE
    assert places["late"] == INSIDE
    assert places["objected"] == OUTSIDE
    first = read_pieces(text, passages, tokenizer)
    assert set(first.marks[(first.passage == 0) & (first.starts >= text.index("We"))].tolist()) == {INSIDE}


def test_apostrophes_are_no_marks(tokenizer: Any) -> None:
    assert set(marks_of("The workers’ union didn’t accept Lind's 'em dash.", tokenizer).values()) == {OUTSIDE}


@pytest.mark.parametrize("text", ["", " \n\t ", "\x00\x01", "\ufffd", "\ud800\udfff", "\u0301\u0301"])
def test_nothing_to_read(tokenizer: Any, text: str) -> None:
    assert len(read_pieces(text, whole(text), tokenizer)) == 0
    assert len(read_pieces(text, (), tokenizer)) == 0


@pytest.mark.parametrize(
    "text",
    ["9" * 100_000, "\ud800 lone \udfff pairs", "a\u0301 " * 500, "[SEP] [CLS] [MASK]ed", "x" * 30_000 + " end", "ﷺ" * 300],
)
def test_hostile_text_has_pieces_with_places(tokenizer: Any, text: str) -> None:
    pieces = read_pieces(text, whole(text), tokenizer)
    assert len(pieces)
    assert pieces.ends.max() <= len(text)
    assert (np.diff(pieces.starts) >= 0).all()


def test_a_surrogate_moves_nothing(tokenizer: Any) -> None:
    text = "Lind \ud83d said so"
    assert words(text, read_pieces(text, whole(text), tokenizer)) == ["Lind", "said", "so"]


@pytest.mark.parametrize("unit", ["9", "“a ", " 'a", '"b" ', "word. ", "(", "«a "])
def test_time_is_linear(tokenizer: Any, unit: str) -> None:
    def work(copies: int) -> Any:
        text = unit * copies
        return partial(read_pieces, text, whole(text), tokenizer)

    assert grows_linearly(work, size=4_000)
