"""Windows over the pieces of a document: several paragraphs each, with context on both sides of what is kept.

A window is `[CLS] pieces [SEP] pieces [SEP]`, a separator behind each paragraph. Every piece is kept from exactly one window.
A document is first cut into stretches where what it says has it (`stretches`): a place is a cut because of the few hundred pieces
around it, so what stands further away moves no window, and a page that is read with its menu, or with another page in front of it,
is read as it would be alone. Content-defined chunking, as in Muthitacharoen et al. 2001 and, with the least value of a
neighbourhood, Bjoerner et al. 2010.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

MAX_PIECES = 384
"""Longest window, with its special pieces and separators."""
LEFT_PIECES = 64
RIGHT_PIECES = 32
"""Context in front of and behind what is kept, where the document goes on. Chosen on PolNeAR dev: see docs/log.md, 2026-12."""
REACH_PIECES = 180
"""How far from a cut no other has a lower value: what stretches are at least, and how far what is inserted can move cuts."""
_PRINT_PIECES = 16  # what a place is known by: so many pieces behind it
_FACTOR = np.uint64(0x9E3779B97F4A7C15)  # 2**64 by the golden ratio: spreads what differs a little (Knuth, TAOCP 6.4)
_SENTENCE = np.uint64(1) << np.uint64(63)  # a sentence's end is a cut where no paragraph's end is near


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces `low` to `high` are read, `keep_low` to `keep_high` of them kept."""

    low: int
    high: int
    keep_low: int
    keep_high: int


def plan_windows(
    passage: npt.NDArray[np.int64],
    ids: npt.NDArray[np.int64],
    *,
    max_pieces: int,
    left: int,
    right: int,
    reach: int,
    closing: Collection[int] = (),
) -> Iterator[Window]:
    """Cut a document into windows.

    Args:
        passage: Index of the passage of each piece.
        ids: What each piece is.
        max_pieces: Longest window, separators and special pieces included; more than twice `left`, and three.
        left: Pieces of context in front of what is kept.
        right: Pieces of context behind it.
        reach: How far around a cut between stretches no other place has a lower value.
        closing: Ids of the pieces that end a sentence.
    """
    pieces = len(passage)
    cuts = np.flatnonzero(np.diff(passage)) + 1  # first pieces of passages, but for the first one
    place = places(passage)
    keep_low = 0
    for end in (*stretches(cuts, place, ids, reach=reach, closing=closing), pieces):
        while keep_low < end:
            low = max(0, keep_low - left)
            full = int(np.searchsorted(place, place[low] + max_pieces - 2))
            keep_high = end if full >= min(pieces, end + right) else _seam(cuts, keep_low, full, right)
            yield Window(low, min(full, keep_high + right), keep_low, keep_high)
            keep_low = keep_high


def stretches(
    cuts: npt.NDArray[np.int64],
    place: npt.NDArray[np.int64],
    ids: npt.NDArray[np.int64],
    *,
    reach: int,
    closing: Collection[int] = (),
) -> list[int]:
    """Where a document is cut before its windows are planned: its places of the lowest value for `reach` pieces around.

    Args:
        cuts: First pieces of its passages, but for the first one.
        place: Position of each piece.
        ids: What each piece is.
        reach: How far a lower value is looked for.
        closing: Ids of the pieces that end a sentence.
    """
    ends = np.flatnonzero(np.isin(ids[:-1], np.asarray(sorted(closing), dtype=np.int64))) + 1
    ends = np.setdiff1d(ends, cuts, assume_unique=True)
    where = np.concatenate([cuts, ends])
    values = _values(ids, where)
    values[len(cuts) :] |= _SENTENCE
    order = np.argsort(where)
    at, value = where[order].tolist(), values[order].tolist()
    lies = place[where[order]].tolist() if len(where) else []
    return [at[n] for n in range(len(at)) if _is_lowest(n, lies, value, reach)]


def _values(ids: npt.NDArray[np.int64], where: npt.NDArray[np.int64]) -> npt.NDArray[np.uint64]:
    """A value below 2**63 of each place, from the pieces behind it."""
    padded = np.concatenate([ids.astype(np.uint64) + np.uint64(1), np.zeros(_PRINT_PIECES, dtype=np.uint64)])
    out: npt.NDArray[np.uint64] = np.zeros(len(where), dtype=np.uint64)
    for k in range(_PRINT_PIECES):
        out = (out ^ padded[where + k]) * _FACTOR
        out ^= out >> np.uint64(29)
    return out >> np.uint64(1)


def _is_lowest(n: int, lies: list[int], value: list[int], reach: int) -> bool:
    """Whether all places near this one have higher values; of equal ones, such as the lines of a table, none is the lowest."""
    own, here = value[n], lies[n]
    for side in (range(n - 1, -1, -1), range(n + 1, len(lies))):
        for k in side:
            if abs(lies[k] - here) >= reach:
                break
            if value[k] <= own:
                return False
    return True


def places(passage: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Position of each piece in the whole document, with a separator between neighbouring passages."""
    out: npt.NDArray[np.int64] = np.arange(len(passage)) + np.cumsum(np.diff(passage, prepend=passage[:1]) != 0)
    return out


def _seam(cuts: npt.NDArray[np.int64], keep_low: int, high: int, right: int) -> int:
    """Where to stop keeping: at the end of a passage in the last 15 % of what could be kept, or `right` before the end."""
    latest = max(keep_low + 1, high - right)
    k = int(np.searchsorted(cuts, latest, side="right")) - 1
    if k >= 0 and int(cuts[k]) > latest - (latest - keep_low) * 15 // 100:
        return int(cuts[k])
    return latest


@dataclass(frozen=True, slots=True)
class Sequence:
    """A window as the encoder reads it; entries for special pieces have `source` -1.

    Attributes:
        ids, case, marks: Features of each position.
        source: Index of the piece at each position.
    """

    ids: npt.NDArray[np.int64]
    case: npt.NDArray[np.int64]
    marks: npt.NDArray[np.int64]
    source: npt.NDArray[np.int64]


def layout(low: int, high: int, passage: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Positions of a window: index of the piece, -1 for the first special piece, -2 for a separator."""
    inner = np.flatnonzero(np.diff(passage[low:high])) + 1
    middle = np.insert(np.arange(low, high), inner, -2)
    return np.concatenate([[-1], middle, [-2]])


def sequence(
    low: int,
    high: int,
    *,
    ids: npt.NDArray[np.int64],
    case: npt.NDArray[np.int64],
    marks: npt.NDArray[np.int64],
    passage: npt.NDArray[np.int64],
    special: tuple[int, int],
) -> Sequence:
    """Features of a window.

    Args:
        low: Its first piece.
        high: One past its last piece.
        ids: Ids of all pieces of the document.
        case: Their classes of case.
        marks: Their places among quotation marks.
        passage: The passages that hold them.
        special: Ids of the first special piece and of the separator.
    """
    at = layout(low, high, passage)
    real = at >= 0
    out = np.where(at == -1, special[0], special[1])
    out[real] = ids[at[real]]
    shape = np.zeros_like(at)
    shape[real] = case[at[real]]
    place = np.zeros_like(at)
    place[real] = marks[at[real]]
    return Sequence(ids=out, case=shape, marks=place, source=np.where(real, at, -1))
