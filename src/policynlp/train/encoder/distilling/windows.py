"""Windows of a text with what people marked and with what the large reader says of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from policynlp.tag.neural.windows import layout
from policynlp.train.encoder.distilling.soft import NO_TARGET, UNKNOWN, Pointed, Shares, SoftLabels
from policynlp.train.encoder.examples import Example, Labels
from policynlp.train.encoder.windows import NOWHERE, Row, bounds, drawn, row

_LEAST_INSIDE = 0.5
"""A pointer is left out where less of its shares lies within the window."""
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class SoftPointers:
    """Pointers of a window.

    Attributes:
        at: Positions that point, `(pointers,)`.
        targets: Positions that each points to, `(pointers, TARGETS)`.
        shares: How likely each is; each row adds up to one.
    """

    at: Labels
    targets: Labels
    shares: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class SoftRow:
    """One window.

    Attributes:
        row: With the labels of people, all of them left out where nobody labelled the text.
        marked: Whether somebody did.
        layers: Shares as of `SoftLabels`, `(positions, 3, 3)`; not a number where nothing is said.
        states: Of the large reader, `(positions, 768)`; none where it has not read the text.
        pointers: To the cue, and to the source; none where the large reader has not read the text.
    """

    row: Row
    marked: bool
    layers: Floats
    states: Shares | None
    pointers: tuple[SoftPointers, SoftPointers] | None

    def __len__(self) -> int:
        return len(self.row)


def soft_rows(
    example: Example, soft: SoftLabels | None, *, marked: bool, special: tuple[int, int], rng: np.random.Generator
) -> Iterator[SoftRow]:
    """Cut a text into windows of a width that is drawn.

    Args:
        example: In pieces of the encoder.
        soft: What the large reader says of as many pieces, or none.
        marked: Whether people labelled the text.
        special: Ids of the first special piece and of the separator.
        rng: Of width and start.
    """
    for low, high in bounds(example.pieces.passage, **drawn(rng)):
        yield softened(example, soft, low, high, marked=marked, special=special)


def softened(
    example: Example, soft: SoftLabels | None, low: int, high: int, *, marked: bool, special: tuple[int, int]
) -> SoftRow:
    """Pieces `low` to `high` as a window; other arguments as for `soft_rows`."""
    made = row(example, low, high, special)
    at = layout(low, high, example.pieces.passage)
    real = np.flatnonzero(at >= 0)
    layers = np.full((len(made), 3, 3), np.nan, dtype=np.float32)
    if soft is None:
        return SoftRow(row=made, marked=marked, layers=layers, states=None, pointers=None)
    layers[real] = soft.layers[at[real]]
    position = np.zeros(high - low, dtype=np.int64)
    position[at[real] - low] = real
    to_cue, to_source = (_inside(one, at, real, position, low) for one in (soft.to_cue, soft.to_source))
    states = np.zeros((len(made), soft.states.shape[1]), dtype=np.float16)
    states[real] = soft.states[at[real]]
    return SoftRow(row=made, marked=marked, layers=layers, states=states, pointers=(to_cue, to_source))


def _inside(pointed: Pointed, at: Labels, real: Labels, position: Labels, low: int) -> SoftPointers:
    known = real[pointed.targets[at[real], 0] != UNKNOWN]
    targets = pointed.targets[at[known]].astype(np.int64)
    nowhere, inside = targets == NO_TARGET, (targets >= low) & (targets < low + len(position))
    shares = pointed.shares[at[known]].astype(np.float32) * (nowhere | inside)
    mass = shares.sum(axis=1)
    enough = mass > _LEAST_INSIDE
    places = np.where(inside, position[np.clip(targets - low, 0, len(position) - 1)], NOWHERE)
    return SoftPointers(at=known[enough], targets=places[enough], shares=shares[enough] / mass[enough, None])


def padded_layers(rows: Sequence[SoftRow]) -> Floats:
    """Shares of several windows, `(windows, positions, 3, 3)`, not a number behind the end of each."""
    out = np.full((len(rows), max(len(r) for r in rows), 3, 3), np.nan, dtype=np.float32)
    for n, one in enumerate(rows):
        out[n, : len(one)] = one.layers
    return out
