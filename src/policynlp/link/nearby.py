"""Which texts of a block may have a figure or a passage in common with new ones: a filter that lets too many through, never too few.

What passes it is compared in full (`claims.between`, `echoes.echoes`); the same thresholds stand here, a hair below.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from policynlp.link.blocks import ROW, TEXT, Array, Block, Columns, key, part
from policynlp.link.claims import value_key
from policynlp.link.comparable import AGREE_RELIEF
from policynlp.link.echoes import MIXED_RELIEF, SAME_SUBJECT, SUBJECT_RELIEF, Piece
from policynlp.link.likeness import APART_FACTOR, LEAST_COSINE, LEAST_SUBJECT
from policynlp.link.statements import Statement
from policynlp.link.verbatim import runs
from policynlp.link.words import mass, telling, weight

_HAIR = 1e-3
"""The shape of a product may change its last bits."""
_BLOCK_ROWS = 1_000
_Mask = npt.NDArray[np.bool_]


def claim_block(texts: Sequence[tuple[int, Sequence[Statement]]]) -> Block:
    """Columns of the figures of some texts.

    Args:
        texts: Number of a text, and its figures.
    """
    numbers, rows = [n for n, found in texts for _ in found], [s for _, found in texts for s in found]
    dimensions = [key(s.dimension) for s in rows]
    cores = [telling(s.core) for s in rows]
    core = part(
        ((i, _within(t, d)) for i, (c, d) in enumerate(zip(cores, dimensions, strict=True)) for t in c), "term", np.uint64
    )
    shares = [weight(t) / (mass(c) or 1.0) for c in cores for t in c]
    vectors = [(i, s) for i, s in enumerate(rows) if s.vector is not None and s.figure.value]
    return Block(
        {
            TEXT: np.array(numbers, dtype=np.int64),
            "dimension": np.array(dimensions, dtype=np.uint64),
            "equal": np.array(
                [_within(value_key(s), d) if s.figure.digits >= 2 else 0 for s, d in zip(rows, dimensions, strict=True)],
                np.uint64,
            ),
        },
        {
            "core": {**core, "share": np.array(shares, dtype=np.float32)},
            "bag": part(
                ((i, _within(t, d)) for i, (s, d) in enumerate(zip(rows, dimensions, strict=True)) for t in s.bag),
                "term",
                np.uint64,
            ),
            "vector": {
                **_matrix((i, s.vector) for i, s in vectors),
                "log": np.log(np.abs(np.array([s.figure.value for _, s in vectors], dtype=np.float64))),
            },
            "subject": _subjects_of(texts),
        },
    )


def piece_block(texts: Sequence[tuple[int, Sequence[Piece]]]) -> Block:
    """Columns of the passages of some texts, as `claim_block`."""
    numbers, rows = [n for n, found in texts for _ in found], [p for _, found in texts for p in found]
    return Block(
        {TEXT: np.array(numbers, dtype=np.int64), "several": np.array([len(p.lines) > 1 for p in rows], dtype=bool)},
        {
            "run": part(
                ((i, run) for i, p in enumerate(rows) for line in p.lines for run in set(runs(line.words))), "key", np.uint64
            ),
            "vector": _matrix((i, p.vector) for i, p in enumerate(rows) if p.vector is not None),
            "subject": _subjects_of(texts),
        },
    )


def _subjects_of(texts: Sequence[tuple[int, Sequence[Statement] | Sequence[Piece]]]) -> dict[str, Array]:
    """The vector of what each text is about, at its first row."""
    firsts = np.cumsum([0, *(len(found) for _, found in texts)])[:-1].tolist()
    return _matrix(
        (first, found[0].subject)
        for first, (_, found) in zip(firsts, texts, strict=True)
        if found and found[0].subject is not None
    )


def near_claims(new: Block, known: Block, *, least_similarity: float) -> set[int]:
    """Numbers of the known texts with a figure that may be about what a new one is about."""
    if not len(new) or not len(known):
        return set()
    hits = np.isin(known.rows["equal"], new.rows["equal"][new.rows["equal"] != 0])
    hits |= _by_words(new, known, 2 * least_similarity * AGREE_RELIEF - _HAIR)
    subjects = _subjects(new, known)
    left, right = new.parts["vector"], known.parts["vector"]
    if subjects is not None and _of_one_length(left, right):
        near, rows, columns = subjects
        of_left, of_right = new.rows["dimension"][left[ROW]], known.rows["dimension"][right[ROW]]
        for dimension in np.intersect1d(of_left, of_right):
            one, other = np.flatnonzero(of_left == dimension), np.flatnonzero(of_right == dimension)
            wide = right["vector"][other].astype(np.float32)
            for at in range(0, len(one), _BLOCK_ROWS):
                some = one[at : at + _BLOCK_ROWS]
                keep = left["vector"][some].astype(np.float32) @ wide.T >= LEAST_COSINE - _HAIR
                apart = np.abs(left["log"][some][:, None] - right["log"][other][None, :])
                keep &= apart <= np.log(APART_FACTOR) + _HAIR
                keep &= (near >= LEAST_SUBJECT - _HAIR)[np.ix_(rows[left[ROW][some]], columns[right[ROW][other]])]
                hits[right[ROW][other[keep.any(axis=0)]]] = True
    return set(known.rows[TEXT][hits].tolist())


def near_pieces(later: Block, sources: Block, *, least_cosine: float) -> tuple[set[int], set[int]]:
    """Numbers of the texts that may echo, and of those that may be echoed."""
    if not len(later) or not len(sources):
        return set(), set()
    echoing, echoed = np.zeros(len(later), dtype=bool), np.zeros(len(sources), dtype=bool)
    left, right = later.parts["run"], sources.parts["run"]
    echoing[left[ROW][np.isin(left["key"], right["key"])]] = True
    echoed[right[ROW][np.isin(right["key"], left["key"])]] = True
    left, right = later.parts["vector"], sources.parts["vector"]
    subjects = _subjects(later, sources)
    if subjects is not None and _of_one_length(left, right):
        near, rows, columns = subjects
        relief = SUBJECT_RELIEF * (near >= SAME_SUBJECT - _HAIR)
        wide = right["vector"].astype(np.float32)
        several = sources.rows["several"][right[ROW]]
        for at in range(0, len(left[ROW]), _BLOCK_ROWS):
            some = left[ROW][at : at + _BLOCK_ROWS]
            cosines = left["vector"][at : at + _BLOCK_ROWS].astype(np.float32) @ wide.T
            cosines += relief[np.ix_(rows[some], columns[right[ROW]])]
            cosines += MIXED_RELIEF * (later.rows["several"][some][:, None] | several[None, :])
            keep = cosines >= least_cosine - _HAIR
            echoing[some[keep.any(axis=1)]] = True
            echoed[right[ROW][keep.any(axis=0)]] = True
    return set(later.rows[TEXT][echoing].tolist()), set(sources.rows[TEXT][echoed].tolist())


def _by_words(new: Block, known: Block, least: float) -> _Mask:
    """Known rows of which either's core is covered by the other's words, summed over both sides."""
    columns = np.unique(np.concatenate([new.parts["core"]["term"], new.parts["bag"]["term"]]))
    if not len(columns):
        return np.zeros(len(known), dtype=bool)
    core, bag, other_core, other_bag = (
        _sparse(block.parts[name], len(block), columns) for block in (new, known) for name in ("core", "bag")
    )
    bag_t, core_t = other_bag.T.tocsc(), other_core.T.tocsc()
    hits = np.zeros(len(known), dtype=bool)
    for at in range(0, len(new), _BLOCK_ROWS):
        rows = slice(at, at + _BLOCK_ROWS)
        both = (core[rows] @ bag_t + bag[rows] @ core_t).tocoo()
        hits[both.col[both.data >= least]] = True
    return hits


def _sparse(found: Columns, length: int, columns: Array) -> sparse.csr_matrix:
    """A row a figure, a column a term of the new ones."""
    place = np.minimum(np.searchsorted(columns, found["term"]), len(columns) - 1)
    there = columns[place] == found["term"]
    data = found["share"][there] if "share" in found else np.ones(int(there.sum()), dtype=np.float32)
    return sparse.csr_matrix((data, (found[ROW][there], place[there])), shape=(length, len(columns)))


def _subjects(new: Block, known: Block) -> tuple[npt.NDArray[np.float32], Array, Array] | None:
    """Cosines of the subjects of texts; and for each row of either side, which line or column of that is its text's."""
    left, right = new.parts["subject"], known.parts["subject"]
    if not _of_one_length(left, right):
        return None
    cosines = left["vector"].astype(np.float32) @ right["vector"].astype(np.float32).T
    return cosines, _texts_of(new), _texts_of(known)


