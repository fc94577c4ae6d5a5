"""Sentence vectors of the unchanged MiniLM: what the passage vector is held to, so that it stays good for meaning."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

from policynlp.train.encoder.network import load_base

_MAX_PIECES = 256  # what MiniLM was made for
_BATCH_PIECES = 4096


def teacher_vectors(segments: Sequence[Sequence[int]], special: tuple[int, int]) -> npt.NDArray[np.float32]:
    """Unit vectors of segments, each read alone, `(segments, 384)`.

    Args:
        segments: Ids of the pieces of each; longer ones than 254 are cut.
        special: Ids of the first special piece and of the separator.
    """
    base: Any = load_base().eval()
    order = sorted(range(len(segments)), key=lambda i: len(segments[i]))
    out = np.zeros((len(segments), int(base.config.hidden_size)), dtype=np.float32)
    batch: list[int] = []
    with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
        for k, i in enumerate(order):
            batch.append(i)
            longest = min(_MAX_PIECES, 2 + len(segments[i]))
            if (len(batch) + 1) * longest > _BATCH_PIECES or k + 1 == len(order):
                out[batch] = _read(base, [segments[j][: _MAX_PIECES - 2] for j in batch], special)
                batch = []
    return out


def kept_vectors(segments: Sequence[Sequence[int]], special: tuple[int, int], folder: Path) -> npt.NDArray[np.float32]:
    """The same, read from `folder` where these segments were worked out before."""
    named = hashlib.sha256(json.dumps([special, *segments]).encode()).hexdigest()[:16]
    path = folder / f"teacher-{named}.npy"
    if path.is_file():
        known: npt.NDArray[np.float32] = np.load(path)
        return known
    vectors = teacher_vectors(segments, special)
    with path.with_suffix(".part").open("wb") as whole:
        np.save(whole, vectors)
    path.with_suffix(".part").replace(path)
    return vectors


def _read(base: Any, segments: Sequence[Sequence[int]], special: tuple[int, int]) -> npt.NDArray[np.float32]:
    width = 2 + max(len(s) for s in segments)
    ids = torch.zeros((len(segments), width), dtype=torch.long)
    mask = torch.zeros_like(ids)
    for n, segment in enumerate(segments):
        ids[n, : len(segment) + 2] = torch.tensor([special[0], *segment, special[1]])
        mask[n, : len(segment) + 2] = 1
    states = base(input_ids=ids, attention_mask=mask).last_hidden_state.float()
    means = (states * mask[..., None]).sum(dim=1) / mask.sum(dim=1, keepdim=True)
    vectors: npt.NDArray[np.float32] = torch.nn.functional.normalize(means, dim=-1).numpy()
    return vectors
