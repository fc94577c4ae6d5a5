"""Going on from the encoder that runs: corrected texts beside the public ones, and nothing forgotten.

Each step sees corrected texts and as many pieces of the public sets. On the latter the network is also held to what it said before
(Li and Hoiem 2016, "Learning without forgetting"), which covers what no label of theirs speaks of, such as names in news. Vectors do
not change at all: see `policynlp.train.encoder.branch`.
"""

from __future__ import annotations

import copy
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
        share: How far the weights go from those before towards the learnt ones: between the two what is gained elsewhere is mostly kept,
            and what is lost at home mostly not (Wortsman et al. 2022, "Robust fine-tuning of zero-shot models").
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
    share: float = 0.6
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
    before = _Before(branched)
    start = [p.detach().clone() for p in branched.parameters() if p.requires_grad]
    branched.stem.dropout.p = settings.dropout
    learning = [p for p in branched.parameters() if p.requires_grad]
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
    branched.train()
    for _ in range(settings.epochs):
        for batch in batches(_windows(examples, special, rng), pieces=settings.pieces, rng=rng):
            optimizer.zero_grad(set_to_none=True)
            losses = []
            for rows, held in ((batch, False), (next(of_articles), True), (next(of_names), True)):
                with torch.autocast("cpu", dtype=torch.bfloat16):
                    out = cast("BranchedOutputs", read(branched, rows, hidden=settings.hidden, mask=mask))
                total = loss_of(branched, out, rows, _NO_TEACHER).total
                if held:
                    total = total + settings.held * before.apart(out, rows)
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
    with torch.no_grad():
        for parameter, was in zip(learning, start, strict=True):
            parameter.copy_(torch.lerp(was, parameter, settings.share))
    branched.eval()
    return branched


class _Before:
    """What the network said before it went on: its old last layer is there anyway, so the old heads are all that is kept.

    Args:
        branched: The network before its first step.
    """

    def __init__(self, branched: BranchedNetwork) -> None:
        stem = branched.stem
        self._old = {n: copy.deepcopy(getattr(stem, n)).eval() for n in ("layer_head", "entity_head", "case_out", "marks_out")}
        for module in self._old.values():
            module.requires_grad_(False)

    def apart(self, out: BranchedOutputs, rows: Sequence[Row]) -> Tensor:
        """Mean Kullback-Leibler divergence of what the heads of labels say now from what they said, over the words."""
        case, marks = (torch.from_numpy(padded(rows, name, 0)) for name in ("case", "marks"))
        wide = torch.cat([out.states.float(), self._old["case_out"](case), self._old["marks_out"](marks)], dim=-1)
        layers = self._old["layer_head"](wide).unflatten(-1, (3, 3))
        pairs = ((out.layers.float().unflatten(-1, (3, 3)), layers), (out.entities.float(), self._old["entity_head"](wide)))
        return torch.stack([_divergence(now, was)[case > 0].mean() for now, was in pairs]).sum()


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
