"""Going on from the encoder that runs: corrected texts beside the public ones, and nothing forgotten.

Each step sees corrected texts and as many pieces of the public sets. On the latter the network is also held to what it said before
(Li and Hoiem 2016, "Learning without forgetting"), which covers what no label of theirs speaks of, such as names in news. Texts that
are unlike the corrected ones are read as before, and vectors do not change at all: see `policynlp.train.encoder.branch`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np
import torch
from torch import Tensor, nn

from policynlp.errors import InputError
from policynlp.train.encoder.branch import BranchedNetwork, BranchedOutputs
from policynlp.train.encoder.corpus import ENTITY_SETS, POLITICS, QUOTES
from policynlp.train.encoder.corrected import Corrected, corrected_example
from policynlp.train.encoder.examples import IGNORED, Example, entity_sources, example, held_out, quote_sources
from policynlp.train.encoder.fit import read
from policynlp.train.encoder.gate import fit_gate
from policynlp.train.encoder.losses import loss_of
from policynlp.train.encoder.network import EncoderNetwork
from policynlp.train.encoder.windows import Row, batches, cut_anew, padded

_TOGETHER_TEXTS = 40
_NO_TEACHER = np.zeros((0, 0), dtype=np.float32)
"""Vectors are not learnt here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContinueSettings:
    """How to go on. What was tried, and what it gave, stands in docs/log.md.

    Attributes:
        epochs: Passes over the corrected texts.
        layers: How many of the last layers the labels get for their own.
        rate: Peak learning rate of these layers and the heads.
        warm_up: Share of the steps until the peak; then it falls in a line to nothing.
        pieces: Positions of corrected texts in a step.
        articles, names: Positions of public articles and of public texts with names in a step.
        held: Weight of what the network said before.
        compared: Public texts of each kind from which corrected ones are told apart.
        hidden: Share of the word pieces that are masked.
        dropout: Before the heads.
        seed: Of windows, order and what is dropped.
        threads: Of one process.
    """

    epochs: int = 3
    layers: int = 3
    rate: float = 1e-4
    warm_up: float = 0.1
    pieces: int = 1024
    articles: int = 1024
    names: int = 384
    held: float = 4.0
    compared: int = 200
    hidden: float = 0.0
    dropout: float = 0.1
    seed: int = 1
    threads: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """Public texts that are read again.

    Attributes:
        articles: With attributions.
        names: With names.
    """

    articles: tuple[Example, ...]
    names: tuple[Example, ...]


def read_replay(data: Path, tokenizer: Any, *, limit: int | None = None) -> Replay:
    """The public sets that the encoder was trained on, without the sentences that are kept to measure with.

    Args:
        data: Folder with `quotes/` and `entities/`.
        tokenizer: Without truncation and padding.
        limit: Documents of each set at most, for a trial.

    Raises:
        InputError: A set is missing.
    """
    articles = [example(s, tokenizer) for s in list(quote_sources(data / QUOTES))[:limit]]
    names: list[Example] = []
    for path, every in {**dict.fromkeys(POLITICS, True), **ENTITY_SETS}.items():
        found = list(entity_sources(data / path, every_label=every))
        dev = path.endswith("dev.jsonl")
        names += [example(s, tokenizer) for n, s in enumerate(found[:limit]) if not (dev and held_out(n))]
    return Replay(articles=tuple(articles), names=tuple(names))


