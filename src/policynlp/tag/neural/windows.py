"""Windows over the pieces of a document: several paragraphs each, with context on both sides of what is kept.

A window is `[CLS] pieces [SEP] pieces [SEP]`, a separator behind each paragraph. Every piece is kept from exactly one window,
and where a window ends depends on the pieces alone, so a text has one reading however it reaches the encoder.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

MAX_PIECES = 384
"""Longest window, with its special pieces and separators."""
LEFT_PIECES = 64
RIGHT_PIECES = 24
"""Context in front of and behind what is kept, where the document goes on. Chosen on PolNeAR dev: see docs/log.md, 2026-11."""


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces `low` to `high` are read, `keep_low` to `keep_high` of them kept."""

    low: int
    high: int
    keep_low: int
    keep_high: int


def plan_windows(passage: npt.NDArray[np.int64], *, max_pieces: int, left: int, right: int) -> Iterator[Window]:
    """Cut a document into windows.

    Args:
        passage: Index of the passage of each piece.
        max_pieces: Longest window, separators and special pieces included; more than twice `left`, and three.
        left: Pieces of context in front of what is kept.
        right: Pieces of context wanted behind it.
    """
    pieces = len(passage)
    cuts = np.flatnonzero(np.diff(passage)) + 1  # first pieces of passages, but for the first one
    place = places(passage)
    keep_low = 0
    while keep_low < pieces:
        low = max(0, keep_low - left)
        high = int(np.searchsorted(place, place[low] + max_pieces - 2))
        keep_high = pieces if high == pieces else _seam(cuts, keep_low, high, right)
        yield Window(low, high, keep_low, keep_high)
        keep_low = keep_high


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