def _of_one_length(left: Columns, right: Columns) -> bool:
    """Whether there are vectors on both sides, of one encoder."""
    return bool(len(left[ROW]) and len(right[ROW]) and left["vector"].shape[1] == right["vector"].shape[1])


def _texts_of(block: Block) -> Array:
    """For each row, the place of its text among those that have a subject; 0 where it has none, and so no vector either."""
    first = block.rows[TEXT][block.parts["subject"][ROW]]
    order = np.argsort(first, kind="stable")
    place = np.minimum(np.searchsorted(first[order], block.rows[TEXT]), len(first) - 1)
    return order[place]


def _within(word: str, dimension: int) -> int:
    """A word as said of figures of one dimension: two of different dimensions have none in common."""
    return (key(word) ^ (dimension * 0x9E3779B97F4A7C15)) & 0xFFFFFFFFFFFFFFFF or 1


def vectors_of(block: Block, numbers: Sequence[int]) -> dict[int, tuple[list[Any], Any]]:
    """Of each of some texts the vectors of its rows, None where one has none, and that of its subject."""
    own = np.isin(block.rows[TEXT], np.array(numbers, dtype=np.int64))
    vectors, subjects = (_by_row(block.parts[name], own) for name in ("vector", "subject"))
    out: dict[int, tuple[list[Any], Any]] = {}
    for row in np.flatnonzero(own).tolist():
        number = int(block.rows[TEXT][row])
        found = out.setdefault(number, ([], subjects.get(row)))
        found[0].append(vectors.get(row))
    return {number: out.get(number, ([], None)) for number in numbers}


def _by_row(found: Columns, own: _Mask) -> dict[int, Array]:
    kept = np.flatnonzero(own[found[ROW]])
    wide = found["vector"][kept].astype(np.float32)
    return dict(zip(found[ROW][kept].tolist(), wide, strict=True))


def _matrix(found: Any) -> dict[str, Array]:
    """As float16, which the corpus keeps, where nothing is lost by it."""
    made = part(found, "vector", np.float32)
    half = made["vector"].astype(np.float16)
    if made["vector"].ndim != 2:
        made["vector"] = np.zeros((0, 0), np.float16)
    elif np.array_equal(half.astype(np.float32), made["vector"]):
        made["vector"] = half
    return made
