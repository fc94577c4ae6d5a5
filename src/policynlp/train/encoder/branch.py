"""An encoder that goes on learning labels and forgets no meaning: the labels get last layers of their own.

Everything that a corpus keeps of meaning (vectors of passages, the theme classifier, echoes, thresholds, the search index) rests
on the vectors. So the layers that make them stay as they are, to the bit. A copy of the last ones branches off, and it alone, with
the heads behind it, learns from corrections; a pass takes about an eighth longer for each layer.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from policynlp.train.encoder.network import EncoderNetwork, Outputs

_HEADS = ("layer_head", "entity_head", "pointer_head", "case_out", "marks_out")


@dataclass(slots=True)
class BranchedOutputs(Outputs):
    """With the states of the last layer as it was, `(windows, positions, 384)`."""

    states: Tensor


class BranchedNetwork(nn.Module):  # type: ignore[misc]
    """A trained network whose label heads read layers of their own.

    Args:
        network: The trained network; its parameters are taken over.
        layers: How many of the last layers the labels get copies of.

    Attributes:
        stem: The network as it was, but for the heads; gives the vectors.
        branch: What learns, with the heads.
    """

    def __init__(self, network: EncoderNetwork, *, layers: int) -> None:
        super().__init__()
        self.stem = network
        self.branch = copy.deepcopy(nn.ModuleList(network.base.encoder.layer[-layers:]))
        for parameter in self.stem.parameters():
            parameter.requires_grad = False
        for parameter in [*self.branch.parameters(), *self.heads()]:
            parameter.requires_grad = True

    def heads(self) -> list[nn.Parameter]:
        """Parameters of the heads of labels."""
        modules = [getattr(self.stem, name) for name in _HEADS]
        return [self.stem.distance, *(p for module in modules for p in module.parameters())]

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
        wide = stem.dropout(torch.cat([said, stem.case_out(case), stem.marks_out(marks)], dim=-1))
        return BranchedOutputs(
            layers=stem.layer_head(wide),
            entities=stem.entity_head(wide),
            pointers=stem.pointer_head(wide),
            vectors=stem.vector_head(states),
            states=states,
        )

    def pointer_scores(self, pointers: Tensor, which: int) -> Tensor:
        """As `EncoderNetwork.pointer_scores`."""
        scores: Tensor = self.stem.pointer_scores(pointers, which)
        return scores
