"""An encoder that goes on learning labels and forgets neither meaning nor what it knew: the labels get last layers of their own.

Everything that a corpus keeps of meaning (vectors of passages, the theme classifier, echoes, thresholds, the search index) rests
on the vectors. So the layers that make them stay as they are, to the bit. A copy of the last ones branches off, and it alone, with
heads of its own behind it, learns from corrections; a pass takes about an eighth longer for each layer.

Which of the two speaks is decided for each window by how it is written: a logistic regression on the mean of the states and on the
shares of case and marks tells text like that which was corrected from the public sets. Texts unlike it are read as before.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from policynlp.tag.neural.pieces import CASES, MARKS
from policynlp.train.encoder.network import EncoderNetwork, Outputs

HEADS = ("layer_head", "entity_head", "pointer_head", "case_out", "marks_out")


@dataclass(slots=True)
class BranchedOutputs(Outputs):
    """What the branch says while it learns, and what both say together when it is read; with what its training needs.

    Attributes:
        layers_before, entities_before: What the network says without its branch.
        written: How each window is written: means of its states, and shares of case and marks, `(windows, 384 + 8 + 5)`.
    """

    layers_before: Tensor
    entities_before: Tensor
    written: Tensor


class BranchedNetwork(nn.Module):  # type: ignore[misc]
    """A trained network with a branch for labels.

    Args:
        network: The trained network; its parameters are taken over and stay as they are.
        layers: How many of the last layers the labels get copies of.

    Attributes:
        stem: The network as it was; gives the vectors, and the labels of texts unlike those corrected.
        branch: Layers that learn, with the heads beside them.
        gate: Tells how likely a window is like what was corrected; see `policynlp.train.encoder.gate`.
    """

    def __init__(self, network: EncoderNetwork, *, layers: int) -> None:
        super().__init__()
        for parameter in network.parameters():
            parameter.requires_grad = False
        self.stem = network
        self.branch = copy.deepcopy(nn.ModuleList(network.base.encoder.layer[-layers:]))
        for name in HEADS:
            setattr(self, name, copy.deepcopy(getattr(network, name)))
        self.gate = nn.Linear(int(network.base.config.hidden_size) + CASES + MARKS, 1)
        nn.init.zeros_(self.gate.weight)
        nn.init.zeros_(self.gate.bias)
        for parameter in self.labelling():
            parameter.requires_grad = True

    def labelling(self) -> list[nn.Parameter]:
        """Parameters of the branch and its heads."""
        heads = [getattr(self, name) for name in HEADS]
        return [*self.branch.parameters(), *(p for head in heads for p in head.parameters())]

    def forward(self, ids: Tensor, case: Tensor, marks: Tensor, mask: Tensor | None = None) -> BranchedOutputs:
        """Read windows; arguments as in `EncoderNetwork.forward`."""
        stem, layers = self.stem, self.stem.base.encoder.layer
        apart = len(layers) - len(self.branch)
        real = mask if mask is not None else torch.ones_like(ids)
        attention = (1.0 - real[:, None, None, :].to(torch.float32)) * -1e9
        words = stem.base.embeddings.word_embeddings(ids) + stem.case_in(case) + stem.marks_in(marks)
        states = stem.base.embeddings(inputs_embeds=words)
        for layer in layers[:apart]:
            states = layer(states, attention_mask=attention)
        said = states
        for layer in layers[apart:]:
            states = layer(states, attention_mask=attention)
        for layer in self.branch:
            said = layer(said, attention_mask=attention)
        before = torch.cat([states, stem.case_out(case), stem.marks_out(marks)], dim=-1)
        now = stem.dropout(torch.cat([said, self.case_out(case), self.marks_out(marks)], dim=-1))
        written = _written(states, case, marks, real)
        share = torch.ones_like(written[:, 0]) if self.training else torch.sigmoid(self.gate(written))[:, 0]
        layers_before, entities_before = stem.layer_head(before), stem.entity_head(before)
        return BranchedOutputs(
            layers=_between(layers_before, self.layer_head(now), share),
            entities=_between(entities_before, self.entity_head(now), share),
            pointers=_between(stem.pointer_head(before), self.pointer_head(now), share),
            vectors=stem.vector_head(states),
            states=said,
            layers_before=layers_before,
            entities_before=entities_before,
            written=written,
        )

    def pointer_scores(self, pointers: Tensor, which: int) -> Tensor:
        """As `EncoderNetwork.pointer_scores`."""
        scores: Tensor = self.stem.pointer_scores(pointers, which)
        return scores


def _between(before: Tensor, now: Tensor, share: Tensor) -> Tensor:
    return before + share[:, None, None] * (now - before)


def _written(states: Tensor, case: Tensor, marks: Tensor, real: Tensor) -> Tensor:
    each = torch.cat([states, _one_hot(case, CASES, states), _one_hot(marks, MARKS, states)], dim=-1)
    weights = real[:, :, None].to(states.dtype)
    return (each * weights).sum(1) / weights.sum(1)


def _one_hot(classes: Tensor, count: int, like: Tensor) -> Tensor:
    return nn.functional.embedding(classes, torch.eye(count, dtype=like.dtype))
