"""Named entities as the encoder reads them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from policynlp.tag.neural.readout import Readout


@dataclass(frozen=True, slots=True, kw_only=True)
class EncoderEntity:
    """A name with its coarse label, in characters of the text; `score` is the mean probability of its words."""

    start: int
    end: int
    label: str
    score: float


def decode_entities(readout: Readout, labels: Sequence[str]) -> list[EncoderEntity]:
    """Names of a text, in order and without overlaps.

    Args:
        readout: What the heads say.
        labels: Names of the head's labels, in its order.
    """
    if not len(readout.starts):
        return []
    best = readout.entities.argmax(axis=1)
    out: list[EncoderEntity] = []
    low, label = -1, -1
    inside = np.flatnonzero(best)
    previous = -2
    for k in [*inside.tolist(), len(best) + 1]:
        this = int((best[k] - 1) // 2) if k < len(best) else -1
        begins = k >= len(best) or k != previous + 1 or this != label or best[k] % 2 == 1
        begins = begins or readout.passage[k] != readout.passage[previous]
        if begins:
            if low >= 0:
                out.append(_entity(readout, low, previous + 1, label, labels))
            low, label = k, this
        previous = k
    return out


def _entity(readout: Readout, low: int, high: int, label: int, labels: Sequence[str]) -> EncoderEntity:
    p = np.exp(readout.entities[low:high, 1 + 2 * label : 3 + 2 * label]).sum(axis=1).mean()
    return EncoderEntity(
        start=int(readout.starts[low]), end=int(readout.ends[high - 1]), label=labels[label], score=round(float(p), 4)
    )
