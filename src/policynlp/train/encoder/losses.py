"""What each head is asked for, and how much it weighs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn

from policynlp.train.encoder.branch import BranchedNetwork
from policynlp.train.encoder.examples import IGNORED
from policynlp.train.encoder.network import EncoderNetwork, Outputs
from policynlp.train.encoder.windows import Row, padded

LAYERS_WEIGHT = 3.0
POINTER_WEIGHT = 0.3
ENTITY_WEIGHT = 1.0
MEANING_WEIGHT = 1.0
SIMILARITY_WEIGHT = 5.0
"""Weights of the pilot; that of the similarity matrices is within the meaning."""


@dataclass(frozen=True, slots=True)
class Loss:
    """The sum that is minimised, and its parts for the log."""

    total: Tensor
    parts: dict[str, float]


def loss_of(
    network: EncoderNetwork | BranchedNetwork, out: Outputs, rows: Sequence[Row], teacher: npt.NDArray[np.float32]
) -> Loss:
    """Loss of one batch.

    Args:
        network: For the pointers' distance bias.
        out: What it said of `rows`.
        rows: The windows.
        teacher: Unit vectors that segments should have, `(segments of the corpus, 384)`.
    """
    terms: dict[str, Tensor] = {}
    layers = torch.from_numpy(padded(rows, "layers", IGNORED))  # (windows, positions, 3)
    if bool((layers != IGNORED).any()):
        logits = out.layers.float().unflatten(-1, (3, 3))
        terms["layers"] = LAYERS_WEIGHT * nn.functional.cross_entropy(
            logits.flatten(0, 2), layers.flatten(), ignore_index=IGNORED
        )
        for which, name in enumerate(("to_cue", "to_source")):
            target = torch.from_numpy(padded(rows, name, IGNORED))
            if bool((target != IGNORED).any()):
                scores = network.pointer_scores(out.pointers.float(), which)
                lengths = torch.tensor([len(r) for r in rows])
                outside = torch.arange(scores.shape[1])[None, :] >= lengths[:, None]
                scores = scores.masked_fill(outside[:, None, :], -1e4)
                terms[name] = POINTER_WEIGHT * nn.functional.cross_entropy(
                    scores.flatten(0, 1), target.flatten(), ignore_index=IGNORED
                )
    entities = torch.from_numpy(padded(rows, "entities", IGNORED))
    known = entities != IGNORED
    if bool(known.any()):
        each = nn.functional.cross_entropy(
            out.entities.float().flatten(0, 1), entities.flatten(), ignore_index=IGNORED, reduction="none"
        )
        weight = torch.tensor([r.entity_weight for r in rows])[:, None].expand_as(entities)[known]
        share = known.sum() / max(1, sum(len(r) for r in rows))
        terms["entities"] = ENTITY_WEIGHT * share * (each.view_as(entities)[known] * weight).mean()
    meaning = _meaning(out, rows, teacher)
    if meaning is not None:
        terms["meaning"] = MEANING_WEIGHT * meaning
    total = torch.stack(list(terms.values())).sum() if terms else out.vectors.sum() * 0  # a lone short text says nothing
    return Loss(total, {k: float(v.detach()) for k, v in terms.items()})


def _meaning(out: Outputs, rows: Sequence[Row], teacher: npt.NDArray[np.float32]) -> Tensor | None:
    """Distance of the segments' means from the teacher's vectors, alone and among each other."""
    means, wanted = [], []
    for n, row in enumerate(rows):
        for a, b, t in row.segments:
            means.append(out.vectors[n, a:b].float().mean(dim=0))
            wanted.append(t)
    if len(means) < 2:
        return None
    ours = nn.functional.normalize(torch.stack(means), dim=-1)
    theirs = torch.from_numpy(teacher[np.asarray(wanted)]).float()
    alone = (1 - (ours * theirs).sum(dim=-1)).mean()
    among = nn.functional.mse_loss(ours @ ours.T, theirs @ theirs.T)
    return alone + SIMILARITY_WEIGHT * among
