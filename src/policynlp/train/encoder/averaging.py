"""Several runs from the same start, and the mean of their weights.

Runs that share the start and the heads' start end near enough to each other for their weights to be averaged; the mean is about as
good as the vote of all runs would be, for the price of one when it reads (Wortsman et al. 2022, "Model soups").
"""

from __future__ import annotations

import dataclasses
import json
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import torch

from policynlp.train.encoder.corpus import TrainingCorpus
from policynlp.train.encoder.fit import FitSettings, fit, save_weights


def fit_seeds(
    corpus: TrainingCorpus,
    settings: FitSettings,
    seeds: Sequence[int],
    *,
    work: Path,
    report: Callable[[str], None] = lambda _: None,
) -> tuple[list[Path], float]:
    """Train once for each seed; a run that was finished before with the same settings and data is taken as it is.

    Args:
        corpus: What to learn.
        settings: How; its own seed is not used.
        seeds: One for each run.
        work: Where the weights of each run are kept.
        report: Gets a line now and then.

    Returns:
        Files of weights, and the seconds that all runs took together.
    """
    out, seconds = [], 0.0
    for seed in seeds:
        one = dataclasses.replace(settings, seed=seed)
        weights, about = work / f"weights-{seed}.safetensors", work / f"weights-{seed}.json"
        facts = {"settings": dataclasses.asdict(one), "data": dict(corpus.data)}
        if _same(about, facts) and weights.exists():
            report(f"seed {seed}: taken from {weights}")
        else:
            began = time.monotonic()
            about.unlink(missing_ok=True)
            save_weights(fit(corpus, one, report=lambda line, s=seed: report(f"seed {s}: {line}")), weights)  # type: ignore[misc]
            about.write_text(json.dumps(facts | {"seconds": time.monotonic() - began}), encoding="utf-8")
        out.append(weights)
        seconds += float(json.loads(about.read_text(encoding="utf-8"))["seconds"])
    return out, seconds


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
