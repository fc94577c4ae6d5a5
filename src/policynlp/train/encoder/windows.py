"""Windows to train on: cut anew in every epoch, of mixed widths, in batches of about equal length."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Sized
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from policynlp.tag.neural.windows import places, sequence
from policynlp.train.encoder.examples import IGNORED, Example, Labels

WIDTHS = (128, 192, 256, 320, 384)
"""Pieces of a window, drawn for each document and epoch: narrow ones learn faster, at run time they are 384 wide."""
_POSITIONS = 512  # that MiniLM knows; only a text of very short paragraphs, a separator behind each, comes near
NOWHERE = 0
"""Position that stands for "no source": the first special piece."""
Lengthy = TypeVar("Lengthy", bound=Sized)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One window with labels; one entry a position, special pieces included.

    Attributes:
        to_cue, to_source: Positions in this window, `NOWHERE` for no source, `IGNORED` where the target lies outside.
        segments: First position, one past the last, and row of the teacher's vectors.
    """

    ids: Labels
    case: Labels
    marks: Labels
    layers: Labels
    to_cue: Labels
    to_source: Labels
    entities: Labels
    entity_weight: float
    segments: tuple[tuple[int, int, int], ...]

    def __len__(self) -> int:
        return len(self.ids)


def cut(example: Example, *, width: int, start: int, whole: bool, special: tuple[int, int]) -> Iterator[Row]:
    """Cut a document into windows that do not overlap.

    Args:
        example: The document.
        width: Pieces of a window at most.
        start: Pieces of the first window at most.
        whole: Whether windows end with a paragraph where they can.
        special: Ids of the first special piece and of the separator.
    """
    for low, high in bounds(example.pieces.passage, width=width, start=start, whole=whole):
        yield row(example, low, high, special)


def bounds(passage: Labels, *, width: int, start: int, whole: bool) -> Iterator[tuple[int, int]]:
    """First piece and one past the last of each window; the passage of each piece, then arguments as for `cut`."""
    cuts = np.flatnonzero(np.diff(passage)) + 1
    place = places(passage)
    low, n = 0, len(passage)
    while low < n:
        room = (start if low == 0 else width) - 2
        high = min(low + max(16, room - 8), int(np.searchsorted(place, place[low] + _POSITIONS - 2)))
        if whole and high < n:
            k = int(np.searchsorted(cuts, high, side="right")) - 1
            if k >= 0 and cuts[k] > low:
                high = int(cuts[k])
        yield low, high
        low = high


def drawn(rng: np.random.Generator) -> dict[str, Any]:
    """How one document is cut this time: `width`, `start` and `whole`."""
    width = int(rng.choice(WIDTHS))
    return {"width": width, "start": int(rng.integers(width // 3, width + 1)), "whole": bool(rng.random() < 0.6)}


def cut_anew(examples: Iterable[Example], *, special: tuple[int, int], rng: np.random.Generator) -> list[Row]:
    """Windows of several documents, of a width and with a start that are drawn for each; arguments as for `cut`."""
    return [one for example in examples for one in cut(example, special=special, **drawn(rng))]


def row(example: Example, low: int, high: int, special: tuple[int, int]) -> Row:
    """Pieces `low` to `high` of a document as a window."""
    p = example.pieces
    read = sequence(low, high, ids=p.ids, case=p.case, marks=p.marks, passage=p.passage, special=special)
    real = read.source >= 0
    at = read.source[real]
    position = np.full(high - low, -1, dtype=np.int64)
    position[at - low] = np.flatnonzero(real)

    def placed(values: Labels) -> Labels:
        out = np.full((len(read.ids), *values.shape[1:]), IGNORED, dtype=np.int64)
        out[real] = values[at]
        return out

    def pointed(values: Labels) -> Labels:
        out = placed(values)
        inside = (out >= low) & (out < high)
        target = np.where(inside, position[np.clip(out - low, 0, high - low - 1)], IGNORED)
        return np.where(out == -1, NOWHERE, target)

    segments = tuple(
        (int(position[a - low]), int(position[b - 1 - low]) + 1, t) for a, b, t in example.segments if a >= low and b <= high
    )
    return Row(
        ids=read.ids,
        case=read.case,
        marks=read.marks,
        layers=placed(example.layers),
        to_cue=pointed(example.to_cue),
        to_source=pointed(example.to_source),
        entities=placed(example.entities),
        entity_weight=example.entity_weight,
        segments=segments,
    )


def batches(rows: Sequence[Lengthy], *, pieces: int, rng: np.random.Generator) -> list[list[Lengthy]]:
    """Rows in batches of about `pieces` positions, padding counted, rows of like length together, in random order."""
    order = sorted(range(len(rows)), key=lambda i: (len(rows[i]) + rng.integers(0, 24), i))
    out: list[list[Lengthy]] = []
    longest = 0
    for i in order:
        longest = max(longest, len(rows[i]))
        if not out or longest * (len(out[-1]) + 1) > pieces:
            out.append([])
            longest = len(rows[i])
        out[-1].append(rows[i])
    return [out[i] for i in rng.permutation(len(out))]


def padded(rows: Sequence[Row], name: str, fill: int) -> npt.NDArray[np.int64]:
    """One field of several rows, padded to the longest."""
    values = [getattr(r, name) for r in rows]
    longest = max(len(v) for v in values)
    out = np.full((len(values), longest, *values[0].shape[1:]), fill, dtype=np.int64)
    for n, v in enumerate(values):
        out[n, : len(v)] = v
    return out