def go_on(
    network: EncoderNetwork,
    corrected: Sequence[Corrected],
    replay: Replay,
    settings: ContinueSettings,
    *,
    tokenizer: Any,
    report: Callable[[str], None] = lambda _: None,
) -> BranchedNetwork:
    """Train a branch of a network on corrected texts.

    Args:
        network: As it runs; see `policynlp.train.encoder.shipped`.
        corrected: What to learn; those of the frozen fifth must not be among them.
        replay: What not to forget.
        settings: How.
        tokenizer: Without truncation and padding.
        report: Gets a line of figures every twenty steps.

    Raises:
        InputError: There is nothing to learn, a frozen text is among it, or there is nothing to read again.
    """
    if not corrected:
        raise InputError(
            "there is nothing to learn from", where="train encoder", hint="Complete passages of quotes or entities."
        )
    if any(one.split == "test" for one in corrected):
        raise InputError("a frozen text is among those to learn from", where="train encoder", hint="Leave the fifth out.")
    if not (replay.articles and replay.names):
        raise InputError("a public set has no texts", where="train encoder", hint="Check the folder that --data names.")
    torch.set_num_threads(settings.threads)
    torch.manual_seed(settings.seed)
    rng = np.random.default_rng(settings.seed)
    branched = BranchedNetwork(network, layers=settings.layers)
    branched.stem.dropout.p = settings.dropout
    learning = branched.labelling()
    special = (tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]"))
    mask = tokenizer.token_to_id("[MASK]")
    examples = [corrected_example(one, tokenizer) for one in corrected]
    of_articles = _endless(replay.articles, settings.articles, special, rng)
    of_names = _endless(replay.names, settings.names, special, rng)
    steps = settings.epochs * max(1, round(sum(len(e.pieces) for e in examples) * 8 / (7 * settings.pieces)))
    optimizer = torch.optim.AdamW(learning, lr=settings.rate, weight_decay=0.01, betas=(0.9, 0.98))
    warm = max(1, round(settings.warm_up * steps))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda n: min((n + 1) / warm, max(0.0, (steps - n) / max(1, steps - warm)))
    )
    began, step = time.monotonic(), 0
    public = [
        texts[int(i)] for texts in (replay.articles, replay.names) for i in rng.permutation(len(texts))[: settings.compared]
    ]
    branched.eval()
    fit_gate(branched, examples, public, special=special, rng=rng)
    branched.train()
    for _ in range(settings.epochs):
        for batch in batches(_windows(examples, special, rng), pieces=settings.pieces, rng=rng):
            optimizer.zero_grad(set_to_none=True)
            losses = []
            for rows, known in ((batch, False), (next(of_articles), True), (next(of_names), True)):
                with torch.autocast("cpu", dtype=torch.bfloat16):
                    out = cast("BranchedOutputs", read(branched, rows, hidden=settings.hidden, mask=mask))
                total = loss_of(branched, out, rows, _NO_TEACHER).total
                if known:
                    total = total + settings.held * _apart(out, rows)
                total.backward()
                losses.append(float(total.detach()))
            torch.nn.utils.clip_grad_norm_(learning, 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            if step % 20 == 0:
                names = ("corrected", "articles", "names")
                told = " ".join(f"{n} {v:.3f}" for n, v in zip(names, losses, strict=True))
                report(f"step {step}/{steps} {time.monotonic() - began:.0f} s {told}")
    branched.eval()
    return branched


def _apart(out: BranchedOutputs, rows: Sequence[Row]) -> Tensor:
    """Mean Kullback-Leibler divergence of what the branch says from what was said without it, over the words."""
    words = torch.from_numpy(padded(rows, "case", 0)) > 0
    now, was = [o.float().unflatten(-1, (3, 3)) for o in (out.layers, out.layers_before)]
    pairs = ((now, was), (out.entities.float(), out.entities_before.float()))
    return torch.stack([_divergence(now, was)[words].mean() for now, was in pairs]).sum()


def _divergence(now: Tensor, was: Tensor) -> Tensor:
    each = nn.functional.kl_div(now.log_softmax(-1), was.log_softmax(-1), reduction="none", log_target=True)
    return each.sum(-1)


def _windows(examples: Sequence[Example], special: tuple[int, int], rng: np.random.Generator) -> list[Row]:
    """Cut anew, as in the first training; without windows in which nothing is known."""
    found = cut_anew(examples, special=special, rng=rng)
    return [r for r in found if (r.layers != IGNORED).any() or (r.entities != IGNORED).any()]


def _endless(
    examples: Sequence[Example], pieces: int, special: tuple[int, int], rng: np.random.Generator
) -> Iterator[list[Row]]:
    """Batches of public texts, a share of them cut at a time."""
    while True:
        drawn = rng.permutation(len(examples))[:_TOGETHER_TEXTS]
        yield from batches(_windows([examples[int(i)] for i in drawn], special, rng), pieces=pieces, rng=rng)
