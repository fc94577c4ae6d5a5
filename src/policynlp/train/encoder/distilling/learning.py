"""Distilling: the encoder learns what people marked and what the large reader says, and keeps its names and vectors.

The shares of the large reader teach where a label is doubtful, and texts that nobody marked: those count by them alone.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from policynlp.train.encoder.corpus import BATCH_PIECES, steps_over
from policynlp.train.encoder.distilling.soft import SoftLabels
from policynlp.train.encoder.distilling.windows import SoftRow, padded_layers, soft_rows
from policynlp.train.encoder.examples import IGNORED, Example, Source, example
from policynlp.train.encoder.fit import averaged_state, follow, inner_and_heads, optimizing, read
from policynlp.train.encoder.losses import LAYERS_WEIGHT, POINTER_WEIGHT
from policynlp.train.encoder.marks import other_marks
from policynlp.train.encoder.network import EncoderNetwork, Outputs
from policynlp.train.encoder.windows import Row, batches, padded


@dataclass(frozen=True, slots=True, kw_only=True)
class DistilSettings:
    """How to distil. What was tried stands in docs/log.md.

    Attributes:
        epochs: Passes over all texts.
        rate, head_rate: Peak learning rates of layers and heads.
        warm_up: Share of the steps until the peak; then they fall in a line to nothing.
        decay: Of the moving average of the weights.
        soft: Weight of the large reader beside people, where both speak.
        states: Weight of the large reader's states.
        names, vectors: Weights of what the encoder said of names, and of the vectors that it gave.
        hidden: Share of the word pieces that are masked.
        seed: Of windows, order and what is dropped.
        threads: Of one process.
        kept: Share of the weights as they were in those that are taken in the end (Wortsman et al. 2022, "Robust fine-tuning of
            zero-shot models"): names and vectors stay nearer to what they were, and quotations are better than with either.
    """

    epochs: int = 3
    rate: float = 3e-4
    head_rate: float = 1.2e-3
    warm_up: float = 0.06
    decay: float = 0.998
    soft: float = 0.7
    states: float = 1.0
    names: float = 2.0
    vectors: float = 5.0
    hidden: float = 0.05
    seed: int = 1
    threads: int = 2
    kept: float = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class SoftCorpus:
    """What it learns from.

    Attributes:
        marked: Articles with attributions.
        unmarked: Texts that nobody marked.
        soft: What the large reader says of each, by id.
        tokenizer: The encoder's.
    """

    marked: Sequence[Source]
    unmarked: Sequence[Source]
    soft: Mapping[str, SoftLabels]
    tokenizer: Any


def distil(
    network: EncoderNetwork,
    corpus: SoftCorpus,
    settings: DistilSettings,
    *,
    start: EncoderNetwork,
    report: Callable[[str], None] = lambda _: None,
    after_epoch: Callable[[int, dict[str, Tensor]], None] = lambda _n, _w: None,
) -> dict[str, Tensor]:
    """Train an encoder on what the large reader says; its names and vectors are held to what they were.

    Args:
        network: Trained; it goes on from there, with its dropout.
        corpus: What to learn.
        settings: How.
        start: The same network as it was, which stays so.
        report: Gets a line of figures every fifty steps.
        after_epoch: Gets the averaged weights after each epoch.

    Returns:
        The averaged weights, `kept` of them as they were.
    """
    torch.set_num_threads(settings.threads)
    torch.manual_seed(settings.seed)
    network.train()
    start.eval()
    wide = int(next(iter(corpus.soft.values())).states.shape[1])
    turned = nn.Linear(int(network.base.config.hidden_size), wide)
    special = (corpus.tokenizer.token_to_id("[CLS]"), corpus.tokenizer.token_to_id("[SEP]"))
    mask = corpus.tokenizer.token_to_id("[MASK]")
    examples = {s.id: example(s, corpus.tokenizer) for s in (*corpus.marked, *corpus.unmarked)}
    inner, heads = inner_and_heads(network)
    heads += turned.parameters()
    steps = settings.epochs * max(1, steps_over(examples.values()))
    optimizer, schedule = optimizing(
        inner, heads, rate=settings.rate, head_rate=settings.head_rate, steps=steps, warm_up=settings.warm_up
    )
    average = {n: p.detach().clone() for n, p in network.named_parameters() if p.requires_grad}
    seen: dict[str, list[float]] = defaultdict(list)
    step, began = 0, time.monotonic()
    for epoch in range(settings.epochs):
        rng = np.random.default_rng((settings.seed, epoch))
        for batch in batches(list(_rows(corpus, examples, special, rng)), pieces=BATCH_PIECES, rng=rng):
            optimizer.zero_grad(set_to_none=True)
            rows = [r.row for r in batch]
            with torch.autocast("cpu", dtype=torch.bfloat16):
                out = read(network, rows, hidden=settings.hidden, mask=mask)
                with torch.no_grad():
                    was = read(start, rows)
            parts = soft_loss(network, out, batch, share=settings.soft)
            parts |= held_loss(out, was, rows, names=settings.names, vectors=settings.vectors)
            parts |= {"states": settings.states * states_loss(turned(out.states.float()), batch)}
            torch.stack(list(parts.values())).sum().backward()
            torch.nn.utils.clip_grad_norm_([*inner, *heads], 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            for name, value in parts.items():
                seen[name].append(float(value.detach()))
            follow(average, network, min(settings.decay, (1 + step) / (10 + step)))
            if step % 50 == 0:
                figures = " ".join(f"{k} {np.mean(v):.3f}" for k, v in sorted(seen.items()))
                report(f"distilling: step {step}/{steps} {time.monotonic() - began:.0f} s {figures}")
                seen.clear()
        after_epoch(epoch + 1, averaged_state(network, average))
    return between(start, averaged_state(network, average), kept=settings.kept)


def between(start: EncoderNetwork, learnt: Mapping[str, Tensor], *, kept: float) -> dict[str, Tensor]:
    """Weights between those of a network and those that it learnt.

    Args:
        start: As it was.
        learnt: Weights of the same shapes.
        kept: Share of what it was.
    """
    was = start.state_dict()
    return {
        name: was[name].lerp(weight, 1 - kept).contiguous() if weight.is_floating_point() else weight
        for name, weight in learnt.items()
    }


def states_loss(states: Tensor, rows: Sequence[SoftRow]) -> Tensor:
    """Mean of one less the cosine to the large reader's states, each from the mean of the batch, over the pieces that it has read.

    Args:
        states: Of the network, turned into as many dimensions, `(windows, positions, 768)`.
        rows: The windows.
    """
    mine, theirs = [], []
    for n, one in enumerate(rows):
        if one.states is not None:
            at = torch.from_numpy(np.flatnonzero(one.row.case > 0))
            mine.append(states[n, at])
            theirs.append(torch.from_numpy(one.states)[at].float())
    if not mine:
        return states.sum() * 0
    wanted = torch.cat(theirs)
    return (1 - nn.functional.cosine_similarity(torch.cat(mine), wanted - wanted.mean(0), dim=-1)).mean()


def held_loss(out: Outputs, was: Outputs, rows: Sequence[Row], *, names: float, vectors: float) -> dict[str, Tensor]:
    """How far names and vectors are from what they were, over the pieces of words.

    Args:
        out: What the network says.
        was: What it said.
        rows: The windows.
        names: Weight of the divergence of the labels of names.
        vectors: Weight of the squared distance of vectors, as a share of their squared length.
    """
    words = torch.from_numpy(padded(rows, "case", 0)) > 0
    logs, before = (o.entities.float()[words].log_softmax(-1) for o in (out, was))
    apart = nn.functional.kl_div(logs, before, reduction="none", log_target=True).sum(-1).mean()
    now, old = out.vectors.float()[words], was.vectors.float()[words]
    moved = ((now - old).square().sum(-1) / old.square().sum(-1).clamp(min=1e-6)).mean()
    return {"names": names * apart, "vectors": vectors * moved}


def soft_loss(network: EncoderNetwork, out: Outputs, rows: Sequence[SoftRow], *, share: float) -> dict[str, Tensor]:
    """Cross-entropy to a mixture of what people marked and what the large reader says, by part.

    Args:
        network: For the pointers' distance bias.
        out: What it said of `rows`.
        rows: The windows.
        share: Weight of the large reader where both speak.
    """
    plain = [r.row for r in rows]
    said = out.layers.float().unflatten(-1, (3, 3)).log_softmax(-1)
    hard = torch.from_numpy(padded(plain, "layers", IGNORED))
    soft = torch.from_numpy(padded_layers(rows))
    told, marked = ~soft[..., 0].isnan(), hard != IGNORED
    weight = torch.where(told & marked, share, told.float())[..., None]
    wanted = weight * soft.nan_to_num() + (1 - weight) * nn.functional.one_hot(hard.clamp(min=0), 3)
    terms = {"layers": LAYERS_WEIGHT * -(wanted * said).sum(-1)[told | marked].mean()}
    lengths = torch.tensor([len(r) for r in rows])
    for which, name in enumerate(("to_cue", "to_source")):
        scores = network.pointer_scores(out.pointers.float(), which)
        outside = torch.arange(scores.shape[1])[None, :] >= lengths[:, None]
        logs = scores.masked_fill(outside[:, None, :], -1e4).log_softmax(-1)
        targets = _targets(rows, which, torch.from_numpy(padded(plain, name, IGNORED)), share)
        weights = targets.sum(-1)
        if bool((weights > 0).any()):
            terms[name] = POINTER_WEIGHT * -(targets * logs).sum() / weights.sum()
    return terms


def _targets(rows: Sequence[SoftRow], which: int, hard: Tensor, share: float) -> Tensor:
    """What each position should point to, `(windows, positions, positions)`; nothing where nobody says.

    Where an article is marked, a word that people did not mark has no pointer, whatever the large reader says.
    """
    wanted = torch.zeros((*hard.shape, hard.shape[1]))
    left = torch.ones(hard.shape)
    for n, one in enumerate(rows):
        if one.pointers is None:
            continue
        pointers = one.pointers[which]
        at = torch.from_numpy(pointers.at)
        known = hard[n, at] != IGNORED
        weight = torch.where(known, share, 0.0 if one.marked else 1.0)
        shares = torch.from_numpy(pointers.shares) * weight[:, None]
        rows_at = at[:, None].expand(-1, shares.shape[1])
        wanted[n].index_put_((rows_at, torch.from_numpy(pointers.targets)), shares, accumulate=True)
        left[n, at] = 1 - weight
    window, at = (hard != IGNORED).nonzero(as_tuple=True)
    wanted[window, at, hard[window, at]] += left[window, at]
    return wanted


def _rows(
    corpus: SoftCorpus, examples: Mapping[str, Example], special: tuple[int, int], rng: np.random.Generator
) -> Iterator[SoftRow]:
    """All texts cut anew, some articles with other quotation marks."""
    for source in corpus.marked:
        text = other_marks(source.text, rng)
        one = examples[source.id] if text is source.text else example(source, corpus.tokenizer, text=text)
        soft = corpus.soft.get(source.id)
        fits = soft is not None and len(soft.layers) == len(one.pieces)
        yield from soft_rows(one, soft if fits else None, marked=True, special=special, rng=rng)
    for source in corpus.unmarked:
        yield from soft_rows(examples[source.id], corpus.soft[source.id], marked=False, special=special, rng=rng)
