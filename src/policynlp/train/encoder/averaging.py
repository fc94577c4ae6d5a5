"""Several runs from the same start, and the mean of their weights.

Runs that share the start and the heads' start end near enough to each other for their weights to be averaged; the mean is about as
good as the vote of all runs would be, for the price of one when it reads (Wortsman et al. 2022, "Model soups").
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import torch

from policynlp.train.encoder.corpus import TrainingCorpus
from policynlp.train.encoder.fit import FitSettings, fit, save_weights


def fit_seeds(
    corpus: TrainingCorpus,
    settings: FitSettings,
    seeds: Sequence[int],
    *,
    work: Path,
    start: Mapping[str, torch.Tensor] | None = None,
    passes: int = 1,
    base: Callable[..., Any] | None = None,
    report: Callable[[str], None] = lambda _: None,
) -> tuple[list[Path], float]:
    """Train once for each seed; a run that was finished before with the same settings, start and data is taken as it is.

    Args:
        corpus: What to learn.
        settings: How; its own seed is not used.
        seeds: One for each run.
        work: Where the weights of each run are kept.
        start: Weights that all of them go on from; default: the beginning.
        base: Gives the model without heads; default: MiniLM.
        passes: Weights are kept as they are after so many of the last passes.
        report: Gets a line now and then.

    Returns:
        Files of weights, those of a seed in the order of its passes, and the seconds that all runs took together.
    """
    out, seconds = [], 0.0
    for seed in seeds:
        one = dataclasses.replace(settings, seed=seed)
        weights, about = work / f"weights-{seed}.safetensors", work / f"weights-{seed}.json"
        facts = {"settings": dataclasses.asdict(one), "data": dict(corpus.data), "start": _hash(start)}
        files = [work / f"weights-{seed}-{n}.safetensors" for n in range(one.epochs - passes + 1, one.epochs)] + [weights]
        if _same(about, facts) and all(file.exists() for file in files):
            report(f"seed {seed}: taken from {weights}")
        else:
            began = time.monotonic()
            about.unlink(missing_ok=True)
            told = partial(_told, report, seed)
            found = fit(corpus, one, start=start, base=base, report=told, after_epoch=partial(_keep, work, seed, tuple(files)))
            save_weights(found, weights)
            about.write_text(json.dumps(facts | {"seconds": time.monotonic() - began}), encoding="utf-8")
        out += files
        seconds += float(json.loads(about.read_text(encoding="utf-8"))["seconds"])
    return out, seconds


def _told(report: Callable[[str], None], seed: int, line: str) -> None:
    report(f"seed {seed}: {line}")


def _keep(work: Path, seed: int, files: Sequence[Path], done: int, found: dict[str, torch.Tensor]) -> None:
    """Writes the weights after a pass, where they are among those that are kept."""
    path = work / f"weights-{seed}-{done}.safetensors"
    if path in files:
        save_weights(found, path)


def _hash(start: Mapping[str, torch.Tensor] | None) -> str | None:
    if start is None:
        return None
    found = hashlib.sha256()
    for name in sorted(start):
        found.update(start[name].float().contiguous().numpy().tobytes())
    return found.hexdigest()


def _same(about: Path, facts: Mapping[str, object]) -> bool:
    try:
        found = json.loads(about.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    known = json.loads(json.dumps(facts))
    return all(found.get(k) == v for k, v in known.items())


def averaged(files: Sequence[Path]) -> dict[str, torch.Tensor]:
    """The mean of several runs' weights, which all have the same names and shapes."""
    from safetensors.torch import load_file

    runs = [load_file(str(f)) for f in files]
    return {
        name: (torch.stack([r[name].float() for r in runs]).mean(dim=0).to(first.dtype).contiguous())
        for name, first in runs[0].items()
    }
