"""The training loop: all heads in every step, a moving average of the weights, and nothing kept but the last of it."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from policynlp.train.encoder.corpus import TrainingCorpus
from policynlp.train.encoder.losses import loss_of
from policynlp.train.encoder.network import EncoderNetwork, Outputs, load_base
from policynlp.train.encoder.windows import Row, padded

_START = 1
"""Seed of the heads before training."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FitSettings:
    """How to train.

    Attributes:
        epochs: Passes over the articles.
        rate, head_rate: Peak learning rates of encoder and heads.
        warm_up: Share of the steps until the peak; then they fall in a line to nothing.
        decay: Of the moving average of the weights.
        dropout: Within the encoder (not of its attention, which would make it half as fast); before the heads twice that.
        hidden: Share of the word pieces that are masked, so that a label leans on the words around.
        seed: Of the windows, their order and what is dropped; all runs start from the same heads, so that they can be averaged.
        threads: Of one process.
    """

    epochs: int = 7
    rate: float = 3e-4
    head_rate: float = 1.2e-3
    warm_up: float = 0.06
    decay: float = 0.999
    dropout: float = 0.1
    hidden: float = 0.05
    seed: int = 1
    threads: int = 2


def fit(
    corpus: TrainingCorpus,
    settings: FitSettings,
    *,
    start: Mapping[str, torch.Tensor] | None = None,
    base: Callable[..., Any] | None = None,
    report: Callable[[str], None] = lambda _: None,
    after_epoch: Callable[[int, dict[str, torch.Tensor]], None] = lambda _n, _w: None,
) -> dict[str, torch.Tensor]:
    """Train the network.

    Args:
        corpus: What to learn.
        settings: How.
        start: Weights to go on from; default: those of the base, and new heads.
        base: Gives the model without heads; default: MiniLM.
        report: Gets a line of figures every hundred steps.
        after_epoch: Gets the averaged weights after each epoch.

    Returns:
        The averaged weights of the whole network.
    """
    torch.set_num_threads(settings.threads)
    torch.manual_seed(_START)
    network = EncoderNetwork((base or load_base)(dropout=settings.dropout), dropout=2 * settings.dropout).train()
    if start is not None:
        network.load_state_dict(dict(start))
    torch.manual_seed(settings.seed)
    rng = np.random.default_rng(settings.seed)
    inner, heads = inner_and_heads(network)
    steps = settings.epochs * corpus.steps_in_epoch()
    optimizer, schedule = optimizing(
        inner, heads, rate=settings.rate, head_rate=settings.head_rate, steps=steps, warm_up=settings.warm_up
    )
    average = {n: p.detach().clone() for n, p in network.named_parameters() if p.requires_grad}
    seen: dict[str, list[float]] = defaultdict(list)
    step, pieces, began = 0, 0, time.monotonic()
    for epoch in range(settings.epochs):
        for main, extra in corpus.steps(rng):
            optimizer.zero_grad(set_to_none=True)
            for prefix, rows in (("", main), ("extra_", extra)) if extra else (("", main),):
                with torch.autocast("cpu", dtype=torch.bfloat16):
                    out = read(network, rows, hidden=settings.hidden, mask=corpus.mask)
                loss = loss_of(network, out, rows, corpus.teacher)
                loss.total.backward()
                for name, value in loss.parts.items():
                    seen[prefix + name].append(value)
                pieces += sum(len(r) for r in rows)
            torch.nn.utils.clip_grad_norm_([*inner, *heads], 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            follow(average, network, min(settings.decay, (1 + step) / (10 + step)))
            if step % 100 == 0:
                figures = " ".join(f"{k} {np.mean(v):.3f}" for k, v in sorted(seen.items()))
                report(f"epoch {epoch + 1} step {step}/{steps} {pieces / (time.monotonic() - began):.0f} pieces/s {figures}")
                seen.clear()
        after_epoch(epoch + 1, averaged_state(network, average))
    return averaged_state(network, average)


def inner_and_heads(network: EncoderNetwork) -> tuple[list[torch.Tensor], list[torch.Tensor]]:
    """What is trained of a network: the weights of its layers, and those of its heads."""
    trained = [(n.startswith("base."), p) for n, p in network.named_parameters() if p.requires_grad]
    return [p for is_inner, p in trained if is_inner], [p for is_inner, p in trained if not is_inner]


def optimizing(
    inner: Sequence[torch.Tensor], heads: Sequence[torch.Tensor], *, rate: float, head_rate: float, steps: int, warm_up: float
) -> tuple[torch.optim.AdamW, torch.optim.lr_scheduler.LambdaLR]:
    """Optimizer, and its schedule: up to the peak over a share of the steps, then down in a line.

    Args:
        inner: Weights of layers.
        heads: Weights of heads.
        rate: Peak learning rate of layers.
        head_rate: Peak learning rate of heads.
        steps: All of them.
        warm_up: Share of the steps until the peak.
    """
    optimizer = torch.optim.AdamW(
        [{"params": list(inner), "lr": rate}, {"params": list(heads), "lr": head_rate}], weight_decay=0.01, betas=(0.9, 0.98)
    )
    warm = max(1, int(warm_up * steps))
    return optimizer, torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda n: min((n + 1) / warm, max(0.01, (steps - n) / max(1, steps - warm)))
    )


def read(network: Callable[..., Outputs], rows: list[Row], *, hidden: float = 0.0, mask: int = 0) -> Outputs:
    """One batch through the network.

    Args:
        network: What learns.
        rows: The windows.
        hidden: Share of the pieces that are replaced by `mask`.
        mask: Id of the mask.
    """
    lengths = torch.tensor([len(r) for r in rows])
    ids, case, marks = (torch.from_numpy(padded(rows, name, 0)) for name in ("ids", "case", "marks"))
    if hidden:
        ids = torch.where((torch.rand(ids.shape) < hidden) & (case > 0), mask, ids)
    real = (torch.arange(ids.shape[1])[None, :] < lengths[:, None]).long()
    return network(ids, case, marks, real)


def follow(average: dict[str, torch.Tensor], network: EncoderNetwork, decay: float) -> None:
    """Move the moving average of the weights by a step."""
    with torch.no_grad():
        for name, parameter in network.named_parameters():
            if name in average:
                average[name].lerp_(parameter, 1 - decay)


def averaged_state(network: EncoderNetwork, average: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """All weights of a network, the averaged ones where there are any."""
    return {n: average.get(n, t).detach().clone().contiguous() for n, t in network.state_dict().items()}


def save_weights(weights: dict[str, Any], path: Path) -> None:
    """Write weights as safetensors."""
    from safetensors.torch import save_file

    path.parent.mkdir(parents=True, exist_ok=True)
    save_file(weights, str(path))


def load_weights(path: Path) -> EncoderNetwork:
    """A network with trained weights, ready to run."""
    from safetensors.torch import load_file

    network = EncoderNetwork(load_base(attention="eager"))
    network.load_state_dict(load_file(str(path)))
    network.eval()
    return network
